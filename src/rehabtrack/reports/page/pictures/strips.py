"""The pain of one site on one scale, as a strip of the timeline.

No two scales share a strip, and what was not rated is a gap: no line bridges it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import attrgetter

from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import (
    CATEGORIES,
    RECALL_WORDS,
    RECALLS,
    VALUES,
    highest_weak,
    value_words,
)
from rehabtrack.domain.sites import site_counts
from rehabtrack.reports.course import Course
from rehabtrack.reports.ground import Dated
from rehabtrack.reports.levels import site_place
from rehabtrack.reports.page.letters import fitting
from rehabtrack.reports.page.pictures.axis import Axis, day_words
from rehabtrack.reports.page.pictures.ink import diamond, dot, number
from rehabtrack.reports.page.wording import counted, site_words

_LETTERS = 11  # that a label has room for
_ROOMY = 50  # from this height on the limit has its number
_UNITS = {"nrs": "0-10", "vas": "mm", "faces": "faces", "vrs": "words"}

#: The site and the scale of a strip.
Key = tuple[str, str]
#: The worst of each rated day, by day.
Worst = Mapping[int, int]


class Place(Named):
    """Where a strip lies."""

    top: float
    height: float


class Strip(Named):
    """The pain of one site on one scale, from `top` on.

    `line` joins the marks, `low` and `high`; `range` goes from the lowest to the worst of a mark of
    more than a day: all of them paths. Only a site that counts for the rule has a `limit`, and is
    ever high.
    """

    label: str
    scale: str
    top: float
    height: float
    limit: float | None
    marks: Sequence[tuple[float, str]]
    range: str
    line: str
    low: str
    high: str
    words: str


def worst_of(ratings: Iterable[Dated]) -> dict[Key, dict[int, int]]:
    """The worst of each day by site and scale; the average of 7 days is of no single one."""
    found: dict[Key, dict[int, int]] = {}
    for day, rating in ratings:
        if rating.recall != "average-7d":
            worst, value = found.setdefault((rating.site, rating.scale), {}), rating.value
            if value >= worst.get(day, 0):
                worst[day] = value
    return found


def chosen(worst: Mapping[Key, Worst], most: int) -> tuple[list[Key], list[str]]:
    """Those rated most often, in order of SITES, and the names of the other sites."""
    often = sorted(worst, key=lambda key: (not site_counts(key[0]), -len(worst[key]), key))
    drawn = sorted(often[:most], key=lambda key: (site_place(key[0]), key[1]))
    sites = {site for site, _ in drawn}
    return drawn, sorted({site for site, _ in often} - sites, key=site_place)


def recalls_of(course: Course, sites: Collection[str]) -> list[str]:
    """The recalls that are drawn as one at these sites, in words: none where there is but one."""
    pairs = set(map(attrgetter("site", "recall"), course.ratings))
    found = {recall for site, recall in pairs if site in sites} - {"average-7d"}
    words = [RECALL_WORDS.get(recall, recall) for recall in RECALLS if recall in found]
    return words if len(words) > 1 else []


def strip(course: Course, axis: Axis, key: Key, worst: Worst, place: Place) -> Strip:
    """The strip of a site and scale, of which this is the worst of each day."""
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
    places = {bucket: axis.middle(bucket) for bucket in middles}
    points = [(bucket, places[bucket], y(value)) for bucket, value in middles.items()]
    counts = site_counts(site)
    high = {bucket for bucket, value in middles.items() if counts and value > limit}
    small, large = 2.6 * axis.scale, 3.9 * axis.scale
    marks = {0: "0", limit: str(limit), highest: str(highest)}
    if scale == "vrs":
        marks = {0: CATEGORIES[0], highest: CATEGORIES[-1]}
    elif place.height < _ROOMY or not counts:
        del marks[limit]
    return Strip(
        label=fitting(site_words(site), _LETTERS),
        scale=_UNITS[scale],
        top=place.top,
        height=place.height,
        limit=y(limit) if counts else None,
        marks=[(y(value), words) for value, words in marks.items()],
        range="".join(
            f"M{number(places[bucket])} {number(y(values[0]))}V{number(y(values[-1]))}"
            for bucket, values in spans.items()
            if values[0] != values[-1]
        ),
        line=_line(points),
        low="".join(dot(x, y, small) for bucket, x, y in points if bucket not in high),
        high="".join(diamond(x, y, large) for bucket, x, y in points if bucket in high),
        words=_strip_words(site, scale, worst),
    )


def _line(points: Iterable[tuple[int, float, float]]) -> str:
    """A path through the marks that follow one another; a gap stays one."""
    parts, last = [], None
    for bucket, x, y in points:
        parts.append(f"{'L' if last == bucket - 1 else 'M'}{number(x)} {number(y)}")
        last = bucket
    return "".join(parts)


def _strip_words(site: str, scale: str, worst: Worst) -> str:
    highest, last = max(worst.values()), max(worst)
    day = max(day for day, value in worst.items() if value == highest)
    return (
        f"{site_words(site)}: rated on {counted(len(worst), 'day')}, worst"
        f" {value_words(scale, worst[day])} on {day_words(day)}, last"
        f" {value_words(scale, worst[last])} on {day_words(last)}"
    )
