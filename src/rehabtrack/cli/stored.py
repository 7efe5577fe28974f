"""What a writing command says: what was stored, how to take it back, and what else it changed."""

from collections.abc import Sequence
from typing import Any

from rehabtrack.cli.app import App
from rehabtrack.cli.lines import entry_line
from rehabtrack.cli.output import WIDTH, counted, echo, echo_item, echo_json, echo_text, tell
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.findings import Finding
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.scales import CATEGORIES, highest_weak
from rehabtrack.services.reassessment import Reassessed

#: How many sessions a change names before it counts the rest.
NAMED_SESSIONS = 5


def tell_stored(
    entries: Sequence[Entry[Any]], view: View, *, limit: int | None = None, verb: str = ""
) -> None:
    """One line an entry; the last with the command that takes the whole change back."""
    undo = f"rehabtrack undo u{entries[-1].change}"
    if view.name:
        undo = f"rehabtrack --patient {view.name} undo u{entries[-1].change}"
    for entry in entries:
        line = view.lead + verb + entry_line(entry, view)
        if entry is not entries[-1]:
            echo_item(line)
        elif len(line) + len(undo) + 3 <= WIDTH:
            echo(f"{line}   {undo}")
        else:
            echo_item(line)
            echo(f"     {undo}")
    for entry in entries:
        if limit is not None and _high(entry, limit):
            echo(f"     a slip? rehabtrack edit {view.id(entry.id)} --value N")


def tell_or_json(entries: Sequence[Entry[Any]], view: View, as_json: bool) -> None:
    """What was stored, as lines or as one JSON object."""
    if not as_json:
        tell_stored(entries, view)
        return
    from rehabtrack.cli.as_json import entry_json, named

    stored = [entry_json(entry, view) for entry in entries]
    echo_json(named(view, {"stored": stored, "change": f"u{entries[-1].change}"}))


def list_entries(app: App, kind: str, as_json: bool) -> None:
    """Every entry of a kind that is not void, of each patient covered, oldest first."""
    with app.reading_all() as journals:
        found = [(view_of(app, journal), list(journal.between(kind))) for journal in journals]
    for view, entries in found:
        for entry in entries:
            if as_json:
                from rehabtrack.cli.as_json import entry_json

                echo_json(entry_json(entry, view))
            else:
                echo_entry(entry, view)
    if not as_json and not any(entries for _, entries in found):
        echo(f"No {kind} is recorded. See: rehabtrack {kind} --help")


def echo_entry(entry: Entry[Any], view: View) -> None:
    """An entry on one line, and its note below."""
    echo_item(view.lead + entry_line(entry, view))
    note = getattr(entry.record, "note", None)
    if note:
        echo_text(note, indent="     ")


def _high(entry: Entry[Any], limit: int) -> bool:
    return bool(entry.record.value > highest_weak(entry.record.scale, limit))


def tell_changed(reassessed: list[Reassessed], view: View) -> None:
    """The sessions whose status or category a change altered; the rest counted."""
    graver = [one for one in reassessed if one.gravity_changed]
    for one in graver[:NAMED_SESSIONS]:
        raised = "".join(f" [w{warning.no}]" for warning in one.raised)
        tell(
            f"{view.lead}m{one.verdict.session.no} ({view.instant(one.verdict.session.at)}) was "
            f"{_status(one.gravest_before)} and is now {_status(one.gravest_now)}{raised}."
        )
    others = len(reassessed) - len(graver[:NAMED_SESSIONS])
    if others:
        what = counted(others, "more session")
        tell(f"{view.lead}The evidence or status of {what} changed: rehabtrack review")


def _status(finding: Finding | None) -> str:
    if finding is None:
        return "clear"
    category = "" if finding.category is None else f" ({CATEGORIES[finding.category]})"
    return finding.status + category
