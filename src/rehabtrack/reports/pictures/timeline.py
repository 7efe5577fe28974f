"""The timeline: pain of each site in a strip of its own, with phases, high pain and massages.

No two scales share a strip, and what was not rated is a gap: no line bridges it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rehabtrack.domain.named import Named
from rehabtrack.domain.responses import local_day
from rehabtrack.domain.scales import CATEGORIES, VALUES, highest_weak, value_words
from rehabtrack.domain.sites import site_counts
from rehabtrack.reports.course import Course
from rehabtrack.reports.days import Day
from rehabtrack.reports.levels import site_place
from rehabtrack.reports.pictures.axis import Axis, axis_of, day_words, on_wall
from rehabtrack.reports.pictures.ink import cross, diamond, dot, number, triangle
from rehabtrack.reports.wording import site_label, site_words

WIDTH, LEFT, RIGHT = 760, 96, 10
_TALLEST = 110  # units of a strip that has room; ours
_LONGEST_LABEL = 15  # characters
_ROOMY = 50  # from this height on the limit has its number
_BAND, _GAP, _ROW, _FOOT = 15, 9, 12, 17
_NARROW = 6.2  # width of a letter of a band's label, in units of the picture
_MARGIN = 4  # units left free at either end, so that no mark lies on the frame
_JOINED = 0.8  # periods nearer than so many units are drawn as one
#: What is said of a massage by its status, and how it is marked.
STATUSES = {
    "high-pain": ("in high pain", diamond),
    "unverified": ("unverified", triangle),
    "clear": ("clear", dot),
}
NOT_GIVEN = "not given"


class Place(Named):
    """Where a strip lies."""

    top: float
    height: float


class Strip(Named):
    """The pain of one site on one scale, from `top` on.

    `line` joins the marks, `low` and `high`; `range` goes from the lowest to the worst of a mark of
    more than a day: all of them paths.
    """

    label: str
    scale: str
    top: float
    height: float
    limit: float
    marks: Sequence[tuple[float, str]]
    range: str
    line: str
    low: str
    high: str
    words: str


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
    """The picture: its size, where its parts lie, and what it says in words."""

    width: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    unit: str
    ticks: Sequence[tuple[float, str]]
    bands: Sequence[Band]
    shades: Sequence[tuple[float, float]]
    strips: Sequence[Strip]
    rows: Sequence[Row]
    more: Sequence[str]
    short: Sequence[tuple[str, str]]
    words: str


def timeline(course: Course, days: Iterable[Day], most: int, tall: int) -> Timeline:
    """The timeline of a course, whose rated days these are, in so many strips at most.

    Together they are at most `tall` units high.
    """
    axis = axis_of(course, LEFT + _MARGIN, WIDTH - LEFT - RIGHT - 2 * _MARGIN)
    worst = _worst(days)
    chosen, more = _chosen(worst, most)
    top = _BAND + 6.0 if course.phases else 4.0
    height = min(_TALLEST, tall // max(len(chosen), 1) - _GAP)
    places = [Place(top + n * (height + _GAP), height) for n in range(len(chosen))]
    strips = [
        _strip(course, axis, key, worst[key], place)
        for key, place in zip(chosen, places, strict=True)
    ]
    bottom = top + len(chosen) * (height + _GAP) - (_GAP - 4)
    rows, bands = _rows(course, axis, bottom), _bands(course, axis)
    foot = bottom + _ROW * len(rows)
    return Timeline(
        width=WIDTH,
        height=foot + _FOOT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=top,
        bottom=bottom,
        unit=axis.unit,
        ticks=axis.ticks(),
        bands=bands,
        shades=_shades(course, axis),
        strips=strips,
        rows=rows,
        more=more,
        short=sorted({(band.label, band.kind) for band in bands if 0 < len(band.label) < 2}),
        words=_words(course, axis, strips, more),
    )


# --- pain ----------------------------------------------------------------------------------------

#: The worst of each day that has any, of one site on one scale, by day.
Worst = Mapping[int, int]


def _worst(days: Iterable[Day]) -> dict[tuple[str, str], dict[int, int]]:
    """The worst of each day by site and scale."""
    found: dict[tuple[str, str], dict[int, int]] = {}
    for day in days:
        for site in (*day.sites, *day.elsewhere):
            for scale, value in site.values:
                found.setdefault((site.site, scale), {})[day.day] = value
    return found


def _chosen(
    worst: Mapping[tuple[str, str], Worst], most: int
) -> tuple[list[tuple[str, str]], list[str]]:
    """Those rated most often, in order of SITES, and the names of the other sites."""
    often = sorted(worst, key=lambda key: (not site_counts(key[0]), -len(worst[key]), key))
    drawn = sorted(often[:most], key=lambda key: (site_place(key[0]), key[1]))
    sites = {site for site, _ in drawn}
    return drawn, sorted({site for site, _ in often} - sites, key=site_place)


def _strip(course: Course, axis: Axis, key: tuple[str, str], worst: Worst, place: Place) -> Strip:
    site, scale = key
    highest, limit = VALUES[scale][-1], highest_weak(scale, course.policy.limit)
    marked: dict[int, list[int]] = {}
    for day, value in worst.items():
        marked.setdefault(axis.bucket(day), []).append(value)

    def y(value: float) -> float:
        return round(place.top + place.height - 5 - value * (place.height - 10) / highest, 1)

    spans = {bucket: sorted(values) for bucket, values in sorted(marked.items())}
    # the upper of two in the middle: on the careful side, and a value of the scale
    middles = {bucket: values[len(values) // 2] for bucket, values in spans.items()}
    points = [(bucket, axis.middle(bucket), y(value)) for bucket, value in middles.items()]
    high = {bucket for bucket, value in middles.items() if course.policy.is_high(scale, value)}
    marks = {0: "0", limit: str(limit), highest: str(highest)}
    if scale == "vrs":
        marks = {0: CATEGORIES[0], highest: CATEGORIES[-1]}
    elif place.height < _ROOMY:
        del marks[limit]
    return Strip(
        label=site_label(site, _LONGEST_LABEL),
        scale=_UNITS[scale],
        top=place.top,
        height=place.height,
        limit=y(limit),
        marks=[(y(value), words) for value, words in marks.items()],
        range="".join(
            f"M{number(axis.middle(bucket))} {number(y(values[0]))}V{number(y(values[-1]))}"
            for bucket, values in spans.items()
            if values[0] != values[-1]
        ),
        line=_line(points),
        low="".join(dot(x, y, 2.6 * axis.scale) for bucket, x, y in points if bucket not in high),
        high="".join(diamond(x, y, 3.9 * axis.scale) for bucket, x, y in points if bucket in high),
        words=_strip_words(site, scale, worst),
    )


_UNITS = {"nrs": "0-10", "vas": "mm", "faces": "faces", "vrs": "words"}


def _line(points: Iterable[tuple[int, float, float]]) -> str:
    """A path through the marks that follow one another; a gap stays one."""
    parts, last = [], None
    for bucket, x, y in points:
        parts.append(f"{'L' if last == bucket - 1 else 'M'}{number(x)} {number(y)}")
        last = bucket
    return "".join(parts)


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


def _shades(course: Course, axis: Axis) -> list[tuple[float, float]]:
    """Where high-pain periods lie, as (x, width); those that cannot be told apart are one."""
    spans: list[list[float]] = []
    for period in course.periods:
        begin = axis.x(on_wall(course, max(period.start, course.since)))
        end = axis.x(on_wall(course, min(period.end, course.until)))
        if spans and begin - spans[-1][1] < _JOINED:
            spans[-1][1] = max(end, spans[-1][1])
        else:
            spans.append([begin, end])
    return [(begin, round(max(end - begin, _JOINED), 1)) for begin, end in spans]


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
    for status in filter(found.__contains__, shapes):
        y = bottom + _ROW * (len(rows) + 0.5)
        marks = "".join(
            shapes[status](axis.middle(bucket), y, 3.6 * axis.scale)
            for bucket in sorted(found[status])
        )
        rows.append(Row(y, status, labels[status], marks))
    return rows


# --- in words ------------------------------------------------------------------------------------


def _strip_words(site: str, scale: str, worst: Worst) -> str:
    day = max(worst, key=lambda day: (worst[day], day))
    last = max(worst)
    return (
        f"{site_words(site)}: rated on {len(worst)} days, worst {value_words(scale, worst[day])} on"
        f" {day_words(day)}, last {value_words(scale, worst[last])} on {day_words(last)}"
    )


def _words(course: Course, axis: Axis, strips: Sequence[Strip], more: Sequence[str]) -> str:
    first, last = day_words(course.first_day), day_words(course.last_day)
    each = "day" if axis.unit == "day" else f"{axis.unit}, median and range of its days"
    said = [f"From {first} to {last}, the worst of each {each}"]
    said += [strip.words for strip in strips] or ["no pain was rated"]
    if more:
        said.append(f"{len(more)} more sites are not drawn")
    said += [
        f"{phase.kind} from {day_words(course.day_of(phase.start))}" for phase in course.phases[-6:]
    ]
    peak = max((period.peak.category for period in course.periods), default=None)
    said.append(
        "no high-pain period"
        if peak is None
        else f"{len(course.periods)} high-pain periods, the worst {CATEGORIES[peak]}"
    )
    counts = Counter(one.status for one in course.sessions)
    said += [f"massages {STATUSES[status][0]}: {counts[status]}" for status in STATUSES]
    if course.skipped:
        said.append(f"massages not given: {len(course.skipped)}")
    return f"{'; '.join(said)}."
