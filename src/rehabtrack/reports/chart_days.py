"""The worst pain of each day, site and scale: what a chart of the pain draws."""

from collections.abc import Collection, Iterable

from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import SCALES, category
from rehabtrack.domain.sites import site_counts
from rehabtrack.reports.course import Rated

#: It speaks of a week, so no day is its own.
OF_A_WEEK = "average-7d"


class Worst(Named):
    """The highest of the `n` ratings of a day (since 1970-01-01) at one site and on one scale."""

    day: int
    site: str
    scale: str
    value: int
    n: int


def worst_of_days(ratings: Iterable[Rated]) -> list[Worst]:
    """The worst of every day rated, by day, site and scale; averages of a week are left out."""
    found: dict[tuple[int, str, str], list[int]] = {}
    for rated in ratings:
        if rated.recall != OF_A_WEEK:
            found.setdefault((rated.day, rated.site, rated.scale), []).append(rated.value)
    return [Worst(*key, max(values), len(values)) for key, values in sorted(found.items())]


def gravest_sites(days: Iterable[Worst]) -> list[str]:
    """The sites: those that count first, then the worst, then those rated on most days."""
    rank: dict[str, tuple[int, int]] = {}
    for day in days:
        worst, rated = rank.get(day.site, (0, 0))
        rank[day.site] = max(worst, category(day.scale, day.value)), rated + 1
    return sorted(rank, key=lambda site: (not site_counts(site), *(-n for n in rank[site]), site))


def scales_of(days: Iterable[Worst]) -> list[str]:
    """The scales rated on, in order of SCALES."""
    rated: Collection[str] = {day.scale for day in days}
    return [scale for scale in SCALES if scale in rated]
