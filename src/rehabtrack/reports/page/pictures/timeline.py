"""The timeline: pain of each site in a strip of its own, with phases, high pain and massages.

Below the strips stand the massages, above them the phases, behind them the high-pain periods.
"""

from collections.abc import Mapping, Sequence

from rehabtrack.domain.named import Named
from rehabtrack.domain.responses import local_day
from rehabtrack.domain.scales import CATEGORIES
from rehabtrack.reports.course import Course
from rehabtrack.reports.massages import massages
from rehabtrack.reports.page.pictures.axis import Axis, axis_of, day_words, on_wall
from rehabtrack.reports.page.pictures.ink import box, cross, diamond, dot, triangle
from rehabtrack.reports.page.pictures.strips import (
    Key,
    Place,
    Strip,
    Worst,
    chosen,
    recalls_of,
    strip,
)
from rehabtrack.reports.page.wording import counted

WIDTH, LEFT, RIGHT = 760, 96, 10
_TALLEST = 110  # units of a strip that has room; ours
_BAND, _GAP, _ROW, _FOOT = 15, 9, 12, 17
_NARROW = 6.2  # width of a letter of a band's label, in units of the picture
_MARGIN = 4  # units left free at either end, so that no mark lies on the frame
_JOINED = 0.8  # periods nearer than so many units are drawn as one
#: What is said of a massage by its status, and how it is marked.
STATUSES = {
    "high-pain": ("in high pain", diamond),
    "unverified": ("unverified", triangle),
    "clear": ("no high pain", dot),
}
NOT_GIVEN = "not given"
_STANDING = {"high-pain": "in high pain", "unverified": "unverified", "clear": "with no high pain"}


class Band(Named):
    """A phase as it lies above the strips."""

    x: float
    width: float
    kind: str
    label: str


class Row(Named):
    """The massages of one status below the strips, as a path."""

    y: float
    status: str
    label: str
    path: str


class Timeline(Named):
    """The picture: its size, where its parts lie, and what it says in words.

    `recalls` are those that its strips draw as one.
    """

    width: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    unit: str
    ticks: Sequence[tuple[float, str]]
    bands: Sequence[Band]
    shade: str
    strips: Sequence[Strip]
    rows: Sequence[Row]
    more: Sequence[str]
    short: Sequence[tuple[str, str]]
    recalls: Sequence[str]
    words: str

    @property
    def empty(self) -> bool:
        """Whether there is nothing to be seen in it."""
        return not (self.strips or self.bands or self.rows or self.shade)


def timeline(course: Course, worst: Mapping[Key, Worst], most: int, tall: int) -> Timeline:
    """The timeline of a course: `worst` is that of each day by site and scale.

    It has so many strips at most, that are together at most `tall` units high.
    """
    axis = axis_of(course, LEFT + _MARGIN, WIDTH - LEFT - RIGHT - 2 * _MARGIN)
    drawn, more = chosen(worst, most)
    top, height = _top(course), _strip_height(len(drawn), tall)
    strips = [
        strip(course, axis, key, worst[key], Place(top + n * (height + _GAP), height))
        for n, key in enumerate(drawn)
    ]
    bottom = _bottom(course, len(drawn), tall)
    rows, bands = _rows(course, axis, bottom), _bands(course, axis)
    return Timeline(
        width=WIDTH,
        height=timeline_height(course, len(drawn), tall),
        left=LEFT,
        right=WIDTH - RIGHT,
        top=top,
        bottom=bottom,
        unit=axis.unit,
        ticks=axis.ticks(),
        bands=bands,
        shade=_shade(course, axis, top, bottom - top),
        strips=strips,
        rows=rows,
        more=more,
        short=sorted({(band.label, band.kind) for band in bands if 0 < len(band.label) < 2}),
        recalls=recalls_of(course, {site for site, _ in drawn}),
        words=_words(course, axis, strips, more),
    )


