"""Instants and local days, and the zone they were spoken in.

An instant is whole milliseconds since 1970-01-01 UTC, always a whole minute; no float is kept.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from rehabtrack.domain.errors import TimeRefused, UnknownWord
from rehabtrack.domain.named import Named
from rehabtrack.domain.words import shortened

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
# Kwajalein lived 30 September 1969 nearly twice: no local day of the zone database is longer.
LONGEST_DAY = 48 * HOUR

FIRST_YEAR, LAST_YEAR = 1900, 2200
EARLIEST = -2_208_988_800_000  # 1900-01-01T00:00Z
LATEST = 7_289_654_400_000  # 2201-01-01T00:00Z, exclusive

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (walls are naive on purpose)
_OFFSET = "([+-])(0[0-9]|1[0-5])(?::?([0-5][0-9]))?"


class Moment(Named):
    """When something was: a minute or a whole local day, as it was spoken.

    `at` is the first instant (ms UTC, whole minute); `width` 0, or the length in ms of the local
    day when only the date is known; `offset` minutes east of UTC at `at`; `zone` its name.
    """

    at: int
    width: int
    offset: int
    zone: str

    @property
    def precision(self) -> str:
        """`minute`, or `day` when only the date is known."""
        return "day" if self.width else "minute"

    @property
    def judged_at(self) -> int:
        """The instant (ms) a session is judged at: its start, or its day's last minute."""
        return self.at + self.width - MINUTE if self.width else self.at

    @property
    def wall(self) -> datetime:
        """What the clock on the wall showed at `at` where it was spoken (naive)."""
        return _EPOCH + timedelta(milliseconds=self.at, minutes=self.offset)


class Zone(Named):
    """A time zone: a name for people and a `tzinfo`; None is the machine's own zone.

    Every method works on `tz` through datetime alone, where None means the machine's zone, so
    that an everyday command never imports zoneinfo.
    """

    name: str
    tz: tzinfo | None

    def wall(self, ms: int) -> datetime:
        """What the clock on the wall shows at an instant (naive, seconds kept)."""
        return datetime.fromtimestamp(ms // 1000, self.tz).replace(tzinfo=None, fold=0)

    def offset_at(self, ms: int) -> int:
        """Minutes east of UTC at an instant.

        Local mean times of before 1940 had seconds: rounded up, so that `at` (cut to the
        minute) plus the offset shows the minute that was spoken.
        """
        seconds = (self.wall(ms) - _EPOCH) // timedelta(seconds=1) - ms // 1000
        return -(-seconds // 60)

    def moment(self, ms: int) -> Moment:
        """The minute that holds an instant. Raises TimeRefused outside 1900 to 2200."""
        _require_known(EARLIEST <= ms < LATEST)
        return Moment(ms - ms % MINUTE, 0, self.offset_at(ms), self.name)

    def day(self, day: date) -> Moment:
        """A local day: 24 h, or 23, 25 .. where the clocks change.

        Raises TimeRefused outside 1900 to 2200 and for a date that the zone skipped.
        """
        _require_known(FIRST_YEAR <= day.year <= LAST_YEAR)
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001
        start = self.first_from(midnight)
        width = self.first_from(midnight + timedelta(days=1)) - start
        if not width:
            raise TimeRefused(
                f"{spoken_date(day)} does not exist in {self.name}, where the calendar skipped it.",
                "Use the day before or the day after.",
            )
        return self.moment(start)._replace(width=width)

    def instants(self, wall: datetime) -> tuple[int, ...]:
        """The instants (ms) at which the wall shows this minute: none in a gap, two in a fold.

        Raises TimeRefused outside 1900 to 2200.
        """
        _require_known(FIRST_YEAR <= wall.year <= LAST_YEAR)
        return self._instants(wall.replace(second=0, microsecond=0))

    def first_from(self, wall: datetime) -> int:
        """The first instant (ms) at which the wall shows this minute or, in a gap, a later one."""
        found = self._instants(wall)
        if found:
            return found[0]
        # In a gap fold 1 reckons with the offset after it, so too early, and fold 0 the reverse.
        before, after = self._reckon(wall, 1), self._reckon(wall, 0)
        while after - before > 1000:
            middle = (before + after) // 2000 * 1000
            if self.wall(middle) < wall:
                before = middle
            else:
                after = middle
        return -(-after // MINUTE) * MINUTE

    def _instants(self, wall: datetime) -> tuple[int, ...]:
        # The two folds agree where a time is unique; in a gap neither comes back as it went.
        found = {self._reckon(wall, fold) for fold in (0, 1)}
        return tuple(sorted(ms - ms % MINUTE for ms in found if self.wall(ms) == wall))

    def _reckon(self, wall: datetime, fold: int) -> int:
        return int(wall.replace(tzinfo=self.tz, fold=fold).timestamp()) * 1000


def fixed_zone(minutes: int) -> Zone:
    """The zone of a spoken offset, in minutes east of UTC: `UTC`, `+09:00`, `-03:30`."""
    if not minutes:
        return Zone("UTC", UTC)
    hours, rest = divmod(abs(minutes), 60)
    name = f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"
    return Zone(name, timezone(timedelta(minutes=minutes)))


def read_offset(text: str) -> int | None:
    """Minutes east of UTC of `Z`, `UTC`, `+02:00`, `+0200` or `+02` (below 16 h), else None."""
    if text.upper() in ("Z", "UTC"):
        return 0
    match = re.fullmatch(_OFFSET, text)
    if not match:
        return None
    sign, hours, minutes = match.groups("0")
    return (-1 if sign == "-" else 1) * (int(hours) * 60 + int(minutes))


def zone_named(name: str) -> Zone:
    """A zone by its IANA name (`Europe/Berlin`) or offset (`+09:00`, `UTC`).

    Raises UnknownWord, with the nearest name, for any other.
    """
    offset = read_offset(name)
    if offset is not None:
        return fixed_zone(offset)
    from zoneinfo import ZoneInfo

    try:
        return Zone(name, ZoneInfo(name))
    except (KeyError, ValueError, OSError):
        raise UnknownWord(f'"{shortened(name)}" is not a time zone.', _nearest_zone(name)) from None


def spoken_date(day: date) -> str:
    """`29 Mar 2026`, in every locale."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _nearest_zone(name: str) -> str:
    from difflib import get_close_matches
    from zoneinfo import available_timezones

    names = {known.lower(): known for known in sorted(available_timezones())}
    near = get_close_matches(name[:40].lower(), names, n=1)
    if near:
        return f"Did you mean {names[near[0]]}?"
    return "Use its IANA name, such as Europe/Berlin, or an offset, such as +02:00."


def _require_known(known: bool) -> None:
    if not known:
        raise TimeRefused(
            f"A time lies outside the years {FIRST_YEAR} to {LAST_YEAR}.", "Check the year."
        )
