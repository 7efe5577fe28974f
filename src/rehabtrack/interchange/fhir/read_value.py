"""The value of a rating, as its own scale reads it; none is ever turned into that of another."""

from decimal import Decimal

from rehabtrack.domain.errors import ValueRefused
from rehabtrack.domain.words import folded, shortened
from rehabtrack.interchange.fhir.read_elements import (
    Object,
    UnclearError,
    meanings,
    names,
    number,
    one,
    text,
)

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
_ASK = "Ask for it on one of the scales nrs, vas, faces or vrs."


def value_of(resource: Object, scale: str) -> str | None:
    """The value as its scale reads it, None where it is absent; raises Refused."""
    given = [name for name in resource if name.startswith("value")]
    if len(given) > 1:
        raise UnclearError("It has two values.", "Leave the right one.")
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
        raise _unit_refused(None)
    return whole


def _quantity(quantity: Object, scale: str) -> str | None:
    value = quantity.get("value")
    if value is None:
        return None
    if not isinstance(value, Decimal):
        raise ValueRefused("Its value is not given as a number.", _ASK)
    if quantity.get("comparator") is not None:
        raise ValueRefused("Its value is given as more or less than a number.", _ASK)
    unit = unit_of(quantity)
    if scale != "vas":
        if folded(unit or "") not in _OF_SCORES:
            raise _unit_refused(unit)
        return number(value)
    if unit not in ("mm", "cm"):
        raise _unit_refused(unit)
    return number(value * _PER_CENTIMETRE if unit == "cm" else value)


def unit_of(quantity: Object) -> str | None:
    """The unit of a quantity, by its code or else its name."""
    return text(quantity.get("code")) or text(quantity.get("unit"))


def _unit_refused(unit: str | None) -> ValueRefused:
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
