"""What tables hold, read and checked, and laid aside until it is stored."""

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from rehabtrack.domain.words import folded
from rehabtrack.interchange.items import Item, Refusal, Row, Skipped
from rehabtrack.storage.rows import columns_of
from rehabtrack.storage.staging import Staging

#: A record as its table holds it, in the order of COLUMNS.
Columns = tuple[Any, ...]

_AT_ONCE = 1000  # rows laid aside together
_KEPT = 4096  # records of which the columns are remembered; ours


class Staged:
    """What tables of a kind hold, before anything is stored: the good rows, the others counted.

    A row waits as (patient, at, table, identity, content), whose patient and table are numbers;
    `content_of` reads the content, which a row that is passed over has none of.
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
        self._contents: dict[object, tuple[object, bytes]] = {}
        self._staging = Staging(5, in_memory=in_memory)
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
        _, name, moment, _, identity, notice, _ = row
        if notice:
            self.settled[notice] += 1
        return (self._number(name), moment[0], self._tables, identity, self._content(row))

    def _passed_over(self, row: Skipped) -> list[Columns]:
        self.skipped[row.reason] += 1
        if row.place is None:
            return []
        name, at, identity = row.place
        return [(self._number(name), at, self._tables, identity, None)]

    def _content(self, row: Row) -> bytes:
        """The columns between `at` and `origin`, in one.

        Those of a massage depend on its moment; those of a rating are alike for all like it.
        """
        if self.kind != "pain":
            return _packed(self.kind, row.record)
        _, _, (_, width, offset, zone), like, *_ = row
        key = (id(like), width, offset, zone)
        known = self._contents.get(key)
        if known is None or known[0] is not like:
            known = like, _packed(self.kind, row.record)
            if len(self._contents) >= _KEPT:
                self._contents.clear()
            if like.note is None:
                self._contents[key] = known
        return known[1]

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers.setdefault(folded(name), len(self.names))
            self._numbers[name] = number
            if number == len(self.names):
                self.names.append(name)
        return number


def content_of(packed: bytes) -> Columns:
    """The columns between `at` and `origin` of a row that waits."""
    content: Columns = marshal.loads(packed)  # noqa: S302 (what this process packed)
    return content


def _packed(kind: str, record: object) -> bytes:
    columns: Columns = columns_of(kind, record)
    return marshal.dumps(columns[1:-1])
