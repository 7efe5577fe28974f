"""How what lies in a table is spelt in the files of ours, and read back: the same for all of them.

Instants are ISO 8601 in UTC with milliseconds; a record's own identities are written as UUIDs are,
other bytes in hex.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import islice
from typing import Any

from rehabtrack.domain.errors import StorageError
from rehabtrack.domain.moment import DAY

#: Of a column its name, its type (integer, text or bytes), and whether it may be absent.
Column = tuple[str, str, bool]
Cells = tuple[Any, ...]
Way = Callable[[Any], Any]

_IDENTITIES = ("id", "command")
_AT_ONCE = 500  # rows spelt together; ours
_KEPT = 20_000  # days, and times of a day, that are remembered; ours
_EPOCH = date(1970, 1, 1).toordinal()
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d):([0-5]\d)\.(\d{3})Z", re.ASCII)


def spelt(columns: Sequence[Column], rows: Iterable[Cells]) -> Iterator[list[Sequence[Any]]]:
    """The cells of the rows as they are spelt, column by column, of some rows at a time.

    Numbers, texts and None are as they were. Read column by column, a million rows take half as
    long as row by row.
    """
    ways = _ways(columns, uuid_text, bytes.hex, instant)
    rows = iter(rows)
    while some := list(islice(rows, _AT_ONCE)):
        found: list[Sequence[Any]] = list(zip(*some, strict=True))
        for place, way in ways:
            found[place] = [None if cell is None else way(cell) for cell in found[place]]
        yield found


def reading(columns: Sequence[Column]) -> Callable[[Iterable[Any]], Cells]:
    """What reads the cells of a row as `spelt` spells them; ValueError for one that cannot be."""
    ways = _ways(columns, read_uuid, read_bytes, read_instant)

    def read(cells: Iterable[Any]) -> Cells:
        found = list(cells)
        for place, way in ways:
            if found[place] is not None:
                found[place] = way(found[place])
        return tuple(found)

    return read


def is_instant(name: str) -> bool:
    """Whether the column of that name holds instants."""
    return name == "at" or name.endswith("_at")


def is_identity(name: str) -> bool:
    """Whether the bytes in the column of that name are a UUID."""
    return name in _IDENTITIES


def instant(at: int) -> str:
    """An instant (ms since 1970) as ISO 8601 in UTC."""
    return _day(at // DAY) + _time(at % DAY)


def read_instant(text: str) -> int:
    """The instant that `instant` wrote; ValueError for any other text."""
    return _days_of(text[:11]) * DAY + _time_of(text[11:])


def uuid_text(uid: bytes) -> str:
    """Sixteen bytes as UUIDs are written."""
    text = uid.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def read_uuid(text: str) -> bytes:
    """The sixteen bytes of a UUID; ValueError for what is none."""
    uid = bytes.fromhex(text.replace("-", ""))
    if len(uid) != 16:
        raise ValueError(text)
    return uid


def read_bytes(text: str) -> bytes:
    """Bytes written in hex; ValueError for what is no hex."""
    return bytes.fromhex(text)


def _ways(columns: Sequence[Column], uuid: Way, plain: Way, at: Way) -> list[tuple[int, Way]]:
    """Which cells are not written as they are, and how."""
    found: list[tuple[int, Way]] = []
    for place, (name, kind, _) in enumerate(columns):
        if kind == "bytes":
            found.append((place, uuid if is_identity(name) else plain))
        elif is_instant(name):
            found.append((place, at))
    return found


@lru_cache(_KEPT)
def _day(days: int) -> str:
    try:
        return f"{date.fromordinal(_EPOCH + days).isoformat()}T"
    except (ValueError, OverflowError):  # what no record holds, in a spoilt file
        raise StorageError(
            "The database holds an instant that no calendar has.", "See: rehabtrack db check"
        ) from None


@lru_cache(_KEPT)
def _time(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    clock = datetime.fromtimestamp(seconds, UTC)
    return f"{clock:%H:%M:%S}.{rest:03}Z"


@lru_cache(_KEPT)
def _days_of(text: str) -> int:
    day = date.fromisoformat(text[:10])
    if text != f"{day.isoformat()}T":
        raise ValueError(text)
    return day.toordinal() - _EPOCH


@lru_cache(_KEPT)
def _time_of(text: str) -> int:
    found = _TIME.fullmatch(text)
    if found is None:
        raise ValueError(text)
    hours, minutes, seconds, rest = map(int, found.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
