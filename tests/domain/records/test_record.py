"""What every record is, whichever it is."""

import pytest

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.phase import Phase

AT = Moment(0, 0, 0, "UTC")


def rating(**more: object) -> PainRating:
    return PainRating(moment=AT, site="back", scale="nrs", value=3, **more)  # type: ignore[arg-type]


def test_a_record_is_frozen() -> None:
    for change in (
        lambda record: setattr(record, "value", 4),
        lambda record: delattr(record, "value"),
        lambda record: setattr(record, "other", 4),
    ):
        with pytest.raises(AttributeError, match="frozen"):
            change(rating())


def test_records_are_equal_that_hold_the_same() -> None:
    assert rating() == rating(recall="now")
    assert hash(rating()) == hash(rating(recall="now"))
    assert rating() != rating(note="x")
    assert rating() != Phase(moment=AT, kind="recovery")


def test_a_field_is_given_that_has_no_value_of_its_own_and_no_other() -> None:
    with pytest.raises(TypeError, match=r"PainRating: .*'site'.* missing"):
        PainRating(moment=AT, scale="nrs", value=3)  # type: ignore[call-arg]
    with pytest.raises(TypeError, match=r"'mood'.* unknown"):
        rating(mood=3)


def test_a_record_with_another_value_checks_itself_anew() -> None:
    assert rating(note=" \n").replace(value=4) == rating().replace(value=4)
    with pytest.raises(Refused):
        rating().replace(value=11)


def test_what_a_person_wrote_is_in_no_repr() -> None:
    assert repr(rating(note="a secret")) == (
        f"PainRating(moment={AT!r}, site='back', scale='nrs', value=3, recall='now', "
        "session=None, relation=None)"
    )
