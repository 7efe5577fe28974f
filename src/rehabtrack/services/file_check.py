"""Checking a whole file: reports what is wrong, repairs nothing."""

from collections import Counter
from collections.abc import Iterator

from rehabtrack.domain.errors import RehabtrackError
from rehabtrack.domain.findings import Finding
from rehabtrack.domain.ids import entry_id
from rehabtrack.services.assessing import verdicts
from rehabtrack.storage import caseload, integrity, readings, warnings
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import FIRST, LAST, TIMED_KINDS, Journal, Writer
from rehabtrack.storage.tampering import altered, broken

NOBODY = Writer("", 0, bytes(16))


def problems(database: Database) -> Iterator[str]:
    """One sentence for each thing that is not as it must be; nothing where all is well.

    The file is read in one transaction, then each patient in another; none is open while a
    sentence is handed out.
    """
    with database.reading():
        damage = list(integrity.damage(database))
        found = damage or list(integrity.problems(database))
        patients = [] if damage else caseload.patients(database)
    yield from found
    for patient in patients:
        journal = Journal(database, patient, NOBODY)
        with journal.reading():
            found = [*tampering(journal), *unreadable(journal), *untrue_warnings(journal)]
        for problem in found:
            yield f"{patient.record.name}: {problem}"


def tampering(journal: Journal) -> Iterator[str]:
    """The records and changes that are not as they were stored."""
    yield from altered(journal)
    yield from broken(journal)


def unreadable(journal: Journal) -> Iterator[str]:
    """The records that could not be true, and ratings that count though they should not."""
    for kind in TIMED_KINDS:
        try:
            if kind == "pain":
                for no in integrity.miscounted(journal):
                    yield f"p{no} is not counted as its site and recall say."
            else:
                integrity.refuse_untrue(journal, kind)
        except RehabtrackError as error:
            yield f"a {kind} record cannot be true: {error.sentence}"


def untrue_warnings(journal: Journal) -> Iterator[str]:
    """The sessions whose standing warnings are not what the rules say of them."""
    try:
        yield from _untrue_warnings(journal)
    except (LookupError, TypeError, ValueError):  # a word that no table lets in, in a spoilt file
        yield "the warnings cannot be verified: a record they rest on cannot be true."


def _untrue_warnings(journal: Journal) -> Iterator[str]:
    standing: dict[int, list[Finding]] = {}
    for session, _no, finding in warnings.standing_findings(journal):
        standing.setdefault(session, []).append(finding)
    sessions = list(readings.sessions(journal, FIRST, LAST))
    for verdict in verdicts(journal, sessions):
        said, now = standing.pop(verdict.session.no, []), list(verdict.findings)
        if said != now and Counter(said) != Counter(now):
            name = entry_id("massage", verdict.session.no)
            yield f"{name} has a standing warning that is not what the rule says, or lacks one."
    for session in standing:
        yield f"{entry_id('massage', session)} is void or was not given, and a warning stands."
