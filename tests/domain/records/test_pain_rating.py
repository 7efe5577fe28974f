"""The pain rating refuses what cannot be true."""

from typing import Any

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord, ValueRefused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.pain import PainRating

MOMENT = Moment(0, 0, 60, "Europe/Berlin")


def rating(**fields: Any) -> PainRating:
    return PainRating(**{"moment": MOMENT, "site": "back", "scale": "nrs", "value": 6, **fields})


def test_a_rating_speaks_of_now_and_of_no_session_unless_it_says_so() -> None:
    plain = rating()
    assert (plain.recall, plain.session, plain.relation, plain.note) == ("now", None, None, None)


def test_zero_is_a_value() -> None:
    assert rating(value=0).value == 0


@pytest.mark.parametrize(
    ("scale", "highest"), [("nrs", 10), ("vas", 100), ("faces", 10), ("vrs", 3)]
)
def test_the_highest_value_of_a_scale_is_taken(scale: str, highest: int) -> None:
    assert rating(scale=scale, value=highest).value == highest


@pytest.mark.parametrize(
    ("scale", "value", "remedy"),
    [
        ("nrs", 11, "Use a whole number from 0 to 10."),
        ("nrs", -1, "Use a whole number from 0 to 10."),
        ("vas", 101, "Use a whole number of millimetres from 0 to 100."),
        ("faces", 3, "Use 0, 2, 4, 6, 8 or 10."),
        ("vrs", 4, "Use none, weak, moderate or severe."),
    ],
)
def test_a_value_that_its_scale_does_not_have_is_refused(
    scale: str, value: int, remedy: str
) -> None:
    with pytest.raises(ValueRefused) as refused:
        rating(scale=scale, value=value)
    assert refused.value.sentence.startswith(f"{value} is not a value of the ")
    assert refused.value.remedy == remedy


@pytest.mark.parametrize(
    ("field", "word", "message"),
    [
        ("site", "leg-lfet", '"leg-lfet" is not a site. Did you mean leg-left?'),
        ("scale", "vsa", '"vsa" is not a scale. Use nrs, vas, faces or vrs.'),
        (
            "recall",
            "yesterday",
            '"yesterday" is not a recall. Use now, average-24h, worst-24h or average-7d.',
        ),
    ],
)
def test_an_unknown_word_is_refused(field: str, word: str, message: str) -> None:
    with pytest.raises(UnknownWord) as refused:
        rating(**{field: word})
    assert str(refused.value) == message


def test_its_words_are_kept_as_the_vocabulary_writes_them() -> None:
    kept = rating(site=" Leg-Left", scale="NRS", recall="Worst-24h", relation="After", session=7)
    assert (kept.site, kept.scale, kept.recall, kept.relation) == (
        *("leg-left", "nrs", "worst-24h"),
        "after",
    )


def test_a_link_to_a_session_says_before_or_after() -> None:
    with pytest.raises(UnknownWord) as unknown:
        rating(session=7, relation="during")
    assert (
        str(unknown.value)
        == '"during" is not a relation to a session. Use before, after or next-day.'
    )


@pytest.mark.parametrize("half", [{"session": 7}, {"relation": "before"}])
def test_half_a_link_to_a_session_is_refused(half: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        rating(**half)
    assert str(refused.value) == (
        "A rating is before a session, after it, of the next day, or not linked at all. "
        "Give both the session and the relation, or neither."
    )


@pytest.mark.parametrize(
    ("site", "recall", "counts"),
    [
        ("back", "now", True),
        ("arm-right", "average-24h", True),
        ("leg-left", "worst-24h", True),
        ("back", "average-7d", False),
        ("other:head", "now", False),
    ],
)
def test_a_rating_counts_by_its_site_and_its_recall(site: str, recall: str, counts: bool) -> None:
    assert rating(site=site, recall=recall).counts is counts


def test_a_note_is_kept_as_it_was_written_and_a_blank_one_is_none() -> None:
    assert rating(note="sat all day\n").note == "sat all day\n"
    assert rating(note=" \n").note is None


def test_no_representation_shows_the_note() -> None:
    assert "sat all day" not in repr(rating(note="sat all day"))
