"""Times as countries write them: what can mean one thing is read, all else asked for."""

import pytest

from rehabtrack.domain.errors import TimeRefused
from rehabtrack.interchange.local_times import is_iso, iso_of


@pytest.mark.parametrize(
    ("text", "dates", "iso"),
    [
        ("14/03/2026", "day-first", "2026-03-14"),
        ("3/14/2026", "month-first", "2026-03-14"),
        ("4.3.2026 07:30", "day-first", "2026-03-04 07:30"),
        ("04-03-2026T07:30:15", "month-first", "2026-04-03 07:30:15"),
        ("04/03/2026, 7:30 PM", "day-first", "2026-03-04 19:30"),
        ("04/03/2026 12:05 a.m.", "day-first", "2026-03-04 00:05"),
        ("2026-03-14 7:30 PM", None, "2026-03-14 19:30"),
        ("2026-03-14 12:00pm", None, "2026-03-14 12:00"),
        ("2026-03-14 07:30", None, "2026-03-14 07:30"),
        ("2026-03-14", "month-first", "2026-03-14"),
        ("yesterday", "day-first", "yesterday"),
        ("14/3/26", "day-first", "14/3/26"),  # of which century is not said
        ("14/03-2026", "day-first", "14/03-2026"),
    ],
)
def test_a_time_becomes_iso_8601_or_stays_as_it_is(text: str, dates: str, iso: str) -> None:
    assert iso_of(text, dates) == iso
    assert text == iso or not is_iso(text)


@pytest.mark.parametrize("text", ["03/04/2026", "14/03/2026", "3.14.2026 07:30"])
def test_a_date_of_two_meanings_is_refused_until_it_is_said(text: str) -> None:
    with pytest.raises(TimeRefused) as refused:
        iso_of(text, None)
    assert refused.value.remedy.endswith("--dates day-first or --dates month-first")


@pytest.mark.parametrize(
    ("text", "dates", "other"),
    [("14/03/2026", "month-first", "day-first"), ("03/14/2026", "day-first", "month-first")],
)
def test_a_month_above_12_is_refused_with_the_other_order(
    text: str, dates: str, other: str
) -> None:
    with pytest.raises(TimeRefused, match=f'"{text}" has no such month') as refused:
        iso_of(text, dates)
    assert refused.value.remedy.endswith(f"--dates {other}")


@pytest.mark.parametrize("text", ["2026-03-14 13:00 PM", "2026-03-14 0:30 am"])
def test_a_clock_of_12_hours_that_shows_no_such_hour_is_refused(text: str) -> None:
    with pytest.raises(TimeRefused):
        iso_of(text, None)
