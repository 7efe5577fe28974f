"""`rehabtrack db backup`: a whole copy of the file."""

import os

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.contents import contents_line
from rehabtrack.cli.file_alone import path_of_file
from rehabtrack.cli.output import echo, echo_whole, tell
from rehabtrack.storage.backup import back_up
from rehabtrack.storage.sqlite_failures import missing


@command("backup", short_help="Copy the file, whole and verified.")
@click.option(
    "--to", metavar="PATH", type=FilePath(), help="A file or a folder; else beside the database."
)
@click.option("--force", is_flag=True, help="Replace the file at --to.")
@click.pass_context
def backup_command(ctx: click.Context, to: str | None, force: bool) -> None:
    """Copy the file, whole and verified, while other programs may write to it.

    Prints what the copy holds and where it lies. A copy that you asked for is never removed.

    Exit code: 0 verified, 1 not copied, or copied with a record that is not as it was stored: the
    copy stays, for it is better than none.
    """
    app: App = ctx.obj
    path = path_of_file(app, "Back it up with pg_dump.")
    if not os.path.lexists(path):
        raise missing(app.path)
    made = back_up(path, app.instant, to=to, replacing=force)
    verified = "Copied" if made.altered else "Copied and verified"
    echo(f"{verified}: {contents_line(app, made.contents)}.")
    echo_whole(made.path)
    if made.altered:
        tell(f"The copy is not verified: {made.altered} See: rehabtrack db check")
        ctx.exit(1)
