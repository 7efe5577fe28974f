"""`rehabtrack show ID`: one record, with its versions and what hangs on it."""

from typing import TYPE_CHECKING, Any

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

if TYPE_CHECKING:
    from rehabtrack.domain.responses import Response


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
        responses = _responses(journal, entry) if linked and not entry.voided_by else []
        changes = {v.change: journal.change_numbered(v.change) for v in versions}
    if as_json:
        _show_json(versions, responses, view)
        return
    echo_entry(entry, view)
    if kind == "score":
        from rehabtrack.cli.score_lines import echo_ticked

        echo_ticked(entry.record, view)
    for version in versions[:-1]:
        echo(f"before: {entry_line(version, view)}", view.lead, HANGING)
    first = changes[versions[0].change]
    last = changes[entry.change]
    _told("recorded", first, view)
    if len(versions) > 1:
        _told(f"version {entry.version}", last, view)
    for rating in linked:
        echo(entry_line(rating, view), view.lead, HANGING)
    if responses:
        from rehabtrack.cli.response_words import echo_responses

        echo_responses(responses, view)
    for warning in raised:
        echo(warning_line(warning, view), view.lead, HANGING)


def _told(what: str, change: Any, view: View) -> None:
    when = view.instant(change.at)
    echo(f"{what} {when} by {change.author}, u{change.no}", view.lead, HANGING)


def _responses(journal: Journal, session: Entry[Any]) -> "list[Response]":
    from rehabtrack.services.responses import of_session

    return of_session(journal, session)


def _show_json(versions: list[Entry[Any]], responses: "list[Response]", view: View) -> None:
    from rehabtrack.cli.as_json import entry_json

    shown = entry_json(versions[-1], view)
    if shown["kind"] == "massage":
        from rehabtrack.cli.response_words import response_json

        shown["responses"] = [response_json(response) for response in responses]
    shown["earlier_versions"] = [entry_json(version, view) for version in versions[:-1]]
    echo_json(shown)
