"""`rehabtrack undo` and `redo`: whole changes, never single rows."""

from itertools import islice

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.lines import entry_line, name_of
from rehabtrack.cli.options import json_option, typed_id
from rehabtrack.cli.output import HANGING, counted, echo, echo_json, tell
from rehabtrack.cli.stored import tell_graver
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.domain.ids import entry_id
from rehabtrack.services import undo, undoable
from rehabtrack.services.undo import TakenBack
from rehabtrack.storage import caseload
from rehabtrack.storage.answers import Answer, answers_made_by
from rehabtrack.storage.journal import Change, Journal

#: How many entries a confirmation names, and how many changes a list shows.
NAMED_ENTRIES, LISTED_CHANGES = 5, 20


@command("undo", short_help="Take back the newest change.")
@click.argument("id_", metavar="[uN | ID]", required=False, shell_complete=completing("undoable"))
@click.option("--list", "listing", is_flag=True, help="What could be undone, newest first.")
@json_option
@click.pass_obj
def undo_command(app: App, id_: str | None, listing: bool, as_json: bool) -> None:
    """Take back the newest change of this author, change uN, or the newest of one record.

    Nothing is deleted: records become void or get their earlier version again.
    """
    if listing:
        _list(app, as_json)
        return
    name, (kind, no) = (None, (None, 0)) if id_ is None else typed_id(id_)
    if kind == "warning":
        raise Refused("A warning follows from the records.", "Undo the change of a record.")
    with app.writing(name) as journal:
        if journal.change is not None:  # the journal itself was made only now
            raise NotFound("Nothing is recorded yet.", "Log pain: rehabtrack 0-10")
        if kind is None:
            change = undoable.newest(journal)
        elif kind == "change":
            change = undoable.numbered(journal, no)
        else:
            change = undoable.newest_of(journal, kind, no)
        taken = undo.take_back(journal, change, "undo")
    _tell(app, journal, change, taken, as_json)


@command("redo", short_help="Take back the newest undo.")
@json_option
@click.pass_obj
def redo_command(app: App, as_json: bool) -> None:
    """Take back the newest undo; any other entry in between ends that."""
    with app.writing_again() as journal:
        change = undoable.newest_undo(journal)
        taken = undo.take_back(journal, change, "redo")
    _tell(app, journal, change, taken, as_json)


def _tell(
    app: App, journal: Journal, change: Change, taken: list[TakenBack], as_json: bool
) -> None:
    for part in taken:
        part.journal.patient = caseload.patient(journal.database, part.journal.patient_id)
    made, view = journal.begin("undo"), view_of(app, journal)
    if as_json:
        _tell_json(app, taken)
    elif made.action == "undo":
        redo = view.command("redo")
        echo(f"Undid u{change.no} ({change.action}).", view.lead, command=redo)
    else:
        undo = f"rehabtrack undo {view.id(f'u{change.takes_back}')}"
        echo(f"Redid u{change.takes_back}.", view.lead, command=undo)
    for part in taken:
        view = view_of(app, part.journal)
        if not as_json:
            _tell_entries(part, view)
            _tell_answers(part.journal, change, view)
        if part.stays:
            tell(f"What was signed stays: {', '.join(part.stays)}.", view.lead)
        shifts, back = part.shifts, part.numbers.get("massage", ())
        tell_graver(shifts.first, len(shifts.all), shifts.others, view, back)


def _tell_json(app: App, taken: list[TakenBack]) -> None:
    from rehabtrack.cli.as_json import named
    from rehabtrack.cli.verdict_json import shift_json

    for part in taken:
        view = view_of(app, part.journal)
        told = {
            "change": f"u{part.change.no}",
            "takes_back": f"u{part.change.takes_back}",
            "entries": [
                name_of(kind, no) for kind, numbers in part.numbers.items() for no in numbers
            ],
            "changed": [shift_json(*shift) for shift in part.shifts.all],
        }
        echo_json(named(view, told))


def _tell_entries(part: TakenBack, view: View) -> None:
    """The entries as they stand now."""
    journal, count = part.journal, sum(map(len, part.numbers.values()))
    for entry in part.entries[:NAMED_ENTRIES]:
        now = journal.patient if entry.kind == "patient" else journal.entry(entry.kind, entry.no)
        echo(entry_line(now, view), view.lead)
    if count > NAMED_ENTRIES:
        echo(f"and {counted(count - NAMED_ENTRIES, 'more record')}", view.lead)


def _list(app: App, as_json: bool) -> None:
    with app.reading() as journal:
        view = view_of(app, journal)
        live = (c for c in undoable.live_changes(journal) if c.action not in undoable.TAKING_BACK)
        found = [
            (
                change,
                list(islice(undo.coming_back(journal, change), NAMED_ENTRIES + 1)),
                answers_made_by(journal, change.no),
            )
            for change in islice(live, LISTED_CHANGES)
        ]
    for change, entries, answers in found:
        if as_json:
            from rehabtrack.cli.as_json import named

            names = [name_of(entry.kind, entry.no) for _, entry in entries]
            action = {"change": f"u{change.no}", "action": change.action, "entries": names}
            echo_json(named(view, {**action, "author": change.author}))
            continue
        what = f"u{change.no}  {change.action}  {view.instant(change.at)}  by {change.author}"
        echo(what, view.lead)
        for what, entry in entries[:NAMED_ENTRIES]:
            echo(f"{what} {entry_line(entry, view)}", view.lead, HANGING)
        if len(entries) > NAMED_ENTRIES:
            echo("and more", view.lead, HANGING)
        for answer in answers:
            echo(f"takes out {_answer_line(answer)}", view.lead, HANGING)
    if not found and not as_json:
        echo("There is nothing to undo.")


def _tell_answers(journal: Journal, change: Change, view: View) -> None:
    """The answers that were taken out, or that are back."""
    for answer in answers_made_by(journal, change.takes_back or change.no):
        state = "is out" if answer.voided_by else "is back"
        echo(f"{_answer_line(answer)} {state}", view.lead)


def _answer_line(answer: Answer) -> str:
    return f"the answer {answer.code} to {entry_id('warning', answer.warning)}"
