"""What stands about the picture of `rehabtrack chart`: its title and what its marks mean.

Here alone are words that somebody typed; none of them stands on a line of the picture.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rehabtrack.cli.output import columns, counted, safe
from rehabtrack.cli.view import View
from rehabtrack.domain.findings import status_words
from rehabtrack.domain.moment import DAY
from rehabtrack.domain.scales import CATEGORIES, RECALL_WORDS
from rehabtrack.domain.sites import site_counts
from rehabtrack.reports.chart.chart import Chart
from rehabtrack.reports.chart.charted import Charted
from rehabtrack.reports.chart.marks import ASCII, Marks
from rehabtrack.reports.chart.panel import Panel

if TYPE_CHECKING:
    from rehabtrack.domain.records.entry import Entry
    from rehabtrack.domain.records.pain import PainRating

_SCALES = {
    "nrs": "0-10 scale (nrs)",
    "vas": "visual scale (vas), 10 mm a row, named by the highest",
    "faces": "faces scale (faces)",
    "vrs": "verbal scale (vrs)",
}
_OF_A_WEEK = RECALL_WORDS["average-7d"]
#: Of the sites not drawn, how many are named; ours.
NAMED = 3


def chart_lines(
    of: Charted, drawn: Chart, sites: tuple[str, ...], view: View, marks: Marks, width: int
) -> Iterator[str]:
    """The whole chart, no line wider than `width`."""

    def said(*fields: str) -> Iterator[str]:
        spelt = (safe(field) for field in fields if field)
        if marks is ASCII:
            spelt = (field.encode("ascii", "backslashreplace").decode() for field in spelt)
        return (line.rstrip() for line in _laid_out(spelt, width))

    yield from said(*_title(drawn, view))
    for panel in drawn.panels:
        yield from said(*_panel_title(panel, marks))
        yield from panel.lines
    yield from drawn.foot
    yield from said(*_sites(drawn), *_periods(of, drawn, sites, marks))
    yield from said(*_massages(of, drawn, marks))
    yield from said(*_phases(of, drawn))
    for note in _notes(of, drawn, sites):
        yield from said(note)


def nothing_there(
    of: Charted, sites: tuple[str, ...], view: View, newest: "Entry[PainRating] | None"
) -> tuple[str, str]:
    """Why there is no chart, and a command that makes one, if any does."""
    if newest is None:
        return "Nothing is rated yet. Log pain:", view.command("0-10")
    span = _span(of.first, of.last, view)
    if sites:
        return f"No pain in {', '.join(sites)} is rated there: {span}.", ""
    if of.of_a_week:
        return f"No day is rated there, only the {_OF_A_WEEK}: {span}.", ""
    day = newest.record.moment.wall.date()
    return f"Nothing is rated there: {span}. The newest rating:", view.command(
        f"chart --until {day}"
    )


def _span(first: int, last: int, view: View) -> str:
    """`Mon 16 Feb to Sun 29 Mar`."""
    days = [view.date(day * DAY, 0) for day in (first, last)]
    return " to ".join(dict.fromkeys(days))


def _title(drawn: Chart, view: View) -> Iterator[str]:
    axis = drawn.axis
    whose = f" of {view.name}" if view.name else ""
    yield f"Worst pain of each day{whose}, {_span(axis.first, axis.last, view)}."
    if axis.days > 1:
        yield f"Each column is {axis.days} days, their worst."


def _panel_title(panel: Panel, marks: Marks) -> Iterator[str]:
    value = panel.highest_weak
    words = CATEGORIES[value] if panel.scale == "vrs" else str(value)
    unit = " mm" if panel.scale == "vas" else ""
    yield _SCALES[panel.scale]
    yield f"{marks.limit * 2} high above {words}{unit}"


def _sites(drawn: Chart) -> Iterator[str]:
    for site, mark in drawn.sites.items():
        yield f"{mark} {site}" + ("" if site_counts(site) else " (does not count)")
    for sites, mark in drawn.together.items():
        yield f"{mark} {' + '.join(sites)}"


def _periods(of: Charted, drawn: Chart, sites: tuple[str, ...], marks: Marks) -> Iterator[str]:
    if drawn.periods:
        what = "of any site" if sites else f"{of.policy.hours} h from each high rating"
        yield f"{marks.shade} {counted(drawn.periods, 'high-pain period')} ({what})"


def _massages(of: Charted, drawn: Chart, marks: Marks) -> Iterator[str]:
    counts = Counter(one.status for one in of.massages)
    if counts:
        yield "massages:"
    for status, mark in marks.massages.items():
        if counts[status]:
            seen = status in drawn.statuses
            words = f"{counts[status]} {status_words(status)}"
            yield f"{mark} {words}" if seen else f"{words} (behind a graver one)"


def _phases(of: Charted, drawn: Chart) -> Iterator[str]:
    if not drawn.phases_named:
        yield "phases: " + ", ".join(phase.what for phase in of.phases)


def _notes(of: Charted, drawn: Chart, sites: tuple[str, ...]) -> Iterator[str]:
    rated = {*drawn.sites, *drawn.left_out}
    if drawn.left_out:
        named, more = ", ".join(drawn.left_out[:NAMED]), len(drawn.left_out) - NAMED
        others = f" and {more} more" if more > 0 else ""
        yield f"Rated too, not drawn: {named}{others}. Choose with --site."
    absent = [site for site in sites if site not in rated]
    if absent:
        yield f"Not rated there: {', '.join(absent)}."
    if drawn.of_a_week:
        yield f"Not drawn: {counted(drawn.of_a_week, 'rating')} of the {_OF_A_WEEK}."
    if drawn.panels and of.policy.on_advice_of:
        from rehabtrack.cli.verdict_words import policy_words

        yield policy_words(of.policy).strip()


def _laid_out(fields: Iterable[str], width: int) -> Iterator[str]:
    """The fields two spaces apart, each whole on a line where it has room."""
    line = ""
    for field in fields:
        longer = f"{line}  {field}" if line else field
        if columns(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        *whole, line = _broken(field, width)
        yield from whole
    if line:
        yield line


def _broken(field: str, width: int) -> list[str]:
    """A field in pieces of at most `width` columns, between words where there are any."""
    pieces: list[str] = []
    while columns(field) > width:
        most = next(n for n in range(len(field), 0, -1) if columns(field[:n]) <= width)
        cut = field.rfind(" ", 1, most + 1)
        cut = cut if cut > 0 else most
        pieces.append(field[:cut])
        field = field[cut:].lstrip()
    return [*pieces, field]
