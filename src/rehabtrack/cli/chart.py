"""`rehabtrack chart`: the pain of the last weeks as a picture in the terminal."""

import os
import sys
from datetime import datetime, timedelta

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import json_option, listed, span_of, span_options
from rehabtrack.cli.output import WIDTH, echo_json, echo_text
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.moment import Zone
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.sites import read_site
from rehabtrack.reports.chart import chart
from rehabtrack.reports.chart_marks import ASCII, DRAWN, Marks
from rehabtrack.reports.course import Course
from rehabtrack.services.course import course
from rehabtrack.storage.journal import FIRST, LAST

#: How many days are drawn where no beginning is said: six weeks; ours.
DAYS = 42
#: The narrowest and the widest chart, in columns; ours.
NARROWEST, WIDEST = 40, 120


@command("chart", short_help="Pain, massages and phases of the last weeks as a picture.")
@click.option(
    "--site", metavar="S,..", shell_complete=completing("sites"), help="Only these sites."
)
@span_options
@click.option("--ascii", "plain", is_flag=True, help="Draw with ASCII alone.")
@json_option
@click.pass_obj
def chart_command(
    app: App, site: str | None, since: str | None, until: str | None, plain: bool, as_json: bool
) -> None:
    """Pain over days by site, high-pain periods, massages and phases; six weeks if no more is said.

    Each site has a mark, drawn at the worst of its day; a day without one was not rated. Pain on
    another scale is drawn apart.
    """
    sites = tuple(map(read_site, listed(site)))
    with app.reading() as journal:
        view = view_of(app, journal)
    start, end = span_of(app, since, until)
    if since is None:
        start = _weeks_before(app.zone, app.now, end)
    with journal.reading():
        found = course(journal, app.zone, app.now, start, end)
        newest = journal.newest_pain()
    if as_json:
        echo_json(*_days(found, sites, view))
    else:
        _show(found, sites, view, newest, ASCII if plain else _marks())


def _weeks_before(zone: Zone, now: int, until: int) -> int:
    """The first instant of the DAYS that end with the last day of a span, or with today."""
    last = zone.wall(now if until == LAST else until - 1)
    midnight = datetime(last.year, last.month, last.day)  # noqa: DTZ001  (a wall)
    return max(FIRST, zone.first_from(midnight - timedelta(days=DAYS - 1)))


def _marks() -> Marks:
    """The marks that stdout can hold; a system set to C or POSIX promises ASCII alone."""
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
        wide = os.get_terminal_size(sys.stdout.fileno()).columns
    else:
        wide = WIDTH
    return min(max(wide, NARROWEST), WIDEST)


def _show(
    found: Course,
    sites: tuple[str, ...],
    view: View,
    newest: Entry[PainRating] | None,
    marks: Marks,
) -> None:
    from rehabtrack.cli.chart_words import chart_lines, nothing_there

    drawn = chart(found, _width(), marks, sites)
    if drawn.panels or drawn.massages:
        click.echo("\n".join(chart_lines(found, drawn, sites, view, marks, _width())))
    else:
        echo_text(nothing_there(found, sites, view, newest))


def _days(found: Course, sites: tuple[str, ...], view: View) -> list[dict[str, object]]:
    from rehabtrack.cli.as_json import named
    from rehabtrack.domain.scales import CATEGORIES, category, json_value
    from rehabtrack.reports.chart_axis import date_of
    from rehabtrack.reports.chart_days import worst_of_days

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
        for day in worst_of_days(found.ratings)
        if not sites or day.site in sites
    ]
