"""How high the pain was: at each site, on each scale and of each recall, none mixed."""

from collections.abc import Iterable
from itertools import takewhile

from rehabtrack.domain.named import Named
from rehabtrack.domain.response_groups import summary
from rehabtrack.domain.scales import CATEGORIES, RECALLS, SCALES
from rehabtrack.domain.sites import SITES, site_counts
from rehabtrack.reports.course import Rated
from rehabtrack.reports.ground import Dated


class Level(Named):
    """The `n` ratings of one site, scale and recall, on so many days.

    The median is of ratings, not of days; None where they are fewer than 3 (`FEWEST`). `worst` is
    the newest of the highest, `newest` of several at one instant the highest.
    """

    site: str
    scale: str
    recall: str
    n: int
    days: int
    worst: Rated
    median: float | None
    newest: Rated

    @property
    def key(self) -> tuple[str, str, str]:
        """The site, the scale and the recall, none of which is held against another."""
        return self.site, self.scale, self.recall


def levels(ratings: Iterable[Dated]) -> list[Level]:
    """The levels of ratings in order of time: by site as SITES has them, by scale, by recall."""
    groups: dict[tuple[str, str, str], list[Dated]] = {}
    for dated in ratings:
        rating = dated.rating
        groups.setdefault((rating.site, rating.scale, rating.recall), []).append(dated)
    return [_level(groups[key]) for key in sorted(groups, key=place)]


def _level(dated: list[Dated]) -> Level:
    ratings = [rating for _, rating in dated]
    values = [rating.value for rating in ratings]
    highest, last = max(values), ratings[-1].at
    return Level(
        *(ratings[0].site, ratings[0].scale, ratings[0].recall),
        n=len(ratings),
        days=len({day for day, _ in dated}),
        worst=max(rating for rating in ratings if rating.value == highest),
        median=summary(values).median,
        newest=max(
            takewhile(lambda rating: rating.at == last, reversed(ratings)),
            key=lambda rating: (rating.value, rating),
        ),
    )


def place(key: tuple[str, str, str]) -> tuple[tuple[int, str], int, int]:
    """Where a site, scale and recall stand among the levels."""
    site, scale, recall = key
    return site_place(site), SCALES.index(scale), RECALLS.index(recall)


def site_place(site: str) -> tuple[int, str]:
    """Where a site stands among all: those that count in order of SITES, others by name."""
    return (SITES.index(site) if site_counts(site) else len(SITES)), site


def median_words(scale: str, median: float) -> str:
    """A median as people read it: `2.5/10`, `30/100 mm`, `weak`, `weak to moderate`."""
    if scale == "vrs":
        lower, upper = CATEGORIES[int(median)], CATEGORIES[-int(-median // 1)]
        return lower if lower == upper else f"{lower} to {upper}"
    return f"{median:g}" + {"nrs": "/10", "vas": "/100 mm", "faces": "/10 faces"}[scale]
