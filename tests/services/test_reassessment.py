"""Warnings: raised, withdrawn with the cause, answered; each line and case of the rule in turn."""

from collections.abc import Iterator

import engines
import pytest
from diaries import Diary, day, march, moment, rated

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.high_pain import REACH, Session
from rehabtrack.domain.moment import DAY, MINUTE
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.services import following, reassessment, undoable
from rehabtrack.services.assessing import Verdict
from rehabtrack.services.file_check import untrue_warnings
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.storage import readings
from rehabtrack.storage import warnings as stored
from rehabtrack.storage.journal import Journal

NINE = march(10, 9)  # when the session of most of these stories was


def sessions(reassessed: list[Reassessed]) -> list[int]:
    """The numbers of the sessions whose warnings changed."""
    return [one.session.no for one in reassessed]


def told(one: Reassessed) -> tuple[str, str]:
    """What a session was and is, as the command tells it."""
    before, now = one.gravest_before, one.gravest_now
    return before.status if before else "clear", now.status if now else "clear"


def all_of(diary: Diary, session: int = 1) -> list[StoredWarning]:
    """Every warning ever raised for a session."""
    return stored.of_session(diary.journal(), session)


def answered(diary: Diary, session: int = 1) -> bool:
    """Whether the one warning that stands for a session is answered."""
    (standing,) = diary.standing(session)
    return standing.answered


# --- logging never fails; it warns ----------------------------------------------------------------


