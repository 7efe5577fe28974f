"""The course of one patient: what of her journal figures and pictures are made of."""

from typing import Any

import engines
import pytest
from diaries import MARCH, UTC, Diary, day, march, moment, rated

from rehabtrack.domain.moment import DAY, HOUR, MINUTE, zone_named
from rehabtrack.domain.policy import DEFAULT_POLICY
from rehabtrack.domain.records.score import FunctionScore
from rehabtrack.reports.course import Course
from rehabtrack.reports.figures import by_phase, figures
from rehabtrack.services import review
from rehabtrack.services.course import course
from rehabtrack.storage.database import Database
from rehabtrack.storage.rows import columns_of

NOW = march(31, 12)
TONIGHT = march(32)


def course_of(diary: Diary, now: int = NOW, **span: int) -> Course:
    """Her course in UTC."""
    return course(diary.journal(), UTC, now, **span)


def score(diary: Diary, points: int, when: int) -> None:
    diary.keep(FunctionScore(moment=moment(when), instrument="rmdq", tenths=points * 10))


def values(found: Course) -> list[int]:
    return [one.value for one in found.ratings]


# --- the span -------------------------------------------------------------------------------------


def test_the_course_of_an_empty_journal_is_today_with_nothing_in_it(anna: Diary) -> None:
    found = course_of(anna)
    assert (found.since, found.until, found.policy) == (march(31), TONIGHT, DEFAULT_POLICY)
    parts = (found.ratings, found.sessions, found.skipped, found.phases, found.periods)
    assert not any((*parts, found.measures, found.opinions, found.treated, found.scores))
    assert (found.voided, list(found.alarms)) == (0, [])
    assert (figures(found).coverage.days, by_phase(found)[-1].phase) == (1, None)


