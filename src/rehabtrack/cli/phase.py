"""`rehabtrack phase`: conservative treatment, surgery, recovery."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands
from rehabtrack.cli.options import at_option, json_option, moment_of, note_option, read_note
from rehabtrack.cli.output import echo
from rehabtrack.cli.stored import list_entries, tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records.phase import PHASE_KINDS, Phase
from rehabtrack.services import phases


@click.group("phase", cls=Commands, no_args_is_help=True)
def phase_command() -> None:
    """Treatment phases: conservative, surgery, recovery; at most one is open."""


@phase_command.command("start")
@click.argument("kind", metavar="|".join(PHASE_KINDS))
@at_option
@note_option
@json_option
@click.pass_obj
def start(app: App, kind: str, at: str | None, note: str | None, as_json: bool) -> None:
    """Start a phase; the open one ends there."""
    note = read_note(note)
    with app.writing() as journal:
        entry, ended = phases.start(journal, Phase(moment=moment_of(app, at), kind=kind, note=note))
    view = view_of(app, journal)
    if ended is not None and not as_json:
        echo(f"{ended.id}  {ended.record.kind} phase ends there.", view.lead)
    stored = (ended, entry) if ended is not None and as_json else (entry,)
    tell_or_json(stored, view, as_json)


@phase_command.command("end")
@at_option
@json_option
@click.pass_obj
def end(app: App, at: str | None, as_json: bool) -> None:
    """End the open phase."""
    with app.writing() as journal:
        entry = phases.end(journal, moment_of(app, at))
    tell_or_json((entry,), view_of(app, journal), as_json)


@phase_command.command("course-done", short_help="Mark the basic course as done.")
@at_option
@json_option
@click.pass_obj
def course_done(app: App, at: str | None, as_json: bool) -> None:
    """Mark the basic course of the newest conservative phase as done."""
    with app.writing() as journal:
        entry = phases.course_done(journal, moment_of(app, at))
    tell_or_json((entry,), view_of(app, journal), as_json)


@phase_command.command("list")
@json_option
@click.pass_obj
def list_(app: App, as_json: bool) -> None:
    """Every phase, oldest first."""
    list_entries(app, "phase", as_json)
