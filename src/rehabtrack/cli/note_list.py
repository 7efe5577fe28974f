"""`rehabtrack note list` and `note show`."""

from collections import defaultdict
from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.lines import entry_line
from rehabtrack.cli.options import json_option, typed_id
from rehabtrack.cli.output import HANGING, counted, echo, echo_json, echo_text
from rehabtrack.cli.stored import echo_entry
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.records.entry import Entry
from rehabtrack.services import notes


@command("list", short_help="Every note; with --drafts those not signed yet.")
@click.option("--drafts", is_flag=True, help="Only those that nobody has signed.")
@json_option
@click.pass_obj
def list_command(app: App, drafts: bool, as_json: bool) -> None:
    """Every note that is not void, oldest first, and how many addenda it has."""
    printed = False
    for journal in app.reading_all():
        view = view_of(app, journal)
        with journal.reading():
            found = list(journal.between("note"))
            added = defaultdict(list)
            for addendum in journal.between("addendum"):
                added[addendum.record.amends].append(addendum)
        for note in found:
            if drafts and note.record.signed_at is not None:
                continue
            printed = True
            _list(note, added[note.no], view, as_json)
    if not printed and not as_json:
        what = "draft is open" if drafts else "note is recorded"
        echo(f"No {what}. See: rehabtrack note --help")


def _list(note: Entry[Any], added: list[Entry[Any]], view: View, as_json: bool) -> None:
    if as_json:
        echo_json(_json(note, added, view))
    else:
        more = f"  {counted(len(added), 'addendum', 'addenda')}" if added else ""
        echo(f"{entry_line(note, view)}{more}", view.lead)


@command("show", short_help="A note whole, its session and its addenda.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@json_option
@click.pass_obj
def show_command(app: App, id_: str, as_json: bool) -> None:
    """A note word for word, the session that it is about, and its addenda in order."""
    name, no = typed_id(id_, "note")
    with app.reading(name) as journal:
        note = journal.entry("note", no)
        session = journal.entry("massage", note.record.session)
        added = notes.addenda(journal, no)
        view = view_of(app, journal)
    if as_json:
        from rehabtrack.cli.as_json import entry_json

        echo_json({**_json(note, added, view), "massage": entry_json(session, view)})
        return
    echo_entry(note, view)
    echo(f"about: {entry_line(session, view)}", view.lead, HANGING)
    echo_addenda(added, view)


def _json(note: Entry[Any], added: list[Entry[Any]], view: View) -> dict[str, Any]:
    from rehabtrack.cli.as_json import entry_json

    return {**entry_json(note, view), "addenda": [entry_json(each, view) for each in added]}


def echo_addenda(added: list[Entry[Any]], view: View) -> None:
    """What was added to a note, by whom and when, in order."""
    for addendum in added:
        echo(f"{entry_line(addendum, view)}  by {addendum.author}", view.lead, HANGING)
        if addendum.record.text:
            echo_text(addendum.record.text, HANGING * 2, view.lead)
