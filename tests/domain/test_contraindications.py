"""The questions before a massage: three grades, each answered once, local ones with an area."""

import pytest

from rehabtrack.domain.contraindications import (
    ABSOLUTE,
    ASK,
    CODES,
    LOCAL,
    QUESTIONS,
    answered,
    local_at,
    of_grade,
    question,
    read_yes,
)
from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.moment import DAY, MINUTE, Moment
from rehabtrack.domain.records.screen import Screen

TEN = Moment(600 * MINUTE, 0, 0, "UTC")


def refusal(yes: list[str], no: list[str]) -> str:
    with pytest.raises(Refused) as refused:
        answered(yes, no)
    return str(refused.value)


def test_each_question_has_a_code_of_its_own_and_words_that_fit_on_a_line() -> None:
    assert len(set(CODES)) == len(QUESTIONS) == 25
    assert all(len(asked.words) <= 70 for asked in QUESTIONS)
    assert [asked.grade for asked in QUESTIONS] == [ABSOLUTE] * 9 + [LOCAL] * 7 + [ASK] * 9
    assert question("fever").grade == ABSOLUTE


def test_what_the_screen_settles_is_no_code_of_a_herniated_disc() -> None:
    """A disc is what these patients all have, so `hernia` alone must never be an answer."""
    with pytest.raises(UnknownWord, match="Did you mean belly-hernia"):
        read_yes("hernia=lower-back")


def test_a_local_yes_is_said_of_an_area_and_no_other_has_one() -> None:
    assert read_yes("Skin=Neck") == "skin=neck"
    assert read_yes("skin=other:knee") == "skin=other:knee"
    for text in ("skin", "skin=", "skin= "):
        with pytest.raises(Refused, match="skin is said of an area"):
            read_yes(text)
    with pytest.raises(Refused, match="fever is of the whole body and has no area"):
        read_yes("fever=neck")
    with pytest.raises(UnknownWord, match="Did you mean neck"):
        read_yes("skin=nek")


def test_every_question_needs_an_answer() -> None:
    unanswered = refusal(["fever"], [code for code in CODES if code not in ("fever", "skin")])
    assert unanswered == "1 of 25 questions is unanswered: skin. Answer them, or add --no rest"
    assert refusal([], list(CODES[2:])) == (
        "2 of 25 questions are unanswered: fever, thrombosis. Answer them, or add --no rest"
    )
    assert refusal([], []).startswith("25 of 25 questions are unanswered: fever, ")


def test_one_question_has_not_two_answers() -> None:
    assert refusal(["skin=neck", "fever"], ["fever", "skin", "rest"]) == (
        "Answered with yes and with no: fever, skin. Answer each once."
    )


def test_rest_is_no_to_all_that_is_not_said_and_every_code_said_is_as_good() -> None:
    assert answered([], ["rest"]) == answered([], list(CODES)) == ()
    assert answered(["skin=neck", "fever", "skin=neck", "skin=leg-left"], ["rest"]) == (
        *("skin=neck", "fever", "skin=leg-left"),
    )
    with pytest.raises(UnknownWord, match="Did you mean"):
        answered([], ["resd"])


def test_answers_are_told_by_grade_and_local_ones_by_area() -> None:
    yes = ("fever", "skin=neck", "veins=leg-left", "epilepsy")
    assert of_grade(yes, ABSOLUTE) == ("fever",)
    assert of_grade(yes, ASK) == ("epilepsy",)
    assert local_at(yes, ()) == ("skin=neck", "veins=leg-left")
    assert local_at(yes, ("leg-left", "lower-back")) == ("veins=leg-left",)
    assert local_at(yes, ("leg-right",)) == ()
    assert local_at(("skin=other:jaw",), ("other:Jaw",)) == ("skin=other:jaw",)


def test_a_screen_keeps_each_answer_once_and_needs_its_time() -> None:
    assert Screen(moment=TEN, yes=("fever", "Fever")).yes == ("fever",)
    with pytest.raises(UnknownWord):
        Screen(moment=TEN, yes=("fevre",))
    with pytest.raises(Refused, match="only the date is said"):
        Screen(moment=Moment(0, DAY, 0, "UTC"))
