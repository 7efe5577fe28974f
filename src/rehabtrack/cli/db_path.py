"""`rehabtrack db path`: where the file is."""

import os

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.output import echo_whole
from rehabtrack.storage.database import is_address


@command("path", short_help="Where the file is.")
@click.pass_obj
def path_command(app: App) -> None:
    """Where the file is, or would come to be with the first record."""
    # a path is for other programs: it stands alone on its line, however long
    echo_whole(app.path if is_address(app.address) else os.path.abspath(app.path))
