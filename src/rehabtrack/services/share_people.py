"""Who a person of somebody else's file is in this one."""

from uuid import UUID

from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import shortened
from rehabtrack.interchange.share_lines import Person
from rehabtrack.services.knowing import Changes
from rehabtrack.storage import caseload
from rehabtrack.storage.arrivals import taken_in_for
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal, Writer


def whose(
    database: Database, person: Person, into: str | None, writer: Writer
) -> tuple[Entry[Patient], bool]:
    """(the patient, whether she is known by this file already) for whom a file is taken.

    Raises Refused where that cannot be told, or another one was named; NotFound for a name that
    nobody has.
    """
    ids = {UUID(each).bytes for each in (person.id, *person.also)}
    if any(map(database.knows_erased, ids)):
        raise Refused(
            "The patient of this file was erased here.",
            "Who was erased does not come back; add her anew if she wants it.",
        )
    found = {each.patient_id: each for each in known_as(database, ids, writer)}
    if len(found) > 1:
        names = " and ".join(sorted(each.record.name for each in found.values()))
        raise Refused(
            f"The file is about {names}, who are two patients here.",
            "Take back by undo what one of them took in by mistake.",
        )
    named = None if into is None else caseload.patient_named(database, into)
    for each in found.values():
        if named is not None and named.uid != each.uid:
            raise Refused(
                f"The file is about {each.record.name}, not about {named.record.name}.",
                f"Take it --into {each.record.name}, or leave that out.",
            )
        return each, True
    if named is None:
        raise NotFound(
            f'Who "{shortened(person.name)}" of that file is here is not known yet.',
            "Say it once: rehabtrack share take FILE --into NAME",
        )
    return named, False


def known_as(database: Database, ids: set[bytes], writer: Writer) -> list[Entry[Patient]]:
    """The patients that are she: by her own id, or by a file that was taken in before."""
    found: dict[int, Entry[Patient]] = {}
    for uid in ids:
        own = caseload.patient_with_id(database, uid, void=False)
        if own is not None:
            found[own.patient_id] = own
        for patient_id, change in taken_in_for(database, uid):
            patient = caseload.patient(database, patient_id)
            stands = Changes(Journal(database, patient, writer)).stands(change)
            if stands and not patient.voided_by:
                found[patient_id] = patient
    return list(found.values())
