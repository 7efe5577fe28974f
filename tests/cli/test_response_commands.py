"""`rehabtrack massage after` and `responses`: how it hurt afterwards, and what that came to."""

import json
from typing import Any

import pytest
from command_line import Terminal, said

KEYS = ["ratings", "responses", "changed", "change"]


def after(rt: Terminal, line: str) -> dict[str, Any]:
    """What `massage after` stored, as JSON."""
    found = json.loads(rt(f"massage after {line} --json").out)
    assert list(found) == KEYS
    return dict(found)


def times(rt: Terminal, line: str) -> list[str]:
    """The instants of the ratings that `massage after` stored."""
    return [rating["at"] for rating in after(rt, line)["ratings"]]


# --- massage after -------------------------------------------------------------------------------


def test_how_it_hurt_after_a_massage_is_stored_and_told(rt: Terminal) -> None:
    rt("massage log --at 08:00 --minutes 30 --before 3")
    assert rt("massage after m1 0") == said(
        """
        p2  0/10 back, after m1  Sat 14 Mar 08:30 (recorded 09:12)
             rehabtrack undo u2
             back 3 to 0: 3 less
        """
    )


def test_a_change_smaller_than_the_error_says_so_and_the_next_day_too(rt: Terminal) -> None:
    rt("massage log --at 2026-03-13T08:00 --minutes 30 --before 3")
    assert rt("massage after m1 2").out.endswith("back 3 to 2: 1 less, within measurement error\n")
    assert rt("massage after m1 3 --next-day") == said(
        """
        p3  3/10 back, the day after m1  Sat 14 Mar 09:12   rehabtrack undo u3
             back 3 to 3 the next day: the same
        """
    )
    assert rt("show m1").out.endswith(
        "     back 3 to 2: 1 less, within measurement error\n"
        "     back 3 to 3 the next day: the same\n"
    )


def test_it_hurt_more(rt: Terminal) -> None:
    rt("massage log --at 08:00 --minutes 30 --before 2")
    assert "back 2 to 7: 5 more\n" in rt("massage after m1 7").out


@pytest.mark.parametrize(
    ("scale", "before", "then", "words"),
    [
        ("vas", "30", "10", "back 30 to 10 mm: 20 mm less"),
        ("vas", "30", "20", "back 30 to 20 mm: 10 mm less, within measurement error"),
        ("faces", "4", "2", "back 4 to 2 faces: 2 less"),
        ("vrs", "moderate", "weak", "back moderate to weak: 1 step less"),
        ("vrs", "none", "moderate", "back none to moderate: 2 steps more"),
    ],
)
def test_each_scale_has_its_own_words(
    rt: Terminal, scale: str, before: str, then: str, words: str
) -> None:
    rt("massage log --at 08:00 --minutes 30 --before 3 --after 3")
    rt(f"edit p1 --scale {scale} --value {before}")
    rt(f"edit p2 --scale {scale} --value {then}")
    assert f"     {words}" in rt("show m1").out.splitlines()


def test_several_sites_are_rated_at_once(rt: Terminal) -> None:
    rt("massage log --at 08:00 --minutes 30 --before leg-left=3")
    told = rt("massage after m1 back=2 leg-left=1")
    assert told == said(
        """
        p2  2/10 back, after m1  Sat 14 Mar 08:30 (recorded 09:12)
        p3  1/10 leg-left, after m1  Sat 14 Mar 08:30 (recorded 09:12)
             rehabtrack undo u2
             leg-left 3 to 1: 2 less
        """,
        """
        note: back was not rated before m1; without that there is no response to show.
        """,
    )


def test_another_scale_than_before_is_stored_and_not_compared(rt: Terminal) -> None:
    rt("massage log --at 08:00 --minutes 30 --before 3")
    told = rt("massage after m1 weak")
    assert told.out.startswith("p2  weak back, after m1")
    assert "to" not in told.out.split()
    assert (
        told.err == "note: back was not rated on that scale before m1; scales are not compared.\n"
    )


def test_a_bare_value_is_of_the_usual_site(rt: Terminal) -> None:
    rt("massage log --at 08:00 --minutes 30 --before neck=3")
    rt("patient edit --site neck")
    assert "neck 3 to 1: 2 less" in rt("massage after m1 1").out


def test_the_high_value_is_asked_about_and_the_sessions_it_changes_are_named(rt: Terminal) -> None:
    rt("massage log --at 2026-03-13T08:00 --before 2")
    rt("massage log --at 2026-03-14T09:00 --before 1")
    told = rt("massage after m1 8 --next-day --at 07:00")
    assert "     a slip? rehabtrack edit p3 --value N\n" in told.out
    assert (
        told.err == "m2 (Sat 14 Mar 09:00) was not high-pain and is now high-pain (severe) [w1].\n"
    )


