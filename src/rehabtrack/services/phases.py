"""Treatment phases: at most one open, none overlapping, back-dating allowed."""

from itertools import pairwise

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.phase import Phase
from rehabtrack.storage.journal import Journal


def start(journal: Journal, phase: Phase) -> tuple[Entry[Phase], Entry[Phase] | None]:
    """Start a phase; the open one ends there, and a later one bounds it. Gives (new, ended)."""
    at, ended = phase.moment.at, None
    phases = journal.standing("phase")
    for entry in phases:
        _refuse_inside(entry, at)
    following = next((entry for entry in phases if entry.record.moment.at > at), None)
    if following is not None:
        phase = phase.replace(end_at=following.record.moment.at)
    elif (current := _open(phases)) is not None:
        ended = journal.edit(current, current.record.replace(end_at=at), action="phase start")
    return journal.add(phase, action="phase start"), ended


def _refuse_inside(entry: Entry[Phase], at: int) -> None:
    phase, name = entry.record, entry_id("phase", entry.no)
    if phase.moment.at == at:
        raise Refused(
            f"The {phase.kind} phase {name} starts at that very instant.",
            f"Change it: rehabtrack edit {name}, or take it out: rehabtrack void {name}",
        )
    if phase.end_at is not None and phase.moment.at < at < phase.end_at:
        raise Refused(
            f"That lies inside the {phase.kind} phase {name}, and phases do not overlap.",
            f"End {name} earlier first: rehabtrack edit {name} --until T",
        )


def end(journal: Journal, moment: Moment) -> Entry[Phase]:
    """End the open phase."""
    current = _open(journal.standing("phase"))
    if current is None:
        raise Refused("No phase is open.", "Start one: rehabtrack phase start KIND")
    record = current.record.replace(end_at=moment.at)
    return journal.edit(current, record, action="phase end")


def course_done(journal: Journal, moment: Moment) -> Entry[Phase]:
    """Mark the basic course of the newest conservative phase as done."""
    phases = journal.standing("phase")
    conservative = [entry for entry in phases if entry.record.kind == "conservative"]
    if not conservative:
        raise Refused(
            "There is no conservative phase whose basic course could be done.",
            "Start one: rehabtrack phase start conservative",
        )
    newest = conservative[-1]
    record = newest.record.replace(course_done_at=moment.at)
    return journal.edit(newest, record, action="course done")


def refuse_overlap(journal: Journal) -> None:
    """Refuse what would leave two phases at one instant, or an open one before another."""
    overlap = first_overlap(journal)
    if overlap is not None:
        first, second = (entry_id("phase", no) for no in overlap)
        raise Refused(
            f"The phases {first} and {second} would overlap.", "See: rehabtrack phase list"
        )


def first_overlap(journal: Journal) -> tuple[int, int] | None:
    """The numbers of the first two phases at one instant, or an open one and a later; or None."""
    for earlier, later in pairwise(journal.standing("phase")):
        end_at = earlier.record.end_at
        if end_at is None or end_at > later.record.moment.at:
            return earlier.no, later.no
    return None


def overlap(one: Phase, other: Phase) -> bool:
    """Whether two phases share an instant."""
    first, second = sorted((one, other), key=lambda phase: phase.moment.at)
    return first.end_at is None or first.end_at > second.moment.at


def _open(phases: list[Entry[Phase]]) -> Entry[Phase] | None:
    return next((entry for entry in phases if entry.record.end_at is None), None)
