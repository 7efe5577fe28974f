"""Daylio's CSV: mood, activities and note of a moment. It knows no pain: all of it is context.

Shapes from files shown in public: `full_date,date,weekday,time,mood,activities,note_title,note`
(MichaelCurrin/daylio-csv-parser, dayliopy/sample.csv, of 2021), the same with `scales` (a test of
2026), and of 2018 `year,date,weekday,time,mood,activities,note` (docs of the same parser; its date
is `29 March`, and its months those of the app's language, of which English is read). Times are
seen as `22:00` and `10:00 pm`. Not verified with a file of one's own. Moods are words that people
choose themselves: they are no scale of pain.
"""

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from rehabtrack.interchange.app_rows import Line, Maker, header_of, named, rows_of
from rehabtrack.interchange.app_times import iso_clock, iso_day
from rehabtrack.interchange.items import Item, Skipped
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.sheet import decoded

TITLE = "Daylio"
FORMAT = "daylio/1"

_COLUMNS = {"date", "weekday", "time", "mood", "activities", "note"}
_YEARS = ({"full_date"}, {"year"})
_NEWER = {"note_title", "scales"}
_TEXTS = ("mood", "activities", "scales", "note_title", "note")


def recognises(beginning: bytes) -> bool:
    """Whether the file begins with Daylio's header, of 2018 or later."""
    return _known(header_of(beginning))


def items(stream: BinaryIO, layout: Layout, patient: str) -> Iterator[Item]:
    """The context of every row; raises ImportRefused."""
    make = Maker(FORMAT, TITLE, layout, patient)

    def of_row(line: Line, row: tuple[list[str], list[str]]) -> list[Item]:
        cells = named(*row)
        text = "\n".join(f"{name}: {cells[name]}" for name in _TEXTS if name in cells)
        if not text:
            return [Skipped(line, "row without mood, activities or note")]
        at = _at(cells)
        return [make.context(line, make.times.read(at), text, at, text)]

    with decoded(stream) as text:
        found = ((line, (names, row)) for line, names, row in rows_of(text, TITLE, _known))
        yield from make.items(found, of_row)


def _known(names: Sequence[str]) -> bool:
    found = {*names} - _NEWER - _COLUMNS
    return len(names) == len(set(names)) and {*names} >= _COLUMNS and found in _YEARS


def _at(cells: dict[str, str]) -> str:
    """The minute in ISO 8601, or the day where there is no time; raises TimeRefused."""
    day = cells.get("full_date") or iso_day(f"{cells.get('date', '')} {cells.get('year', '')}")
    return f"{day}T{iso_clock(cells['time'])}" if "time" in cells else day
