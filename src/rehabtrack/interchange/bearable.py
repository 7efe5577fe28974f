"""Bearable's CSV: the symptoms that are a pain of a known place; all else is counted by category.

Shape from four programs that read it (OmegaJak/bearable-csv, bcwilsondotcom/obsidian-bearable-
import-plugin, rhermanek/bearable_viewer, andrewmiller0728/BearableDataProcessing) and the one
made-up row of the first; not verified with a file of the app. Files of 2021 have no `date
formatted`.

The app exports neither what was left out nor what was none: a day without a row tells nothing. A
severity is the word behind the symptom (`Back (lower) pain (Mild)`), beside a number of which only
Mild = 1 was seen: the number is kept as it stood and never read. Mood, sleep, energy, food, drugs
and factors are passed over: they are of whole days, many a day, and say nothing of the pain.
"""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from rehabtrack.domain.words import folded, shortened
from rehabtrack.interchange.app_rows import Line, Maker, header_of, kept, named, rows_of
from rehabtrack.interchange.app_sites import site_of_symptom
from rehabtrack.interchange.app_times import iso_clock, iso_day
from rehabtrack.interchange.items import Item, Skipped
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.sheet import decoded

TITLE = "Bearable"
FORMAT = "bearable/1"

_COLUMNS = {"date", "weekday", "time of day", "category", "rating/amount", "detail", "notes"}
_NEWER = "date formatted"
_SEVERITY = re.compile(r"(.+?)\s*\(([^()]*)\)")
_SLOTS = ("", "pre", "am", "mid", "pm", "all day")


def recognises(beginning: bytes) -> bool:
    """Whether the file begins with Bearable's header."""
    return _known(header_of(beginning))


def items(stream: BinaryIO, layout: Layout, patient: str) -> Iterator[Item]:
    """Every row: a pain is rated, anything else passed over; raises ImportRefused."""
    make = Maker(FORMAT, TITLE, layout, patient)

    def of_row(line: Line, row: tuple[list[str], list[str]]) -> list[Item]:
        cells = named(*row)
        category = cells.get("category", "")
        if folded(category) != "symptom":
            return [Skipped(line, shortened(category) or "no category")]
        return [_symptom(make, line, cells, part) for part in cells.get("detail", "").split("|")]

    with decoded(stream) as text:
        found = ((line, (names, row)) for line, names, row in rows_of(text, TITLE, _known))
        yield from make.items(found, of_row)


def _known(names: Sequence[str]) -> bool:
    return len(names) == len(set(names)) and {*names} - {_NEWER} == _COLUMNS


def _symptom(make: Maker, line: Line, cells: dict[str, str], detail: str) -> Item:
    """One symptom; several of a row stand between bars."""
    match = _SEVERITY.fullmatch(detail.strip())
    name, word = match.groups() if match else (detail.strip(), "")
    site = site_of_symptom(name, make.layout)
    if site is None:
        return Skipped(line, f"symptom {shortened(name)}".rstrip())
    at = _at(cells)
    rated = {"site": site, "scale": "vrs", "value": word}
    if "notes" in cells:
        rated["note"] = cells["notes"]
    told = (at, cells.get("time of day"), name, word, cells.get("notes"))
    return make.rating(line, make.times.read(at), rated, *told, original=kept(cells))


def _at(cells: dict[str, str]) -> str:
    """The minute, or the day where only a part of it is named, in ISO 8601; raises TimeRefused."""
    day = cells.get(_NEWER) or iso_day(cells.get("date", ""))
    part = cells.get("time of day", "")
    return day if folded(part) in _SLOTS else f"{day}T{iso_clock(part)}"
