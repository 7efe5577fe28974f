"""A chart in text: pain over days, high-pain periods, massages and phases.

Ours rather than a library's: to import plotext or uniplot takes 2.9 or 2.4 times as long as click
and sqlite3, asciichartpy draws lines and termgraph bars, and rich no chart. It holds no word that
somebody typed; who prints it says what its marks mean.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.phase import PHASE_KINDS
from rehabtrack.domain.sites import SITES
from rehabtrack.reports.chart.axis import Axis, axis_of, dated
from rehabtrack.reports.chart.bands import massage_row, phase_band
from rehabtrack.reports.chart.charted import Charted, gravest_sites, scales_of
from rehabtrack.reports.chart.marks import BLANK, Marks
from rehabtrack.reports.chart.panel import GUTTER, Canvas, Panel, panel


class Chart(Named):
    """The panels, one a scale, and what stands below the last; every line is as wide as asked.

    `sites` are those drawn with their marks, and `together` what several at one place are drawn
    as; `left_out` those rated too, gravest first. `periods` counts the high-pain periods shaded
    and `of_a_week` the averages of a week, which no day has. `statuses` are those of the massages
    that are seen, as the gravest of its column hides the others. `phases_named` is whether the band
    has room for every name.
    """

    axis: Axis
    panels: tuple[Panel, ...]
    foot: tuple[str, ...]
    sites: dict[str, str]
    together: dict[tuple[str, ...], str]
    left_out: tuple[str, ...]
    periods: int
    of_a_week: int
    statuses: tuple[str, ...]
    phases_named: bool


class _Sites:
    """What a set of sites is drawn as: a mark for one, a letter for those that share a place.

    There are marks for the first few sites alone, given in order of SITES.
    """

    def __init__(self, sites: Iterable[str], marks: Marks) -> None:
        drawn = sorted(islice(sites, len(marks.sites)), key=_place)
        self.alone = dict(zip(drawn, marks.sites, strict=False))
        self.together: dict[tuple[str, ...], str] = {}
        self._letters = iter(marks.together)

    def mark_of(self, sites: frozenset[str]) -> str:
        """The same set has the same mark on the whole chart."""
        if len(sites) == 1:
            return self.alone[min(sites)]
        key = tuple(site for site in self.alone if site in sites)
        if key not in self.together:
            self.together[key] = next(self._letters)
        return self.together[key]


def _place(site: str) -> tuple[int, str]:
    return SITES.index(site) if site in SITES else len(SITES), site


def room(width: int) -> int:
    """The columns for the days in a chart so wide."""
    return width - GUTTER - 1


def chart(of: Charted, width: int, marks: Marks, sites: Collection[str] = ()) -> Chart:
    """The chart in lines of at most `width` columns (40 or more).

    `sites` chooses whose pain is drawn; without it all are, the gravest where they are many.
    """
    rated = [one for one in of.worst if not sites or one.site in sites]
    ranked = gravest_sites(rated)
    drawn = _Sites(ranked, marks)
    worst = [one for one in rated if one.site in drawn.alone]
    scales = scales_of(worst)
    axis = _axis(of, room(width))
    canvas = Canvas(axis, _shaded(of, axis), marks, drawn.mark_of)
    row, band = massage_row(of.massages, axis, marks), phase_band(of.phases, axis, marks)
    return Chart(
        axis=axis,
        panels=tuple(panel(scale, worst, of.policy.limit, canvas) for scale in scales),
        foot=tuple(_foot(axis, row, band, marks, room(width))),
        sites=drawn.alone,
        together=drawn.together,
        left_out=tuple(site for site in ranked if site not in drawn.alone),
        periods=len(of.periods) if scales else 0,
        of_a_week=sum(n for site, n in of.of_a_week if not sites or site in sites),
        statuses=tuple(status for status, mark in marks.massages.items() if mark in row),
        phases_named=sum(band.count(kind) for kind in PHASE_KINDS) == len(of.phases),
    )


def _axis(of: Charted, columns: int) -> Axis:
    """The days of the span, and those beyond it by the clock where something was spoken.

    Where days share a column, those stand in its first or last.
    """
    if of.days > 1:
        return axis_of(of.first, of.last, columns)
    spoken = [one.day for one in of.worst] + [one.day for one in of.massages]
    return axis_of(min([of.first, *spoken]), max([of.last, *spoken]), columns)


def _shaded(of: Charted, axis: Axis) -> set[int]:
    """The columns of the days that a high-pain period touches."""
    spans = (axis.span(period.first, period.last) for period in of.periods)
    return {column for span in spans for column in span}


def _foot(axis: Axis, massages: str, phases: str, marks: Marks, room: int) -> Iterator[str]:
    """The axis and its dates; a row of massages and a band of phases where there are any."""
    rule, dates = dated(axis, marks, room)
    yield BLANK * GUTTER + marks.corner + rule
    yield BLANK * (GUTTER + len(marks.corner)) + dates
    for name, row in (("massage", massages), ("phase", phases)):
        if row:
            yield f"{name:{GUTTER}}{marks.side}{row}"
