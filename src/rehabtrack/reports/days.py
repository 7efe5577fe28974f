"""The days of a course, one by one, as pictures show them: those without a rating are absent."""

from collections.abc import Mapping, Sequence

from rehabtrack.domain.high_pain import Judge
from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import RECALLS, SCALES, category
from rehabtrack.domain.sites import site_counts
from rehabtrack.reports.course import Course, Rated
from rehabtrack.reports.ground import Ground, ground
from rehabtrack.reports.levels import site_place
from rehabtrack.reports.part import part_of


class SiteDay(Named):
    """The `n` ratings of a site on a day.

    Their highest category, whether one is high, the highest value on each scale in order of
    SCALES, and the recalls they are of in order of RECALLS.
    """

    site: str
    category: int
    high: bool
    values: tuple[tuple[str, int], ...]
    recalls: tuple[str, ...]
    n: int


class Day(Named):
    """A rated day, counted from 1970-01-01; `elsewhere` is what the rule does not hear."""

    day: int
    sites: Sequence[SiteDay]
    elsewhere: Sequence[SiteDay]

    @property
    def category(self) -> int | None:
        """The highest category of the sites that count; None where none of them was rated."""
        return max((site.category for site in self.sites), default=None)

    @property
    def high(self) -> bool:
        """Whether a rating of a site that counts was high."""
        return any(site.high for site in self.sites)


def rated_days(course: Course) -> list[Day]:
    """The rated days, oldest first; the average of 7 days is of no single one."""
    return days_of(ground(course))


def days_of(of: Ground) -> list[Day]:
    """The same of a course whose ground is known."""
    of_day: dict[int, dict[str, list[Rated]]] = {}
    for day, rating in part_of(of, [of.whole]).ratings:
        if rating.recall != "average-7d":
            of_day.setdefault(day, {}).setdefault(rating.site, []).append(rating)
    weak = Judge(of.course.policy).weak
    return [_day(day, of_day[day], weak) for day in sorted(of_day)]


def _day(day: int, of_site: Mapping[str, Sequence[Rated]], weak: Mapping[str, int]) -> Day:
    found = [_site_day(site, of_site[site], weak) for site in sorted(of_site, key=site_place)]
    here = [one for one in found if site_counts(one.site)]
    return Day(day, here, found[len(here) :])


def _site_day(site: str, ratings: Sequence[Rated], weak: Mapping[str, int]) -> SiteDay:
    highest: dict[str, int] = {}
    for one in ratings:
        if one.value >= highest.get(one.scale, 0):
            highest[one.scale] = one.value
    values = tuple([(scale, highest[scale]) for scale in SCALES if scale in highest])
    recalls = {one.recall for one in ratings}
    return SiteDay(
        site,
        max([category(scale, value) for scale, value in values]),
        max([value > weak[scale] for scale, value in values]),
        values,
        tuple([recall for recall in RECALLS if recall in recalls]),
        len(ratings),
    )
