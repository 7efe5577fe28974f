"""The high-pain periods: when a massage is not advised, for people and charts to look at."""

from collections.abc import Iterable, Iterator, Sequence

from rehabtrack.domain.high_pain import Judge, Reading, Row
from rehabtrack.domain.moment import EARLIEST
from rehabtrack.domain.named import Named
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.scales import SCALES, category
from rehabtrack.domain.sites import SITES


class Peak(Named):
    """The highest category of a period, and its highest value on each scale in order of SCALES."""

    category: int
    values: tuple[tuple[str, int], ...]


class Period(Named):
    """A high-pain period [start, end); its sites in order of SITES."""

    start: int
    end: int
    sites: tuple[str, ...]
    peak: Peak


def high_pain_periods(readings: Iterable[Row], policy: Policy) -> Iterator[Period]:
    """The union of the covers of the high ratings, in order of time as `readings` must be."""
    return (_period(high, end) for high, end in high_runs(readings, policy))


def high_runs(readings: Iterable[Row], policy: Policy) -> Iterator[tuple[list[Reading], int]]:
    """Of each high-pain period its high ratings, in order of time, and its end."""
    judge = Judge(policy)
    high: list[Reading] = []
    end = EARLIEST
    for reading in filter(judge.is_high, map(Reading._make, readings)):
        if high and reading.at < high[-1].at:
            raise ValueError("periods are drawn from ratings in order of time")
        if high and reading.at > end:
            yield high, end
            high = []
        high.append(reading)
        end = max(end, judge.cover_end(reading))
    if high:
        yield high, end


def _period(high: Sequence[Reading], end: int) -> Period:
    rated = {reading.site for reading in high}
    top = max(category(reading.scale, reading.value) for reading in high)
    highest = {
        reading.scale: reading.value
        for reading in sorted(high, key=lambda reading: reading.value)
        if category(reading.scale, reading.value) == top
    }
    values = tuple((scale, highest[scale]) for scale in SCALES if scale in highest)
    return Period(high[0].at, end, tuple(s for s in SITES if s in rated), Peak(top, values))
