"""The ids people type, such as p41, and those that travel with a record."""

import os
import re

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
    uid = bytearray((now_ms % 2**48).to_bytes(6, "big") + os.urandom(10))
    uid[6] = uid[6] & 0x0F | 0x70
    uid[8] = uid[8] & 0x3F | 0x80
    return bytes(uid)