def test_logging_a_massage_in_high_pain_stores_it_and_warns(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    logged = anna.massage(NINE)
    assert anna.entry("m1").voided_by == 0
    (warning,) = logged.raised
    assert warning == anna.warning(1)
    assert warning.session == 1
    assert warning.how == "at-logging"
    assert (warning.raised_at, warning.change) == (anna.now, logged.entry.change)
    finding = warning.finding
    assert (finding.rule, finding.rule_version) == ("high-pain", 1)
    assert (finding.status, finding.reason, finding.category) == ("high-pain", "rated-high", 3)
    assert (finding.limit, finding.hours, finding.on_advice_of) == (3, 24, None)
    assert (finding.evidence, finding.until) == ("p1.1", march(11, 6))


def test_a_warning_without_any_rating_says_that_none_is_recent(anna: Diary) -> None:
    (warning,) = anna.massage(NINE).raised
    finding = warning.finding
    assert (finding.status, finding.reason) == ("unverified", "no-recent-rating")
    assert (finding.category, finding.evidence, finding.until) == (None, "", None)


def test_a_site_that_waits_for_a_new_rating_is_unverified_with_its_category(anna: Diary) -> None:
    anna.rate(5, march(7), site="leg-left")
    anna.rate(2, march(10, 6))
    (warning,) = anna.massage(NINE).raised
    finding = warning.finding
    assert (finding.status, finding.reason) == ("unverified", "high-not-rerated")
    assert (finding.category, finding.evidence, finding.until) == (2, "p1.1", None)


def test_a_session_clear_of_high_pain_has_no_warning_of_that_rule(anna: Diary) -> None:
    anna.rate(2, march(10, 6))
    assert anna.massage(NINE).raised == ()
    assert all_of(anna) == []


def test_the_evidence_is_frozen_in_the_warning(anna: Diary) -> None:
    anna.rate(7, march(10, 6))
    anna.massage(NINE)
    anna.edit("p1", value=8)
    old, new = all_of(anna)
    assert (old.finding.evidence, new.finding.evidence) == ("p1.1", "p1.2")
    assert anna.journal().version("pain", 1, 1).record.value == 7


# --- how it was raised ----------------------------------------------------------------------------


def test_case_11_a_back_dated_high_rating_warns_later_and_names_the_session(anna: Diary) -> None:
    anna.rate(2, march(10, 6))
    anna.massage(NINE)
    logged = anna.rate(8, march(10, 7))
    (one,) = logged.reassessed
    assert told(one) == ("clear", "high-pain")
    assert one.gravity_changed
    (no,) = one.raised
    assert (anna.warning(no).session, anna.warning(no).how) == (1, "later")


def test_a_warning_that_an_import_brings_is_raised_by_import(anna: Diary) -> None:
    anna.rate(2, march(10, 6))
    anna.massage(NINE)
    session = MassageSession(moment=moment(march(10, 12)))
    anna.bring_in(rated(8, march(10, 7)), session)
    assert [anna.standing(no)[0].how for no in (1, 2)] == ["import", "import"]


def test_a_massage_logged_now_does_not_make_anothers_warning_one_at_logging(anna: Diary) -> None:
    anna.rate(2, march(10, 6))
    anna.massage(march(10, 12))
    logged = anna.massage(NINE, before=8)
    assert [warning.how for warning in logged.raised] == ["at-logging"]
    (other,) = logged.reassessed
    assert (other.session.no, anna.warning(other.raised[0]).how) == (1, "later")


# --- withdrawn with the cause ---------------------------------------------------------------------


def test_case_12_voiding_withdraws_and_what_stood_before_stands_again_as_a_new_warning(
    anna: Diary,
) -> None:
    anna.massage(NINE)  # unverified: w1
    anna.rate(8, march(10, 7))  # high-pain: w2
    (one,) = anna.void("p1")
    assert told(one) == ("high-pain", "unverified")
    first, second, third = all_of(anna)
    assert (first.withdrawn_by, first.cause) == (3, "reassessed after u3")
    assert (second.withdrawn_by, second.withdrawn_at) == (4, anna.now)
    assert second.cause == "reassessed after u4"
    assert third.finding == first.finding
    assert (third.no, third.withdrawn_by, third.how) == (3, 0, "later")


def test_case_13_an_edit_keeps_both_versions_and_the_sessions_are_reassessed(anna: Diary) -> None:
    anna.rate(6, march(10, 7))
    anna.massage(NINE)
    (one,) = anna.edit("p1", value=2)
    assert told(one) == ("high-pain", "clear")
    assert one.raised == ()
    assert anna.standing(1) == []
    versions = anna.journal().versions(anna.entry("p1"))
    assert [entry.record.value for entry in versions] == [6, 2]


@pytest.mark.parametrize(
    "fields",
    [
        {"at": march(11)},
        {"at": march(-10)},
        {"site": "other:head"},
        {"recall": "average-7d"},
        {"scale": "vas", "value": 7},
    ],
    ids=["later", "long before", "elsewhere", "of the week", "another scale"],
)
def test_an_edit_that_takes_the_reason_away_withdraws_and_its_undo_warns_again(
    anna: Diary, fields: dict[str, object]
) -> None:
    anna.rate(2, march(10, 8), site="neck")
    anna.rate(7, march(10, 7))
    anna.massage(NINE)
    anna.edit("p2", **fields)
    assert anna.statuses() == {}
    anna.undo()
    assert anna.statuses() == {"m1": "high-pain"}
    anna.redo()
    assert anna.statuses() == {}


def test_a_void_session_keeps_no_warning_and_unvoid_judges_it_anew(anna: Diary) -> None:
    anna.rate(7, march(10, 7))
    anna.massage(NINE)
    anna.void("m1")
    (old,) = all_of(anna)
    assert (old.withdrawn_by, old.cause) == (4, "m1 taken out by u4")
    anna.rate(9, march(10, 8))
    assert len(all_of(anna)) == 1
    (one,) = anna.unvoid("m1")
    assert [anna.warning(no).finding.evidence for no in one.raised] == ["p1.1 p2.1"]


def test_a_session_moved_out_of_the_pain_is_judged_where_it_now_is(anna: Diary) -> None:
    anna.rate(7, march(10, 7))
    anna.rate(2, march(9, 7), site="neck")
    anna.massage(NINE)
    (one,) = anna.edit("m1", at=march(9, 9))
    assert told(one) == ("high-pain", "clear")
    (one,) = anna.undo()[0].reassessed
    assert told(one) == ("clear", "high-pain")


def test_what_was_said_is_in_the_table_for_good(anna: Diary) -> None:
    anna.massage(NINE)
    anna.rate(8, march(10, 7))
    anna.void("p1")
    anna.void("m1")
    assert [warning.no for warning in all_of(anna)] == [1, 2, 3]
    assert anna.statuses() == {}


# --- sameness -------------------------------------------------------------------------------------


def test_a_warning_stays_as_it_is_where_nothing_of_it_changed(anna: Diary) -> None:
    anna.rate(7, march(10, 7))
    anna.massage(NINE)
    assert anna.rate(2, march(10, 8), site="neck").reassessed == []
    assert anna.edit("m1", minutes=30) == []
    assert anna.edit("m1", at=march(10, 10)) == []  # an hour older, and the ages are not compared
    assert [warning.no for warning in all_of(anna)] == [1]


def test_other_versions_of_the_deciding_ratings_make_another_warning(anna: Diary) -> None:
    anna.rate(7, march(10, 7))
    anna.massage(NINE)
    (one,) = anna.edit("p1", note="while sitting")
    assert told(one) == ("high-pain", "high-pain")
    assert not one.gravity_changed
    assert [anna.warning(no).finding.evidence for no in one.raised] == ["p1.2"]


def test_another_deciding_rating_makes_another_warning_of_the_same_gravity(anna: Diary) -> None:
    anna.rate(7, march(10, 7))
    anna.massage(NINE)
    (one,) = anna.rate(8, march(10, 8)).reassessed
    assert not one.gravity_changed
    assert [anna.warning(no).finding.evidence for no in one.raised] == ["p1.1 p2.1"]


def test_another_category_is_named_as_a_change(anna: Diary) -> None:
    anna.rate(5, march(10, 7))
    anna.massage(NINE)
    (one,) = anna.edit("p1", value=7)
    assert told(one) == ("high-pain", "high-pain")
    assert one.gravity_changed


def test_another_policy_at_the_session_makes_another_warning(anna: Diary) -> None:
    anna.rate(7, march(10, 7))
    anna.massage(NINE)
    (one,) = anna.rule(3, 30, since=march(10))
    assert not one.gravity_changed
    warning = anna.warning(*one.raised)
    assert (warning.finding.hours, warning.finding.until) == (30, march(11, 13))


# --- an answer, and what asks again ---------------------------------------------------------------


def test_an_answer_holds_for_the_next_warning_of_the_session(anna: Diary) -> None:
    anna.rate(5, march(10, 7))
    anna.massage(NINE)
    anna.answer(1)
    anna.edit("p1", value=6)
    first, second = all_of(anna)
    assert second.thread == first.thread
    assert answered(anna)


def test_a_category_that_rose_asks_again(anna: Diary) -> None:
    anna.rate(5, march(10, 7))
    anna.massage(NINE)
    anna.answer(1)
    anna.edit("p1", value=7)
    assert not answered(anna)
    assert [warning.answered for warning in all_of(anna)] == [True, False]


def test_a_status_that_rose_asks_again(anna: Diary) -> None:
    anna.massage(NINE)
    anna.answer(1, "not-rated")
    anna.rate(4, march(10, 7))
    assert not answered(anna)


@pytest.mark.parametrize("value", [5, 2], ids=["a lower category", "a lower status"])
def test_what_fell_stays_answered(anna: Diary, value: int) -> None:
    anna.rate(6, march(3))
    anna.rate(8, march(10, 7), site="neck")
    anna.massage(NINE)
    anna.answer(1)
    anna.edit("p2", value=value)
    assert answered(anna)


def test_what_fell_stays_answered_though_it_once_stood_as_low_unanswered(anna: Diary) -> None:
    anna.rate(5, march(10, 7))
    anna.massage(NINE)  # moderate, unanswered
    anna.rate(8, march(10, 8))
    anna.answer(2)  # severe
    anna.edit("p2", value=6)
    assert answered(anna)


def test_what_comes_back_by_an_undo_comes_back_answered(anna: Diary) -> None:
    anna.massage(NINE)
    anna.rate(8, march(10, 7))
    anna.answer(2)
    anna.void("p1")
    assert anna.statuses() == {"m1": "unverified"}
    anna.undo()
    assert anna.statuses() == {"m1": "high-pain"}
    assert answered(anna)


def test_what_an_undo_takes_away_leaves_what_stood_before_as_answered_as_it_was(
    anna: Diary,
) -> None:
    anna.rate(5, march(10, 7))
    anna.massage(NINE)
    anna.answer(1)
    anna.rate(8, march(10, 8))
    assert not answered(anna)
    anna.undo()
    assert answered(anna)


def test_an_answer_to_the_lesser_never_holds_for_the_graver(anna: Diary) -> None:
    anna.rate(5, march(10, 7))
    anna.massage(NINE)
    anna.rate(8, march(10, 8))  # severe, unanswered
    anna.void("p2")
    anna.answer(3)  # moderate
    anna.unvoid("p2")
    assert not answered(anna)


def test_an_answer_to_one_rule_says_nothing_to_another(anna: Diary) -> None:
    anna.rate(8, march(10, 7))
    anna.massage(NINE)
    anna.answer(1)
    anna.doctor(since=march(9), refuses=True)
    by_rule = {w.finding.rule: w.answered for w in anna.standing(1)}
    assert by_rule == {"high-pain": True, "clearance": False}


def test_an_answer_to_one_session_says_nothing_of_another(anna: Diary) -> None:
    anna.rate(8, march(10, 7))
    anna.massage(NINE)
    anna.massage(march(10, 12))
    anna.answer(1)
    assert [answered(anna, no) for no in (1, 2)] == [True, False]


def test_a_warning_of_an_import_stays_seen_until_it_rises(anna: Diary) -> None:
    anna.bring_in(rated(5, march(10, 7)), MassageSession(moment=moment(NINE)))
    anna.edit("p1", value=6)
    (standing,) = anna.standing(1)
    assert not standing.due
    anna.edit("p1", value=8)
    (standing,) = anna.standing(1)
    assert standing.due
    assert standing.how == "later"


def test_what_an_import_brought_stays_seen_as_it_falls(anna: Diary) -> None:
    anna.bring_in(rated(8, march(10, 7)), MassageSession(moment=moment(NINE)))
    anna.edit("p1", value=5)
    (standing,) = anna.standing(1)
    assert not standing.due


def test_an_import_silences_no_warning_that_asks_for_an_answer(anna: Diary) -> None:
    anna.rate(8, march(10, 7))
    anna.massage(NINE)
    anna.bring_in(rated(7, march(10, 6)))
    (standing,) = anna.standing(1)
    assert standing.finding.evidence == "p2.1 p1.1"
    assert (standing.due, standing.how) == (True, "import")
    anna.undo()
    (standing,) = anna.standing(1)
    assert standing.due


def test_an_undone_and_redone_import_stays_seen(anna: Diary) -> None:
    anna.bring_in(rated(8, march(10, 7)), MassageSession(moment=moment(NINE)))
    anna.undo()
    anna.redo()
    (standing,) = anna.standing(1)
    assert not standing.due


# --- the cases that speak of stored sessions ------------------------------------------------------


@pytest.mark.parametrize("linked", [True, False])
def test_case_10_a_rating_five_minutes_after_the_session_leaves_it_as_it_was(
    anna: Diary, linked: bool
) -> None:
    anna.rate(2, march(10, 7))
    anna.massage(NINE)
    link = {"session": 1, "relation": "after"} if linked else {}
    assert anna.rate(8, march(10, 9, 5), **link).reassessed == []
    assert anna.statuses() == {}


def test_case_19_one_patients_pain_is_nothing_to_another(anna: Diary, ben: Diary) -> None:
    anna.rate(2, march(10, 7))
    anna.massage(NINE)
    ben.rate(2, march(10, 7))
    ben.massage(NINE)
    assert sessions(anna.rate(9, march(10, 8)).reassessed) == [1]
    anna.doctor(since=march(9), refuses=True)
    anna.rule(1, 72, since=march(9))
    assert ben.statuses() == {}
    assert anna.statuses() == {"m1": "refused"}
    assert list(untrue_warnings(ben.journal())) == []


def test_case_24_a_policy_change_today_leaves_past_sessions_as_they_were(anna: Diary) -> None:
    anna.rate(2, march(10, 7))
    anna.massage(NINE)
    anna.rate(4, march(12, 7))
    anna.massage(march(12, 9))
    before = [all_of(anna, no) for no in (1, 2)]
    assert anna.rule(1) == []
    assert [all_of(anna, no) for no in (1, 2)] == before


def test_a_policy_judges_every_session_from_its_instant_on(anna: Diary) -> None:
    anna.rate(2, march(10, 7))
    anna.massage(NINE)
    assert [told(one) for one in anna.rule(1, since=NINE)] == [("clear", "high-pain")]
    (one,) = anna.undo()[0].reassessed
    assert told(one) == ("high-pain", "clear")


def test_case_27_before_decides_here_and_after_only_for_the_next_session(anna: Diary) -> None:
    first = anna.massage(NINE, before=6, after=2, minutes=30)
    assert [entry.id for entry in first.ratings] == ["p1", "p2"]
    assert [w.finding.evidence for w in first.raised] == ["p1.1"]
    anna.void("p1")
    anna.massage(march(11, 9))
    assert anna.statuses() == {"m1": "unverified"}  # the next one is clear by the 2
    anna.edit("p2", value=7)
    assert anna.statuses() == {"m1": "unverified", "m2": "high-pain"}


def test_an_after_rating_of_a_session_known_by_its_date_decides_nothing_there(anna: Diary) -> None:
    anna.massage(day(10), after=8)
    assert anna.statuses() == {"m1": "unverified"}
    anna.massage(day(10))
    assert anna.statuses() == {"m1": "unverified", "m2": "high-pain"}


# --- a doctor's refusal ---------------------------------------------------------------------------


def test_a_refusal_is_a_warning_beside_that_of_the_pain(anna: Diary) -> None:
    anna.rate(8, march(10, 7))
    anna.doctor(since=march(9), refuses=True)
    logged = anna.massage(NINE)
    found = [(w.finding.rule, w.finding.status, w.finding.evidence) for w in logged.raised]
    assert found == [("high-pain", "high-pain", "p1.1"), ("clearance", "refused", "c1.1")]


def test_a_clearance_never_silences_the_rule(anna: Diary) -> None:
    anna.rate(8, march(10, 7))
    anna.doctor(since=march(9))
    anna.massage(NINE)
    assert anna.statuses() == {"m1": "high-pain"}


def test_a_refusal_told_late_warns_of_every_session_since(anna: Diary) -> None:
    for number in (8, 9, 10):
        anna.rate(2, march(number, 7))
        anna.massage(march(number, 9))
    reassessed = anna.doctor(since=march(9), refuses=True)
    assert sessions(reassessed) == [2, 3]
    assert {told(one) for one in reassessed} == {("clear", "refused")}
    assert anna.statuses() == {"m2": "refused", "m3": "refused"}


def test_a_refusal_speaks_until_it_is_ended(anna: Diary) -> None:
    anna.doctor(since=march(9), refuses=True)
    for number in (9, 10, 11):
        anna.massage(march(number, 9))
    anna.end_opinion(1, NINE)
    assert anna.statuses() == {"m1": "refused", "m2": "unverified", "m3": "unverified"}
    anna.undo()
    assert set(anna.statuses().values()) == {"refused"}


def test_a_refusal_speaks_until_its_own_author_clears(anna: Diary) -> None:
    anna.doctor("Dr. Roth", since=march(9), refuses=True)
    anna.massage(NINE)
    anna.doctor("Dr. Weiss", since=march(10))
    assert anna.statuses() == {"m1": "refused"}
    anna.doctor("dr. roth", since=march(10))
    assert anna.statuses() == {"m1": "unverified"}


def test_a_corrected_refusal_is_new_evidence(anna: Diary) -> None:
    anna.doctor(since=march(9), refuses=True)
    anna.massage(NINE)
    anna.edit("c1", limits="no pressure")
    refused = [w for w in anna.standing(1) if w.finding.rule == "clearance"]
    assert [w.finding.evidence for w in refused] == ["c1.2"]


def test_a_refusal_ended_twice_or_void_is_refused(anna: Diary) -> None:
    anna.doctor(since=march(9), refuses=True)
    anna.end_opinion(1, NINE)
    with pytest.raises(Refused, match="has ended by then already"):
        anna.end_opinion(1, NINE)
    anna.end_opinion(1, march(9, 12))  # earlier after all
    anna.void("c1")
    with pytest.raises(Refused, match="is void"):
        anna.end_opinion(1, march(9, 1))


# --- only what is in reach is judged, and nothing in reach is missed ------------------------------


def judged_by(diary: Diary, when: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sessions that a rating made then has judged anew."""
    judged: list[int] = []
    verdicts = reassessment.verdicts

    def noted(journal: Journal, found: list[Session]) -> Iterator[Verdict]:
        judged.extend(session.no for session in found)
        return verdicts(journal, found)

    monkeypatch.setattr(reassessment, "verdicts", noted)
    diary.rate(2, when)
    return judged


def test_only_sessions_in_reach_of_a_rating_are_judged(
    anna: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = march(1)
    anna.rate(2, start + 3 * DAY)
    places = (start - MINUTE, start, start + REACH, start + REACH + MINUTE)
    for place in places:
        anna.massage(place)
    assert judged_by(anna, start, monkeypatch) == [2, 3]


def test_the_newest_rating_of_all_reaches_to_the_next_one(
    anna: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (40, 60):
        anna.massage(march(number))
    anna.rate(2, march(50))
    assert judged_by(anna, march(1), monkeypatch) == [1]
    assert [w.finding.evidence for w in anna.standing(1)] == ["p2.1"]


def test_a_day_that_was_high_reaches_beyond_a_weak_rating_of_its_morning(anna: Diary) -> None:
    """It may have been made after it, so months later it may still be the newest of all."""
    anna.rate(2, march(1, 8))
    anna.massage(march(70))
    anna.rate(8, day(1))
    (standing,) = anna.standing(1)
    assert standing.finding.evidence == "p2.1"
    assert list(untrue_warnings(anna.journal())) == []


def test_an_import_reaches_as_far_as_the_last_of_a_day_it_brings(anna: Diary) -> None:
    anna.massage(march(70))
    anna.rate(2, march(1, 20))
    with anna.command() as journal:
        brought = [rated(8, day(1)), rated(2, march(1, 8), site="neck")]
        for rating in brought:
            journal.add(rating, action="import")
        following.follow(journal, brought[1:])  # told of the last one alone
    assert list(untrue_warnings(anna.journal())) == []


def test_the_outcome_of_a_session_moved_far_does_not_hide_the_newest_rating(anna: Diary) -> None:
    anna.rate(2, march(1))
    anna.massage(march(2), after=4)
    anna.edit("m1", at=march(40))
    (standing,) = anna.standing(1)
    assert standing.finding.evidence == "p1.1"


def test_a_rating_that_counts_for_nothing_has_nothing_judged(
    anna: Diary, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.massage(NINE)
    monkeypatch.setattr(reassessment, "reassess", None)  # would be called in vain
    assert anna.rate(8, march(10, 7), site="other:head").reassessed == []
    assert anna.rate(8, march(10, 7), recall="average-7d").reassessed == []


def test_reading_the_rule_needs_no_rating_older_than_the_reach(anna: Diary) -> None:
    for number in (1, 2, 3):
        anna.rate(8, march(number))
    journal = anna.journal()
    assert len(list(readings.deciding_readings(journal, march(30), march(30)))) == 2
    assert anna.check(march(40)).assessment.evidence[0].no == 3


# --- what a command tells -------------------------------------------------------------------------


def test_a_command_names_what_each_session_was_and_is(anna: Diary) -> None:
    anna.massage(march(10, 9))
    anna.massage(march(11, 6))
    anna.massage(march(14, 9))
    reassessed = anna.rate(8, march(10, 8)).reassessed
    assert sessions(reassessed) == [1, 2, 3]
    assert [told(one) for one in reassessed] == [
        ("unverified", "high-pain"),
        ("unverified", "high-pain"),
        ("unverified", "unverified"),
    ]
    assert [one.gravity_changed for one in reassessed] == [True, True, True]
    assert [anna.standing(no)[0].finding.reason for no in (1, 3)] == [
        *("rated-high", "high-not-rerated")
    ]


def test_the_gravest_of_a_session_is_the_refusal(anna: Diary) -> None:
    anna.rate(8, march(10, 7))
    anna.massage(NINE)
    (one,) = anna.doctor(since=march(9), refuses=True)
    assert told(one) == ("high-pain", "refused")


def test_ratings_logged_at_once_are_one_change_and_judged_once(anna: Diary) -> None:
    anna.massage(NINE)
    logged = anna.log(rated(8, march(10, 7)), rated(2, march(10, 7), site="neck"))
    assert {entry.change for entry in logged.entries} == {3}
    assert len(logged.reassessed) == 1
    assert len(all_of(anna)) == 2


def test_a_session_logged_among_others_changes_none_of_them(anna: Diary) -> None:
    anna.rate(2, march(10, 7))
    anna.massage(march(10, 8))
    anna.massage(march(10, 10))
    logged = anna.massage(NINE)
    assert logged.reassessed == []
    assert anna.statuses() == {}


def test_an_edit_that_says_nothing_new_is_refused(anna: Diary) -> None:
    anna.rate(2, march(10, 7))
    with pytest.raises(Refused, match="p1 says that already"):
        anna.edit("p1", value=2)


def test_a_void_record_is_not_edited_or_voided_again(anna: Diary) -> None:
    anna.rate(2, march(10, 7))
    with pytest.raises(Refused, match="p1 is not void"):
        anna.unvoid("p1")
    anna.void("p1")
    with pytest.raises(Refused, match="p1 is void"):
        anna.edit("p1", value=3)
    with pytest.raises(Refused, match="p1 is void already"):
        anna.void("p1")


def test_unvoid_needs_its_reason_and_keeps_it(anna: Diary) -> None:
    anna.massage(NINE)
    anna.rate(8, march(10, 7))
    anna.void("p1", "a slip")
    assert sessions(anna.unvoid("p1", "it was no slip")) == [1]
    versions = anna.journal().versions(anna.entry("p1"))
    assert [entry.void_reason for entry in versions] == [None, "a slip", "it was no slip"]
    assert [entry.voided_by for entry in versions] == [0, 4, 0]


def test_what_is_not_judged_is_not_followed(anna: Diary) -> None:
    anna.rate(8, march(10, 7))
    with anna.command() as journal:
        assert following.follow(journal, [anna.entry("p1").record]) == []
        assert following.follow(journal, []) == []
        assert journal.change is None
    assert undoable.newest(anna.journal()).no == 2


def test_a_rating_typed_in_another_zone_is_compared_by_its_instant(anna: Diary) -> None:
    tokyo = moment(march(10, 7))._replace(offset=540, zone="Asia/Tokyo")
    anna.log(rated(8, march(1)).replace(moment=tokyo))
    assert anna.massage(march(11, 6, 59)).raised[0].finding.status == "high-pain"
    assert anna.massage(march(11, 7)).raised[0].finding.status == "unverified"


# --- many at once ---------------------------------------------------------------------------------


def statements_of_a_late_change(diary: Diary, sessions: int) -> list[str]:
    """What is read as a change alters the warnings of so many sessions, and how it is written."""
    diary.bring_in(rated(8, march(1)), *(_session(march(1, 1, n)) for n in range(sessions)))
    many: list[str] = []
    with pytest.MonkeyPatch.context() as patch, engines.asked(diary.database) as asked:
        executemany = diary.database.executemany
        patch.setattr(
            diary.database,
            "executemany",
            lambda statement, rows: many.append(statement) or executemany(statement, rows),
        )
        found = diary.rate(9, march(1))
    assert len(found.reassessed) == sessions
    return [sql.split()[0] for sql in many] + [sql for sql in asked if sql.startswith("SELECT")]


def _session(when: int) -> MassageSession:
    return MassageSession(moment=moment(when))


def test_many_sessions_are_reassessed_by_as_many_statements_as_two(anna: Diary, ben: Diary) -> None:
    few, many = statements_of_a_late_change(anna, 2), statements_of_a_late_change(ben, 40)
    assert many == few
    assert few.count("INSERT") == few.count("UPDATE") == 1


def test_numbers_given_at_once_go_on_where_the_last_ended(anna: Diary) -> None:
    anna.rate(8, march(10, 6))
    for hour in (9, 12, 15):
        anna.massage(march(10, hour))
    reassessed = anna.rate(9, march(10, 7)).reassessed
    assert [one.raised for one in reassessed] == [(4,), (5,), (6,)]
    assert [anna.warning(no).thread for no in (4, 5, 6)] == [1, 2, 3]
    assert [anna.warning(no).cause for no in (1, 2, 3)] == ["reassessed after u6"] * 3
