"""Logging pain."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.services.following import follow
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.services.reassessment import Reassessed


class Logged(Named):
    """The ratings stored, and the sessions whose assessment they changed."""

    entries: tuple[Entry[PainRating], ...]
    reassessed: "list[Reassessed]"


def log(journal: Journal, ratings: Sequence[PainRating]) -> Logged:
    """Store ratings made at once, and let the warnings follow."""
    entries = tuple(journal.add(rating, action="log") for rating in ratings)
    return Logged(entries, follow(journal, ratings))
