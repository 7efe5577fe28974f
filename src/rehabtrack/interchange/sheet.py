"""The rows of a CSV file with the lines they begin on, or one sentence why it is none."""

import csv
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, TextIO

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange.formulas import plain

#: The longest row in characters, below what the csv module takes for one cell; ours.
LONGEST_ROW = 100_000

# Bytes that are not UTF-8 come as lone surrogates (PEP 383), so that their line can be named.
_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_MARKS_OF_UTF16 = ("\udcff\udcfe", "\udcfe\udcff")
#: What may stand between cells. The comma comes first: where it stands, it is meant.
DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_QUOTED = re.compile('"[^"]*"')
#: The line above a table by which Excel is told what stands between its cells.
_SAYS_DELIMITER = re.compile('"?sep=([,;\t])"?\\s*')
_SAVE_AS_UTF8 = "Save it again as UTF-8 (in a spreadsheet: CSV UTF-8)."


def decoded(stream: BinaryIO) -> io.TextIOWrapper:
    """The file as the text that `rows` reads; closing it closes the file."""
    return io.TextIOWrapper(stream, "utf-8-sig", "surrogateescape", newline="")


def delimiter_of(stream: TextIO) -> str:
    """What stands between the cells of the header of a stream, which is at its beginning again.

    What a first line `sep=;` says; else semicolons or tabs, where the header holds one of them
    outside of quotes and nothing else that could stand there; else a comma.
    """
    header = next(filter(str.strip, iter(partial(stream.readline, LONGEST_ROW), "")), "")
    stream.seek(0)
    if says := _SAYS_DELIMITER.fullmatch(header):
        return says[1]
    bare = _QUOTED.sub("", header)
    found = [each for each in DELIMITERS if each in bare]
    return found[0] if len(found) == 1 else ","


def rows(stream: TextIO, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """(number of its first line, cells without outer spaces) of each row that is not blank.

    A formula that was made inert for spreadsheets is as it was; a first line `sep=;` is no row.

    Raises ImportRefused for a file that is not UTF-8 text, has a row of more than LONGEST_ROW
    characters or quotes that do not match: from there on no row could be trusted.
    """
    first, room = 1, LONGEST_ROW  # the line a row begins on, and what it may still hold
    quoted = False  # whether it holds an apostrophe

    def lines() -> Iterator[str]:
        nonlocal room, quoted
        number = 0
        while line := stream.readline(room + 1):
            number += 1
            room -= len(line)
            quoted = quoted or "'" in line
            if not line.isascii() or "\0" in line:
                _refuse_what_is_not_text(line, number)
            if room < 0:
                raise _too_long(first)
            yield "\n" if number == 1 and _SAYS_DELIMITER.fullmatch(line) else line

    reader = csv.reader(lines(), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            cells = list(map(str.strip, row))
            if quoted:
                cells = list(map(plain, cells))
            if any(cells):
                yield first, cells
            first, room, quoted = reader.line_num + 1, LONGEST_ROW, False
    except csv.Error:
        raise ImportRefused(
            f"The row at line {first} cannot be read: its quotes do not match.",
            'Put a cell that holds a quote in quotes, and double it: "a ""b"" c".',
        ) from None


def _too_long(line: int) -> ImportRefused:
    return ImportRefused(
        f"The row at line {line} is longer than {LONGEST_ROW} characters.",
        "See that the file is a table saved as CSV, and that every quote is closed.",
    )


def _refuse_what_is_not_text(line: str, number: int) -> None:
    if number == 1 and (line.startswith(_MARKS_OF_UTF16) or line.count("\0") > len(line) // 3):
        raise ImportRefused("The file is saved as UTF-16, not as UTF-8.", _SAVE_AS_UTF8)
    if "\0" in line:
        raise ImportRefused(f"Line {number} holds a NUL byte.", _SAVE_AS_UTF8)
    if _NOT_UTF8.search(line):
        raise ImportRefused(f"Line {number} is not UTF-8 text.", _SAVE_AS_UTF8)
