"""`rehabtrack patient export-all`: everything about one person, to take along."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command, completing
from rehabtrack.cli.exporting import making, nobody
from rehabtrack.cli.output import echo, echo_whole
from rehabtrack.cli.view import view_of
from rehabtrack.files import not_written, written_whole
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.own_names import refuse_own_name

#: For programs, and for people.
MACHINE_READABLE, READABLE = "journal.jsonl", "journal.txt"


@command("export-all", short_help="Write out everything about one person.")
@click.argument("name", required=False, shell_complete=completing("patients"))
@click.option("--to", metavar="FOLDER", type=FilePath(), required=True, help="Made if need be.")
@click.option("--force", is_flag=True, help="Replace what an earlier export wrote there.")
@click.pass_obj
def export_all_command(app: App, name: str | None, to: str, force: bool) -> None:
    """Write out everything that the file holds about one person: void records, earlier versions,
    warnings, answers, and who changed what when.

    Into FOLDER: journal.txt to be read, and journal.jsonl for other programs.
    """
    from rehabtrack.cli.journal_text import journal_text

    with app.reading(name, void=True) as journal:
        if not journal.patient_id:
            raise nobody()
        _make_folder(app.path, to)
        text = (line.encode("utf-8") for line in journal_text(journal, view_of(app, journal)))
        machine_readable = os.path.join(to, MACHINE_READABLE)
        readable = os.path.join(to, READABLE)
        jsonl = _jsonl(app, journal)
        with _written(machine_readable, jsonl, force), _written(readable, text, force):
            pass  # both are written before either gets its name
    echo(f"Everything about {journal.patient.record.name} is in:")
    echo_whole(machine_readable)
    echo_whole(readable)
    echo("They are not encrypted: who can read them can read all of it.")


def _jsonl(app: App, journal: Journal) -> Iterable[bytes]:
    from rehabtrack.interchange.jsonl import lines
    from rehabtrack.services.exporting import parts, tables

    database = journal.database
    return lines(making(app), tables(database), parts(database, journal.patient_id))


def _make_folder(path: str, folder: str) -> None:
    """Refused for a folder, or one on the way to it, that the database at `path` would take."""
    each = os.path.abspath(folder)
    while each != os.path.dirname(each):
        refuse_own_name(path, each)
        each = os.path.dirname(each)
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        raise not_written(error, folder) from error


@contextmanager
def _written(path: str, lines: Iterable[bytes], force: bool) -> Iterator[None]:
    """A file of these lines, which gets its name after the block."""
    try:
        with written_whole(path, replacing=force) as draft:
            with open(draft, "wb") as file:
                file.writelines(lines)
            yield
    except OSError as error:
        raise not_written(error, path) from error
