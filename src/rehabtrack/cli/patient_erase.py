"""`rehabtrack patient erase`: everything of one person, for good."""

import os

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import asks_people, because_option
from rehabtrack.cli.output import counted, echo, echo_whole, tell
from rehabtrack.cli.view import quoted
from rehabtrack.domain.errors import NotFound, Refused, StorageError
from rehabtrack.domain.words import clean_line
from rehabtrack.storage import caseload
from rehabtrack.storage.journal import Journal


@command("erase", short_help="Erase everything of one person, for good.")
@click.argument("name", shell_complete=completing("patients"))
@because_option
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def erase_command(app: App, name: str, because: str, yes: bool) -> None:
    """Erase every record of one person, void ones and earlier versions too, from the whole file.

    Nothing brings them back, undo neither. What stays: that a person was erased, when, by whom and
    why, and at what times and by whom her journal was written to. A copy restored later is erased
    of her too. Copies that were made earlier still hold her; those beside the file are named.
    """
    from rehabtrack.storage.copies import beside
    from rehabtrack.storage.erasing import erase, records_of

    reason = clean_line(because, "reason")
    database = app.file_or_empty()
    with database.reading():
        patient = caseload.patient_named(database, name, void=True)
        held = records_of(Journal(database, patient, app.writer))
    if not yes:
        _ask(patient.record.name, counted(held, "record"))
    with database.writing():
        present = caseload.patient_with_id(database, patient.uid)
        if present is None:  # another who has her name by now was not asked about
            raise NotFound(
                f"{patient.record.name} was erased meanwhile.", "See: rehabtrack patient list"
            )
        journal = Journal(database, present, app.writer)
        held = records_of(journal)
        erase(journal, reason)
    echo(f"Erased: {counted(held, 'record')}.")
    try:
        database.rebuild()
    except StorageError as error:  # each of its bytes was overwritten already
        tell(f"note: the file keeps its size: {error.sentence}")
    copies = beside(os.path.realpath(app.path))
    if copies:
        echo("These copies were made earlier and hold it still; remove what nobody needs:")
    for copy in copies:
        echo_whole(copy.path)


def _ask(name: str, held: str) -> None:
    """Let a person type the name again; Refused if it is another."""
    if not asks_people():
        raise click.UsageError("Nobody can be asked here whether to erase: --yes")
    echo(f"{held} of {name} will be gone for good, and nothing brings them back.")
    echo(f"To keep it all first: rehabtrack patient export-all {quoted(name)} --to FOLDER")
    if click.prompt("Type the name to erase", default="", show_default=False) != name:
        raise Refused("That is another name.", "Nothing was erased.")
