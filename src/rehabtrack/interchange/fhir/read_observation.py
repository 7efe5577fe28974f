"""Observations as ratings of pain, each on its own scale; every other one is passed over.

The scales are LOINC's 72514-3 (0-10), 38214-3 (visual, mm), 38208-5 (words) and 38221-8 (faces).
75893-8 asks for the average of the past week, 0-10 (the first item of the PEG). 75262-6 asks for
the worst of seven days in five words (PROMIS Pain Intensity 3a), a recall and a scale that we have
not: it is passed over and counted, as are scores.
"""

from collections.abc import Iterator

from rehabtrack.domain.records.pain import RELATIONS
from rehabtrack.interchange.cells import Cells, record_of
from rehabtrack.interchange.fhir.codes import LOINC
from rehabtrack.interchange.fhir.read_elements import (
    Object,
    are_bare,
    codings,
    is_ours,
    label,
    meanings,
    names,
    notes,
    number,
    one,
    own_uid,
    several,
    text,
    word_of,
)
from rehabtrack.interchange.fhir.read_sites import site_cell, site_of
from rehabtrack.interchange.fhir.read_times import rated_at, written_at
from rehabtrack.interchange.fhir.read_told import Around, Told
from rehabtrack.interchange.fhir.read_value import unit_of, value_of

#: What is not final, and never was, or was taken back (ObservationStatus).
_NOT_SAID = ("registered", "cancelled", "entered-in-error")
#: Whose components are ratings: LOINC's pain assessment panel (IHE PCC, ELGA) and its PEG.
_PANELS = ((LOINC, "38212-7"), (LOINC, "91148-7"))
#: What a rating holds, or what says no more than it.
_HELD = {
    *("resourceType", "id", "meta", "text", "language", "status", "category", "code", "subject"),
    *("effectiveDateTime", "effectiveInstant", "issued", "bodySite", "note"),
    *("valueQuantity", "valueInteger", "valueCodeableConcept"),
}


def parts_of(resource: Object) -> Iterator[tuple[str, Object]]:
    """The observation, and each component that rates pain, with its time and place, by its path.

    Only a rating or a panel of pain has such: how bad a seizure was is coded as pain, too.
    """
    components = several(resource.get("component"))
    rated = [(place, each) for place, each in enumerate(components) if _asked(each)]
    asked = _asked(resource) is not None
    if not asked and not any(code in _PANELS for code in codings(resource.get("code"))):
        rated = []
    if asked or not rated:
        yield "", resource
    if not rated:
        return
    shared = {
        name: value
        for name, value in resource.items()
        if name not in ("code", "component", "dataAbsentReason") and not name.startswith("value")
    }
    for place, component in rated:
        yield f"component[{place}]", shared | component


def rating(resource: Object, around: Around) -> Told | str:
    """The rating that it makes, or why it is passed over; raises Refused."""
    asked, status = _asked(resource), resource.get("status")
    if asked is None:
        return _what(resource)
    if status in _NOT_SAID:
        return f"{_what(resource)} {status}"
    if several(resource.get("focus")):
        return f"{_what(resource)} of somebody or something else"
    scale, recall = asked[0], _recall(resource) or asked[1]
    value = value_of(resource, scale)
    if value is None:
        return f"{_what(resource)} without a value"
    written, noted = rated_at(resource, around.times)
    body_site, ours = resource.get("bodySite"), is_ours(resource.get("code"))
    place = site_of(body_site, around.file.layout, ours=ours)
    if place.passed_over is not None:
        return place.passed_over
    note = notes(resource.get("note"))
    cells = {"scale": scale, "value": value, "recall": recall}
    more = {"site": place.site, "note": note}
    cells |= {name: said for name, said in more.items() if said}
    where = [*codings(body_site)] or names(body_site)
    read = ("pain", written, scale, value, recall, note, *where)
    return Told(
        record_of(cells, noted[0], around.file.bare),
        noted,
        read,
        place.exact and _is_whole(resource),
        _linked(resource),
    )


def cells_of(resource: Object) -> Cells:
    """What a refused rating says, by the columns of a table: what is put right there is stored.

    So nothing of what means something else in a table: a length but in mm, or more than a number.
    """
    asked = _asked(resource)
    if asked is None:
        return {}
    quantity = one(resource.get("valueQuantity"))
    value = number(quantity.get("value")) or number(resource.get("valueInteger"))
    if quantity.get("comparator") is not None or (asked[0] == "vas" and unit_of(quantity) != "mm"):
        value = None
    recall = _recall(resource) or asked[1]
    cells = {
        "at": written_at(resource)[0],
        "site": site_cell(resource.get("bodySite")),
        "scale": asked[0],
        "value": value,
        "recall": recall,
    }
    return {name: said for name, said in cells.items() if said}


def _what(resource: Object) -> str:
    return label("Observation", resource.get("code"))


def _asked(resource: Object) -> tuple[str, str] | None:
    """The scale and the recall that its code asks on; None where it is not about pain."""
    for code in meanings(resource.get("code")):
        if code.of == "scale" and code.word is not None:
            return code.word, "now"
        if (code.of, code.word) == ("item", "peg-1"):
            return "nrs", "average-7d"
    return None


def _recall(resource: Object) -> str | None:
    """The recall that our own export says in a component."""
    words = (
        word_of(component.get("valueCodeableConcept"), "recall")
        for component in several(resource.get("component"))
    )
    return next(filter(None, words), None)


def _linked(resource: Object) -> tuple[bytes, str] | None:
    """The massage that a rating of our own export is part of, and how it lies to it."""
    massage = own_uid(text(one(resource.get("partOf")).get("reference")))
    words = (
        word_of(component.get("valueCodeableConcept"), "relation")
        for component in several(resource.get("component"))
    )
    relation = next((word for word in words if word in RELATIONS), None)
    return None if massage is None or relation is None else (massage, relation)


def _is_whole(resource: Object) -> bool:
    more = resource.keys() - _HELD
    if "performer" in more and several(resource["performer"]) == [resource.get("subject")]:
        more.discard("performer")
    if "component" in more and all(map(_is_recall, several(resource["component"]))):
        more.discard("component")
    return not more and are_bare(resource.get("note"))


def _is_recall(component: Object) -> bool:
    return word_of(component.get("valueCodeableConcept"), "recall") is not None
