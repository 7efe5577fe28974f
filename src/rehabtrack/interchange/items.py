"""What reading a file gives, whatever its format: rows that can be stored, the others and why."""

from hashlib import blake2b
from typing import Any

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.named import Named
from rehabtrack.interchange.cells import Cells

#: A record of any kind that a patient may have, each with a `moment`.
Record = Any


class Row(Named):
    """A row that can be stored: for whom, when and what.

    `line` is where it stands: the number of its line, or the path to it where lines mean nothing
    (`entry[3]`). `patient` is the name of whose it is. `like` is its record but for the moment, and
    may be that of many rows; `identity` the digest (16 bytes) of what it tells of this patient;
    `notice` says how a time was settled; `original` is what stood there, where the record cannot
    hold all of it; `linked` the identity of the massage a rating belongs to, and how it does.
    """

    line: int | str
    patient: str
    moment: Moment
    like: Record
    identity: bytes
    notice: str | None
    original: str | None = None
    linked: tuple[bytes, str] | None = None

    @property
    def record(self) -> Record:
        """The record that the row makes."""
        return self.like.replace(moment=self.moment)


class Place(Named):
    """Of whom, when (ms) and what a row tells that is passed over, but may have equals that count.

    Other options take it, and leave them: so it has its place among them either way.
    """

    patient: str
    kind: str
    at: int
    identity: bytes


class Skipped(Named):
    """A row that is not wanted, and why: its site, what it is of, the column `where` looks at."""

    line: int | str
    reason: str
    place: Place | None = None


class Refusal(Named):
    """A row that cannot be true, what to do, and its cells by the canonical names of a table."""

    line: int | str
    sentence: str
    remedy: str
    cells: Cells


Item = Row | Skipped | Refusal


def identity_of(*told: object) -> bytes:
    """The identity (16 bytes) of what a row tells: the format first, then what of it is read.

    Neither what is passed over nor an option takes part, so that a file read again in another way
    is still the same.
    """
    return digest(ascii(told).encode("ascii"))


def origin_of(identity: bytes, nth: int) -> bytes:
    """The origin (16 bytes) of the nth of the equal rows of a file that have this identity."""
    return identity if nth == 1 else digest(identity + b"%d" % nth)


def digest(told: bytes) -> bytes:
    """16 bytes that stand for what is told (BLAKE2b, RFC 7693, 2015)."""
    return blake2b(told, digest_size=16).digest()
