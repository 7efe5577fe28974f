"""`rehabtrack import`: take in plain tables of pain ratings or massages, whole or not at all."""

import click

from rehabtrack.cli.app import App, machine_zone
from rehabtrack.cli.completing import complete_sites
from rehabtrack.cli.import_words import tell_imported, tell_refusals
from rehabtrack.cli.options import json_option
from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.moment import zone_named
from rehabtrack.interchange.layout import (
    KINDS,
    Layout,
    read_columns,
    read_site_map,
    read_where,
)
from rehabtrack.interchange.rejects import Rejects
from rehabtrack.interchange.table import Refusal
from rehabtrack.services.imports import Staged


@click.command("import", short_help="Take in a table of pain or massages.")
@click.argument("files", nargs=-1, required=True, metavar="FILE..", type=click.Path())
@click.option("--kind", type=click.Choice(KINDS), default="pain", help="What a row is.")
@click.option("--map", "columns", metavar="at=COLUMN,..", default="", help="Which column is what.")
@click.option(
    "--site", metavar="SITE", shell_complete=complete_sites, help="Where no cell says where."
)
@click.option(
    "--site-map", "sites", metavar="NAME=SITE,..", help="The table's sites; others are skipped."
)
@click.option("--where", metavar="COLUMN=VALUE", help="Only the rows that have this value.")
@click.option("--scale", metavar="SCALE", help="nrs (at first), vas, vrs or faces.")
@click.option("--round", "rounding", type=click.Choice(["up"]), help="What to do with decimals.")
@click.option("--dry-run", is_flag=True, help="Say what would be stored; store nothing.")
@click.option("--reject-file", metavar="F", help="Store the good rows, write the refused ones.")
@json_option
@click.pass_obj
def import_command(
    app: App,
    files: tuple[str, ...],
    kind: str,
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
    """Take in tables of pain ratings or massages (CSV, UTF-8, commas), all rows or none.

    Columns: at, site, scale, value, recall, note; for massages at, minutes, area, technique, by,
    note; a column `patient` says whose a row is. A row that is stored already stays as it is.
    """
    if kind == "massage" and (site or sites or scale or rounding):
        raise click.UsageError("--site, --site-map, --scale and --round belong to pain.")
    layout = Layout(
        kind=kind,
        zone=zone_named(app.zone_name) if app.zone_name else machine_zone(),
        now=app.now,
        columns=read_columns(columns, kind),
        site=site,
        sites=read_site_map(sites) if sites else None,
        where=read_where(where) if where else None,
        scale=scale or "nrs",
        round_up=rounding == "up",
    )
    with Rejects(None if dry_run else reject_file, kind) as rejects:
        staged = _staged(app, files, layout, rejects, keep=reject_file is not None)
        shares = _store(app, staged, dry_run)
    tell_imported(app, staged, shares, rejects, dry_run=dry_run, as_json=as_json)


def _staged(
    app: App, files: tuple[str, ...], layout: Layout, rejects: Rejects, *, keep: bool
) -> Staged:
    """The rows of every file; ImportRefused for a refused one, unless the others are to `keep`."""
    layout = _with_zones(app, layout)
    staged, refused = Staged(layout.kind), list[tuple[str, Refusal]]()
    for name in files:
        try:
            with open(name, "rb") as stream:
                _stage(app, name, stream, layout, staged, rejects, refused)
        except ImportRefused as error:
            raise ImportRefused(f"{name}: {error.sentence}", error.remedy) from None
        except OSError as error:
            raise ImportRefused(
                f"{name} cannot be read: {error.strerror}.", "Give the name of a CSV file."
            ) from None
    if staged.refused and not keep:
        tell_refusals(refused, staged.refused, several=len(files) > 1)
        raise ImportRefused(
            f"{staged.refused} of {staged.read} rows are refused, so nothing was stored.",
            "Correct them, or store the others: --reject-file F",
        )
    rejects.finish()
    return staged
