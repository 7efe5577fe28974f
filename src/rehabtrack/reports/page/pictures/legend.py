"""The key to the calendar: a small picture of each kind of day, and what it stands for."""

from collections.abc import Iterator

from markupsafe import Markup

from rehabtrack.domain.scales import CATEGORIES, MODERATE, NONE, SEVERE
from rehabtrack.reports.page.pictures import ink
from rehabtrack.reports.page.pictures.svg import path, shape

_SWATCH = Markup('<svg class="swatch" aria-hidden="true" viewBox="0 0 12 12">{}</svg>')


def legend(by_year: bool) -> Iterator[tuple[Markup, str]]:
    """Each category with its swatch, then the days without a rating."""
    for rank, words in enumerate(CATEGORIES):
        yield _swatch(*([_bar(rank)] if by_year else _square(rank))), words
    yield _swatch(_lane() if by_year else _empty()), "not rated"


def _swatch(*parts: Markup) -> Markup:
    return _SWATCH.format(Markup().join(parts))


def _bar(rank: int) -> Markup:
    look = {"fill": ink.FILLS[rank], "stroke": ink.MUTED, "stroke_width": ".6"}
    return path(f"category-{rank}", f"M0 12V{9 - 3 * rank}H12V12z", **look)


def _lane() -> Markup:
    return path("hush", "M0 11H12V12H0z", fill=ink.MUTED)


def _square(rank: int) -> Iterator[Markup]:
    """The square, and the sign that tells it without colour; weak pain has none."""
    look = {"fill": ink.FILLS[rank], "stroke": ink.MUTED, "stroke_width": ".8"}
    yield shape("rect", f"category-{rank}", x=".5", y=".5", width=11, height=11, **look)
    if rank == NONE:
        yield shape("circle", "sign", cx=6, cy=6, r=1.3, fill=ink.INK)
    elif rank == MODERATE:
        yield path("sign-moderate", "M3 9l6-6", stroke=ink.SIGNS["moderate"], stroke_width=1.4)
    elif rank == SEVERE:
        look = {"fill": "none", "stroke": ink.SIGNS["severe"], "stroke_width": "1.4"}
        yield path("sign-severe", "M3 3l6 6m-6 0l6-6", **look)


def _empty() -> Markup:
    look = {"fill": "none", "stroke": ink.GRID, "stroke_width": ".8"}
    return shape("rect", "grid", x=1, y=1, width=10, height=10, **look)
