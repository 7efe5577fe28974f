"""`rehabtrack me NAME`: who writes."""

import click

from rehabtrack.cli.app import LOGGED_IN, App
from rehabtrack.cli.commands import command
from rehabtrack.cli.output import echo
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import clean_line
from rehabtrack.storage import caseload
from rehabtrack.storage.database import is_address


@command("me", short_help="Say who writes.")
@click.argument("name", required=False)
@click.pass_obj
def me_command(app: App, name: str | None) -> None:
    """Say who writes in this file from now on; without NAME, who that is now.

    In a clinic it is whoever logged in.
    """
    if name is None:
        app.file_or_empty()
        echo(f"{app.author} writes.")
        return
    if is_address(app.address):
        raise Refused(LOGGED_IN, "Leave NAME out, or log in as another: --db postgresql://LOGIN@..")
    author = clean_line(name, "author's name")
    database = app.file()
    with database.writing():
        caseload.remember(database, caseload.AUTHOR, author)
    echo(f"{author} writes from now on.")
