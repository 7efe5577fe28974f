"""The session note and what is added to it."""

from typing import Any

import pytest

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.addendum import Addendum
from rehabtrack.domain.records.note import SessionNote

AT = Moment(1_773_471_600_000, 0, 60, "Europe/Berlin")


def note(**given: Any) -> SessionNote:
    return SessionNote(moment=AT, session=7, **given)


def test_a_note_of_blank_parts_says_nothing() -> None:
    with pytest.raises(Refused) as refused:
        note(subjective=" ", plan="\n")
    assert str(refused.value) == (
        "A note without a word says nothing. Write at least one part: -s, -o, -a or -p."
    )


def test_one_part_is_enough_and_blank_ones_are_left_out() -> None:
    written = note(assessment=" eased ", objective="")
    assert (written.assessment, written.objective) == (" eased ", None)


@pytest.mark.parametrize("half", [{"signed_at": AT.at}, {"signed_by": "Eva"}])
def test_a_note_is_not_half_signed(half: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        note(plan="rest", **half)
    assert str(refused.value) == (
        "A note is signed by somebody at a time, or not signed. Give both, or neither."
    )


def test_no_representation_shows_a_word_of_it() -> None:
    assert "rest" not in repr(note(plan="rest"))
    added = Addendum(moment=AT, amends=1, because="the wrong side", text="left")
    assert "side" not in repr(added)
    assert "left" not in repr(added)


def test_an_addendum_needs_a_reason() -> None:
    with pytest.raises(Refused, match="The reason is empty"):
        Addendum(moment=AT, amends=1, because=" ")
    assert Addendum(moment=AT, amends=1, because="a slip", text=" ").text is None
