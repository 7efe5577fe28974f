"""What may be answered to a warning."""

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.records.warning import ANSWER_CODES, answer_words, read_answer


@pytest.mark.parametrize("code", ANSWER_CODES[:-1])
def test_a_code_may_stand_alone_or_with_a_text(code: str) -> None:
    assert read_answer(f" {code.upper()} ") == (code, None)
    assert read_answer(f"{code}: by 9 o'clock: none left ") == (
        code,
        "by 9 o'clock: none left",
    )
    assert read_answer(f"{code}:") == (code, None)


@pytest.mark.parametrize("text", ["other", "other:", "other:  "])
def test_the_code_other_needs_a_text(text: str) -> None:
    assert read_answer("other:a cold") == ("other", "a cold")
    with pytest.raises(Refused) as refused:
        read_answer(text)
    assert str(refused.value) == ("The code other says nothing without a text. Write other:TEXT.")


def test_an_unknown_code_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownWord) as refused:
        read_answer("pain-eazed:yes")
    assert str(refused.value) == '"pain-eazed" is not a code. Did you mean pain-eased?'


def test_an_answer_is_stored_as_it_is_typed() -> None:
    assert answer_words("pain-eased", None) == "pain-eased"
    assert answer_words("other", "a cold") == "other:a cold"
