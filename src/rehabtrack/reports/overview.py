"""All the figures of a course at once, as a page shows them."""

from collections.abc import Sequence

from rehabtrack.domain.named import Named
from rehabtrack.reports.course import Course
from rehabtrack.reports.days import Day, days_of
from rehabtrack.reports.figures import Figures, PhaseFigures, figures_of, phases_of
from rehabtrack.reports.ground import ground
from rehabtrack.reports.surgery import Comparison, comparisons_of


class Overview(Named):
    """The figures of the whole span, of its phases, around its surgeries, and its rated days."""

    whole: Figures
    phases: Sequence[PhaseFigures]
    surgeries: Sequence[Comparison]
    days: Sequence[Day]


def overview(course: Course) -> Overview:
    """What `figures`, `by_phase`, `around_surgery` and `rated_days` give, in half the time."""
    of = ground(course)
    whole = figures_of(of, [of.whole])
    return Overview(whole, phases_of(of), comparisons_of(of), days_of(of))
