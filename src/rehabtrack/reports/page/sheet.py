"""How high a sheet comes out: one estimate of all that is on it, in mm, rather too much of it."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

from rehabtrack.domain.named import Named
from rehabtrack.reports.course import Course
from rehabtrack.reports.page.letters import fitting, lines
from rehabtrack.reports.page.pictures.calendar import calendar_height, is_by_year
from rehabtrack.reports.page.pictures.responses import Responses
from rehabtrack.reports.page.pictures.timeline import timeline_height
from rehabtrack.reports.page.room import TYPES, Room
from rehabtrack.reports.page.wording import Line

#: Pictures are as wide as a Letter page or a column of it, texts as an A4 page.
_PICTURE, _PICTURE_HALF, _ACROSS, _HALF = 196.0, 95.0, 190.0, 92.0
_PT, _LEADING = 0.3528, 1.25
_LETTER = 0.054  # width of a tenth of a middling letter, of the height of a wide font
_NAMES = 7  # width of the names before the lines of a block, in heights of the font
_HEADING = 6.9  # with the space around a section
#: Letters at most of texts that are the page's own: the rule's paragraph without the policy, the
#: keys of timeline and calendar, and what both say of recalls; the footer, and what it says of what
#: is left out.
_RULE, _KEY, _SHORT_KEY, _RECALLS, _FOOTER, _WITHOUT = 740, 280, 75, 85, 145, 85
OWN = _RULE, _KEY + _RECALLS, _SHORT_KEY + _RECALLS, _FOOTER + _WITHOUT

#: The calendar (`days`), the responses (`changes`), or a block by its place.
Part = str | int


class Sheet(Named):
    """What a template shows, by name, and how high all of that is at most, in mm."""

    shown: dict[str, Any]
    height: float


class _Type(Named):
    """The sizes of text and of small print, in mm."""

    text: float
    small: float

    def of(self, words: str, width: float) -> float:
        """How high a paragraph of that width is."""
        return _height(words, width, self.text)

    def of_small(self, words: str, width: float) -> float:
        """How high a paragraph of small print is, with the space before it."""
        return 0.6 + _height(words, width, self.small)

    def of_own(self, letters: int, width: float) -> float:
        """The same of a text of ours of so many letters."""
        return self.of_small("English " * (letters // 8), width)


def _height(words: str, width: float, size: float) -> float:
    return lines(words, width / (size * _LETTER)) * size * _LEADING


def laid_out(shown: dict[str, Any], course: Course, series: int, room: Room) -> Sheet:
    """The sheet of a page's values, by the names its template knows them by.

    `series` is of how many sites and scales pain is known. A calendar by years goes across the
    page, all else that is narrow into two columns.
    """
    text, small = TYPES[room.type]
    size, by_year = _Type(text * _PT, small * _PT), is_by_year(course)
    shown = shown | {
        "type": room.type,
        "dated": room.days,
        "blocks": _cut(shown["blocks"], room.letters),
    }
    shown["phases"] = shown["phases"][-room.phases :] if room.phases else []
    parts: dict[Part, float] = {"changes": _changes(shown["responses"], size)}
    for place, (_, _, block) in enumerate(shown["blocks"][1:], 1):
        parts[place] = _HEADING + _block(block, _HALF, size)
    recalls = _RECALLS * any(level["recall"] for level in shown["levels"])
    unit = _PICTURE / 720 if by_year else _PICTURE_HALF / 360
    across = _PICTURE if by_year else _PICTURE_HALF
    days = (
        _HEADING
        + calendar_height(course, room.years) * unit
        + size.of_own(_SHORT_KEY + recalls, across)
    )
    days += size.small * _LEADING
    if room.days and not by_year:
        parts = {"days": days, **parts}
    columns = _columns(parts)
    timeline = timeline_height(course, min(series, room.strips), room.tall) * _PICTURE / 760
    height = (
        *(_around(shown, size), _HEADING + timeline, size.of_own(_KEY + recalls, _ACROSS)),
        days if by_year and room.days else 0,
        max(sum(parts[part] for part in column) for column in columns),
    )
    return Sheet(shown | {"columns": columns}, sum(height))


def _cut(
    blocks: Iterable[tuple[str, str, Sequence[Line]]], letters: int
) -> list[tuple[str, str, list[Line]]]:
    return [
        (code, title, [(about, fitting(words, letters)) for about, words in block])
        for code, title, block in blocks
    ]


def _columns(parts: dict[Part, float]) -> tuple[Sequence[Part], Sequence[Part]]:
    """The parts, the first of them on the left, so that neither column is long."""
    first, *others = parts
    ways = [
        ([first, *left], [part for part in others if part not in left])
        for count in range(len(others) + 1)
        for left in combinations(others, count)
    ]
    return min(ways, key=lambda way: max(sum(map(parts.__getitem__, column)) for column in way))


# --- the heights of parts, in mm -----------------------------------------------------------------


def _around(shown: dict[str, Any], size: _Type) -> float:
    """Of all that goes across the page but the pictures."""
    notes = [(note.when, note.text) for note in shown["notes"]]
    diagnosis = f" Diagnosis: {shown['diagnosis']}." if shown["diagnosis"] else ""
    return sum(
        (
            8 + _height(f"Back pain of {shown['whose']}", _ACROSS, 14 * _PT),
            size.of_small(f"{shown['coverage']}.{diagnosis}", _ACROSS),
            _alarms(shown, size),
            _HEADING + 3.2 + _block(shown["blocks"][0][2], _ACROSS - 6, size),
            _HEADING + _table([_words(row) for row in shown["levels"]], size),
            size.of_small("more", _ACROSS) if shown["more_levels"] else 0,
            size.of(f"Other measures: {shown['measures']}", _ACROSS) + 2,
            _HEADING + _table(list(map(_phase, shown["phases"])), size) if shown["phases"] else 0,
            _HEADING + _block(notes, _ACROSS, size) if notes or shown["more_notes"] else 0,
            size.of_small("more", _ACROSS) if shown["more_notes"] else 0,
            _HEADING + size.of_own(_RULE + len(shown["policy"]), _ACROSS),
            1.6 + size.of_own(_FOOTER + _WITHOUT * bool(shown["request"].without), _ACROSS),
        )
    )


def _changes(responses: Responses, size: _Type) -> float:
    from rehabtrack.reports.page.pictures.keys import responses_key, too_few

    few = f"Too few to say: {too_few(responses)}"
    height = _HEADING + (size.of_small(few, _HALF) if responses.too_few else 0)
    if not responses.panels:
        return height + size.of("x" * 80, _HALF)
    picture = responses.height * _PICTURE_HALF / 360
    return height + picture + size.of_small(responses_key(responses), _HALF)


def _block(block: Iterable[Line], width: float, size: _Type) -> float:
    names = _NAMES * size.text
    return sum(
        1 + max(size.of(about, names), size.of(words, width - names - 2)) for about, words in block
    )


def _table(rows: Sequence[str], size: _Type) -> float:
    """Of its head and of rows of these words, between which is room for nine cells."""
    return 1 + size.text * _LEADING + sum(1 + size.of(row, _ACROSS - 27) for row in rows)


def _words(row: dict[str, Any]) -> str:
    return " ".join(map(str, row.values()))


def _phase(row: dict[str, Any]) -> str:
    pain = row["pain"] or {}
    shown = ("site", "recall", "worst", "median", "n")
    return f"{_words({**row, 'pain': ''})} since {' '.join(str(pain.get(each)) for each in shown)}"


def _alarms(shown: dict[str, Any], size: _Type) -> float:
    said = [shown[grade] for grade in ("emergencies", "flags") if shown[grade]]
    lead = "Call the emergency number, or go to an emergency department: "
    return 12 + sum(size.of(lead + words, _ACROSS - 9) for words in said) if said else 0
