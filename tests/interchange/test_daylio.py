"""Daylio knows no pain: each row becomes what was noted at its moment, in its own words."""

import pytest
from app_samples import DAYLIO, DAYLIO_2018, read, refusal, rows, skipped, spoken

from rehabtrack.domain.records.context import Context
from rehabtrack.interchange import daylio
from rehabtrack.interchange.items import identity_of

HEADER = "full_date,date,weekday,time,mood,activities,note_title,note\n"


def test_a_row_of_2021_is_context_with_mood_and_activities() -> None:
    (row,) = rows(read(daylio, DAYLIO))
    assert (row.line, spoken(row), row.original, row.notice) == (2, "2021-09-28 22:00", None, None)
    text = "mood: sad\nactivities: clean | bad sleep"
    assert row.record == Context(moment=row.moment, source="Daylio", text=text)
    assert row.identity == identity_of("daylio/1", "2021-09-28T22:00", text)


def test_a_row_of_2018_has_its_day_in_words() -> None:
    (row,) = rows(read(daylio, DAYLIO_2018))
    assert spoken(row) == "2018-03-29 23:54"
    assert row.record.text == "mood: happy\nactivities: eat out | tired\nnote: slept badly"


def test_scales_and_the_title_of_a_note_are_kept_as_well() -> None:
    header = "full_date,date,weekday,time,mood,activities,scales,note_title,note\n"
    (row,) = rows(read(daylio, f"{header}2026-03-01,March 1,Sunday,13:48,meh,,energy: 3,Up,a\n"))
    assert row.record.text == "mood: meh\nscales: energy: 3\nnote_title: Up\nnote: a"


@pytest.mark.parametrize(
    ("clock", "at"),
    [
        ("22:00", "22:00"),
        ("9:05", "09:05"),
        ("12:15 am", "00:15"),
        ("12:00 PM", "12:00"),
        ("1:30\u202fpm", "13:30"),
        ("1:30 p.m.", "13:30"),
        ("1:30 p. m.", "13:30"),
    ],
)
def test_a_time_of_day_is_read_on_12_or_24_hours(clock: str, at: str) -> None:
    (row,) = rows(read(daylio, DAYLIO.replace("10:00 pm", clock)))
    assert spoken(row) == f"2021-09-28 {at}"


@pytest.mark.parametrize("clock", ["13:00 pm", "0:10 am", "25:00", "noon", "22h00"])
def test_a_time_of_day_that_cannot_be_is_refused(clock: str) -> None:
    refused = refusal(read(daylio, DAYLIO.replace("10:00 pm", clock)))
    assert refused.line == 2
    assert refused.remedy


def test_a_row_without_a_time_is_of_its_day() -> None:
    assert spoken(rows(read(daylio, DAYLIO.replace("10:00 pm", "")))[0]) == "2021-09-28"


@pytest.mark.parametrize("day", ["March 29", "29 Mar", "Mar 29"])
def test_a_day_in_words_may_have_its_month_first_or_cut(day: str) -> None:
    found = rows(read(daylio, DAYLIO_2018.replace("29 March", day)))
    assert spoken(found[0]) == "2018-03-29 23:54"


@pytest.mark.parametrize("day", ["29 März", "29", "29 Ma", "29 Marz", "29 Marches", "31 February"])
def test_a_day_in_words_that_are_no_english_month_is_refused(day: str) -> None:
    assert refusal(read(daylio, DAYLIO_2018.replace("29 March", day))).line == 2


def test_a_time_that_happened_twice_is_said_and_one_that_never_was_is_refused() -> None:
    twice = f"{HEADER}2021-10-31,31 October,Sunday,2:30 am,ok,,,\n"
    assert "twice" in (rows(read(daylio, twice))[0].notice or "")
    never = f"{HEADER}2021-03-28,28 March,Sunday,2:30 am,ok,,,\n"
    assert "does not exist" in refusal(read(daylio, never)).sentence


def test_a_row_that_says_nothing_is_counted() -> None:
    found = read(daylio, f"{HEADER}2021-10-30,30 October,Saturday,2:30 am,,,,\n")
    assert skipped(found) == ["row without mood, activities or note"]


def test_a_note_of_many_lines_and_signs_stays_as_it_is() -> None:
    (row,) = rows(read(daylio, DAYLIO.replace('"",""', '"","one\n\n=two ""three"""')))
    assert row.record.text.endswith('note: one\n\n=two "three"')


def test_a_note_that_is_too_long_is_refused_without_its_text() -> None:
    refused = refusal(read(daylio, DAYLIO.replace('"",""', f'"","{"secret " * 4000}"')))
    assert "secret" not in refused.sentence + refused.remedy
