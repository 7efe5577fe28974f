"""The text form of a session note: what is a heading, a prompt, a part; there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records.note import PARTS
from rehabtrack.domain.soap import (
    ASKED,
    prompted,
    read_soap,
    read_template,
    tidied,
    write_soap,
)

EMPTY = dict.fromkeys(PARTS)

#: Lines that are or look like headings, prompts and escapes, among others.
LINES = st.one_of(
    st.sampled_from(["S", "S:", "s: x", "  # plan", "Plan:", "A warm pack", "#: x", "\\S:", "\\"]),
    st.sampled_from(["", "  ", "#", "\r", "P:\r", "a:b", "S:O:", "\\#: y", "o\x0b", "ſ:", "\\\\O"]),
    st.text(max_size=8),
)
TEXTS = st.lists(LINES, max_size=5).map("\n".join)


@pytest.mark.parametrize(
    "heading",
    ["S", "s", "S:", "Subjective", "SUBJECTIVE:", "# S", "## subjective:", "  s :", "#S:", "S\r"],
)
def test_a_heading_is_a_letter_or_its_word(heading: str) -> None:
    assert read_soap(f"{heading}\nless pain") == EMPTY | {"subjective": "less pain"}


@pytest.mark.parametrize("part", PARTS)
def test_each_part_has_its_heading(part: str) -> None:
    assert read_soap(f"{part}:\nx") == read_soap(f"{part[0]}: x") == EMPTY | {part: "x"}


def test_text_follows_a_heading_on_its_line_behind_a_colon() -> None:
    assert read_soap("S: less pain: at last\nsince Monday\n\nP:rest") == EMPTY | {
        "subjective": "less pain: at last\nsince Monday",
        "plan": "rest",
    }


@pytest.mark.parametrize("line", ["A warm pack helps", "Planned: rest", "So: rest", "ſ: x", "S; x"])
def test_a_sentence_is_no_heading(line: str) -> None:
    assert read_soap(f"S:\n{line}") == EMPTY | {"subjective": line}


def test_lines_keep_their_indent_and_blank_lines_stay_within_a_part() -> None:
    assert read_soap("O\n\n  left:\n\n    tense\n \nP: rest") == EMPTY | {
        "objective": "  left:\n\n    tense",
        "plan": "rest",
    }


def test_prompts_are_no_part_of_the_note() -> None:
    text = "#: about m7\nS:\n#: what the patient says\n  #: more\n# less pain\nO: #: pulse\n"
    assert read_soap(text) == EMPTY | {"subjective": "# less pain", "objective": "#: pulse"}


def test_a_part_without_a_word_says_nothing() -> None:
    assert read_soap(write_soap({}, ASKED)) == read_soap("") == read_soap("S:\n \n\t\n") == EMPTY


def test_text_before_the_first_heading_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        read_soap("#: about m7\n\n tense back\nS: less pain")
    assert str(refused.value) == (
        "Line 3 of the note stands before the first heading. Begin with one of S:, O:, A: and P:."
    )


def test_a_second_heading_of_a_part_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as refused:
        read_soap("S: less pain\nO: tense\nsubjective\nmore")
    assert str(refused.value) == (
        "Line 3 of the note is a second heading S; the first is line 1. "
        "Write each part once; for text that begins so, put a \\ before it."
    )


def test_text_that_looks_like_a_heading_is_escaped() -> None:
    assert read_soap("S:\n\\P: 80/min\n\\\\O\n\\n") == EMPTY | {"subjective": "P: 80/min\n\\O\n\\n"}


def test_the_lines_of_windows_are_read_alike() -> None:
    assert read_soap("\ufeffS: less\r\npain\r\n\r\nO\r\ntense") == read_soap(
        "S: less\npain\nO\ntense"
    )


@given(st.fixed_dictionaries({part: TEXTS.map(tidied) for part in PARTS}))
def test_what_is_written_reads_back_the_same(parts: dict[str, str | None]) -> None:
    assert read_soap(write_soap(parts)) == parts
    assert read_soap(f"{prompted('about m7')}\n{write_soap(parts, ASKED)}") == parts


@given(TEXTS)
def test_what_was_read_stays_as_it_is_however_often_it_is_written(text: str) -> None:
    try:
        parts = read_soap(text)
    except Refused:
        return
    assert read_soap(write_soap(parts)) == parts


def test_a_template_gives_text_of_a_and_p_and_only_prompts_of_s_and_o() -> None:
    template = read_template(
        "S:\nHow was the night?\n#: Legs?\nO: Lasègue\nA: chronic\n#: or acute\nP: again in a week"
    )
    assert template.text == {"assessment": "chronic", "plan": "again in a week"}
    assert template.prompts == {
        "subjective": "How was the night?\nLegs?",
        "objective": "Lasègue",
        "assessment": "or acute",
    }


@given(TEXTS)
def test_a_template_never_gives_text_of_s_or_o(text: str) -> None:
    try:
        template = read_template(f"S: {text}")
    except Refused:
        return
    form = write_soap(template.text, template.prompts)
    assert read_soap(form)["subjective"] is None
    assert read_soap(form)["objective"] is None
