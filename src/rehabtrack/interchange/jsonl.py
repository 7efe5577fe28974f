"""JSON Lines: one that says what follows, one for each journal and each row, one that counts them.

docs/jsonl.md describes the file, docs/jsonl.schema.json every line of it.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from msgspec import Struct, defstruct, json

from rehabtrack.interchange.spelling import Column, is_instant, spelt
from rehabtrack.interchange.whole_file import FORMAT, Making, Part, Tables, Whole, Whose

TITLE = "rehabtrack JSON Lines"
#: What writes every line, and so tells whether one is spelt as it writes it.
ENCODER = json.Encoder()
_BOM = b"\xef\xbb\xbf"
_BEGINNING = b'{"rehabtrack":'


class About(Struct, forbid_unknown_fields=True):
    """The first line: the version of the format, when (ISO 8601) and by whom it was made."""

    rehabtrack: int
    made_at: str
    made_by: str
    program: str


class End(Struct, forbid_unknown_fields=True):
    """The last line: how many rows of each table, and the SHA-256 of all lines before it."""

    end: dict[str, Whole]
    sha256: str


def recognises(beginning: bytes) -> bool:
    """Whether a file that begins so is one of these, of whatever version."""
    return beginning.removeprefix(_BOM).startswith(_BEGINNING)


def lines(making: Making, tables: Tables, parts: Iterable[Part]) -> Iterator[bytes]:
    """The lines of a file, some at a time.

    The last one has the number of rows of each table, and the SHA-256 of all lines before it.
    """
    digest, counts = sha256(), dict.fromkeys(tables, 0)
    for some in _some(making, tables, parts, counts):
        digest.update(some)
        yield some
    yield ENCODER.encode(End(counts, digest.hexdigest())) + b"\n"


def _some(
    making: Making, tables: Tables, parts: Iterable[Part], counts: dict[str, int]
) -> Iterator[bytes]:
    kinds = {table: struct_of(table, columns) for table, columns in tables.items()}
    yield ENCODER.encode(About(FORMAT, *making)) + b"\n"
    for part in parts:
        if isinstance(part, Whose):
            yield ENCODER.encode(part.told()) + b"\n"
            continue
        for columns in spelt(tables[part.table], part.rows):
            found = list(map(kinds[part.table], *columns))
            counts[part.table] += len(found)
            yield ENCODER.encode_lines(found)


def struct_of(table: str, columns: Iterable[Column]) -> type[Struct]:
    """What a line of a table is: its columns in order, none more and none less."""
    fields = [(name, _type(name, kind, may_lack)) for name, kind, may_lack in columns]
    return defstruct(
        table, fields, tag_field="table", tag=table, forbid_unknown_fields=True, gc=False
    )


def _type(name: str, kind: str, may_lack: bool) -> Any:
    told: Any = Whole if kind == "integer" and not is_instant(name) else str
    return told | None if may_lack else told
