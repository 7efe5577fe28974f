"""What a change touched, and the wholesale part of taking it back."""

from collections.abc import Iterator
from typing import Any

from rehabtrack.domain.records.entry import Entry
from rehabtrack.storage.journal import KINDS, TIMED_KINDS, Journal, entry_of


def made_by(journal: Journal, change: int) -> Iterator[Entry[Any]]:
    """The entries whose present version that change made."""
    for kind in KINDS:
        for row in journal.query(f"{kind.upper()}_MADE_BY", change=change):
            yield entry_of(kind, row)


def voided_by(journal: Journal, change: int) -> Iterator[Entry[Any]]:
    """The entries that that change voided with others, and made no version of."""
    for kind in KINDS:
        for row in journal.query(f"{kind.upper()}_VOIDED_BY", change=change):
            entry = entry_of(kind, row)
            if entry.change != change:
                yield entry


def outgrown(journal: Journal, change: int) -> Iterator[tuple[str, int]]:
    """(kind, no) of the entries of which that change made a version that is no longer last."""
    for kind in KINDS:
        for (no,) in journal.query(f"{kind.upper()}_ONCE_MADE_BY", change=change):
            yield kind, no


def void_made_by(journal: Journal, change: int, reason: str) -> None:
    """Void at once every entry, the patient apart, that a change made and none has altered."""
    for kind in TIMED_KINDS:
        if kind == "addendum":
            continue  # it stays, as does a signed note
        journal.update(
            f"{kind.upper()}_VOID_MADE_BY",
            of_change=change,
            voided_by=journal.begun.no,
            void_reason=reason,
        )


def unvoid_voided_by(journal: Journal, change: int) -> None:
    """Bring back at once every entry that a change voided, and those that later ones left so."""
    for kind in KINDS:
        rows = journal.query(f"{kind.upper()}_VOIDED_BY", change=change)
        voided = [entry_of(kind, row) for row in rows]
        for entry in (entry for entry in voided if entry.change > change):
            journal.restore(entry, entry._replace(voided_by=0, void_reason=None), action="redo")
        journal.update(f"{kind.upper()}_UNVOID", of_change=change, voided_by=0, void_reason=None)


def take_back_answers(journal: Journal, change: int) -> None:
    """Void the answers a change gave, and bring back those it voided."""
    journal.update("ANSWER_UNVOID", of_change=change, voided_by=0)
    journal.update("ANSWER_VOID_MADE_BY", of_change=change, voided_by=journal.begun.no)
