"""The clearance refuses what cannot be true."""

from typing import Any

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.moment import HOUR, Moment
from rehabtrack.domain.records.clearance import SPECIALTIES, Clearance

MOMENT = Moment(HOUR, 0, 60, "Europe/Berlin")


def clearance(**fields: Any) -> Clearance:
    return Clearance(
        **{"moment": MOMENT, "doctor": "Dr. Roth", "specialty": "neurologist", **fields}
    )


@pytest.mark.parametrize("specialty", SPECIALTIES)
def test_only_a_doctor_gives_a_clearance(specialty: str) -> None:
    kept = clearance(doctor=" Dr. Roth ", specialty=specialty.upper())
    assert (kept.doctor, kept.specialty, kept.refuses) == ("Dr. Roth", specialty, False)


def test_a_specialty_outside_the_four_is_refused() -> None:
    with pytest.raises(UnknownWord) as refused:
        clearance(specialty="masseur")
    assert str(refused.value) == (
        '"masseur" is not a specialty. Use neurologist, physician, surgeon or other.'
    )


def test_a_clearance_names_its_doctor() -> None:
    with pytest.raises(Refused) as refused:
        clearance(doctor="")
    assert str(refused.value) == "The doctor's name is empty. Write at least one character."


@pytest.mark.parametrize(("refuses", "what"), [(False, "clearance"), (True, "refusal")])
def test_a_doctors_word_ends_after_it_starts(refuses: bool, what: str) -> None:
    assert clearance(refuses=refuses, end_at=HOUR + 1).end_at == HOUR + 1
    with pytest.raises(Refused) as refused:
        clearance(refuses=refuses, end_at=HOUR)
    assert str(refused.value) == (
        f"The {what} would end before it starts. Give an end after its start."
    )


def test_a_clearance_may_be_bound_to_areas_and_limits() -> None:
    kept = clearance(areas=("Neck", "neck"), limits="light strokes only")
    assert (kept.areas, kept.limits) == (("neck",), "light strokes only")
    assert "light" not in repr(kept)


def test_a_refusal_allows_no_pressure() -> None:
    with pytest.raises(Refused) as refused:
        Clearance(moment=MOMENT, doctor="Ott", specialty="other", refuses=True, pressure="light")
    assert str(refused.value) == (
        "A refusal allows no pressure. Leave it out, or record a clearance without it."
    )
