"""What tables hold, read and checked, and laid aside until it is stored."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from rehabtrack.domain.words import folded
from rehabtrack.interchange.table import Item, Refusal, Row, Skipped
from rehabtrack.storage.rows import COLUMNS, columns_of
from rehabtrack.storage.staging import Staging

#: A record as its table holds it, in the order of COLUMNS.
Columns = tuple[Any, ...]

_AT_ONCE = 1000  # rows laid aside together
_KEPT = 4096  # records of which the columns are remembered; ours
_MOMENT = 4  # the columns of a moment, the first ones of a record


class Staged:
    """What tables of a kind hold, before anything is stored: the good rows, the others counted.

    A row waits as (patient, at, table, identity, its columns without `at` and `origin`), whose
    patient and table are numbers; of a row that is passed over the columns are missing.
    """

    def __init__(self, kind: str, patients: Iterable[str] = (), *, in_memory: bool = False) -> None:
        """`patients` are those of the file in its order, in which an import stores quickest.

        `in_memory` keeps the rows of an encrypted database off the disk.
        """
        self.kind = kind
        self.read = 0
        self.refused = 0
        self.skipped: Counter[str] = Counter()
        self.settled: Counter[str] = Counter()
        self.names: list[str] = []  # by number, as first written
        self._numbers: dict[str, int] = {}  # by the name as written, and folded
        self._tables = 0
        self._contents: dict[int, tuple[object, Columns]] = {}  # by the id of the record
        self._missing = (None,) * (len(COLUMNS[kind]) - 2)
        self._staging = Staging(_MOMENT + len(self._missing), in_memory=in_memory)
        for name in patients:
            self._number(name)

    def take(self, items: Iterable[Item]) -> Iterator[Refusal]:
        """Take in one table whole; the rows that are refused come back."""
        self._tables += 1
        batch: list[Columns] = []
        for item in items:
            self.read += 1
            if isinstance(item, Refusal):
                self.refused += 1
                yield item
            elif isinstance(item, Row):
                batch.append(self._laid(item))
            else:
                batch += self._passed_over(item)
            if len(batch) >= _AT_ONCE:
                self._staging.add(batch)
                batch.clear()
        self._staging.add(batch)

    def by_patient(self) -> Iterator[tuple[str, Iterator[Columns]]]:
        """(a patient's name as first written, her rows in order of time)."""
        for number, rows in groupby(self._staging, key=itemgetter(0)):
            yield self.names[number], rows

    def close(self) -> None:
        """Let go of the rows."""
        self._staging.close()

    def _laid(self, row: Row) -> Columns:
        _, name, (at, width, offset, zone), _, identity, notice = row
        if notice:
            self.settled[notice] += 1
        content = self._content(row)
        return (self._number(name), at, self._tables, identity, width, offset, zone, *content)

    def _passed_over(self, row: Skipped) -> list[Columns]:
        self.skipped[row.reason] += 1
        if row.place is None:
            return []
        name, at, identity = row.place
        return [(self._number(name), at, self._tables, identity, *self._missing)]

    def _content(self, row: Row) -> Columns:
        """The columns between a record's moment and its origin.

        Those of a massage depend on its moment; those of a rating are alike for all like it.
        """
        if self.kind != "pain":
            return columns_of(self.kind, row.record)[_MOMENT:-1]
        known = self._contents.get(id(row.like))
        if known is None or known[0] is not row.like:
            known = row.like, columns_of(self.kind, row.like)[_MOMENT:-1]
            if len(self._contents) >= _KEPT:
                self._contents.clear()
            if row.like.note is None:
                self._contents[id(row.like)] = known
        return known[1]

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers.setdefault(folded(name), len(self.names))
            self._numbers[name] = number
            if number == len(self.names):
                self.names.append(name)
        return number
