"""`rehabtrack db upgrade`: an older file or clinic in the schema of this program."""

import os

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.options import asks_people
from rehabtrack.cli.output import echo, echo_whole
from rehabtrack.storage.database import is_address
from rehabtrack.storage.sqlite_failures import missing


@command("upgrade", short_help="Carry an older file or clinic forward.")
@click.option("--yes", is_flag=True, help="Of a clinic: do not ask first.")
@click.pass_obj
def upgrade_command(app: App, yes: bool) -> None:
    """Carry an older file or clinic forward to the schema of this program.

    Every command does that to a file that needs it, after a copy of it is made; the last five
    copies and one a month are kept.

    A clinic on a server is carried forward by whoever made it, or a superuser, once the program of
    everybody is new. No copy is made of it: make one first, with pg_dump. Nobody else can read or
    write meanwhile. All or nothing: where it fails, the clinic is as it was.
    """
    if is_address(app.address):
        _carry_clinic(app, yes=yes)
    else:
        _carry_file(app)


def _carry_clinic(app: App, *, yes: bool) -> None:
    from rehabtrack.storage.upgrading_clinic import carry_forward

    carried = carry_forward(app.address, lambda: None if yes else _ask(app.path))
    if carried is None:
        echo("The clinic is up to date.")
    else:
        echo(f"Carried forward from schema {carried.old} to {carried.new}.")


def _ask(shown: str) -> None:
    """Ask a person whether she has a copy; Abort if not."""
    if not asks_people():
        raise click.UsageError("Nobody can be asked here whether there is a copy: --yes")
    echo("There is no way back, and no copy is made here. Make one first, with pg_dump, of:")
    echo_whole(shown)
    click.confirm("Is there a copy? Carry the clinic forward?", abort=True)


def _carry_file(app: App) -> None:
    from rehabtrack.storage.upgrading import carry_forward

    path = os.path.realpath(app.path)
    if not os.path.lexists(path):
        raise missing(app.path)
    made = carry_forward(path)
    if made is None:
        echo("The file is up to date.")
        return
    echo(f"Carried forward from schema {made.old} to {made.new}. It lies as it was before at:")
    echo_whole(made.copy)
