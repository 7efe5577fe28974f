"""What taking in a shared file says: the counts, what it changed, and what is left to settle."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from rehabtrack.cli.output import HANGING, counted, echo, echo_text, echo_whole, tell
from rehabtrack.cli.stored import tell_graver
from rehabtrack.cli.view import View
from rehabtrack.domain.records.entry import Entry

if TYPE_CHECKING:
    from rehabtrack.services.share_take import Taken

#: How many of a kind are told one by one; ours.
TOLD = 5


def echo_taken(taken: "Taken", view: View, *, dry_run: bool) -> None:
    """The counts, and how to take it back."""
    words = [f"{taken.there} known already"]
    for what, counts in (
        ("changed", taken.changed),
        ("voided", taken.voided),
        ("added", taken.added),
    ):
        if counts:
            words.insert(0, f"{'would be ' if dry_run else ''}{what}: {_counts(counts)}")
    echo_text(f"{'; '.join(words)}.", "", view.lead)
    if dry_run:
        echo("A dry run: nothing was stored.")
    elif taken.journal.change is not None:
        undo = view.id(f"u{taken.journal.change.no}")
        echo_whole(f"rehabtrack undo {undo}")


def tell_taken(taken: "Taken", view: View, *, dry_run: bool) -> None:
    """What changed of the massages, and what somebody has to settle."""
    for entry in taken.beside[:TOLD]:
        tell(f"{entry.id} was changed by two people apart, and both versions are kept:", view.lead)
        tell(f"{HANGING}{view.command(f'share settle {entry.id}')}", view.lead)
    _tell_more(len(taken.beside), "record with two versions", "share conflicts", view)
    for entry in taken.overlapping[:TOLD]:
        tell(f"{entry.id} is kept as void: {entry.void_reason}.", view.lead)
    for other, one in taken.maybe_same[:TOLD]:
        tell(f"{_session(other, view)} and {_session(one, view)} may be one massage:", view.lead)
        tell(f"{HANGING}{view.command(f'massage same {other.id} {one.id}')}", view.lead)
    if taken.unheard:
        kinds = _counts(taken.unheard)
        tell(f"Void before it was ever told here, or part of what was: {kinds}.", view.lead)
    shifts = taken.shifts
    tell_graver(shifts.first, len(shifts.all), shifts.others, view, dry_run=dry_run)


def _tell_more(count: int, what: str, command: str, view: View) -> None:
    if count > TOLD:
        tell(f"and {counted(count - TOLD, f'more {what}')}: {view.command(command)}", view.lead)


def _counts(counts: Counter[str]) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in counts.items())


def _session(entry: Entry[Any], view: View) -> str:
    return f"{entry.id} ({view.when(entry.record.moment)}, {entry.author})"


def taken_json(taken: "Taken", view: View, *, dry_run: bool) -> dict[str, Any]:
    """The same as one object."""
    from rehabtrack.cli.as_json import named
    from rehabtrack.cli.verdict_json import shift_json

    change = taken.journal.change
    return named(
        view,
        {
            "added": dict(taken.added),
            "changed_records": dict(taken.changed),
            "voided": dict(taken.voided),
            "already_there": taken.there,
            "conflicts": [entry.id for entry in taken.beside],
            "overlapping": [entry.id for entry in taken.overlapping],
            "maybe_same": [[other.id, one.id] for other, one in taken.maybe_same],
            "changed": [shift_json(*shift) for shift in taken.shifts.all],
            "change": f"u{change.no}" if change is not None and not dry_run else None,
            "dry_run": dry_run,
        },
    )
