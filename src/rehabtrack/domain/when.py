"""Times as people type them, read against a zone and the present instant."""

import re
from datetime import date, datetime, time, timedelta
from typing import Never

from rehabtrack.domain.errors import TimeRefused
from rehabtrack.domain.moment import (
    HOUR,
    MINUTE,
    Moment,
    Zone,
    fixed_zone,
    read_offset,
    spoken_date,
)
from rehabtrack.domain.words import shortened

FUTURE_MINUTES = 5  # how far ahead a record may lie, for clocks that differ; ours

# Compiled when the first time is read: most commands read none.
_DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_DATED = rf"({_DATE}|today|yesterday)(?:[t ] *(.+))?"
_CLOCK = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)? *(z|utc|[+-].+)?"
_AGO = r"-(?=[0-9])(?:([0-9]{1,7})h)?(?:([0-9]{1,9})m)?"

_EXAMPLES = 'Write 07:30, 2026-03-14, 2026-03-14T07:30, "yesterday 22:00", -2h or -90m.'


def read_when(text: str, zone: Zone, now: int) -> Moment:
    """The moment that the text names: CLI.md's times, `now` in ms; raises TimeRefused.

    A date alone is a whole local day. A dated time that happens twice is the earlier one.
    """
    return read_when_noted(text, zone, now)[0]


def read_when_noted(text: str, zone: Zone, now: int) -> tuple[Moment, str | None]:
    """As `read_when`, with a sentence to print when a time that happens twice was settled."""
    words = text.strip().lower()
    if words == "now":
        return zone.moment(now), None
    ago = re.fullmatch(_AGO, words)
    if ago:
        hours, minutes = ago.groups("0")
        return zone.moment(now - int(hours) * HOUR - int(minutes) * MINUTE), None
    dated = re.fullmatch(_DATED, words)
    if dated is None:
        clock, offset = _read_clock(words, text)
        if offset is not None:
            _refuse(f'"{shortened(text)}" has an offset and no date.', "Write the date before it.")
        return _latest(clock, zone, now), None
    day = _read_date(dated[1], zone, now)
    if dated[2] is None:
        return zone.day(day), None
    clock, offset = _read_clock(dated[2], text)
    wall = datetime.combine(day, clock)
    return _dated(wall, zone) if offset is None else (_dated(wall, fixed_zone(offset))[0], None)


def until_instant(text: str, zone: Zone, now: int) -> int:
    """The instant (ms) before which an `--until` ends: after a whole day, or at the instant."""
    moment = read_when(text, zone, now)
    return moment.at + moment.width


def refuse_future(moment: Moment, now: int) -> None:
    """Raises TimeRefused for a moment more than FUTURE_MINUTES ahead of `now` (ms).

    A day is ahead when its first instant is.
    """
    if moment.at > now + FUTURE_MINUTES * MINUTE:
        clock = "" if moment.width else f"{moment.wall:%H:%M} on "
        _refuse(
            f"{clock}{spoken_date(moment.wall)} lies in the future.",
            "Give the time it happened, such as 07:30, -2h or 2026-03-14T07:30.",
        )


def _read_date(words: str, zone: Zone, now: int) -> date:
    if words in ("today", "yesterday"):
        return zone.wall(now).date() - timedelta(days=1 if words == "yesterday" else 0)
    try:
        return date.fromisoformat(words)
    except ValueError:
        _refuse(f"{words} is not in the calendar.", "Check its month and its day.")


def _read_clock(words: str, text: str) -> tuple[time, int | None]:
    """The time of day, cut to the minute, and the offset in minutes where one was given."""
    match = re.fullmatch(_CLOCK, words)
    if match is None:
        _refuse(f'"{shortened(text)}" is not a time that can be read.', _EXAMPLES)
    hour, minute, second, zone = match.groups()
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        _refuse(f'"{shortened(text)}" holds no time of day.', "Write 00:00 to 23:59.")
    offset = read_offset(zone) if zone else None
    if zone and offset is None:
        _refuse(f'"{zone}" is not an offset from UTC.', "Write +02:00, -03:30 or Z.")
    return time(int(hour), int(minute)), offset


def _latest(clock: time, zone: Zone, now: int) -> Moment:
    """The latest instant at which the wall shows this time and that is not ahead of `now`.

    A day that skipped it is not passed over in silence for the day before.
    """
    limit = now + FUTURE_MINUTES * MINUTE
    # Where clocks go back over midnight, the next day has already begun once.
    day = zone.wall(limit).date() + timedelta(days=1)
    while True:
        wall = datetime.combine(day, clock)
        past = [at for at in zone.instants(wall) if at <= limit]
        if past:
            return zone.moment(past[-1])
        if not zone.instants(wall) and zone.first_from(wall) <= limit:
            _refuse_gap(wall, zone)
        day -= timedelta(days=1)


def _dated(wall: datetime, zone: Zone) -> tuple[Moment, str | None]:
    found = zone.instants(wall)
    if not found:
        _refuse_gap(wall, zone)
    earlier = zone.moment(found[0])
    if len(found) == 1:
        return earlier, None
    later = fixed_zone(zone.offset_at(found[1])).name
    return earlier, (
        f"{_spoken(wall)} happens twice in {zone.name}; the earlier is used. "
        f"For the later write {wall:%Y-%m-%dT%H:%M}{later}."
    )


def _refuse_gap(wall: datetime, zone: Zone) -> Never:
    after = zone.first_from(wall)
    neighbours = [zone.wall(at) for at in (after - MINUTE, after)]
    one_day = all(neighbour.date() == wall.date() for neighbour in neighbours)
    before, behind = (
        f"{near:%H:%M}" if one_day else f"{near:%Y-%m-%dT%H:%M}" for near in neighbours
    )
    _refuse(
        f"{_spoken(wall)} does not exist in {zone.name}, where the clocks went forward.",
        f"Use {before} or {behind}.",
    )


def _spoken(wall: datetime) -> str:
    return f"{wall:%H:%M} on {spoken_date(wall)}"


def _refuse(sentence: str, remedy: str) -> Never:
    raise TimeRefused(sentence, remedy)
