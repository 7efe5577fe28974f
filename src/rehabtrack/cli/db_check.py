"""`rehabtrack db check`: whether the file is sound."""

import os
from contextlib import closing

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.output import echo, echo_text, tell
from rehabtrack.domain.errors import StorageError


@command("check", short_help="Look for damage, and for warnings that are not true.")
@click.pass_context
def check_command(ctx: click.Context) -> None:
    """Look for damage and for warnings that are not what the rule says. Repairs nothing.

    Exit code: 0 sound, 1 with a line for each problem.
    """
    from rehabtrack.services.file_check import problems
    from rehabtrack.storage.database import open_existing
    from rehabtrack.storage.place import hazards

    app: App = ctx.obj
    for hazard in hazards(os.path.realpath(app.path)):
        tell(f"note: {hazard}")
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
