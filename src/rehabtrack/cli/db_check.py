"""`rehabtrack db check`: whether the file is sound."""

import os
from contextlib import closing

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.output import counted, echo, echo_text, tell
from rehabtrack.domain.errors import Refused, StorageError
from rehabtrack.domain.words import shortened

#: So many digits of a head are shown.
SHOWN = 16


@command("check", short_help="Look for damage, and for warnings that are not true.")
@click.option("--head", "noted", metavar="HEX", help="A head noted earlier, to be found again.")
@click.pass_context
def check_command(ctx: click.Context, noted: str | None) -> None:
    """Look for damage, for records and changes that are not as they were stored, and for warnings
    that are not what the rule says. Repairs nothing.

    Each patient's newest change is shown with its head: noted elsewhere and given with --head it
    shows that no later change was cut off.

    Exit code: 0 sound, 1 with a line for each problem.
    """
    from rehabtrack.services.file_check import heads, problems
    from rehabtrack.storage.database import is_address, open_existing
    from rehabtrack.storage.place import hazards

    app: App = ctx.obj
    digest = None if noted is None else _head(noted)
    if not is_address(app.address):
        for hazard in hazards(os.path.realpath(app.path)):
            tell(f"note: {hazard}")
    database = open_existing(app.address)
    if database is None:
        raise StorageError(
            f"There is no database at {app.path}.", "It comes to be with the first record."
        )
    found = 0
    with closing(database):
        for problem in problems(database, digest):
            echo_text(problem)
            found += 1
        for head in heads(database):
            echo(f"{head.patient}  u{head.change}  {head.digest.hex()[:SHOWN]}")
    problems_found = f"{counted(found, 'problem')} found; nothing was changed."
    what = "file" if database.login is None else "part of the clinic that you see"
    echo(problems_found if found else f"The {what} is sound.")
    ctx.exit(1 if found else 0)


def _head(noted: str) -> str:
    """The first digits of a digest; refused if they cannot be."""
    digits = noted.strip().lower()
    if len(digits) < SHOWN or set(digits) - set("0123456789abcdef"):
        raise Refused(f'"{shortened(noted)}" is not a head.', "See: rehabtrack db check")
    return digits
