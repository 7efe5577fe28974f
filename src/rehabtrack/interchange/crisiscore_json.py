"""CrisisCore Pain Tracker's JSON: its ratings, and beside them what was taken and done by then.

Shape from the app's source (CrisisCore-Systems/pain-tracker: src/types/pain-entry.ts, src/types/
index.ts, exportToJSON in src/utils/pain-tracker/export.ts and its test); not verified with a file
of the app. Keys that are not read here are kept with the entry as it stood.

One level holds for all places: each is rated with it. Treatments (a massage among them) are lists
without a time, of what was done of late, and drugs what is taken at all: neither is a session or a
dose, so both become context in the app's words. Sleep, mood and missed work are 0 where nothing
was said, and are kept as they stood, never read.
"""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange.app_json import entry_of, shaped
from rehabtrack.interchange.app_rows import Line, Maker, kept
from rehabtrack.interchange.crisiscore import local, ratings
from rehabtrack.interchange.items import Item
from rehabtrack.interchange.layout import Layout

TITLE = "CrisisCore Pain Tracker (JSON)"
FORMAT = "crisiscore-json/1"

_APP = "CrisisCore Pain Tracker"
_FIRST = re.compile(rb"\s*\[\s*\{")
_KEYS = (b'"timestamp"', b'"baselineData"')


class _Baseline(msgspec.Struct):
    pain: int | float | None = None
    locations: list[str] = []


class _Entry(msgspec.Struct):
    timestamp: str
    baselineData: _Baseline  # noqa: N815  (the app's own key)
    notes: str | None = None


def recognises(beginning: bytes) -> bool:
    """Whether the file begins as a list of the app's entries."""
    data = beginning.removeprefix(b"\xef\xbb\xbf")
    return bool(_FIRST.match(data)) and all(key in data for key in _KEYS)


def items(stream: BinaryIO, layout: Layout, patient: str) -> Iterator[Item]:
    """The ratings and the context of every entry; raises ImportRefused."""
    make = Maker(FORMAT, _APP, layout, patient)
    entries = shaped(stream, list[msgspec.Raw], _APP)
    if not entries:
        raise ImportRefused("The file holds no entry.", "Export it again in the app.")

    def of_entry(line: Line, raw: msgspec.Raw) -> list[Item]:
        entry, whole = entry_of(raw, _Entry), entry_of(raw, dict[str, Any])
        noted = local(make.times.read(entry.timestamp), make.zone)
        level = "" if entry.baselineData.pain is None else str(entry.baselineData.pain)
        places = list(dict.fromkeys(name.strip() for name in entry.baselineData.locations))
        at, note = entry.timestamp, (entry.notes or "").strip() or None
        made = ratings(make, line, noted, level, places, note, at, original=kept(whole))
        text = "\n".join(_beside(whole))
        return [*made, make.context(line, noted, text, at, text)] if text else made

    found = ((f"entry[{place}]", raw) for place, raw in enumerate(entries))
    yield from make.items(found, of_entry)


def _beside(entry: dict[str, Any]) -> Iterator[str]:
    """A line for each treatment and each drug of the entry, in the app's words."""
    for part, list_, what in (
        ("treatments", "recent", "Treatment"),
        ("medications", "current", "Drug"),
    ):
        section = entry.get(part)
        listed = section.get(list_) if isinstance(section, dict) else None
        for one in listed if isinstance(listed, list) else ():
            words = one.values() if isinstance(one, dict) else (one,)
            said = "; ".join(str(word) for word in words if word not in ("", None))
            if said:
                yield f"{what}: {said}"
