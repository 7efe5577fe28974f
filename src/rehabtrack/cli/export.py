"""`rehabtrack export`: everything that is recorded, for other programs and other files."""

import click

from rehabtrack.cli.commands import LazyGroup

EXPORT = {
    "jsonl": ("export_jsonl", "One line a record: whole, and to be imported again."),
    "csv": ("export_csv", "A folder of tables: whole, and to be imported again."),
    "fhir": ("export_fhir", "One patient's journal as an HL7 FHIR R4 Bundle."),
    "xlsx": ("export_xlsx", "A spreadsheet, to be read by people."),
}


@click.group("export", cls=LazyGroup, table=EXPORT, no_args_is_help=True)
def export_command() -> None:
    """Write out everything that is recorded: of everybody in the file, or with
    `rehabtrack --patient NAME export ..` of her alone.
    """
