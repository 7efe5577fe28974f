"""Logging pain."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.services.following import follow
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.domain.records.symptom import Symptom
    from rehabtrack.services.reassessment import Reassessed


class Logged(Named):
    """The ratings and symptoms stored, and the sessions whose assessment they changed."""

    entries: tuple[Entry[PainRating], ...]
    reassessed: "list[Reassessed]"
    symptoms: "tuple[Entry[Symptom], ...]"


def log(
    journal: Journal, ratings: Sequence[PainRating], symptoms: "Sequence[Symptom]" = ()
) -> Logged:
    """Store ratings made and symptoms noticed at once, and let the warnings follow."""
    entries = tuple(journal.add(rating, action="log") for rating in ratings)
    noted: tuple[Entry[Symptom], ...] = ()
    if symptoms:
        from rehabtrack.services.red_flags import note_symptoms

        noted = note_symptoms(journal, symptoms)
    return Logged(entries, follow(journal, ratings), noted)
