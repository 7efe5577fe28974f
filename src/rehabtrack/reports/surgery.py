"""Before and after a surgery: as many days of one as of the other."""

from collections.abc import Sequence

from rehabtrack.domain.companion_rules import PhaseSpan
from rehabtrack.domain.named import Named
from rehabtrack.reports.course import Course
from rehabtrack.reports.figures import Figures, figures_of
from rehabtrack.reports.ground import Ground
from rehabtrack.reports.levels import Level, place
from rehabtrack.reports.spans import Span

#: On fewer rated days a level of one side is not held against the other's; ours.
FEWEST_DAYS = 7


class Compared(Named):
    """The levels of a site, scale and recall before and after; None where it was not rated.

    `change` is the median after less that before; None where either is of fewer than FEWEST_DAYS.
    """

    site: str
    scale: str
    recall: str
    before: Level | None
    after: Level | None
    change: float | None


class Comparison(Named):
    """The figures of the `days` whole days before the day of a surgery and of as many after it."""

    surgery: PhaseSpan
    days: int
    before: Figures
    after: Figures
    levels: Sequence[Compared]


def comparisons_of(of: Ground) -> list[Comparison]:
    """A comparison for each surgery with a whole day on either side: as long as both sides go.

    They reach to the ends of the span, to now, or to the next surgery that way. The day of the
    surgery is of neither side.
    """
    course = of.course
    surgeries = [phase for phase in course.phases if phase.kind == "surgery"]
    days = [course.day_of(surgery.start) for surgery in surgeries]
    first, end = _whole_days(course)
    return [
        _comparison(of, surgery, day, length)
        for surgery, day in zip(surgeries, days, strict=True)
        if (length := _length(day, first, end, days)) > 0
    ]


def _whole_days(course: Course) -> tuple[int, int]:
    """The first whole day of the course, and the first that is not whole any more, by now."""
    begun = course.begins(course.first_day) < course.since
    return course.first_day + begun, course.day_of(min(course.until, course.now))


def _length(day: int, first: int, end: int, surgeries: Sequence[int]) -> int:
    """How many whole days there are on both sides of one day."""
    before = max([first, *(other + 1 for other in surgeries if other < day)])
    after = min([end, *(other for other in surgeries if other > day)])
    return min(day - before, after - day - 1)


def _comparison(of: Ground, surgery: PhaseSpan, day: int, length: int) -> Comparison:
    sides = [Span(*map(of.course.begins, ends)) for ends in _sides(day, length)]
    before, after = (figures_of(of, [side]) for side in sides)
    return Comparison(surgery, length, before, after, _compared(before.levels, after.levels))


def _sides(day: int, length: int) -> tuple[tuple[int, int], tuple[int, int]]:
    return (day - length, day), (day + 1, day + 1 + length)


def _compared(before: Sequence[Level], after: Sequence[Level]) -> list[Compared]:
    sides = [{level.key: level for level in levels} for levels in (before, after)]
    keys = sorted({*sides[0], *sides[1]}, key=place)
    pairs = ((key, sides[0].get(key), sides[1].get(key)) for key in keys)
    return [Compared(*key, one, other, _change(one, other)) for key, one, other in pairs]


def _change(before: Level | None, after: Level | None) -> float | None:
    if before is None or after is None or min(before.days, after.days) < FEWEST_DAYS:
        return None
    if before.median is None or after.median is None:
        return None
    return after.median - before.median