def test_what_was_rated_afterwards_is_undone_as_one_change(rt: Terminal) -> None:
    rt("massage log --at 08:00 --minutes 30 --before 3")
    rt("massage after m1 back=2 neck=1")
    rt("undo")
    assert "after m1" not in rt("log").out


# --- when it was rated ---------------------------------------------------------------------------


def test_with_minutes_it_was_as_the_massage_ended_even_if_that_is_to_come(rt: Terminal) -> None:
    rt("massage log --at 09:00 --minutes 60 --before 3")
    assert times(rt, "m1 2") == ["2026-03-14T10:00:00+01:00"]


def test_without_minutes_it_is_now(rt: Terminal) -> None:
    rt("massage log --at 08:00")
    assert times(rt, "m1 2") == ["2026-03-14T09:12:00+01:00"]


def test_without_minutes_and_long_after_the_time_is_asked_for(rt: Terminal) -> None:
    rt("massage log --at 2026-03-13T08:00")
    assert rt.refuses("massage after m1 2") == (
        "m1 has no minutes, and began more than 12 h ago. "
        "Say when it was rated with --at T, or --next-day."
    )
    assert times(rt, "m1 2 --at 2026-03-13T09:00") == ["2026-03-13T09:00:00+01:00"]


def test_a_massage_known_by_its_date_was_rated_that_day(rt: Terminal) -> None:
    rt("massage log --at 2026-03-12 --before 3")
    assert times(rt, "m1 2") == ["2026-03-12"]
    assert times(rt, "m1 1 --next-day --at 2026-03-13") == ["2026-03-13"]
    assert "back 3 to 1 the next day: 2 less" in rt("show m1").out


def test_a_time_to_come_or_before_the_massage_is_refused(rt: Terminal) -> None:
    rt("massage log --at 08:00 --minutes 30")
    assert rt.refuses("massage after m1 2 --at 2026-03-14T10:00").startswith(
        "10:00 on 14 Mar 2026 lies in the future."
    )
    assert rt.refuses("massage after m1 2 --at 07:59") == (
        "A rating after m1 cannot lie before it. Give the time it was rated with --at T."
    )


@pytest.mark.parametrize("now", ["2026-03-14T23:59", "2026-03-16T00:00"])
def test_a_rating_of_another_day_than_the_next_is_refused(rt: Terminal, now: str) -> None:
    rt("massage log --at 08:00")
    rt.now = now
    assert rt.refuses("massage after m1 2 --next-day") == (
        f"The day after m1 is 15 Mar 2026, and this rating would be of {int(now[8:10])} Mar 2026. "
        "Log it on that day, or say when it was then: --at 2026-03-15T08:00, or --at 2026-03-15."
    )


def test_over_midnight_and_the_day_of_23_hours(rt: Terminal) -> None:
    rt.at("2026-03-28T23:55", "massage log --at 23:45 --minutes 30 --before 3")
    rt.now = "2026-03-29T00:20"
    assert times(rt, "m1 2") == ["2026-03-29T00:15:00+01:00"]
    assert times(rt, "m1 1 --next-day") == ["2026-03-29T00:20:00+01:00"]
    rt.now = "2026-03-29T23:59"
    assert times(rt, "m1 0 --next-day") == ["2026-03-29T23:59:00+02:00"]
    rt.now = "2026-03-30T00:00"
    assert rt.refuses("massage after m1 0 --next-day").startswith("The day after m1 is 29 Mar")


def test_the_next_day_of_the_day_of_25_hours(rt: Terminal) -> None:
    rt.at("2026-10-25T00:30", "massage log --before 3")
    rt.now = "2026-10-25T23:45"
    assert rt.refuses("massage after m1 0 --next-day").startswith("The day after m1 is 26 Oct")
    rt.now = "2026-10-26T00:00"
    assert times(rt, "m1 2 --next-day") == ["2026-10-26T00:00:00+01:00"]


@pytest.mark.parametrize("massage", ["2026-03-12T20:00", "2026-03-12"])
def test_the_next_day_of_a_zone_further_east_never_decides_its_own_massage(
    rt: Terminal, massage: str
) -> None:
    rt(f"--tz America/New_York massage log --at {massage} --before 2")
    rated = "--tz Asia/Tokyo massage after m1 8 --next-day --at"
    assert rt.refuses(f"{rated} 2026-03-13T01:00") == (
        "A rating after m1 cannot lie before it. Give the time it was rated with --at T."
    )
    assert rt(f"{rated} 2026-03-13T20:00").code == 0
    assert json.loads(rt("review --json").out)["status"] == "clear"


