"""JSON that an app wrote: read whole, by the shape it must have, and never by half.

msgspec holds it against that shape, and refuses what is not UTF-8, too deep or not JSON; it takes
the last of two values under one key, so that is looked for here.
"""

import re
from typing import BinaryIO, TypeVar

import msgspec

from rehabtrack.domain.errors import ImportRefused, Refused
from rehabtrack.interchange.whole import whole

#: The longest entry in bytes: a note of the longest kind, and all else many times over; ours.
LONGEST_ENTRY = 1024 * 1024

T = TypeVar("T")

_AGAIN = "Export it again in the app."
_UNREADABLE = (ValueError, RecursionError, msgspec.MsgspecError)
#: Of JSON that is well formed: a key, any other text, or where an object begins or ends.
_TOKEN = re.compile(rb'("(?:[^"\\]|\\.)*")(\s*:)?|[{}]', re.DOTALL)


def shaped(stream: BinaryIO, shape: type[T], app: str) -> T:
    """The whole file in its shape; raises ImportRefused for any other, a key twice included."""
    data = whole(stream)
    try:
        data.decode("utf-8")  # msgspec passes over what the shape does not name
        found = msgspec.json.decode(data, type=shape)
        twice = _has_a_key_twice(data)
    except _UNREADABLE as error:
        raise ImportRefused(f"The file is no export of {app}: {_why(error)}.", _AGAIN) from None
    if twice:
        raise ImportRefused("A key stands twice in one object of the file.", _AGAIN)
    return found


def entry_of(raw: msgspec.Raw, shape: type[T]) -> T:
    """One entry in its shape; raises Refused for any other, and one above LONGEST_ENTRY."""
    if memoryview(raw).nbytes > LONGEST_ENTRY:
        raise Refused(f"The entry is longer than {LONGEST_ENTRY // 1024**2} MB.", _AGAIN)
    try:
        return msgspec.json.decode(raw, type=shape)
    except _UNREADABLE as error:
        raise Refused(f"The entry has another shape: {_why(error)}.", _AGAIN) from None


def _has_a_key_twice(data: bytes) -> bool:
    met: list[set[str]] = []  # the keys of each object that is open
    for token in _TOKEN.finditer(data):
        text, colon = token.groups()
        if colon:
            key = msgspec.json.decode(text) if b"\\" in text else text[1:-1].decode("utf-8")
            if key in met[-1]:
                return True
            met[-1].add(key)
        elif text is None and token[0] == b"{":
            met.append(set())
        elif text is None:
            met.pop()
    return False


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, msgspec.MsgspecError):
        return str(error).rstrip(".")
    return "it is not text in UTF-8"
