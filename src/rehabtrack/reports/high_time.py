"""Time in high pain: what share of the time that is known the high-pain periods are.

Patients and clinicians ask for it beside the worst pain (Stone 2020). The periods are the rule's:
they look ahead of a high rating, and never back, whatever its recall.
"""

from collections.abc import Iterable, Iterator, Sequence

from rehabtrack.domain.high_pain import Judge
from rehabtrack.domain.named import Named
from rehabtrack.domain.periods import Period
from rehabtrack.reports.part import Part
from rehabtrack.reports.spans import Span, common, length


class HighTime(Named):
    """How long the pain was high; times in ms, all of them up to now.

    `known` is what of the part some rating speaks for: a high one as long as it covers, a weak one
    for 24 h (FRESH_HOURS). What is not known is not low. `periods` touch the part; the `longest` is
    cut to it. `high_days` of the `rated_days` have a high rating.
    """

    known: int
    high: int
    periods: int
    longest: Period | None
    rated_days: int
    high_days: int

    @property
    def share(self) -> float | None:
        """The share of the known time that was high."""
        return self.high / self.known if self.known else None


def high_time(part: Part) -> HighTime:
    """The time in high pain of a part, under the policy that the periods are drawn by."""
    course = part.ground.course
    lived = list(common(part.spans, [Span(course.since, max(course.since, course.now))]))
    cut = list(_cut(course.periods, lived))
    weak = Judge(course.policy).weak
    return HighTime(
        known=length(common(lived, part.ground.known)),
        high=length(common(lived, part.ground.high)),
        periods=len(cut),
        longest=max(cut, key=lambda period: (period.end - period.start, period), default=None),
        rated_days=len({day for day, _ in part.heard}),
        high_days=len({day for day, one in part.heard if one.value > weak[one.scale]}),
    )


def _cut(periods: Iterable[Period], lived: Sequence[Span]) -> Iterator[Period]:
    """What of each period lies in a part."""
    for period in periods:
        for start, end in common([Span(period.start, period.end)], lived):
            yield period._replace(start=start, end=end)
