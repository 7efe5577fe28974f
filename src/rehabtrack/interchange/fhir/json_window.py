"""A window on the text of a JSON file, from which one value after another is read.

The standard library's decoder reads each value, and what it would let pass is refused: NaN, a name
that is there twice, a number or a value of any length. ijson, which streams too, keeps the last of
two equal names, holds a string of any length, and ran out of memory at 100,000 brackets (3.6).
"""

import codecs
import json
import math
import re
from decimal import Decimal
from typing import Any, BinaryIO, Never

from rehabtrack.domain.errors import ImportRefused

#: The longest entry of a bundle or member of a bare resource in characters: a picture or document
#: of some 3 MB may be in it; ours.
LONGEST = 4 * 1024 * 1024
#: The longest number in characters; R4 asks for 18 digits. Ours.
LONGEST_NUMBER = 60
_PIECE = 64 * 1024  # bytes read at once; ours

_SPACE = re.compile("[ \t\r\n]*")
_WHOLE = "See that the file is whole, and save or export it again."

Object = dict[str, Any]


class Window:
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
        """Read on, as much again as is held and no more than can be; False at the end."""
        if self._ended:
            return False
        held = len(self._text) - self._at
        if held > LONGEST:
            self.refuse_length()
        piece = self._read(min(max(_PIECE, held), LONGEST + _PIECE - held))
        line = self.line()
        self._gone += self._at
        try:
            self._text = self._text[self._at :] + self._decode(piece, final=self._ended)
        except UnicodeDecodeError:
            raise ImportRefused(
                f"The file is not UTF-8 text after line {line}.", "Save it again as UTF-8."
            ) from None
        self._at = self._counted = 0
        return bool(piece)

    def _read(self, size: int) -> bytes:
        """So many bytes, or what there is: a stream may give them piece by piece."""
        pieces = []
        while size > 0 and not self._ended:
            piece = self._stream.read(size)
            pieces.append(piece)
            size -= len(piece)
            self._ended = not piece
        return b"".join(pieces)


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
