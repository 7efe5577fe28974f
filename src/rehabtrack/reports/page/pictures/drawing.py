"""The pictures drawn: how a timeline, a calendar and the responses look as SVG.

Light colours stand in the attributes, which every reader knows; on a dark screen the style sheet
puts others in their place by class.
"""

from collections.abc import Iterator

from markupsafe import Markup

from rehabtrack.reports.page.pictures import ink
from rehabtrack.reports.page.pictures.calendar import Calendar
from rehabtrack.reports.page.pictures.responses import Changed, Panel, Responses
from rehabtrack.reports.page.pictures.strips import Strip
from rehabtrack.reports.page.pictures.svg import label, path, picture, shape, text
from rehabtrack.reports.page.pictures.timeline import NOT_GIVEN, Band, Row, Timeline

_HATCHED = Markup(
    '<defs><pattern id="high-pain" width="5" height="5" patternUnits="userSpaceOnUse">{}{}'
    "</pattern></defs>"
).format(
    shape("rect", "shade", width=5, height=5, fill=ink.SHADE),
    path("hatch", "M0 5L5 0", stroke=ink.HATCH, stroke_width=".7"),
)


def draw_timeline(t: Timeline) -> Markup:
    """The pain of each site over time."""
    title = "Pain by site over time, with phases, high-pain periods and massages"
    return picture("timeline", title, t.words, (t.width, t.height), _timeline(t))


def _timeline(t: Timeline) -> Iterator[Markup]:
    yield _HATCHED
    yield Markup('<path d="{}" fill="url(#high-pain)"/>').format(t.shade)
    for x, words in t.ticks:
        yield path("grid", f"M{x} {t.top}V{t.height - 13}", stroke=ink.GRID, stroke_width=".7")
        yield label(x + 2, t.height - 4, words)
    for band in t.bands:
        yield from _band(band)
    if t.bands:
        yield label(0, 11.5, "phase")
    for strip in t.strips:
        yield from _strip(t, strip)
    for row in t.rows:
        yield from _row(row)


def _band(band: Band) -> Iterator[Markup]:
    look = {"fill": ink.BANDS[band.kind], "stroke": ink.MUTED, "stroke_width": ".7"}
    yield shape("rect", f"band {band.kind}", x=band.x, y=1, width=band.width, height=14, **look)
    if band.label:
        yield text("ink", band.x + 4, 11.5, band.label, fill=ink.INK)


def _strip(t: Timeline, strip: Strip) -> Iterator[Markup]:
    middle, bottom = strip.top + strip.height / 2, strip.top + strip.height
    yield text("ink", 0, middle, strip.label, font_size=10.5, font_weight=600, fill=ink.INK)
    yield label(0, middle + 11, strip.scale, font_size=9.5)
    frame = f"M{t.left} {strip.top}V{bottom}H{t.right}"
    yield path("axis", frame, stroke=ink.MUTED, stroke_width=".7")
    if strip.limit is not None:
        limit = f"M{t.left} {strip.limit}H{t.right}"
        yield path("limit", limit, stroke=ink.MUTED, stroke_width=".8", stroke_dasharray="3 3")
    for y, words in strip.marks:
        yield label(t.left - 4, y + 3, words, font_size=9.5, text_anchor="end")
    by_day = t.unit == "day"
    if not by_day:
        yield path("range", strip.range, stroke=ink.RANGE, stroke_width=1.6)
    yield path("calm-line", strip.line, stroke=ink.CALM, stroke_width=1.1 if by_day else 0.6)
    yield path("calm", strip.low, fill=ink.CALM)
    yield path("high", strip.high, fill=ink.HIGH)


def _row(row: Row) -> Iterator[Markup]:
    yield label(0, row.y + 3.5, row.label)
    if row.status == NOT_GIVEN:
        yield path("ink-line", row.path, stroke=ink.MUTED, stroke_width=1.3)
    else:
        look = {"fill": ink.STATUS_FILLS[row.status], "stroke": ink.INK, "stroke_width": 1}
        yield path(row.status, row.path, **look)


def draw_calendar(c: Calendar) -> Markup:
    """Each day by its worst pain."""
    title = "Calendar of the worst pain of each day"
    return picture("calendar", title, c.words, (c.width, c.height), _calendar(c))


def _calendar(c: Calendar) -> Iterator[Markup]:
    for x, y, words in c.labels:
        yield label(x, y, words, font_size=9)
    if c.by_year:
        yield path("hush", c.unrated, fill=ink.MUTED)
    else:
        yield path("unrated", c.unrated, stroke=ink.UNRATED, stroke_width=".7")
    outline = {} if c.by_year else {"stroke": ink.MUTED, "stroke_width": ".6"}
    for rank, days in enumerate(c.fills):
        if days:
            yield path(f"category-{rank}", days, fill=ink.FILLS[rank], **outline)
    for name, signs in c.marks.items():
        if signs and name == "none":
            yield path("sign", signs, fill=ink.INK)
        elif signs:
            yield path(f"sign-{name}", signs, stroke=ink.SIGNS[name], stroke_width=1.3)


def draw_responses(r: Responses) -> Markup:
    """How pain changed with massage, by technique."""
    title = "Change of pain with massage, by technique"
    return picture("responses", title, r.words, (r.width, r.height), _responses(r))


def _responses(r: Responses) -> Iterator[Markup]:
    for panel in r.panels:
        yield from _panel(r, panel)
        for row in panel.rows:
            yield from _changed(r, row)


def _panel(r: Responses, panel: Panel) -> Iterator[Markup]:
    top, bottom, zero = panel.top, panel.bottom, panel.zero
    if panel.error:
        sides = {"x": zero - panel.error, "y": top}
        size = {"width": 2 * panel.error, "height": bottom - top}
        yield shape("rect", "shade-error", **sides, **size, fill=ink.ERROR)
    yield path("axis", f"M{zero} {top}V{bottom}", stroke=ink.MUTED, stroke_width=".8")
    yield path("axis", f"M{r.left} {bottom}H{r.width - 12}", stroke=ink.MUTED, stroke_width=".7")
    for x, words in panel.ticks:
        yield label(x, bottom + 11, words, font_size=9, text_anchor="middle")
    yield label(0, bottom + 11, panel.unit, font_size=9)


def _changed(r: Responses, row: Changed) -> Iterator[Markup]:
    yield text("ink", 0, row.y + 3.5, row.label, font_size=9.5, fill=ink.INK)
    yield label(r.said, row.y + 3.5, f"{row.when}, n {row.n}", font_size=9)
    yield path("calm-line", f"M{row.low} {row.y}H{row.high}", stroke=ink.CALM, stroke_width=1.4)
    kind, fill = ("later", ink.PAPER) if row.later else ("calm", ink.CALM)
    place = {"cx": row.middle, "cy": row.y, "r": 3.4}
    yield shape("circle", kind, **place, fill=fill, stroke=ink.CALM, stroke_width=1.4)
