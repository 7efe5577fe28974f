"""The days of a chart as columns, and the dates below them. A day is counted from 1970-01-01."""

from collections.abc import Callable, Iterator
from datetime import date

from rehabtrack.domain.moment import MONTHS
from rehabtrack.domain.named import Named
from rehabtrack.reports.chart.marks import BLANK, Marks

#: How many columns a day takes at most; ours.
WIDEST_DAY = 3
_EPOCH = date(1970, 1, 1).toordinal()


def date_of(day: int) -> date:
    """The date of the nth day since 1970-01-01."""
    return date.fromordinal(day + _EPOCH)


def day_of(day: date) -> int:
    """The number of a date since 1970-01-01."""
    return day.toordinal() - _EPOCH


class Axis(Named):
    """The days `first` to `last`: so many days share a column, or so many columns are one day's."""

    first: int
    last: int
    days: int
    columns: int

    @property
    def width(self) -> int:
        """How many columns it has."""
        return self.column(self.last) + self.columns

    def column(self, day: int) -> int:
        """The first column of a day; of one beyond the axis that of its nearest."""
        return (min(max(day, self.first), self.last) - self.first) // self.days * self.columns

    def span(self, first: int, last: int) -> range:
        """The columns of these days, none where they all lie beyond the axis."""
        if last < self.first or first > self.last:
            return range(0)
        return range(self.column(first), self.column(last) + self.columns)


def days_a_column(first: int, last: int, room: int) -> int:
    """How many days share a column where there are so many columns."""
    return -(-(last - first + 1) // room)


def axis_of(first: int, last: int, room: int) -> Axis:
    """The axis of these days in that many columns."""
    days = days_a_column(first, last, room)
    return Axis(first, last, days, min(WIDEST_DAY, room // (last - first + 1)) or 1)


class _Level(Named):
    """Dates to name: a day, how many days apart they lie at least, which they are, as words."""

    apart: int
    named: Callable[[date], bool]
    words: Callable[[date], str]


def _day_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


def _month_words(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _year_words(day: date) -> str:
    return str(day.year)


_MONTH = 28  # days of the shortest
_LEVELS = (
    _Level(1, lambda _: True, _day_words),
    _Level(7, lambda day: day.weekday() == 0, _day_words),
    _Level(14, lambda day: day.toordinal() % 14 == 1, _day_words),
    _Level(_MONTH, lambda day: day.day == 1, _month_words),
    _Level(90, lambda day: day.day == 1 and day.month % 3 == 1, _month_words),
    _Level(181, lambda day: day.day == 1 and day.month % 6 == 1, _month_words),
    _Level(365, lambda day: day.day == day.month == 1, _year_words),
    _Level(1826, lambda day: day.day == day.month == 1 and not day.year % 5, _year_words),
    _Level(3652, lambda day: day.day == day.month == 1 and not day.year % 10, _year_words),
)
#: The columns of the longest words of a date, and one between: `28 Sep`, `Sep 2026`.
_ROOM: dict[Callable[[date], str], int] = {_day_words: 7, _month_words: 9, _year_words: 5}


def dated(axis: Axis, marks: Marks, room: int) -> tuple[str, str]:
    """The axis with a tick at each date that is named, and the dates, in `room` columns."""
    rule = [marks.rule] * axis.width
    dates = ""
    for column, words in _ticks(axis, room).items():
        rule[column] = marks.tick
        dates = dates.ljust(column, BLANK) + words
    return "".join(rule), dates


def _ticks(axis: Axis, room: int) -> dict[int, str]:
    """Column -> the date that begins there, as finely as there is room for."""
    fitting = (
        level for level in _LEVELS if level.apart * axis.columns >= _ROOM[level.words] * axis.days
    )
    level = next(fitting, _LEVELS[-1])
    dates = _days(axis) if level.apart < _MONTH else _months(axis)
    ticks = {axis.column(day_of(date)): level.words(date) for date in dates if level.named(date)}
    whole = {column: words for column, words in ticks.items() if column + len(words) <= room}
    return whole or {0: _day_words(date_of(axis.first))}


def _days(axis: Axis) -> Iterator[date]:
    return map(date_of, range(axis.first, axis.last + 1))


def _months(axis: Axis) -> Iterator[date]:
    """The first day of each month; years of days would take longer to go through."""
    first, last = date_of(axis.first), date_of(axis.last)
    begins = first.year * 12 + first.month - (first.day == 1)
    for month in range(begins, last.year * 12 + last.month):
        yield date(month // 12, month % 12 + 1, 1)
