"""The questionnaires of function: their totals, the RMDQ's statements, and the change that matters.

The literature's numbers are written out here once more, so that a slip in either is seen.
"""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.domain.errors import Refused, ValueRefused
from rehabtrack.domain.instruments import INSTRUMENTS, Change, instrument
from rehabtrack.domain.rmdq import STATEMENTS, read_ticked, statement

WHOLE = "It is a whole number from 0 to 24."
ONE_DECIMAL = "It is a number with at most one decimal from 0 to 100."


def refusal(code: str, text: str) -> str:
    with pytest.raises(ValueRefused) as refused:
        instrument(code).read(text)
    return str(refused.value)


# --- totals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "lowest", "highest", "said"),
    [
        ("rmdq", "0", "24", "24 of 24"),
        ("odi", "0", "100", "100 %"),
        ("peg", "0", "10", "10 of 10"),
        ("promis-pi", "20", "90", "T 90"),
        ("start-back", "0", "9", "9 of 9"),
    ],
)
def test_each_questionnaire_has_its_range(code: str, lowest: str, highest: str, said: str) -> None:
    scale = instrument(code)
    assert scale.read(lowest) == int(lowest) * 10
    assert scale.total(scale.read(highest)) == said
    assert refusal(code, str(int(highest) + 1)).startswith(f"{int(highest) + 1} is no total of ")
    assert refusal(code, str(int(lowest) - 1)).endswith(f"from {lowest} to {highest}.")


@pytest.mark.parametrize("code", ["odi", "peg", "promis-pi"])
@pytest.mark.parametrize("typed", ["20.5", "20,5", " 20.5 ", "020.5"])
def test_a_decimal_is_typed_with_a_point_or_a_comma(code: str, typed: str) -> None:
    typed = typed.replace("20", "5") if code == "peg" else typed
    assert instrument(code).read(typed) == (55 if code == "peg" else 205)


@pytest.mark.parametrize("code", ["rmdq", "start-back"])
def test_statements_are_counted_whole(code: str) -> None:
    assert instrument(code).read("5.0") == 50
    assert refusal(code, "5.5").startswith("5.5 is no total of ")


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", ".", ".5", "5.", "5,", "1e1", "nan", "inf", "-5", "+5", "0x5", "1_0"),
        *("42.75", "1.234", "1.2.3", "1000", "0042", "5 5", "٥", "½", "five", "5\n5", "5.٥"),
    ],
)
def test_what_is_no_plain_number_is_refused(typed: str) -> None:
    assert refusal("odi", typed) == f'"{typed}" is no total of ODI. {ONE_DECIMAL}'
    assert refusal("rmdq", typed) == f'"{typed}" is no total of RMDQ-24. {WHOLE}'


@given(st.sampled_from(INSTRUMENTS), st.integers(0, 1000), st.sampled_from(".,"))
def test_every_total_is_read_as_it_is_said(code: str, tenths: int, point: str) -> None:
    scale = instrument(code)
    typed = f"{tenths // 10}{point}{tenths % 10}"
    if scale.lowest <= tenths <= scale.highest and tenths % scale.step == 0:
        assert scale.read(typed) == tenths
    else:
        assert refusal(code, typed)


@given(st.text(max_size=6))
def test_any_text_is_a_total_or_is_refused(text: str) -> None:
    with suppress(ValueRefused):
        assert 0 <= instrument("odi").read(text) <= 1000


# --- the change that matters ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "first", "now", "reaches"),
    [
        ("rmdq", 24, 20, ()),
        ("rmdq", 24, 19, ("points",)),
        ("rmdq", 10, 8, ()),
        ("rmdq", 10, 7, ("per-cent",)),
        ("rmdq", 10, 5, ("points", "per-cent")),
        ("odi", 80, 70.1, ()),
        ("odi", 80, 70, ("points",)),
        ("odi", 20, 14.1, ()),
        ("odi", 20, 14, ("per-cent",)),
        ("odi", 30, 20, ("points", "per-cent")),
    ],
)
def test_an_important_change_is_5_points_of_the_rmdq_10_of_the_odi_or_30_per_cent(
    code: str, first: int, now: float, reaches: tuple[str, ...]
) -> None:
    assert instrument(code).change(first * 10, round(now * 10)).reaches == reaches


