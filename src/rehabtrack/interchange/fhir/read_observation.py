"""Observations as ratings of pain, each on its own scale; every other one is passed over.

The scales are LOINC's 72514-3 (0-10), 38214-3 (visual, mm), 38208-5 (words) and 38221-8 (faces).
75893-8 asks for the average of the past week, 0-10 (the first item of the PEG). 75262-6 asks for
the worst of seven days in five words (PROMIS Pain Intensity 3a), a recall and a scale that we have
not: it is passed over and counted, as are scores.
"""

from collections.abc import Iterator
from decimal import Decimal

from rehabtrack.domain.errors import Refused, ValueRefused
from rehabtrack.domain.words import folded, shortened
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
    several,
    text,
    word_of,
)
from rehabtrack.interchange.fhir.read_sites import site_of
from rehabtrack.interchange.fhir.read_times import rated_at
from rehabtrack.interchange.fhir.read_told import Around, Told

#: What is not final, and never was, or was taken back (ObservationStatus).
_NOT_SAID = ("registered", "cancelled", "entered-in-error")
#: Whose components are ratings: LOINC's pain assessment panel (IHE PCC, ELGA) and its PEG.
_PANELS = ((LOINC, "38212-7"), (LOINC, "91148-7"))
#: How the unit of a score is written; UCUM's is {score}.
_OF_SCORES = ("", "1", "{score}", "score", "{#}", "points", "{points}", "/10")
_PER_CENTIMETRE = 10  # millimetres
#: The words of 38208-5 as answer lists display them, beside our own.
_WORDS = {
    "no pain": "none",
    "mild pain": "weak",
    "weak pain": "weak",
    "moderate pain": "moderate",
    "severe pain": "severe",
}
#: What a rating holds, or what says no more than it.
_HELD = {
    *("resourceType", "id", "meta", "text", "language", "status", "category", "code", "subject"),
    *("effectiveDateTime", "effectiveInstant", "issued", "bodySite", "note"),
    *("valueQuantity", "valueInteger", "valueCodeableConcept"),
}
_ASK = "Ask for it on one of the scales nrs, vas, faces or vrs."


def parts_of(resource: Object) -> Iterator[tuple[str, Object]]:
    """The observation, and each component that rates pain, with its time and place, by its path.

    Only a rating or a panel of pain has such: how bad a seizure was is coded as pain, too.
    """
    components = several(resource.get("component"))
    rated = [(place, each) for place, each in enumerate(components) if _scale(each)]
    about_pain = _scale(resource) or any(code in _PANELS for code in codings(resource.get("code")))
    if not rated or not about_pain or _scale(resource):
        yield "", resource
    if not rated or not about_pain:
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
    what, scale = label("Observation", resource.get("code")), _scale(resource)
    status = resource.get("status")
    if scale is None:
        return what
    if status in _NOT_SAID:
        return f"{what} {status}"
    if several(resource.get("focus")):
        return f"{what} of somebody or something else"
    value = _value(resource, scale)
    if value is None:
        return f"{what} without a value"
    written, noted = rated_at(resource, around.times)
    body_site, ours = resource.get("bodySite"), is_ours(resource.get("code"))
    place = site_of(body_site, around.file.layout, ours=ours)
    if place.passed_over is not None:
        return place.passed_over
    recall, note = _recall(resource), notes(resource.get("note"))
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
    )


def cells_of(resource: Object) -> Cells:
    """What a refused rating says, by the columns of a table; nothing of what is no number."""
    period = one(resource.get("effectivePeriod")).get("start")
    value = number(one(resource.get("valueQuantity")).get("value"))
    cells = {
        "at": text(resource.get("effectiveDateTime") or period or resource.get("issued")),
        "scale": _scale(resource),
        "value": value or number(resource.get("valueInteger")),
        "recall": _recall(resource),
    }
    return {name: said for name, said in cells.items() if said} if _scale(resource) else {}


def _scale(resource: Object) -> str | None:
    for code in meanings(resource.get("code")):
        if code.of == "scale":
            return code.word
        if (code.of, code.word) == ("item", "peg-1"):
            return "nrs"
    return None


def _recall(resource: Object) -> str:
    if any(code.word == "peg-1" for code in meanings(resource.get("code"))):
        return "average-7d"
    for component in several(resource.get("component")):
        word = word_of(component.get("valueCodeableConcept"), "recall")
        if word is not None:
            return word
    return "now"


def _value(resource: Object, scale: str) -> str | None:
    """The value as its scale reads it, None where it is absent; raises Refused."""
    given = [name for name in resource if name.startswith("value")]
    if len(given) > 1:
        raise Refused("It has two values.", "Leave the right one.")
    if "valueQuantity" in given:
        return _quantity(one(resource["valueQuantity"]), scale)
    if "valueCodeableConcept" in given:
        return _answer(resource["valueCodeableConcept"], scale)
    if not given:
        return None
    whole = number(resource.get("valueInteger"))
    if whole is None:
        raise ValueRefused("Its value is not given as a number.", _ASK)
    if scale == "vas":
        raise _unit(None)
    return whole


def _quantity(quantity: Object, scale: str) -> str | None:
    value = quantity.get("value")
    if value is None:
        return None
    if not isinstance(value, Decimal):
        raise ValueRefused("Its value is not given as a number.", _ASK)
    if quantity.get("comparator") is not None:
        raise ValueRefused("Its value is given as more or less than a number.", _ASK)
    unit = text(quantity.get("code")) or text(quantity.get("unit"))
    if scale != "vas":
        if folded(unit or "") not in _OF_SCORES:
            raise _unit(unit)
        return number(value)
    if unit not in ("mm", "cm"):
        raise _unit(unit)
    return number(value * _PER_CENTIMETRE if unit == "cm" else value)


def _unit(unit: str | None) -> ValueRefused:
    said = "It has no unit" if unit is None else f'Its unit is "{shortened(unit)}"'
    return ValueRefused(f"{said}.", "A visual scale is in mm or cm; a score has the unit {score}.")


def _answer(concept: object, scale: str) -> str:
    """The answer of a list that belongs to the scale; raises ValueRefused."""
    answers = {code.word for code in meanings(concept) if code.of == scale and code.word}
    if not answers and scale == "vrs":
        words = {_WORDS.get(folded(name), name) for name in names(concept)}
        answers = words if len(words) == 1 else answers
    if len(answers) != 1:
        raise ValueRefused("Its answer is none of those of its scale.", _ASK)
    return answers.pop()


def _is_whole(resource: Object) -> bool:
    more = resource.keys() - _HELD
    if "performer" in more and several(resource["performer"]) == [resource.get("subject")]:
        more.discard("performer")
    if "component" in more and all(map(_is_recall, several(resource["component"]))):
        more.discard("component")
    return not more and are_bare(resource.get("note"))


def _is_recall(component: Object) -> bool:
    return word_of(component.get("valueCodeableConcept"), "recall") is not None
