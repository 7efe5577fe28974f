"""`rehabtrack db partition`: a server's tables in parts, by patient."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.output import counted, echo
from rehabtrack.domain.errors import Refused
from rehabtrack.storage.database import is_address

#: More would be more tables than a server plans quickly with; ours.
MOST = 64


@command("partition", short_help="Divide a very large server's tables by patient.")
@click.option(
    "--parts",
    type=click.IntRange(2, MOST),
    required=True,
    metavar="N",
    help=f"Into how many, 2 to {MOST}.",
)
@click.pass_obj
def partition_command(app: App, parts: int) -> None:
    """Divide every table with records of patients into parts, each patient whole in one of them.

    For whoever made the clinic. Nobody else can read or write meanwhile, and the records take twice
    their room until it is done. All or nothing; it is compared before it holds, and stays for good.
    """
    if not is_address(app.address):
        raise Refused(
            "A file is not divided: it is one.",
            "Give the address of a server: --db postgresql://..",
        )
    from rehabtrack.storage.dividing import divide

    divided = divide(app.address, parts)
    if not divided.tables:
        echo(f"The tables lie in {divided.parts} parts already.")
        return
    rows, tables = counted(divided.rows, "row"), counted(divided.tables, "table")
    echo(f"Divided {tables} by patient into {divided.parts} parts; {rows}, each as it was.")
