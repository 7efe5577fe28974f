"""Places of the body as our sites and areas: by code, by our words, and by a few plain names."""

import re
from typing import Any

from rehabtrack.domain.errors import UnknownWord
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.massage import AREAS
from rehabtrack.domain.sites import SITES, read_site
from rehabtrack.domain.words import LONGEST_OTHER, OTHER, folded, shortened
from rehabtrack.interchange.fhir.read_elements import (
    UnclearError,
    any_of,
    meanings,
    names,
    several,
    text,
)
from rehabtrack.interchange.layout import Layout

_PLAIN = {
    "low back": "lower-back",
    "lumbar region": "lower-back",
    "lumbar spine": "lower-back",
    "lumbar": "lower-back",
    "cervical spine": "neck",
    "thoracic spine": "upper-back",
}
_PLAIN |= {word.replace("-", " "): word for word in (*SITES, *AREAS)}
_PLAIN |= {
    f"{side} {limb}": f"{limb}-{side}"
    for limb in ("leg", "arm", "buttock")
    for side in ("left", "right")
}


class Place(Named):
    """Where it hurts: a site, None where nothing is said; or why the rating is passed over.

    `exact` says whether the site is all that was said of the place.
    """

    site: str | None
    exact: bool = True
    passed_over: str | None = None


def site_of(body_site: object, layout: Layout, *, ours: bool) -> Place:
    """The site that an observation names; with `ours` any other name is that of a site of its own.

    Raises Refused for several sites, and for one that is not known.
    """
    said = names(body_site)
    known = layout.sites or {}
    mapped = [known[folded(name)] for name in said if folded(name) in known]
    if mapped:
        return Place(mapped[0], exact=False)
    words = [*_words(body_site), *_named(said)]
    sites = _sites(words)
    if len(sites) > 1:
        raise UnclearError("It names several sites.", "Give each site a rating of its own.")
    if sites:
        (site,) = sites
        texts = filter(None, (text(each.get("text")) for each in several(body_site)))
        return Place(site, exact=site in words and all(_named([each]) for each in texts))
    if not said and not several(body_site):
        return Place(None)
    name = _name(said)
    if ours:
        return Place(f"{OTHER}{name}")
    if layout.sites is not None:
        return Place(None, passed_over=shortened(name))
    return Place(_read(name))


def site_cell(body_site: object) -> str | None:
    """A site as a table says it: in our word where there is one, else by its name."""
    said = names(body_site)
    sites = _sites([*_words(body_site), *_named(said)])
    if len(sites) == 1:
        return sites.pop()
    return _name(said) if several(body_site) else None


def areas_of(body_sites: object) -> tuple[str, ...]:
    """The areas of a massage; one that is not known keeps its name."""
    found = (_area(each) for each in several(body_sites))
    return tuple(dict.fromkeys(area for area in found if area))


def _area(body_site: dict[str, Any]) -> str | None:
    said = names(body_site)
    words = [*_words(body_site), any_of(said, _PLAIN)]
    known = next((word for word in words if word in AREAS), None)
    if known is not None or not said:
        return known
    return OTHER + " ".join(said[0].replace(",", " ").split())[:LONGEST_OTHER].strip()


def _sites(words: list[str]) -> set[str]:
    return {site for site in map(_site, words) if site}


def _name(said: list[str]) -> str:
    return next(filter(str.isprintable, said), "a site without a name")


def _named(said: list[str]) -> list[str]:
    """The words of the first name of which every part is plain: `left leg, right leg` are two."""
    for name in said:
        parts = re.split(r"[,;/]", name.partition("(")[0])
        words = [_PLAIN.get(folded(part), "") for part in parts]
        if all(words):
            return words
    return []


def _words(body_site: object) -> list[str]:
    return [code.word for code in meanings(body_site) if code.of in ("site", "area") and code.word]


def _site(word: str | None) -> str | None:
    """Pain in the lower back, which is no site of its own, is pain of the back."""
    return "back" if word == "lower-back" else word if word in SITES else None


def _read(name: str) -> str:
    try:
        return read_site(name)
    except UnknownWord as error:
        remedy = f"{error.remedy} Or say what it means: --site-map NAME=SITE,.."
        raise UnknownWord(error.sentence, remedy) from None
