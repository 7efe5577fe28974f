"""How a person says what the columns and words of her tables mean, typed or saved."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from shlex import quote
from typing import Any

import click

from rehabtrack.cli.commands import completing
from rehabtrack.cli.options import SCALES, SITES
from rehabtrack.domain.moment import Zone
from rehabtrack.domain.scales import RECALLS
from rehabtrack.interchange.layout import (
    DATES,
    DEFAULT_RECALL,
    DEFAULT_SCALE,
    KINDS,
    Layout,
    read_columns,
    read_site_map,
    read_where,
)

_OPTIONS = (
    click.option("--kind", type=click.Choice(KINDS), help="What a row of a table is; else pain."),
    click.option(
        "--map", metavar="at=COLUMN,..", help="Which column is what; at=DATE+TIME joins two."
    ),
    click.option(
        "--site",
        metavar="SITE",
        shell_complete=completing("sites"),
        help=f"The site where no cell says one: {SITES}.",
    ),
    click.option(
        "--site-map", metavar="NAME=SITE,..", help="The table's sites; others are skipped."
    ),
    click.option("--where", metavar="COLUMN=VALUE", help="Only the rows that have this value."),
    click.option("--scale", metavar="SCALE", help=f"{SCALES}."),
    click.option(
        "--recall", metavar="RECALL", help=f"What a value looks back on: {', '.join(RECALLS)}."
    ),
    click.option(
        "--round",
        type=click.Choice(["up"]),
        help="Take 3.5 for 4; without it decimals are refused.",
    ),
    click.option("--dates", type=click.Choice(DATES), help="What 03/04/2026 means."),
)

#: What holds for a file of any format: where it hurts, and what becomes of 3.5.
_OF_ANY_FORMAT = ("site", "site_map", "round")


def table_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of tables, by the names that Told has."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the options of tables say, each as it was typed; None where it was not."""

    kind: str | None = None
    map: str | None = None
    site: str | None = None
    site_map: str | None = None
    where: str | None = None
    scale: str | None = None
    recall: str | None = None
    round: str | None = None
    dates: str | None = None

    @property
    def given(self) -> dict[str, str]:
        """What was said, by the names of this class."""
        return {name: said for name, said in asdict(self).items() if said}

    @property
    def of_tables(self) -> list[str]:
        """The options that were given and make any table a plain one."""
        return [_option(name) for name in self.given if name not in _OF_ANY_FORMAT]

    def over(self, saved: Mapping[str, str]) -> "Told":
        """What was saved, but for what is said now."""
        return Told(**{**saved, **self.given})

    def layout(self, zone: Zone, zones: Mapping[str, Zone], now: int) -> Layout:
        """How tables are read; raises UsageError, UnknownWord, ImportRefused."""
        kind = self.kind or "pain"
        of_pain = (self.site, self.site_map, self.scale, self.recall, self.round)
        if kind == "massage" and any(of_pain):
            raise click.UsageError(
                "--site, --site-map, --scale, --recall and --round belong to --kind pain."
            )
        return Layout(
            kind=kind,
            zone=zone,
            zones=zones,
            now=now,
            columns=read_columns(self.map or "", kind),
            site=self.site,
            sites=read_site_map(self.site_map) if self.site_map else None,
            where=read_where(self.where) if self.where else None,
            scale=self.scale or DEFAULT_SCALE,
            recall=self.recall or DEFAULT_RECALL,
            round_up=self.round == "up",
            dates=self.dates,
        )


def typed(given: Mapping[str, str]) -> str:
    """The options as they are typed: `--map 'at=Date,value=Pain' --site back`."""
    return " ".join(f"{_option(name)} {quote(said)}" for name, said in given.items())


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
