"""`rehabtrack massage same`: two records of one massage."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import json_option, typed_id
from rehabtrack.cli.stored import tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.errors import Refused
from rehabtrack.services.same_massage import mark_same


@command("same", short_help="Say that two records are of one massage.")
@click.argument("first", metavar="ID", shell_complete=completing("ids"))
@click.argument("second", metavar="ID", shell_complete=completing("ids"))
@json_option
@click.pass_obj
def same_command(app: App, first: str, second: str, as_json: bool) -> None:
    """Say that m3 and m7 are two people's records of one massage: both stay, and count as one.

    So do all that are marked as one with either. Each keeps its warnings. Taken back by undo.
    """
    name, no = typed_id(first, "massage")
    other_name, other = typed_id(second, "massage")
    if name is not None and other_name is not None and name != other_name:
        raise Refused("The two are of different patients.", "One massage is of one patient.")
    with app.writing(name or other_name) as journal:
        entries = mark_same(journal, no, other)
    tell_or_json(entries, view_of(app, journal), as_json)
