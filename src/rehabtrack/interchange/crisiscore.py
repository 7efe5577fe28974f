"""CrisisCore Pain Tracker's tables: a rating of each place that hurts, the rest kept as it stood.

Shapes from the app's source (CrisisCore-Systems/pain-tracker: src/utils/pain-tracker/export.ts and
its test, src/components/pain-tracker/clinician-export/ClinicalExports.tsx, src/components/
body-mapping/mapping.ts) and a sample of WorkSafeBC's report in an older state of its repository;
the shortest table and the later WorkSafeBC sample are known by their headers alone. Not verified
with a file of the app.

What these tables do, and what is done about it:
- The full table is one line, its rows parted by a backslash and an n: such rows are counted as
  lines. Outside quotes these two characters part rows; in a note they stay. Such a file has no
  lines to be read by, so a table is read whole.
- Its time is cut from the instant in UTC. The clinician's tables have the time of the person's
  clock, and so is the sample's taken.
- One level holds for all places: each place is rated with it. The note goes to the first.
- A clinician's table writes 0 for a level that is missing. The app asks for a place with every
  level, so a 0 without a place is passed over, and any other 0 is a 0.
- In all other columns 0 and nothing are one: they are kept as they stood and never read.
- Only notes have their quotes doubled: a quote elsewhere stops the import with its line.
"""

import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from rehabtrack.domain.moment import Zone
from rehabtrack.domain.named import Named
from rehabtrack.domain.words import shortened
from rehabtrack.interchange.app_rows import Line, Maker, header_of, kept, named, rows_of
from rehabtrack.interchange.app_sites import site_of_place
from rehabtrack.interchange.items import Item, Skipped
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.times import Noted
from rehabtrack.interchange.whole import whole_text

TITLE = "CrisisCore Pain Tracker"
FORMAT = "crisiscore/1"

_COMMENTS = re.compile(r"(?:#[^\n]*\n|[ \t\r]*\n)+")
_QUOTED_OR_PARTED = re.compile(r'"[^"]*"|\\n')


class Form(Named):
    """One of the app's tables: its header, which column is what, and how it may mislead."""

    header: str
    level: str = "Pain Level"
    places: str | None = "Locations"
    note: str | None = "Notes"
    utc: bool = False
    missing_is_0: bool = False


_FORMS = (
    Form(
        "Date,Time,Pain Level,Locations,Symptoms,Limited Activities,Sleep Quality,Mood Impact,"
        "Missed Work Days,Notes",
        utc=True,
    ),
    Form("Date,Time,Pain Level,Symptoms,Medication Log", places=None, note=None, utc=True),
    Form(
        "Date,Time,Pain Level,Primary Location,Symptoms,Sleep Quality,Mood Impact,Missed Work Days,"
        "Current Medications,Recent Treatments,Notes",
        places="Primary Location",
        missing_is_0=True,
    ),
    Form(
        "Date,Time,Pain Level,Locations,Symptoms,Limited Activities,Assistance Needed,"
        "Mobility Aids,Current Medications,Medication Changes,Medication Effectiveness,"
        "Recent Treatments,Treatment Effectiveness,Planned Treatments,Sleep Quality,Mood Impact,"
        "Social Impact,Missed Work Days,Modified Duties,Work Limitations,Worsening Since,"
        "New Limitations,Clinical Notes",
        note="Clinical Notes",
        missing_is_0=True,
    ),
    Form(
        "Date,Time,Pain_Level,Pain_Type,Location,Duration_Minutes,Triggers,Relief_Methods,"
        "Medication,Functional_Impact,Sleep_Quality,Work_Impact,Notes",
        level="Pain_Level",
        places="Location",
    ),
    Form(
        "entry_id,date,pain_level,primary_locations,symptoms,functional_limitations,"
        "missed_work_hours,modified_duties,medications_active,treatments_applied,sleep_quality,"
        "mood_score,work_impact_notes",
        level="pain_level",
        places="primary_locations",
        note=None,
    ),
)
_BY_HEADER = {tuple(form.header.split(",")): form for form in _FORMS}


def recognises(beginning: bytes) -> bool:
    """Whether the file begins with the header of one of the app's tables."""
    text = _with_lines(beginning.decode("utf-8-sig", "surrogateescape"))
    return header_of(text.encode("utf-8", "surrogateescape")) in _BY_HEADER


def items(stream: BinaryIO, layout: Layout, patient: str) -> Iterator[Item]:
    """The ratings of every row; raises ImportRefused."""
    make = Maker(FORMAT, TITLE, layout, patient)

    def of_row(line: Line, row: tuple[list[str], list[str]]) -> list[Item]:
        form, cells = _BY_HEADER[tuple(row[0])], named(*row)
        at = _at(form, cells)
        noted = local(make.times.read(at), make.zone)
        level = cells.get(form.level, "")
        places = _listed(cells.get(form.places, "")) if form.places else []
        if form.missing_is_0 and level == "0" and not places:
            return [Skipped(line, "level 0 without a place, which may be a missing one")]
        note = cells.get(form.note) if form.note else None
        return ratings(make, line, noted, level, places, note, at, original=kept(cells))

    text = _with_lines(whole_text(stream))
    table = rows_of(io.StringIO(text), TITLE, lambda names: tuple(names) in _BY_HEADER)
    yield from make.items(((line, (names, row)) for line, names, row in table), of_row)


def ratings(
    make: Maker,
    line: Line,
    noted: Noted,
    level: str,
    places: Sequence[str],
    note: str | None,
    at: str,
    *,
    original: str,
) -> list[Item]:
    """The level at each site once; the note and the original go with the first that is rated."""
    made: list[Item] = []
    rated: set[str] = set()
    for place in places or [""]:
        site = site_of_place(place, make.layout)
        if site in rated:  # the foot and the thigh are one leg, of which one level was said
            made.append(Skipped(line, "another place of a site that is rated"))
            continue
        if place and site is None and make.layout.sites is not None:
            made.append(Skipped(line, shortened(place)))
            continue
        cells = {"site": site or place, "value": level, "note": "" if rated else note or ""}
        said = {name: cell for name, cell in cells.items() if cell}
        told = (at, level, place, note)
        kept_here = None if rated else original
        made.append(make.rating(line, noted, said, *told, original=kept_here))
        rated.add(site or place)
    return made


def local(noted: Noted, zone: Zone) -> Noted:
    """The same instant where the person was; a day stays the day it is."""
    moment, notice = noted
    return (moment if moment.width else zone.moment(moment.at)), notice


def _at(form: Form, cells: dict[str, str]) -> str:
    day = cells.get("Date") or cells.get("date", "")
    if "Time" not in cells:
        return day
    return f"{day} {cells['Time']}{'Z' if form.utc else ''}"


def _listed(cell: str) -> list[str]:
    parts = re.split(r"[;|]", cell)
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _with_lines(text: str) -> str:
    """The text with a line for each row, and blank lines for the comments before its header."""
    comments = _COMMENTS.match(text)
    if comments:
        text = "\n" * comments[0].count("\n") + text[comments.end() :]
    first = text.lstrip("\n").partition("\n")[0]
    if not any(first.startswith(form.header + "\\n") for form in _FORMS):
        return text
    return _QUOTED_OR_PARTED.sub(lambda found: "\n" if found[0] == "\\n" else found[0], text)
