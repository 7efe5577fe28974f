"""`rehabtrack chart`: what stands on the screen, for a person with any terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import engines
import pytest
from command_line import Terminal, program, said
from test_real_data import COLUMNS, DIARY, SITES

from rehabtrack.cli.output import columns

OTHERS = "back upper-back neck buttock-left buttock-right leg-left leg-right arm-left arm-right"


def test_pain_massages_and_phases_of_six_weeks(rt: Terminal) -> None:
    rt("phase start conservative --at 2026-02-02T08:00")
    rt("pain back=5 leg-left=5 --at 2026-02-03T20:00")
    rt("pain back=3 leg-left=4 --at 2026-02-04T20:00")
    rt("pain back=2 leg-left=0 --at 2026-02-09T07:00")
    rt("pain back=6 --at 2026-02-09T06:00")
    rt("phase start recovery --at 2026-02-20T08:00")
    rt("massage log --at 2026-02-09T09:00")
    rt("massage log --at 2026-02-25T09:00")
    rt("massage skip --because not-rated --at 2026-02-26T09:00")
    rt("pain 1 --at 2026-03-14T08:00")
    rt("massage log --at 2026-03-14T09:00")
    assert rt("chart") == said(
        """
        Worst pain of each day, Sun 1 Feb to Sat 14 Mar.
        0-10 scale (nrs)  ╌╌ high above 3
              10│  ░░░   ░░
               9│  ░░░   ░░
               8│  ░░░   ░░
               7│  ░░░   ░░
               6│  ░░░   ●░
               5│  A░░   ░░
               4│  ░○░   ░░
                │╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌
               3│  ░●░   ░░
               2│  ░░░   ░░
               1│  ░░░   ░░                               ●
               0│  ░░░   ○░
                └─┬──────┬──────┬──────┬──────┬──────┬─────
                  2 Feb  9 Feb  16 Feb 23 Feb 2 Mar  9 Mar
        massage │        !               ?/               ✓
        phase   │ [conservative─────[recovery──────────────
        ● back  ○ leg-left  A back + leg-left
        ░ 2 high-pain periods (24 h from each high rating)
        massages:  ! 1 high-pain  ? 1 unverified  ✓ 1 no high pain  / 1 not given
        """
    )


def test_a_day_without_a_rating_is_empty_and_no_zero(rt: Terminal) -> None:
    rt("pain 0 --at 2026-03-10T08:00")
    rt("pain 0 --at 2026-03-13T08:00")
    [zero] = [line for line in rt("chart").out.splitlines() if line.startswith("       0│")]
    assert zero == "       0│" + " " * 37 + "●  ●"


def test_one_rating_of_one_day(rt: Terminal) -> None:
    rt("pain 2")
    shown = rt("chart --since 2026-03-14").out.splitlines()
    assert shown[0] == "Worst pain of each day, Sat 14 Mar."
    assert shown[-4:] == [
        "       0│",
        "        └┬──",
        "         14 Mar",
        "● back",
    ]


# --- nothing to draw ------------------------------------------------------------------------------


def test_an_empty_journal_says_how_to_begin_and_makes_no_file(rt: Terminal) -> None:
    assert rt("chart") == said("Nothing is rated yet. Log pain:\nrehabtrack 0-10\n")
    assert rt("chart --json") == said()
    assert not Path(rt.db).exists()


def test_a_span_with_none_names_the_newest_rating(rt: Terminal) -> None:
    rt("pain 2 --at 2025-03-14T08:00")
    rt("phase start recovery --at 2025-03-14T09:00")
    assert rt("chart").out == (
        "Nothing is rated there: Sun 1 Feb to Sat 14 Mar. The newest rating:\n"
        "rehabtrack chart --until 2025-03-14\n"
    )
    shown = rt("chart --until 2025-03-14").out
    assert shown.startswith("Worst pain of each day, Sat 1 Feb 2025 to Fri 14 Mar 2025.\n")
    assert (
        rt("chart --site neck").out == "No pain in neck is rated there: Sun 1 Feb to Sat 14 Mar.\n"
    )


def test_massages_are_drawn_though_no_pain_is_rated(rt: Terminal) -> None:
    rt("massage log")
    assert rt("chart --since 2026-03-13").out == (
        "Worst pain of each day, Fri 13 Mar to Sat 14 Mar.\n"
        "        └┬─────\n"
        "         13 Mar\n"
        "massage │   ?\n"
        "massages:  ? 1 unverified\n"
    )


def test_an_average_of_a_week_is_no_day(rt: Terminal) -> None:
    rt("pain 6 --recall average-7d")
    assert rt("chart").out == (
        "No day is rated there, only the average of the 7 days before: Sun 1 Feb to\nSat 14 Mar.\n"
    )
    rt("2")
    assert rt("chart").out.endswith("Not drawn: 1 rating of the average of the 7 days before.\n")


def test_a_span_that_ends_before_it_begins_is_refused(rt: Terminal) -> None:
    rt("2")
    sentence = "The span ends before it begins. Give a --since before --until."
    assert rt.refuses("chart --since 2026-03-02 --until 2026-03-01") == sentence
    assert rt.refuses("chart --since 2026-03-15") == sentence


# --- scales, sites and policy ---------------------------------------------------------------------


def test_each_scale_is_a_panel_of_its_own_with_its_limit(rt: Terminal) -> None:
    rt("pain 2")
    rt("pain --scale vas 31")
    rt("pain --scale faces 4")
    rt("pain --scale vrs weak")
    shown = rt("chart").out
    for title in (
        "0-10 scale (nrs)  ╌╌ high above 3",
        "visual scale (vas), 10 mm a row, named by the highest  ╌╌ high above 30 mm",
        "faces scale (faces)  ╌╌ high above 2",
        "verbal scale (vrs)  ╌╌ high above weak",
    ):
        assert f"\n{title}\n" in shown
    assert f"\n      40│{' ' * 41}●\n" in shown
    assert f"\n    weak│{' ' * 40} ●\n" in shown.replace("░", " ")


def test_the_limit_is_that_of_the_policy_in_force_and_whose_advice_it_was_is_said(
    rt: Terminal,
) -> None:
    rt("4")
    assert "░" in rt("chart").out
    rt("rule set --limit 4 --because trial --on-advice-of Ott")
    shown = rt("chart").out
    assert "░" not in shown
    assert "\n0-10 scale (nrs)  ╌╌ high above 4\n" in shown
    assert shown.endswith("\nJudged under a limit of 4, on the advice of Ott.\n")


def test_a_site_that_does_not_count_says_so(rt: Terminal) -> None:
    rt("pain other:head=8 back=2")
    shown = rt("chart").out
    assert "● back  ○ other:head (does not count)\n" in shown
    assert "░" not in shown


def test_sites_are_chosen_and_one_not_rated_is_named(rt: Terminal) -> None:
    rt("pain back=7 neck=2 leg-left=1")
    shown = rt("chart --site neck,arm-left").out
    assert shown.endswith(
        "● neck  ░ 1 high-pain period (of any site)\nNot rated there: arm-left.\n"
    )
    assert rt.refuses("chart --site leg-lfet").startswith('"leg-lfet" is not a site.')


def test_of_fifty_sites_the_gravest_are_drawn_and_the_others_named_in_a_line(rt: Terminal) -> None:
    rt("pain " + " ".join(f"{site}=3" for site in OTHERS.split()))
    rt("pain leg-right=9 " + " ".join(f"other:place{n}=10" for n in range(41)))
    shown = rt("chart").out
    assert "● back  ○ leg-right  ▲ arm-left  △ arm-right" in shown
    assert shown.endswith(
        "Rated too, not drawn: buttock-left, buttock-right, leg-left and 43 more.\n"
        "Choose with --site.\n"
    )


@pytest.mark.parametrize(
    "name",
    ["שלום עולם", "🙂👩‍👩‍👧", "\u202eabc", "x" * 40, "a/b/" * 10, "日本語" * 13],
)
def test_no_name_of_a_site_moves_what_is_drawn(rt: Terminal, name: str) -> None:
    rt("pain", "--site", f"other:{name}", "5")
    rt("pain back=5 neck=5")
    rt.env["COLUMNS"] = "40"
    for option in ("", "--ascii"):
        shown = rt(f"chart {option}").out
        assert all(columns(line) <= 40 for line in shown.splitlines()), shown
        picture = [line for line in shown.splitlines() if line[8:9] in ("│", "|")]
        assert len(picture) == 12
        assert shown.isascii() or not option


def test_marks_that_share_a_place_are_explained_and_no_others_are(rt: Terminal) -> None:
    rt("pain back=2 neck=2 leg-left=2 --at 2026-03-13T08:00")
    rt("pain back=2 neck=1 leg-left=2")
    legend = rt("chart").out.splitlines()[-1]
    assert legend == "● back  ○ neck  ▲ leg-left  A back + neck + leg-left  B back + leg-left"


# --- massages -------------------------------------------------------------------------------------


def test_two_records_of_one_massage_count_once_and_a_hidden_one_is_counted(rt: Terminal) -> None:
    rt("pain 6 --at 07:00")
    rt("massage log --at 08:00")
    rt("massage log --at 08:10")
    rt("massage skip --because pain-eased --at 08:30")
    rt("massage same m1 m2")
    legend = rt("chart").out.splitlines()[-1]
    assert legend == "massages:  ! 1 high-pain  1 not given (behind a graver one)"


def test_a_refusal_and_an_emergency_have_marks_of_their_own(rt: Terminal) -> None:
    rt("pain 2 --at 08:00")
    rt("clearance add --by Ott --specialty other --refuse --from 2026-03-13 --until 2026-03-13")
    rt("massage log --at 2026-03-13T12:00")
    rt("redflags --yes bowel --at 08:30")
    rt("massage log --at 09:00")
    shown = rt("chart").out
    assert shown.startswith("RED FLAG")
    assert shown.endswith("massages:  X 1 red-flag  R 1 refused\n")
    assert f"massage │{' ' * 40}RX\n" in shown


# --- the terminal ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("wide", "drawn"), [("20", 40), ("60", 60), ("100", 100), ("500", 120)])
def test_it_is_as_wide_as_the_terminal_between_40_and_120(
    rt: Terminal, wide: str, drawn: int
) -> None:
    rt("pain 2 --at 2024-01-01")
    rt("pain 3")
    rt.env["COLUMNS"] = wide
    rt.long_lines = True
    lines = rt("chart --since 2024-01-01").out.splitlines()
    widest = max(map(columns, lines))
    assert drawn * 0.85 < widest <= drawn


def test_without_a_terminal_it_is_78_columns_wide(rt: Terminal) -> None:
    rt("pain 3")
    rt.env["COLUMNS"] = None
    lines = rt("chart --since 2025-06-01").out.splitlines()
    assert 78 * 0.85 < max(map(columns, lines)) <= 78
    assert "Each column is 5 days, their worst." in " ".join(lines)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
@pytest.mark.parametrize(("wide", "drawn"), [(60, 60), (0, 78)])
def test_a_terminal_that_does_not_say_how_wide_it_is_is_taken_for_78_columns(
    rt: Terminal, wide: int, drawn: int
) -> None:
    import fcntl
    import pty
    import struct
    import termios

    rt("pain 2 --at 2024-01-01")
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, wide, 0, 0))
    span = ["--since", "2024-01-01", "--until", "2026-03-14"]
    command = [sys.executable, "-m", "rehabtrack", *rt.before, "chart", "--ascii", *span]
    subprocess.run(command, env=engines.environment(), stdout=theirs, check=True)
    os.close(theirs)
    lines = os.read(ours, 10_000).decode().splitlines()
    os.close(ours)
    assert drawn * 0.85 < max(map(len, lines)) <= drawn


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "C"},
        {"LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_ascii_is_chosen_where_the_terminal_has_no_more(rt: Terminal, env: dict[str, str]) -> None:
    rt("pain 7 --at 2026-03-01")
    shown = program(*rt.before, "chart", "--until", "2026-03-14", env=env).stdout
    assert shown.isascii()
    assert b"\no back  : 1 high-pain period" in shown


def test_else_it_draws_with_more(rt: Terminal) -> None:
    rt("pain 7 --at 2026-03-01")
    for env in ({}, {"LANG": "C.UTF-8"}, {"PYTHONIOENCODING": "utf-8"}):
        shown = program(*rt.before, "chart", "--until", "2026-03-14", env=env).stdout.decode()
        assert "\n● back  ░ 1 high-pain period" in shown
    assert rt("chart --ascii").out.isascii()


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}])
def test_it_has_no_colour(rt: Terminal, env: dict[str, str]) -> None:
    rt("pain 7")
    shown = program(*rt.before, "chart", "--since", "2026-03-01", env=env).stdout
    assert b"\x1b" not in shown


# --- several patients, other programs, years ------------------------------------------------------


def test_of_several_patients_it_says_whose_it_is_and_asks_if_nobody_says(rt: Terminal) -> None:
    rt("patient add Anna")
    rt("patient add Ben")
    rt("--patient Anna pain 5")
    rt("--patient Ben pain 6")
    assert rt.refuses("chart").startswith("There are 2 patients here, and none is in use.")
    assert rt("--patient Ben chart --until 2026-01-01").out == (
        "Ben  Nothing is rated there: Fri 21 Nov 2025 to Thu 1 Jan. The newest rating:\n"
        "Ben  rehabtrack --patient Ben chart --until 2026-03-14\n"
    )
    shown = rt("--patient Ben chart").out
    assert shown.startswith("Worst pain of each day of Ben, Sun 1 Feb to Sat 14 Mar.\n")
    assert "●" not in next(line for line in shown.splitlines() if line.startswith("       5│"))


def test_the_days_as_json(rt: Terminal) -> None:
    rt("pain back=3 leg-left=2 --at 2026-03-13T08:00")
    rt("pain back=6 --at 2026-03-13T09:00")
    rt("pain --scale vrs severe")
    rt("pain 7 --recall average-7d")
    day = {"day": "2026-03-13", "site": "back", "scale": "nrs", "worst": 6}
    assert [json.loads(line) for line in rt("chart --json").out.splitlines()] == [
        day | {"category": "moderate", "n": 2},
        day | {"site": "leg-left", "worst": 2, "category": "weak", "n": 1},
        day
        | {"day": "2026-03-14", "scale": "vrs", "worst": "severe", "category": "severe", "n": 1},
    ]
    assert rt("chart --json --site leg-left").out.count("\n") == 1
    rt("patient add Ben")
    assert json.loads(rt("--patient Ben chart --json").out or "{}") == {}
    assert json.loads(rt("--patient me chart --json").out.splitlines()[0])["patient"] == "me"


def test_json_has_every_day_though_days_share_a_column(rt: Terminal) -> None:
    for day in (1, 2, 3):
        rt(f"pain {day} --at 2020-01-0{day}")
    assert rt("chart --since 2010-01-01 --json").out.count("\n") == 3


def test_void_pain_is_not_drawn(rt: Terminal) -> None:
    rt("7")
    rt("2")
    rt("void p1 --because slip")
    shown = rt("chart").out
    assert "░" not in shown
    assert shown.count("●") == 2  # its mark, and what it means


def test_a_century_is_drawn(rt: Terminal) -> None:
    rt("pain 6 --at 1901-01-01")
    rt("pain 2")
    shown = rt("chart --since 1901-01-01").out
    assert "Each column is 663 days, their worst." in shown
    assert "\n       6│●\n" in shown


def test_a_real_diary(rt: Terminal) -> None:
    if not DIARY.exists():
        assert os.environ.get("CI") != "true", f"{DIARY} is missing"
        pytest.skip(f"{DIARY} is missing")
    rt(f"import {DIARY} --kind pain --where 'name=Back pain' {COLUMNS} {SITES} --round up")
    shown = rt("chart --since 2020-05-01 --until 2020-07-31").out
    assert "Each column is 2 days, their worst." in shown
    assert "● back  ░ 15 high-pain periods (24 h from each high rating)\n" in shown
    assert "\n       5│  ●" in shown
