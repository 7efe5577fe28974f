"""One sheet: how much of each list a page shows, so that it is printed on one A4 or Letter page.

Where there is much of everything less of each is shown, and said to be left out. The lengths are
ours, in mm, measured with a wide font in two browsers and kept to the careful side.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from math import ceil
from typing import Any

from rehabtrack.domain.named import Named
from rehabtrack.reports.course import Course
from rehabtrack.reports.page.pictures.calendar import calendar_height, is_by_year
from rehabtrack.reports.page.pictures.responses import Responses
from rehabtrack.reports.page.pictures.timeline import timeline_height
from rehabtrack.reports.page.wording import Line

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


def _rooms(*amounts: tuple[int, ...]) -> tuple[Room, ...]:
    return tuple(map(Room._make, amounts))


#: From the roomiest on.
ROOMS = _rooms(
    (5, 190, 12, 8, 6, 5, 4, 20),
    (5, 175, 12, 7, 6, 5, 3, 16),
    (4, 155, 12, 6, 5, 4, 3, 12),
    (4, 145, 10, 5, 5, 4, 2, 10),
    (4, 135, 8, 4, 4, 3, 2, 8),
    (3, 120, 7, 4, 4, 3, 2, 6),
    (3, 105, 6, 3, 3, 2, 1, 5),
    (3, 95, 4, 3, 3, 2, 1, 4),
    (2, 75, 3, 2, 2, 1, 1, 4),
    (2, 64, 2, 2, 2, 1, 0, 3),
)


class Sheet(Named):
    """What stands in the left and in the right of two columns, and how high all is at most, in mm.

    A calendar by years goes across the page above the columns.
    """

    columns: tuple[Sequence[Part], Sequence[Part]]
    height: float


def laid_out(shown: dict[str, Any], course: Course, series: int, room: Room) -> Sheet:
    """The sheet of a page's values, by the names its template knows them by.

    `series` is of how many sites and scales pain is known.
    """
    by_year = is_by_year(course)
    parts: dict[Part, float] = {"changes": _changes(shown["responses"])}
    for place, (_, _, lines) in enumerate(shown["blocks"][1:], 1):
        parts[place] = _HEADING + _items(lines, _HALF)
    unit = _WIDE if by_year else _NARROW
    days = _HEADING + calendar_height(course, room.years) * unit + 2 * _SMALL
    if not by_year:
        parts = {"days": days, **parts}
    columns = _columns(parts)
    pictures = timeline_height(course, min(series, room.strips), room.tall) * _WIDE
    return Sheet(
        columns,
        _around(shown)
        + pictures
        + _HEADING
        + 2 * _SMALL
        + (days if by_year else 0)
        + max(sum(parts[part] for part in column) for column in columns),
    )


def _columns(parts: dict[Part, float]) -> tuple[Sequence[Part], Sequence[Part]]:
    """The parts, the first of them on the left, so that neither column is long."""
    first, *others = parts
    ways = [
        ([first, *left], [part for part in others if part not in left])
        for count in range(len(others) + 1)
        for left in combinations(others, count)
    ]
    return min(ways, key=lambda way: max(sum(map(parts.__getitem__, column)) for column in way))


def _around(shown: dict[str, Any]) -> float:
    """Of all that goes across the page but the pictures."""
    first = shown["blocks"][0][2]
    table = _ITEM * (1 + len(shown["levels"])) + _SMALL * bool(shown["more_levels"])
    notes = sum(_ITEM * _lines(note.text, _ACROSS - 16) for note in shown["notes"])
    return sum(
        (
            _HEADER + 3 * bool(shown["diagnosis"]),
            _alarms(shown),
            _HEADING + 5 + _items(first, _FIRST),
            _HEADING + table + _TEXT * _lines(shown["measures"], _ACROSS),
            _HEADING + notes if notes else 0,
            _SMALL * bool(shown["more_notes"]),
            _RULE + _FOOTER,
        )
    )


def _changes(responses: Responses) -> float:
    few = _SMALL * 2 * bool(responses.too_few)
    return _HEADING + responses.height * _NARROW + 3 * _SMALL + few


def _items(lines: Iterable[Line], characters: int) -> float:
    return sum(_ITEM + _TEXT * (_lines(words, characters) - 1) for _, words in lines)


def _alarms(shown: dict[str, Any]) -> float:
    lines = sum(_lines(shown[grade], _ACROSS - 12) for grade in ("emergencies", "flags"))
    return 12 + _TEXT * lines if lines else 0


def _lines(words: str, characters: int) -> int:
    return ceil(len(words) / characters)
