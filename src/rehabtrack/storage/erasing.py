"""Erasing a patient for good: what is left tells that it was done, and keeps her from coming back.

Her records, warnings and answers go. Her changes stay, so that their chain can still be verified:
when something was written and by whom, never what. Who is named as she is reads "erased" there.
"""

from collections.abc import Iterable, Iterator

from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded
from rehabtrack.storage import caseload, people
from rehabtrack.storage.database import Database
from rehabtrack.storage.digests import digest_of
from rehabtrack.storage.journal import TIMED_KINDS, Journal, Writer

#: Who is named as an erased patient was.
ERASED = "erased"
ACTION = "patient erase"
_HAS_ERASURES = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'erasure'"


class Erasure(Named):
    """What is left of an erased patient: her random id, and when (ms), by whom and why."""

    patient_id: int
    uid: bytes
    at: int
    author: str
    because: str
    change: int
    digest: bytes


def erasures(database: Database) -> Iterator[Erasure]:
    """Every patient that was erased from this file."""
    return map(Erasure._make, database.execute(database.sql.ERASURES))


def erase(journal: Journal, because: str) -> None:
    """Erase the patient of a journal, within a transaction; `rebuild` then ends her last traces."""
    database = journal.database
    named = {folded(version.record.name) for version in journal.versions(journal.patient)}
    author = ERASED if folded(journal.writer.author) in named else journal.writer.author
    journal.writer = journal.writer._replace(author=author)
    authors = [found for (found,) in journal.query("CHANGE_AUTHORS") if folded(found) in named]
    database.erase(journal.patient_id, authors)
    change = journal.begin(ACTION).no
    caseload.forget(database, caseload.PATIENT_IN_USE, journal.patient.uid.hex())
    remembered = caseload.setting(database, caseload.AUTHOR)
    if remembered is not None and folded(remembered) in named:
        caseload.forget(database, caseload.AUTHOR, remembered)
    for name, role in people.roles(database).items():
        if folded(name) in named:
            caseload.forget(database, people.ROLE + name, role)
    for author, _ in people.templates(database):
        if folded(author) in named:
            people.forget_templates(database, author)
    said = (journal.patient.uid, journal.writer.now, author, because, change)
    journal.insert("ERASURE_INSERT", (journal.patient_id, *said, erasure_digest(*said)))


def erased_since(copy: Database, present: Database) -> list[Erasure]:
    """Whom a file has erased since an older copy of it was made."""
    known = {erasure.uid for erasure in _erasures_if_any(copy)}
    return [erasure for erasure in _erasures_if_any(present) if erasure.uid not in known]


def _erasures_if_any(database: Database) -> Iterator[Erasure]:
    """None in a file that is empty or another program's."""
    return erasures(database) if list(database.execute(_HAS_ERASURES)) else iter(())


def erase_again(erased: Iterable[Erasure], copy: Database) -> None:
    """Erase these from a copy of the file; who is not in it is marked as erased all the same."""
    for erasure in erased:
        with copy.writing():
            writer = Writer(erasure.author, erasure.at, new_uid(erasure.at))
            patient = caseload.patient_with_id(copy, erasure.uid)
            if patient is None:
                strange = erasure._replace(patient_id=copy.next_patient())
                journal = erased_journal(copy, strange, writer)
            else:
                journal = Journal(copy, patient, writer)
            erase(journal, erasure.because)
    copy.rebuild()


def records_of(journal: Journal) -> int:
    """How many records a journal holds, void ones too."""
    return sum(journal.single(f"{kind.upper()}_LAST_NO") or 0 for kind in TIMED_KINDS)


def erasure_digest(*said: object) -> bytes:
    """What an erasure amounts to, from its id to its change, so that a flipped byte is found."""
    return digest_of("erasure", *said)


def erased_journal(database: Database, erasure: Erasure, writer: Writer) -> Journal:
    """The journal of an erased patient: nothing but its changes."""
    envelope = (erasure.patient_id, 1, erasure.uid, 1, 1, erasure.author, erasure.at, 0, None)
    return Journal(database, Entry("patient", *envelope, Patient(name=ERASED)), writer)
