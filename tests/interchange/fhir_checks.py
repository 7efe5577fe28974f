"""What is wrong with a FHIR R4 Bundle: its structure, its required codes, where it points.

`fhir.resources` looks at the structure (R4B, which HL7 says does not differ from R4 in what we
write), and at no code list, invariant or reference: the rest is here. The lists are those of the R4
definitions (4.0.1, 2019).
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from fhir.resources.R4B import get_fhir_model_class

from rehabtrack.interchange.fhir import codes

Element = dict[str, Any]

_OBSERVED = "registered preliminary final amended corrected cancelled entered-in-error unknown"
#: The elements whose values are of a required code list, by the path from the resource.
REQUIRED = {
    "Bundle.type": "document message transaction transaction-response batch batch-response history"
    " searchset collection",
    "Observation.status": _OBSERVED,
    "DetectedIssue.status": _OBSERVED,
    "DetectedIssue.severity": "high moderate low",
    "Procedure.status": "preparation in-progress not-done on-hold stopped completed"
    " entered-in-error unknown",
    "EpisodeOfCare.status": "planned waitlist active onhold finished cancelled entered-in-error",
    "ServiceRequest.status": "draft active on-hold revoked completed entered-in-error unknown",
    "ServiceRequest.intent": "proposal plan directive order original-order reflex-order"
    " filler-order instance-order option",
    "MedicationStatement.status": "active completed entered-in-error intended stopped on-hold"
    " unknown not-taken",
    "Flag.status": "active inactive entered-in-error",
    "QuestionnaireResponse.status": "in-progress completed amended entered-in-error stopped",
    "DocumentReference.status": "current superseded entered-in-error",
    "DocumentReference.docStatus": "preliminary final amended entered-in-error",
    "DocumentReference.relatesTo.code": "replaces transforms signs appends",
    "EpisodeOfCare.text.status": "generated extensions additional empty",
    "Flag.text.status": "generated extensions additional empty",
}
_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_INSTANT = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?"
    r"(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))"
)
#: Elements of the type dateTime; an instant is one that may not be a date alone.
_DATE_TIMES = (
    *("effectiveDateTime", "performedDateTime", "start", "end", "authoredOn", "authored"),
    *("identifiedDateTime", "dateAsserted"),
)
_INSTANTS = ("issued", "recorded", "timestamp")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def faults(text: bytes | str) -> list[str]:
    """What is wrong with the bundle that this text is, in words."""
    bundle = json.loads(text)
    resources = [entry["resource"] for entry in bundle["entry"]]
    found = [f"Bundle: {fault}" for fault in _of_codes(bundle)]
    for one in resources:
        each = [*_of_structure(one), *_of_codes(one), *_of_values(one), *_of_invariants(one)]
        found += [f"{one['resourceType']}/{one['id']}: {fault}" for fault in each]
    return [*found, *_of_identities(bundle), *_of_references(bundle)]


def emitted(element: Any) -> Iterator[tuple[str, str, str | None]]:
    """(system, code, display) of every coding and every coded unit."""
    for _, value in walk(element):
        if isinstance(value, dict) and {"system", "code"} <= value.keys():
            yield value["system"], value["code"], value.get("display")


def walk(element: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every (path, value) in an element, lists left out of the path."""
    yield path, element
    if isinstance(element, dict):
        for name, value in element.items():
            yield from walk(value, f"{path}.{name}" if path else name)
    elif isinstance(element, list):
        for value in element:
            yield from walk(value, path)


def _of_structure(one: Element) -> Iterator[str]:
    model = get_fhir_model_class(one["resourceType"])
    try:
        model.model_validate(one)
    except ValueError as error:
        yield f"structure: {error}"


def _of_codes(one: Element) -> Iterator[str]:
    kind = one["resourceType"]
    for path, value in walk({**one, "entry": None}):
        allowed = REQUIRED.get(f"{kind}.{path}")
        if allowed and value not in allowed.split():
            yield f"{path} is {value}"
    for path in ("status", "intent", "severity"):
        required = f"{kind}.{path}" not in REQUIRED
        if path in one and required:
            yield f"no list is known for {path}"


