"""`rehabtrack export jsonl`: everything as JSON Lines."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.exporting import exported, making, refuse_database, tell_exported


@command("jsonl", short_help="One line a record: whole, and to be imported again.")
@click.option("--to", metavar="FILE", type=FilePath(), required=True, help="The file to write.")
@click.option("--force", is_flag=True, help="Replace the file.")
@click.pass_obj
def jsonl_command(app: App, to: str, force: bool) -> None:
    """Write everything into one file, a line a record: void records, earlier versions, warnings,
    answers, and who changed what when. `import` takes it in again.

    Its last line counts the others and bears their digest, so damage is found when it is imported.
    """
    from rehabtrack.files import not_written, written_whole
    from rehabtrack.interchange.jsonl import lines
    from rehabtrack.services.exporting import parts, tables

    refuse_database(app, to)
    with exported(app) as (database, patient_id, whose):
        found = lines(making(app), tables(database), parts(database, patient_id))
        try:
            with written_whole(to, replacing=force) as draft, open(draft, "wb") as file:
                file.writelines(found)
        except OSError as error:
            raise not_written(error, to) from error
    tell_exported(whose, to)
