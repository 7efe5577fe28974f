"""FHIR files made for a test, and what they are read as."""

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.moment import zone_named
from rehabtrack.interchange.fhir import read
from rehabtrack.interchange.items import Item, Refusal, Row, Skipped
from rehabtrack.interchange.layout import Layout

PARIS = zone_named("Europe/Paris")
NOW = int(datetime(2026, 3, 15, 12, tzinfo=UTC).timestamp() * 1000)
LOINC, SNOMED = "http://loinc.org", "http://snomed.info/sct"

Resource = dict[str, Any]
ANN: Resource = {"resourceType": "Patient", "id": "ann", "name": [{"text": "Ann Example"}]}
BOB: Resource = {"resourceType": "Patient", "id": "bob", "name": [{"text": "Bob Example"}]}


def coded(code: str, system: str = LOINC, **more: Any) -> Resource:
    """A CodeableConcept of one code."""
    return {"coding": [{"system": system, "code": code}], **more}


def pain(value: Any = 2, code: str | Resource = "72514-3", **elements: Any) -> Resource:
    """A rating of the back; a number is a Quantity without a unit, None no value at all."""
    what = coded(code) if isinstance(code, str) else code
    site = {"bodySite": {"text": "back"}}
    given = {} if value is None else {"valueQuantity": {"value": value}}
    when = {} if _has_time(elements) else {"effectiveDateTime": "2026-03-14T07:30:00+01:00"}
    observed = {"resourceType": "Observation", "status": "final", "code": what}
    found = {**observed, **site, **given, **when, **elements}
    return {name: element for name, element in found.items() if element is not None}


def _has_time(elements: Resource) -> bool:
    return any(name.startswith(("effective", "issued")) for name in elements)


def procedure(text: str = "Massage", **elements: Any) -> Resource:
    """A procedure that was done, by its name."""
    when = {} if any("performed" in name for name in elements) else _PERFORMED
    found = {"resourceType": "Procedure", "status": "completed", "code": {"text": text}, **when}
    return {name: element for name, element in (found | elements).items() if element is not None}


_PERFORMED = {"performedDateTime": "2026-03-14T17:00:00+01:00"}


def bundle(*resources: Resource, kind: str = "collection", **more: Any) -> bytes:
    """A bundle of these resources, each with an address of its own unless it is an entry."""
    entries = [each if "resourceType" not in each else {"resource": each} for each in resources]
    return json.dumps(
        {"resourceType": "Bundle", "type": kind, **more, "entry": entries}, ensure_ascii=False
    ).encode()


def items(data: bytes, patient: str = "me", **options: Any) -> list[Item]:
    """Every item of a file, Patients apart, which are always passed over."""
    layout = Layout(zone=PARIS, now=NOW, **options)
    found = read.items(BytesIO(data), layout, patient)
    return [item for item in found if item[1:2] != ("Patient",)]


def row(*resources: Resource, **options: Any) -> Row:
    """The one row of a bundle."""
    (item,) = items(bundle(*resources), **options)
    assert isinstance(item, Row), item
    return item


def refusal(*resources: Resource, **options: Any) -> Refusal:
    """The one refused resource of a bundle."""
    (item,) = items(bundle(*resources), **options)
    assert isinstance(item, Refusal), item
    return item


def skipped(*resources: Resource, **options: Any) -> list[str]:
    """Why the resources of a bundle are passed over, all of them."""
    found = items(bundle(*resources), **options)
    assert all(isinstance(item, Skipped) for item in found), found
    return [item.reason for item in found if isinstance(item, Skipped)]


def stopped(data: bytes, **options: Any) -> str:
    """The sentence and remedy with which a whole file is refused."""
    with pytest.raises(ImportRefused) as refused:
        items(data, **options)
    return str(refused.value)
