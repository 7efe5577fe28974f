"""The times of a table, read as `read_when` reads them, and most of them much quicker."""

import re

from rehabtrack.domain.errors import TimeRefused
from rehabtrack.domain.moment import MINUTE, Moment, Zone
from rehabtrack.domain.when import FUTURE_MINUTES, read_when_noted, refuse_future
from rehabtrack.domain.words import shortened

#: A moment, and how a time that happens twice was settled.
Noted = tuple[Moment, str | None]

_DATED = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCKS = {f"{minute // 60:02}:{minute % 60:02}": minute * MINUTE for minute in range(24 * 60)}
_KEPT = 20_000  # days and dates remembered; ours
_LONGEST = 40  # characters of a time that is remembered; ours


def read_dated(text: str, zone: Zone, now: int) -> Noted:
    """When it was; raises TimeRefused, also for what lies ahead of `now` (ms).

    Only dated times: `now`, `-2h` and the like would mean another instant at every import.
    """
    noted = _read(text, zone, now)
    refuse_future(noted[0], now)
    return noted


def _read(text: str, zone: Zone, now: int) -> Noted:
    if not _DATED.match(text):
        what = f'"{shortened(text)}" does not begin with a date.' if text else "There is no time."
        raise TimeRefused(what, "Write it as 2026-03-14T07:30, 2026-03-14 07:30+01:00 or a date.")
    return read_when_noted(text, zone, now)


class Times:
    """The times of one zone, as `read_dated` reads them.

    A day whose first and last minute happen once, and at one offset, keeps it in between: no day of
    the zone database holds two changes of the clocks. Its other minutes are counted from the first.
    """

    def __init__(self, zone: Zone, now: int) -> None:
        self.zone = zone
        self.now = now
        self._ahead = now + FUTURE_MINUTES * MINUTE
        self._days: dict[str, Moment | None] = {}  # by the text without its clock

    def read(self, text: str) -> Noted:
        """When it was, and how a time that happens twice was settled; raises TimeRefused."""
        clock = _CLOCKS.get(text[11:16])
        day = text[:11] + text[16:] if clock is not None else text
        try:
            first = self._days[day]
        except KeyError:
            first = self._learn(day, text, clock)
        if first is None:
            return read_dated(text, self.zone, self.now)
        at, width, offset, zone = first
        if clock is not None:
            at += clock
        if at > self._ahead:
            return read_dated(text, self.zone, self.now)
        return Moment._make((at, width, offset, zone)), None

    def _learn(self, day: str, text: str, clock: int | None) -> Moment | None:
        """The first minute of a day that keeps one offset, or a date; None for any other."""
        if len(self._days) >= _KEPT:
            self._days.clear()
        try:
            first = self._at_once(text) if clock is None else self._first_of_day(text)
        except TimeRefused:
            first = None
        if len(text) <= _LONGEST:
            self._days[day] = first
        return first

    def _at_once(self, text: str) -> Moment | None:
        moment, notice = _read(text, self.zone, self.now)
        return moment if notice is None else None

    def _first_of_day(self, text: str) -> Moment | None:
        first, last = (self._at_once(text[:11] + clock + text[16:]) for clock in ("00:00", "23:59"))
        whole = first is not None and last is not None and first.offset == last.offset
        return first if whole else None
