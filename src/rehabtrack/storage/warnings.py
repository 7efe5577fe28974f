"""The warnings of a journal: raised and withdrawn by reassessment."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rehabtrack.domain.errors import NotFound
from rehabtrack.domain.findings import Finding, StoredWarning
from rehabtrack.domain.ids import new_uids
from rehabtrack.domain.named import Named
from rehabtrack.storage.digests import digest_of
from rehabtrack.storage.journal import FIRST, LAST, Change, Journal


class Raised(Named):
    """A finding to be stored for a session; `thread` 0 opens a thread of its own."""

    session: int
    finding: Finding
    how: str
    thread: int


def raise_all(journal: Journal, found: Sequence[Raised], change: Change) -> range:
    """Store findings as standing warnings; their numbers, in order."""
    first = (journal.single("WARNING_LAST_NO") or 0) + 1
    numbers, now = range(first, first + len(found)), journal.writer.now
    facts = (
        (*(uid, no, one.session), *one.finding, *(now, one.how, change.no, one.thread or no))
        for no, one, uid in zip(numbers, found, new_uids(now, len(found)), strict=False)
    )
    rows = (
        (journal.patient_id, *said, *(0, None, None), digest_of("warning", *said)) for said in facts
    )
    journal.touched.add("warning")
    journal.database.executemany(journal.database.sql.WARNING_INSERT, rows)
    return numbers


def withdraw(journal: Journal, causes: Mapping[int, str], change: Change) -> None:
    """Let the warnings of these numbers stand no longer, with the causes; they stay readable."""
    mine = {"of_patient": journal.patient_id}
    journal.touched.add("warning")
    withdrawn = {"withdrawn_by": change.no, "withdrawn_at": journal.writer.now}
    rows = ({**mine, "of_no": no, **withdrawn, "cause": cause} for no, cause in causes.items())
    journal.database.executemany(journal.database.sql.WARNING_WITHDRAW, rows)


def warning_numbered(journal: Journal, no: int) -> StoredWarning:
    """The warning `wN`; NotFound where there is none."""
    for row in journal.query("WARNING_BY_NO", no=no):
        return _warning(row)
    raise NotFound(f"There is no w{no} in this journal.", "See: rehabtrack warnings --all")


def of_session(journal: Journal, session: int) -> list[StoredWarning]:
    """Every warning ever raised for a session, in order of their numbers."""
    return [_warning(row) for row in journal.query("WARNINGS_OF_SESSION", session=session)]


def of_sessions(journal: Journal, since: int, until: int = LAST) -> Iterator[StoredWarning]:
    """Every warning ever raised for the sessions judged in [since, until], in order of both."""
    rows = journal.query("WARNINGS_OF_SESSIONS", since=since, until=until)
    return map(_warning, rows)


def standing_findings(journal: Journal) -> Iterator[tuple[int, int, Finding]]:
    """(session, number, finding) of every warning that stands, oldest first."""
    rows = journal.query("STANDING_FINDINGS")
    return ((row[0], row[1], Finding._make(row[2:])) for row in rows)


def raised(journal: Journal, since: int = FIRST, until: int = LAST) -> Iterator[StoredWarning]:
    """Every warning raised in [since, until), withdrawn ones too, oldest first."""
    return map(_warning, journal.query("WARNINGS_RAISED", since=since, until=until))


def _warning(row: tuple[Any, ...]) -> StoredWarning:
    _patient, _id, no, session, *rest = row
    finding, (raised_at, how, change, thread, *end) = rest[:10], rest[10:]
    return StoredWarning(no, session, Finding(*finding), raised_at, how, change, thread, *end)