def timeline_height(course: Course, strips: int, tall: int) -> float:
    """How high the picture is with so many strips, `tall` units together."""
    rows = len({one.status for one in course.sessions}) + bool(course.skipped)
    return _bottom(course, strips, tall) + _ROW * rows + _FOOT


def _top(course: Course) -> float:
    return _BAND + 6.0 if course.phases else 4.0


def _strip_height(strips: int, tall: int) -> float:
    return min(_TALLEST, tall // max(strips, 1) - _GAP)


def _bottom(course: Course, strips: int, tall: int) -> float:
    """Where the strips end."""
    return _top(course) + strips * (_strip_height(strips, tall) + _GAP) - (_GAP - 4)


# --- what lies above, behind and below -----------------------------------------------------------


def _bands(course: Course, axis: Axis) -> list[Band]:
    bands = []
    for phase in course.phases:
        begin = axis.x(on_wall(course, max(phase.start, course.since)))
        end = course.until if phase.end is None else min(phase.end, course.until)
        width = round(axis.x(on_wall(course, end)) - begin, 1)
        room = int((width - 6) / _NARROW)
        label = phase.kind if len(phase.kind) <= room else phase.kind[0].upper() if room else ""
        bands.append(Band(begin, width, phase.kind, label))
    return bands


def _shade(course: Course, axis: Axis, top: float, height: float) -> str:
    """Where high-pain periods lie, as one path; those that cannot be told apart are one."""
    spans: list[list[float]] = []
    for period in course.periods:
        begin = axis.x(on_wall(course, max(period.start, course.since)))
        end = axis.x(on_wall(course, min(period.end, course.until)))
        if spans and begin - spans[-1][1] < _JOINED:
            spans[-1][1] = max(end, spans[-1][1])
        else:
            spans.append([begin, end])
    return "".join(box(begin, top, max(end - begin, _JOINED), height) for begin, end in spans)


def _rows(course: Course, axis: Axis, bottom: float) -> list[Row]:
    """A row for each status that a massage has; one mark for all of a day, a week or a month."""
    found: dict[str, set[int]] = {}
    for one in course.sessions:
        found.setdefault(one.status, set()).add(axis.bucket(local_day(one.moment)))
    for skipped in course.skipped:
        found.setdefault(NOT_GIVEN, set()).add(axis.bucket(local_day(skipped.moment)))
    shapes = {status: shape for status, (_, shape) in STATUSES.items()} | {NOT_GIVEN: cross}
    labels = {status: words for status, (words, _) in STATUSES.items()} | {NOT_GIVEN: NOT_GIVEN}
    rows: list[Row] = []
    size = 3.6 * axis.scale
    for status in filter(found.__contains__, shapes):
        y = bottom + _ROW * (len(rows) + 0.5)
        marks = "".join(
            shapes[status](axis.middle(bucket), y, size) for bucket in sorted(found[status])
        )
        rows.append(Row(y, status, labels[status], marks))
    return rows


# --- in words ------------------------------------------------------------------------------------


def _words(course: Course, axis: Axis, strips: Sequence[Strip], more: Sequence[str]) -> str:
    first, last = day_words(course.first_day), day_words(course.last_day)
    each = "day" if axis.unit == "day" else f"{axis.unit}, upper median and range of its days"
    said = [f"From {first} to {last}, the worst of each {each}"]
    said += [one.words for one in strips] or ["no pain was rated"]
    if more:
        said.append(f"not drawn: {counted(len(more), 'more site')}")
    said += [
        f"{phase.kind} from {day_words(course.day_of(phase.start))}" for phase in course.phases[-6:]
    ]
    peak = max((period.peak.category for period in course.periods), default=None)
    said.append(
        "no high-pain period"
        if peak is None
        else f"{counted(len(course.periods), 'high-pain period')}, the worst {CATEGORIES[peak]}"
    )
    counts = massages(course.sessions, course.skipped).by_status
    said += [
        f"{counted(count, 'massage')} {_STANDING[status]}" for status, count in counts if count
    ]
    if course.skipped:
        said.append(f"{counted(len(course.skipped), 'massage')} not given")
    return f"{'; '.join(said)}."
