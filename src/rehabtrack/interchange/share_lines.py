"""What one person shares of a journal with another, as JSON lines with a digest.

docs/share.md describes them. The digest shows damage, not who wrote the file.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any
from uuid import UUID

import msgspec

from rehabtrack.domain.merging import Head, Known
from rehabtrack.domain.named import Named
from rehabtrack.interchange.spelling import instant

FORMAT = "share/1"
VERSION = 1
#: Columns that tell of another record by its number here, and by its own id in the file.
REFERENCES = {"session": "massage", "same": "massage", "amends": "note"}


class Shared(Named):
    """One record as it is shared; contents name columns, other records by their ids."""

    line: int
    kind: str
    uid: bytes
    author: str
    recorded_at: int
    known: Known


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whose journal it is: her id in the file of whoever shares it, and her name there."""

    id: str
    name: str
    also: list[str]


class Beginning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line: what the file is, for whom, and of whom."""

    version: int = msgspec.field(name="rehabtrack-share")
    made_at: str
    made_by: str
    for_: str = msgspec.field(name="for")
    since: str | None
    without: list[str]
    patient: Person
    first: str | None
    last: str | None


def lines(beginning: Beginning, shared: Iterable[Shared]) -> Iterator[bytes]:
    """The lines of a file; records that others refer to come before them."""
    digest, counts = sha256(), Counter[str]()
    for line in _told(beginning, shared, counts):
        digest.update(line)
        yield line
    yield _line({"end": dict(counts), "sha256": digest.hexdigest()})


def _told(beginning: Beginning, shared: Iterable[Shared], counts: Counter[str]) -> Iterator[bytes]:
    yield _line(msgspec.to_builtins(beginning))
    for one in shared:
        counts[one.kind] += 1
        known = one.known
        yield _line(
            {
                "kind": one.kind,
                "id": str(UUID(bytes=one.uid)),
                "author": one.author,
                "recorded_at": instant(one.recorded_at),
                "stamps": [str(UUID(bytes=stamp)) for stamp in sorted(known.stamps)],
                "versions": [_version(head) for head in known.in_order],
                "voids": {str(UUID(bytes=by)): why for by, why in sorted(known.voids.items())},
            }
        )


def _version(head: Head) -> dict[str, Any]:
    content = head.content
    return {
        "stamp": str(UUID(bytes=head.stamp)),
        "at": instant(head.at),
        "author": head.author,
        "withheld": head.withheld,
        "content": content and {name: _spelt(name, value) for name, value in content.items()},
    }


def _line(found: Mapping[str, Any]) -> bytes:
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8") + b"\n"


def _spelt(name: str, value: Any) -> Any:
    if isinstance(value, bytes):
        return value.hex() if name == "origin" else str(UUID(bytes=value))
    return instant(value) if is_instant(name) and value is not None else value


def is_instant(name: str) -> bool:
    """Whether a column of this name holds an instant."""
    return name == "at" or name.endswith("_at")
