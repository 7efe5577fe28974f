"""How far a part of a course is known: on how many days it was rated, and how soon."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rehabtrack.domain.named import Named
from rehabtrack.reports.part import Part


class Gap(Named):
    """Days without a rating, one after the other: the first and the last of them."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many they are."""
        return self.last - self.first + 1


class Coverage(Named):
    """Of `days` those on which it was rated, and the ratings there.

    Only ratings that the rule hears; `unheard` others were of other sites or of 7 days. `late` of
    those that were not `imported` were written down on a later day than theirs; of imported ones it
    is not known when.
    """

    days: int
    rated: int
    gaps: tuple[Gap, ...]
    ratings: int
    imported: int
    late: int
    unheard: int

    @property
    def longest_gap(self) -> Gap | None:
        """The longest gap, of several the newest."""
        return max(self.gaps, key=lambda gap: (gap.days, gap.last), default=None)

    @property
    def share_late(self) -> float | None:
        """The share of the ratings not imported that was written down late."""
        typed = self.ratings - self.imported
        return self.late / typed if typed else None


def coverage(part: Part) -> Coverage:
    """The coverage of the days of a part by the ratings that the rule hears."""
    days, heard = part.days, part.heard
    rated = {day for day, _ in heard}
    typed = [rating for _, rating in heard if not rating.imported]
    return Coverage(
        days=len(days),
        rated=len(rated),
        gaps=tuple(_gaps([day for day in days if day not in rated])),
        ratings=len(heard),
        imported=len(heard) - len(typed),
        late=sum([rating.late for rating in typed]),
        unheard=len(part.ratings) - len(heard),
    )


def _gaps(unrated: Sequence[int]) -> Iterator[Gap]:
    """The runs of days without one between."""
    if unrated:
        ends = [(one, other) for one, other in pairwise(unrated) if other != one + 1]
        firsts = [unrated[0], *(other for _, other in ends)]
        lasts = [*(one for one, _ in ends), unrated[-1]]
        yield from map(Gap, firsts, lasts)
