"""Times as people type them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.domain.errors import TimeRefused
from rehabtrack.domain.moment import HOUR, MINUTE, Moment, Zone, zone_named
from rehabtrack.domain.when import (
    read_when,
    read_when_noted,
    refuse_future,
    until_instant,
)

EXAMPLES = 'Write 07:30, 2026-03-14, 2026-03-14T07:30, "yesterday 22:00", -2h or -90m.'
BERLIN = zone_named("Europe/Berlin")


def ms(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp()) * 1000


NOW = ms("2026-03-14T09:12:40+01:00")  # a Saturday
AFTER_SPRING_CHANGE = ms("2026-03-29T12:00+02:00")
AFTER_AUTUMN_CHANGE = ms("2026-10-25T12:00+01:00")


def minute(text: str, offset: int = 60, zone: str = "Europe/Berlin") -> Moment:
    return Moment(ms(text), 0, offset, zone)


def refusal(text: str, now: int = NOW, zone: Zone = BERLIN) -> str:
    with pytest.raises(TimeRefused) as refused:
        read_when(text, zone, now)
    return str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-14T07:30",
        "2026-03-14 07:30",
        "2026-03-14t7:30",
        " 2026-03-14  07:30 ",
        "today 07:30",
        "Today 7:30",
        "07:30",
        "7:30",
    ],
)
def test_a_time_without_an_offset_is_read_in_the_zone(text: str) -> None:
    assert read_when_noted(text, BERLIN, NOW) == (minute("2026-03-14T07:30+01:00"), None)


@pytest.mark.parametrize(
    "text",
    ["2026-03-14T07:30:59", "2026-03-14 07:30:30.999999999", "07:30:59,5", "today 07:30:01"],
)
def test_every_typed_time_is_cut_to_the_whole_minute(text: str) -> None:
    assert read_when(text, BERLIN, NOW) == minute("2026-03-14T07:30+01:00")


@pytest.mark.parametrize(
    ("text", "offset", "zone"),
    [
        ("2026-03-14T14:30+09:00", 540, "+09:00"),
        ("2026-03-14 14:30:15 +09:00", 540, "+09:00"),
        ("2026-03-14T05:30Z", 0, "UTC"),
        ("2026-03-14T05:30:00.000z", 0, "UTC"),
        ("2026-03-14 05:30 UTC", 0, "UTC"),
        ("2026-03-14T05:30+00:00", 0, "UTC"),
        ("2026-03-14T02:00-0330", -210, "-03:30"),
        ("today 06:30+01", 60, "+01:00"),
    ],
)
def test_an_explicit_offset_is_taken_as_given_and_kept(text: str, offset: int, zone: str) -> None:
    assert read_when_noted(text, BERLIN, NOW) == (
        minute("2026-03-14T05:30Z", offset, zone),
        None,
    )


def test_a_rating_in_tokyo_and_a_session_in_berlin_are_compared_as_instants() -> None:
    rating = read_when("2026-03-14 16:00", zone_named("Asia/Tokyo"), NOW)
    session = read_when("2026-03-14 08:00", BERLIN, NOW)
    assert rating.at == session.at
    assert (rating.offset, rating.zone) == (540, "Asia/Tokyo")


def test_now_is_the_minute_of_the_clock() -> None:
    assert read_when("now", BERLIN, NOW) == minute("2026-03-14T09:12+01:00")


@pytest.mark.parametrize(
    ("text", "wall"), [("-2h", "07:12"), ("-90m", "07:42"), ("-1h30m", "07:42"), ("-0m", "09:12")]
)
def test_a_time_ago_is_counted_back_from_now(text: str, wall: str) -> None:
    assert read_when(text, BERLIN, NOW) == minute(f"2026-03-14T{wall}+01:00")


def test_a_time_ago_is_elapsed_time_across_a_clock_change() -> None:
    now = ms("2026-03-29T04:00+02:00")
    assert read_when("-2h", BERLIN, now) == minute("2026-03-29T01:00+01:00")
    now = ms("2026-10-25T02:30+01:00")
    assert read_when("-60m", BERLIN, now) == minute("2026-10-25T02:30+02:00", 120)


@pytest.mark.parametrize("text", ["-2h", "-23h", "-120m"])
@given(now=st.integers(ms("2025-01-01T00:00Z") // MINUTE, ms("2027-01-01T00:00Z") // MINUTE))
def test_a_time_ago_is_the_same_length_whenever_it_is_said(text: str, now: int) -> None:
    length = {"-2h": 2 * HOUR, "-23h": 23 * HOUR, "-120m": 2 * HOUR}[text]
    assert read_when(text, BERLIN, now * MINUTE).at == now * MINUTE - length


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-14", date(2026, 3, 14)),
        ("today", date(2026, 3, 14)),
        ("Yesterday", date(2026, 3, 13)),
    ],
)
def test_a_date_alone_is_a_whole_local_day(text: str, day: date) -> None:
    assert read_when_noted(text, BERLIN, NOW) == (BERLIN.day(day), None)
    assert read_when(text, BERLIN, NOW).precision == "day"


def test_today_is_the_local_date_and_not_that_of_utc() -> None:
    now = ms("2026-03-14T23:30Z")
    assert read_when("today", BERLIN, now) == BERLIN.day(date(2026, 3, 15))
    assert read_when("yesterday 22:00", BERLIN, now) == minute("2026-03-14T22:00+01:00")


def test_a_time_alone_is_the_latest_such_instant() -> None:
    assert read_when("22:00", BERLIN, NOW) == minute("2026-03-13T22:00+01:00")
    assert read_when("09:12", BERLIN, NOW) == minute("2026-03-14T09:12+01:00")


def test_a_time_alone_lies_at_most_five_minutes_ahead() -> None:
    now = ms("2026-03-14T09:12+01:00")
    assert read_when("09:17", BERLIN, now) == minute("2026-03-14T09:17+01:00")
    assert read_when("09:18", BERLIN, now) == minute("2026-03-13T09:18+01:00")
    now = ms("2026-03-14T23:58+01:00")
    assert read_when("00:01", BERLIN, now) == minute("2026-03-15T00:01+01:00")


def test_a_time_alone_settles_the_doubled_hour() -> None:
    earlier, later = minute("2026-10-25T02:30+02:00", 120), minute("2026-10-25T02:30+01:00")
    assert read_when_noted("02:30", BERLIN, ms("2026-10-25T02:40+02:00")) == (earlier, None)
    assert read_when_noted("02:30", BERLIN, ms("2026-10-25T02:10+01:00")) == (earlier, None)
    assert read_when_noted("02:30", BERLIN, ms("2026-10-25T02:40+01:00")) == (later, None)
    assert read_when_noted("02:30", BERLIN, AFTER_AUTUMN_CHANGE) == (later, None)


def test_a_time_alone_is_the_latest_where_the_clocks_go_back_over_midnight() -> None:
    # At 00:01 on 29 Oct 2006 the clocks of St. John's went back to 23:01 on the 28th.
    st_johns = zone_named("America/St_Johns")
    now = ms("2006-10-28T23:30-03:30")
    assert read_when("00:00", st_johns, now).at == ms("2006-10-29T00:00-02:30")
    assert read_when("23:20", st_johns, now).at == ms("2006-10-28T23:20-03:30")


def test_a_time_alone_that_did_not_exist_today_is_refused() -> None:
    assert refusal("02:30", AFTER_SPRING_CHANGE) == (
        "02:30 on 29 Mar 2026 does not exist in Europe/Berlin, where the clocks went forward. "
        "Use 01:59 or 03:00."
    )


def test_a_time_alone_before_the_spring_change_is_that_of_the_day_before() -> None:
    now = ms("2026-03-29T01:00+01:00")
    assert read_when("02:30", BERLIN, now) == minute("2026-03-28T02:30+01:00")


def test_a_dated_time_that_happens_twice_is_the_earlier_and_said_so() -> None:
    moment, notice = read_when_noted("2026-10-25 02:30", BERLIN, AFTER_AUTUMN_CHANGE)
    assert moment == minute("2026-10-25T02:30+02:00", 120)
    assert notice == (
        "02:30 on 25 Oct 2026 happens twice in Europe/Berlin; the earlier is used. "
        "For the later write 2026-10-25T02:30+01:00."
    )
    assert read_when_noted("today 02:30", BERLIN, AFTER_AUTUMN_CHANGE) == (moment, notice)


def test_a_dated_time_that_happens_twice_is_settled_by_its_offset() -> None:
    assert read_when_noted("2026-10-25T02:30+01:00", BERLIN, AFTER_AUTUMN_CHANGE) == (
        minute("2026-10-25T02:30+01:00", 60, "+01:00"),
        None,
    )


@pytest.mark.parametrize("text", ["2026-03-29T02:30", "today 02:30", "2026-03-29 02:00:59"])
def test_a_time_that_does_not_exist_is_refused_naming_its_two_neighbours(text: str) -> None:
    clock = "02:00" if "02:00" in text else "02:30"
    assert refusal(text, AFTER_SPRING_CHANGE) == (
        f"{clock} on 29 Mar 2026 does not exist in Europe/Berlin, where the clocks went forward. "
        "Use 01:59 or 03:00."
    )


def test_the_neighbours_of_a_gap_over_midnight_are_named_with_their_dates() -> None:
    assert refusal("2018-11-04T00:30", zone=zone_named("America/Sao_Paulo")) == (
        "00:30 on 4 Nov 2018 does not exist in America/Sao_Paulo, where the clocks went forward. "
        "Use 2018-11-03T23:59 or 2018-11-04T01:00."
    )
    assert refusal("2011-12-30 12:00", zone=zone_named("Pacific/Apia")) == (
        "12:00 on 30 Dec 2011 does not exist in Pacific/Apia, where the clocks went forward. "
        "Use 2011-12-29T23:59 or 2011-12-31T00:00."
    )


def test_a_gap_is_no_matter_to_a_time_with_an_offset() -> None:
    moment = read_when("2026-03-29T02:30+01:00", BERLIN, AFTER_SPRING_CHANGE)
    assert moment == minute("2026-03-29T02:30+01:00", 60, "+01:00")


@pytest.mark.parametrize(
    "text",
    [
        "14/03/2026",
        "14.03.2026",
        "3pm",
        "3:30 pm",
        "last week",
        "monday",
        "2026-03-14 evening",
        "2026-3-14",
        "2026-03-14T",
        "-2d",
        "-",
        "-h",
        "2h",
        "",
        "٠٧:٣٠",  # a digit of another script is not taken for ours
    ],
)
def test_a_time_that_could_be_read_in_two_ways_is_refused_with_examples(text: str) -> None:
    assert refusal(text) == f'"{text}" is not a time that can be read. {EXAMPLES}'


def test_a_pasted_page_is_not_repeated_whole() -> None:
    assert refusal("x" * 1_000_000) == (f'"{"x" * 40}…" is not a time that can be read. {EXAMPLES}')


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01 07:30", "0000-01-01"])
def test_a_date_that_no_calendar_has_is_refused(text: str) -> None:
    assert refusal(text) == f"{text[:10]} is not in the calendar. Check its month and its day."


@pytest.mark.parametrize("text", ["24:00", "07:60", "today 07:30:60", "2026-03-14T99:00Z"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    assert refusal(text) == f'"{text}" holds no time of day. Write 00:00 to 23:59.'


def test_an_offset_that_is_none_is_refused() -> None:
    assert refusal("2026-03-14T07:30+25:00") == (
        '"+25:00" is not an offset from UTC. Write +02:00, -03:30 or Z.'
    )


def test_an_offset_without_a_date_is_refused() -> None:
    assert refusal("07:30+09:00") == (
        '"07:30+09:00" has an offset and no date. Write the date before it.'
    )


@pytest.mark.parametrize(
    "text", ["1899-12-31", "2201-01-01T00:00", "1900-01-01T00:00+02:00", "-9999999h"]
)
def test_a_time_outside_the_years_1900_to_2200_is_refused(text: str) -> None:
    assert refusal(text) == "A time lies outside the years 1900 to 2200. Check the year."


def test_an_until_given_as_a_date_includes_that_whole_local_day() -> None:
    assert until_instant("2026-03-29", BERLIN, NOW) == ms("2026-03-30T00:00+02:00")


def test_an_until_given_as_an_instant_is_exclusive() -> None:
    assert until_instant("2026-03-29T12:00", BERLIN, NOW) == ms("2026-03-29T12:00+02:00")


def test_a_record_more_than_5_minutes_in_the_future_is_refused() -> None:
    now = ms("2026-03-14T09:12+01:00")
    refuse_future(read_when("2026-03-14T09:17", BERLIN, now), now)
    with pytest.raises(TimeRefused) as refused:
        refuse_future(read_when("2026-03-14T09:18", BERLIN, now), now)
    assert str(refused.value) == (
        "09:18 on 14 Mar 2026 lies in the future. "
        "Give the time it happened, such as 07:30, -2h or 2026-03-14T07:30."
    )


def test_a_day_is_in_the_future_when_its_first_instant_is() -> None:
    refuse_future(read_when("today", BERLIN, NOW), NOW)
    refuse_future(read_when("2026-03-15", BERLIN, NOW), ms("2026-03-14T23:55+01:00"))
    with pytest.raises(TimeRefused) as refused:
        refuse_future(read_when("2026-03-15", BERLIN, NOW), NOW)
    assert str(refused.value) == (
        "15 Mar 2026 lies in the future. "
        "Give the time it happened, such as 07:30, -2h or 2026-03-14T07:30."
    )


def test_a_day_across_the_spring_change_is_half_an_hour_less_than_it_looks() -> None:
    rating = read_when("2026-03-28 12:00", BERLIN, AFTER_SPRING_CHANGE)
    session = read_when("2026-03-29 12:30", BERLIN, AFTER_SPRING_CHANGE)
    assert session.at - rating.at == 23 * HOUR + 30 * MINUTE
