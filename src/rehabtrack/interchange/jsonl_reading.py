"""JSON Lines read back: every line as it was written, or refused with its number."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any, BinaryIO, NoReturn

from msgspec import Struct, json, structs

from rehabtrack.interchange.jsonl import ENCODER, About, End, struct_of
from rehabtrack.interchange.spelling import Cells, reading
from rehabtrack.interchange.whole_file import (
    FORMAT,
    UNREADABLE,
    Held,
    Journal,
    Part,
    Tables,
    Whose,
    damaged,
    newer,
)

#: The longest line in bytes: a session note has four texts of 20,000 characters; ours.
LONGEST_LINE = 4_000_000

_ROW, _END = b'{"table":', b'{"end":'


class _Version(Struct):
    rehabtrack: int


class Reader:
    """What a file holds, read line by line; `place` says where the reading is."""

    def __init__(self, stream: BinaryIO, tables: Tables) -> None:
        self._stream = stream
        self._line, self._no = b"", 0
        self._digest = sha256()
        self._counts = dict.fromkeys(tables, 0)
        self._ways: dict[str, Callable[[Any], Cells]] = {}
        made = []
        for table, columns in tables.items():
            self._ways[table] = reading(columns)
            made.append(struct_of(table, columns))
        self._rows: json.Decoder[Any] = json.Decoder(_union(made))

    @property
    def place(self) -> str:
        """`Line 12`."""
        return f"Line {self._no}"

    def parts(self) -> Iterator[Part]:
        """The journals and tables, in order; each is to be read up before the next is asked for.

        Raises ImportRefused for the first line that is not as it must be, and at the end where the
        lines are not those that were written: until then nothing of it may be believed.
        """
        self._first()
        uid = None
        self._next()
        while not self._line.startswith(_END):
            if self._line.startswith(_ROW):
                yield self._held(uid)
                continue
            whose = self._cells(Whose.of, self._told(Journal))
            uid = whose.uid
            yield whose
            self._next()
        self._last()

    def _first(self) -> None:
        self._next()
        try:
            version = json.decode(self._line, type=_Version).rehabtrack
        except UNREADABLE:
            self._refuse("is not the first line of such a file.")
        if version > FORMAT:
            raise newer()
        self._told(About)

    def _held(self, uid: bytes | None) -> Held:
        first = self._row()
        table = _table_of(first)
        return Held(table, uid, self._rows_like(first, table))

    def _rows_like(self, row: Any, table: str) -> Iterator[Cells]:
        """This row and those that follow it in the same table; the line after them is then read."""
        kind, way, count = type(row), self._ways[table], 0
        while True:
            count += 1
            yield self._cells(way, structs.astuple(row))
            self._next()
            if not self._line.startswith(_ROW):
                break
            row = self._row()
            if type(row) is not kind:
                break
        self._counts[table] += count

    def _row(self) -> Any:
        try:
            found = self._rows.decode(self._line)
        except UNREADABLE:
            self._refuse("is not one that rehabtrack writes.")
        self._refuse_other_words(found)
        return found

    def _told(self, kind: type[Any]) -> Any:
        try:
            found = json.decode(self._line, type=kind)
        except UNREADABLE:
            self._refuse("is not one that rehabtrack writes.")
        self._refuse_other_words(found)
        return found

    def _cells(self, way: Callable[[Any], Any], cells: Any) -> Any:
        try:
            return way(cells)
        except ValueError:
            self._refuse("is not one that rehabtrack writes.")

    def _refuse_other_words(self, found: Any) -> None:
        """Another spelling of the same: a key twice, of which readers keep one or the other."""
        if ENCODER.encode(found) + b"\n" != self._line:
            self._refuse("is not spelt as rehabtrack writes it.")

    def _next(self) -> None:
        self._digest.update(self._line)
        self._line = self._stream.readline(LONGEST_LINE + 1)
        self._no += 1
        if len(self._line) > LONGEST_LINE:
            self._refuse(f"is longer than {LONGEST_LINE:,} bytes.")
        if not self._line.endswith(b"\n"):
            self._refuse("is cut off, or was never written.")

    def _last(self) -> None:
        found = self._told(End)
        for table, count in found.end.items():
            if count != self._counts.get(table):
                came = self._counts.get(table, 0)
                self._refuse(f"counts {count} of {table}, and {came} came before it.")
        if found.end.keys() != self._counts.keys():
            self._refuse("does not count every table.")
        if found.sha256 != self._digest.hexdigest():
            self._refuse("has the digest of other lines than those before it.")
        if self._stream.read(1):
            self._no += 1
            self._refuse("comes after the last one.")

    def _refuse(self, what: str) -> NoReturn:
        raise damaged(f"{self.place} {what}")


def _union(made: list[type[Struct]]) -> Any:
    found: Any = made[0]
    for each in made[1:]:
        found = found | each
    return found


def _table_of(row: Any) -> str:
    table: str = type(row).__struct_config__.tag
    return table
