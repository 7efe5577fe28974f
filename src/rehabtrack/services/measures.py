"""The conservative measures beside massage: drugs, physiotherapy, exercise, manual therapy."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.measure import Measure
from rehabtrack.storage.journal import Journal


def add(journal: Journal, measure: Measure) -> Entry[Measure]:
    """Store a measure taken once, or one that goes on."""
    return journal.add(measure, action="measure add")


def stop(journal: Journal, no: int, moment: Moment) -> Entry[Measure]:
    """End a measure that goes on."""
    entry = journal.entry("measure", no)
    name = entry_id("measure", no)
    if entry.voided_by or entry.record.end_at is not None:
        why = "is void" if entry.voided_by else "is over already"
        raise Refused(f"{name} {why}.", "See: rehabtrack measure list")
    return journal.edit(entry, entry.record.replace(end_at=moment.at), action="measure stop")
