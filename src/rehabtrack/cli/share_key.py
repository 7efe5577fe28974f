"""`rehabtrack share key`: a key of one's own, for files that nobody else can open."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.output import echo, echo_whole
from rehabtrack.files import not_written, written_whole
from rehabtrack.storage.own_names import refuse_own_name


@command("key", short_help="Make a key, for files that only you can open.")
@click.option("--out", metavar="FILE", type=FilePath(), required=True, help="The key file to make.")
@click.pass_obj
def key_command(app: App, out: str) -> None:
    """Make a key. The file stays with you; the public key goes to whoever shares with you.

    She gives it to `share make --recipient`, you the file to `share take --key`.
    """
    from rehabtrack.interchange.age import new_key

    refuse_own_name(app.path, out)
    secret, public = new_key()
    try:
        with written_whole(out) as draft, open(draft, "w", encoding="ascii") as file:
            file.write(f"# public key: {public}\n{secret}\n")
    except OSError as error:
        raise not_written(error, out) from error
    echo("The key is in this file; whoever has it opens what was shared with you:")
    echo_whole(out)
    echo("The public key, to give away:")
    echo_whole(public)
