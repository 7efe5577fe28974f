"""Correcting an entry: edit keeps the version before, void needs a reason, unvoid too."""

from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.moment import MINUTE, Moment
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.services.following import follow
from rehabtrack.services.phases import refuse_overlap
from rehabtrack.services.reassessment import Reassessed, drop_warnings
from rehabtrack.storage.journal import Journal


def stays_for_good(entry: Entry[Any]) -> bool:
    """Whether it is a signed note or an addendum, which nothing changes."""
    if entry.kind == "note":
        return entry.record.signed_at is not None
    return entry.kind == "addendum"


def refuse_signed(entry: Entry[Any], doing: str = "", otherwise: str = "") -> None:
    """Raises Refused for what stays for good.

    `doing` is what cannot be done for that, `otherwise` what can be done beside adding to it.
    """
    if not stays_for_good(entry):
        return
    note, why = entry.id, "is signed, and stays as it was signed"
    if entry.kind == "addendum":
        note, why = f"n{entry.record.amends}", "is an addendum, and stays as it was written"
    raise Refused(
        f"{doing}{entry.id} {why}.",
        f"Add to it: rehabtrack note amend {note} --because TEXT{otherwise}",
    )


def edit(journal: Journal, entry: Entry[Any], record: Any) -> tuple[Entry[Any], list[Reassessed]]:
    """Store a corrected record as the entry's next version, and let the warnings follow."""
    name = entry_id(entry.kind, entry.no)
    if entry.voided_by:
        raise Refused(
            f"{name} is void.", f"Bring it back first: rehabtrack unvoid {name} --because TEXT"
        )
    refuse_signed(entry)
    if record == entry.record:
        raise Refused(f"{name} says that already.", f"See: rehabtrack show {name}")
    record = _as_if_new(journal, entry, record)
    edited = journal.edit(entry, record)
    touched = [entry.record, record]
    if isinstance(record, MassageSession):
        touched += _move_linked_ratings(journal, entry, record)
    refuse_overlap(journal)
    return edited, follow(journal, touched)


def _as_if_new(journal: Journal, entry: Entry[Any], record: Any) -> Any:
    """A corrected record is held to what a new one is: who may give it, what it makes one ask."""
    if entry.kind == "clearance" and record.doctor != entry.record.doctor:
        from rehabtrack.services.clearances import refuse_other_author

        refuse_other_author(journal, record)
    if entry.kind == "symptom":
        from rehabtrack.services.red_flags import asking

        return asking(journal, record, entry.no)
    return record


def _move_linked_ratings(
    journal: Journal, entry: Entry[MassageSession], session: MassageSession
) -> list[object]:
    """Carry along the ratings made as the session started or ended, not those of the next day."""
    touched: list[object] = []
    for linked in journal.linked_to(entry.no):
        moment = _moved(linked.record.moment, linked.record.relation, entry.record, session)
        if moment != linked.record.moment:
            record = linked.record.replace(moment=moment)
            journal.edit(linked, record)
            touched += [linked.record, record]
    return touched


def _moved(moment: Moment, relation: str, old: MassageSession, new: MassageSession) -> Moment:
    if relation == "next-day":
        return moment
    if relation == "before":
        return new.moment if moment.at == old.moment.at else moment
    as_logged = not (old.moment.width or new.moment.width or new.minutes)
    if moment.at != _end(old) or as_logged:
        return moment
    return new.moment._replace(at=_end(new))


def _end(session: MassageSession) -> int:
    """When a session ended; where only its date is known, its outcome is of that day too."""
    minutes = 0 if session.moment.width else session.minutes or 0
    return session.moment.at + minutes * MINUTE


def void(journal: Journal, entry: Entry[Any], reason: str) -> list[Reassessed]:
    """Mark an entry as not true, with the reason; it stays readable and counts for nothing."""
    refuse_signed(entry)
    name = entry_id(entry.kind, entry.no)
    if entry.voided_by:
        raise Refused(f"{name} is void already.", f"See: rehabtrack show {name}")
    journal.void(entry, reason)
    return settle(journal, [entry])


def unvoid(journal: Journal, entry: Entry[Any], reason: str) -> list[Reassessed]:
    """Bring a void entry back, with the reason."""
    refuse_signed(entry)
    name = entry_id(entry.kind, entry.no)
    if not entry.voided_by:
        raise Refused(f"{name} is not void.", f"See: rehabtrack show {name}")
    journal.unvoid(entry, reason)
    refuse_overlap(journal)
    return settle(journal, [entry])


def settle(journal: Journal, touched: list[Entry[Any]]) -> list[Reassessed]:
    """After voids and their undoing: no void session keeps a warning, every other is judged."""
    massages = [entry for entry in touched if entry.kind == "massage"]
    if massages:
        drop_warnings(journal, massages)
    return follow(journal, [entry.record for entry in touched])
