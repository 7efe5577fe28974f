"""An answer to the red flags, and the signs that raise one."""

from typing import Any

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.moment import DAY, Moment
from rehabtrack.domain.records.redflag import RedFlag
from rehabtrack.domain.records.symptom import Symptom
from rehabtrack.domain.red_flags import NONE, question
from rehabtrack.domain.roles import ROLES

AT = Moment(1_773_471_600_000, 0, 60, "Europe/Berlin")
ASSESSED = {"assessed_at": AT.at, "assessed_by": "Dr Roth", "specialty": "Surgeon"}


def flag(**given: Any) -> RedFlag:
    return RedFlag(moment=AT, **{"code": "saddle", **given})


def test_a_flag_is_one_of_the_questions_or_none_of_them() -> None:
    assert flag(code=NONE).code == NONE
    with pytest.raises(UnknownWord, match='"sadle" is not a red flag'):
        flag(code="sadle")


def test_an_assessment_is_whole_or_not_there() -> None:
    assert flag(**ASSESSED).specialty == "surgeon"
    for name in ASSESSED:
        with pytest.raises(Refused, match="assessed by a doctor of a specialty at a time, or not"):
            flag(**{**ASSESSED, name: None})
    with pytest.raises(UnknownWord):
        flag(**ASSESSED | {"specialty": "baker"})


def test_a_flag_is_not_assessed_before_it_was_there() -> None:
    with pytest.raises(Refused, match="A red flag cannot be assessed before it was there"):
        flag(**ASSESSED | {"assessed_at": AT.at - DAY})


def test_no_representation_shows_the_note() -> None:
    assert "noon" not in repr(flag(note="since noon"))


def test_a_code_that_nobody_knows_counts_as_an_emergency() -> None:
    assert question("of-a-later-day").grade == "emergency"


def test_a_symptom_has_a_known_sign_at_a_site_and_asks_known_questions() -> None:
    noted = Symptom(moment=AT, sign="Weakness", site="leg-left", asks=("foot-drop",))
    assert (noted.sign, noted.asks) == ("weakness", ("foot-drop",))
    for wrong in ({"sign": "itch"}, {"site": "leg-lfet"}, {"asks": ("foot",)}):
        with pytest.raises(UnknownWord):
            Symptom(**{"moment": AT, "sign": "numbness", "site": "back", **wrong})


def test_who_has_a_role_is_patient_therapist_or_doctor() -> None:
    assert ROLES == ("patient", "massage-therapist", "doctor")
