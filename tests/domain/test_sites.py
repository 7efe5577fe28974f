"""The sites a rating speaks of."""

import pytest

from rehabtrack.domain.errors import UnknownWord
from rehabtrack.domain.sites import SITES, read_site, site_counts


def test_the_spine_and_the_limbs_along_its_nerves_count() -> None:
    trunk = ["back", "upper-back", "neck"]
    limbs = ["buttock-left", "buttock-right", "leg-left", "leg-right", "arm-left", "arm-right"]
    assert list(SITES) == trunk + limbs
    assert all(site_counts(read_site(site.upper())) for site in SITES)


def test_any_other_site_is_stored_and_never_counts() -> None:
    assert read_site("other:head") == "other:head"
    assert not site_counts("other:head")


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("leg-lfet", "leg-left"),
        ("leg", "leg-left or leg-right"),
        ("left-leg", "leg-left"),
        ("left leg", "leg-left"),
        ("lower back", "back"),
        ("lower-back", "back"),
        ("uper-back", "back or upper-back"),
        ("nek", "neck"),
    ],
)
def test_an_unknown_bare_word_is_refused_with_the_nearest_sites(text: str, nearest: str) -> None:
    with pytest.raises(UnknownWord) as refused:
        read_site(text)
    assert str(refused.value) == f'"{text}" is not a site. Did you mean {nearest}?'


def test_a_word_near_no_site_is_refused_with_all_and_with_how_to_write_any_other() -> None:
    with pytest.raises(UnknownWord) as refused:
        read_site("head")
    assert str(refused.value) == (
        '"head" is not a site. Use back, upper-back, neck, buttock-left, buttock-right, leg-left,'
        " leg-right, arm-left, arm-right, or other:WORD for any other site."
    )


def test_a_site_that_counts_is_never_hidden_behind_other() -> None:
    with pytest.raises(UnknownWord, match=r"Write leg-left\.$"):
        read_site("other:Leg-Left")
