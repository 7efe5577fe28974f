"""One sheet: how much of each list a page shows, so that it is printed on one A4 or Letter page.

Where there is much of everything less of each is shown, and said to be left out. The lengths are
ours, in mm, measured with a wide font in two browsers and kept to the careful side.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import ceil
from typing import Any

from rehabtrack.domain.named import Named
from rehabtrack.reports.pictures.calendar import Calendar
from rehabtrack.reports.pictures.responses import Responses
from rehabtrack.reports.wording import Line

#: A Letter page has 259 mm between its margins, an A4 page 18 more; the rest is for other fonts.
SHEET = 250
#: A line of text, and of small print.
_TEXT, _ITEM, _SMALL, _HEADING = 3.4, 4.1, 3.0, 6.5
_HEADER, _RULE, _FOOTER = 17, 21, 8
#: Characters that a line holds: across the page, in one of two columns, of the first block.
_ACROSS, _HALF, _FIRST = 128, 52, 112
_WIDE, _NARROW = 0.25, 0.255  # mm of one unit of a picture across the page, in a column


#: The calendar (`days`), the responses (`changes`), or a block by its place.
Part = str | int


class Room(Named):
    """How many at most are shown of each, and how high all strips are, in units of the picture."""

    strips: int
    tall: int
    years: int
    rows: int
    levels: int
    measures: int
    notes: int
    flags: int


#: From the roomiest on.
ROOMS = (
    Room(strips=5, tall=190, years=12, rows=8, levels=6, measures=5, notes=4, flags=20),
    Room(strips=4, tall=155, years=11, rows=6, levels=5, measures=4, notes=3, flags=12),
    Room(strips=4, tall=135, years=8, rows=4, levels=4, measures=3, notes=2, flags=8),
    Room(strips=3, tall=100, years=5, rows=3, levels=3, measures=2, notes=1, flags=5),
    Room(strips=2, tall=64, years=2, rows=2, levels=2, measures=1, notes=0, flags=3),
)


def in_columns(shown: dict[str, Any]) -> tuple[Sequence[Part], Sequence[Part]]:
    """What stands in the left and in the right of two columns, so that neither is long.

    The calendar stands first, but for one by years, which goes across the page above them.
    """
    first: list[Part] = [] if shown["calendar"].by_year else ["days"]
    others: list[Part] = ["changes", *range(1, len(shown["blocks"]))]
    ways = [
        ([*first, *left], [part for part in others if part not in left])
        for count in range(len(others) + 1)
        for left in combinations(others, count)
    ]
    return min(ways, key=lambda way: _columns(shown, way))


def fits(shown: dict[str, Any], columns: Iterable[Sequence[Part]]) -> bool:
    """Whether what a page shows is sure to fit on one sheet."""
    return height(shown, columns) <= SHEET


def height(shown: dict[str, Any], columns: Iterable[Sequence[Part]]) -> float:
    """How high it is at most, in mm: a page's values by the names its template knows them by."""
    calendar, first = shown["calendar"], shown["blocks"][0][2]
    return sum(
        (
            _HEADER + 6 * (len(shown["whose"] or "") > 40) + 3 * bool(shown["diagnosis"]),
            _alarms(shown),
            _HEADING + 5 + _items(first, _FIRST),
            shown["timeline"].height * _WIDE + _HEADING + 2 * _SMALL,
            _part(shown, "days") if calendar.by_year else 0,
            _columns(shown, columns),
            _HEADING + _ITEM * (1 + len(shown["levels"])) + _SMALL * bool(shown["more_levels"]),
            _TEXT * _lines(shown["measures"], _ACROSS),
            (_HEADING if shown["notes"] else 0)
            + sum(_ITEM * _lines(note.text, _ACROSS - 16) for note in shown["notes"]),
            _RULE,
            _FOOTER,
        )
    )


def _columns(shown: dict[str, Any], columns: Iterable[Sequence[Part]]) -> float:
    return max(sum(_part(shown, part) for part in column) for column in columns)


def _part(shown: dict[str, Any], part: Part) -> float:
    """Of a part of a column, or of the calendar that goes across."""
    calendar: Calendar = shown["calendar"]
    responses: Responses = shown["responses"]
    if part == "days":
        unit = _WIDE if calendar.by_year else _NARROW
        return _HEADING + calendar.height * unit + 2 * _SMALL
    if part == "changes":
        few = _SMALL * 2 * bool(responses.too_few)
        return _HEADING + responses.height * _NARROW + 3 * _SMALL + few
    lines: Sequence[Line] = shown["blocks"][part][2]
    return _HEADING + _items(lines, _HALF)


def _items(lines: Iterable[Line], characters: int) -> float:
    return sum(_ITEM + _TEXT * (_lines(words, characters) - 1) for _, words in lines)


def _alarms(shown: dict[str, Any]) -> float:
    lines = sum(_lines(shown[grade], _ACROSS - 12) for grade in ("emergencies", "flags"))
    return 12 + _TEXT * lines if lines else 0


def _lines(words: str, characters: int) -> int:
    return ceil(len(words) / characters)
