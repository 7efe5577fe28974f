"""The recovery key: a database's key as somebody writes it down, and reads it off again."""

from base64 import b32decode, b32encode
from hashlib import sha256

from rehabtrack.domain.errors import Refused
from rehabtrack.storage.keys import KEY_BYTES

_CHECK_BYTES = 3  # with the key just 56 characters; one slip of 16 million goes unnoticed
_GROUP = 4
#: What base 32 (RFC 4648, 2006) has no sign for, and what is meant by it.
_MISREAD = str.maketrans("018", "OIB")


def written_down(secret: bytes) -> list[str]:
    """A key in fourteen groups of four capitals and digits, the last of which check the others."""
    text = b32encode(secret + _check(secret)).decode()
    return [text[start : start + _GROUP] for start in range(0, len(text), _GROUP)]


def read_off(text: str) -> bytes:
    """The key again, however its groups are parted. Raises Refused for a slip."""
    letters = "".join(text.replace("-", " ").split()).upper().translate(_MISREAD)
    try:
        found = b32decode(letters)
    except ValueError:
        found = b""
    secret = found[:KEY_BYTES]
    if len(found) != KEY_BYTES + _CHECK_BYTES or found[KEY_BYTES:] != _check(secret):
        raise Refused(
            "That is not a recovery key as it was written down.",
            "It has fourteen groups of four; look for a slip and try again.",
        )
    return secret


def _check(secret: bytes) -> bytes:
    return sha256(b"rehabtrack recovery key" + secret).digest()[:_CHECK_BYTES]
