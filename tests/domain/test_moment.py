"""Instants, local days and zones."""

import os
import time
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.domain.errors import TimeRefused, UnknownWord
from rehabtrack.domain.moment import (
    DAY,
    EARLIEST,
    HOUR,
    LATEST,
    LONGEST_DAY,
    MINUTE,
    Moment,
    Zone,
    fixed_zone,
    read_offset,
    spoken_date,
    zone_named,
)

OUTSIDE = "A time lies outside the years 1900 to 2200. Check the year."

# Whole hours, half an hour of summer time, changes at 00:01 and at midnight, a skipped day.
ZONES = (
    "Europe/Berlin",
    "Australia/Lord_Howe",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Pacific/Apia",
)


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) * 1000


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


@contextmanager
def machine_in(name: str) -> Iterator[Zone]:
    """The machine's own zone, set for the length of a block."""
    packaged = find_spec("tzdata")
    folders = [*zoneinfo.TZPATH, *((packaged and packaged.submodule_search_locations) or ())]
    files = [Path(folder, *sub, name) for folder in folders for sub in ((), ("zoneinfo",))]
    before = os.environ.get("TZ")
    os.environ["TZ"] = f":{next(file for file in files if file.is_file())}"
    time.tzset()
    try:
        yield Zone(name, None)
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


def changes(zone: Zone) -> list[int]:
    """The hours, from 1960 on, in which the clocks of a zone changed."""
    hours = range(ms("1960-01-01T00:00Z"), ms("2040-01-01T00:00Z"), 6 * HOUR)
    offsets = [zone.offset_at(hour) for hour in hours]
    return [
        hour
        for hour, old, new in zip(hours, [offsets[0], *offsets], offsets, strict=False)
        if old != new
    ]


def instants_near_changes(zone: Zone) -> st.SearchStrategy[int]:
    anywhere = st.integers(EARLIEST // MINUTE + 2 * 1440, LATEST // MINUTE - 2 * 1440)
    near = st.builds(
        lambda change, minutes: change // MINUTE + minutes,
        st.sampled_from(changes(zone)),
        st.integers(-2000, 2000),
    )
    return st.one_of(near, anywhere).map(lambda minute: minute * MINUTE)


def test_a_moment_known_to_the_minute_is_judged_at_its_own_instant() -> None:
    moment = Moment(ms("2026-03-14T06:30Z"), 0, 60, "Europe/Berlin")
    assert moment.precision == "minute"
    assert moment.judged_at == moment.at
    assert moment.wall == wall("2026-03-14T07:30")


def test_a_moment_known_only_by_its_date_is_judged_at_the_last_minute_of_the_day() -> None:
    moment = zone_named("Europe/Berlin").day(date(2026, 3, 14))
    assert moment.precision == "day"
    assert moment.judged_at == ms("2026-03-14T23:59+01:00")
    assert moment.wall == wall("2026-03-14T00:00")


def test_every_instant_is_cut_to_the_whole_minute() -> None:
    berlin = zone_named("Europe/Berlin")
    instant = ms("2026-03-14T07:30:59+01:00") + 999
    assert berlin.moment(instant) == Moment(ms("2026-03-14T06:30Z"), 0, 60, "Europe/Berlin")
    assert berlin.moment(-1) == Moment(-MINUTE, 0, 60, "Europe/Berlin")
    assert berlin.wall(instant) == wall("2026-03-14T07:30:59")


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 28), 24), (date(2026, 3, 29), 23), (date(2026, 10, 25), 25)],
)
def test_a_local_day_has_24_hours_and_23_or_25_where_the_clocks_change(
    day: date, hours: int
) -> None:
    moment = zone_named("Europe/Berlin").day(day)
    assert moment.width == hours * HOUR
    assert moment.wall == datetime.combine(day, datetime.min.time())


def test_no_local_day_is_longer_than_the_longest_day() -> None:
    assert zone_named("Pacific/Kwajalein").day(date(1969, 9, 30)).width == 47 * HOUR
    assert LONGEST_DAY == 2 * DAY


def test_a_day_whose_midnight_was_skipped_begins_where_the_clocks_went_forward() -> None:
    moment = zone_named("America/Sao_Paulo").day(date(2018, 11, 4))
    assert moment == Moment(ms("2018-11-04T03:00Z"), 23 * HOUR, -120, "America/Sao_Paulo")


def test_a_day_that_begins_inside_a_gap_begins_at_the_end_of_the_gap() -> None:
    # Toronto went from 23:30 on the 30th to 00:30 on the 31st.
    moment = zone_named("America/Toronto").day(date(1919, 3, 31))
    assert moment == Moment(ms("1919-03-31T04:30Z"), 23 * HOUR + 30 * MINUTE, -240, moment.zone)


def test_a_date_that_a_zone_skipped_is_refused() -> None:
    with pytest.raises(TimeRefused) as refused:
        zone_named("Pacific/Apia").day(date(2011, 12, 30))
    assert str(refused.value) == (
        "30 Dec 2011 does not exist in Pacific/Apia, where the calendar skipped it. "
        "Use the day before or the day after."
    )


def test_a_time_in_the_autumn_change_is_two_instants_and_one_in_the_spring_change_none() -> None:
    berlin = zone_named("Europe/Berlin")
    assert berlin.instants(wall("2026-10-25T02:30:30")) == (
        ms("2026-10-25T02:30+02:00"),
        ms("2026-10-25T02:30+01:00"),
    )
    assert berlin.instants(wall("2026-03-29T02:30")) == ()
    assert berlin.first_from(wall("2026-03-29T02:30")) == ms("2026-03-29T03:00+02:00")
    assert berlin.first_from(wall("2026-10-25T02:30")) == ms("2026-10-25T02:30+02:00")


