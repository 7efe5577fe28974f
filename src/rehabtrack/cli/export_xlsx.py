"""`rehabtrack export xlsx`: everything as a spreadsheet, to be read."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.exporting import exported, making, refuse_database, tell_exported
from rehabtrack.cli.output import counted, tell


@command("xlsx", short_help="A spreadsheet, to be read by people.")
@click.option("--to", metavar="FILE", type=FilePath(), required=True, help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file.")
@click.pass_obj
def xlsx_command(app: App, to: str, force: bool) -> None:
    """Write a spreadsheet with a sheet for each kind of record, void ones too: times on the wall
    clock, values with their scale, ids as p41.

    Earlier versions are left out, and it cannot be imported: for that see export jsonl and csv.
    """
    from rehabtrack.files import folder_beside, not_written, written_whole
    from rehabtrack.interchange.spreadsheet import write
    from rehabtrack.services.exporting import sheets

    refuse_database(app, to)
    with exported(app) as (database, patient_id, whose):
        try:
            with written_whole(to, replacing=force) as draft, folder_beside(to) as aside:
                cut = write(draft, aside, making(app), sheets(database, patient_id))
        except OSError as error:
            raise not_written(error, to) from error
    tell_exported(whose, to)
    if cut:
        tell(
            f"{counted(cut, 'text is', 'texts are')} longer than a cell can hold and cut there: "
            "export jsonl has the whole."
        )