def test_an_edit_that_moves_the_next_day_away_says_what_it_leaves_out(rt: Terminal) -> None:
    rt("massage log --at 2026-03-13T08:00 --minutes 30 --before 3")
    rt("massage after m1 1 --next-day")
    told = rt("edit m1 --at 2026-03-12T08:00")
    assert told.code == 0
    assert told.sentence == (
        "note: p2 is linked to m1 as next-day, and its time is not that any more: the response"
        " leaves it out."
    )
    assert "the next day" not in rt("show m1").out
    assert "p2" in rt("edit p2 --at 2026-03-14T09:00").err
    assert rt("edit p2 --at 2026-03-13T09:00").err == ""
    assert "back 3 to 1 the next day: 2 less" in rt("show m1").out


# --- which massage -------------------------------------------------------------------------------


def test_a_massage_that_is_void_not_given_or_unknown_is_refused(rt: Terminal) -> None:
    rt("massage log --at 08:00")
    rt("massage skip --because other:pain")
    rt("void m1 --because 'a slip'")
    assert rt.refuses("massage after m1 2") == (
        "m1 is void. Bring it back first: rehabtrack unvoid m1 --because TEXT"
    )
    assert rt.refuses("massage after m2 2 --next-day") == (
        "m2 was not given, so nothing came after it. Log pain: rehabtrack 0-10"
    )
    assert rt.refuses("massage after m3 2") == (
        "There is no m3 in this journal. See: rehabtrack log"
    )
    assert rt.refuses("massage after p1 2").startswith('"p1" is a pain record, not a massage.')


def test_a_void_massage_shows_no_response(rt: Terminal) -> None:
    rt("massage log --at 08:00 --minutes 30 --before 3 --after 1")
    assert "3 to 1" in rt("show m1").out
    rt("void m1 --because 'a slip'")
    assert "3 to 1" not in rt("show m1").out
    assert json.loads(rt("show m1 --json").out)["responses"] == []


def test_what_is_no_value_is_refused(rt: Terminal) -> None:
    rt("massage log --at 08:00")
    for value in ("11", "-1", "3.5", "leg-lfet=2", "bad"):
        rt.refuses(f"massage after m1 {value}")


def test_wrong_usage(rt: Terminal) -> None:
    rt("massage log --at 08:00")
    assert rt.misuses("massage after m1 2 3").startswith(
        "Two values need two sites: rehabtrack massage after m1 back=2 leg-left=1"
    )
    assert rt.misuses("massage after m1 2 --nextday").startswith("There is no option --nextday.")
    assert rt.misuses("massage after --what m1 2").startswith("There is no option --what.")
    rt.misuses("massage after m1")


def test_a_massage_of_one_of_several_patients(rt: Terminal) -> None:
    rt("patient add Ben")
    rt("--patient Ben massage log --at 08:00 --minutes 30 --before 3")
    rt("patient add Eva")
    told = rt("massage after Ben/m1 1")
    assert told.out.splitlines()[-1] == "Ben       back 3 to 1: 2 less"


def test_after_as_json(rt: Terminal) -> None:
    rt("massage log --at 2026-03-13T08:00 --minutes 30 --before 3 --after 2")
    found = after(rt, "m1 weak 1 neck=0 --next-day".replace(" 1 ", " back=1 "))
    assert [(r["id"], r["relation"], r["session"]) for r in found["ratings"]] == [
        ("p3", "next-day", "m1"),
        ("p4", "next-day", "m1"),
        ("p5", "next-day", "m1"),
    ]
    response = {
        "site": "back",
        "scale": "nrs",
        "before": 3,
        "after": 2,
        "after_change": -1,
        "after_within_error": True,
        "next_day": 1,
        "next_day_change": -2,
        "next_day_within_error": False,
    }
    assert found["responses"] == [response]
    assert (found["changed"], found["change"]) == ([], "u2")
    assert json.loads(rt("show m1 --json").out)["responses"] == [response]
    assert "responses" not in json.loads(rt("show p1 --json").out)


# --- responses -----------------------------------------------------------------------------------


def days(rt: Terminal, *massages: str) -> None:
    """Log massages, one a day from 1 March on, each of half an hour."""
    for day, line in enumerate(massages, 1):
        told = rt(f"massage log --at 2026-03-{day:02}T08:00 --minutes 30 {line}")
        assert told.code == 0, told


LEGEND = "The change is the pain then less the pain before: below 0 it hurt less.\n"


