"""The patients of a file: adding, naming, and whose journal is in use."""

from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal, Writer


def add(database: Database, patient: Patient, writer: Writer) -> Journal:
    """Open a journal for a new patient; a name that is taken is refused."""
    refuse_taken(database, patient.name)
    return caseload.add_patient(database, patient, writer, action="patient add")


def refuse_taken(database: Database, name: str, but: int | None = None) -> None:
    """Refuse a name that another patient has, however it is written.

    `but` is who may keep the name that she has, for in a clinic two may have the same.
    """
    everybody = caseload.patients(database)
    called = [each for each in everybody if folded(each.record.name) == folded(name)]
    if called and but not in [each.patient_id for each in called]:
        raise Refused(
            f"There is a patient of that name already: {called[0].record.name}.",
            "Choose another name, or use that one: rehabtrack patient use NAME",
        )


def edit(journal: Journal, patient: Patient) -> Entry[Any]:
    """Store a new version of the patient."""
    refuse_taken(journal.database, patient.name, but=journal.patient_id)
    if patient == journal.patient.record:
        raise Refused(f"{patient.name} is so already.", "See: rehabtrack patient show")
    return journal.edit(journal.patient, patient, action="patient edit")


def use(database: Database, patient: Entry[Any]) -> None:
    """Let commands that name no patient mean this one."""
    caseload.remember(database, caseload.PATIENT_IN_USE, patient.uid.hex())