def test_the_years_1900_to_2200_are_known_and_no_others() -> None:
    utc = fixed_zone(0)
    assert ms("1900-01-01T00:00Z") == EARLIEST
    assert ms("2201-01-01T00:00Z") == LATEST
    assert utc.moment(EARLIEST).wall == wall("1900-01-01T00:00")
    assert utc.moment(LATEST - 1).wall == wall("2200-12-31T23:59")
    assert utc.day(date(2200, 12, 31)).width == DAY
    for refused in (
        lambda: utc.moment(EARLIEST - 1),
        lambda: utc.moment(LATEST),
        lambda: utc.moment(10**30),
        lambda: utc.day(date(9999, 12, 31)),
        lambda: utc.day(date(1899, 12, 31)),
        lambda: utc.instants(wall("0001-01-01T00:00")),
        lambda: utc.instants(wall("2201-01-01T00:00")),
    ):
        with pytest.raises(TimeRefused) as refusal:
            refused()
        assert str(refusal.value) == OUTSIDE


def test_a_local_mean_time_with_seconds_shows_the_minute_that_was_spoken() -> None:
    amsterdam = zone_named("Europe/Amsterdam")
    spoken = wall("1925-01-10T07:30")
    (at,) = amsterdam.instants(spoken)
    assert at % MINUTE == 0
    assert amsterdam.moment(at).wall == spoken


@pytest.mark.parametrize("name", ZONES)
def test_the_machines_own_zone_reads_every_time_as_the_named_zone_does(name: str) -> None:
    named = zone_named(name)
    with machine_in(name) as own:

        @given(instants_near_changes(named))
        def agree(instant: int) -> None:
            shown = named.wall(instant)
            assert own.wall(instant) == shown
            assert own.moment(instant) == named.moment(instant)
            for ahead in (0, 30, 60, 23 * 60):  # near a change these walls lie in gaps and folds
                spoken = shown + timedelta(minutes=ahead)
                assert own.instants(spoken) == named.instants(spoken)
                assert own.first_from(spoken) == named.first_from(spoken)
            assert own.first_from(wall(f"{shown:%Y-%m-%d}")) == named.first_from(
                wall(f"{shown:%Y-%m-%d}")
            )

        agree()


@pytest.mark.parametrize("name", ZONES)
def test_every_instant_is_found_again_from_its_wall_time_and_its_day_begins_once(
    name: str,
) -> None:
    zone = zone_named(name)

    @given(instants_near_changes(zone).filter(lambda at: at > ms("1960-01-01T00:00Z")))
    def found(instant: int) -> None:
        shown = zone.wall(instant)
        assert instant in zone.instants(shown)
        assert zone.moment(instant).wall == shown
        day = zone.day(shown.date())
        assert 0 < day.width <= LONGEST_DAY
        assert zone.wall(day.at).date() == shown.date()
        assert zone.wall(day.at - MINUTE).date() < shown.date()

    found()


def test_a_spoken_offset_is_a_zone_of_that_name() -> None:
    assert [fixed_zone(minutes).name for minutes in (0, 540, -210)] == ["UTC", "+09:00", "-03:30"]
    assert fixed_zone(-210).offset_at(0) == -210
    assert fixed_zone(0).tz is UTC


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("Z", 0), ("utc", 0), ("+02:00", 120), ("+0530", 330), ("-03", -180), ("-00:30", -30)],
)
def test_an_offset_is_read_as_it_is_written(text: str, minutes: int) -> None:
    assert read_offset(text) == minutes


@pytest.mark.parametrize("text", ["", "+16:00", "+2", "02:00", "+02:60", "+02:", "CET"])
def test_what_is_no_offset_is_not_known_as_one(text: str) -> None:
    assert read_offset(text) is None


def test_a_zone_is_known_by_its_iana_name_or_its_offset() -> None:
    assert zone_named("Asia/Tokyo").offset_at(0) == 540
    assert zone_named("Asia/Tokyo").name == "Asia/Tokyo"
    assert zone_named("+09:00").name == "+09:00"
    assert zone_named("UTC").name == "UTC"


@pytest.mark.parametrize("name", ["Europe/Berln", "europe/berlin"])
def test_an_unknown_zone_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(UnknownWord) as refused:
        zone_named(name)
    assert str(refused.value) == f'"{name}" is not a time zone. Did you mean Europe/Berlin?'


@pytest.mark.parametrize("name", ["", "zzz", "../../zzzzzz", "\0"])
def test_a_zone_like_no_other_is_refused_with_an_example(name: str) -> None:
    with pytest.raises(UnknownWord) as refused:
        zone_named(name)
    assert str(refused.value) == (
        f'"{name}" is not a time zone. '
        "Use its IANA name, such as Europe/Berlin, or an offset, such as +02:00."
    )


def test_a_folder_of_zones_is_not_a_zone() -> None:
    with pytest.raises(UnknownWord, match='"Europe" is not a time zone'):
        zone_named("Europe")


def test_a_date_is_spoken_in_english_whatever_the_locale() -> None:
    assert spoken_date(date(2026, 3, 29)) == "29 Mar 2026"
