"""Ratings of pain, signs of a nerve, scores and answered checklists, as Observations."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from rehabtrack.domain.instruments import instrument
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.score import FunctionScore
from rehabtrack.domain.records.symptom import Symptom
from rehabtrack.domain.rmdq import STATEMENTS
from rehabtrack.domain.scales import CATEGORIES
from rehabtrack.interchange.fhir import codes
from rehabtrack.interchange.fhir.elements import (
    Element,
    Resource,
    coded,
    concept,
    date_time,
    derived,
    instant,
    note,
    own_concept,
    reference,
    resource,
    uuid_of,
)
from rehabtrack.interchange.fhir.scope import Scope, status

_SCALES = {
    "nrs": "Pain, 0-10",
    "vas": "Pain, visual scale, 0-100 mm",
    "faces": "Pain, faces, 0-10",
    "vrs": "Pain in words",
}
_RECALLS = {
    "average-24h": "average of the 24 hours before",
    "worst-24h": "worst of the 24 hours before",
    "average-7d": "average of the 7 days before",
}
#: UCUM: a unit of its own has the visual scale alone, and per cent the ODI.
_SCORE = "{score}"
_UNITS = {"vas": "mm", "odi": "%"}


def of_rating(entry: Entry[PainRating], scope: Scope) -> Iterator[Resource]:
    """One rating at one site, on its own scale; part of the massage it is linked to."""
    rating = entry.record
    linked = scope.refer("massage", rating.session)
    parts = [
        *([] if rating.recall == "now" else [("recall", rating.recall)]),
        *([] if rating.relation is None else [("relation", rating.relation)]),
    ]
    yield _observation(
        entry,
        scope,
        partOf=[linked] if linked else None,
        code=_pain_code(rating.scale, rating.recall),
        **_value(rating.scale, rating.value),
        bodySite=concept("site", rating.site),
        note=note(rating.note),
        component=[_component(of, word) for of, word in parts],
    )


def of_symptom(entry: Entry[Symptom], scope: Scope) -> Iterator[Resource]:
    """Numbness or weakness at a site."""
    symptom = entry.record
    yield _observation(
        entry,
        scope,
        code=own_concept("sign", symptom.sign),
        valueBoolean=True,
        bodySite=concept("site", symptom.site),
    )


def of_score(entry: Entry[FunctionScore], scope: Scope) -> Iterator[Resource]:
    """The total of a questionnaire, and the statements that were ticked where they are known."""
    score = entry.record
    answers = derived(entry.uid, "answers") if score.items else None
    whole, tenth = divmod(score.tenths, 10)
    yield _observation(
        entry,
        scope,
        code={
            **concept("instrument", score.instrument),
            "text": instrument(score.instrument).title,
        },
        **_quantity(score.instrument, score.tenths / 10 if tenth else whole),
        derivedFrom=[reference(answers)] if answers else None,
    )
    if answers:
        yield _ticked(entry, scope, answers)


def of_no_red_flag(entry: Entry[Any], scope: Scope) -> Resource:
    """The checklist of red flags, every question answered with no."""
    return _observation(
        entry,
        scope,
        code=own_concept("redflag", "any", "Any red flag of the checklist"),
        valueBoolean=False,
        note=note(entry.record.note),
    )


def _observation(entry: Entry[Any], scope: Scope, **elements: Any) -> Resource:
    return resource(
        "Observation",
        uuid_of(entry.uid),
        partOf=elements.pop("partOf", None),
        status=status(entry, "final"),
        category=_SURVEY,
        code=elements.pop("code"),
        subject=scope.patient,
        effectiveDateTime=date_time(entry.record.moment),
        issued=instant(entry.recorded_at),
        performer=[scope.patient],
        **elements,
    )


_SURVEY = [coded(codes.SURVEY)]


@cache
def _pain_code(scale: str, recall: str) -> Element:
    """What was rated. The codes of LOINC are of a point in time, so a look back has ours alone."""
    said = _SCALES[scale]
    if recall != "now":
        return own_concept("scale", scale, f"{said}: {_RECALLS[recall]}")
    return {**concept("scale", scale), "text": said}


@cache
def _component(of: str, word: str) -> Element:
    return {
        "code": own_concept("component", of, _COMPONENTS[of]),
        "valueCodeableConcept": own_concept(of, word, _RECALLS.get(word)),
    }


_COMPONENTS = {
    "recall": "The time that the rating looks back on",
    "relation": "How the rating lies to the massage it belongs to",
}


@cache
def _value(scale: str, value: int) -> Element:
    if scale == "vrs":
        return {"valueCodeableConcept": concept("vrs", CATEGORIES[value])}
    return _quantity(scale, value)


def _quantity(of: str, value: float) -> Element:
    unit = _UNITS.get(of, _SCORE)
    return {"valueQuantity": {"value": value, "unit": unit, "system": codes.UCUM, "code": unit}}


def _ticked(entry: Entry[FunctionScore], scope: Scope, uuid: str) -> Resource:
    """The ticked statements; of one that is not ticked the form says nothing more."""
    score = entry.record
    return resource(
        "QuestionnaireResponse",
        uuid,
        questionnaire=f"{codes.OWN}questionnaire:{score.instrument}",
        status=status(entry, "completed"),
        subject=scope.patient,
        authored=date_time(score.moment),
        item=[
            {
                "linkId": str(item),
                "text": STATEMENTS[item - 1],
                "answer": [{"valueBoolean": True}],
            }
            for item in score.items
        ],
    )
