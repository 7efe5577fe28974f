"""The figures of a course: of its whole span, and of each phase.

Each is of one part, and says of how many it is: days without a rating are gaps, never painless.
"""

from collections.abc import Iterable, Sequence

from rehabtrack.domain.companion_rules import PhaseSpan
from rehabtrack.domain.moment import DAY
from rehabtrack.domain.named import Named
from rehabtrack.domain.response_groups import Group, grouped
from rehabtrack.domain.sites import site_counts
from rehabtrack.reports.care import Function, InUse, function, in_use
from rehabtrack.reports.course import Course
from rehabtrack.reports.coverage import Coverage, coverage
from rehabtrack.reports.high_time import HighTime, Times, high_time, times
from rehabtrack.reports.levels import Level, levels
from rehabtrack.reports.massages import Massages, massages
from rehabtrack.reports.part import Part, part_of
from rehabtrack.reports.spans import Span, length, rest


class Figures(Named):
    """What a part of a course comes to.

    `levels` are of the sites that count for the rule, `elsewhere` of the others. `responses` are
    by technique.
    """

    spans: Sequence[Span]
    coverage: Coverage
    levels: Sequence[Level]
    elsewhere: Sequence[Level]
    high: HighTime
    massages: Massages
    responses: Sequence[Group]
    measures: Sequence[InUse]
    function: Sequence[Function]


class PhaseFigures(Named):
    """The figures of a phase, cut to the course's span; of the time in none where it is None."""

    phase: PhaseSpan | None
    figures: Figures


def figures(course: Course) -> Figures:
    """The figures of the whole span."""
    return figures_of(course, [Span(course.since, course.until)])


def figures_of(course: Course, spans: Iterable[Span]) -> Figures:
    """The figures of what lies in these spans, cut to the course's own."""
    return _figures(part_of(course, spans), times(course))


def by_phase(course: Course) -> list[PhaseFigures]:
    """The figures of each phase that touches the span, oldest first, then of the time in none.

    A day on which a phase changes is a day of both. Less than a day in none is left out where
    nothing was recorded in it.
    """
    of, spans = times(course), [_span(phase, course) for phase in course.phases]
    found = [
        PhaseFigures(phase, _figures(part_of(course, [span]), of))
        for phase, span in zip(course.phases, spans, strict=True)
    ]
    between = part_of(course, rest(Span(course.since, course.until), spans))
    if between.recorded or length(between.spans) >= DAY:
        found.append(PhaseFigures(None, _figures(between, of)))
    return found


def _span(phase: PhaseSpan, course: Course) -> Span:
    return Span(phase.start, course.until if phase.end is None else phase.end)


def _figures(part: Part, of: Times) -> Figures:
    found = levels(part.ratings)
    return Figures(
        spans=part.spans,
        coverage=coverage(part.days, part.heard),
        levels=[level for level in found if site_counts(level.site)],
        elsewhere=[level for level in found if not site_counts(level.site)],
        high=high_time(part, of),
        massages=massages(part.sessions, part.skipped),
        responses=grouped(part.treated, "technique"),
        measures=in_use(part.measures),
        function=function(part.scores),
    )
