"""`rehabtrack pain`: one number is a whole entry."""

import json

import pytest
from command_line import Terminal, said

STORED = "p1  {}  Sat 14 Mar 09:12   rehabtrack undo u1\n"
SLIP = "     a slip? rehabtrack edit p1 --value N\n"


def test_one_number_is_a_whole_entry(rt: Terminal) -> None:
    assert rt("2") == said(STORED.format("2/10 back"))


def test_a_bare_number_is_the_same_as_pain(rt: Terminal) -> None:
    assert rt("6") == said(STORED.format("6/10 back") + SLIP)
    assert rt("pain 6").out.startswith("p2  6/10 back  Sat 14 Mar 09:12")


def test_zero_is_a_value(rt: Terminal) -> None:
    assert rt("0") == said(STORED.format("0/10 back"))


def test_a_high_ratings_line_also_offers_to_correct_a_slip(rt: Terminal) -> None:
    assert SLIP not in rt("pain 3").out
    assert "a slip? rehabtrack edit p2 --value N" in rt("pain 4").out


def test_several_sites_at_once_are_one_change(rt: Terminal) -> None:
    assert rt("pain back=3 leg-left=6") == said(
        """
        p1  3/10 back  Sat 14 Mar 09:12
        p2  6/10 leg-left  Sat 14 Mar 09:12   rehabtrack undo u1
             a slip? rehabtrack edit p2 --value N
        """
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("pain weak", "weak back"),
        ("pain mild", "weak back"),
        ("pain none", "none back"),
        ("pain 1.0", "1/10 back"),
        ("pain +2", "2/10 back"),
        ("pain --scale nrs 3", "3/10 back"),
        ("pain --scale vas 28", "28/100 mm back"),
        ("pain --scale faces 2", "2/10 faces back"),
        ("pain --scale vrs weak", "weak back"),
        ("pain 1 --site leg-left", "1/10 leg-left"),
        ("pain Back=1", "1/10 back"),
        ("pain 8 --site other:head", "8/10 other:head"),
        ("pain 2 --recall now", "2/10 back"),
        ("pain 2 --recall average-24h", "2/10 back, average of the 24 h before"),
        ("pain 2 --recall worst-24h", "2/10 back, worst of the 24 h before"),
        ("pain 2 --recall average-7d", "2/10 back, average of the 7 days before"),
    ],
)
def test_each_scale_site_and_recall_is_stored_as_typed(
    rt: Terminal, typed: str, stored: str
) -> None:
    printed = rt(typed)
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.startswith(f"p1  {stored}  Sat 14 Mar 09:12")


def test_everywhere_rates_every_site_rated_in_the_last_14_days(rt: Terminal) -> None:
    rt("pain neck=1 --at 2026-02-27T09:00")
    rt("pain leg-left=6 --at 2026-03-01T09:00")
    rt("pain back=3")
    assert rt("pain 0 --everywhere") == said(
        """
        p4  0/10 leg-left  Sat 14 Mar 09:12
        p5  0/10 back  Sat 14 Mar 09:12   rehabtrack undo u4
        """
    )


def test_everywhere_is_the_usual_site_where_none_was_rated(rt: Terminal) -> None:
    assert rt("pain 0 --everywhere") == said(STORED.format("0/10 back"))


def test_the_site_without_site_is_the_patients_usual_one(rt: Terminal) -> None:
    rt("patient add Anna --site neck")
    assert rt("2").out == "p1  2/10 neck  Sat 14 Mar 09:12   rehabtrack undo u2\n"


def test_a_note_is_stored_and_shown_with_the_record(rt: Terminal) -> None:
    rt("pain 2 --note", "after lifting")
    assert rt("log").out == "p1  2/10 back  Sat 14 Mar 09:12\n     after lifting\n"


def test_a_dash_reads_the_note_from_stdin(rt: Terminal) -> None:
    assert rt("pain 2 --note -", stdin="first\nsecond\n").code == 0
    assert rt("log").out == "p1  2/10 back  Sat 14 Mar 09:12\n     first\n     second\n"


def test_an_empty_note_is_no_note(rt: Terminal) -> None:
    rt("pain 2 --note -", stdin="")
    assert rt("log").out == "p1  2/10 back  Sat 14 Mar 09:12\n"


def test_json_prints_the_ratings_what_they_changed_and_the_change(rt: Terminal) -> None:
    rt("massage log --at 09:00")
    printed = rt("pain back=7 leg-left=weak --json --at 08:00 --note x")
    found = json.loads(printed.out)
    assert list(found) == ["ratings", "symptoms", "changed", "change"]
    assert found["changed"] == [{"session": "m1", "from": "unverified", "to": "high-pain"}]
    assert found["change"] == "u2"
    first, second = found["ratings"]
    assert len(first.pop("uid")) == 36
    assert first == {
        "kind": "pain",
        "id": "p1",
        "at": "2026-03-14T08:00:00+01:00",
        "precision": "minute",
        "site": "back",
        "scale": "nrs",
        "value": 7,
        "category": "severe",
        "recall": "now",
        "session": None,
        "relation": None,
        "note": "x",
        "recorded_at": "2026-03-14T09:12:00+01:00",
        "author": "anna",
        "version": 1,
    }
    assert (second["site"], second["scale"], second["value"]) == ("leg-left", "vrs", "weak")


def test_a_rating_known_by_its_date_says_so_in_json(rt: Terminal) -> None:
    (rating,) = json.loads(rt("pain 2 --at 2026-03-13 --json").out)["ratings"]
    assert (rating["at"], rating["precision"]) == ("2026-03-13", "day")


def test_the_command_that_changes_a_session_names_it(rt: Terminal) -> None:
    rt("pain 2 --at 06:00")
    rt("massage log --at 09:00")
    assert rt("pain 8 --at 08:00") == said(
        """
        p2  8/10 back  Sat 14 Mar 08:00 (recorded 09:12)   rehabtrack undo u3
             a slip? rehabtrack edit p2 --value N
        """,
        "m1 (Sat 14 Mar 09:00) was not high-pain and is now high-pain (severe) [w1].\n",
    )


def test_a_session_known_by_its_date_is_named_by_its_date(rt: Terminal) -> None:
    rt("pain 2 --at 2026-03-13T06:00")
    rt("massage log --at 2026-03-13")
    changed = rt("pain 8 --at 2026-03-13T08:00").err
    assert changed == "m1 (Fri 13 Mar) was not high-pain and is now high-pain (severe) [w1].\n"


def test_the_sixth_session_that_changes_is_only_counted(rt: Terminal) -> None:
    for hour in range(1, 7):
        rt(f"massage log --at 0{hour}:00")
    told = rt("pain 8 --at 00:30").err.splitlines()
    assert told[4] == "m5 (Sat 14 Mar 05:00) was unverified and is now high-pain (severe) [w11]."
    assert told[5:] == ["The status of 1 more session changed: rehabtrack review"]


def test_a_rating_that_does_not_count_changes_no_session(rt: Terminal) -> None:
    rt("massage log --at 09:00")
    assert rt("pain other:head=8 --at 08:00").err == ""
    assert rt("pain 8 --recall average-7d --at 08:00").err == ""