def test_without_bounds_it_goes_from_the_day_of_what_happened_first_until_tonight(
    anna: Diary,
) -> None:
    anna.rate(2, march(5, 20))
    anna.skip(march(4, 9))
    anna.massage(march(6, 9))
    found = course_of(anna)
    assert (found.since, found.until) == (march(4), TONIGHT)
    assert (found.first_day, found.last_day) == (MARCH // DAY + 3, MARCH // DAY + 30)


def test_what_looks_back_24_hours_is_in_the_span_that_holds_the_day_it_speaks_of(
    anna: Diary,
) -> None:
    anna.log(rated(7, moment(march(5, 8)), recall="worst-24h"))
    assert values(course_of(anna, since=march(5))) == []
    assert values(course_of(anna, since=march(4), until=march(5))) == [7]
    assert course_of(anna).since == march(4)
    assert figures(course_of(anna)).levels[0].n == 1


def test_the_first_score_begins_it_too(anna: Diary) -> None:
    anna.rate(2, march(5))
    score(anna, 12, march(3, 9))
    found = course_of(anna)
    assert found.since == march(3)
    assert figures(found).function[0].n == 1


def test_what_goes_on_for_long_does_not_stretch_it(anna: Diary) -> None:
    anna.measure("Ibuprofen", MARCH - 3000 * DAY)
    anna.phase("conservative", MARCH - 2000 * DAY)
    assert course_of(anna).since == MARCH - 3000 * DAY  # there is nothing else
    anna.rate(2, march(5, 20))
    found = course_of(anna)
    assert found.since == march(5)
    assert len(found.phases) == len(found.measures) == 1


def test_since_alone_goes_on_until_tonight_and_until_alone_begins_with_the_first(
    anna: Diary,
) -> None:
    for number in (3, 10, 20):
        anna.rate(number % 7, march(number, 20))
    late, early = course_of(anna, since=march(10)), course_of(anna, until=march(11))
    assert (late.since, late.until, values(late)) == (march(10), TONIGHT, [3, 6])
    assert (early.since, early.until, values(early)) == (march(3), march(11), [3, 3])
    assert course_of(anna, until=march(2)).since == march(1)


def test_a_span_that_ends_before_it_begins_holds_nothing(anna: Diary) -> None:
    anna.rate(8, march(5))
    anna.massage(march(5, 9))
    found = course_of(anna, since=march(9), until=march(3))
    assert (values(found), list(found.sessions)) == ([], [])
    assert figures(found).coverage.days == 0


def test_tonight_is_found_where_the_calendar_skips_tomorrow(anna: Diary) -> None:
    apia = zone_named("Pacific/Apia")  # which went from 29 to 31 December 2011
    now = 1_325_196_000_000  # 2011-12-29 12:00 there
    found = course(anna.journal(), apia, now)
    assert found.until - found.since == DAY


# --- what it holds --------------------------------------------------------------------------------


def test_ratings_say_whether_they_count_and_were_imported(anna: Diary) -> None:
    anna.log(rated(2, march(5, 20)), rated(9, march(5, 21), site="other:head"))
    anna.rate(60, day(6), scale="vas", recall="average-7d")
    with anna.command() as journal:
        journal.add(rated(3, march(7)), action="import", origin=b"0" * 16)
    found = course_of(anna).ratings
    assert [(one.value, one.counts, one.imported) for one in found] == [
        (2, 1, 0),
        (9, 0, 0),
        (60, 0, 0),
        (3, 1, 1),
    ]
    assert (found[2].width, found[2].recall, found[2].recorded_at) == (DAY, "average-7d", anna.now)


def test_the_ratings_shortly_before_the_span_are_kept_apart(anna: Diary) -> None:
    anna.rate(2, march(9, 20))
    anna.rate(3, march(10))
    found = course_of(anna, since=march(10))
    assert ([one.value for one in found.earlier], values(found)) == ([2], [3])
    assert figures(found).high.known == 24 * HOUR


def test_what_is_void_is_left_out_and_counted(anna: Diary) -> None:
    anna.rate(8, march(5))
    anna.rate(2, march(6))
    anna.massage(march(6, 9))
    anna.massage(march(7, 9))
    anna.skip(march(8, 9))
    for id_ in ("p1", "m1", "m3"):
        anna.void(id_)
    found = course_of(anna, since=march(1))
    assert (values(found), [one.no for one in found.sessions]) == ([2], [2])
    assert (list(found.skipped), list(found.periods), found.voided) == ([], [], 3)
    assert course_of(anna, since=march(6, 12)).voided == 1


def test_void_records_of_every_kind_are_counted(anna: Diary) -> None:
    score(anna, 12, march(5))
    anna.measure("Ibuprofen", march(5))
    anna.phase("recovery", march(5))
    for id_ in ("s1", "t1", "f1"):
        anna.void(id_)
    assert course_of(anna, since=march(1)).voided == 3


def test_phases_and_measures_that_ended_before_or_begin_after_are_not_of_it(anna: Diary) -> None:
    anna.phase("conservative", march(1))
    anna.phase("surgery", march(5))
    anna.phase("recovery", march(9))
    anna.measure("Ibuprofen", march(1), end_at=march(3))
    anna.measure("Walking", march(6), end_at=march(6), kind="exercise")
    anna.measure("Yoga", march(12), kind="exercise")
    found = course_of(anna, since=march(6), until=march(9))
    assert [phase.kind for phase in found.phases] == ["surgery"]
    assert [one.name for one in found.measures] == ["Walking"]


def test_a_phase_that_begins_after_now_is_of_a_span_that_reaches_it(anna: Diary) -> None:
    anna.rate(2, march(5))
    anna.phase("surgery", march(10))
    found = course_of(anna, march(6), until=march(20))
    assert [phase.start for phase in found.phases] == [march(10)]
    assert figures(found).coverage.days == 2
    assert [one.figures.coverage.days for one in by_phase(found)] == [0, 2]
    assert course_of(anna, march(6)).phases == []


def test_a_session_has_its_status_its_answers_and_whether_a_warning_stands(anna: Diary) -> None:
    anna.rate(6, march(5, 8))
    anna.massage(march(5, 9))
    anna.massage(march(8, 9))
    anna.massage(march(20, 9), before=1)
    anna.answer(1, "doctor-cleared")
    anna.answer(1, "pain-eased")
    high, unverified, clear = course_of(anna).sessions
    assert (high.status, high.warnings) == ("high-pain", (("doctor-cleared", "pain-eased"),))
    assert (unverified.status, unverified.warnings) == ("unverified", ())
    assert (clear.status, clear.warnings) == ("clear", ())
    said = figures(course_of(anna)).massages
    assert (said.given, said.warnings, said.answered) == (3, 1, 1)


def test_an_answer_taken_back_is_not_told(anna: Diary) -> None:
    anna.rate(6, march(5, 8))
    anna.massage(march(5, 9))
    anna.answer(1, "pain-eased")
    anna.undo()
    assert course_of(anna).sessions[0].warnings == ((),)


def test_an_answer_to_a_warning_that_a_graver_one_replaced_is_not_told(anna: Diary) -> None:
    anna.rate(5, march(5, 8))
    anna.massage(march(5, 9))
    anna.answer(1, "pain-eased")
    anna.rate(9, march(5, 8, 30))
    found = course_of(anna)
    assert found.sessions[0].warnings == ((),)
    assert figures(found).massages.answered == 0


def test_an_answer_holds_for_what_is_no_graver(anna: Diary) -> None:
    anna.rate(5, march(5, 8))
    anna.massage(march(5, 9))
    anna.answer(1, "pain-eased")
    anna.rate(4, march(5, 8, 30))
    assert course_of(anna).sessions[0].warnings == (("pain-eased",),)


@pytest.mark.parametrize("days", [0, 1, 2, 13, 15, 17, 99, 101, 150])
@pytest.mark.parametrize("value", [2, 7])
def test_a_session_is_judged_by_what_was_rated_before_the_span_however_long_before(
    anna: Diary, days: int, value: int
) -> None:
    anna.rate(value, march(20) - days * DAY)
    anna.rate(8, march(20) - days * DAY - 300 * DAY, site="neck")
    anna.massage(march(20, 1), after=6)
    anna.massage(march(21))
    found = course_of(anna, since=march(20), until=march(22)).sessions
    reviewed = [one.verdict for one in review.review(anna.journal(), march(20), march(22))]
    assert len(found) == 2
    assert [one.status for one in found] == [one.assessment.status for one in reviewed]


def test_two_records_of_one_massage_count_as_one(anna: Diary) -> None:
    anna.massage(march(5, 9))
    anna.massage(march(5, 9, 10), same=1)
    same = {one.no: one.same for one in course_of(anna).sessions}
    assert same in ({1: None, 2: 1}, {1: 2, 2: None})  # both were made at one instant
    assert figures(course_of(anna)).massages.given == 1


def test_of_a_massage_not_given_the_code_is_told_and_not_the_words(anna: Diary) -> None:
    anna.skip(march(5, 9), "other:too tired of it all")
    assert [one.because for one in course_of(anna).skipped] == ["other"]


def test_scores_of_the_span_hold_their_change_from_the_first_ever(anna: Diary) -> None:
    score(anna, 15, march(3))
    score(anna, 12, march(10))
    score(anna, 8, march(20))
    ((scale, series),) = course_of(anna, since=march(9)).scores
    assert (scale.code, [one.tenths for one in series]) == ("rmdq", [120, 80])
    assert [one.change.tenths for one in series if one.change] == [-30, -70]


def test_periods_reach_into_the_span_whole(anna: Diary) -> None:
    anna.rate(8, march(4, 20))
    (period,) = course_of(anna, since=march(5)).periods
    assert (period.start, period.end) == (march(4, 20), march(5, 20))
    assert figures(course_of(anna, since=march(5))).high.high == 20 * HOUR


def high_days(diary: Diary, first: int, count: int) -> None:
    """A high rating in the evening of each of so many days."""
    with diary.command() as journal:
        made = (rated(7, march(first + no, 20)) for no in range(count))
        rows = [columns_of("pain", one) for one in made]
        journal.add_many("pain", rows, action="import")


@pytest.mark.parametrize("hours", [1, 24, 72])
@pytest.mark.parametrize("before", [0, 1, 99, 100, 101, 103, 104, 105, 400])
def test_a_period_of_months_is_told_whole(anna: Diary, before: int, hours: int) -> None:
    anna.rule(3, hours, since=march(-600))
    high_days(anna, 10 - before, before + 8)
    high_days(anna, 26, 1)
    _, drawn = review.periods(anna.journal(), NOW, march(10), march(20))
    found = course_of(anna, since=march(10), until=march(20)).periods
    assert found == list(drawn)
    assert found


def test_it_knows_the_open_red_flags_and_the_warnings_of_them(anna: Diary) -> None:
    anna.flag(march(30), "saddle")
    anna.rate(8, march(30, 8))
    anna.massage(march(30, 9))
    found = course_of(anna)
    assert [one.emergency for one in found.alarms] == [True]
    assert found.sessions[0].warnings == ((), ())  # of the pain, and of the flag
    assert found.head is not None


def test_the_course_of_somebody_archived_is_told_as_any(anna: Diary) -> None:
    anna.rate(2, march(5))
    anna.flag(march(6), "saddle")
    before = course_of(anna)
    anna.edit_patient(archived=True)
    after = course_of(anna)
    assert after.patient.archived
    assert (after.ratings, after.alarms) == (before.ratings, before.alarms)


def test_two_patients_never_mix(anna: Diary, ben: Diary) -> None:
    anna.rate(8, march(5))
    anna.massage(march(5, 9))
    anna.skip(march(6))
    anna.void(anna.rate(3, march(6)).entries[0].id)
    found = course_of(ben, since=march(1))
    assert not any((found.ratings, found.sessions, found.skipped, found.periods, found.voided))


# --- how it is read -------------------------------------------------------------------------------


def statements(database: Database, diary: Diary) -> int:
    """How many statements her course takes."""
    with engines.asked(database) as run:
        course_of(diary)
    return len(run)


def keep(diary: Diary, number: int) -> Any:
    """Something of each kind, on a day of March."""
    diary.rate(8, march(number, 8))
    diary.massage(march(number, 9), before=7, after=5)
    diary.skip(march(number, 10))
    diary.measure("Ibuprofen", march(number), end_at=march(number) + MINUTE)
    score(diary, 12, march(number))
    diary.void(diary.rate(3, march(number, 20)).entries[0].id)


def test_more_records_take_no_more_statements(database: Database, anna: Diary) -> None:
    anna.now = NOW
    keep(anna, 25)
    anna.answer(1)
    few = statements(database, anna)
    for number in range(26, 31):
        keep(anna, number)
    assert len(course_of(anna).sessions) > 2
    assert statements(database, anna) == few
