"""The ids people type, such as p41, and those that travel with a record."""

import os
import re
from collections.abc import Iterator
from functools import cache

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import clean_line, shortened

LETTERS = {
    "pain": "p",
    "massage": "m",
    "phase": "f",
    "measure": "t",
    "clearance": "c",
    "screen": "q",
    "note": "n",
    "addendum": "a",
    "redflag": "r",
    "symptom": "y",
    "score": "s",
    "context": "x",
    "warning": "w",
    "change": "u",
}
_KINDS = {letter: kind for kind, letter in LETTERS.items()}
#: The kinds that a refusal names as examples.
_COMMON = (
    *("pain", "massage", "phase", "measure", "clearance"),
    *("note", "warning", "change"),
)
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
        kinds = ", ".join(f"{LETTERS[kind]}1 ({kind})" for kind in _COMMON)
        raise Refused(f'"{shortened(text)}" is not an id.', f"Ids look like {kinds} or NAME/p1.")
    patient = clean_line(name, "patient's name") if slash else None
    return patient, _KINDS[match[1]], int(match[2])


def new_uid(now_ms: int) -> bytes:
    """A UUIDv7 (RFC 9562, 2024) of 16 bytes: 48 bits of time in ms, the rest random."""
    return _uid(now_ms, int.from_bytes(os.urandom(10), "big"))


def is_uid(found: bytes) -> bool:
    """Whether these 16 bytes tell that they are a UUIDv7, as one in 64 of all others does too."""
    return found[6] >> 4 == 7 and found[8] >> 6 == 2


def new_uids(now_ms: int, at_once: int = _AT_ONCE) -> Iterator[bytes]:
    """UUIDv7s without end, for many records at once: so many at a time in order, as an index likes.

    At most _AT_ONCE at a time.
    """
    time = (now_ms % 2**48).to_bytes(6, "big")
    version, variant = _marked()
    while True:
        noise = bytearray(os.urandom(10 * min(at_once, _AT_ONCE)))
        noise[0::10] = noise[0::10].translate(version)
        noise[2::10] = noise[2::10].translate(variant)
        yield from sorted([time + noise[start : start + 10] for start in range(0, len(noise), 10)])


@cache
def _marked() -> tuple[bytes, bytes]:
    """Each byte as one that tells the version, 7, and as one that tells the variant."""
    return bytes(0x70 | byte & 0x0F for byte in range(256)), bytes(
        0x80 | byte & 0x3F for byte in range(256)
    )


def _uid(now_ms: int, chance: int) -> bytes:
    return (now_ms % 2**48 << 80 | _VERSION_7 | chance & _CHANCE).to_bytes(16, "big")
