"""`rehabtrack massage skip`: a heeded warning leaves a trace."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import (
    ANSWERS,
    at_option,
    json_option,
    moment_of,
    note_option,
    read_note,
)
from rehabtrack.cli.stored import tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.services import massage


@command("skip", short_help="Log a massage that was not given, and why.")
@at_option
@click.option(
    "--because",
    metavar="CODE[:TEXT]",
    required=True,
    shell_complete=completing("codes"),
    help=f"Why it was not given: {ANSWERS}.",
)
@note_option
@json_option
@click.pass_obj
def skip_command(app: App, at: str | None, because: str, note: str | None, as_json: bool) -> None:
    """Log a massage that was not given."""
    note = read_note(note)
    with app.writing() as journal:
        session = MassageSession(moment=moment_of(app, at), given=False, because=because, note=note)
        entry = massage.skip(journal, session)
    tell_or_json((entry,), view_of(app, journal), as_json)
