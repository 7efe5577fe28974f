"""Warnings as facts: stored whole, withdrawn once, answered by adding."""

from typing import Any

import pytest
from engines import refusals
from journals import NOW, command, march, massage, new_journal, opened

from rehabtrack.domain.errors import NotFound
from rehabtrack.domain.findings import Finding, StoredWarning
from rehabtrack.domain.moment import DAY, HOUR
from rehabtrack.storage import answers, warnings
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.taking_back import take_back_answers
from rehabtrack.storage.warnings import Raised

HIGH = Finding("high-pain", 1, "high-pain", "rated-high", 3, 3, 24, "Dr. Roth", "p1.1 p2.3", NOW)
UNVERIFIED = Finding(
    *("high-pain", 1, "unverified", "no-recent-rating"), *(None, 3, 24, None), "", None
)
REFUSED = Finding("clearance", 1, "refused", "refused", None, None, None, None, "c1.1", None)


@pytest.fixture
def journal(database: Database) -> Journal:
    """The journal of one patient with three massages."""
    made = new_journal(database)
    with command(made) as writing:
        for day in (18, 19, 20):
            writing.add(massage(march(day, 9)), action="log")
    return made


def raised(
    journal: Journal,
    session: int = 1,
    finding: Finding = HIGH,
    *,
    how: str = "at-logging",
    thread: int = 0,
    now: int = NOW,
) -> StoredWarning:
    """A warning raised by a command of its own."""
    with command(journal, now=now) as writing:
        one = Raised(session, finding, how, thread)
        (no,) = warnings.raise_all(writing, [one], writing.begin("test"))
        return warnings.warning_numbered(writing, no)


def withdrawn(journal: Journal, no: int) -> None:
    """A warning withdrawn by a command of its own."""
    with command(journal, now=NOW + HOUR) as writing:
        warnings.withdraw(writing, {no: "reassessed after u9"}, writing.begin("test"))


def answered(journal: Journal, no: int, code: str = "pain-eased", text: str | None = None) -> None:
    """An answer by a command of its own."""
    with command(journal, author="ben") as writing:
        answers.add_answer(writing, warnings.warning_numbered(writing, no), code, text)


def numbers(found: Any) -> list[int]:
    """The numbers of warnings or answers."""
    return [one.no for one in found]


@pytest.mark.parametrize("finding", [HIGH, UNVERIFIED, REFUSED], ids=lambda found: found.status)
def test_a_warning_keeps_the_whole_finding_and_when_and_how_it_was_raised(
    journal: Journal, finding: Finding
) -> None:
    stored = raised(journal, 2, finding, how="later")
    assert stored == warnings.warning_numbered(opened(journal), 1)
    assert (stored.no, stored.session, stored.finding) == (1, 2, finding)
    assert (stored.raised_at, stored.how, stored.change) == (NOW, "later", 3)
    assert (stored.withdrawn_by, stored.withdrawn_at, stored.cause) == (0, None, None)


@pytest.mark.parametrize(
    ("began", "goes_on", "seen"),
    [("import", "later", True), ("later", "import", False), ("import", "import", True)],
)
def test_what_an_import_began_counts_as_seen_and_nothing_else(
    journal: Journal, began: str, goes_on: str, seen: bool
) -> None:
    first = raised(journal, how=began)
    assert first == warnings.warning_numbered(journal, 1)
    raised(journal, how=goes_on, thread=1)
    assert [warnings.warning_numbered(journal, no).seen for no in (1, 2)] == [seen, seen]
    assert [warnings.warning_numbered(journal, no).due for no in (1, 2)] == [not seen, not seen]


def test_a_warning_stands_until_it_is_withdrawn_with_its_cause(journal: Journal) -> None:
    raised(journal)
    assert not warnings.warning_numbered(journal, 1).withdrawn_by
    withdrawn(journal, 1)
    kept = warnings.warning_numbered(journal, 1)
    assert (kept.withdrawn_by, kept.withdrawn_at) == (4, NOW + HOUR)
    assert kept.cause == "reassessed after u9"
    assert kept.finding == HIGH


def test_a_withdrawn_warning_stays_withdrawn(journal: Journal) -> None:
    raised(journal)
    withdrawn(journal, 1)
    with pytest.raises(refusals(), match=r"stays withdrawn|23000"):
        withdrawn(journal, 1)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM warning",
        "UPDATE warning SET status = 'unverified'",
        "UPDATE warning SET evidence = ''",
        "UPDATE warning SET thread = 1",
        "UPDATE warning SET how = 'import'",
        "DELETE FROM answer",
        "UPDATE answer SET code = 'not-rated'",
        "UPDATE answer SET text = 'nothing'",
    ],
)
def test_what_was_warned_of_and_answered_is_never_changed(journal: Journal, statement: str) -> None:
    raised(journal)
    answered(journal, 1)
    with pytest.raises(refusals()):
        journal.database.execute(statement)


def test_an_unknown_warning_is_nobodys(journal: Journal) -> None:
    with pytest.raises(NotFound, match="no w1"):
        warnings.warning_numbered(journal, 1)


