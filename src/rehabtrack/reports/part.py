"""A part of a course: what lies in some spans of it, and on which days."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TypeVar

from rehabtrack.domain.instruments import Instrument
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.response_groups import Treated
from rehabtrack.reports.course import Course, Scored, Session, Skipped
from rehabtrack.reports.ground import Dated, Ground
from rehabtrack.reports.spans import Span, common, joined

_Recorded = TypeVar("_Recorded")
_of = attrgetter("of")


class Part(Named):
    """What of a course lies in `spans`, a union in order of time.

    `days` are those that the spans touch, up to today. A rating is counted on the day it speaks of
    or, where that lies outside, on the nearest day of the span that holds its instant; those that
    the rule hears are `heard`. A massage lies where it is judged; a measure wherever it goes on.
    """

    ground: Ground
    spans: Sequence[Span]
    days: Sequence[int]
    ratings: Sequence[Dated]
    heard: Sequence[Dated]
    sessions: Sequence[Session]
    skipped: Sequence[Skipped]
    treated: Sequence[Treated]
    measures: Sequence[Measure]
    scores: Sequence[tuple[Instrument, Sequence[Scored]]]

    @property
    def recorded(self) -> bool:
        """Whether anything was recorded in it; a measure may have been before."""
        return any((self.ratings, self.sessions, self.skipped, self.scores))


def part_of(ground: Ground, spans: Iterable[Span]) -> Part:
    """The part of a course that lies in these spans, cut to the course's own."""
    course = ground.course
    cut = list(common(joined(spans), [ground.whole]))

    def inside(found: Iterable[_Recorded], at: Callable[[_Recorded], int]) -> list[_Recorded]:
        return [one for one in found if any(start <= at(one) < end for start, end in cut)]

    days: set[int] = set()
    ratings: list[Dated] = []
    for span in cut:
        first, end = (bisect_left(course.ratings, at, key=_of) for at in span)
        rated = ground.dated[first:end]
        touched = _days(course, span, rated)
        days.update(touched)
        ratings += _within(touched, rated)
    return Part(
        ground=ground,
        spans=cut,
        days=sorted(days),
        ratings=ratings,
        heard=[dated for dated in ratings if dated.rating.counts],
        sessions=inside(course.sessions, lambda one: one.moment.judged_at),
        skipped=inside(course.skipped, lambda one: one.moment.at),
        treated=inside(course.treated, lambda one: one.moment.judged_at),
        measures=[one for one in course.measures if _goes_on(one, cut)],
        scores=[
            (scale, within)
            for scale, series in course.scores
            if (within := inside(series, lambda one: one.moment.at))
        ],
    )


def _days(course: Course, span: Span, rated: Sequence[Dated]) -> range:
    """The days that a span touches: up to today, or to what is rated ahead of the clock."""
    latest = max([course.now, *(one.rating.of for one in rated[-1:])])
    last = course.day_of(min(span.end - 1, latest))
    return range(course.day_of(span.start), last + 1)


def _within(days: range, rated: Sequence[Dated]) -> list[Dated]:
    """The ratings, each that speaks of no day of these on the nearest of them."""
    if not days:
        return []
    first, last = days[0], days[-1]
    return [
        one if first <= one.day <= last else Dated(min(max(one.day, first), last), one.rating)
        for one in rated
    ]


def _goes_on(measure: Measure, spans: Iterable[Span]) -> bool:
    """Whether a measure goes on at any instant of them; an event ends as it starts."""
    at, end = measure.moment.at, measure.end_at
    return any(at < span.end and (end is None or max(end, at + 1) > span.start) for span in spans)
