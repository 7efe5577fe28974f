"""Whether it is getting better: the first days of a span held against the last.

A change that is smaller than the scale can tell from none is called that.
"""

from collections.abc import Iterator

from rehabtrack.reports.figures import Figures, figures_of
from rehabtrack.reports.ground import Ground
from rehabtrack.reports.levels import Level, median_words
from rehabtrack.reports.page.wording import (
    Line,
    change_words,
    counted,
    day_count,
    sentence,
    site_words,
)
from rehabtrack.reports.spans import Span

#: So many days of either end are compared, or half the span where it is shorter; ours.
COMPARED_DAYS = 14
#: So many sites are told of, those rated most; ours.
MOST = 3


def for_patient(of: Ground) -> list[Line]:
    """A line for each site rated at both ends, then one of high pain."""
    course = of.course
    days = min(COMPARED_DAYS, (course.last_day - course.first_day + 1) // 2)
    if not days:
        return [("Too soon", "One day alone shows no change.")]
    first, last = _ends(of, days)
    later = {level[:3]: level for level in last.levels}
    pairs = [(level, later[level[:3]]) for level in first.levels if level[:3] in later]
    pairs = sorted(pairs, key=lambda pair: -pair[0].n)[:MOST]
    if not pairs:
        words = f"Pain was not rated in both the first and the last {day_count(days)}."
        return [("No telling", words)]
    return [*(_compared(*pair, days) for pair in pairs), *_high(first, last)]


def _ends(of: Ground, days: int) -> tuple[Figures, Figures]:
    """The figures of the first and of the last days."""
    course = of.course
    first, end = course.first_day, course.last_day + 1
    spans = (
        Span(course.begins(begin), course.begins(begin + days)) for begin in (first, end - days)
    )
    one, other = (figures_of(of, [span]) for span in spans)
    return one, other


def _compared(before: Level, after: Level, days: int) -> Line:
    site, scale = site_words(before.site), before.scale
    if before.median is None or after.median is None:
        rated = f"rated {before.n} times in the first {day_count(days)} and {after.n} in the last"
        return site, f"Too few to compare: {rated}."
    change = sentence(change_words(scale, after.median - before.median))
    was, now = (median_words(scale, median) for median in (before.median, after.median))
    return site, (
        f"{change} Median {was} in the first {day_count(days)} (n {before.n}),"
        f" {now} in the last (n {after.n})."
    )


def _high(first: Figures, last: Figures) -> Iterator[Line]:
    was, now = first.high, last.high
    yield (
        "High pain",
        (
            f"On {was.high_days} of the first {counted(was.rated_days, 'rated day')},"
            f" on {now.high_days} of the last {now.rated_days}."
        ),
    )