def test_a_warning_begins_a_thread_or_goes_on_with_one(journal: Journal) -> None:
    assert raised(journal).thread == 1
    assert raised(journal).thread == 2
    assert raised(journal, thread=1).thread == 1


def test_an_answer_holds_for_every_warning_of_the_thread_and_for_no_other(
    journal: Journal,
) -> None:
    raised(journal)
    raised(journal, 2)
    raised(journal, thread=1)
    answered(journal, 1)
    found = list(warnings.raised(journal))
    assert [warning.answered for warning in found] == [True, False, True]


def test_answers_are_added_never_overwritten(journal: Journal) -> None:
    raised(journal)
    answered(journal, 1, "pain-eased")
    answered(journal, 1, "other", "the doctor was there")
    first, second = answers.answers(journal)
    assert (first.no, first.code, first.text) == (1, "pain-eased", None)
    assert (second.no, second.code, second.text) == (2, "other", "the doctor was there")
    assert (first.author, first.at, first.warning, first.thread) == ("ben", NOW, 1, 1)
    assert answers.answers_of_session(journal, 1) == [first, second]
    assert answers.answers_of_session(journal, 2) == []


def test_an_answer_taken_back_leaves_the_warning_unanswered_and_can_come_back(
    journal: Journal,
) -> None:
    raised(journal)
    answered(journal, 1)  # u4
    with command(journal) as writing:
        writing.begin("undo", takes_back=4)
        take_back_answers(writing, 4)
    assert not warnings.warning_numbered(journal, 1).answered
    with command(journal) as writing:
        writing.begin("redo", takes_back=5)
        take_back_answers(writing, 5)
    assert warnings.warning_numbered(journal, 1).answered


def test_the_warnings_of_a_session_are_all_ever_raised_for_it(journal: Journal) -> None:
    raised(journal, 2)
    raised(journal, 1)
    withdrawn(journal, 1)
    raised(journal, 2)
    assert numbers(warnings.of_session(journal, 2)) == [1, 3]


def test_the_warnings_of_sessions_are_found_by_when_those_are_judged(journal: Journal) -> None:
    for session in (3, 2, 1, 2):
        raised(journal, session)
    withdrawn(journal, 2)
    found = list(warnings.of_sessions(journal, march(18, 9), march(19, 9)))
    assert numbers(found) == [3, 2, 4]
    assert [bool(warning.withdrawn_by) for warning in found] == [False, True, False]
    assert numbers(warnings.of_sessions(journal, march(19, 10))) == [1]


def test_the_findings_that_stand_are_told_by_their_sessions(journal: Journal) -> None:
    for session, finding in ((3, HIGH), (1, UNVERIFIED), (2, HIGH), (1, REFUSED)):
        raised(journal, session, finding)
    withdrawn(journal, 3)
    standing = [(3, 1, HIGH), (1, 2, UNVERIFIED), (1, 4, REFUSED)]
    assert list(warnings.standing_findings(journal)) == standing


def test_warnings_are_listed_in_order_of_when_they_were_raised(journal: Journal) -> None:
    for days in (3, 1, 2):
        raised(journal, now=NOW - days * DAY)
    withdrawn(journal, 2)
    assert numbers(warnings.raised(journal)) == [1, 3, 2]
    assert numbers(warnings.raised(journal, NOW - 2 * DAY, NOW - DAY)) == [3]


def test_the_unanswered_are_counted_and_the_unverified_and_the_seen_among_them(
    journal: Journal,
) -> None:
    for _ in range(2):
        raised(journal, now=NOW - DAY)
    raised(journal, finding=UNVERIFIED, now=NOW - DAY)
    raised(journal, how="import", now=NOW - DAY)
    raised(journal, now=NOW - DAY)
    withdrawn(journal, 5)
    raised(journal, now=NOW - DAY)
    answered(journal, 6)
    for _ in range(2):
        raised(journal, finding=UNVERIFIED, how="import", now=NOW - DAY)
    assert next(journal.query("UNANSWERED")) == (6, 3, 1)


def test_warnings_and_answers_of_two_patients_never_mix(database: Database) -> None:
    anna, ben = new_journal(database, "anna"), new_journal(database, "ben")
    for journal in (anna, ben):
        with command(journal) as writing:
            writing.add(massage(march(18, 9)), action="log")
    raised(anna)
    raised(ben, finding=UNVERIFIED)
    answered(ben, 1)
    assert [warning.finding for warning in warnings.raised(anna)] == [HIGH]
    assert [warning.finding for warning in warnings.of_session(ben, 1)] == [UNVERIFIED]
    assert [warning.answered for warning in warnings.raised(anna)] == [False]
    assert list(answers.answers(anna)) == []
    assert answers.answers_of_session(anna, 1) == []
    assert numbers(warnings.of_sessions(anna, march(1))) == [1]
    assert list(warnings.standing_findings(anna)) == [(1, 1, HIGH)]
    assert next(anna.query("UNANSWERED")) == (1, 0, 0)
    withdrawn(anna, 1)
    assert [warning.withdrawn_by for warning in warnings.raised(ben)] == [0]
