"""Scores of function over time, each held against the first of its questionnaire."""

from rehabtrack.domain.instruments import INSTRUMENTS, Change, Instrument, instrument
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.score import FunctionScore
from rehabtrack.storage.journal import Journal


class Compared(Named):
    """A score, and how it stands to the first of its questionnaire; of the first itself None."""

    entry: Entry[FunctionScore]
    first: Entry[FunctionScore]
    change: Change | None


def add(journal: Journal, score: FunctionScore) -> Entry[FunctionScore]:
    """Store the score of a questionnaire."""
    return journal.add(score, action="score add")


def over_time(journal: Journal) -> list[tuple[Instrument, list[Compared]]]:
    """The scores that are not void, oldest first, of each questionnaire that has any."""
    of_code: dict[str, list[Entry[FunctionScore]]] = {code: [] for code in INSTRUMENTS}
    for entry in journal.between("score"):
        of_code[entry.record.instrument].append(entry)
    return [
        (instrument(code), _compared(instrument(code), entries))
        for code, entries in of_code.items()
        if entries
    ]


def _compared(scale: Instrument, entries: list[Entry[FunctionScore]]) -> list[Compared]:
    first, *later = entries
    begun = first.record.tenths
    return [Compared(first, first, None)] + [
        Compared(entry, first, scale.change(begun, entry.record.tenths)) for entry in later
    ]
