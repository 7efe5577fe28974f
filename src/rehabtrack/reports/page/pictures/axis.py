"""The days of a span laid along a picture: where each lies, and which of them share a mark.

A mark stands for a day, in a longer span for a week from Monday on or a month.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from rehabtrack.domain.moment import DAY, MINUTE, MONTHS, spoken_date
from rehabtrack.domain.named import Named
from rehabtrack.reports.course import Course

#: More days than these are marked by week, or by month; ours.
LONGEST_BY_DAY, LONGEST_BY_WEEK = 120, 3 * 366
#: So many labels at most stand below a picture, and so wide is one; ours.
MOST_TICKS, _LABEL = 12, 46
_BY_MONDAY = 120  # days up to which Mondays are labelled, not months; ours
_APART = 6  # units between two marks of full size
_EPOCH = date(1970, 1, 1)
_MONDAY = 3  # 1970-01-01 was a Thursday
_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 480, 1200)


class Axis(Named):
    """`days` days from the day `first` on, over `width` units of a picture from `left` on.

    One mark stands for a `unit`: `day`, `week` or `month`.
    """

    first: int
    days: int
    left: float
    width: float
    unit: str

    def x(self, day: float) -> float:
        """Where a day begins, whole or not; the ends of the span bound it."""
        within = min(max(day - self.first, 0), self.days)
        return round(self.left + within * self.width / self.days, 1)

    def bucket(self, day: int) -> int:
        """The number of the mark that a day shares; the next day's is the same or one more."""
        if self.unit == "day":
            return day
        return (day + _MONDAY) // 7 if self.unit == "week" else _month(day)

    def middle(self, bucket: int) -> float:
        """Where the mark of that number stands."""
        begin, end = self._days_of(bucket)
        last = self.first + self.days
        return round((self.x(max(begin, self.first)) + self.x(min(end, last))) / 2, 1)

    def _days_of(self, bucket: int) -> tuple[int, int]:
        if self.unit == "day":
            return bucket, bucket + 1
        if self.unit == "week":
            return bucket * 7 - _MONDAY, bucket * 7 - _MONDAY + 7
        return _first_of(bucket), _first_of(bucket + 1)

    @property
    def scale(self) -> float:
        """How large a mark is to be drawn, 1 or less, so that neighbours stay apart."""
        marks = self.bucket(self._end - 1) - self.bucket(self.first) + 1
        return round(min(1, self.width / marks / _APART), 2)

    def ticks(self) -> list[tuple[float, str]]:
        """Where a label stands and what it says: Mondays, months or years."""
        if self.days <= _BY_MONDAY:
            mondays = range(-(-(self.first + _MONDAY) // 7) * 7 - _MONDAY, self._end, 7)
            days = mondays[:: 1 + len(mondays) // 9] or [self.first]
            return [(self.x(day), _short(day)) for day in days]
        months = list(self._months())
        by_year = len(months) > 1 and months[1] - months[0] >= 12
        labels = [(self.x(_first_of(month)), _month_words(month, by_year)) for month in months]
        if not labels or labels[0][0] > self.left + _LABEL:
            labels.insert(0, (self.left, _month_words(_month(self.first), by_year)))
        return labels

    def _months(self) -> Iterator[int]:
        first, last = _month(self.first - 1) + 1, _month(self._end - 1)
        step = next(s for s in _MONTH_STEPS if (last - first) // s < MOST_TICKS)
        return iter(range(-(-first // step) * step, last + 1, step))

    @property
    def _end(self) -> int:
        return self.first + self.days


def axis_of(course: Course, left: float, width: float) -> Axis:
    """The days of a course laid along a picture."""
    days = course.last_day - course.first_day + 1
    by_week = "week" if days <= LONGEST_BY_WEEK else "month"
    unit = "day" if days <= LONGEST_BY_DAY else by_week
    return Axis(course.first_day, days, left, width, unit)


def on_wall(course: Course, at: int) -> float:
    """An instant as a day and its part, by the wall of the course's zone."""
    return (at + course.zone.offset_at(at) * MINUTE) / DAY


def date_of(day: int) -> date:
    """The date of the nth day since 1970."""
    return _EPOCH + timedelta(day)


def day_words(day: int) -> str:
    """`29 Mar 2026`."""
    return spoken_date(date_of(day))


@lru_cache(5000)
def _month(day: int) -> int:
    """The number of the month of a day, counted from January of year 0."""
    found = date_of(day)
    return found.year * 12 + found.month - 1


def _first_of(month: int) -> int:
    return (date(month // 12, month % 12 + 1, 1) - _EPOCH).days


def _short(day: int) -> str:
    found = date_of(day)
    return f"{found.day} {MONTHS[found.month - 1]}"


def _month_words(month: int, by_year: bool) -> str:
    """`Feb`, and of a January `Jan 2026`; the year alone where years are told apart."""
    year, of_year = divmod(month, 12)
    if by_year:
        return str(year)
    return MONTHS[of_year] if of_year else f"{MONTHS[0]} {year}"
