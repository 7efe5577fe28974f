"""The score of a questionnaire refuses what cannot be true."""

from typing import Any

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.moment import HOUR, Moment
from rehabtrack.domain.records.score import FunctionScore

MOMENT = Moment(HOUR, 0, 60, "Europe/Berlin")


def score(**fields: Any) -> FunctionScore:
    return FunctionScore(**{"moment": MOMENT, "instrument": "rmdq", "tenths": 30, **fields})


def refusal(**fields: Any) -> str:
    with pytest.raises(Refused) as refused:
        score(**fields)
    return str(refused.value)


def test_a_score_is_a_total_or_the_statements_that_make_it() -> None:
    assert score().items == ()
    assert score(items=("9", 1, 5, 5)).items == (1, 5, 9)
    assert score(tenths=0).items == ()
    assert score(instrument=" ODI", tenths=425).instrument == "odi"


def test_another_questionnaire_is_refused() -> None:
    with pytest.raises(UnknownWord) as refused:
        score(instrument="womac")
    assert str(refused.value) == (
        '"womac" is not a questionnaire. Use rmdq, odi, peg, promis-pi or start-back.'
    )


def test_a_total_out_of_range_is_refused() -> None:
    assert refusal(tenths=250) == ("25 is no total of RMDQ-24. It is a whole number from 0 to 24.")
    assert refusal(tenths=-10) == ("-1 is no total of RMDQ-24. It is a whole number from 0 to 24.")
    assert refusal(tenths=35).startswith("3.5 is no total of RMDQ-24.")


def test_only_the_rmdq_has_statements() -> None:
    assert refusal(instrument="start-back", items=(1, 2, 3)) == (
        "Of STarT Back only the total is kept. It is a whole number from 0 to 9."
    )


@pytest.mark.parametrize("no", [0, 25, -1])
def test_a_statement_that_there_is_not_is_refused(no: int) -> None:
    assert refusal(tenths=10, items=(no,)) == (
        f"The RMDQ-24 has no statement {no}. "
        "Name them by number, 1 to 24, such as 1,5,9, or write none."
    )


def test_statements_and_total_cannot_differ() -> None:
    assert refusal(tenths=40, items=(1, 5, 9)) == (
        "3 ticked statements are no total of 4. Give the statements, or the total alone."
    )
