"""`rehabtrack db`: the file itself."""

import os
from contextlib import closing

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands
from rehabtrack.cli.output import echo, echo_text, echo_whole
from rehabtrack.domain.errors import StorageError


@click.group("db", cls=Commands, no_args_is_help=True)
def db_command() -> None:
    """The database file: where it is, and whether it is sound."""


@db_command.command("path")
@click.pass_obj
def path(app: App) -> None:
    """Where the file is, or would come to be with the first record."""
    # a path is for other programs: it stands alone on its line, however long
    echo_whole(os.path.abspath(app.path))


@db_command.command("check")
@click.pass_context
def check(ctx: click.Context) -> None:
    """Look for damage and for warnings that are not what the rule says. Repairs nothing.

    Exit code: 0 sound, 1 with a line for each problem.
    """
    from rehabtrack.services.file_check import problems
    from rehabtrack.storage.database import open_existing

    app: App = ctx.obj
    database = open_existing(app.path)
    if database is None:
        raise StorageError(
            f"There is no database at {app.path}.", "It comes to be with the first record."
        )
    found = 0
    with closing(database):
        for problem in problems(database):
            echo_text(problem)
            found += 1
    echo(f"{found} problems found; nothing was changed." if found else "The file is sound.")
    ctx.exit(1 if found else 0)
