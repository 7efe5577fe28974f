"""The patient refuses what cannot be true."""

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.records.patient import Patient


def test_a_patient_needs_no_more_than_a_name() -> None:
    patient = Patient(name="me")
    assert (patient.zone, patient.site, patient.diagnosis, patient.archived) == (
        *(None, "back"),
        *(None, False),
    )


def test_a_name_is_kept_in_one_form_however_it_was_typed() -> None:
    assert Patient(name=" Zoe\u0301 ") == Patient(name="Zo\u00e9")


@pytest.mark.parametrize("name", ["Ana", "7", "42", "Ana 7", "é41", "pa41", "p41b", "p"])
def test_a_name_may_be_any_line_that_is_not_like_an_id(name: str) -> None:
    assert Patient(name=name).name == name


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "The patient's name is empty. Write at least one character."),
        (
            "Ana/Eva",
            "A patient's name holds no /, which parts it from an id. Write the name without it.",
        ),
        ("p41", '"p41" would be taken for an id. Choose a longer name.'),
        ("N5", '"N5" would be taken for an id. Choose a longer name.'),
    ],
)
def test_a_name_that_would_be_misread_is_refused(name: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        Patient(name=name)
    assert str(refused.value) == message


def test_the_usual_site_is_a_known_one() -> None:
    assert Patient(name="me", site="Leg-Left").site == "leg-left"
    with pytest.raises(UnknownWord) as refused:
        Patient(name="me", site="leg-lfet")
    assert str(refused.value) == '"leg-lfet" is not a site. Did you mean leg-left?'


def test_no_representation_shows_the_diagnosis() -> None:
    patient = Patient(name="me", zone=" Europe/Berlin", diagnosis="L5/S1")
    assert (patient.zone, patient.diagnosis) == ("Europe/Berlin", "L5/S1")
    assert "L5" not in repr(patient)