def test_the_per_cent_is_cut_and_never_says_more_than_the_change() -> None:
    assert instrument("odi").change(1000, 701) == Change(-299, -29, ("points",))
    assert instrument("rmdq").change(90, 120) == Change(30, 33, None)


def test_of_nothing_there_is_no_per_cent() -> None:
    assert instrument("rmdq").change(0, 0) == Change(0, None, ())
    assert instrument("rmdq").change(0, 50) == Change(50, None, None)


def test_a_scale_that_does_not_begin_at_0_has_no_per_cent() -> None:
    assert instrument("promis-pi").change(600, 500) == Change(-100, None, None)


@pytest.mark.parametrize("code", ["peg", "promis-pi", "start-back"])
def test_nothing_is_called_important_without_a_source(code: str) -> None:
    scale = instrument(code)
    assert scale.change(scale.highest, scale.lowest).reaches is None


totals = st.integers(0, 24).map(lambda whole: whole * 10)


@given(totals, totals)
def test_the_source_is_of_improvement_and_judges_no_rise(first: int, now: int) -> None:
    change = instrument("rmdq").change(first, now)
    assert first + change.tenths == now
    assert (change.reaches is None) == (now > first)
    assert change.per_cent is None or change.per_cent * change.tenths >= 0


@given(totals, totals, totals)
def test_a_greater_fall_reaches_all_that_a_smaller_one_does(first: int, a: int, b: int) -> None:
    more, less = (instrument("rmdq").change(first, now).reaches for now in sorted((a, b)))
    if more is not None and less is not None:
        assert set(less) <= set(more)


# --- the statements of the RMDQ ------------------------------------------------------------------


def test_the_rmdq_has_24_statements_as_published() -> None:
    assert len(set(STATEMENTS)) == 24
    assert STATEMENTS[0] == "I stay at home most of the time because of my back."
    assert STATEMENTS[8] == "I get dressed more slowly then usual because of my back."
    assert STATEMENTS[23] == "I stay in bed most of the time because of my back."
    assert all("back" in statement and statement.endswith(".") for statement in STATEMENTS)


@pytest.mark.parametrize(
    ("typed", "ticked"),
    [
        ("1,5,9", (1, 5, 9)),
        ("9 5 1", (1, 5, 9)),
        ("24, 1", (1, 24)),
        ("3,3,03", (3,)),
        (" None ", ()),
    ],
)
def test_what_was_ticked_is_read(typed: str, ticked: tuple[int, ...]) -> None:
    assert read_ticked(typed) == ticked


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", "The RMDQ-24 has no statement 0."),
        ("1,25", "The RMDQ-24 has no statement 25."),
        ("1-5", '"1-5" is not the number of a statement.'),
        ("-1", '"-1" is not the number of a statement.'),
        ("1.5", '"1.5" is not the number of a statement.'),
        ("1,none", '"none" is not the number of a statement.'),
        ("٥", '"٥" is not the number of a statement.'),
        ("9" * 5000, f'"{"9" * 40}…" is not the number of a statement.'),
        (" , ", "No statement is named."),
    ],
)
def test_what_names_no_statement_is_refused(typed: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        read_ticked(typed)
    assert str(refused.value) == (
        f"{sentence} Name them by number, 1 to 24, such as 1,5,9, or write none."
    )


@pytest.mark.parametrize("text", ["", " , "])
def test_no_number_is_no_answer(text: str) -> None:
    with pytest.raises(Refused, match="No statement is named"):
        read_ticked(text)


def test_a_statement_stands_behind_its_number() -> None:
    assert statement(18) == "18  I sleep less well because of my back."
