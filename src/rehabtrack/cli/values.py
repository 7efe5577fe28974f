"""A pain as it is typed: `6`, `weak`, `back=3`."""

import click

from rehabtrack.cli.commands import is_number
from rehabtrack.domain.errors import ValueRefused
from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import CATEGORIES, SCALES, read_value
from rehabtrack.domain.sites import read_site
from rehabtrack.domain.words import folded, one_of, shortened


class Rated(Named):
    """A value on its scale, and the site if it was named."""

    site: str | None
    scale: str
    value: int


def read_rated(text: str, scale: str | None = None) -> Rated:
    """What was typed; without a scale a number is nrs and a word vrs."""
    if text.startswith("-") and not is_number(text):
        raise click.NoSuchOption(text)
    where, equals, value = text.rpartition("=")
    known = _scale_of(value) if scale is None else one_of(scale, SCALES, "scale")
    return Rated(read_site(where) if equals else None, known, read_value(known, value))


def _scale_of(value: str) -> str:
    if is_number(value):
        return "nrs"
    if folded(value) in (*CATEGORIES, "mild"):
        return "vrs"
    raise ValueRefused(
        f'"{shortened(value)}" is not a value of pain.',
        "Use a whole number from 0 to 10, or none, weak, moderate or severe.",
    )
