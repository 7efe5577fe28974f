"""The calendar: each day by the category of its worst pain; a day without a rating stays empty.

Up to a year it is a square a day, a column a week; beyond that a bar a day, a row a year, the
higher the graver. Only sites that count for the rule are shown.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rehabtrack.domain.moment import MONTHS, WEEKDAYS
from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import CATEGORIES, MODERATE, NONE, SEVERE, category
from rehabtrack.domain.sites import site_counts
from rehabtrack.reports.course import Course
from rehabtrack.reports.page.pictures.axis import date_of, day_words
from rehabtrack.reports.page.pictures.ink import box, cross, dot, number
from rehabtrack.reports.page.pictures.strips import Key, Worst, recalls_of
from rehabtrack.reports.page.pictures.years import LEFT, TOP, years_height, years_of
from rehabtrack.reports.page.pictures.years import WIDTH as YEARS_WIDTH

#: A span of more days than these is drawn by year; ours.
LONGEST_BY_WEEK = 371
WIDTH = 360
_LARGEST, _FOOT = 15, 3
_MONDAY = 3  # 1970-01-01 was a Thursday
_LABEL_ROOM = 24  # units that the name of a month takes

Marks = Mapping[str, str]


class Calendar(Named):
    """The picture: its size, its labels (x, y, words), a path for each category, and its words.

    `unrated` is the path of the days without a rating; `marks` those of the signs in the squares.
    `recalls` are those that it draws as one.
    """

    width: int
    height: float
    by_year: bool
    labels: Sequence[tuple[float, float, str]]
    unrated: str
    fills: Sequence[str]
    marks: Marks
    more_years: int
    recalls: Sequence[str]
    words: str

    @property
    def empty(self) -> bool:
        """Whether no day of it was rated."""
        return not any(self.fills)


def calendar(course: Course, worst: Mapping[Key, Worst], years: int) -> Calendar:
    """The calendar of a course: `worst` is that of each day by site and scale.

    Of so many years at most, the newest.
    """
    known = _categories(worst)
    drawn = _by_year(course, known, years) if is_by_year(course) else _by_week(course, known)
    sites = {site for site, _ in worst if site_counts(site)}
    return drawn._replace(recalls=recalls_of(course, sites), words=_words(course, known))


def _categories(worst: Mapping[Key, Worst]) -> dict[int, int]:
    """The category of each rated day, the gravest of the sites that count."""
    known: dict[int, int] = {}
    for (site, scale), values in worst.items():
        if site_counts(site):
            grades = {value: category(scale, value) for value in set(values.values())}
            for day, value in values.items():
                if grades[value] >= known.get(day, NONE):
                    known[day] = grades[value]
    return known


def is_by_year(course: Course) -> bool:
    """Whether it has a row for each year, not a column for each week."""
    return course.last_day - course.first_day >= LONGEST_BY_WEEK


def calendar_height(course: Course, years: int) -> float:
    """How high the picture is with so many years at most."""
    if is_by_year(course):
        return years_height(course, years)
    return TOP + 7 * _size(course) + _FOOT


def _size(course: Course) -> float:
    """Of a day in a calendar by weeks."""
    weeks = (course.last_day - _monday(course)) // 7 + 1
    return min(_LARGEST, (WIDTH - LEFT) / weeks)


def _monday(course: Course) -> int:
    """The Monday of the first week."""
    return course.first_day - (course.first_day + _MONDAY) % 7


def _by_week(course: Course, known: Mapping[int, int]) -> Calendar:
    first, last = course.first_day, course.last_day
    monday, size = _monday(course), _size(course)
    places = {
        day: (LEFT + (day - monday) // 7 * size, TOP + (day - monday) % 7 * size)
        for day in range(first, last + 1)
    }

    def squares(chosen: Iterable[int], inset: float) -> str:
        corners = (places[day] for day in chosen if day in places)
        return "".join(
            box(x + inset, y + inset, size - 2 * inset, size - 2 * inset) for x, y in corners
        )

    def signs(rank: int) -> Iterator[tuple[float, float]]:
        for day, found in known.items():
            if found == rank and day in places:
                yield places[day][0] + size / 2, places[day][1] + size / 2

    arm = size * 0.22
    weekdays = [(0.0, TOP + n * size + size / 2 + 3, WEEKDAYS[n]) for n in (0, 2, 4, 6)]
    return Calendar(
        width=WIDTH,
        height=calendar_height(course, 0),
        by_year=False,
        labels=[*_months(monday, last, size), *(weekdays if size > 8 else [])],
        unrated=squares((day for day in places if day not in known), size * 0.1),
        fills=[
            squares((day for day, found in known.items() if found == rank), size * 0.06)
            for rank, _ in enumerate(CATEGORIES)
        ],
        marks={
            "none": "".join(dot(x, y, size * 0.1) for x, y in signs(NONE)),
            "moderate": "".join(_stroke(x, y, arm) for x, y in signs(MODERATE)),
            "severe": "".join(cross(x, y, arm) for x, y in signs(SEVERE)),
        },
        more_years=0,
        recalls=(),
        words="",
    )


def _stroke(x: float, y: float, arm: float) -> str:
    d = number(2 * arm)
    return f"M{number(x - arm)} {number(y + arm)}l{d}-{d}"


def _months(monday: int, last: int, size: float) -> Iterator[tuple[float, float, str]]:
    """The name of each month above the week in which it begins, where there is room."""
    free = 0.0
    for week in range(monday, last + 1, 7):
        x = LEFT + (week - monday) / 7 * size
        begun = date_of(min(week + 6, last))
        if (begun.day <= 7 or week == monday) and x >= free:
            yield x, TOP - 5, MONTHS[begun.month - 1]
            free = x + _LABEL_ROOM


def _by_year(course: Course, known: Mapping[int, int], most: int) -> Calendar:
    years = years_of(course, known, most)
    return Calendar(
        width=YEARS_WIDTH,
        height=calendar_height(course, most),
        by_year=True,
        labels=years.labels,
        unrated=years.lanes,
        fills=years.fills,
        marks={},
        more_years=years.more,
        recalls=(),
        words="",
    )


def _words(course: Course, known: Mapping[int, int]) -> str:
    days = course.last_day - course.first_day + 1
    counts = Counter(known.values())
    said = [f"{counts[rank]} {name}" for rank, name in enumerate(CATEGORIES)]
    return (
        f"From {day_words(course.first_day)} to {day_words(course.last_day)}, days by their worst"
        f" pain: {', '.join(said)}; not rated {days - len(known)} of {days}."
    )
