"""MigraLog's JSON: pain of the head and neck, drugs taken, and what was noted beside them.

Shape from the app's JSON Schema (vfilby/migralog: spec/schemas/export/migralog-export.schema.json)
and the code that writes it (mobile-apps/ios/MigraLog/Services/ExportService.swift, whose keys are
sorted); not verified with a file of the app.

A reading has one intensity for the whole attack. It is rated at the neck where the attack hurt
there by then, and at `other:head` where it hurt elsewhere or nobody said where: the head never
counts for the rule, the neck does. A dose is a drug taken, unless it was skipped. Episodes, notes,
symptoms, days and overlays become context. Lists that say nothing of a moment (drugs, schedules)
are counted, and so are the logs of places, which the readings follow.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, BinaryIO

import msgspec

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.when import refuse_future
from rehabtrack.interchange.app_json import entry_of
from rehabtrack.interchange.app_rows import Line, Maker, kept
from rehabtrack.interchange.items import Item, Skipped
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.migralog_shape import (
    APP,
    Dose,
    Drug,
    Export,
    Places,
    Reading,
    drugs_of,
    export_of,
    places_of,
)
from rehabtrack.interchange.times import Noted

TITLE = APP
FORMAT = "migralog/1"

_FIRST_KEY = re.compile(rb'\s*\{\s*"([A-Za-z]+)"\s*:')
_MARKS = (b'"episodeId"', b'"episodeCount"', b'"excludeFromStats"', b'"prompted"', b'"startTime"')


def recognises(beginning: bytes) -> bool:
    """Whether the file begins as an object with the export's keys."""
    data = beginning.removeprefix(b"\xef\xbb\xbf")
    first = _FIRST_KEY.match(data)
    known = first is not None and first[1].decode() in Export.__struct_fields__
    return known and any(mark in data for mark in _MARKS)


def items(stream: BinaryIO, layout: Layout, patient: str) -> Iterator[Item]:
    """Every entry of every list; raises ImportRefused, also for one that holds fewer than it says.

    A line is the path to an entry: `intensityReadings[3]`.
    """
    make = Maker(FORMAT, TITLE, layout, patient)
    export = export_of(stream)
    makers: dict[str, Callable[[Line, msgspec.Raw], list[Item]]] = {
        "intensityReadings": partial(_reading, make, places_of(export)),
        "medicationDoses": partial(_dose, make, drugs_of(export)),
    }
    for name in export.__struct_fields__[1:]:
        found = ((f"{name}[{place}]", raw) for place, raw in enumerate(getattr(export, name)))
        of_entry = makers.get(name) or partial(_beside, make, name)
        yield from make.items(found, of_entry)


def _reading(make: Maker, places: Places, line: Line, raw: msgspec.Raw) -> list[Item]:
    reading = entry_of(raw, Reading)
    noted = _noted(make, reading.timestamp)
    timed = places.get(reading.episode_id, [])
    by_then = bisect_right([at for at, _ in timed], reading.timestamp)
    where = timed[max(by_then - 1, 0)][1] if timed else []
    sites = sorted({"neck" if place.endswith("_neck") else "other:head" for place in where})
    level = str(reading.intensity)
    original = kept({**entry_of(raw, dict[str, Any]), "locations": where}) if where else None
    return [
        make.rating(
            line,
            noted,
            {"site": site, "value": level},
            *("reading", reading.timestamp, level, site),
            original=original,
        )
        for site in sites or ["other:head"]
    ]


def _dose(make: Maker, drugs: dict[str, Drug], line: Line, raw: msgspec.Raw) -> list[Item]:
    dose = entry_of(raw, Dose)
    if dose.status != "taken" or not dose.quantity:
        return [Skipped(line, "dose that was not taken")]
    drug = drugs.get(dose.medication_id)
    if drug is None:
        raise Refused("The dose is of a drug that the file does not name.", "Export it again.")
    noted = _noted(make, dose.timestamp)
    amount = dose.dosage_amount or drug.dosage_amount
    unit = dose.dosage_unit or drug.dosage_unit
    each = f" x {amount:.10g} {unit}" if amount and unit else ""
    taken = f"{dose.quantity:.10g}{each}"
    like = Measure(
        moment=noted[0],
        end_at=noted[0].at,
        kind="drug",
        name=drug.name,
        dose=taken,
        note=dose.notes,
    )
    told = ("dose", dose.timestamp, drug.name, taken, dose.notes)
    return [make.row(line, noted, like, *told, original=kept(entry_of(raw, dict[str, Any])))]


#: The lists that become context: what each entry is called, and the key of its time.
_BESIDE = {
    "episodes": ("episode", "startTime"),
    "episodeNotes": ("note", "timestamp"),
    "symptomLogs": ("symptom", "onsetTime"),
    "dailyStatusLogs": ("day", "date"),
    "calendarOverlays": ("overlay", "startDate"),
}
_OF_THE_APP = {"id", "episodeId", "createdAt", "updatedAt", "location", "prompted"}


def _beside(make: Maker, name: str, line: Line, raw: msgspec.Raw) -> list[Item]:
    """An entry of any other list, with all that it says in the app's own words."""
    if name not in _BESIDE:
        return [Skipped(line, name)]
    what, key = _BESIDE[name]
    entry = entry_of(raw, dict[str, Any])
    at = entry.get(key)
    noted = make.times.read(at) if isinstance(at, str) else _noted(make, at)
    said = {k: v for k, v in entry.items() if k not in {*_OF_THE_APP, key} and v not in ("", [])}
    text = "\n".join([what, *(f"{key}: {_words(make, key, value)}" for key, value in said.items())])
    original = kept(entry) if "location" in entry else None
    return [
        make.context(
            line, noted, text, name, at, *sorted(map(str, said.items())), original=original
        )
    ]


def _words(make: Maker, key: str, value: object) -> str:
    if key.endswith("Time") and isinstance(value, int):
        return f"{make.zone.moment(value).wall:%Y-%m-%d %H:%M}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _noted(make: Maker, at: object) -> Noted:
    """The minute of an instant (ms); raises Refused for what is none or lies ahead."""
    if not isinstance(at, int):
        raise Refused("The entry does not say when it was.", "Export it again in the app.")
    moment = make.zone.moment(at)
    refuse_future(moment, make.layout.now)
    return moment, None
