"""A folder of CSV tables read back: every cell as it was, or refused with its line."""

import csv
import os
import re
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from typing import IO, Any, NoReturn

from msgspec import Struct, json

from rehabtrack.interchange.csv_folder import MANIFEST, Manifest, header, name_of
from rehabtrack.interchange.formulas import plain
from rehabtrack.interchange.spelling import Cells, Column, is_instant, read_uuid, reading
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

#: The longest row in bytes, as a line of JSON Lines; and the manifest of 100,000 patients; ours.
LONGEST_ROW, LONGEST_MANIFEST = 4_000_000, 20_000_000

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,15}")


class _Version(Struct):
    rehabtrack_csv: int


class Reader:
    """What a folder holds, read row by row; `place` says where the reading is."""

    def __init__(self, folder: str, tables: Tables) -> None:
        self.place = "The manifest"
        self._folder = folder
        self._tables = tables

    def parts(self) -> Iterator[Part]:
        """Whose journals, then every table; each is to be read up before the next is asked for.

        Raises ImportRefused for the first row that is not as it must be, and after the last row of
        a table whose file is not the one that was written; OSError.
        """
        manifest = self._manifest()
        yield from map(self._whose, manifest.journals)
        for table, columns in self._tables.items():
            yield from self._table(table, columns, manifest)

    def _manifest(self) -> Manifest:
        with open(os.path.join(self._folder, MANIFEST), "rb") as file:
            told = file.read(LONGEST_MANIFEST + 1)
        if len(told) > LONGEST_MANIFEST:
            self._refuse(f"is longer than {LONGEST_MANIFEST:,} bytes.")
        try:
            if json.decode(told, type=_Version).rehabtrack_csv > FORMAT:
                raise newer()
            manifest = json.decode(told, type=Manifest)
        except UNREADABLE:
            self._refuse("is not one that rehabtrack writes.")
        if json.encode(manifest) + b"\n" != told:
            self._refuse("is not spelt as rehabtrack writes it.")
        if manifest.tables.keys() != self._tables.keys():
            self._refuse("does not tell of every table.")
        return manifest

    def _whose(self, journal: Journal) -> Whose:
        try:
            return Whose.of(journal)
        except ValueError:
            self._refuse("is not one that rehabtrack writes.")

    def _table(self, table: str, columns: Sequence[Column], manifest: Manifest) -> Iterator[Part]:
        told = manifest.tables[table]
        self.place = f"The file {name_of(table)}"
        with open(os.path.join(self._folder, name_of(table)), "rb") as file:
            rows = _Rows(file, table, self._here)
            rows.refuse_other_columns(columns)
            yield from rows.parts(_cells(columns, raw=manifest.raw))
        self.place = f"The file {name_of(table)}"
        if rows.count != told.rows:
            self._refuse(f"has {rows.count} rows; the manifest counts {told.rows}.")
        if rows.sha256 != told.sha256:
            self._refuse("is not the one that was written.")

    def _here(self, place: str) -> None:
        self.place = place

    def _refuse(self, what: str) -> NoReturn:
        raise damaged(f"{self.place} {what}")


class _Rows:
    """The rows of one file, each with the line that it begins on."""

    def __init__(self, file: IO[bytes], table: str, tell_place: Callable[[str], None]) -> None:
        self.count = 0
        self._file, self._digest = file, sha256()
        self._table = table
        self._of_file = header(table, ()) == []
        self._tell_place = tell_place
        self._line, self._room = 1, LONGEST_ROW
        csv.field_size_limit(LONGEST_ROW)
        self._reader = csv.reader(self._lines(), strict=True)
        self._row: list[str] | None = None
        self._next()

    @property
    def sha256(self) -> str:
        """Of all that was read."""
        return self._digest.hexdigest()

    def refuse_other_columns(self, columns: Sequence[Column]) -> None:
        """Read the header."""
        if self._row != header(self._table, columns):
            self._refuse("does not name the columns of the table.")
        self._next()

    def parts(self, cells: Callable[[list[str]], Cells]) -> Iterator[Held]:
        """The rows, those of each patient together."""
        while self._row is not None:
            whose = None if self._of_file else self._row[0]
            yield Held(self._table, self._uid(whose), self._rows_of(whose, cells))

    def _rows_of(self, whose: str | None, cells: Callable[[list[str]], Cells]) -> Iterator[Cells]:
        while self._row is not None and (whose is None or self._row[0] == whose):
            row = self._row if whose is None else self._row[1:]
            try:
                found = cells(row)
            except ValueError:
                self._refuse("is not one that rehabtrack writes.")
            self.count += 1
            yield found
            self._next()

    def _uid(self, whose: str | None) -> bytes | None:
        try:
            return None if whose is None else read_uuid(whose)
        except ValueError:
            self._refuse("does not say whose it is.")

    def _next(self) -> None:
        self._line, self._room = self._reader.line_num + 1, LONGEST_ROW
        self._tell_place(self._place)
        try:
            self._row = next(self._reader, None)
        except csv.Error:
            self._refuse("cannot be read: its quotes do not match.")
        except UnicodeError:
            self._refuse("is not UTF-8 text.")
        if self._row == []:
            self._refuse("is empty.")

    def _lines(self) -> Iterator[str]:
        while line := self._file.readline(self._room + 1):
            self._room -= len(line)
            if self._room < 0:
                self._refuse(f"is longer than {LONGEST_ROW:,} bytes.")
            self._digest.update(line)
            yield line.decode("utf-8")

    @property
    def _place(self) -> str:
        return f"Line {self._line} of {name_of(self._table)}"

    def _refuse(self, what: str) -> NoReturn:
        raise damaged(f"{self._place} {what}")


def _cells(columns: Sequence[Column], *, raw: bool) -> Callable[[list[str]], Cells]:
    """What reads the cells of a row of these columns; ValueError for one that cannot be."""
    read, as_spelt = reading(columns), [_as_spelt(column, raw=raw) for column in columns]

    def cells(row: list[str]) -> Cells:
        return read(way(cell) for way, cell in zip(as_spelt, row, strict=True))

    return cells


def _as_spelt(column: Column, *, raw: bool) -> Callable[[str], Any]:
    """What takes a cell for what was spelt of it: a whole number, a text, or nothing."""
    name, kind, may_lack = column

    def way(cell: str) -> Any:
        if not cell:
            if not may_lack:
                raise ValueError(name)
            return None
        if kind == "integer" and not is_instant(name):
            if not _WHOLE.fullmatch(cell):
                raise ValueError(name)
            return int(cell)
        if kind != "text":
            return cell
        return cell[1:] if not cell.strip("'") else cell if raw else plain(cell)

    return way
