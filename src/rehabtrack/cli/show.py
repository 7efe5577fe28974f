"""`rehabtrack show ID`: one record, with its versions and what hangs on it."""

from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.lines import entry_line
from rehabtrack.cli.options import json_option, typed_id
from rehabtrack.cli.output import HANGING, echo, echo_json, echo_text
from rehabtrack.cli.stored import echo_entry
from rehabtrack.cli.view import View, view_of
from rehabtrack.cli.warning_lines import warning_line
from rehabtrack.domain.errors import NotFound
from rehabtrack.domain.records.entry import Entry
from rehabtrack.services.attached import Attached, attached
from rehabtrack.storage.arrivals import Arrival, arrivals_of
from rehabtrack.storage.journal import Journal


@command("show", short_help="One record, with its versions.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@json_option
@click.pass_obj
def show_command(app: App, id_: str, as_json: bool) -> None:
    """One record whole: its versions, who wrote it, and what hangs on it.

    On a massage hang its ratings and responses, its screen, notes and warnings; on a note addenda.
    """
    name, (kind, no) = typed_id(id_)
    if kind in ("warning", "change"):
        command = f"warnings show w{no}" if kind == "warning" else "undo --list"
        raise NotFound(f"{id_} is a {kind}.", f"See: rehabtrack {command}")
    with app.reading(name) as journal:
        entry = journal.entry(kind, no)
        view = view_of(app, journal)
        versions = journal.versions(entry)
        hanging = attached(journal, entry)
        changes = {v.change: journal.change_numbered(v.change) for v in versions}
        came = {one.version: one for one in arrivals_of(journal, kind, no)}
        beside = any(one.rival for one in came.values()) and _is_in_conflict(journal, entry)
    if as_json:
        _show_json(versions, hanging, view)
        return
    echo_entry(entry, view)
    if kind == "score":
        from rehabtrack.cli.score_lines import echo_ticked

        echo_ticked(entry.record, view)
    for version in versions[:-1]:
        echo(f"before: {entry_line(version, view)}", view.lead, HANGING)
    _told("recorded", changes[versions[0].change], came.get(1), view)
    if len(versions) > 1:
        made = changes[entry.change], came.get(entry.version)
        _told(f"version {entry.version}", *made, view)
    if beside:
        settle = view.command(f"share settle {entry.id}")
        echo("Two people's versions of it stand:", view.lead, HANGING, command=settle)
    if came and (original := came[max(came)].original) is not None:
        echo_text(original, HANGING, view.lead, "in the file: ")
    _show_hanging(kind, hanging, view)


def _is_in_conflict(journal: Journal, entry: Entry[Any]) -> bool:
    from rehabtrack.services.share_settle import is_in_conflict

    return is_in_conflict(journal, entry)


def _told(what: str, change: Any, came: Arrival | None, view: View) -> None:
    """Who made a version and when; of one that somebody shared, who made it there."""
    made = f"u{change.no}"
    at, author = change.at, change.author
    if came is not None and came.at is not None:
        made, at, author = f"taken in by u{change.no}", came.at, came.author
    echo(f"{what} {view.instant(at)} by {author}, {made}", view.lead, HANGING)


def _show_hanging(kind: str, hanging: Attached, view: View) -> None:
    if kind == "note":
        from rehabtrack.cli.note_list import echo_addenda

        echo_addenda(hanging.entries, view)
        return
    for entry in hanging.entries:
        echo(entry_line(entry, view), view.lead, HANGING)
    if hanging.responses:
        from rehabtrack.cli.response_words import echo_responses

        echo_responses(hanging.responses, view)
    for warning in hanging.warnings:
        echo(warning_line(warning, view), view.lead, HANGING)


def _show_json(versions: list[Entry[Any]], hanging: Attached, view: View) -> None:
    from rehabtrack.cli.as_json import entry_json

    shown = entry_json(versions[-1], view)
    kind, entries = shown["kind"], [entry_json(entry, view) for entry in hanging.entries]
    if kind == "note":
        shown["addenda"] = entries
    if kind == "massage":
        from rehabtrack.cli.response_words import response_json
        from rehabtrack.cli.verdict_json import warning_json

        shown["attached"] = entries
        shown["responses"] = [response_json(response) for response in hanging.responses]
        shown["warnings"] = [warning_json(warning, view) for warning in hanging.warnings]
    shown["earlier_versions"] = [entry_json(version, view) for version in versions[:-1]]
    echo_json(shown)
