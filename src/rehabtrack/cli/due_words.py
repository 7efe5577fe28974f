"""What is due, in a person's words and as JSON."""

from typing import Any

from rehabtrack.cli.output import echo
from rehabtrack.cli.view import View
from rehabtrack.domain.ids import entry_id
from rehabtrack.services.due import Due


def show_due(due: Due, view: View) -> None:
    """A line for each thing that is due, warnings apart, which have lines of their own."""
    for no in due.next_day:
        rate = view.command(f"massage after m{no} 0-10 --next-day")
        echo(f"Due      rate m{no} of yesterday:", view.lead, command=rate)
    for no in due.notes:
        sign = view.command(f"note sign n{no}")
        echo(f"Due      note n{no} is not signed:", view.lead, command=sign)
    for ending in due.clearances:
        until = "" if ending.end is None else f" only {view.end(ending.end)}"
        echo(f"Due      c{ending.no} by {ending.by} is valid{until}", view.lead)


def due_ids(due: Due) -> list[str]:
    """The ids of what it is about."""
    return [entry_id(kind, no) for kind, numbers in _by_kind(due) for no in numbers]


def due_json(due: Due) -> dict[str, Any]:
    """The ids of what is due, by what is to be done."""
    names = Due._fields
    found = zip(names, _by_kind(due), strict=True)
    return {name: [entry_id(kind, no) for no in numbers] for name, (kind, numbers) in found}


def _by_kind(due: Due) -> list[tuple[str, tuple[int, ...]]]:
    """The numbers of each field of Due with the kind of their records."""
    clearances = tuple(ending.no for ending in due.clearances)
    kinds = ("massage", "note", "clearance", "warning", "symptom")
    numbers = (due.next_day, due.notes, clearances, due.warnings, due.questions)
    return list(zip(kinds, numbers, strict=True))
