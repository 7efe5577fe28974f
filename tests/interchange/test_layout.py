"""What the person says of her tables, as she types it."""

import pytest

from rehabtrack.domain.errors import ImportRefused, UnknownWord
from rehabtrack.domain.moment import zone_named
from rehabtrack.interchange.layout import Layout, read_columns, read_site_map, read_where


def test_columns_are_named_for_canonical_ones() -> None:
    assert read_columns("at=date, value=intensity", "pain") == {"at": "date", "value": "intensity"}
    assert read_columns("", "pain") == {}


def test_a_column_name_may_hold_an_equals_sign_and_in_quotes_a_comma() -> None:
    assert read_columns('at=a=b,"value=pain, now"', "pain") == {"at": "a=b", "value": "pain, now"}


def test_a_canonical_name_spelled_nearly_right_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownWord, match="Did you mean value"):
        read_columns("valu=intensity", "pain")
    with pytest.raises(UnknownWord, match="site"):
        read_columns("site=where", "massage")


@pytest.mark.parametrize("text", ["at", "at=", "=date", "at=date,,", 'at=date,"value'])
def test_a_mapping_that_does_not_say_what_is_what_is_refused(text: str) -> None:
    with pytest.raises(ImportRefused):
        read_columns(text, "pain")


def test_a_name_mapped_twice_is_refused() -> None:
    with pytest.raises(ImportRefused, match="--map names at twice"):
        read_columns("at=a,at=b", "pain")
    with pytest.raises(ImportRefused, match='--site-map names "knee" twice'):
        read_site_map("Knee=back,knee=neck")


def test_site_names_are_compared_without_regard_to_case() -> None:
    assert read_site_map("Back Pain=Back,Knee=other:knee") == {
        "back pain": "back",
        "knee": "other:knee",
    }


def test_a_site_name_may_hold_an_equals_sign() -> None:
    assert read_site_map("L=left leg=leg-left") == {"l=left leg": "leg-left"}


def test_a_site_that_there_is_none_of_is_refused() -> None:
    with pytest.raises(UnknownWord, match="leg-left"):
        read_site_map("Leg=leg-lfet")
    with pytest.raises(UnknownWord):
        Layout(zone=zone_named("UTC"), now=0, site="knee")
    with pytest.raises(UnknownWord):
        Layout(zone=zone_named("UTC"), now=0, scale="mood")


def test_a_filter_is_divided_at_the_first_equals_sign_and_may_ask_for_nothing() -> None:
    assert read_where("CODE=a=b") == ("CODE", "a=b")
    assert read_where("CODE=") == ("CODE", "")
    with pytest.raises(ImportRefused):
        read_where("CODE")
