"""The machine's own zone, which is read without zoneinfo, is the zone that zoneinfo reads."""

import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from rehabtrack.cli.app import machine_zone
from rehabtrack.domain.moment import HOUR, MINUTE, Zone

ZONES = (
    *("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
    *("America/St_Johns", "Pacific/Chatham", "Africa/Casablanca", "UTC"),
)
NEW_YEAR = date(2026, 1, 1)
START = 1_767_225_600_000  # 2026-01-01 00:00 UTC
YEAR = range(START, START + 366 * 24 * HOUR, HOUR)


@pytest.fixture(params=ZONES)
def zones(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Zone, Zone]]:
    """The machine's zone, as TZ names it for the system, and the same zone of zoneinfo."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be set for one process")
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield Zone(request.param, None), Zone(request.param, ZoneInfo(request.param))
    monkeypatch.undo()
    time.tzset()


def test_every_hour_of_a_year_shows_the_same_on_the_wall(zones: tuple[Zone, Zone]) -> None:
    machine, known = zones
    assert [machine.offset_at(at) for at in YEAR] == [known.offset_at(at) for at in YEAR]
    assert [machine.wall(at) for at in YEAR] == [known.wall(at) for at in YEAR]


def test_every_half_hour_on_the_wall_is_the_same_instants_in_gaps_and_folds_too(
    zones: tuple[Zone, Zone],
) -> None:
    machine, known = zones
    first = datetime.combine(NEW_YEAR, datetime.min.time())
    for half_hours in range(366 * 48):
        wall = first + timedelta(minutes=30 * half_hours)
        assert machine.instants(wall) == known.instants(wall), wall


def test_every_day_begins_and_ends_at_the_same_instants(zones: tuple[Zone, Zone]) -> None:
    machine, known = zones
    for days in range(366):
        day = NEW_YEAR + timedelta(days=days)
        assert machine.day(day) == known.day(day)


@pytest.mark.parametrize("name", ZONES)
def test_a_zone_that_tz_names_is_that_zone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", f":{name}")
    zone = machine_zone()
    assert zone.name == name
    assert zone.offset_at(START + MINUTE) == Zone(name, ZoneInfo(name)).offset_at(START + MINUTE)
