"""Massage: asking before, logging after, one not given, and what moves with a session."""

import pytest
from diaries import UTC, Diary, day, march, moment

from rehabtrack.domain.companion_rules import Notice
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.high_pain import Session
from rehabtrack.domain.moment import MINUTE
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.services import massage

NINE = march(10, 9)


def at(diary: Diary, id_: str) -> int:
    """When a record was."""
    found: int = diary.entry(id_).record.moment.at
    return found


# --- asking before --------------------------------------------------------------------------------


def test_a_check_stores_nothing(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    before = list(anna.journal().changes())
    verdict = anna.check(NINE)
    assert verdict.assessment.status == "high-pain"
    assert verdict.session == Session(0, NINE, 0)
    assert list(anna.journal().changes()) == before
    assert list(anna.journal().between("massage")) == []


@pytest.mark.parametrize(
    ("value", "refused", "advice"),
    [
        (None, False, "unverified"),
        (2, False, "none"),
        (7, False, "not-advised"),
        (None, True, "refused"),
        (2, True, "refused"),
        (7, True, "refused"),
    ],
)
def test_the_advice_is_the_worst_word_of_all_rules(
    anna: Diary, value: int | None, refused: bool, advice: str
) -> None:
    if value is not None:
        anna.rate(value, march(10, 6))
    if refused:
        anna.doctor(since=march(9), refuses=True)
    assert anna.check(NINE).advice == advice


def test_notices_never_change_the_advice(anna: Diary) -> None:
    anna.rate(2, march(10, 6))
    verdict = anna.check(NINE)
    assert verdict.notices == (Notice("phase", "none", ()), Notice("clearance", "missing", ()))
    assert verdict.advice == "none"
    assert verdict.findings == ()


def test_a_check_hears_the_companion_rules_at_its_instant(anna: Diary) -> None:
    anna.phase("conservative", march(1))
    anna.doctor(since=march(1), until=march(5))
    assert anna.check(march(4)).notices == (Notice("phase", "course-not-done", (1,)),)
    assert anna.check(NINE).notices == (
        Notice("phase", "course-not-done", (1,)),
        Notice("clearance", "expired", (1,)),
    )
    anna.course_done(march(9))
    anna.doctor(since=march(9))
    assert anna.check(NINE).notices == ()


def test_a_check_is_of_any_instant_with_the_ratings_there_are(anna: Diary) -> None:
    anna.rate(2, march(10, 6))
    assert anna.check(march(11, 5)).assessment.status == "clear"
    assert anna.check(march(60)).assessment.reason == "no-recent-rating"
    assert anna.check(march(1)).assessment.evidence == ()


def test_a_check_remembers_a_waiting_site_behind_all_that_was_rated_since(anna: Diary) -> None:
    anna.rate(7, march(1), site="leg-left")
    for number in range(2, 15):
        anna.rate(2, march(number))
    waiting = anna.check(march(15) - MINUTE).assessment
    assert waiting.reason == "high-not-rerated"
    assert [reading.no for reading in waiting.evidence] == [1]
    assert anna.check(march(15)).assessment.reason == "no-recent-rating"


def test_a_check_knows_no_outcome_of_its_own(anna: Diary) -> None:
    anna.massage(march(10, 8), after=7)
    assert anna.check(NINE).assessment.status == "unverified"  # the outcome came at logging
    anna.edit("p1", at=march(10, 8, 30))
    assert anna.check(NINE).assessment.status == "high-pain"


# --- logging after --------------------------------------------------------------------------------


def test_the_ratings_of_a_session_are_linked_and_lie_where_it_starts_and_ends(anna: Diary) -> None:
    logged = anna.massage(NINE, before=2, after=1, minutes=45)
    before, after = (entry.record for entry in logged.ratings)
    assert (before.moment.at, before.session, before.relation) == (NINE, 1, "before")
    assert (after.moment.at, after.session, after.relation) == (march(10, 9, 45), 1, "after")


def test_an_after_rating_lies_at_the_time_of_logging_where_the_length_is_unknown(
    anna: Diary,
) -> None:
    anna.massage(NINE, after=1)
    assert at(anna, "p1") == anna.now
    session = MassageSession(moment=day(10), minutes=45)
    assert massage.after_moment(session, UTC, anna.now) == day(10)


def test_a_logged_session_says_what_the_rules_say_of_it(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    logged = anna.massage(NINE)
    assert logged.verdict.session == Session(1, NINE, 0)
    assert logged.verdict.assessment.status == "high-pain"
    assert logged.verdict.notices == (
        Notice("phase", "none", ()),
        Notice("clearance", "missing", ()),
    )
    assert logged.session_before is None
    assert logged.warnings_before == ()


def test_the_same_deciding_ratings_as_the_session_before_are_known_as_repeated(
    anna: Diary,
) -> None:
    anna.rate(7, march(10, 6))
    first = anna.massage(NINE)
    second = anna.massage(march(10, 12))
    assert first.repeats(first.raised[0]) is None
    assert second.repeats(second.raised[0]) == first.raised[0]
    anna.rate(8, march(10, 13))
    third = anna.massage(march(10, 14))
    assert third.repeats(third.raised[0]) is None


def test_the_session_before_is_the_one_before_in_time_not_in_number(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    anna.massage(NINE)
    anna.massage(march(12))
    logged = anna.massage(march(10, 12))
    assert logged.session_before is not None
    assert logged.session_before.no == 1
    assert logged.repeats(logged.raised[0]) is not None


def test_where_nothing_is_said_nothing_is_compared(anna: Diary) -> None:
    anna.phase("recovery", march(1))
    anna.doctor(since=march(1))
    for hour in (9, 12):
        anna.rate(2, march(10, hour))
    assert [anna.massage(march(10, hour)).session_before for hour in (9, 12)] == [None, None]


def test_a_repeated_refusal_is_known_apart_from_the_pain(anna: Diary) -> None:
    anna.doctor(since=march(9), refuses=True)
    anna.rate(7, march(10, 6))
    anna.massage(NINE)
    anna.rate(8, march(10, 10))
    logged = anna.massage(march(10, 12))
    repeated = {w.finding.rule: logged.repeats(w) is not None for w in logged.raised}
    assert repeated == {"high-pain": False, "clearance": True}


def test_the_notices_of_the_session_before_are_there_to_compare(anna: Diary) -> None:
    anna.massage(NINE)
    anna.phase("recovery", march(10, 10))
    logged = anna.massage(march(10, 12))
    assert logged.notices_before == (
        Notice("phase", "none", ()),
        Notice("clearance", "missing", ()),
    )
    assert logged.verdict.notices == (Notice("clearance", "missing", ()),)


def test_a_reason_given_at_logging_answers_every_warning_it_raised(anna: Diary) -> None:
    anna.doctor(since=march(9), refuses=True)
    anna.rate(7, march(10, 6))
    logged = anna.massage(NINE, because=("other", "the doctor was there"))
    assert len(logged.raised) == 2
    assert all(anna.warning(warning.no).answered for warning in logged.raised)


def test_a_reason_given_where_nothing_is_warned_of_answers_nothing(anna: Diary) -> None:
    anna.rate(2, march(10, 6))
    assert anna.massage(NINE, because=("pain-eased", None)).raised == ()


def test_a_logged_session_names_the_others_it_changed(anna: Diary) -> None:
    anna.massage(march(10, 12))
    logged = anna.massage(NINE, before=7)
    assert [one.session.no for one in logged.reassessed] == [1]


# --- not given ------------------------------------------------------------------------------------


def test_a_massage_not_given_leaves_a_trace_and_no_warning(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    entry = anna.skip(NINE, "other:the pain was too great")
    assert entry.id == "m1"
    assert entry.record.because == "other:the pain was too great"
    assert anna.statuses() == {}
    assert anna.massage(march(10, 12)).session_before is None


# --- what moves with a session --------------------------------------------------------------------


def test_an_edit_of_a_session_carries_its_linked_ratings_along(anna: Diary) -> None:
    anna.massage(NINE, before=2, after=1, minutes=45)
    anna.edit("m1", at=march(9, 18))
    assert [at(anna, id_) for id_ in ("m1", "p1", "p2")] == [
        march(9, 18),
        march(9, 18),
        march(9, 18, 45),
    ]
    assert {anna.entry(id_).change for id_ in ("m1", "p1", "p2")} == {3}


def test_an_edit_of_the_length_carries_the_rating_after_along(anna: Diary) -> None:
    anna.massage(NINE, before=2, after=1, minutes=45)
    anna.edit("m1", minutes=60)
    assert [at(anna, id_) for id_ in ("p1", "p2")] == [NINE, march(10, 10)]
    assert anna.entry("p1").version == 1


def test_a_length_that_becomes_unknown_leaves_the_rating_after_where_it_was(anna: Diary) -> None:
    anna.massage(NINE, after=1, minutes=45)
    anna.edit("m1", minutes=None)
    assert at(anna, "p1") == march(10, 9, 45)


def test_ratings_made_at_another_time_stay_where_they_are(anna: Diary) -> None:
    anna.massage(NINE, after=1)  # made as it was logged
    anna.rate(3, march(11, 9), session=1, relation="after")
    anna.rate(3, march(10, 8), session=1, relation="before")
    anna.rate(3, NINE)  # not linked
    anna.edit("m1", at=march(9, 18))
    assert [at(anna, f"p{no}") for no in (1, 2, 3, 4)] == [
        anna.now,
        march(11, 9),
        march(10, 8),
        NINE,
    ]


def test_a_void_rating_stays_where_it_is(anna: Diary) -> None:
    anna.massage(NINE, before=2)
    anna.void("p1")
    anna.edit("m1", at=march(9, 18))
    assert at(anna, "p1") == NINE


def test_the_ratings_of_a_day_move_with_the_day(anna: Diary) -> None:
    anna.massage(day(10), before=2, after=1, minutes=45)
    anna.edit("m1", at=day(9))
    moments = [anna.entry(id_).record.moment for id_ in ("p1", "p2")]
    assert moments == [day(9), day(9)]


@pytest.mark.parametrize(("minutes", "end"), [(45, march(10, 9, 45)), (None, NINE)])
def test_the_ratings_of_a_day_find_their_time_with_the_session(
    anna: Diary, minutes: int | None, end: int
) -> None:
    anna.massage(day(10), before=2, after=1, minutes=minutes)
    anna.edit("m1", at=NINE)
    moments = [anna.entry(id_).record.moment for id_ in ("p1", "p2")]
    assert moments == [moment(NINE), moment(end)]


@pytest.mark.parametrize("minutes", [None, 45])
def test_the_ratings_of_a_session_lose_their_time_with_it(anna: Diary, minutes: int | None) -> None:
    anna.now = NINE
    anna.massage(NINE, before=2, after=1, minutes=minutes)
    anna.edit("m1", at=day(10))
    moments = [anna.entry(id_).record.moment for id_ in ("p1", "p2")]
    assert moments == [day(10), day(10)]


def test_a_session_and_its_ratings_are_judged_where_they_have_moved_to(anna: Diary) -> None:
    anna.massage(NINE, before=7)
    anna.massage(march(9, 20))
    assert anna.statuses() == {"m1": "high-pain", "m2": "unverified"}
    anna.edit("m1", at=march(9, 18))
    assert anna.statuses() == {"m1": "high-pain", "m2": "high-pain"}


# --- measures -------------------------------------------------------------------------------------


def test_a_measure_goes_on_until_it_is_stopped_and_is_stopped_once(anna: Diary) -> None:
    anna.measure("ibuprofen", march(1), dose="400 mg")
    assert anna.stop(1, march(8)).record.end_at == march(8)
    with pytest.raises(Refused, match="t1 is over already"):
        anna.stop(1, march(9))
    anna.measure("ibuprofen", march(10))
    anna.void("t2")
    with pytest.raises(Refused, match="t2 is void"):
        anna.stop(2, march(11))


def test_a_measure_taken_once_is_over(anna: Diary) -> None:
    anna.measure("ibuprofen", march(1), end_at=march(1))
    with pytest.raises(Refused, match="t1 is over already"):
        anna.stop(1, march(8))
