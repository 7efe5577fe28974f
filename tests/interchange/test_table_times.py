"""The quick way to read a table's times gives what the plain way gives, or refuses as it does."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from math import ceil
from struct import unpack
from typing import Any
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as some

from rehabtrack.domain.errors import TimeRefused
from rehabtrack.domain.moment import EARLIEST, zone_named
from rehabtrack.interchange.times import Times, read_dated

NOW = int(datetime(2026, 3, 29, 12, tzinfo=UTC).timestamp() * 1000)
#: Clocks that change at midnight, by half an hour, by a day, by seconds, twice a year or never.
ZONES = (
    *("Europe/Paris", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Kwajalein", "UTC"),
    *("Pacific/Apia", "Africa/Monrovia", "Antarctica/Troll", "Asia/Beirut", "Europe/Amsterdam"),
    *("America/Havana", "Africa/Casablanca", "Asia/Kathmandu", "+05:30"),
)
#: Days on which one of them changed its clocks, the day before, and the ends of what is known.
DAYS = (
    *("2025-03-30", "2025-03-29", "2025-10-26", "2017-10-15", "2018-02-17", "2018-02-18"),
    *("2025-04-06", "2025-10-05", "1969-09-29", "1969-09-30", "1993-08-20", "1993-08-21"),
    *("2011-12-29", "2011-12-30", "1972-01-07", "2025-03-08", "2025-03-09", "1937-07-01"),
    *("2025-11-02", "2025-02-23", "1986-01-01", "2026-03-28", "2026-03-29", "2026-03-30"),
    *("1900-01-01", "2200-12-31", "0001-01-01", "9999-12-31", "2026-02-30", "1899-12-31"),
)
days = some.sampled_from(DAYS) | some.dates().map(str)
clocks = some.times().map(lambda time: f"{time:%H:%M}") | some.sampled_from(
    ["00:00", "23:59", "02:30", "24:00", "7:30", " 7:30", "07:60", "07-30", "٠٧:30", ""]
)
tails = some.sampled_from(
    [
        *("", ":59", ":60", ":00.5", "Z", "z", "+02:00", "-0330", "+15:59", "-15:59", "+16"),
        *("+02", " Z", " +02:00", ":15+09:00", "x", " ", "İ"),
    ]
)
written = some.builds(
    lambda *parts: "".join(parts),
    days,
    some.sampled_from(["T", " ", "t", "", "x", "  "]),
    clocks,
    tails,
)
texts = written | days | some.sampled_from(["now", "-2h", "07:30", "today", "yesterday 22:00", ""])


def outcome(read: Any, *given: Any) -> Any:
    try:
        return read(*given)
    except TimeRefused as error:
        return (error.sentence, error.remedy)


@given(some.sampled_from(ZONES), some.lists(texts, max_size=8))
def test_any_time_is_read_alike_whatever_was_read_before(name: str, told: list[str]) -> None:
    zone = zone_named(name)
    times = Times(zone, NOW)
    for text in told * 2:
        assert outcome(times.read, text) == outcome(read_dated, text, zone, NOW)


@pytest.mark.parametrize("name", ZONES)
def test_every_half_hour_of_a_day_is_read_alike(name: str) -> None:
    zone = zone_named(name)
    times = Times(zone, NOW)
    for day in DAYS:
        for minute in range(0, 1440, 30):
            text = f"{day}T{minute // 60:02}:{minute % 60:02}"
            assert outcome(times.read, text) == outcome(read_dated, text, zone, NOW)


@pytest.mark.parametrize("minute", [4, 5, 6])
def test_what_lies_ahead_is_refused_alike_on_a_day_that_is_known(minute: int) -> None:
    zone = zone_named("UTC")
    times = Times(zone, NOW)
    times.read("2026-03-29T08:00")
    text = f"2026-03-29T12:{minute:02}"
    assert outcome(times.read, text) == outcome(read_dated, text, zone, NOW)


def changes(zone: str) -> Iterator[tuple[int, int, int]]:
    """When (s) the clocks of a zone changed, its seconds east of UTC before and after (TZif)."""
    data = files("tzdata.zoneinfo").joinpath(*zone.split("/")).read_bytes()
    sizes = unpack(">6l", data[20:44])
    utc, standard, leaps, times, types, letters = sizes
    start = 44 + times * 5 + types * 6 + letters + leaps * 8 + standard + utc
    utc, standard, leaps, times, types, letters = unpack(">6l", data[start + 20 : start + 44])
    start += 44
    at = unpack(f">{times}q", data[start : start + times * 8])
    kinds = data[start + times * 8 : start + times * 9]
    offsets = [
        unpack(">l", data[place : place + 4])[0]
        for place in range(start + times * 9, start + times * 9 + types * 6, 6)
    ]
    before = offsets[0]
    for when, kind in zip(at, kinds, strict=True):
        yield when, before, offsets[kind]
        before = offsets[kind]


def test_no_day_of_any_zone_holds_two_changes_of_the_clocks() -> None:
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    for zone in sorted(available_timezones() - {"localtime"}):
        days: dict[date, int] = {}
        for at, before, after in changes(zone):
            if before != after and at >= EARLIEST // 1000:
                for offset in {before, after}:
                    day = (epoch + timedelta(seconds=at + offset)).date()
                    assert days.setdefault(day, at) == at, (zone, day)
                # one that the offset in minutes does not show is seen by midnight, which it skips
                assert ceil(before / 60) != ceil(after / 60) or (at + before) % 86_400 == 0
