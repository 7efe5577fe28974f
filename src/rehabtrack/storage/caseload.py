"""The patients of a file, and the two things it remembers: whose turn it is and who writes."""

from typing import Any

from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import LAST, Change, Journal, Writer, entry_of

#: The settings a file holds.
PATIENT_IN_USE, AUTHOR = "patient", "me"


def patients(database: Database, *, void: bool = False) -> list[Entry[Patient]]:
    """The patients of this file, archived ones too, void ones if told so, in order of adding."""
    bound = {"voided_up_to": LAST if void else 0}
    return [entry_of("patient", row) for row in database.execute(database.sql.PATIENTS, bound)]


def last_written(database: Database, patient: Entry[Patient]) -> int:
    """When (ms) the journal of a patient was last written to."""
    bound = {"patient_id": patient.patient_id}
    newest = next(iter(database.execute(database.sql.CHANGES_NEWEST_FIRST, bound)))
    return Change._make(newest).at


def patient(database: Database, patient_id: int) -> Entry[Patient]:
    """The patient of that number in this file, void or not."""
    rows = database.execute(database.sql.PATIENT_BY_NO, {"patient_id": patient_id, "no": 1})
    return entry_of("patient", next(iter(rows)))


def add_patient(database: Database, patient: Patient, writer: Writer, action: str) -> Journal:
    """Open a journal for a new patient; the record is the first thing in it."""
    (last,) = next(iter(database.execute(database.sql.LAST_PATIENT)))
    uid, patient_id = new_uid(writer.now), (last or 0) + 1
    author, now = writer.author, writer.now
    entry: Entry[Any] = Entry("patient", patient_id, 0, uid, 1, 0, author, now, 0, None, patient)
    journal = Journal(database, entry, writer)
    journal.patient = journal.add(patient, action=action)
    return journal


def setting(database: Database, name: str) -> str | None:
    """What the file remembers under a name, or None."""
    row = next(iter(database.execute(database.sql.SETTING, {"name": name})), None)
    return row[0] if row else None


def remember(database: Database, name: str, value: str) -> None:
    """Remember a setting in the file."""
    sql = database.sql
    known = setting(database, name) is not None
    if known:
        database.execute(sql.SETTING_UPDATE, {"of_name": name, "value": value})
    else:
        database.execute(sql.SETTING_INSERT, (name, value))