def test_what_the_massages_came_to_by_everything_they_share(rt: Terminal) -> None:
    rt("phase start recovery --at 2026-03-02")
    days(
        rt,
        "--before 6 --after 2 --technique kneading,rubbing --area neck --by Eva",
        "--before 5 --after 4 --technique kneading --area neck --by eva",
        "--before 4 --after 4 --technique kneading --area lower-back",
        "--before 7 --after 1 --technique kneading",
    )
    rt("massage after m1 5 --next-day --at 2026-03-02")
    assert rt("responses") == said(
        """
        By technique
        kneading  nrs  after n 4: median -2.5 (-6 to 0)
             next day n 1: too few, 3 are needed
        rubbing  nrs  after n 1: too few, 3 are needed
             next day n 1: too few, 3 are needed
        By area
        lower-back  nrs  after n 1: too few, 3 are needed
        neck  nrs  after n 2: too few, 3 are needed
             next day n 1: too few, 3 are needed
        not said  nrs  after n 1: too few, 3 are needed
        By therapist
        Eva  nrs  after n 2: too few, 3 are needed
             next day n 1: too few, 3 are needed
        not said  nrs  after n 2: too few, 3 are needed
        By phase
        recovery  nrs  after n 3: median -1 (-6 to 0), within measurement error
        none  nrs  after n 1: too few, 3 are needed
             next day n 1: too few, 3 are needed
        """
        + LEGEND
    )
    assert rt("responses --by phase").out.splitlines()[0] == "By phase"
    assert "By area" not in rt("responses --by phase").out


def test_scales_have_lines_of_their_own(rt: Terminal) -> None:
    days(rt, *["--before weak --after none --technique rubbing"] * 3)
    days(rt, *["--before 6 --after 5 --technique rubbing"] * 3)
    for number in (7, 9, 11):
        rt(f"edit p{number} --scale vas --value 60")
        rt(f"edit p{number + 1} --scale vas --value 72")
    days(rt, *["--before 6 --after 7 --technique rubbing"] * 3)
    assert rt("responses --by technique") == said(
        """
        By technique
        rubbing  nrs  after n 3: median +1 (+1 to +1), within measurement error
        rubbing  vas, mm  after n 3: median +12 (+12 to +12), within measurement error
        rubbing  verbal, steps  after n 3: median -1 (-1 to -1)
        """
        + LEGEND
    )


def test_a_massage_counts_once_at_the_site_that_hurt_most_before(rt: Terminal) -> None:
    days(rt, *["--before leg-left=6 --after leg-left=5 --technique rubbing"] * 3)
    for number in (1, 2, 3):
        rt(f"massage after m{number} back=9")  # never rated before: no response
    out = rt("responses --by technique").out
    assert "rubbing  nrs  after n 3: median -1 (-1 to -1), within measurement error" in out


def test_a_span_bounds_the_massages(rt: Terminal) -> None:
    days(rt, *["--before 6 --after 2"] * 4)
    lines = rt("responses --by phase --since 2026-03-02 --until 2026-03-03").out.splitlines()
    assert lines[1] == "none  nrs  after n 2: too few, 3 are needed"


def test_nothing_to_look_back_on(rt: Terminal) -> None:
    nothing = said("No massage there was rated both before and afterwards.\n")
    assert rt("responses") == nothing
    rt("massage log --before 3")
    assert rt("responses") == nothing
    assert rt("responses --json") == said()


def test_an_unknown_grouping_is_refused(rt: Terminal) -> None:
    assert rt.refuses("responses --by doctor") == (
        '"doctor" is not a grouping. Use technique, area, therapist or phase.'
    )


def test_each_patient_has_her_own_lines(rt: Terminal) -> None:
    rt("patient add Ben")
    rt("patient add Eva")
    for name in ("Ben", "Eva"):
        rt.before += ["--patient", name]
        days(rt, *["--before 6 --after 2"] * 3)
        del rt.before[-2:]
    assert rt("responses --by phase") == said(
        """
        Ben  By phase
        Ben  none  nrs  after n 3: median -4 (-4 to -4)
        Eva  By phase
        Eva  none  nrs  after n 3: median -4 (-4 to -4)
        """
        + LEGEND
    )


def test_responses_as_json(rt: Terminal) -> None:
    days(rt, *["--before 6 --after 5 --by Eva"] * 2, "--before 6 --after 2")
    lines = [json.loads(line) for line in rt("responses --json").out.splitlines()]
    assert [(line["by"], line["group"]) for line in lines] == [
        ("technique", None),
        ("area", None),
        ("therapist", "Eva"),
        ("therapist", None),
        ("phase", None),
    ]
    nothing = {"median": None, "lowest": None, "highest": None, "within_error": None}
    assert lines[0] == {
        "by": "technique",
        "group": None,
        "scale": "nrs",
        "after": {"n": 3, "median": -1, "lowest": -4, "highest": -1, "within_error": True},
        "next_day": {"n": 0, **nothing},
    }
    assert lines[2]["after"] == {"n": 2, **nothing}


def test_other_scales_can_be_rated_before_and_after(rt: Terminal) -> None:
    logged = rt("massage log --at 08:00 --minutes 30 --scale vas --before 40 --after 28")
    assert "     back 40 to 28 mm: 12 mm less, within measurement error\n" in logged.out
    after = rt("massage after m1 20 --scale vas --at 08:45")
    assert "     back 40 to 20 mm: 20 mm less\n" in after.out
