"""Logging pain."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rehabtrack.domain.high_pain import RERATE_DAYS
from rehabtrack.domain.moment import DAY
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.services.reassessment import Reassessed, follow
from rehabtrack.storage.journal import Journal


class Logged(NamedTuple):
    """The ratings stored, and the sessions whose assessment they changed."""

    entries: tuple[Entry[PainRating], ...]
    reassessed: list[Reassessed]


def log(journal: Journal, ratings: Sequence[PainRating]) -> Logged:
    """Store ratings made at once, and let the warnings follow."""
    entries = tuple(journal.add(rating, action="log") for rating in ratings)
    return Logged(entries, follow(journal, ratings))


def newest_by_site(journal: Journal, now: int) -> list[Entry[PainRating]]:
    """The newest rating of each site rated in the last RERATE_DAYS, in order of their numbers."""
    newest: dict[str, Entry[PainRating]] = {}
    for entry in journal.between("pain", now - RERATE_DAYS * DAY, now + 1):
        newest[entry.record.site] = entry
    return sorted(newest.values(), key=lambda entry: entry.no)


def sites(entries: Iterable[Entry[PainRating]]) -> list[str]:
    """The sites of some ratings, each once, in their order."""
    return list(dict.fromkeys(entry.record.site for entry in entries))
