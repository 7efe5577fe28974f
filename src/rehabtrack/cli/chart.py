"""`rehabtrack chart`: the pain of the last weeks as a picture in the terminal."""

import os
import sys
from datetime import timedelta

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.chart_words import chart_lines, nothing_there
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import SITES, json_option, listed, span_of, span_options
from rehabtrack.cli.output import WIDTH, echo_json, echo_text, echo_whole
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Zone
from rehabtrack.domain.sites import read_site
from rehabtrack.reports.chart.axis import days_a_column
from rehabtrack.reports.chart.chart import chart, room
from rehabtrack.reports.chart.charted import Charted
from rehabtrack.reports.chart.marks import ASCII, DRAWN, Marks
from rehabtrack.services.charting import charted, day_of
from rehabtrack.storage.journal import LAST

#: How many days are drawn where no beginning is said: six weeks; ours.
DAYS = 42
#: The narrowest and the widest chart, in columns; ours.
NARROWEST, WIDEST = 40, 120


@command("chart", short_help="Pain, massages and phases of the last weeks as a picture.")
@click.option(
    "--site", metavar="S,..", shell_complete=completing("sites"), help=f"Only these sites: {SITES}."
)
@span_options
@click.option("--ascii", "plain", is_flag=True, help="Draw with ASCII alone.")
@json_option
@click.pass_obj
def chart_command(
    app: App, site: str | None, since: str | None, until: str | None, plain: bool, as_json: bool
) -> None:
    """Pain over days by site, high-pain periods, massages and phases; six weeks if no more is said.

    Each site has a mark, drawn at the worst of its day; a day without one was not rated. A rating
    of the 24 h before is of the day that holds most of them. Pain on another scale is drawn apart.
    """
    sites = tuple(map(read_site, listed(site)))
    with app.reading() as journal:
        view = view_of(app, journal)
    start, end = _span(app, since, until)
    width = _width()
    first, last = day_of(app.zone, start), day_of(app.zone, end - 1)
    days = 1 if as_json else days_a_column(first, last, room(width))
    with journal.reading():
        found = charted(journal, app.zone, app.now, start, end, days)
        newest = None if found.worst or found.massages else journal.newest_pain()
    if as_json:
        echo_json(*_days(found, sites, view))
        return
    marks = ASCII if plain else _marks()
    drawn = chart(found, width, marks, sites)
    if drawn.panels or found.massages:
        click.echo("\n".join(chart_lines(found, drawn, sites, view, marks, width)))
    else:
        why, remedy = nothing_there(found, sites, view, newest)
        echo_text(why, lead=view.lead)
        if remedy:
            echo_whole(remedy, lead=view.lead)


def _span(app: App, since: str | None, until: str | None) -> tuple[int, int]:
    """The span asked for; until tonight, and the DAYS that end with its last, if nothing is said.

    Raises Refused for one that ends before it begins.
    """
    start, end = span_of(app, since, until)
    if end == LAST:
        end = _midnight(app.zone, app.now, 1)
    if since is None:
        start = _midnight(app.zone, end - 1, 1 - DAYS)
    if start >= end:
        raise Refused("The span ends before it begins.", "Give a --since before --until.")
    return start, end


def _midnight(zone: Zone, at: int, days: int) -> int:
    """The first instant of the day that lies so many after that of `at`."""
    wall = zone.wall(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return zone.first_from(wall + timedelta(days=days))


def _marks() -> Marks:
    """The marks that stdout can hold; a system set to C or POSIX promises ASCII alone."""
    # not LC_CTYPE, which Python itself sets to UTF-8 where it finds C
    locale = os.environ.get("LC_ALL") or os.environ.get("LANG")
    try:
        DRAWN.all.encode(sys.stdout.encoding or "utf-8")
    except (LookupError, UnicodeEncodeError):
        return ASCII
    return ASCII if locale in ("C", "POSIX") else DRAWN


def _width() -> int:
    """The columns to draw in: what COLUMNS says, else the terminal has, else what a line may."""
    said = os.environ.get("COLUMNS", "")
    if said.isascii() and said.isdigit():
        wide = int(said[:6])
    elif sys.stdout.isatty():
        wide = os.get_terminal_size(sys.stdout.fileno()).columns or WIDTH
    else:
        wide = WIDTH
    return min(max(wide, NARROWEST), WIDEST)


def _days(found: Charted, sites: tuple[str, ...], view: View) -> list[dict[str, object]]:
    from rehabtrack.cli.as_json import named
    from rehabtrack.domain.scales import CATEGORIES, category, json_value
    from rehabtrack.reports.chart.axis import date_of

    return [
        named(
            view,
            {
                "day": date_of(day.day).isoformat(),
                "site": day.site,
                "scale": day.scale,
                "worst": json_value(day.scale, day.value),
                "category": CATEGORIES[category(day.scale, day.value)],
                "n": day.n,
            },
        )
        for day in found.worst
        if not sites or day.site in sites
    ]
