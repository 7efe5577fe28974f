"""Red flags: which are open, and which signs make a question of one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.domain.moment import DAY, MINUTE
from rehabtrack.domain.red_flags import (
    CODES,
    EMERGENCY,
    LEGS,
    NEW_DAYS,
    QUESTIONS,
    URGENT,
    Flag,
    Sign,
    asked_by,
    emergencies,
    open_at,
)

NOW = 100 * DAY


def test_every_question_has_a_code_of_its_own_and_a_grade() -> None:
    assert len(set(CODES)) == len(QUESTIONS)
    assert {question.grade for question in QUESTIONS} == {EMERGENCY, URGENT}


def test_age_is_no_question() -> None:
    assert not [question for question in QUESTIONS if " age" in f" {question.words}"]


def test_a_flag_is_open_from_its_start_until_it_is_assessed() -> None:
    flag = Flag(1, 1, "fever", NOW, NOW + DAY)
    assert [bool(open_at([flag], at)) for at in (NOW - 1, NOW, NOW + DAY - 1, NOW + DAY)] == [
        *(False, True, True, False)
    ]
    assert open_at([flag._replace(assessed=None)], NOW + 9999 * DAY)


def test_only_emergencies_need_help_at_once() -> None:
    saddle, fever = Flag(1, 1, "saddle", NOW, None), Flag(2, 1, "fever", NOW, None)
    assert emergencies([fever, saddle]) == (saddle,)


@pytest.mark.parametrize("site", LEGS)
def test_new_weakness_of_a_leg_asks_whether_it_gets_worse(site: str) -> None:
    assert asked_by(Sign("weakness", site, NOW), []) == ("leg-weakness", "foot-drop")


@pytest.mark.parametrize("site", ["back", "arm-left", "buttock-left", "other:toe"])
def test_weakness_elsewhere_asks_nothing(site: str) -> None:
    assert asked_by(Sign("weakness", site, NOW), [Sign("numbness", "leg-left", NOW)]) == ()


def test_numbness_of_one_leg_asks_nothing() -> None:
    assert asked_by(Sign("numbness", "leg-left", NOW), []) == ()


@pytest.mark.parametrize("other", ["numbness", "weakness"])
def test_any_sign_in_both_legs_asks_about_both(other: str) -> None:
    there = [Sign(other, "leg-right", NOW - DAY)]
    assert asked_by(Sign("numbness", "leg-left", NOW), there) == ("both-legs",)
    weak = asked_by(Sign("weakness", "leg-left", NOW), there)
    assert weak == ("leg-weakness", "foot-drop", "both-legs")


def test_what_was_noted_lately_is_not_new() -> None:
    sign = Sign("weakness", "leg-left", NOW)
    for days, asked in ((1, False), (NEW_DAYS - 1, False), (NEW_DAYS, True)):
        assert bool(asked_by(sign, [sign._replace(at=NOW - days * DAY)])) is asked


signs = st.builds(
    Sign,
    st.sampled_from(["numbness", "weakness"]),
    st.sampled_from([*LEGS, "back"]),
    st.integers(NOW - 30 * DAY, NOW + 30 * DAY).map(lambda at: at - at % MINUTE),
)


@given(signs, st.lists(signs), signs)
def test_what_came_later_never_makes_a_sign_ask_less(
    noted: Sign, others: list[Sign], later: Sign
) -> None:
    later = later._replace(at=noted.at + MINUTE)
    assert set(asked_by(noted, others)) <= set(asked_by(noted, [*others, later]))


@pytest.mark.parametrize(("days", "asked"), [(NEW_DAYS - 1, ("both-legs",)), (NEW_DAYS, ())])
def test_a_sign_written_down_late_asks_about_both_legs(days: int, asked: tuple[str, ...]) -> None:
    later = Sign("numbness", "leg-left", NOW + days * DAY)
    assert asked_by(Sign("numbness", "leg-right", NOW), [later]) == asked
