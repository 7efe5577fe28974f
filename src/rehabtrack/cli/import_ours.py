"""`rehabtrack import` of what rehabtrack exported: a file of JSON Lines, or a folder of tables."""

import os
from functools import partial
from typing import TYPE_CHECKING, Any

from rehabtrack.cli.app import App
from rehabtrack.cli.import_progress import digest_watched
from rehabtrack.cli.output import counted, echo, echo_json, echo_whole, tell
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange import csv_folder, jsonl
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.services.bringing import Brought
    from rehabtrack.services.staying import Staying


def own_format(path: str) -> str | None:
    """The format in which `rehabtrack export` wrote it, told by what it holds; None if it did not.

    Raises ImportRefused for one table of a folder, whose void rows would come in as true.
    """
    if os.path.isdir(path):
        return "csv/1" if csv_folder.recognises(path) else None
    beginning = _beginning(path)
    if csv_folder.is_table(beginning):
        raise ImportRefused(
            f"{path} is one table of a folder that rehabtrack exported, with void rows.",
            "Import the folder, or export the records as FHIR.",
        )
    return "jsonl/1" if jsonl.recognises(beginning) else None


def _beginning(path: str) -> bytes:
    if not os.path.isfile(path):  # a pipe that is opened here could not be opened again
        return b""
    try:
        with open(path, "rb") as file:
            return file.read(200)
    except OSError:
        return b""


def import_ours(app: App, path: str, format_: str, *, dry_run: bool, as_json: bool) -> None:
    """Take it in, and say what came: who whole, and of whom what was new."""
    database = app.file_or_empty() if dry_run else app.file()
    brought = _brought(app, database, path, format_, dry_run)
    journals = [*brought.whole, *(taken.journal for taken, _ in brought.merged)]
    with database.reading():
        here = caseload.patients(database)
    app.several = max(len(here), len(journals)) > 1
    if as_json:
        echo_json(_json(app, brought, dry_run))
        return
    _echo_whole(app, brought, dry_run)
    _echo_merged(app, brought, dry_run)
    if dry_run and not brought.merged:
        echo("A dry run: nothing was stored.")


def _brought(app: App, database: Database, path: str, format_: str, dry_run: bool) -> "Brought":
    from rehabtrack.services.bringing import bring_in
    from rehabtrack.services.carrying import opened

    try:
        return bring_in(
            database,
            lambda: app.writer,  # who `me` is may come with the file
            partial(opened, path, database),
            _digest(path),
            format_,
            dry_run=dry_run,
        )
    except ImportRefused as error:
        raise ImportRefused(f"{path}: {error.sentence}", error.remedy) from None


def _echo_whole(app: App, brought: "Brought", dry_run: bool) -> None:
    came = "would come" if dry_run else "came"
    for journal in brought.whole:
        void = bool(journal.patient.voided_by)
        how = "as void, as there" if void else "whole"
        echo(f"{journal.patient.record.name} {came} in {how}.")
        if not dry_run and not void:
            echo_whole(f"rehabtrack undo {view_of(app, journal).id(f'u{journal.begun.no}')}")
    if brought.whole:
        echo(f"{counted(brought.rows, 'row')}, earlier versions, warnings and changes among them.")


def _echo_merged(app: App, brought: "Brought", dry_run: bool) -> None:
    from rehabtrack.cli.share_words import echo_taken, tell_taken

    for taken, stays in brought.merged:
        view = view_of(app, taken.journal)
        echo(f"{taken.journal.patient.record.name} is here already.")
        echo_taken(taken, view, dry_run=dry_run)
        tell_taken(taken, view, dry_run=dry_run)
        _tell_staying(stays, view)


def _tell_staying(stays: "Staying", view: View) -> None:
    """What differs in the file and does not come in, so that nobody believes that it did."""
    if stays.void_there:
        tell("She is void in the file, and stays here as she is.", view.lead)
    if stays.details:
        differ = "differs" if len(stays.details) == 1 else "differ"
        told = ", ".join(stays.details)
        tell(f"As they are here stay her own details, of which {differ}: {told}.", view.lead)
    if stays.answers:
        tell(f"Answers to warnings stay out, as each file has its own: {stays.answers}.", view.lead)


def _digest(path: str) -> bytes:
    """The SHA-256 of the file, or of the manifest, which has those of all tables."""
    whole = os.path.join(path, csv_folder.MANIFEST) if os.path.isdir(path) else path
    return digest_watched(whole)


def _names(journals: list[Journal], *, void: bool) -> list[str]:
    patients = (journal.patient for journal in journals)
    return [each.record.name for each in patients if bool(each.voided_by) == void]


def _json(app: App, brought: "Brought", dry_run: bool) -> dict[str, Any]:
    from rehabtrack.cli.share_words import taken_json

    return {
        "whole": _names(brought.whole, void=False),
        "whole_void": _names(brought.whole, void=True),
        "rows": brought.rows,
        "merged": [
            {
                **taken_json(taken, view_of(app, taken.journal), dry_run=dry_run),
                "staying": {**stays._asdict(), "void": dict(stays.void)},
            }
            for taken, stays in brought.merged
        ],
        "changes": [] if dry_run else [f"u{journal.begun.no}" for journal in brought.whole],
        "dry_run": dry_run,
    }
