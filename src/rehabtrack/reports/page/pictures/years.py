"""The years of a calendar, a row each: a bar for each run of days alike, the higher the graver."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rehabtrack.domain.moment import MONTHS
from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import CATEGORIES
from rehabtrack.reports.course import Course
from rehabtrack.reports.page.pictures.axis import date_of
from rehabtrack.reports.page.pictures.ink import box

#: Where the days of any calendar begin, and how wide one of years is; in units of the picture.
LEFT, TOP, WIDTH = 30, 15, 720
#: Height of a year, and with the gap below it: of few years, of many; ours.
_ROWS, _FEW = ((14, 18), (10, 13)), 6
_DAY = (WIDTH - LEFT) / 366  # width of a day


class Years(Named):
    """The labels (x, y, words), a path for each category, that of the days below, and what more.

    `lanes` are the days of the span, be they rated or not; `more` the years not shown.
    """

    labels: Sequence[tuple[float, float, str]]
    lanes: str
    fills: Sequence[str]
    more: int


def years_of(course: Course, known: Mapping[int, int], most: int) -> Years:
    """The newest years, so many at most: `known` is the category of each rated day."""
    years = _shown(course, most)
    tall, step = _rows(len(years))
    fills, lanes, labels = [""] * len(CATEGORIES), "", []
    for row, year in enumerate(years):
        begin, end = ((date(each, 1, 1) - date(1970, 1, 1)).days for each in (year, year + 1))
        base = TOP + row * step + tall
        days = range(max(begin, course.first_day), min(end - 1, course.last_day) + 1)
        labels.append((0.0, base - 2.0, str(year)))
        lanes += box(LEFT + (days[0] - begin) * _DAY, base, len(days) * _DAY, 0.6)
        for start, length, rank in _runs(days, known):
            height = tall * (rank + 1) / len(CATEGORIES)
            x = LEFT + (start - begin) * _DAY
            fills[rank] += box(x, base - height, length * _DAY, height)
    more = years[0] - date_of(course.first_day).year
    return Years([*labels, *_months()], lanes, fills, more)


def years_height(course: Course, most: int) -> float:
    """How high so many years at most are, with the names of the months above them."""
    shown = len(_shown(course, most))
    return TOP + shown * _rows(shown)[1]


def _shown(course: Course, most: int) -> range:
    first, last = date_of(course.first_day).year, date_of(course.last_day).year
    return range(max(first, last - most + 1), last + 1)


def _rows(years: int) -> tuple[int, int]:
    """How high a year is, and with the gap below it."""
    return _ROWS[years > _FEW]


def _months() -> Iterator[tuple[float, float, str]]:
    """The name of each month where it begins in a leap year."""
    for n, month in enumerate(MONTHS):
        yield LEFT + (date(2024, n + 1, 1) - date(2024, 1, 1)).days * _DAY, TOP - 5.0, month


def _runs(days: Iterable[int], known: Mapping[int, int]) -> Iterator[tuple[int, int, int]]:
    """The first day, the length and the category of days alike that follow one another."""
    start = length = 0
    rank: int | None = None
    for day in days:
        if length and known.get(day) == rank:
            length += 1
            continue
        if rank is not None:
            yield start, length, rank
        start, length, rank = day, 1, known.get(day)
    if rank is not None:
        yield start, length, rank
