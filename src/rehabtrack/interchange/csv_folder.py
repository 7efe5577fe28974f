"""A folder of CSV tables, one file a table, with a manifest that counts and digests them.

docs/csv.md describes it. What is absent is an empty cell; an empty text, which hardly any column
can hold, is a lone apostrophe, and a text of apostrophes alone has one more.
"""

import csv
import os
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from hashlib import sha256
from io import StringIO
from typing import IO, Any

from msgspec import Struct, json

from rehabtrack.interchange.formulas import inert
from rehabtrack.interchange.spelling import Column, spelt, uuid_text
from rehabtrack.interchange.whole_file import (
    FORMAT,
    Held,
    Journal,
    Making,
    Part,
    Tables,
    Whose,
)

TITLE = "rehabtrack CSV folder"
MANIFEST = "manifest.json"
#: The first column of every table of patients: whose row it is.
PATIENT = "patient"

_BEGINNING = b'{"rehabtrack_csv":'
#: What the table of every kind begins with, by whichever program it was saved.
_ENVELOPE = b"patient,id,no,version,change,author,"


class Counted(Struct, forbid_unknown_fields=True):
    """How many rows the file of a table has, and the SHA-256 of it."""

    rows: int
    sha256: str


class Manifest(Struct, forbid_unknown_fields=True):
    """What the folder holds: the version of the format, how it was made, whose journals, tables.

    `raw` says whether texts that spreadsheets take for formulas are as they are.
    """

    rehabtrack_csv: int
    made_at: str
    made_by: str
    program: str
    raw: bool
    journals: list[Journal]
    tables: dict[str, Counted]


def name_of(table: str) -> str:
    """The name of the file of a table."""
    return f"{table}.csv"


def header(table: str, columns: Sequence[Column]) -> list[str]:
    """The first row of the file of a table."""
    whose = [] if table == "setting" else [PATIENT]
    return [*whose, *(name for name, *_ in columns)]


def write(folder: str, making: Making, tables: Tables, parts: Iterable[Part], *, raw: bool) -> None:
    """Fill an empty folder, with the manifest as the last; OSError where it cannot be written."""
    journals = []
    with ExitStack() as files:
        sheets = {
            table: _Sheet(files.enter_context(_new(folder, name_of(table))), table, columns, raw)
            for table, columns in tables.items()
        }
        for part in parts:
            if isinstance(part, Whose):
                journals.append(part.told())
            else:
                sheets[part.table].add(part)
        written = {table: Counted(sheet.rows, sheet.sha256) for table, sheet in sheets.items()}
    manifest = Manifest(FORMAT, *making, raw, journals, written)
    with _new(folder, MANIFEST) as file:
        file.write(json.encode(manifest) + b"\n")


def recognises(folder: str) -> bool:
    """Whether a folder is one of these, of whatever version, by its manifest."""
    try:
        with open(os.path.join(folder, MANIFEST), "rb") as file:
            return file.read(len(_BEGINNING)) == _BEGINNING
    except OSError:
        return False


def is_table(beginning: bytes) -> bool:
    """Whether a file that begins so is a table of such a folder, void rows among the others."""
    names = beginning.removeprefix(b"\xef\xbb\xbf").replace(b'"', b"")
    return names.replace(b";", b",").replace(b"\t", b",").startswith(_ENVELOPE)


def holds_only(folder: str, tables: Iterable[str]) -> bool:
    """Whether a folder is one of these and has nothing in it but the files of these tables."""
    names = {MANIFEST, *map(name_of, tables)}
    return recognises(folder) and names.issuperset(os.listdir(folder))


class _Sheet:
    """One table that is written row by row."""

    def __init__(self, file: IO[bytes], table: str, columns: Sequence[Column], raw: bool) -> None:
        self.rows = 0
        self._file, self._digest = file, sha256()
        self._columns = columns
        self._texts = [place for place, (_, kind, _) in enumerate(columns) if kind == "text"]
        self._cell = _text if raw else _inert
        self._write([header(table, columns)])

    @property
    def sha256(self) -> str:
        """Of all that is written."""
        return self._digest.hexdigest()

    def add(self, held: Held) -> None:
        """Write the rows of one patient, or of the file."""
        whose = None if held.uid is None else uuid_text(held.uid)
        for found in spelt(self._columns, held.rows):
            for place in self._texts:
                found[place] = [None if c is None else self._cell(c) for c in found[place]]
            rows = list(zip(*found, strict=True))
            self.rows += len(rows)
            self._write(rows if whose is None else ((whose, *row) for row in rows))

    def _write(self, rows: Iterable[Sequence[Any]]) -> None:
        text = StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerows(rows)
        some = text.getvalue().encode("utf-8")
        self._digest.update(some)
        self._file.write(some)


def _new(folder: str, name: str) -> IO[bytes]:
    handle = os.open(os.path.join(folder, name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return open(handle, "wb")


def _text(text: str) -> str:
    return text if text.strip("'") else f"'{text}"


def _inert(text: str) -> str:
    return inert(text) if text.strip("'") else f"'{text}"