def _of_values(one: Element) -> Iterator[str]:
    for path, value in walk(one):
        name = path.rpartition(".")[2]
        if name in _INSTANTS and not _INSTANT.fullmatch(value):
            yield f"{path} is no instant: {value}"
        if name in _DATE_TIMES and isinstance(value, str) and not _is_date_time(value):
            yield f"{path} is no dateTime: {value}"
        if value is None or value in ("", [], {}):
            yield f"{path} is empty"
        if isinstance(value, str) and _FORBIDDEN.search(value):
            yield f"{path} holds a control character"
        if isinstance(value, str) and name == "code" and value != value.strip():
            yield f"{path} is no code: {value!r}"


def _is_date_time(value: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value) or _INSTANT.fullmatch(value))


def _of_invariants(one: Element) -> Iterator[str]:
    kind = one["resourceType"]
    valued = [name for name in one if name.startswith("value")]
    if kind == "Observation" and len(valued) + ("dataAbsentReason" in one) != 1:
        yield f"obs-6: {valued} and dataAbsentReason"
    if kind == "ServiceRequest" and "orderDetail" in one and "code" not in one:
        yield "prr-1: an order detail without a code"
    if kind == "Condition" and "clinicalStatus" not in one:
        yield "con-3: a problem without its clinical status"
    unmarked = one.get("status") != "entered-in-error"
    reasoned, left_undone = "statusReason" in one, one.get("status") == "not-done"
    if kind == "Procedure" and unmarked and reasoned != left_undone:
        yield "a reason without what was not done, or the reverse"
    for path, value in walk(one):
        if path.endswith("eriod") and "end" in value and not _in_order(**value):
            yield f"per-1: {value}"
    for mitigation in one.get("mitigation", []):
        author = mitigation.get("author", {"type": "Practitioner"})
        if author.get("type") != "Practitioner":
            yield f"an answer by {author}"


def _in_order(start: str, end: str) -> bool:
    if "T" not in start or "T" not in end:
        return start[:10] <= end[:10]
    return datetime.fromisoformat(start) <= datetime.fromisoformat(end)


def _of_identities(bundle: Element) -> Iterator[str]:
    urls = Counter(entry["fullUrl"] for entry in bundle["entry"])
    yield from (f"{url} is there {count} times" for url, count in urls.items() if count > 1)
    for entry in bundle["entry"]:
        identity = entry["resource"]["id"]
        if not _ID.fullmatch(identity) or entry["fullUrl"] != f"urn:uuid:{identity}":
            yield f"{entry['fullUrl']} is not {identity}"


def _of_references(bundle: Element) -> Iterator[str]:
    kinds = {entry["fullUrl"]: entry["resource"]["resourceType"] for entry in bundle["entry"]}
    for entry in bundle["entry"]:
        for path, value in walk(entry["resource"]):
            if path.endswith("reference"):
                where = f"{entry['resource']['resourceType']}.{path}"
                if value not in kinds:
                    yield f"{where} leads nowhere: {value}"
                elif where in _MAY_POINT_TO and kinds[value] not in _MAY_POINT_TO[where]:
                    yield f"{where} leads to a {kinds[value]}"


_MAY_POINT_TO = {
    "Observation.partOf.reference": ("Procedure",),
    "Observation.derivedFrom.reference": ("QuestionnaireResponse",),
    "QuestionnaireResponse.partOf.reference": ("Procedure",),
    "DetectedIssue.implicated.reference": ("Procedure",),
    "EpisodeOfCare.diagnosis.condition.reference": ("Condition",),
    "DocumentReference.relatesTo.target.reference": ("DocumentReference",),
    **{
        f"{kind}.{name}.reference": ("Patient",)
        for kind in ("Observation", "Procedure", "Condition", "EpisodeOfCare", "ServiceRequest")
        for name in ("subject", "patient", "performer")
    },
}


def unreviewed(pairs: Iterable[tuple[str, str, str | None]]) -> set[tuple[str, str, str | None]]:
    """Those that are neither ours nor verified in the table, or bear another name there."""
    found = set()
    for system, code, display in set(pairs):
        known = codes.known(system, code)
        verified = known is not None and known.status == codes.VERIFIED and known.display == display
        if not verified and not system.startswith(codes.OWN) and system != codes.UCUM:
            found.add((system, code, display))
    return found
