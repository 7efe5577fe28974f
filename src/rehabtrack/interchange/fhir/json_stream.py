"""The resources of a FHIR file in JSON, one after another, of which one at a time is held.

The file is a bundle, a bare resource, or NDJSON (bulk data): one resource after another. The
standard library's decoder reads each entry of a bundle from a window on the text, and what it would
let pass is refused: NaN, a name that is there twice, a number or an entry of any length.
"""

import codecs
import json
import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, BinaryIO, Never

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.named import Named

#: The longest entry of a bundle or member of a bare resource in characters: a picture or document
#: of some 3 MB may be in it; ours.
LONGEST = 4 * 1024 * 1024
#: The longest number in characters; R4 asks for 18 digits. Ours.
LONGEST_NUMBER = 60
_PIECE = 64 * 1024  # bytes read at once; ours

_SPACE = re.compile("[ \t\r\n]*")
_WHOLE = "See that the file is whole, and save or export it again."

Object = dict[str, Any]


class Found(Named):
    """An entry of a bundle, with the `resource` it may hold, and the path or line it stands at.

    A bare resource is an entry of its own; so is a bundle without its entries, after them all.
    """

    path: str | int
    entry: Object

    @property
    def resource(self) -> Object:
        """The resource, empty where there is none."""
        resource = self.entry.get("resource")
        return resource if isinstance(resource, dict) else {}


def resources(stream: BinaryIO) -> Iterator[Found]:
    """Everything in the file in its order; raises ImportRefused where it is no such JSON."""
    window = _Window(stream)
    while window.peek():
        yield from _document(window)


def _document(window: "_Window") -> Iterator[Found]:
    line, about, entries = window.line(), Object(), False
    room = window.passed + LONGEST
    for name in _members(window):
        window.where = None
        if name in about or (name == "entry" and entries):
            window.refuse("a name stands twice in one object")
        if name == "entry" and window.peek() == "[" and _may_be_bundle(about):
            before, entries = window.passed, True
            yield from _entries(window)
            room += window.passed - before
            continue
        about[name] = window.value()
        if window.passed > room:
            window.refuse_length()
    kind = about.get("resourceType")
    if not isinstance(kind, str):
        raise ImportRefused("The file is no FHIR resource.", "Give a FHIR R4 bundle in JSON.")
    yield Found("Bundle" if kind == "Bundle" else line, {"resource": about})


def _may_be_bundle(about: Object) -> bool:
    # the names of an object have no order: a List has an entry too
    return about.get("resourceType") in (None, "Bundle")


def _entries(window: "_Window") -> Iterator[Found]:
    for number, entry in enumerate(_elements(window)):
        yield Found(f"entry[{number}]", entry if isinstance(entry, dict) else {})


def _members(window: "_Window") -> Iterator[str]:
    """The names of an object's members; who asks for the next has read the value of the last."""
    window.take("{")
    over = window.took("}")
    while not over:
        name = window.value()
        if not isinstance(name, str):
            window.refuse()
        window.take(":")
        yield name
        over = window.took("}")
        if not over:
            window.take(",")


def _elements(window: "_Window") -> Iterator[Any]:
    window.take("[")
    over, number = window.took("]"), 0
    while not over:
        window.where = f"entry[{number}]"
        yield window.value()
        number += 1
        over = window.took("]")
        if not over:
            window.take(",")


class _Window:
    """A window on the text of a stream; `where` is what is being read, None for its line."""

    def __init__(self, stream: BinaryIO) -> None:
        self.where: str | None = None
        self._stream = stream
        self._decode = codecs.getincrementaldecoder("utf-8-sig")().decode
        self._text, self._at, self._ended = "", 0, False
        self._gone = 0  # characters that have left the window
        self._line, self._counted = 1, 0  # the line, and where in the window it was counted

    @property
    def passed(self) -> int:
        """How many characters have been read."""
        return self._gone + self._at

    def line(self) -> int:
        """The line of what is read next."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._grow():
                return ""

    def took(self, mark: str) -> bool:
        """Whether the mark came next; then it is passed."""
        if self.peek() != mark:
            return False
        self._at += 1
        return True

    def take(self, mark: str) -> None:
        """Pass the mark; raises ImportRefused where it does not come next."""
        if not self.took(mark):
            self.refuse()

    def value(self) -> Any:
        """The JSON value that comes next; raises ImportRefused where there is none."""
        self.peek()
        while len(self._text) - self._at <= LONGEST_NUMBER and self._grow():
            pass  # half a number would be one, too
        while True:
            try:
                value, self._at = _DECODER.raw_decode(self._text, self._at)
            except json.JSONDecodeError:
                if not self._grow():
                    self.refuse()
            except _OddError as odd:
                self.refuse(str(odd))
            except RecursionError:
                self.refuse("its objects are nested too deeply")
            else:
                return value

    def refuse(self, why: str = "its JSON is damaged or cut off") -> Never:
        """Raises ImportRefused."""
        where = self.where or f"line {self.line()}"
        raise ImportRefused(f"The file cannot be read at {where}: {why}.", _WHOLE) from None

    def refuse_length(self) -> Never:
        """Raises ImportRefused for what is longer than can be held."""
        self.refuse(f"it is longer than {LONGEST} characters there")

    def _grow(self) -> bool:
        """Read on, at least as much again as is held; False at the end."""
        if self._ended:
            return False
        held = len(self._text) - self._at
        if held > LONGEST:
            self.refuse_length()
        piece = self._stream.read(max(_PIECE, held))
        self._ended = not piece
        line = self.line()
        self._gone += self._at
        try:
            self._text = self._text[self._at :] + self._decode(piece, final=self._ended)
        except UnicodeDecodeError:
            raise ImportRefused(
                f"The file is not UTF-8 text after line {line}.", "Save it again as UTF-8."
            ) from None
        self._at = self._counted = 0
        return not self._ended


class _OddError(Exception):
    """Something that is no JSON, though the decoder would take it."""


def _object(pairs: list[tuple[str, Any]]) -> Object:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _OddError("a name stands twice in one object")
    return found


def _number(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER or math.isinf(float(text)):
        raise _OddError("a number is too long or too large")
    return Decimal(text)


def _constant(text: str) -> Never:
    raise _OddError(f"{text} is no number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_number, parse_int=_number, parse_constant=_constant
)
