"""What files hold, read and checked, and laid aside until it is stored."""

import marshal
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from rehabtrack.domain.words import folded
from rehabtrack.interchange.items import Item, Refusal, Row, Skipped
from rehabtrack.storage.journal import KINDS
from rehabtrack.storage.rows import columns_of, kind_of
from rehabtrack.storage.staging import Staging

#: A record as its table holds it, in the order of COLUMNS.
Columns = tuple[Any, ...]

_AT_ONCE = 1000  # rows laid aside together
_KEPT = 4096  # records of which the columns are remembered; ours
_PLACES = {kind: place for place, kind in enumerate(KINDS)}


class Staged:
    """What files hold, before anything is stored: the good rows, the others counted.

    A row waits as (whose and what, at, file, identity, content, original, link): the first a number
    for the patient and the kind, which a journal stores in this order, the last what `link_of`
    reads. `content_of` reads the content, which a row that is passed over has none of.
    """

    def __init__(self, patients: Iterable[str] = (), *, in_memory: bool = False) -> None:
        """`patients` are those of the file in its order, in which an import stores quickest.

        `in_memory` keeps the rows of an encrypted database off the disk.
        """
        self.read = 0
        self.refused = 0
        self.skipped: Counter[str] = Counter()
        self.settled: Counter[str] = Counter()
        self.names: list[str] = []  # by number, as first written
        self._numbers: dict[str, int] = {}  # by the name as written, and folded
        self._files = 0
        self._kinds: dict[type, tuple[str, int]] = {}  # the kind and its place, by class
        self._contents: dict[object, tuple[object, bytes]] = {}
        self._staging = Staging(7, in_memory=in_memory)
        for name in patients:
            self._number(name)

    def take(self, items: Iterable[Item]) -> Iterator[Refusal]:
        """Take in one file whole; the rows that are refused come back."""
        self._files += 1
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

    def by_patient(self) -> Iterator[tuple[str, Iterator[tuple[str, Iterator[Columns]]]]]:
        """(a patient's name as first written, (kind, her rows of it in order of time))."""
        for number, rows in groupby(self._staging, key=lambda row: row[0] // len(KINDS)):
            yield self.names[number], _by_kind(rows)

    def close(self) -> None:
        """Let go of the rows."""
        self._staging.close()

    def _laid(self, row: Row) -> Columns:
        _, name, moment, like, identity, notice, original, linked = row
        if notice:
            self.settled[notice] += 1
        kind, place = self._kinds.get(type(like)) or self._learn(like)
        whose = self._number(name) * len(KINDS) + place
        link = linked and linked[0] + linked[1].encode("ascii")
        content = self._content(kind, row)
        return (whose, moment[0], self._files, identity, content, original, link)

    def _learn(self, record: object) -> tuple[str, int]:
        kind = kind_of(record)
        return self._kinds.setdefault(type(record), (kind, _PLACES[kind]))

    def _passed_over(self, row: Skipped) -> list[Columns]:
        self.skipped[row.reason] += 1
        if row.place is None:
            return []
        name, kind, at, identity = row.place
        whose = self._number(name) * len(KINDS) + _PLACES[kind]
        return [(whose, at, self._files, identity, None, None, None)]

    def _content(self, kind: str, row: Row) -> bytes:
        """The columns between `at` and `origin`, in one.

        Those of a massage depend on its moment; those of a rating are alike for all like it.
        """
        if kind != "pain":
            return _packed(kind, row.record)
        _, _, (_, width, offset, zone), like, *_ = row
        key = (id(like), width, offset, zone)
        known = self._contents.get(key)
        if known is None or known[0] is not like:
            known = like, _packed(kind, row.record)
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


def _by_kind(rows: Iterable[Columns]) -> Iterator[tuple[str, Iterator[Columns]]]:
    for whose, of_kind in groupby(rows, key=itemgetter(0)):
        yield KINDS[whose % len(KINDS)], of_kind


def content_of(packed: bytes) -> Columns:
    """The columns between `at` and `origin` of a row that waits."""
    content: Columns = marshal.loads(packed)  # noqa: S302 (what this process packed)
    return content


def link_of(packed: bytes) -> tuple[bytes, str]:
    """The identity of the massage of a rating that waits, and how it lies to it."""
    return packed[:16], packed[16:].decode("ascii")


def _packed(kind: str, record: object) -> bytes:
    columns: Columns = columns_of(kind, record)
    return marshal.dumps(columns[1:-1])
