"""Flaredown's CSV: what a day was checked in with. Its scale is not ours: all of it is context.

Shapes from the app's source (rubyforgood/Flaredown: backend/app/jobs/data_export_job.rb) and from
rows of its public extract shown in public; not verified with a file of one's own.

The person's own export is wide: a day a row, a column for each of her conditions, symptoms and
treatments by name, then `Tags`, `Foods` and in newer ones six of the weather. Nothing says which
column is what. Severities run from 0 to 4 in words of the app, so they stay what they are; a cell
of a treatment is a dose, `Taken` or `Not Taken`, and a treatment may be anything: none is made a
drug that was taken.

The public extract is long: a row for each thing of a day, of many people. One person's rows are
read; a second one stops the import, because nothing says whose they are here.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange.app_rows import Line, Maker, header_of, named, rows_of
from rehabtrack.interchange.items import Item, Skipped
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.sheet import decoded

TITLE = "Flaredown"
FORMAT = "flaredown/1"

_LONG = [
    *("user_id", "age", "sex", "country", "checkin_date"),
    *("trackable_id", "trackable_type", "trackable_name", "trackable_value"),
]
_LAST = ["Tags", "Foods"]
_WEATHER = [
    "Weather summary",
    "Weather max temperature",
    "Weather min temperature",
    "Weather pressure",
    "Weather precipitation intensity",
    "Weather humidity",
]


def recognises(beginning: bytes) -> bool:
    """Whether the file begins with a header of the export or of the public extract."""
    return _known(header_of(beginning))


def items(stream: BinaryIO, layout: Layout, patient: str) -> Iterator[Item]:
    """The context of every row; raises ImportRefused, also for the diaries of several people."""
    make = Maker(FORMAT, TITLE, layout, patient)

    def of_row(line: Line, row: tuple[list[str], list[str]]) -> list[Item]:
        names, cells = row
        return _thing(make, line, cells) if names == _LONG else _day(make, line, names, cells)

    with decoded(stream) as text:
        table = rows_of(text, TITLE, _known)
        yield from make.items(_of_one(table), of_row)


def _known(names: Sequence[str]) -> bool:
    if list(names) == _LONG:
        return True
    own = list(names[:-6]) if list(names[-6:]) == _WEATHER else list(names)
    return own[:1] == ["Date"] and len(own) > 2 and own[-2:] == _LAST


def _of_one(
    table: Iterator[tuple[int, list[str], list[str]]],
) -> Iterator[tuple[int, tuple[list[str], list[str]]]]:
    person = None
    for line, names, row in table:
        if names == _LONG:
            person = person or row[0]
            if row[0] != person:
                raise ImportRefused(
                    f"Line {line} is of another person than the lines before it.",
                    "Cut the file so that it holds the rows of one user_id.",
                )
        yield line, (names, row)


def _day(make: Maker, line: Line, names: list[str], row: list[str]) -> list[Item]:
    """All that a day says, sorted by name: a column that comes later moves the others."""
    named(names, row)  # refuses a row of another width
    said = sorted((name, cell) for name, cell in zip(names[1:], row[1:], strict=True) if cell)
    if not said:
        return [Skipped(line, "day with nothing noted")]
    text = "\n".join(f"{name}: {cell}" for name, cell in said)
    return [make.context(line, make.times.read(row[0]), text, row[0], text)]


def _thing(make: Maker, line: Line, row: list[str]) -> list[Item]:
    cells = named(_LONG, row)
    name, value = cells.get("trackable_name"), cells.get("trackable_value")
    said = ": ".join(word for word in (name, value) if word)
    if not said:
        return [Skipped(line, "row with nothing noted")]
    text = f"{cells.get('trackable_type', '')} {said}".strip()
    at = cells.get("checkin_date", "")
    return [make.context(line, make.times.read(at), text, at, text)]
