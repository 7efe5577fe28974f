"""Looking at a journal: today, what is due, the review, the periods, and the counts by hand."""

import pytest
from diaries import Diary, day, march, moment, rated

from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.moment import MINUTE
from rehabtrack.domain.policy import DEFAULT_POLICY, Policy
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.services import review, today
from rehabtrack.services.due import Unanswered
from rehabtrack.services.outcomes import stats
from rehabtrack.services.review import Reviewed
from rehabtrack.services.today import Today
from rehabtrack.storage.answers import answers

NINE = march(10, 9)


def today_of(diary: Diary, when: int) -> Today:
    return today.today(diary.journal(), moment(when))


def unanswered(diary: Diary, when: int) -> Unanswered:
    return today.unanswered(diary.journal(), when)


def numbers(found: list[StoredWarning]) -> list[int]:
    return [warning.no for warning in found]


# --- today ----------------------------------------------------------------------------------------


def test_today_of_an_empty_journal_knows_nothing(anna: Diary) -> None:
    found = today_of(anna, NINE)
    assert (found.phase, found.ratings, found.older) == (None, [], None)
    assert found.verdict.assessment.reason == "no-recent-rating"
    assert found.unanswered == Unanswered([], 0, 0, 0)


def test_today_shows_the_newest_rating_of_each_site_in_the_order_of_logging(anna: Diary) -> None:
    anna.log(rated(7, march(9)), rated(2, march(9), site="neck"))
    anna.rate(3, march(10), site="neck")
    anna.rate(1, march(9, 6))  # the back again
    anna.rate(5, march(9), site="other:head")
    found = today_of(anna, NINE)
    assert [entry.id for entry in found.ratings] == ["p3", "p4", "p5"]
    assert found.older is None


def test_today_shows_only_what_was_rated_by_now_and_is_not_void(anna: Diary) -> None:
    anna.rate(2, march(9))
    anna.rate(3, NINE + MINUTE)
    anna.rate(4, march(10))
    anna.void("p3")
    assert [entry.id for entry in today_of(anna, NINE).ratings] == ["p1"]


def test_today_names_the_newest_rating_where_none_is_of_the_last_fourteen_days(
    anna: Diary,
) -> None:
    anna.rate(2, march(9))
    anna.rate(3, march(8))
    assert [entry.id for entry in today_of(anna, march(23)).ratings] == ["p1"]
    found = today_of(anna, march(24))
    assert found.ratings == []
    assert found.older is not None
    assert found.older.id == "p1"


def test_sites_rated_lately_are_named_once_each(anna: Diary) -> None:
    anna.log(rated(7, march(9)), rated(2, march(9), site="neck"), rated(3, march(10)))
    found = today.newest_by_site(anna.journal(), NINE)
    assert [entry.record.site for entry in found] == ["neck", "back"]


def test_today_names_the_phase_in_which_it_lies(anna: Diary) -> None:
    anna.phase("conservative", march(1))
    anna.phase("surgery", march(8))
    anna.end_phase(march(12))
    in_phase = {at: today_of(anna, march(at)).phase for at in (0, 1, 7, 8, 11, 12)}
    assert {at: entry and entry.id for at, entry in in_phase.items()} == {
        0: None,
        1: "f1",
        7: "f1",
        8: "f2",
        11: "f2",
        12: None,
    }


