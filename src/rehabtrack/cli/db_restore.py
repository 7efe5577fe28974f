"""`rehabtrack db restore`: a copy in the place of the file."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.contents import contents_line
from rehabtrack.cli.file_alone import path_of_file
from rehabtrack.cli.options import asks_people
from rehabtrack.cli.output import echo, echo_whole, tell
from rehabtrack.storage.restoring import examine, restore


@command("restore", short_help="Put a copy in the place of the file, which is kept.")
@click.argument("file", metavar="FILE", type=FilePath())
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def restore_command(app: App, file: str, yes: bool) -> None:
    """Put what a copy holds in the place of the database.

    The copy is verified first, and stays. The file that is replaced is kept beside, and never
    removed. A copy of an older program is carried forward when it is next opened. Whom the file has
    erased since the copy was made is erased from what is restored too.
    """
    path = path_of_file(app, "Restore it with pg_restore.")
    echo(f"The copy is sound: {contents_line(app, examine(file, path))}.")
    if not yes:
        _ask(path)
    kept = restore(file, path, app.instant)
    if kept is None:
        echo("Restored to:")
        echo_whole(path)
        tell("note: there was no file here to tell who was erased since the copy was made.")
    else:
        echo("Restored. The file that was there before lies at:")
        echo_whole(kept)


def _ask(path: str) -> None:
    """Ask a person whether she means it; Abort if not."""
    if not asks_people():
        raise click.UsageError("Nobody can be asked here whether to replace the file: --yes")
    echo("It takes the place of:")
    echo_whole(path)
    click.confirm("Restore it?", abort=True)
