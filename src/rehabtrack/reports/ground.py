"""What every part of a course is cut from, found once for all of them."""

from collections.abc import Iterator, Sequence

from rehabtrack.domain.high_pain import FRESH_HOURS, Judge
from rehabtrack.domain.moment import HOUR
from rehabtrack.domain.named import Named
from rehabtrack.reports.course import Course, Rated
from rehabtrack.reports.spans import Span, joined


class Dated(Named):
    """A rating, and the day that it is counted on."""

    day: int
    rating: Rated


class Ground(Named):
    """A course, its ratings each with the day that it speaks of, and two unions of time.

    `high` is when the pain was high, `known` when some rating speaks for it: a high one as long as
    it covers, a weak one for 24 h (FRESH_HOURS) or its day.
    """

    course: Course
    dated: Sequence[Dated]
    high: Sequence[Span]
    known: Sequence[Span]

    @property
    def whole(self) -> Span:
        """The span of the course."""
        return Span(self.course.since, self.course.until)


def ground(course: Course) -> Ground:
    """What the parts of a course are cut from."""
    high = [(period.start, period.end) for period in course.periods]
    dated = [Dated._make((rating.day, rating)) for rating in course.ratings]
    return Ground(course, dated, joined(high), joined([*high, *_spoken_for(course)]))


def _spoken_for(course: Course) -> Iterator[tuple[int, int]]:
    """The time for which each rating speaks that is not high; that of a high one is a period."""
    weak, fresh = Judge(course.policy).weak, FRESH_HOURS * HOUR
    for ratings in (course.earlier, course.ratings):
        for rating in ratings:
            if rating.counts and rating.value <= weak[rating.scale]:
                yield rating.at, rating.at + max(rating.width, fresh)