def test_today_says_what_the_rules_say_of_a_massage_now(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    verdict = today_of(anna, NINE).verdict
    assert verdict.assessment.status == "high-pain"
    assert verdict == anna.check(NINE)


# --- what asks for an answer ----------------------------------------------------------------------


def test_unverified_and_imported_warnings_are_counted_and_never_due(anna: Diary) -> None:
    anna.massage(march(5))  # unverified
    anna.rate(7, march(10, 6))
    anna.massage(NINE)  # w2, due
    anna.bring_in(MassageSession(moment=moment(march(10, 10))))
    anna.bring_in(MassageSession(moment=moment(march(20))))  # unverified by import
    found = unanswered(anna, anna.now)
    assert numbers(found.due) == [2]
    assert (found.earlier, found.unverified, found.imported) == (0, 2, 1)


def test_the_unanswered_of_the_last_fourteen_days_are_shown_the_others_counted(
    anna: Diary,
) -> None:
    anna.now = march(12)
    anna.rate(7, march(10, 6))
    anna.massage(NINE)  # w1
    anna.massage(march(20))  # w2, unverified
    anna.bring_in(MassageSession(moment=moment(march(10, 10))))  # w3
    anna.now = march(20)
    anna.massage(march(10, 12))  # w4
    for when, due, earlier in ((march(26), [1, 4], 0), (march(26) + MINUTE, [4], 1)):
        found = unanswered(anna, when)
        assert (numbers(found.due), found.earlier) == (due, earlier)
        assert (found.unverified, found.imported) == (1, 1)


def test_an_answered_or_withdrawn_warning_is_neither_due_nor_counted(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    for hour in (7, 8, 9):
        anna.massage(march(10, hour))
    anna.answer(1)
    anna.void("m2")
    for when in (anna.now, march(60)):
        found = unanswered(anna, when)
        assert len(found.due) + found.earlier == 1
        assert (found.unverified, found.imported) == (0, 0)


def test_answers_are_added_and_the_answered_warning_is_given_back(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    anna.massage(NINE)
    assert anna.answer(1).answered
    assert anna.answer(1, "other", "the doctor was there").answered
    given = [(a.code, a.text) for a in answers(anna.journal())]
    assert given == [("pain-eased", None), ("other", "the doctor was there")]


def test_only_a_standing_warning_of_this_journal_is_answered(anna: Diary, ben: Diary) -> None:
    anna.rate(7, march(10, 6))
    anna.massage(NINE)
    anna.void("m1")
    with pytest.raises(Refused, match="w1 was withdrawn"):
        anna.answer(1)
    with pytest.raises(NotFound, match="no w1"):
        ben.answer(1)


# --- the review -----------------------------------------------------------------------------------


def reviewed(diary: Diary, *span: int) -> list[Reviewed]:
    return list(review.review(diary.journal(), *span))


def test_the_review_is_of_every_session_given_in_order_of_time(anna: Diary) -> None:
    anna.rate(2, march(10, 6))
    anna.massage(march(10, 12))
    anna.rate(7, march(10, 10))
    anna.massage(NINE)
    anna.massage(day(1))
    anna.skip(march(10, 11))
    anna.massage(march(10, 14))
    anna.void("m5")
    found = reviewed(anna)
    assert [
        (one.verdict.session.no, one.verdict.assessment.status, [no for no, _ in one.standing])
        for one in found
    ] == [(3, "unverified", [2]), (2, "clear", []), (1, "high-pain", [1])]
    assert [one.moment for one in found] == [day(1), moment(NINE), moment(march(10, 12))]


def test_the_review_of_a_span_takes_the_sessions_judged_in_it(anna: Diary) -> None:
    for when in (march(9), march(10), march(11)):
        anna.massage(when)
    anna.massage(day(10))  # judged as the day ends
    assert [one.verdict.session.no for one in reviewed(anna, march(10), march(11))] == [2, 4]
    assert [one.verdict.session.no for one in reviewed(anna, march(9), march(10))] == [1]
    assert reviewed(anna, march(12)) == []


def test_the_review_of_a_span_says_what_that_of_the_whole_says(anna: Diary) -> None:
    anna.rate(7, march(1))
    for number in (2, 10, 20, 30, 40):
        anna.massage(march(number))
    whole = reviewed(anna)
    assert [reviewed(anna, march(number), march(number + 1)) for number in (2, 10, 20, 30, 40)] == [
        [one] for one in whole
    ]
    assert [one.verdict.assessment.reason for one in whole] == [
        "high-not-rerated",
        "high-not-rerated",
        *["no-recent-rating"] * 3,
    ]


def test_the_review_of_one_patient_is_not_of_another(anna: Diary, ben: Diary) -> None:
    ben.massage(NINE)
    assert reviewed(anna) == []


# --- the periods ----------------------------------------------------------------------------------


def test_periods_are_drawn_under_the_policy_now_in_force(anna: Diary) -> None:
    anna.rate(4, march(10))
    anna.rate(7, march(10, 12), site="leg-left")
    found, periods = review.periods(anna.journal(), anna.now)
    assert found == DEFAULT_POLICY
    (period,) = periods
    assert (period.start, period.end) == (march(10), march(11, 12))
    assert period.sites == ("back", "leg-left")
    assert period.peak.values == (("nrs", 7),)
    anna.rule(4, 12, advice="Dr. Roth")
    found, periods = review.periods(anna.journal(), anna.now)
    assert found == Policy(anna.now, 4, 12, "Dr. Roth")
    assert [(p.start, p.end) for p in periods] == [(march(10, 12), march(11))]
    found, periods = review.periods(anna.journal(), anna.now - MINUTE)
    assert found == DEFAULT_POLICY


def test_the_periods_of_a_span_are_those_that_touch_it_whole(anna: Diary) -> None:
    for number in (1, 5, 9):
        anna.rate(7, march(number))
    spans = {
        (march(1), march(10)): [1, 5, 9],
        (march(2), march(5)): [],
        (march(2) - MINUTE, march(5) + MINUTE): [1, 5],
        (march(6), march(60)): [9],
    }
    for (since, until), days in spans.items():
        _, periods = review.periods(anna.journal(), anna.now, since, until)
        assert [period.start for period in periods] == [march(number) for number in days]


def test_the_policy_in_force_is_the_last_set_by_then(anna: Diary) -> None:
    anna.rule(2, since=march(5))
    anna.rule(1, since=march(10))
    at = {number: anna.journal().policy_at(march(number)) for number in (4, 5, 9, 10)}
    assert {number: found.limit for number, found in at.items()} == {4: 3, 5: 2, 9: 2, 10: 1}


# --- what the warnings came to --------------------------------------------------------------------


def test_the_counts_of_an_empty_journal_are_naught(anna: Diary) -> None:
    assert stats(anna.journal()) == ({}, 0, {}, {}, 0, 0, 0, {})


def test_every_count_of_the_warnings_by_hand(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    anna.massage(march(10, 7))  # w1 high-pain
    anna.massage(march(10, 8))  # w2 high-pain
    anna.massage(march(2))  # w3 unverified
    anna.rate(8, march(10, 5))  # w1, w2 -> w4, w5 later
    anna.bring_in(MassageSession(moment=moment(march(10, 9))))  # w6
    anna.answer(4)
    anna.answer(4, "doctor-cleared")
    anna.answer(5)
    anna.undo()
    found = stats(anna.journal())
    assert found.raised == {"at-logging": 3, "later": 2, "import": 1}
    assert found.withdrawn == 2
    assert found.standing == {"high-pain": 3, "unverified": 1}
    assert found.answers == {"pain-eased": 1, "doctor-cleared": 1}
    assert found.unanswered == 1  # w5; w3 and w6 are counted elsewhere


def test_a_massage_not_given_in_high_pain_or_against_a_refusal_was_heeded(anna: Diary) -> None:
    anna.skip(march(20))  # unverified
    anna.rate(7, march(10, 6))
    anna.skip(NINE)
    anna.rate(2, march(15))
    anna.skip(march(15, 1))  # clear
    anna.doctor(since=march(25), refuses=True)
    anna.rate(2, march(26))
    anna.skip(march(26, 1))
    anna.skip(march(10, 7))
    anna.void("m5")
    found = stats(anna.journal())
    assert (found.skipped, found.heeded) == (4, 2)
    assert found.next_day == {}


@pytest.mark.parametrize(
    ("after", "came"),
    [
        ([], "not-rated"),
        ([(5, march(10, 9, 1))], "same"),
        ([(7, march(11, 9))], "rose"),
        ([(2, march(10, 12))], "fell"),
        ([(2, march(10, 12)), (8, march(10, 20)), (1, march(11, 8))], "rose"),
        ([(8, march(11, 9, 1))], "not-rated"),
    ],
    ids=[
        "nothing",
        "a minute later",
        "a day later to the minute",
        "lower",
        "the highest of several",
        "too late",
    ],
)
def test_the_next_day_is_compared_with_the_pain_before_by_category(
    anna: Diary, after: list[tuple[int, int]], came: str
) -> None:
    anna.rate(5, march(10, 6))
    anna.massage(NINE)
    for value, when in after:
        anna.rate(value, when)
    assert stats(anna.journal()).next_day == {came: 1}


def test_pain_as_the_session_starts_is_pain_before_it(anna: Diary) -> None:
    anna.massage(NINE, before=8)
    assert stats(anna.journal()).next_day == {"not-rated": 1}


@pytest.mark.parametrize(("of", "came"), [(10, "not-rated"), (11, "rose"), (12, "not-rated")])
def test_the_next_day_of_a_session_known_by_its_date_is_the_day_after(
    anna: Diary, of: int, came: str
) -> None:
    anna.rate(5, march(9, 20))
    anna.massage(day(10))
    anna.rate(8, day(of), session=1, relation="after")
    assert stats(anna.journal()).next_day == {came: 1}


def test_a_session_clear_or_unverified_is_not_compared(anna: Diary) -> None:
    anna.massage(march(9))
    anna.rate(2, march(10, 6))
    anna.massage(NINE)
    assert stats(anna.journal()).next_day == {}
