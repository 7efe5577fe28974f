"""What is kept of the many records that a change can have touched."""

from array import array
from collections.abc import Iterable, MutableSequence
from typing import Any

from rehabtrack.domain.records.entry import Entry
from rehabtrack.services.shifts import FIRST


class Touched:
    """The entries that a change touched: of the many ratings of an import, only what is needed.

    `altered` have several versions, `felt` are all but the ratings, and of these the first and the
    last that count: as much as sessions can feel.
    """

    def __init__(self, entries: Iterable[Entry[Any]]) -> None:
        self.first: list[Entry[Any]] = []
        self.numbers: dict[str, MutableSequence[int]] = {}
        self.altered: list[Entry[Any]] = []
        self._others: list[Entry[Any]] = []
        self._rated: list[Entry[Any]] = []
        for entry in entries:
            self._add(entry)

    @property
    def felt(self) -> list[Entry[Any]]:
        """What sessions can feel of all of them."""
        return [*self._others, *self._rated]

    def _add(self, entry: Entry[Any]) -> None:
        self.numbers.setdefault(entry.kind, array("q")).append(entry.no)
        if len(self.first) < FIRST:
            self.first.append(entry)
        if entry.version > 1:
            self.altered.append(entry)
        if entry.kind != "pain":
            self._others.append(entry)
        elif entry.record.counts:
            in_order = sorted([*self._rated, entry], key=lambda one: one.record.moment.at)
            self._rated = [in_order[0], in_order[-1]]
