"""The patient, and the diagnosis as her own words have it."""

from collections.abc import Iterator

from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import ME, Patient
from rehabtrack.interchange.fhir import codes
from rehabtrack.interchange.fhir.elements import (
    Resource,
    coded,
    derived,
    reference,
    resource,
    text,
    uuid_of,
)
from rehabtrack.interchange.fhir.scope import Scope


def of_patient(entry: Entry[Patient], _: Scope) -> Iterator[Resource]:
    """The patient and the diagnosis; of one that has no name but `me` there is none to give."""
    patient, uuid = entry.record, uuid_of(entry.uid)
    yield resource(
        "Patient",
        uuid,
        identifier=[{"system": f"{codes.OWN}patient", "value": uuid}],
        active=not patient.archived,
        name=None if patient.name == ME else [{"text": text(patient.name)}],
    )
    if patient.diagnosis:
        yield resource(
            "Condition",
            condition_of(entry),
            clinicalStatus=coded(codes.ACTIVE),
            category=[coded(codes.PROBLEM)],
            code={"text": text(patient.diagnosis)},
            subject=reference(uuid),
        )


def condition_of(entry: Entry[Patient]) -> str:
    """The UUID of the diagnosis of a patient, of which there is no record of its own."""
    return derived(entry.uid, "condition")
