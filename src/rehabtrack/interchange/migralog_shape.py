"""The shape of MigraLog's JSON, and what its entries say of one another.

From the app's JSON Schema (vfilby/migralog: spec/schemas/export/migralog-export.schema.json).
"""

from typing import BinaryIO, TypeVar

import msgspec

from rehabtrack.domain.errors import ImportRefused, Refused
from rehabtrack.interchange.app_json import entry_of, shaped

APP = "MigraLog"

T = TypeVar("T")
Raws = list[msgspec.Raw]
Places = dict[str, list[tuple[int, list[str]]]]  # by episode: from when on (ms), where


class _Metadata(msgspec.Struct):
    episodeCount: int  # noqa: N815  (the app's own key)
    medicationCount: int  # noqa: N815
    counts: dict[str, int] = {}


class Export(msgspec.Struct):
    """Its lists, under the app's own names."""

    metadata: _Metadata
    episodes: Raws
    medications: Raws
    medicationDoses: Raws  # noqa: N815
    medicationSchedules: Raws = []  # noqa: N815
    episodeNotes: Raws = []  # noqa: N815
    intensityReadings: Raws = []  # noqa: N815
    symptomLogs: Raws = []  # noqa: N815
    painLocationLogs: Raws = []  # noqa: N815
    dailyStatusLogs: Raws = []  # noqa: N815
    calendarOverlays: Raws = []  # noqa: N815


class Reading(msgspec.Struct, rename="camel"):
    """How strong the pain of an episode was at a moment (ms)."""

    episode_id: str
    timestamp: int
    intensity: int | float


class _Located(msgspec.Struct, rename="camel"):
    """An episode, or a log of where it hurts from a moment on."""

    id: str
    episode_id: str = ""
    start_time: int = 0
    timestamp: int = 0
    locations: list[str] = []
    pain_locations: list[str] = []


class Drug(msgspec.Struct, rename="camel"):
    """A drug, and what one unit of it holds."""

    id: str
    name: str
    dosage_amount: int | float | None = None
    dosage_unit: str | None = None


class Dose(msgspec.Struct, rename="camel"):
    """So many units of a drug, taken or skipped at a moment (ms)."""

    medication_id: str
    timestamp: int
    quantity: int | float
    status: str = "taken"
    dosage_amount: int | float | None = None
    dosage_unit: str | None = None
    notes: str | None = None


def export_of(stream: BinaryIO) -> Export:
    """The whole export; raises ImportRefused for another file, and for one that lacks entries."""
    export = shaped(stream, Export, APP)
    _refuse_other_counts(export)
    if not any(getattr(export, name) for name in export.__struct_fields__[1:]):
        raise ImportRefused("The file holds no entry.", "Export it again in the app.")
    return export


def _refuse_other_counts(export: Export) -> None:
    """Raises ImportRefused where a list is not as long as the file says."""
    about = export.metadata
    said = {"episodes": about.episodeCount, "medications": about.medicationCount, **about.counts}
    for name, count in said.items():
        there = len(getattr(export, name, ()))
        if there != count:
            raise ImportRefused(
                f"The file says that it holds {count} {name}, and holds {there}.",
                "It is damaged: export it again in the app.",
            )


def places_of(export: Export) -> Places:
    """Where each attack hurt: from its start on, and from each log of it on.

    Raises ImportRefused.
    """
    places: Places = {}
    for raw in export.episodes:
        episode = _readable(raw, _Located)
        places[episode.id] = [(episode.start_time, episode.locations)]
    for raw in export.painLocationLogs:
        log = _readable(raw, _Located)
        places.setdefault(log.episode_id, []).append((log.timestamp, log.pain_locations))
    for found in places.values():
        found.sort(key=lambda timed: timed[0])
    return places


def drugs_of(export: Export) -> dict[str, Drug]:
    """The drugs by their ids; raises ImportRefused."""
    found = (_readable(raw, Drug) for raw in export.medications)
    return {drug.id: drug for drug in found}


def _readable(raw: msgspec.Raw, shape: type[T]) -> T:
    """An entry that others lean on: without it they would say something else."""
    try:
        return entry_of(raw, shape)
    except Refused as error:
        raise ImportRefused(f"The file is no export of {APP}.", error.sentence) from None
