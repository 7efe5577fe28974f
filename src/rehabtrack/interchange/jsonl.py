"""A journal as JSON Lines: a line that says what follows, one for each row, one that counts them.

docs/jsonl.md describes it. Instants are ISO 8601 in UTC with milliseconds, a record's own
identities are written as UUIDs are, other bytes in hex; what was not given is null.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

#: The version of this format; a reader refuses one that is newer.
FORMAT = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_IDENTITIES = ("id", "command")

Object = dict[str, Any]
Table = tuple[str, tuple[str, ...], Iterable[tuple[Any, ...]]]


def lines(about: Object, tables: Iterable[Table]) -> Iterator[bytes]:
    """The lines of a file: `about` says what it is; `tables` are (name, columns, rows).

    The last one has the number of rows of each table, and the SHA-256 of all lines before it.
    """
    digest, counts = sha256(), Counter[str]()
    for found in _objects(about, tables, counts):
        line = _line(found)
        digest.update(line)
        yield line
    yield _line({"end": dict(counts), "sha256": digest.hexdigest()})


def _objects(about: Object, tables: Iterable[Table], counts: Counter[str]) -> Iterator[Object]:
    yield {"rehabtrack": FORMAT, **about}
    for table, columns, rows in tables:
        counts[table] = 0
        for row in rows:
            counts[table] += 1
            yield {"table": table, **_named(columns, row)}


def instant(at: int) -> str:
    """An instant (ms since 1970) as ISO 8601 in UTC."""
    moment = _EPOCH + timedelta(milliseconds=at)
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond // 1000:03}Z"


def _line(found: Object) -> bytes:
    return json.dumps(found, ensure_ascii=False).encode("utf-8") + b"\n"


def _named(columns: tuple[str, ...], row: tuple[Any, ...]) -> Object:
    return {
        name: _spelt(name, value)
        for name, value in zip(columns, row, strict=True)
        if name != "patient_id"  # a number that means something in its own file only
    }


def _spelt(name: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return str(UUID(bytes=value)) if name in _IDENTITIES else value.hex()
    if isinstance(value, int) and (name == "at" or name.endswith("_at")):
        return instant(value)
    return value
