"""The measure refuses what cannot be true."""

from typing import Any

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.moment import HOUR, Moment
from rehabtrack.domain.records.measure import MEASURE_KINDS, PHYSIOTHERAPY_FORMS, Measure

MOMENT = Moment(HOUR, 0, 60, "Europe/Berlin")


def measure(**fields: Any) -> Measure:
    return Measure(**{"moment": MOMENT, "kind": "drug", "name": "ibuprofen", **fields})


@pytest.mark.parametrize("kind", MEASURE_KINDS)
def test_every_conservative_measure_of_the_source_is_known(kind: str) -> None:
    kept = measure(kind=kind.title(), name=" X ", dose="400 mg", minutes=20)
    assert (kept.kind, kept.name, kept.dose, kept.minutes) == (kind, "X", "400 mg", 20)


@pytest.mark.parametrize("form", PHYSIOTHERAPY_FORMS)
def test_physiotherapy_may_have_a_form(form: str) -> None:
    assert measure(kind="physiotherapy", form=form.upper()).form == form


def test_only_physiotherapy_has_a_form() -> None:
    with pytest.raises(Refused) as refused:
        measure(form="acupuncture")
    assert str(refused.value) == (
        "Only physiotherapy has a form, and this is drug. "
        "Leave the form out, or add it as physiotherapy."
    )


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"kind": "masage"},
            '"masage" is not a measure. Use drug, physiotherapy, exercise or manual.',
        ),
        (
            {"kind": "physiotherapy", "form": "accupuncture"},
            '"accupuncture" is not a form of physiotherapy. Did you mean acupuncture?',
        ),
    ],
)
def test_an_unknown_kind_or_form_is_refused(fields: dict[str, str], message: str) -> None:
    with pytest.raises(UnknownWord) as refused:
        measure(**fields)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": " "}, "The name of the measure is empty. Write at least one character."),
        ({"dose": ""}, "The dose is empty. Write at least one character."),
        ({"minutes": 0}, "A measure cannot last 0 minutes. Use 1 to 1440 minutes."),
        ({"end_at": 0}, "The measure would end before it starts. Give an end after its start."),
    ],
)
def test_what_cannot_be_true_of_a_measure_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused) as refused:
        measure(**fields)
    assert str(refused.value) == message


def test_an_event_ends_as_it_starts_and_what_goes_on_has_no_end() -> None:
    assert measure(end_at=HOUR).end_at == HOUR
    assert measure().end_at is None
