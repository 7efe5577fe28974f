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
from rehabtrack.reports.ground import Ground, ground
from rehabtrack.reports.high_time import HighTime, high_time
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
    of = ground(course)
    return figures_of(of, [of.whole])


def figures_of(of: Ground, spans: Iterable[Span]) -> Figures:
    """The figures of what lies in these spans, cut to the course's own."""
    return figures_in(part_of(of, spans))


def by_phase(course: Course) -> list[PhaseFigures]:
    """The figures of each phase that touches the span, oldest first, then of the time in none.

    A day on which a phase changes is a day of both. Less than a day in none is left out where
    nothing was recorded in it.
    """
    return phases_of(ground(course))


def phases_of(of: Ground) -> list[PhaseFigures]:
    """The same of a course whose ground is known."""
    phases = of.course.phases
    found = [PhaseFigures(phase, figures_of_phase(of, phase)) for phase in phases]
    between = part_of(of, rest(of.whole, [_span(of, phase) for phase in phases]))
    if between.recorded or length(between.spans) >= DAY:
        found.append(PhaseFigures(None, figures_in(between)))
    return found


def figures_of_phase(of: Ground, phase: PhaseSpan) -> Figures:
    """The figures of one phase, cut to the course's span."""
    return figures_of(of, [_span(of, phase)])


def _span(of: Ground, phase: PhaseSpan) -> Span:
    return Span(phase.start, of.whole.end if phase.end is None else phase.end)


def figures_in(part: Part) -> Figures:
    """The figures of a part of a course."""
    found = levels(part.ratings)
    return Figures(
        spans=part.spans,
        coverage=coverage(part),
        levels=[level for level in found if site_counts(level.site)],
        elsewhere=[level for level in found if not site_counts(level.site)],
        high=high_time(part),
        massages=massages(part.sessions, part.skipped),
        responses=grouped(part.treated, "technique"),
        measures=in_use(part.measures),
        function=function(part.scores),
    )
