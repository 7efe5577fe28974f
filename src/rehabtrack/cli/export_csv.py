"""`rehabtrack export csv`: everything as a folder of CSV tables."""

import os
from collections.abc import Iterable

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.exporting import exported, making, refuse_database, tell_exported
from rehabtrack.domain.errors import Refused


@command("csv", short_help="A folder of tables: whole, and to be imported again.")
@click.option("--to", metavar="FOLDER", type=FilePath(), required=True, help="The folder to make.")
@click.option("--raw", is_flag=True, help="Leave texts that a spreadsheet would run as they are.")
@click.option("--force", is_flag=True, help="Replace a folder that an earlier export made.")
@click.pass_obj
def csv_command(app: App, to: str, raw: bool, force: bool) -> None:
    """Write everything into a folder, a CSV file a table, with a manifest.

    `import` takes the folder in again.

    A text that a spreadsheet would take for a formula and run has an apostrophe before it.
    """
    from rehabtrack.files import folder_written_whole, not_written
    from rehabtrack.interchange import csv_folder
    from rehabtrack.services.exporting import parts, tables

    refuse_database(app, to)
    with exported(app) as (database, patient_id, whose):
        known = tables(database)
        found = parts(database, patient_id)
        try:
            if force and not _may_be_replaced(to, known):
                raise Refused(
                    f"The folder {to} holds other things than an earlier export.",
                    "Nothing was written; give another name.",
                )
            with folder_written_whole(to, replacing=force) as draft:
                csv_folder.write(draft, making(app), known, found, raw=raw)
        except OSError as error:
            raise not_written(error, to) from error
    tell_exported(whose, to)


def _may_be_replaced(folder: str, tables: Iterable[str]) -> bool:
    """Whether nothing is in the way but an earlier export, or what is refused in any case."""
    from rehabtrack.interchange.csv_folder import holds_only

    folder = os.path.abspath(folder)
    return not os.path.isdir(folder) or not os.listdir(folder) or holds_only(folder, tables)
