"""`rehabtrack db upgrade`: what opening an older file does, on purpose."""

import os

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.file_alone import path_of_file
from rehabtrack.cli.output import echo, echo_whole
from rehabtrack.storage.failures import missing


@command("upgrade", short_help="Carry an older file forward, after a copy of it is made.")
@click.pass_obj
def upgrade_command(app: App) -> None:
    """Carry an older file forward to the schema of this program, after a copy of it is made.

    Every command does that to a file that needs it; the last five copies and one a month are kept.
    """
    from rehabtrack.storage.upgrading import carry_forward

    path = path_of_file(app, "Whoever made the clinic carries it forward.")
    if not os.path.lexists(path):
        raise missing(app.path)
    made = carry_forward(path)
    if made is None:
        echo("The file is up to date.")
        return
    echo(f"Carried forward from schema {made.old} to {made.new}. It lies as it was before at:")
    echo_whole(made.copy)
