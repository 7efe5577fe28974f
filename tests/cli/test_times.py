"""Times as they are typed and as they are shown: CLI.md, and RULE.md's cases 14 to 18."""

import json

import engines
import pytest
from command_line import Terminal, said

FUTURE = "{} lies in the future. Give the time it happened, such as 07:30, -2h or 2026-03-14T07:30."
READ = 'Write 07:30, 2026-03-14, 2026-03-14T07:30, "yesterday 22:00", -2h or -90m.'


@pytest.mark.parametrize(
    ("typed", "shown", "stored"),
    [
        ("now", "Sat 14 Mar 09:12", "2026-03-14T09:12:00+01:00"),
        ("07:30", "Sat 14 Mar 07:30 (recorded 09:12)", "2026-03-14T07:30:00+01:00"),
        ("7:30", "Sat 14 Mar 07:30 (recorded 09:12)", "2026-03-14T07:30:00+01:00"),
        ("09:17", "Sat 14 Mar 09:17", "2026-03-14T09:17:00+01:00"),
        ("09:18", "Fri 13 Mar 09:18 (recorded Sat 14 Mar 09:12)", "2026-03-13T09:18:00+01:00"),
        ("22:00", "Fri 13 Mar 22:00 (recorded Sat 14 Mar 09:12)", "2026-03-13T22:00:00+01:00"),
        ("-2h", "Sat 14 Mar 07:12 (recorded 09:12)", "2026-03-14T07:12:00+01:00"),
        ("-90m", "Sat 14 Mar 07:42 (recorded 09:12)", "2026-03-14T07:42:00+01:00"),
        ("-1h30m", "Sat 14 Mar 07:42 (recorded 09:12)", "2026-03-14T07:42:00+01:00"),
        (
            "yesterday 22:00",
            "Fri 13 Mar 22:00 (recorded Sat 14 Mar 09:12)",
            "2026-03-13T22:00:00+01:00",
        ),
        ("yesterday", "Fri 13 Mar (recorded Sat 14 Mar 09:12)", "2026-03-13"),
        ("today", "Sat 14 Mar (recorded 09:12)", "2026-03-14"),
        ("2026-03-13", "Fri 13 Mar (recorded Sat 14 Mar 09:12)", "2026-03-13"),
        (
            "2026-03-13T08:00",
            "Fri 13 Mar 08:00 (recorded Sat 14 Mar 09:12)",
            "2026-03-13T08:00:00+01:00",
        ),
        (
            "2026-03-13 08:00:59",
            "Fri 13 Mar 08:00 (recorded Sat 14 Mar 09:12)",
            "2026-03-13T08:00:00+01:00",
        ),
        (
            "2025-12-31T23:59",
            "Wed 31 Dec 2025 23:59 (recorded Sat 14 Mar 09:12)",
            "2025-12-31T23:59:00+01:00",
        ),
        (
            "2026-03-14T14:30+09:00",
            "Sat 14 Mar 06:30 (14:30 +09:00) (recorded 09:12)",
            "2026-03-14T14:30:00+09:00",
        ),
        (
            "2026-03-14T06:30Z",
            "Sat 14 Mar 07:30 (06:30 +00:00) (recorded 09:12)",
            "2026-03-14T06:30:00+00:00",
        ),
    ],
)
def test_a_time_is_resolved_shown_in_the_view_and_kept_as_spoken(
    rt: Terminal, typed: str, shown: str, stored: str
) -> None:
    rt("pain 2 --at", typed)
    assert " ".join(rt("log").out.split()) == f"p1 2/10 back {shown}"
    assert json.loads(rt("log --json").out)["at"] == stored


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-03-14T09:18", FUTURE.format("09:18 on 14 Mar 2026")),
        ("2026-03-15", FUTURE.format("15 Mar 2026")),
        ("2027-01-01T00:00", FUTURE.format("00:00 on 1 Jan 2027")),
        ("gestern", f'"gestern" is not a time that can be read. {READ}'),
        ("", f'"" is not a time that can be read. {READ}'),
        ("2026-02-30", "2026-02-30 is not in the calendar. Check its month and its day."),
        ("2026-13-01T07:30", "2026-13-01 is not in the calendar. Check its month and its day."),
        ("25:00", '"25:00" holds no time of day. Write 00:00 to 23:59.'),
        ("07:60", '"07:60" holds no time of day. Write 00:00 to 23:59.'),
        (
            "07:30+02:00",
            '"07:30+02:00" has an offset and no date. Write the date before it.',
        ),
        (
            "2026-03-14T07:30+25:00",
            '"+25:00" is not an offset from UTC. Write +02:00, -03:30 or Z.',
        ),
        ("1850-01-01", "A time lies outside the years 1900 to 2200. Check the year."),
    ],
)
def test_a_time_that_cannot_be_is_refused(rt: Terminal, typed: str, sentence: str) -> None:
    assert rt.refuses("pain 2 --at", typed) == sentence


