"""`rehabtrack share take`: what somebody else shared, taken in."""

import os
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import FilePath, command, completing
from rehabtrack.cli.options import asks_people, json_option
from rehabtrack.cli.output import echo, echo_json, safe
from rehabtrack.cli.view import view_of
from rehabtrack.domain.errors import ImportRefused, NotFound, RehabtrackError
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.words import clean_line
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.interchange.share_file import ShareFile
    from rehabtrack.interchange.share_lines import Beginning
    from rehabtrack.services.share_take import Taken

_LONGEST_SEALED = 1 << 30  # bytes of an encrypted file, which is opened whole; ours


class _OnlyTried(Exception):
    """Raised to roll back what was not meant to stay."""


@command("take", short_help="Take in such a file of somebody else's.")
@click.argument("file", metavar="FILE", type=FilePath())
@click.option(
    "--into", metavar="NAME", shell_complete=completing("patients"), help="Who she is here; once."
)
@click.option("--key", metavar="F", type=FilePath(), help="Your key file, for an encrypted file.")
@click.option(
    "--passphrase-file", metavar="F", type=FilePath(), help="Whose first line opens the file."
)
@click.option("--yes", is_flag=True, help="Do not ask whether it is she.")
@click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing.")
@json_option
@click.pass_obj
def take_command(
    app: App,
    file: str,
    into: str | None,
    key: str | None,
    passphrase_file: str | None,
    yes: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Take in what somebody shared. What is known already stays once; what two people changed
    apart is kept of both, to be settled.

    The first file of somebody needs --into NAME: who its patient is here. Massages are judged anew,
    and what changed is told.
    """
    from rehabtrack.cli.import_progress import watched
    from rehabtrack.cli.share_words import echo_taken, taken_json, tell_taken
    from rehabtrack.interchange.share_file import ShareFile

    with _opened(file, key, passphrase_file) as stream:
        try:
            shared = ShareFile(stream, lambda lines: watched(lines, stream, file))
            patient = _patient(app, shared.beginning, into, yes)
            taken = _take(app, patient, shared, dry_run)
        except ImportRefused as error:
            raise ImportRefused(f"{file}: {error.sentence}", error.remedy) from None
    with app.reading(taken.journal.patient.record.name):
        pass  # her red flags are shown before all else: one may have come with the file
    view = view_of(app, taken.journal)
    if as_json:
        echo_json(taken_json(taken, view, dry_run=dry_run))
    else:
        echo_taken(taken, view, dry_run=dry_run)
    tell_taken(taken, view, dry_run=dry_run)


def _opened(file: str, key: str | None, passphrase_file: str | None) -> BinaryIO:
    """The file as it was before it was encrypted, if it was."""
    from rehabtrack.interchange.age import is_sealed, needs_passphrase

    if os.path.exists(file) and not os.path.isfile(file):  # a pipe would be waited for
        raise ImportRefused(f"{file} is no file.", "Give the name of the file that was shared.")
    try:
        stream: BinaryIO = open(file, "rb")  # noqa: SIM115 (closed by whoever reads it)
        beginning = stream.read(200)
        stream.seek(0)
        if not is_sealed(beginning):
            return stream
        with stream:
            data = stream.read(_LONGEST_SEALED)
    except OSError as error:
        raise ImportRefused(
            f"{file}: The file cannot be read: {error.strerror}.", "Give the name of a file."
        ) from None
    return BytesIO(_unsealed(data, needs_passphrase(beginning), key, passphrase_file))


def _unsealed(
    data: bytes, by_passphrase: bool, key: str | None, passphrase_file: str | None
) -> bytes:
    from rehabtrack.interchange.age import unseal_for, unseal_with

    if not by_passphrase:
        if key is None:
            raise click.UsageError("The file is encrypted for a key: --key FILE")
        try:
            with open(key, encoding="ascii", errors="replace") as file:
                return unseal_for(data, file.read(100_000))
        except OSError as error:
            raise NotFound(
                f"The key file {key} cannot be read: {error.strerror}.", "Give its name."
            ) from None
    if passphrase_file is not None:
        from rehabtrack.cli.share_make import passphrase_in

        return unseal_with(data, passphrase_in(passphrase_file))
    from rehabtrack.storage.wrapping import ask

    return unseal_with(data, ask("Passphrase of the file: "))


def _patient(app: App, beginning: "Beginning", into: str | None, yes: bool) -> Entry[Any]:
    """For whom it is taken; the first time somebody is asked whether it is she."""
    from rehabtrack.services.share_people import whose

    database = app.file_or_empty()
    into = into or app.patient_name
    with database.reading():
        patient, known = whose(database, beginning.patient, into, app.writer)
        here = _recorded(app, Journal(database, patient, app.writer))
    if known or yes:
        return patient
    echo(f'In the file: "{_line(beginning.patient.name)}", {_span(beginning)}')
    echo(f"Here: {patient.record.name}, {here}")
    if not asks_people():
        raise click.UsageError("Nobody can be asked here whether that is one person: --yes")
    click.confirm("Are they one person?", abort=True)
    return patient


def _span(beginning: "Beginning") -> str:
    """`shared by Anna on 2026-03-14, rated from 2026-01-02 to 2026-03-14`."""
    said = f"shared by {_line(beginning.made_by)} on {safe(beginning.made_at[:10])}"
    if beginning.first is None or beginning.last is None:
        return f"{said}, no pain rated"
    return f"{said}, rated {safe(beginning.first[:10])} to {safe(beginning.last[:10])}"


def _recorded(app: App, journal: Journal) -> str:
    from rehabtrack.services.share_make import rated_span

    view = view_of(app, journal)
    first, last = rated_span(journal)
    since = f"recorded since {view.date(journal.patient.recorded_at)}"
    if first is None or last is None:
        return f"{since}, no pain rated"
    return f"{since}, rated {view.date(first)} to {view.date(last)}"


def _line(text: str) -> str:
    """A name of somebody else's file, as one safe line."""
    try:
        return clean_line(text, "name")
    except RehabtrackError:
        return "?"


def _take(app: App, patient: Entry[Any], shared: "ShareFile", dry_run: bool) -> "Taken":
    from rehabtrack.services.share_take import take

    taken: list[Taken] = []
    with suppress(_OnlyTried), app.writing(patient.record.name) as journal:
        if journal.patient.uid != patient.uid:
            raise NotFound(f"{patient.record.name} is somebody else by now.", "Take it again.")
        taken.append(take(journal, shared))
        if dry_run:
            raise _OnlyTried
    return taken[0]
