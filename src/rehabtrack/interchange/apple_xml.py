"""The records of an Apple Health export, one by one, in memory that does not grow with the file.

Whatever stands before the root is left out: the document type is malformed since iOS 16
(dogsheep/healthkit-to-sqlite#24), nothing in it is needed, and what it could declare, an entity
that grows or reads a file, is unknown after that, so that a file that uses one is refused. The
control characters that XML forbids and such exports hold (jameno/Simple-Apple-Health-XML-to-CSV#3)
are read as spaces. All else is for expat to judge, which reads every element: no text, comment or
attribute that looks like a record is one.

Nearly all records are of a quantity, the pulse or steps. They come without attributes: those are
cut out before expat would take them to pieces, which makes it 1.6 times as quick, and leaves the
elements and lines as they are.
"""

import re
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import BinaryIO, Never
from xml.parsers import expat

from rehabtrack.domain.errors import ImportRefused

#: The attributes of an element, by their names.
Attributes = dict[str, str]

LONGEST_PROLOG = 1 << 20  # bytes before the root; Apple's have about 10,000; ours
LONGEST_ELEMENT = 1 << 20  # bytes of one tag or comment; ours
DEEPEST = 60  # elements in one another; Apple's are 5; ours
MOST_NAMES = 5_000  # different names of elements and attributes; Apple's are some 100; ours
_PIECE = 1 << 16  # bytes read at once; ours

_ROOT = re.compile(rb"<HealthData[\s/>]")
_BEGINNING = re.compile(
    rb"(?:<\?xml[^>]*+>\s*+)?(?:<!--.*?-->\s*+)*+<(?:!DOCTYPE\s+)?HealthData[\s\[/>]", re.DOTALL
)
_FORBIDDEN = bytes(code for code in range(0x20) if code not in b"\t\n\r")
_OF_QUANTITY = re.compile(rb'(?<=<Record) type="HKQuantityType\w*+"(?: \w++="[^"<\n]*+")*+(?=/?>)')
_BLANKED = bytes.maketrans(_FORBIDDEN, b" " * len(_FORBIDDEN))
#: What to do about a file that is damaged.
AGAIN = "Export it again in the Health app, and give the file as it comes."
_CUT = (
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    expat.errors.codes[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    expat.errors.codes[expat.errors.XML_ERROR_PARTIAL_CHAR],
)


def recognises(beginning: bytes) -> bool:
    """Whether a file that begins so is an Apple Health export: its root or its type says it."""
    return _BEGINNING.match(beginning.removeprefix(b"\xef\xbb\xbf").lstrip()) is not None


def records(stream: BinaryIO) -> Iterator[tuple[int, Attributes]]:
    """(its line, its attributes) of each record that stands below the root itself.

    Those inside of a correlation are passed over: the type says that they are there once more.

    Raises ImportRefused for a file that is damaged or not whole, at the place where that shows.
    """
    found: list[tuple[int, Attributes]] = []
    parser = _parser(found)
    fed = 0
    pieces = iter(partial(stream.read, _PIECE), b"")
    for read in chain([_from_the_root(stream)], pieces):
        piece = _OF_QUANTITY.sub(b"", read.translate(_BLANKED))
        _feed(parser, piece)
        fed += len(piece)
        _refuse_what_piles_up(parser, fed)
        yield from found
        found.clear()
    _feed(parser, b"", last=True)


def _from_the_root(stream: BinaryIO) -> bytes:
    """The first piece, in which only the ends of lines are left of what stands before the root."""
    head = stream.read(LONGEST_PROLOG)
    root = _ROOT.search(head)
    if root is None:
        raise ImportRefused("The file does not hold the health data that it says.", AGAIN)
    return b"\n" * head.count(b"\n", 0, root.start()) + head[root.start() :]


def _parser(found: list[tuple[int, Attributes]]) -> expat.XMLParserType:
    """A parser that puts the records it meets into `found`."""
    parser = expat.ParserCreate("UTF-8")
    depth = 0

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth == 2 and name == "Record":
            found.append((parser.CurrentLineNumber, attributes))
        elif depth > DEEPEST:
            _refuse(f"Line {parser.CurrentLineNumber} lies more than {DEEPEST} elements deep.")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    return parser


def _feed(parser: expat.XMLParserType, piece: bytes, *, last: bool = False) -> None:
    try:
        parser.Parse(piece, last)
    except expat.ExpatError as error:
        if last and error.code in _CUT:
            _refuse(f"The file is cut off at line {error.lineno}.")
        _refuse(f"Line {error.lineno} cannot be read: the file is damaged.")


def _refuse_what_piles_up(parser: expat.XMLParserType, fed: int) -> None:
    """A tag that does not end, or ever new names, would stay in memory to the end."""
    if fed - parser.CurrentByteIndex > LONGEST_ELEMENT:
        _refuse(f"Line {parser.CurrentLineNumber} begins an element that is too long.")
    if len(parser.intern) > MOST_NAMES:
        _refuse(f"The file has more than {MOST_NAMES} names of elements and attributes.")


def _refuse(sentence: str) -> Never:
    raise ImportRefused(sentence, AGAIN)
