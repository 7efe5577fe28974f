"""Checking a whole file: reports what is wrong, repairs nothing."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from rehabtrack.domain.errors import RehabtrackError, StorageError
from rehabtrack.domain.findings import Finding
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.named import Named
from rehabtrack.services.assessing import verdicts
from rehabtrack.storage import caseload, integrity, readings, warnings
from rehabtrack.storage.database import Database, database_errors
from rehabtrack.storage.erasing import erasures
from rehabtrack.storage.journal import FIRST, LAST, TIMED_KINDS, Journal
from rehabtrack.storage.sealing import head
from rehabtrack.storage.tampering import altered, broken


class Head(Named):
    """The newest change of a patient's journal, whose digest stands for the whole of it."""

    patient: str
    change: int
    digest: bytes


def problems(database: Database, noted: str | None = None) -> Iterator[str]:
    """One sentence for each thing that is not as it must be; nothing where all is well.

    `noted` are the first digits, in hex, of the digest of a change that must still be there.

    The file is read in one transaction, then each patient in another; none is open while a
    sentence is handed out.
    """
    try:
        yield from _problems(database, noted)
    except database_errors(UnicodeDecodeError) as error:  # a table is gone, as was said already
        yield f"The rest cannot be read: {error}."


def _problems(database: Database, noted: str | None) -> Iterator[str]:
    database.take_any_text()
    with database.reading():
        damage = list(database.damage())
        found = damage or [*database.misfits(), *integrity.lost(database)]
        patients = [] if damage else list(caseload.names(database))
    yield from found
    for patient_id, name in patients:
        with database.reading():
            found = list(problems_of(database, patient_id))
        for problem in found:
            yield f"{name}: {problem}"
    with database.reading():
        found = [] if damage else list(integrity.altered_erasures(database))
    yield from found
    if noted is not None and not damage and not _holds(database, noted):
        yield f"A change is missing that was there: the head {noted} is no change's."


def heads(database: Database) -> Iterator[Head]:
    """The head of every patient's journal, void and erased ones too, in order of adding."""
    with suppress(*database_errors(StorageError)):  # a damaged file tells what it can
        for patient_id, name in caseload.names(database):
            yield Head(name, *head(database, patient_id))
        for erasure in erasures(database):
            name = f"erased patient {erasure.patient_id}"
            yield Head(name, *head(database, erasure.patient_id))


def _holds(database: Database, digest: str) -> bool:
    return any(found.hex().startswith(digest) for (found,) in database.execute(database.sql.HEADS))


def problems_of(database: Database, patient_id: int) -> Iterator[str]:
    """One sentence for each thing about a patient that is not as it must be.

    To be read up within a transaction, as those of one moment.
    """
    try:
        patient = caseload.patient(database, patient_id)
    except integrity.MANGLED as error:
        yield f"the patient's record cannot be true: {getattr(error, 'sentence', 'it is mangled.')}"
        return
    journal = Journal(database, patient, integrity.NOBODY)
    yield from altered(journal)
    yield from broken(journal)
    yield from unreadable(journal)
    yield from untrue_warnings(journal)


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
        except (LookupError, TypeError, ValueError):  # what no table lets in, in a spoilt file
            yield f"a {kind} record cannot be true."


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
