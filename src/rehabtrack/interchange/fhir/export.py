"""One patient's journal as resources, record by record, and those as one Bundle.

docs/fhir.md says what becomes what, and what is left out.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from json import JSONEncoder
from typing import Any

from rehabtrack.domain.records.entry import Entry
from rehabtrack.interchange.fhir.concerns import Warned, of_red_flag, of_screen, of_warning
from rehabtrack.interchange.fhir.elements import Resource, instant
from rehabtrack.interchange.fhir.notes import of_addendum, of_note
from rehabtrack.interchange.fhir.observations import of_rating, of_score, of_symptom
from rehabtrack.interchange.fhir.people import of_patient
from rehabtrack.interchange.fhir.provenance import Makings, of_changes
from rehabtrack.interchange.fhir.scope import Scope
from rehabtrack.interchange.fhir.treatment import of_clearance, of_massage, of_measure, of_phase

_RESOURCES: dict[str, Callable[[Entry[Any], Scope], Iterator[Resource]]] = {
    "patient": of_patient,
    "phase": of_phase,
    "clearance": of_clearance,
    "measure": of_measure,
    "redflag": of_red_flag,
    "massage": of_massage,
    "pain": of_rating,
    "symptom": of_symptom,
    "score": of_score,
    "screen": of_screen,
    "note": of_note,
    "addendum": of_addendum,
}
#: The kinds of records that become resources, the patient apart, in the order they come in.
KINDS = tuple(kind for kind in _RESOURCES if kind != "patient")

#: Made once: `json.dumps` would make it anew for each resource.
_encode = JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def resources(
    patient: Entry[Any], entries: Iterable[Entry[Any]], warned: Iterable[Warned], scope: Scope
) -> Iterator[Resource]:
    """The resources of a journal: the patient, the records of KINDS, the warnings, who made them.

    One at a time: however many records there are, few are held.
    """
    makings = Makings()
    for entry in chain([patient], entries):
        yield from _RESOURCES[entry.kind](entry, scope)
        yield from of_changes(entry, scope)
        yield from makings.take(entry)
    for one in warned:
        yield from of_warning(one, scope)
    yield from makings.rest()


def bundle(made: Iterable[Resource], at: int) -> Iterator[bytes]:
    """A collection Bundle made at an instant (ms) as JSON in UTF-8, each resource on a line."""
    yield b'{"resourceType":"Bundle","type":"collection","timestamp":"%s","entry":[' % (
        instant(at).encode("ascii")
    )
    before = b"\n"
    for one in made:
        yield before + _entry(one)
        before = b",\n"
    yield b"\n]}\n"


def _entry(one: Resource) -> bytes:
    return _encode({"fullUrl": f"urn:uuid:{one['id']}", "resource": one}).encode("utf-8")
