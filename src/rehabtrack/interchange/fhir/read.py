"""FHIR R4 in: the ratings of pain, massages, measures and phases of a file.

A bundle of any type, a bare resource, or NDJSON. What is not ours is passed over, and counted by
its type and code. A file is read twice: first for who is in it, because a patient may come after
what refers to her.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import BinaryIO

from rehabtrack.domain.errors import ImportRefused, RehabtrackError
from rehabtrack.domain.moment import Zone
from rehabtrack.interchange.fhir.codes import OWN
from rehabtrack.interchange.fhir.json_stream import Found, resources
from rehabtrack.interchange.fhir.read_drug import drug
from rehabtrack.interchange.fhir.read_elements import (
    Object,
    UnclearError,
    one,
    own_uid,
    several,
    text,
)
from rehabtrack.interchange.fhir.read_episode import episode
from rehabtrack.interchange.fhir.read_observation import cells_of, parts_of, rating
from rehabtrack.interchange.fhir.read_people import People
from rehabtrack.interchange.fhir.read_procedure import procedure
from rehabtrack.interchange.fhir.read_told import Around, File, Told
from rehabtrack.interchange.items import Item, Refusal, Row, Skipped, digest, identity_of
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.times import Times

TITLE = "FHIR R4"
FORMAT = "fhir-r4/1"
#: The longest original of a row in characters; ours.
LONGEST_ORIGINAL = 4000

_TYPED = re.compile(rb'"resourceType"\s*:\s*"[A-Z][A-Za-z]{2,40}"')
_TYPE = re.compile("[A-Z][A-Za-z]{2,40}")
_READERS: dict[str, Callable[[Object, Around], Told | str]] = {
    "Observation": rating,
    "Procedure": procedure,
    "EpisodeOfCare": episode,
    "MedicationStatement": drug,
}


def recognises(beginning: bytes) -> bool:
    """Whether a file that begins so is JSON of FHIR: an object, and a type of resource in it."""
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"{") and _TYPED.search(start) is not None


def people(stream: BinaryIO) -> list[str]:
    """The names of the file's patients in their order; raises ImportRefused."""
    return People(stream).names


def items(stream: BinaryIO, layout: Layout, patient: str) -> Iterator[Item]:
    """Everything in the file; `patient` is whose the resources are that name nobody.

    Raises ImportRefused for a file that is not FHIR, or is damaged anywhere: before the first item.
    """
    known = People(stream)
    if known.empty:
        raise ImportRefused("The file holds no resources.", "Give a FHIR R4 bundle in JSON.")
    stream.seek(0)
    yield from _Reader(known, layout, patient).items(stream)


class _Reader:
    """One file on its way to items; it remembers what it met, for files that hold things twice."""

    def __init__(self, known: People, layout: Layout, patient: str) -> None:
        bare = replace(layout, kind="pain", sites=None)
        self._file = File(known, layout, bare, patient, self._times_of)
        self._times: dict[Zone, Times] = {}
        self._met: dict[bytes, bytes] = {}  # what was read, by the resource it was read of
        self._newest: dict[bytes, str] = {}  # of a history: when each was last updated

    def items(self, stream: BinaryIO) -> Iterator[Item]:
        """Every resource in order, and each rating of those that hold several."""
        for found in resources(stream):
            if found.path != "Bundle":
                yield from self._items(found)

    def _items(self, found: Found) -> Iterator[Item]:
        resource, kind = found.resource, found.kind
        if self._file.people.history and self._is_older(found):
            yield Skipped(found.path, "an older version of a resource")
        elif not resource:
            yield Skipped(found.path, "an entry without a resource")
        elif kind == "Observation":
            for component, part in parts_of(resource):
                yield self._item(found, part, component)
        elif kind in _READERS:
            yield self._item(found, resource, "")
        else:
            yield Skipped(found.path, kind if _TYPE.fullmatch(kind) else "a resource of no type")

    def _item(self, found: Found, part: Object, component: str) -> Item:
        path, kind = _path(found, component), found.kind
        around = Around(found, self._file)
        try:
            told = _READERS[kind](part, around)
            if isinstance(told, str):
                return Skipped(path, told)
            return self._row(path, around, told, _key(found, component))
        except RehabtrackError as error:
            told_of = kind == "Observation" and not isinstance(error, UnclearError)
            cells = cells_of(part) if told_of else {}
            return Refusal(path, error.sentence, error.remedy, cells)

    def _row(self, path: str | int, around: Around, told: Told, key: bytes | None) -> Item:
        if around.found.resource.get("modifierExtension"):
            raise UnclearError("An extension changes what it means.", "Leave the resource out.")
        identity = _own_id(around.found.resource) or identity_of(FORMAT, *told.read)
        if key is not None:
            before = self._met.setdefault(key, identity)
            if before is not identity and before == identity:
                return Skipped(path, "the same resource again")
            if before != identity:
                raise UnclearError(
                    "It stands twice in the file, and differently.", "Keep the newer one."
                )
        original = None if told.whole else _compact(around.found.resource)
        moment, notice = told.noted
        said = (told.like, identity, notice, original, told.linked)
        return Row(path, around.patient, moment, *said)

    def _is_older(self, found: Found) -> bool:
        """Whether a newer version came before, or its deletion, which is an entry without one.

        Raises ImportRefused where the newest is not the first, as R4 asks for.
        """
        resource, request = found.resource, one(found.entry.get("request"))
        version = text(resource.get("id")) if resource else text(request.get("url"))
        if version is None:
            return False
        name = "/".join(version.split("/")[-2:]) if not resource else f"{found.kind}/{version}"
        key = digest(name.encode("utf-8", "surrogatepass"))
        updated = text(one(resource.get("meta")).get("lastUpdated")) or ""
        if self._newest.get(key, updated) < updated:
            raise ImportRefused(
                f"The history is not in order at {found.path}.", "Sort it, the newest first."
            )
        older = key in self._newest
        self._newest.setdefault(key, updated or "9999")
        return older

    def _times_of(self, patient: str) -> Times:
        zone = self._file.layout.zone_of(patient)
        times = self._times.get(zone)
        if times is None:
            times = self._times[zone] = Times(zone, self._file.layout.now)
        return times


def _own_id(resource: Object) -> bytes | None:
    """The id (16 bytes) of a record that one of our own exports holds; None of any other.

    By it the record is known again wherever it came from, corrected since or not.
    """
    said = next(filter(None, map(resource.get, ("code", "type", "category"))), None)
    coding = several(one(said).get("coding"))
    ours = any((text(code.get("system")) or "").startswith(OWN) for code in coding)
    return own_uid(text(resource.get("id"))) if ours else None


def _path(found: Found, component: str) -> str | int:
    """Where it stands: an entry or a line, and the component in it."""
    return f"{found.path}.{component}" if component else found.path


def _key(found: Found, component: str) -> bytes | None:
    """What a resource is known by within its file: its address, or its type and id."""
    own = text(found.resource.get("id"))
    known = text(found.entry.get("fullUrl")) or (own and f"{found.kind}/{own}")
    return digest(f"{known}\0{component}".encode("utf-8", "surrogatepass")) if known else None


def _compact(resource: Object) -> str:
    """The resource as it stood, in one line, without the text that repeats it."""
    said = {name: value for name, value in resource.items() if name != "text"}
    line = _LINE.encode(said)[:LONGEST_ORIGINAL]
    return line.encode("utf-8", "replace").decode()  # JSON may hold half a character


def _plain(value: Decimal) -> int | float:
    return int(value) if value.as_tuple().exponent == 0 else float(value)


_LINE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)
