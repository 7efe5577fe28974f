"""Areas of a massage as places of the body."""

from collections.abc import Iterable

from rehabtrack.domain.sites import SITES
from rehabtrack.interchange.fhir import codes
from rehabtrack.interchange.fhir.elements import Element, concept


def areas(words: Iterable[str]) -> list[Element]:
    """The areas, each by its own code or by that of the site of the same name."""
    return [_area(word) for word in words]


def _area(word: str) -> Element:
    if word in SITES and codes.written("area", word) is None:
        return concept("site", word)
    return concept("area", word)
