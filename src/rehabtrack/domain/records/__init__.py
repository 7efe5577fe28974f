"""The records, one class a module; each refuses what cannot be true. Here is what all share.

A record is what the standard library's frozen dataclass is, and type checkers take it for one; but
that writes its methods anew for each class in each run, which took longer than all that a command
does with its records: 0.6 ms a class, and as much again to import it.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Never, Self, dataclass_transform

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import clean_line, clean_note, one_of

LONGEST_MINUTES = 1440  # one day

_MISSING = object()


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """Its fields are its annotations, in their order; `private` ones are in no repr."""

    private: ClassVar[tuple[str, ...]] = ()

    def __init__(self, **given: Any) -> None:
        """Raises what `check` raises, and TypeError for a field missing or unknown."""
        cls = type(self)
        values = vars(self)
        for name in cls.__annotations__:
            values[name] = given.pop(name) if name in given else getattr(cls, name, _MISSING)
        missing = [name for name, value in values.items() if value is _MISSING]
        if given or missing:
            raise TypeError(f"{cls.__name__}: {missing} missing, {list(given)} unknown")
        self.check()

    def check(self) -> None:
        """Refuse what cannot be true, and settle what was given into what is kept."""

    def settle(self, **values: Any) -> None:
        """Give fields their cleaned values; only for `check`."""
        vars(self).update(values)

    def replace(self, **changes: Any) -> Self:
        """The record with other values of these fields; it checks itself anew."""
        return type(self)(**{**vars(self), **changes})

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((type(self), *vars(self).values()))

    def __repr__(self) -> str:
        shown = (f"{k}={v!r}" for k, v in vars(self).items() if k not in self.private)
        return f"{type(self).__name__}({', '.join(shown)})"

    def __setattr__(self, name: str, value: object) -> Never:
        raise AttributeError(f"a record is frozen: {name}")

    def __delattr__(self, name: str) -> Never:
        raise AttributeError(f"a record is frozen: {name}")


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
