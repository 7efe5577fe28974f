"""The massage session refuses what cannot be true."""

from datetime import date
from typing import Any

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.moment import Moment, fixed_zone
from rehabtrack.domain.records.massage import MassageSession

MOMENT = Moment(0, 0, 60, "Europe/Berlin")
REASON = (
    "A reason belongs to every massage that was not given, and to no other. "
    "Give it to a skipped massage; answer a warning of one that was given."
)


def test_a_massage_needs_no_more_than_its_time() -> None:
    session = MassageSession(moment=MOMENT)
    assert session.given
    assert (session.minutes, session.areas, session.techniques) == (None, (), ())


def test_a_massage_is_judged_at_its_start_and_one_known_by_its_date_at_the_last_minute() -> None:
    assert MassageSession(moment=MOMENT, minutes=600).judged_at == 0
    day = fixed_zone(0).day(date(2026, 3, 14))
    assert MassageSession(moment=day).judged_at == day.judged_at


def test_areas_and_techniques_are_known_words_each_once_in_their_order() -> None:
    session = MassageSession(
        moment=MOMENT,
        areas=("Neck", "lower-back", "neck", "other:jaw"),
        techniques=("kneading", "stroking", "kneading"),
        therapist=" Ana ",
    )
    assert session.areas == ("neck", "lower-back", "other:jaw")
    assert session.techniques == ("kneading", "stroking")
    assert session.therapist == "Ana"


@pytest.mark.parametrize(
    ("field", "word", "message"),
    [
        ("areas", "back", '"back" is not an area. Did you mean upper-back or lower-back?'),
        ("techniques", "kneeding", '"kneeding" is not a technique. Did you mean kneading?'),
    ],
)
def test_an_unknown_area_or_technique_is_refused(field: str, word: str, message: str) -> None:
    fields: dict[str, Any] = {field: (word,)}
    with pytest.raises(UnknownWord) as refused:
        MassageSession(moment=MOMENT, **fields)
    assert str(refused.value) == message


@pytest.mark.parametrize("minutes", [0, -5, 1441])
def test_a_massage_lasts_1_to_1440_minutes(minutes: int) -> None:
    assert MassageSession(moment=MOMENT, minutes=1440).minutes == 1440
    with pytest.raises(Refused) as refused:
        MassageSession(moment=MOMENT, minutes=minutes)
    assert str(refused.value) == (
        f"A massage cannot last {minutes} minutes. Use 1 to 1440 minutes."
    )


def test_a_massage_not_given_says_why() -> None:
    skipped = MassageSession(moment=MOMENT, given=False, because="Other: a cold")
    assert skipped.because == "other:a cold"
    with pytest.raises(Refused) as refused:
        MassageSession(moment=MOMENT, given=False)
    assert str(refused.value) == REASON


def test_a_massage_that_was_given_has_no_reason_against_it() -> None:
    with pytest.raises(Refused) as refused:
        MassageSession(moment=MOMENT, because="pain-eased")
    assert str(refused.value) == REASON


@pytest.mark.parametrize(
    "done", [{"minutes": 30}, {"areas": ("neck",)}, {"techniques": ("rubbing",)}]
)
def test_nothing_was_done_in_a_massage_that_was_not_given(done: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        MassageSession(moment=MOMENT, given=False, because="not-rated", **done)
    assert str(refused.value) == (
        "A massage that was not given has no minutes, areas, techniques or pressure. "
        "Leave them out, or log it as given."
    )


def test_no_representation_shows_the_note_or_the_reason() -> None:
    skipped = MassageSession(moment=MOMENT, given=False, because="other:secret", note="secret")
    assert "secret" not in repr(skipped)
