"""The four scales, value by value, against the table of the rule."""

from collections.abc import Iterable

import pytest

from rehabtrack.domain.errors import ValueRefused
from rehabtrack.domain.scales import (
    CATEGORIES,
    SCALES,
    VALUES,
    category,
    highest_weak,
    json_value,
    read_value,
    value_words,
)

TABLE: dict[str, dict[str, Iterable[int]]] = {
    "nrs": {"none": [0], "weak": [1, 2, 3], "moderate": [4, 5, 6], "severe": [7, 8, 9, 10]},
    "vas": {
        "none": range(5),
        "weak": range(5, 31),
        "moderate": range(31, 55),
        "severe": range(55, 101),
    },
    "faces": {"none": [0], "weak": [2], "moderate": [4, 6], "severe": [8, 10]},
    "vrs": {"none": [0], "weak": [1], "moderate": [2], "severe": [3]},
}


def refusal(scale: str, text: str) -> str:
    with pytest.raises(ValueRefused) as refused:
        read_value(scale, text)
    return str(refused.value)


@pytest.mark.parametrize("scale", SCALES)
def test_every_value_has_the_category_of_the_table(scale: str) -> None:
    called = {
        value: CATEGORIES[category(scale, value)]
        for values in TABLE[scale].values()
        for value in values
    }
    assert called == {value: word for word, values in TABLE[scale].items() for value in values}
    assert sorted(called) == list(VALUES[scale])


@pytest.mark.parametrize(
    ("limit", "highest"),
    [
        (1, {"nrs": 1, "vas": 10, "faces": 1, "vrs": 1}),
        (3, {"nrs": 3, "vas": 30, "faces": 3, "vrs": 1}),
        (4, {"nrs": 4, "vas": 40, "faces": 4, "vrs": 1}),
    ],
)
def test_the_limit_is_the_highest_value_that_is_not_high(
    limit: int, highest: dict[str, int]
) -> None:
    assert {scale: highest_weak(scale, limit) for scale in SCALES} == highest


@pytest.mark.parametrize("scale", SCALES)
def test_with_limit_3_high_is_what_the_table_calls_moderate_or_severe(scale: str) -> None:
    for value in VALUES[scale]:
        is_high = value > highest_weak(scale, 3)
        assert is_high == (CATEGORIES[category(scale, value)] in ("moderate", "severe"))


@pytest.mark.parametrize(
    ("scale", "text", "value"),
    [
        ("nrs", "0", 0),
        ("nrs", " 10 ", 10),
        ("nrs", "1.0", 1),
        ("nrs", "+7", 7),
        ("nrs", "007", 7),
        ("nrs", "0" * 5000 + "7", 7),
        ("vas", "100", 100),
        ("faces", "8", 8),
        ("faces", "8.00", 8),
        ("vrs", "none", 0),
        ("vrs", "Weak", 1),
        ("vrs", "moderate", 2),
        ("vrs", " SEVERE ", 3),
    ],
)
def test_a_value_of_the_scale_is_read(scale: str, text: str, value: int) -> None:
    assert read_value(scale, text) == value


def test_mild_is_read_as_weak() -> None:
    assert read_value("vrs", "mild") == read_value("vrs", "weak")


@pytest.mark.parametrize(
    "text", ["11", "-1", "-0", "3.5", "3,5", "1e1", "٧", "seven", "weak", "1000", "9" * 5000, "nan"]
)
def test_what_is_not_on_the_numeric_scale_is_refused_with_what_is(text: str) -> None:
    shown = text if len(text) < 40 else text[:40] + "…"
    assert refusal("nrs", text) == (
        f"{shown} is not a value of the 0-10 scale (nrs). Use a whole number from 0 to 10."
    )


@pytest.mark.parametrize(
    ("scale", "text", "sentence"),
    [
        (
            "vas",
            "101",
            (
                "101 is not a value of the visual scale (vas)."
                " Use a whole number of millimetres from 0 to 100."
            ),
        ),
        ("faces", "3", "3 is not a value of the faces scale (faces). Use 0, 2, 4, 6, 8 or 10."),
        (
            "vrs",
            "2",
            "2 is not a value of the verbal scale (vrs). Use none, weak, moderate or severe.",
        ),
        (
            "vrs",
            "unbearable",
            (
                "unbearable is not a value of the verbal scale (vrs)."
                " Use none, weak, moderate or severe."
            ),
        ),
    ],
)
def test_each_scale_says_what_it_allows(scale: str, text: str, sentence: str) -> None:
    assert refusal(scale, text) == sentence


@pytest.mark.parametrize("scale", SCALES)
def test_an_empty_value_is_refused_and_is_not_zero(scale: str) -> None:
    assert refusal(scale, "  ").startswith("There is no value for the ")


def test_people_read_a_value_with_its_scale() -> None:
    assert value_words("nrs", 7) == "7/10"
    assert value_words("vas", 28) == "28/100 mm"
    assert value_words("faces", 4) == "4/10 faces"
    assert value_words("vrs", 2) == "moderate"


def test_programs_read_a_number_or_the_verbal_scale_s_word() -> None:
    assert json_value("nrs", 7) == 7
    assert json_value("vrs", 3) == "severe"
