"""`rehabtrack show ID`: one record, with its versions and what hangs on it."""

from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.lines import entry_line
from rehabtrack.cli.options import json_option, typed_id
from rehabtrack.cli.output import HANGING, echo, echo_json
from rehabtrack.cli.stored import echo_entry
from rehabtrack.cli.view import View, view_of
from rehabtrack.cli.warning_lines import warning_line
from rehabtrack.domain.errors import NotFound
from rehabtrack.domain.records.entry import Entry
from rehabtrack.storage import warnings
from rehabtrack.storage.journal import Journal


@command("show", short_help="One record, with its versions.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@json_option
@click.pass_obj
def show_command(app: App, id_: str, as_json: bool) -> None:
    """One record whole: its versions, who wrote it, its linked ratings and its warnings."""
    name, (kind, no) = typed_id(id_)
    if kind in ("warning", "change"):
        command = f"warnings show w{no}" if kind == "warning" else "undo --list"
        raise NotFound(f"{id_} is a {kind}.", f"See: rehabtrack {command}")
    with app.reading(name) as journal:
        entry = journal.entry(kind, no)
        view = view_of(app, journal)
        versions = journal.versions(entry)
        linked = journal.linked_to(no) if kind == "massage" else []
        raised = warnings.of_session(journal, no) if kind == "massage" else []
        added = _addenda(journal, no) if kind == "note" else None
        changes = {v.change: journal.change_numbered(v.change) for v in versions}
    if as_json:
        _show_json(versions, view, added)
        return
    echo_entry(entry, view)
    for version in versions[:-1]:
        echo(f"before: {entry_line(version, view)}", view.lead, HANGING)
    first = changes[versions[0].change]
    last = changes[entry.change]
    _told("recorded", first, view)
    if len(versions) > 1:
        _told(f"version {entry.version}", last, view)
    for rating in linked:
        echo(entry_line(rating, view), view.lead, HANGING)
    if added:
        from rehabtrack.cli.note_list import echo_addenda

        echo_addenda(added, view)
    for warning in raised:
        echo(warning_line(warning, view), view.lead, HANGING)


def _told(what: str, change: Any, view: View) -> None:
    when = view.instant(change.at)
    echo(f"{what} {when} by {change.author}, u{change.no}", view.lead, HANGING)


def _addenda(journal: Journal, no: int) -> list[Entry[Any]]:
    from rehabtrack.services import notes

    return notes.addenda(journal, no)


def _show_json(versions: list[Entry[Any]], view: View, added: list[Entry[Any]] | None) -> None:
    from rehabtrack.cli.as_json import entry_json

    earlier = [entry_json(version, view) for version in versions[:-1]]
    addenda = {"addenda": [entry_json(each, view) for each in added]} if added is not None else {}
    echo_json({**entry_json(versions[-1], view), "earlier_versions": earlier, **addenda})
