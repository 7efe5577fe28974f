"""What the fields of several records have in common."""

from collections.abc import Iterable

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import clean_line, clean_note, one_of

LONGEST_MINUTES = 1440  # one day


def line_or_none(text: str | None, what: str) -> str | None:
    """The text as one clean line, or None where nothing was given; raises Refused."""
    return None if text is None else clean_line(text, what)


def note_or_none(text: str | None) -> str | None:
    """The note as it is stored, or None where it is missing or blank; raises Refused."""
    return clean_note(text) if text is not None and text.strip() else None


def words_once(texts: Iterable[str], known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Known words or `other:WORD`, each once, in their order; raises UnknownWord."""
    return tuple(dict.fromkeys(one_of(text, known, what, other=True) for text in texts))


def refuse_minutes(minutes: int | None, what: str) -> None:
    """Raises Refused for a length outside 1 to LONGEST_MINUTES."""
    if minutes is not None and not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused(
            f"A {what} cannot last {minutes} minutes.", f"Use 1 to {LONGEST_MINUTES} minutes."
        )


def refuse_end(at: int, end_at: int | None, what: str, *, event: bool = False) -> None:
    """Raises Refused for an end (ms) not after the start; an event may end as it starts."""
    if end_at is not None and (end_at < at or (end_at == at and not event)):
        raise Refused(f"The {what} would end before it starts.", "Give an end after its start.")
