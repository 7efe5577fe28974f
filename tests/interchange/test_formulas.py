"""Cells that a spreadsheet would run: inert when written, as they were when read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.interchange.formulas import inert, plain

#: What spreadsheets take for the beginning of a formula.
SIGNS = "=+-@\t\r＝＋－＠"


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("before", ["", " ", "  \t", "'", "''"])
def test_no_cell_begins_as_a_formula_does(sign: str, before: str) -> None:
    cell = f"{before}{sign}cmd|' /C calc'!A0"
    assert inert(cell) == f"'{cell}"
    assert plain(inert(cell)) == cell


@pytest.mark.parametrize(
    "cell",
    ["", "6", "-5", "+3", "-1.5", "+2,5", "2026-03-14", "after sitting", "'tis", "a=b", "''"],
)
def test_numbers_and_words_are_left_as_they_are(cell: str) -> None:
    assert inert(cell) == plain(cell) == cell


@given(st.text(alphabet=f"{SIGNS}' ab1,.") | st.text())
def test_what_is_written_is_read_as_it_was(cell: str) -> None:
    assert plain(inert(cell)) == cell
