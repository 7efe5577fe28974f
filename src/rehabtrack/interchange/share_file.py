"""A file that somebody shared, read: whole, undamaged and of a known version, or refused."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, BinaryIO
from uuid import UUID

import msgspec

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.merging import Head, Known
from rehabtrack.domain.moment import EARLIEST, LATEST
from rehabtrack.interchange.share_lines import REFERENCES, VERSION, Beginning, Shared, is_instant

#: The longest line in bytes: a record of several versions with the longest notes; ours.
LONGEST_LINE = 4_000_000
_OURS = b'{"rehabtrack-share":'
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_MILLISECOND = timedelta(milliseconds=1)
# What reading a line may raise; in older msgspec its own are no ValueError.
_UNREADABLE = (ValueError, OverflowError, RecursionError, msgspec.MsgspecError)
#: The columns that hold numbers, beside instants and references.
_LENGTHS = {"width", "offset", "minutes", "hours"}
_NUMBERS = _LENGTHS | {"given", "value", "refuses", "limit", "edition", "tenths"}


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


def recognises(beginning: bytes) -> bool:
    """Whether a file begins as what was shared does."""
    return beginning.startswith(_OURS)


class ShareFile:
    """A file that somebody shared: whole, of a version that is known, in the order it was written.

    Making it reads all of it once, its lines by way of `watched`; raises ImportRefused for what is
    damaged or of a newer program.
    """

    def __init__(
        self, stream: BinaryIO, watched: Callable[[Iterator[bytes]], Iterator[bytes]] = iter
    ) -> None:
        self._stream = stream
        self.sha256 = b""
        self.beginning = self._begin()
        self._verify(watched)

    def records(self) -> Iterator[Shared]:
        """The records in the order of the file; raises ImportRefused at one that cannot be true."""
        self._stream.seek(0)
        read = msgspec.json.Decoder(_Line).decode
        for number, line in enumerate(_lines(self._stream), 1):
            if number == 1 or line.startswith(b'{"end":'):
                continue
            try:
                one = _shared(number, read(line))
            except _UNREADABLE as error:
                raise untrue(number) from error
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

    def _verify(self, watched: Callable[[Iterator[bytes]], Iterator[bytes]]) -> None:
        """Hold all lines against the last one."""
        self._stream.seek(0)
        whole, before, counts, last = sha256(), sha256(), Counter[str](), b""
        for number, line in enumerate(watched(_lines(self._stream)), 1):
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
    if is_instant(name):
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
