"""A course as a chart in text: pain over days, high-pain periods, massages and phases.

Ours rather than a library's: importing plotext takes 7 times as long as click and sqlite3, uniplot
3.5 and rich 2, and none draws half-open spans, two marks at one place and phases as a band without
colour. It holds no word that somebody typed; who prints it says what its marks mean.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.phase import PHASE_KINDS
from rehabtrack.reports.chart_axis import Axis, axis_of, dated
from rehabtrack.reports.chart_bands import Given, massage_row, massages_of, phase_band
from rehabtrack.reports.chart_days import (
    OF_A_WEEK,
    Worst,
    gravest_sites,
    scales_of,
    worst_of_days,
)
from rehabtrack.reports.chart_marks import BLANK, Marks
from rehabtrack.reports.chart_panel import GUTTER, Canvas, Panel, panel
from rehabtrack.reports.course import Course

#: How many sites share a panel, each with a mark of its own; ours.
MOST_SITES = 5


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
    massages: tuple[Given, ...]
    statuses: tuple[str, ...]
    phases_named: bool


class _Sites:
    """What a set of sites is drawn as: a mark for one, a letter for those that share a place."""

    def __init__(self, sites: Iterable[str], marks: Marks) -> None:
        self.alone = dict(zip(sites, marks.sites, strict=False))
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


def chart(course: Course, width: int, marks: Marks, sites: Collection[str] = ()) -> Chart:
    """The chart of a course in lines of at most `width` columns (40 or more).

    `sites` chooses whose pain is drawn; without it all are, the gravest where they are many.
    """
    ratings = [rated for rated in course.ratings if not sites or rated.site in sites]
    days, massages = worst_of_days(ratings), massages_of(course)
    room = width - GUTTER - len(marks.side)
    axis = _axis(course, days, massages, room)
    ranked = gravest_sites(days)
    drawn = _Sites(ranked[:MOST_SITES], marks)
    days = [day for day in days if day.site in drawn.alone]
    canvas = Canvas(axis, _shaded(course, axis), marks, drawn.mark_of)
    scales = scales_of(days)
    row = massage_row(massages, axis, marks)
    band = phase_band(course.phases, course, axis, marks)
    return Chart(
        axis=axis,
        panels=tuple(panel(scale, days, course.policy.limit, canvas) for scale in scales),
        foot=tuple(_foot(axis, row, band, marks, room)),
        sites=drawn.alone,
        together=drawn.together,
        left_out=tuple(ranked[MOST_SITES:]),
        periods=len(course.periods) if scales else 0,
        of_a_week=sum(rated.recall == OF_A_WEEK for rated in ratings),
        massages=tuple(massages),
        statuses=tuple(status for status, mark in marks.massages.items() if mark in row),
        phases_named=sum(band.count(kind) for kind in PHASE_KINDS) == len(course.phases),
    )


def _axis(course: Course, days: Sequence[Worst], massages: Sequence[Given], room: int) -> Axis:
    """The days of the span, and those beyond it by the clock where something was spoken."""
    spoken = [one.day for one in (*days, *massages)]
    first, last = min([course.first_day, *spoken]), max([course.last_day, *spoken])
    return axis_of(first, last, room)


def _shaded(course: Course, axis: Axis) -> set[int]:
    """The columns of the days that a high-pain period touches."""
    return {
        column
        for period in course.periods
        for column in axis.span(course.day_of(period.start), course.day_of(period.end - 1))
    }


def _foot(axis: Axis, massages: str, phases: str, marks: Marks, room: int) -> Iterator[str]:
    """The axis and its dates; a row of massages and a band of phases where there are any."""
    rule, dates = dated(axis, marks, room)
    yield BLANK * GUTTER + marks.corner + rule
    yield BLANK * (GUTTER + len(marks.corner)) + dates
    for name, row in (("massage", massages), ("phase", phases)):
        if row:
            yield f"{name:{GUTTER}}{marks.side}{row}"
