"""`rehabtrack import`: take in tables and files of other programs, whole or not at all."""

import os
from contextlib import closing
from typing import Any

import click

from rehabtrack.cli.app import App, machine_zone
from rehabtrack.cli.commands import FilePath, command
from rehabtrack.cli.import_files import Incoming
from rehabtrack.cli.import_mappings import (
    drop_mapping,
    keep_mapping_of,
    read_mapping_name,
    show_mappings,
    told_by,
)
from rehabtrack.cli.import_options import Told, table_options
from rehabtrack.cli.import_ours import import_ours, own_format
from rehabtrack.cli.import_preview import ask_to_store
from rehabtrack.cli.import_words import refuse, tell_imported
from rehabtrack.cli.options import asks_people, json_option
from rehabtrack.domain.moment import Zone, zone_named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded
from rehabtrack.interchange.rejects import Rejects
from rehabtrack.services.imports import Origin, Share, store
from rehabtrack.services.staged import Staged
from rehabtrack.storage import caseload
from rehabtrack.storage.database import is_encrypted, open_or_create
from rehabtrack.storage.own_names import refuse_own_name


@command("import", short_help="Take in tables, and files of other programs.")
@click.argument("files", nargs=-1, metavar="FILE..", type=FilePath())
@table_options
@click.option("--mapping", metavar="NAME", help="What was saved under NAME, but for what you say.")
@click.option("--save-mapping", metavar="NAME", help="Save these options of tables under NAME.")
@click.option("--mappings", is_flag=True, help="List what is saved.")
@click.option("--forget-mapping", metavar="NAME", help="Forget what was saved under NAME.")
@click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing.")
@click.option("--yes", is_flag=True, help="Store without the question that --map asks.")
@click.option(
    "--reject-file",
    metavar="F",
    type=FilePath(),
    help="Store the good rows; write the refused to F.",
)
@json_option
@click.pass_obj
def import_command(
    app: App,
    /,
    files: tuple[str, ...],
    mapping: str | None,
    save_mapping: str | None,
    mappings: bool,
    forget_mapping: str | None,
    dry_run: bool,
    yes: bool,
    reject_file: str | None,
    as_json: bool,
    **typed: Any,
) -> None:
    """Take in what rehabtrack exported, files of other programs, or tables (CSV in UTF-8).

    All rows come in or none, and what is stored already stays as it is.

    Known by what they hold: FHIR R4 (JSON, NDJSON), Apple Health (export.xml, or its zip), Bearable
    (CSV), CrisisCore Pain Tracker (CSV, JSON), Daylio (CSV), Flaredown (CSV), MigraLog (JSON) and
    SecUSo's Pain Diary (backup).

    Columns of any other table: at, site, scale, value, recall, note; of massages at, minutes, area,
    technique, by, note. A column patient says whose a row is. --kind, --map, --where, --scale and
    --dates make any table a plain one.
    """
    told = Told(**typed)
    of_tables = bool(told.given or mapping or save_mapping)
    if mappings or forget_mapping is not None:
        if files or of_tables or (mappings and forget_mapping):
            raise click.UsageError("--mappings and --forget-mapping stand alone.")
        _list_or_forget(app, forget_mapping, as_json)
        return
    if not files:
        raise click.UsageError("Missing argument 'FILE..'.")
    own = _own_format(files, alone=not (of_tables or reject_file))
    if own is not None:
        import_ours(app, files[0], own, dry_run=dry_run, as_json=as_json)
        return
    if mapping is not None:
        told = told.over(told_by(app, mapping))
    if save_mapping is not None:
        save_mapping = _read_name_to_save(save_mapping, told, dry_run)
    asks = bool(told.map) and not (yes or dry_run or as_json) and asks_people()
    _import(app, files, told, reject_file, asks=asks, dry_run=dry_run, as_json=as_json)
    if save_mapping is not None:
        keep_mapping_of(app, save_mapping, told, as_json=as_json)


def _own_format(files: tuple[str, ...], *, alone: bool) -> str | None:
    """The format of the one file that rehabtrack exported; None where there is none."""
    found = list(filter(None, map(own_format, files)))
    if found and not (alone and len(files) == 1):
        raise click.UsageError("A file that rehabtrack exported comes in alone, as it is.")
    return found[0] if found else None


def _list_or_forget(app: App, forgotten: str | None, as_json: bool) -> None:
    if forgotten is None:
        show_mappings(app, as_json)
    else:
        drop_mapping(app, forgotten)


def _read_name_to_save(name: str, told: Told, dry_run: bool) -> str:
    if dry_run:
        raise click.UsageError("--dry-run stores nothing: --save-mapping goes with the import.")
    if not told.given:
        raise click.UsageError("--save-mapping saves options of tables, such as --map.")
    return read_mapping_name(name)


def _import(
    app: App,
    files: tuple[str, ...],
    told: Told,
    reject_file: str | None,
    *,
    asks: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    people = _people(app)
    names = [each.record.name for each in people]
    zone = zone_named(app.zone_name) if app.zone_name is not None else machine_zone()
    layout = told.layout(zone, _zones(app, people), app.now)
    if reject_file is not None:
        refuse_own_name(app.path, reject_file)
    with (
        Rejects(None if dry_run else reject_file, layout.kind) as rejects,
        closing(Staged(names, in_memory=is_encrypted(os.path.realpath(app.path)))) as staged,
    ):
        incoming = Incoming(app, told, layout, names, staged, rejects)
        origins = [incoming.take(name) for name in files]
        if rejects.count and reject_file is None:
            several, lacks_site = len(files) > 1, incoming.lacks_site_alone
            refuse(rejects, staged.read, several=several, lacks_site=lacks_site)
        if asks or (dry_run and not as_json):
            incoming.preview.show(app, staged)
        if asks:
            ask_to_store(staged)
        rejects.finish()
        shares = _stored(app, staged, origins, dry_run)
    app.several = len(people) + sum(share.made for share in shares) > 1
    tell_imported(app, staged, shares, rejects, dry_run=dry_run, as_json=as_json)


def _people(app: App) -> list[Entry[Patient]]:
    """The patients of the file; none where there is no file yet."""
    database = app.file_or_empty()
    with database.reading():
        return caseload.patients(database)


def _zones(app: App, people: list[Entry[Patient]]) -> dict[str, Zone]:
    """The zone of each patient who has one of her own, by folded name, unless --tz overrides."""
    if app.zone_name is not None:
        return {}
    own = {folded(each.record.name): each.record.zone for each in people}
    return {name: zone_named(zone) for name, zone in own.items() if zone}


def _stored(app: App, staged: Staged, origins: list[Origin], dry_run: bool) -> list[Share]:
    if dry_run:
        return store(app.file_or_empty(), app.writer, staged, origins, dry_run=True)
    # Not app.file(): that is an empty database in memory by now, where there was no file to read.
    with closing(open_or_create(app.address)) as database:
        return store(database, app.writer, staged, origins)
