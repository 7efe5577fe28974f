"""Words and text as they come in."""

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.words import (
    LONGEST_LINE,
    LONGEST_NOTE,
    LONGEST_OTHER,
    clean_line,
    clean_note,
    either,
    folded,
    one_of,
    shortened,
)

TECHNIQUES = ("stroking", "rubbing", "kneading")


def refusal(text: str, *, other: bool = False, what: str = "technique") -> str:
    with pytest.raises(UnknownWord) as refused:
        one_of(text, TECHNIQUES, what, other=other)
    return str(refused.value)


@pytest.mark.parametrize("text", ["kneading", " Kneading ", "KNEADING"])
def test_a_known_word_is_read_whatever_its_case_and_outer_spaces(text: str) -> None:
    assert one_of(text, TECHNIQUES, "technique") == "kneading"


def test_a_known_word_is_read_whether_its_accents_are_composed_or_not() -> None:
    assert one_of("PE\u0301TRISSAGE", ("p\u00e9trissage",), "technique") == "p\u00e9trissage"


def test_a_word_misspelt_is_refused_with_the_nearest() -> None:
    assert refusal("kneeding") == '"kneeding" is not a technique. Did you mean kneading?'


def test_a_word_near_several_is_refused_with_each() -> None:
    assert refusal("rubing", what="area") == '"rubing" is not an area. Did you mean rubbing?'
    with pytest.raises(UnknownWord, match=r"Did you mean leg-left or leg-right\?"):
        one_of("leg", ("neck", "leg-left", "leg-right"), "area")


def test_a_word_near_none_is_refused_with_all_that_are_known() -> None:
    assert refusal("hot stones") == (
        '"hot stones" is not a technique. Use stroking, rubbing or kneading.'
    )
    assert refusal("") == '"" is not a technique. Use stroking, rubbing or kneading.'


def test_where_other_words_are_taken_the_refusal_says_how_to_write_them() -> None:
    assert refusal("hot stones", other=True) == (
        '"hot stones" is not a technique.'
        " Use stroking, rubbing, kneading, or other:WORD for any other technique."
    )


def test_another_word_is_taken_as_it_was_spoken() -> None:
    assert one_of(" Other: Hot stones ", TECHNIQUES, "technique", other=True) == "other:Hot stones"


def test_another_word_is_refused_where_the_words_are_fixed() -> None:
    assert "is not a technique" in refusal("other:cupping")


def test_a_known_word_written_as_another_is_refused() -> None:
    assert refusal("other:Rubbing", other=True) == (
        '"other:Rubbing" names a technique that has a word of its own. Write rubbing.'
    )


def test_another_word_has_no_comma_because_lists_have() -> None:
    assert refusal("other:a,b", other=True) == (
        "The WORD of other:WORD holds a comma. Write it without, or name two apart."
    )


@pytest.mark.parametrize("word", ["", " ", "a\nb", "x" * (LONGEST_OTHER + 1)])
def test_another_word_is_one_short_line_and_not_empty(word: str) -> None:
    with pytest.raises(Refused, match=r"^The WORD of other:WORD "):
        one_of(f"other:{word}", TECHNIQUES, "technique", other=True)


def test_a_pasted_page_is_not_repeated_whole_in_the_refusal() -> None:
    assert len(refusal("x" * 5000)) < 200
    assert shortened("x" * 41) == "x" * 40 + "…"
    assert shortened("x" * 40) == "x" * 40


def test_choices_read_as_a_sentence() -> None:
    assert either(["a"]) == "a"
    assert either(["a", "b", "c"]) == "a, b or c"


def test_names_are_compared_without_regard_to_case_accent_form_and_outer_spaces() -> None:
    assert folded(" Dr. ZOE\u0308 ") == folded("dr. zo\u00eb")


def test_a_line_is_stored_composed_and_without_outer_spaces() -> None:
    assert clean_line("  Zoe\u0308 Meier ", "therapist") == "Zo\u00eb Meier"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("   ", "The therapist is empty. Write at least one character."),
        (
            "a\tb",
            "The therapist holds a line break or a control character. Write it as one plain line.",
        ),
        (
            "x" * (LONGEST_LINE + 1),
            "The therapist is longer than 200 characters. Shorten it; a note may be longer.",
        ),
        (
            "a\0b",
            "The therapist holds bytes that are not text. Write it again, or save it as UTF-8.",
        ),
    ],
)
def test_a_line_that_is_no_line_is_refused_without_repeating_it(text: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        clean_line(text, "therapist")
    assert str(refused.value) == sentence


@pytest.mark.parametrize("character", ["\n", "\r", "\x1b", "\x7f", "\x85", "\u2028", "\u2029"])
def test_a_line_holds_no_control_character_and_no_line_break(character: str) -> None:
    with pytest.raises(Refused, match="control character"):
        clean_line(f"a{character}b", "name")


def test_a_line_may_be_as_long_as_its_limit() -> None:
    assert clean_line("x" * 5, "name", limit=5) == "xxxxx"
    with pytest.raises(Refused, match="longer than 5"):
        clean_line("x" * 6, "name", limit=5)


def test_a_note_keeps_its_lines_and_composes_its_accents() -> None:
    assert clean_note("  first\n\tsecond e\u0301 🦴\n") == "  first\n\tsecond \u00e9 🦴\n"


@pytest.mark.parametrize("character", ["\0", "\udfff"])
def test_a_note_with_bytes_that_are_not_text_is_refused_without_repeating_it(
    character: str,
) -> None:
    with pytest.raises(Refused) as refused:
        clean_note(f"secret{character}")
    assert str(refused.value) == (
        "The note holds bytes that are not text. Write it again, or save it as UTF-8."
    )


def test_a_note_longer_than_its_limit_is_refused() -> None:
    assert len(clean_note("x" * LONGEST_NOTE)) == LONGEST_NOTE
    with pytest.raises(Refused, match=r"^The note is longer than 20000 characters"):
        clean_note("x" * (LONGEST_NOTE + 1))
