"""What the cells of one row mean: the record they make, or why they make none."""

import re
from collections.abc import Mapping

from rehabtrack.domain.errors import Refused, UnknownWord, ValueRefused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.scales import SCALES, VALUES, read_value
from rehabtrack.domain.sites import read_site
from rehabtrack.domain.words import folded, one_of, shortened
from rehabtrack.interchange.layout import Layout

#: Canonical name -> cell, of the cells that are not empty.
Cells = Mapping[str, str]

#: Why a pain without a site is refused.
NO_SITE = "The row does not say where it hurts."
_DECIMAL = re.compile(r"\+?([0-9]{1,9})(?:[.,]([0-9]+))?")


def record_of(cells: Cells, moment: Moment, layout: Layout) -> PainRating | MassageSession:
    """The record that the cells make; raises Refused."""
    return _pain(cells, moment, layout) if layout.kind == "pain" else _massage(cells, moment)


def _pain(cells: Cells, moment: Moment, layout: Layout) -> PainRating:
    scale = one_of(cells["scale"], SCALES, "scale") if "scale" in cells else layout.scale
    return PainRating(
        moment=moment,
        site=_site(cells.get("site"), layout),
        scale=scale,
        value=_value(scale, cells.get("value", ""), layout.round_up),
        recall=cells.get("recall", layout.recall),
        note=cells.get("note"),
    )


def _site(name: str | None, layout: Layout) -> str:
    if not name:
        if layout.site is None:
            remedy = "Name the site, or give --site SITE."
            raise Refused(NO_SITE, remedy)
        return layout.site
    if layout.sites is not None:
        return layout.sites[folded(name)]
    try:
        return read_site(name)
    except UnknownWord as error:
        remedy = (
            f"{error.remedy} Or say what each site of the table means, for those that are not "
            "named are skipped: --site-map NAME=SITE,.."
        )
        raise UnknownWord(error.sentence, remedy) from None


def _value(scale: str, text: str, round_up: bool) -> int:
    """The value on its scale; a number between two values only if it may be rounded up."""
    try:
        return read_value(scale, text)
    except ValueRefused as error:
        above = _value_above(scale, text)
        if above is None:
            raise
        if round_up:
            return above
        remedy = f"{error.remedy.rstrip('.')}, or import with --round up."
        raise ValueRefused(error.sentence, remedy) from None


def _value_above(scale: str, text: str) -> int | None:
    """The lowest value of a scale of numbers that is not below the number, digit by digit exact."""
    match = _DECIMAL.fullmatch(text)
    if match is None or scale == "vrs":
        return None
    ceiling = int(match[1]) + _is_more_than_whole(match)
    return next((value for value in VALUES[scale] if value >= ceiling), None)


def _is_more_than_whole(match: re.Match[str]) -> bool:
    return bool((match[2] or "").strip("0"))


def _massage(cells: Cells, moment: Moment) -> MassageSession:
    return MassageSession(
        moment=moment,
        minutes=_minutes(cells["minutes"]) if "minutes" in cells else None,
        areas=_listed(cells.get("area", "")),
        techniques=_listed(cells.get("technique", "")),
        therapist=cells.get("by"),
        note=cells.get("note"),
    )


def _minutes(text: str) -> int:
    match = _DECIMAL.fullmatch(text)
    if match is None or "," in text or _is_more_than_whole(match):
        raise ValueRefused(
            f'"{shortened(text)}" is not a number of minutes.', "Use a whole number of minutes."
        )
    return int(match[1])


def _listed(text: str) -> tuple[str, ...]:
    """The words of a cell, between commas or semicolons."""
    parts = text.replace(";", ",").split(",")
    return tuple(part.strip() for part in parts if part.strip())
