"""Times and ids as the person sees them: in the zone of the view, with the year if another."""

from datetime import datetime, timedelta
from functools import lru_cache

from rehabtrack.cli.app import App
from rehabtrack.cli.output import LONGEST_LEAD
from rehabtrack.domain.moment import (
    DAY,
    HOUR,
    MINUTE,
    MONTHS,
    WEEKDAYS,
    Moment,
    Zone,
    fixed_zone,
)
from rehabtrack.domain.named import Named
from rehabtrack.domain.words import shortened
from rehabtrack.storage.journal import Journal

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (walls are naive on purpose)


class View(Named):
    """How one run shows one patient's records."""

    zone: Zone
    now: int
    name: str | None
    this_year: int

    @property
    def lead(self) -> str:
        """What begins every line: the name where the file holds several patients."""
        return f"{shortened(self.name, LONGEST_LEAD)}  " if self.name else ""

    def id(self, text: str) -> str:
        """An id as it is typed back: `p41`, or `NAME/p41` where there are several."""
        return quoted(f"{self.name}/{text}") if self.name else text

    def command(self, text: str) -> str:
        """A command as it is typed: `rehabtrack redo`, with the name where there are several."""
        whose = f" --patient {quoted(self.name)}" if self.name else ""
        return f"rehabtrack{whose} {text}"

    def when(self, moment: Moment) -> str:
        """`Sat 14 Mar 07:30`; a day alone for one known by its date; a foreign offset is added."""
        if moment.width:
            return self.date(moment.at, moment.offset)
        if moment.offset == _steady_offset(self.zone, moment.at // DAY):
            day, minute = divmod(moment.at // MINUTE + moment.offset, DAY // MINUTE)
            return f"{_date_words(day, self.this_year)} {minute // 60:02}:{minute % 60:02}"
        here = self.instant(moment.at)
        if moment.offset == self.zone.offset_at(moment.at):
            return here
        wall = moment.wall
        return f"{here} ({wall.hour:02}:{wall.minute:02} {offset_words(moment.offset)})"

    def instant(self, at: int) -> str:
        """`Sat 14 Mar 07:30` in the zone of the view."""
        return f"{self.date(at)} {self.clock(at)}"

    def clock(self, at: int) -> str:
        """`07:30` in the zone of the view."""
        wall = self.zone.wall(at)
        return f"{wall.hour:02}:{wall.minute:02}"

    def date(self, at: int, offset: int | None = None) -> str:
        """`Sat 14 Mar`, with the year when it is not this one."""
        zone = self.zone if offset is None else fixed_zone(offset)
        return _date_words((zone.wall(at) - _EPOCH).days, self.this_year)

    def start(self, at: int) -> str:
        """The start of a span: a date alone where it starts with a local day."""
        wall = self.zone.wall(at)
        return self.date(at) if wall.hour == wall.minute == 0 else self.instant(at)

    def end(self, end_at: int) -> str:
        """The end of a span: `through Sat 14 Mar` where it ends with a local day."""
        wall = self.zone.wall(end_at)
        if wall.hour == wall.minute == 0:
            return f"through {self.date(end_at - MINUTE)}"
        return f"until {self.instant(end_at)}"

    def recorded(self, moment: Moment, recorded_at: int) -> str:
        """` (recorded 09:12)` where a record was made at another time than it speaks of."""
        apart = recorded_at - moment.at
        if not moment.width and -5 * MINUTE <= apart < MINUTE:
            return ""
        same_day = self.date(moment.at) == self.date(recorded_at)
        when = self.clock(recorded_at) if same_day else self.instant(recorded_at)
        return f" (recorded {when})"


@lru_cache(4096)
def _steady_offset(zone: Zone, day: int) -> int | None:
    """Minutes east of UTC all through the nth UTC day since 1970; None where the clocks change.

    A listing of ten years asks for the same days again and again.
    """
    first, last = (zone.offset_at(at) for at in (day * DAY, (day + 1) * DAY))
    return first if first == last else None


@lru_cache(4096)
def _date_words(day: int, this_year: int) -> str:
    """`Sat 14 Mar` of the nth day since 1970, with the year if another."""
    date = _EPOCH + timedelta(days=day)
    year = "" if date.year == this_year else f" {date.year}"
    return f"{WEEKDAYS[date.weekday()]} {date.day} {MONTHS[date.month - 1]}{year}"


def view_of(app: App, journal: Journal | None = None) -> View:
    """How this run shows that journal, or the file as a whole."""
    name = journal.patient.record.name if journal and app.several else None
    return View(app.zone, app.now, name, app.zone.wall(app.now).year)


def quoted(word: str) -> str:
    """A word as a shell takes it for one."""
    if all(character.isalnum() or character in "-_./" for character in word):
        return word
    from shlex import quote

    return quote(word)


def iso(at: int, offset: int) -> str:
    """An instant as ISO 8601 with the offset it was spoken in."""
    wall = fixed_zone(offset).wall(at)
    sign = "-" if offset < 0 else "+"
    hours, minutes = divmod(abs(offset), 60)
    return f"{wall:%Y-%m-%dT%H:%M:%S}{sign}{hours:02}:{minutes:02}"


def offset_words(offset: int) -> str:
    """`+09:00`."""
    return iso(0, offset)[-6:]


def ago(length: int) -> str:
    """A length in ms in words: `40 min`, `3 h`, `2 days`."""
    if length < HOUR:
        return f"{length // MINUTE} min"
    if length < 2 * DAY:
        return f"{length // HOUR} h"
    return f"{length // DAY} days"
