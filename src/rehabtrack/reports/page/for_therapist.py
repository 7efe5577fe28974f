"""What a therapist looks for: whether a massage may be given now, within which limits."""

from collections.abc import Sequence

from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.reports.course import Course
from rehabtrack.reports.figures import Figures
from rehabtrack.reports.page.treatment import (
    limits,
    massage_words,
    phase_words,
    standing_words,
)
from rehabtrack.reports.page.wording import Line, sentence


def for_therapist(
    course: Course, found: Figures, clearances: Sequence[Clearance], verdict: str
) -> list[Line]:
    """The verdict as of now, the doctor's word, the phase, and how the last massages stood."""
    phase = ("Phase", sentence(phase_words(course)))
    first, *rest = beside(clearances, found, verdict)
    return [first, ("Doctor", standing_words(course, clearances)), *rest[:-1], phase, rest[-1]]


def beside(clearances: Sequence[Clearance], found: Figures, verdict: str) -> list[Line]:
    """Those of the lines that the doctor's do not say."""
    return [
        ("Verdict", verdict),
        *(("Limits", sentence(words)) for words in limits(clearances)),
        ("Massages", massage_words(found.massages)),
    ]