@pytest.mark.parametrize(
    "line",
    [
        "pain 2 --at 2026-03-14T09:18",
        "massage log --at 2026-03-14T09:18",
        "massage skip --because pain-eased --at 2026-03-14T09:18",
        "phase start surgery --at 2026-03-14T09:18",
        "phase end --at 2026-03-14T09:18",
        "phase course-done --at 2026-03-14T09:18",
        "measure add drug Ibuprofen --at 2026-03-14T09:18",
        "measure add drug Ibuprofen --from 2026-03-14T09:18",
        "measure stop t1 --at 2026-03-14T09:18",
        "clearance end c1 --at 2026-03-14T09:18",
        "edit p1 --at 2026-03-14T09:18",
    ],
)
def test_case_14_a_record_more_than_5_minutes_in_the_future_is_refused(
    rt: Terminal, line: str
) -> None:
    rt("2")
    rt("measure add drug Ibuprofen --from 2026-03-01")
    rt("clearance add --by Ott --specialty other --from 2026-03-01")
    rt("phase start conservative --at 2026-03-01")
    assert rt.refuses(line) == FUTURE.format("09:18 on 14 Mar 2026")


def test_case_14_a_check_of_the_future_is_not_refused_and_says_as_of_now(rt: Terminal) -> None:
    rt("2")
    checked = rt("massage check --at 2026-03-14T18:00")
    assert checked.code == 0
    assert checked.out.endswith("For Sat 14 Mar 18:00, as of now.\n")
    assert "as of now" in rt("periods --until 2026-12-31").out


def test_case_15_24_hours_are_elapsed_hours_over_the_change_to_summer_time(rt: Terminal) -> None:
    rt.at("2026-03-28T12:00", "pain 7")
    logged = rt.at("2026-03-29T12:30", "massage log")
    assert logged.err.startswith("WARNING  Pain 7/10 in back 23 h before.")
    assert "lasts until Sun 29 Mar 13:00 at" in " ".join(logged.err.split())


def test_case_16_a_dated_time_that_happens_twice_is_the_earlier_and_said_so(rt: Terminal) -> None:
    rt.now = "2026-10-25T12:00"
    assert rt("pain 2 --at 2026-10-25T02:30") == said(
        "p1  2/10 back  Sun 25 Oct 02:30 (recorded 12:00)   rehabtrack undo u1\n",
        """
        02:30 on 25 Oct 2026 happens twice in Europe/Berlin; the earlier is used. For
        the later write 2026-10-25T02:30+01:00.
        """,
    )
    assert json.loads(rt("log --json").out)["at"] == "2026-10-25T02:30:00+02:00"


@pytest.mark.parametrize("offset", ["+02:00", "+01:00"])
def test_case_16_an_explicit_offset_is_taken_as_given(rt: Terminal, offset: str) -> None:
    rt.now = "2026-10-25T12:00"
    assert rt(f"pain 2 --at 2026-10-25T02:30{offset}").err == ""
    assert json.loads(rt("log --json").out)["at"] == f"2026-10-25T02:30:00{offset}"


def test_a_bare_time_in_the_doubled_hour_is_the_latest_not_ahead(rt: Terminal) -> None:
    rt.now = "2026-10-25T12:00"
    assert rt("pain 2 --at 02:30").err == ""
    assert json.loads(rt("log --json").out)["at"] == "2026-10-25T02:30:00+01:00"


