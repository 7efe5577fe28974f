"""Whether it is getting better: the first days that were rated held against the last.

A change that is smaller than the scale can tell from none is called that.
"""

from collections.abc import Iterator

from rehabtrack.reports.figures import Figures, figures_of
from rehabtrack.reports.ground import Ground
from rehabtrack.reports.levels import Level, median_words
from rehabtrack.reports.page.facts import HEARD, foremost
from rehabtrack.reports.page.pictures.axis import day_words
from rehabtrack.reports.page.wording import Line, change_words, counted, pain_words, sentence
from rehabtrack.reports.spans import Span

#: So many days of either end are compared, or half of those between where they are fewer; ours.
COMPARED_DAYS = 14
#: So many sites are told of, those rated most; ours.
MOST = 3

#: The first and the last day of an end.
_End = tuple[int, int]


def for_patient(of: Ground) -> list[Line]:
    """A line for each site rated at both ends, then one of high pain, and which ends they are."""
    course = of.course
    rated = [rating.of for rating in course.ratings if rating.counts]
    if not rated:
        return [("No telling", f"{HEARD.capitalize()} were not rated in this span.")]
    first, last = course.day_of(rated[0]), course.day_of(rated[-1])
    days = min(COMPARED_DAYS, (last - first + 1) // 2)
    if not days:
        return [("Too soon", "One day alone shows no change.")]
    begin, end = (first, first + days - 1), (last - days + 1, last)
    before, after = _figures(of, begin), _figures(of, end)
    later = {level.key: level for level in after.levels}
    both = [level for level in before.levels if level.key in later]
    if not both:
        words = f"Nothing was rated alike at both ends: {_days(begin)}, and {_days(end)}."
        return [("No telling", words)]
    compared = (_compared(level, later[level.key]) for level in foremost(both, MOST))
    return [*compared, *_high(before, after), ("Compared", f"{_days(begin)} with {_days(end)}.")]


def _figures(of: Ground, end: _End) -> Figures:
    first, last = end
    return figures_of(of, [Span(of.course.begins(first), of.course.begins(last + 1))])


def _days(end: _End) -> str:
    first, last = map(day_words, end)
    return first if first == last else f"{first} to {last}"


def _compared(before: Level, after: Level) -> Line:
    about, scale = pain_words(before.site, before.recall), before.scale
    if before.median is None or after.median is None:
        rated = f"rated {counted(before.n, 'time')} at first and {after.n} at last"
        return about, f"Too few to compare: {rated}."
    change = sentence(change_words(scale, after.median - before.median))
    was, now = (median_words(scale, median) for median in (before.median, after.median))
    return about, f"{change} Median {was} at first (n {before.n}), {now} at last (n {after.n})."


def _high(before: Figures, after: Figures) -> Iterator[Line]:
    was, now = before.high, after.high
    yield (
        "High pain",
        (
            f"On {was.high_days} of the first {counted(was.rated_days, 'rated day')},"
            f" on {now.high_days} of the last {now.rated_days}."
        ),
    )
