"""What one person shares of a journal with another: a file of JSON lines with a digest.

docs/share.md describes it. The digest shows damage, not who wrote the file.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, BinaryIO
from uuid import UUID

import msgspec

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.merging import Head, Known
from rehabtrack.domain.moment import EARLIEST, LATEST
from rehabtrack.domain.named import Named
from rehabtrack.interchange.spelling import instant

TITLE = "what somebody shared"
FORMAT = "share/1"
VERSION = 1
#: The longest line in bytes: a record of several versions with the longest notes; ours.
LONGEST_LINE = 4_000_000
_OURS = b'{"rehabtrack-share":'
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_MILLISECOND = timedelta(milliseconds=1)
# What reading a line may raise; in older msgspec its own are no ValueError.
_UNREADABLE = (ValueError, OverflowError, RecursionError, msgspec.MsgspecError)
#: Columns that tell of another record by its number here, and by its own id in the file.
REFERENCES = {"session": "massage", "same": "massage", "amends": "note"}


#: The columns that hold numbers, beside instants and references.
_NUMBERS = frozenset(
    (
        "width",
        "offset",
        "given",
        "minutes",
        "value",
        "refuses",
        "limit",
        "hours",
        "edition",
        "tenths",
    )
)


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


class _Version(msgspec.Struct, forbid_unknown_fields=True):
    stamp: str
    at: str
    author: str
    withheld: bool
    content: dict[str, str | int | None] | None


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    kind: str
    id: str
    author: str
    recorded_at: str
    stamps: list[str]
    versions: list[_Version]
    voids: dict[str, str]


class _End(msgspec.Struct, forbid_unknown_fields=True):
    end: dict[str, int]
    sha256: str


# --- out -----------------------------------------------------------------------------------------


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
    return instant(value) if _is_instant(name) and value is not None else value


def _is_instant(name: str) -> bool:
    return name == "at" or name.endswith("_at")


# --- in ------------------------------------------------------------------------------------------


def recognises(beginning: bytes) -> bool:
    """Whether a file begins as what was shared does."""
    return beginning.startswith(_OURS)


class ShareFile:
    """A file that somebody shared: whole, of a version that is known, in the order it was written.

    Making it reads all of it once; raises ImportRefused for what is damaged or of a newer program.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.sha256 = b""
        self.beginning = self._begin()
        self._verify()

    def records(self) -> Iterator[Shared]:
        """The records in the order of the file; raises ImportRefused at one that cannot be true."""
        self._stream.seek(0)
        read, known = msgspec.json.Decoder(_Line).decode, set[str]()
        for number, line in enumerate(_lines(self._stream), 1):
            if number == 1 or line.startswith(b'{"end":'):
                continue
            try:
                one = _shared(number, read(line))
            except _UNREADABLE as error:
                raise untrue(number) from error
            known.add(one.kind)
            yield one

    def _begin(self) -> Beginning:
        self._stream.seek(0)
        line = self._stream.readline(LONGEST_LINE)
        if not recognises(line):
            raise ImportRefused(
                "The file is not what `share make` writes.",
                "Give the file that was shared; a table is taken in by: rehabtrack import",
            )
        _refuse_newer(line)
        try:
            found = msgspec.json.decode(line, type=Beginning)
            for each in (found.patient.id, *found.patient.also):
                _id(each)
        except _UNREADABLE as error:
            raise untrue(1) from error
        return found

    def _verify(self) -> None:
        """Hold all lines against the last one."""
        self._stream.seek(0)
        whole, before, counts, last = sha256(), sha256(), Counter[str](), b""
        for number, line in enumerate(_lines(self._stream), 1):
            if last:
                before.update(last)
                if number > 2:
                    counts[_kind(last)] += 1
            whole.update(line)
            last = line
        try:
            end = msgspec.json.decode(last, type=_End)
        except _UNREADABLE as error:
            raise ImportRefused(
                "The file was cut off: its last line is missing.", "Ask for the file again."
            ) from error
        if end.sha256 != before.hexdigest() or end.end != dict(counts):
            raise ImportRefused(
                "The file is damaged: it is not as it was written.", "Ask for the file again."
            )
        self.sha256 = whole.digest()


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    number = 0
    while line := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(line) > LONGEST_LINE:
            raise ImportRefused(f"Line {number} is too long to be true.", "Ask for the file again.")
        yield line


class _Kind(msgspec.Struct):
    kind: str


_kind_of = msgspec.json.Decoder(_Kind).decode


def _kind(line: bytes) -> str:
    try:
        return _kind_of(line).kind
    except _UNREADABLE:
        return ""


def _refuse_newer(line: bytes) -> None:
    version = line[len(_OURS) :].split(b",", 1)[0].strip()
    if version.isdigit() and len(version) < 9 and int(version) > VERSION:
        raise ImportRefused(
            "The file was made by a newer rehabtrack.", "Take it in with that or a newer one."
        )
    if version != b"%d" % VERSION:
        raise untrue(1)


def _shared(number: int, line: _Line) -> Shared:
    heads = [
        Head(_id(one.stamp), _instant(one.at), one.author, _content(one.content), one.withheld)
        for one in line.versions
    ]
    known = Known(
        frozenset(map(_id, line.stamps)),
        {head.stamp: head for head in heads},
        {_id(by): why for by, why in line.voids.items()},
    )
    if not heads or not {*known.heads, *known.voids} <= known.stamps:
        raise ValueError("a version or a void that is not known")
    if not all(why.strip() for why in known.voids.values()):
        raise ValueError("a void without a reason")
    at = _instant(line.recorded_at)
    return Shared(number, line.kind, _id(line.id), line.author, at, known)


def _content(told: dict[str, str | int | None] | None) -> dict[str, Any] | None:
    return None if told is None else {name: _heard(name, value) for name, value in told.items()}


def _heard(name: str, value: Any) -> Any:
    if value is not None and isinstance(value, int) != (name in _NUMBERS):
        raise ValueError("a number for a text, or a text for a number")
    if isinstance(value, int):
        if not -(2**53) < value < 2**53:
            raise ValueError("a number that none of ours is")
        return value
    if value is None:
        return None
    if _is_instant(name):
        return _instant(value)
    if name in REFERENCES:
        return _id(value)
    return bytes.fromhex(value) if name == "origin" else value


def _instant(text: str) -> int:
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant without an offset")
    ms = (at - _EPOCH) // _MILLISECOND
    if not EARLIEST <= ms < LATEST:
        raise ValueError("an instant of a year that none of ours is in")
    return ms


def _id(text: str) -> bytes:
    return UUID(text).bytes


def untrue(number: int) -> ImportRefused:
    """The refusal of a line that no file of ours holds."""
    return ImportRefused(f"Line {number} cannot be true.", "Ask for the file again.")
