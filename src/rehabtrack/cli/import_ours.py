"""`rehabtrack import` of what rehabtrack exported: a file of JSON Lines, or a folder of tables."""

import os
from functools import partial
from typing import Any

from rehabtrack.cli.app import App
from rehabtrack.cli.import_words import digest_watched
from rehabtrack.cli.output import counted, echo, echo_json, echo_whole, tell
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange import csv_folder, jsonl
from rehabtrack.storage import caseload


def is_ours(path: str) -> bool:
    """Whether `rehabtrack export` wrote it, told by what it holds."""
    if os.path.isdir(path):
        return csv_folder.recognises(path)
    if not os.path.isfile(path):  # a pipe that is opened here could not be opened again
        return False
    beginning = _beginning(path)
    return jsonl.recognises(beginning) or csv_folder.is_table(beginning)


def _beginning(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(200)
    except OSError:
        return b""


def import_ours(app: App, path: str, *, dry_run: bool, as_json: bool) -> None:
    """Take it in, and say what came: who whole, and of whom what was new."""
    from rehabtrack.services.bringing import bring_in
    from rehabtrack.services.carrying import opened

    if not os.path.isdir(path) and csv_folder.is_table(_beginning(path)):
        raise ImportRefused(
            f"{path} is one table of a folder that rehabtrack exported, with void rows.",
            "Import the folder, or export the records as FHIR.",
        )
    database = app.file_or_empty() if dry_run else app.file()
    try:
        brought = bring_in(
            database,
            lambda: app.writer,  # who `me` is may come with the file
            partial(opened, path, database),
            _digest(path),
            "csv/1" if os.path.isdir(path) else "jsonl/1",
            dry_run=dry_run,
        )
    except ImportRefused as error:
        raise ImportRefused(f"{path}: {error.sentence}", error.remedy) from None
    journals = [*brought.whole, *(taken.journal for taken, _ in brought.merged)]
    with database.reading():
        here = caseload.patients(database)
    app.several = max(len(here), len(journals)) > 1
    if as_json:
        echo_json(_json(app, brought, dry_run))
        return
    for journal in brought.whole:
        came = "would come" if dry_run else "came"
        whole = "as void, as there" if journal.patient.voided_by else "whole"
        echo(f"{journal.patient.record.name} {came} in {whole}.")
        if not dry_run and not journal.patient.voided_by:
            echo_whole(f"rehabtrack undo {view_of(app, journal).id(f'u{journal.begun.no}')}")
    if brought.whole:
        echo(f"{counted(brought.rows, 'row')}, earlier versions, warnings and changes among them.")
    if brought.merged:
        from rehabtrack.cli.share_words import echo_taken, tell_taken

        for taken, stays in brought.merged:
            view = view_of(app, taken.journal)
            echo(f"{taken.journal.patient.record.name} is here already.")
            echo_taken(taken, view, dry_run=dry_run)
            tell_taken(taken, view, dry_run=dry_run)
            _tell_staying(stays, view)
    elif dry_run:
        echo("A dry run: nothing was stored.")


def _tell_staying(stays: Any, view: View) -> None:
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


def _names(journals: list[Any], *, void: bool) -> list[str]:
    patients = (journal.patient for journal in journals)
    return [each.record.name for each in patients if bool(each.voided_by) == void]


def _json(app: App, brought: Any, dry_run: bool) -> dict[str, Any]:
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
