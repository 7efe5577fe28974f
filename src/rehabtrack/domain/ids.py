"""The ids people type, such as p41, and those that travel with a record."""

import os
import re
from collections.abc import Iterator

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import clean_line, shortened

LETTERS = {
    "pain": "p",
    "massage": "m",
    "phase": "f",
    "measure": "t",
    "clearance": "c",
    "warning": "w",
    "change": "u",
}
_KINDS = {letter: kind for kind, letter in LETTERS.items()}
_AT_ONCE = 1000
_VERSION_7 = 7 << 76 | 2 << 62
_CHANCE = 2**80 - 1 & ~(0xF << 76 | 3 << 62)
_ID = f"([{''.join(_KINDS)}])0*([1-9][0-9]{{0,8}})"


def entry_id(kind: str, no: int) -> str:
    """The id of the record with this number among its kind: p41."""
    return f"{LETTERS[kind]}{no}"


def read_id(text: str) -> tuple[str | None, str, int]:
    """The patient's name (None when left out), the kind and the number of `p41` or `NAME/p41`.

    Raises Refused for what is no id; whether it is anybody's the journal knows.
    """
    name, slash, word = text.rpartition("/")
    match = re.fullmatch(_ID, word.strip().lower())
    if match is None:
        kinds = ", ".join(f"{letter}1 ({kind})" for letter, kind in _KINDS.items())
        raise Refused(f'"{shortened(text)}" is not an id.', f"Ids look like {kinds} or NAME/p1.")
    patient = clean_line(name, "patient's name") if slash else None
    return patient, _KINDS[match[1]], int(match[2])


def new_uid(now_ms: int) -> bytes:
    """A UUIDv7 (RFC 9562, 2024) of 16 bytes: 48 bits of time in ms, the rest random."""
    return _uid(now_ms, int.from_bytes(os.urandom(10), "big"))


def new_uids(now_ms: int) -> Iterator[bytes]:
    """UUIDv7s without end, for many records at once: each thousand in order, as an index likes."""
    while True:
        noise = os.urandom(10 * _AT_ONCE)
        starts = range(0, len(noise), 10)
        chances = (int.from_bytes(noise[start : start + 10], "big") for start in starts)
        yield from sorted(_uid(now_ms, chance) for chance in chances)


def _uid(now_ms: int, chance: int) -> bytes:
    return (now_ms % 2**48 << 80 | _VERSION_7 | chance & _CHANCE).to_bytes(16, "big")
