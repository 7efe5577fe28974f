"""How each picture is to be read: the words, and the swatches, that stand below it."""

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from rehabtrack.domain.scales import CATEGORIES, MODERATE, NONE, SEVERE
from rehabtrack.reports.page.pictures import ink
from rehabtrack.reports.page.pictures.calendar import Calendar
from rehabtrack.reports.page.pictures.responses import Responses
from rehabtrack.reports.page.pictures.svg import path, shape
from rehabtrack.reports.page.pictures.timeline import Timeline
from rehabtrack.reports.page.wording import counted, some

#: So many techniques are named that are too few to say anything of; ours.
MOST_TOO_FEW = 3
_MARKS = Markup(
    "{}: <b>●</b> none or weak, <b>◆</b> high, above the dashed line; a gap is not rated."
    " Hatched: high-pain periods."
)
_SWATCH = Markup('<svg class="swatch" aria-hidden="true" viewBox="0 0 12 12">{}</svg>')


def timeline_key(t: Timeline) -> Markup:
    """What the marks of a timeline stand for."""
    marked = "The worst of each day"
    if t.unit != "day":
        marked = f"Of the worst of each day the upper median and the range by {t.unit}"
    said: list[str] = [_MARKS.format(marked)] if t.strips else []
    said += [f"{letter}: {kind}." for letter, kind in t.short]
    if t.rows:
        said.append("Below: massages, by what the rule says of them.")
    if t.more:
        said.append(f"Not drawn: {counted(len(t.more), 'more site')}.")
    return Markup(" ").join([*said, *_mixed(t.recalls)])


def _mixed(recalls: Sequence[str]) -> Iterator[str]:
    if recalls:
        yield f"Drawn as one: {'; '.join(recalls)}."


def calendar_key(c: Calendar) -> str:
    """What a day of a calendar shows."""
    graver = "; the higher, the graver" if c.by_year else ""
    said = [f"The worst of spine, arms and legs each day{graver}."]
    if c.more_years:
        said.append(f"Not drawn: {counted(c.more_years, 'earlier year')}.")
    return " ".join([*said, *_mixed(c.recalls)])


def responses_key(r: Responses) -> str:
    """What a row of the responses shows, and what it does not."""
    grey = " Grey: within measurement error." if any(panel.error for panel in r.panels) else ""
    left_out = f" {r.more} more not drawn." if r.more else ""
    return (
        "Pain then less pain before, by technique: median and range; left is less pain."
        f"{grey} It does not show that massage changed it.{left_out}"
    )


def too_few(r: Responses) -> str:
    """The techniques of which nothing can be said, with how often they were rated."""
    return some([f"{label} (n {n})" for label, n in r.too_few], MOST_TOO_FEW)


# --- the swatches --------------------------------------------------------------------------------


def swatches(c: Calendar) -> Iterator[tuple[Markup, str]]:
    """A small picture of a day of each category, and of one without a rating; what each is."""
    for rank, words in enumerate(CATEGORIES):
        yield _swatch(*([_bar(rank)] if c.by_year else _square(rank))), words
    yield _swatch(_lane() if c.by_year else _empty()), "not rated"


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
    look = {"fill": "none", "stroke": ink.UNRATED, "stroke_width": ".8"}
    return shape("rect", "unrated", x=1, y=1, width=10, height=10, **look)
