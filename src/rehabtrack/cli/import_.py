"""`rehabtrack import`: take in tables and files of other programs, whole or not at all."""

import os
from contextlib import closing
from dataclasses import replace
from hashlib import file_digest
from typing import BinaryIO

import click

from rehabtrack.cli.app import App, machine_zone
from rehabtrack.cli.commands import FilePath, command, completing
from rehabtrack.cli.import_words import tell_imported, tell_refusals, watched
from rehabtrack.cli.options import json_option
from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.moment import Zone, zone_named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded
from rehabtrack.interchange.formats import reader_of
from rehabtrack.interchange.layout import (
    DEFAULT_SCALE,
    KINDS,
    Layout,
    read_columns,
    read_site_map,
    read_where,
)
from rehabtrack.interchange.rejects import Rejects
from rehabtrack.interchange.sheet import decoded
from rehabtrack.interchange.table import FORMAT, Table
from rehabtrack.services.imports import Origin, Share, store
from rehabtrack.services.staged import Staged
from rehabtrack.storage import caseload
from rehabtrack.storage.database import is_encrypted, open_or_create
from rehabtrack.storage.own_names import refuse_own_name


@command("import", short_help="Take in tables, and files of other programs.")
@click.argument("files", nargs=-1, required=True, metavar="FILE..", type=FilePath())
@click.option("--kind", type=click.Choice(KINDS), help="What a row of a table is; else pain.")
@click.option("--map", "columns", metavar="at=COLUMN,..", default="", help="Which column is what.")
@click.option(
    "--site",
    metavar="SITE",
    shell_complete=completing("sites"),
    help="The site where no cell says one.",
)
@click.option(
    "--site-map", "sites", metavar="NAME=SITE,..", help="The table's sites; others are skipped."
)
@click.option("--where", metavar="COLUMN=VALUE", help="Only the rows that have this value.")
@click.option("--scale", metavar="SCALE", help="nrs (0-10), vas, vrs or faces.")
@click.option("--round", "rounding", type=click.Choice(["up"]), help="What becomes of decimals.")
@click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing.")
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
    files: tuple[str, ...],
    kind: str | None,
    columns: str,
    site: str | None,
    sites: str | None,
    where: str | None,
    scale: str | None,
    rounding: str | None,
    dry_run: bool,
    reject_file: str | None,
    as_json: bool,
) -> None:
    """Take in files of other programs, or tables (CSV in UTF-8): all rows or none.

    Columns of a table: at, site, scale, value, recall, note; of massages at, minutes, area,
    technique, by, note. A column patient says whose a row is. What is stored already stays as it
    is. --kind, --map, --where, --scale and --round make any file a plain table.
    """
    as_table = any((kind, columns, where, scale, rounding))
    kind = kind or "pain"
    if kind == "massage" and (site or sites or scale or rounding):
        raise click.UsageError("--site, --site-map, --scale and --round belong to --kind pain.")
    layout = Layout(
        kind=kind,
        zone=zone_named(app.zone_name) if app.zone_name is not None else machine_zone(),
        now=app.now,
        columns=read_columns(columns, kind),
        site=site,
        sites=read_site_map(sites) if sites else None,
        where=read_where(where) if where else None,
        scale=DEFAULT_SCALE if scale is None else scale,
        round_up=rounding == "up",
    )
    if reject_file is not None:
        refuse_own_name(app.path, reject_file)
    people = _people(app)
    layout = replace(layout, zones=_zones(app, people))
    names = [each.record.name for each in people]
    with (
        Rejects(None if dry_run else reject_file, kind) as rejects,
        closing(Staged(names, in_memory=is_encrypted(os.path.realpath(app.path)))) as staged,
    ):
        origins = [_stage(app, name, layout, staged, rejects, as_table=as_table) for name in files]
        if rejects.count and reject_file is None:
            tell_refusals(rejects, several=len(files) > 1)
            raise ImportRefused(
                f"{rejects.count} of {staged.read} rows are refused, so nothing was stored.",
                "Correct them, or store the others with --reject-file F.",
            )
        rejects.finish()
        shares = _stored(app, staged, origins, dry_run)
    app.several = len(people) + sum(share.made for share in shares) > 1
    tell_imported(app, staged, shares, rejects, dry_run=dry_run, as_json=as_json)


def _stage(
    app: App, name: str, layout: Layout, staged: Staged, rejects: Rejects, *, as_table: bool
) -> Origin:
    """Lay aside what a file holds, the refused rows apart; what it is."""
    try:
        with open(name, "rb") as file:
            reader = None if as_table else reader_of(file)
            if reader is None:
                _stage_table(app, file, name, layout, staged, rejects)
            else:
                patient = _meant(app)
                items = watched(reader.items(file, layout, patient), file, name)
                for refusal in staged.take(items):
                    rejects.add(name, refusal, patient)
        with open(name, "rb") as file:
            return Origin(reader.FORMAT if reader else FORMAT, file_digest(file, "sha256").digest())
    except ImportRefused as error:
        raise ImportRefused(f"{name}: {error.sentence}", error.remedy) from None
    except OSError as error:
        raise ImportRefused(
            f"{name}: The file cannot be read: {error.strerror}.", "Give the name of a file."
        ) from None


def _stage_table(
    app: App, file: BinaryIO, name: str, layout: Layout, staged: Staged, rejects: Rejects
) -> None:
    with decoded(file) as stream:
        table = Table(stream, layout)
        patient = "" if table.names_patients else _meant(app)
        for refusal in staged.take(watched(table.items(patient), file, name)):
            rejects.add(name, refusal, patient)


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


def _meant(app: App) -> str:
    """Whose the rows are where no column says so: `me` in an empty file."""
    with app.reading() as journal:
        name: str = journal.patient.record.name
    return name


def _stored(app: App, staged: Staged, origins: list[Origin], dry_run: bool) -> list[Share]:
    if dry_run:
        return store(app.file_or_empty(), app.writer, staged, origins, dry_run=True)
    # Not app.file(): that is an empty database in memory by now, where there was no file to read.
    with closing(open_or_create(app.path)) as database:
        return store(database, app.writer, staged, origins)
