"""What a doctor said about massage: clearances and refusals."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.records.entry import Entry
from rehabtrack.services.following import follow
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.services.roles import refuse_other_than_doctor
from rehabtrack.storage.journal import Journal


def add(journal: Journal, clearance: Clearance) -> tuple[Entry[Clearance], list[Reassessed]]:
    """Store a doctor's clearance or refusal, and let the warnings follow."""
    refuse_other_author(journal, clearance)
    entry = journal.add(clearance, action="clearance add")
    return entry, follow(journal, [clearance])


def refuse_other_author(journal: Journal, clearance: Clearance) -> None:
    """Raises Refused where its author is no doctor in this file."""
    what = "a refusal" if clearance.refuses else "a clearance"
    refuse_other_than_doctor(journal, clearance.doctor, what)


def end(journal: Journal, no: int, moment: Moment) -> tuple[Entry[Clearance], list[Reassessed]]:
    """End a clearance or refusal at an instant."""
    entry = journal.entry("clearance", no)
    name, end_at = entry_id("clearance", no), entry.record.end_at
    if entry.voided_by or (end_at is not None and end_at <= moment.at):
        why = "is void" if entry.voided_by else "has ended by then already"
        raise Refused(f"{name} {why}.", "See: rehabtrack clearance list")
    record = entry.record.replace(end_at=moment.at)
    ended = journal.edit(entry, record, action="clearance end")
    return ended, follow(journal, [entry.record, record])
