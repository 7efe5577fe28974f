"""JSON that an app wrote: read whole, by the shape it must have, and never by half.

msgspec holds it against that shape, and refuses what is not UTF-8, too deep, NaN or of another
type; the standard library's reader then sees that no key stands twice and no number is infinite.
"""

import json
from typing import Any, BinaryIO, TypeVar

import msgspec

from rehabtrack.domain.errors import ImportRefused, Refused
from rehabtrack.interchange.whole import whole

T = TypeVar("T")

_AGAIN = "Export it again in the app."


def shaped(stream: BinaryIO, shape: type[T], app: str) -> T:
    """The whole file in its shape; raises ImportRefused for any other, a key twice included."""
    data = whole(stream)
    try:
        found = msgspec.json.decode(data, type=shape)
        json.loads(data, object_pairs_hook=_once, parse_constant=_number, parse_float=_number)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise ImportRefused(f"The file is no export of {app}: {_why(error)}.", _AGAIN) from None
    return found


def entry_of(raw: msgspec.Raw, shape: type[T]) -> T:
    """One entry in its shape; raises Refused for any other."""
    try:
        return msgspec.json.decode(raw, type=shape)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        raise Refused(f"The entry has another shape: {_why(error)}.", _AGAIN) from None


def plain(raw: msgspec.Raw) -> Any:
    """The entry as it stands, for keeping it."""
    return msgspec.json.decode(raw)


class _Unreadable(ValueError):
    """Its text holds nothing of the file but the name of a key."""


def _once(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        raise _Unreadable("a key stands twice in one object")


def _number(text: str) -> float:
    number = float(text)
    if number - number != 0:
        raise _Unreadable("a number is infinite or none")
    return number


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, _Unreadable | msgspec.MsgspecError):
        return str(error).rstrip(".")
    return "it is not text in UTF-8, or a number is too long"