@pytest.mark.parametrize("typed", ["02:30", "2026-03-29T02:30"])
def test_case_17_a_time_that_does_not_exist_is_refused_with_its_neighbours(
    rt: Terminal, typed: str
) -> None:
    rt.now = "2026-03-29T12:00"
    assert rt.refuses(f"pain 2 --at {typed}") == (
        "02:30 on 29 Mar 2026 does not exist in Europe/Berlin, where the clocks went forward. "
        "Use 01:59 or 03:00."
    )


def test_case_18_instants_are_compared_wherever_they_were_spoken(rt: Terminal) -> None:
    rt("--tz Asia/Tokyo pain 7 --at 2026-03-13T17:13")
    assert rt("massage log").err.startswith("WARNING  Pain 7/10 in back 23 h before.")
    rt.now = "2026-03-14T09:13"
    assert rt("massage log").err.startswith("UNVERIFIED  High pain not rated again")


def test_one_spoken_in_another_offset_adds_it_in_the_zone_of_the_view(rt: Terminal) -> None:
    rt("pain 2 --at 07:30")
    assert rt("--tz Asia/Tokyo log").out == (
        "p1  2/10 back  Sat 14 Mar 15:30 (07:30 +01:00) (recorded 17:12)\n"
    )


def test_a_day_stays_the_day_it_was_in_every_view(rt: Terminal) -> None:
    rt("pain 2 --at 2026-03-14")
    for zone in ("Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"):
        assert "p1  2/10 back  Sat 14 Mar (recorded" in rt(f"--tz {zone} log").out


def test_the_year_is_shown_when_it_is_not_this_one(rt: Terminal) -> None:
    rt("pain 7 --at 2025-12-31T23:00")
    assert rt("periods").out.startswith("Wed 31 Dec 2025 23:00 to Thu 1 Jan 23:00  ")
    rt.now = "2027-01-01T09:12"
    assert rt("log").out.startswith(
        "p1  7/10 back  Wed 31 Dec 2025 23:00 (recorded Sat 14 Mar 2026"
    )


def test_the_recorded_time_is_shown_where_it_is_another(rt: Terminal) -> None:
    rt("pain 2 --at 09:11")
    assert rt("log").out == "p1  2/10 back  Sat 14 Mar 09:11 (recorded 09:12)\n"


def test_the_zone_is_tz_else_the_environments_else_the_patients(rt: Terminal) -> None:
    rt("2")
    rt("patient edit --zone America/New_York")
    assert "Sat 14 Mar 09:12" in rt("log").out
    rt.before = ["--db", rt.db]
    assert "Sat 14 Mar 04:12 (09:12 +01:00)" in rt("log").out
    rt.env["REHABTRACK_TZ"] = "Asia/Tokyo"
    assert "Sat 14 Mar 17:12 (09:12 +01:00)" in rt("log").out


def test_a_zone_nearly_right_is_refused_with_the_nearest(rt: Terminal) -> None:
    assert rt.refuses("--tz Europe/Berln 2") == (
        '"Europe/Berln" is not a time zone. Did you mean Europe/Berlin?'
    )
    assert rt.refuses("--tz", "", "2") == (
        '"" is not a time zone. Use its IANA name, such as Europe/Berlin, or an offset, '
        "such as +02:00."
    )


def test_where_the_clock_was_set_back_a_year_the_newest_is_so_by_its_number(rt: Terminal) -> None:
    rt("7 --at 08:00")
    rt.now = "2025-03-14T09:12"
    assert rt("2").code == 0
    assert [line[:2] for line in rt("log").out.splitlines()] == ["p2", "p1"]
    assert rt("undo").out.startswith("Undid u2 (log).")  # the newest by its number
    assert rt("undo --list").out.startswith("u1  log  Sat 14 Mar 2026 09:12")
    assert rt("db check").out.endswith(f"{engines.sound()}\n")
    rt.now = "2026-03-14T09:12"
    assert rt("massage check").code == 3


@pytest.mark.parametrize("line", ["undo", "void p1 --because x", "redflags --none", "me eva"])
def test_an_unknown_zone_is_refused_before_anything_is_stored(rt: Terminal, line: str) -> None:
    rt("2")
    rt.before += ["--tz", "Tokio"]
    assert rt.refuses(line).startswith('"Tokio" is not a time zone.')
