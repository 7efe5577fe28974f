"""`rehabtrack log` and `show`: what was recorded, as it stands and as it stood."""

import json

import pytest
from command_line import Terminal, said


@pytest.fixture
def diary(rt: Terminal) -> Terminal:
    """A day with one record of every kind."""
    rt("phase start recovery --at 2026-03-01")
    rt("clearance add --by Ott --specialty other --from 2026-03-02")
    rt("measure add exercise Bridge --at 07:00")
    rt("pain 7 --at 08:00 --note bad")
    rt("massage log --at 08:30 --after 6 --minutes 10")
    return rt


def test_the_timeline_is_everything_oldest_first(diary: Terminal) -> None:
    assert diary("log") == said(
        """
        f1  recovery phase  Sun 1 Mar (recorded Sat 14 Mar 09:12)
        c1  clearance by Ott (other) from Mon 2 Mar (recorded Sat 14 Mar 09:12)
        t1  exercise Bridge  Sat 14 Mar 07:00 (recorded 09:12)
        p1  7/10 back  Sat 14 Mar 08:00 (recorded 09:12)
             bad
        m1  massage 10 min  Sat 14 Mar 08:30 (recorded 09:12)
        p2  6/10 back, after m1  Sat 14 Mar 08:40 (recorded 09:12)
        w1  high-pain (severe)  m1  Sat 14 Mar 09:12 at logging  unanswered
        """
    )


def test_an_empty_timeline_says_how_to_begin(rt: Terminal) -> None:
    assert rt("log") == said("Nothing is recorded there. Log pain: rehabtrack 0-10\n")


def test_a_kind_narrows_the_timeline(diary: Terminal) -> None:
    assert [line[:2] for line in diary("log --kind massage,warning").out.splitlines()] == [
        "m1",
        "w1",
    ]
    kinds = "phase,clearance,measure,pain,massage,warning"
    assert diary(f"log --kind {kinds}") == diary("log")


def test_since_is_inclusive_and_until_exclusive_at_an_instant(diary: Terminal) -> None:
    bounded = diary("log --since 2026-03-14T07:00 --until 2026-03-14T08:30").out.splitlines()
    assert [line[:2].strip() for line in bounded] == ["t1", "p1", ""]


def test_an_until_given_as_a_date_includes_that_whole_day(diary: Terminal) -> None:
    assert diary("log --until 2026-03-02").out.splitlines()[-1][:2] == "c1"
    assert diary("log --until 2026-03-01").out.splitlines()[-1][:2] == "f1"
    assert diary("log --since 2026-03-02 --until 2026-03-14").out.count("\n") == 7


def test_void_records_and_withdrawn_warnings_are_shown_only_when_asked_for(
    diary: Terminal,
) -> None:
    diary("void p1 --because slip")
    assert [line[:2].strip() for line in diary("log --kind pain,warning").out.splitlines()] == [
        "p2",
        "w2",
    ]
    assert diary("log --kind pain,warning --voided") == said(
        """
        p1  7/10 back  Sat 14 Mar 08:00 (recorded 09:12)  VOID: slip
             bad
        p2  6/10 back, after m1  Sat 14 Mar 08:40 (recorded 09:12)
        w1  high-pain (severe)  m1  Sat 14 Mar 09:12 at logging
             withdrawn: reassessed after u6
        w2  unverified  m1  Sat 14 Mar 09:12 raised later  counted
        """
    )


def test_the_timeline_as_json_is_one_object_a_line_with_the_fields_of_its_kind(
    diary: Terminal,
) -> None:
    found = [json.loads(line) for line in diary("log --json").out.splitlines()]
    assert [(one["kind"], one["id"]) for one in found] == [
        ("phase", "f1"),
        ("clearance", "c1"),
        ("measure", "t1"),
        ("pain", "p1"),
        ("massage", "m1"),
        ("pain", "p2"),
        ("warning", "w1"),
    ]
    assert all("at" in one for one in found)
    diary("void p1 --because slip")
    voided = json.loads(diary("log --json --voided --kind pain").out.splitlines()[0])
    assert (voided["voided_by"], voided["void_reason"]) == ("u6", "slip")


def test_the_timeline_of_an_empty_file_as_json_is_empty(rt: Terminal) -> None:
    assert rt("log --json") == said("")


def test_a_record_is_shown_with_its_versions_and_who_made_them(diary: Terminal) -> None:
    diary("--as Eva edit p1 --value 3")
    assert diary("show p1") == said(
        """
        p1  3/10 back  Sat 14 Mar 08:00 (recorded 09:12)
             bad
             before: p1  7/10 back  Sat 14 Mar 08:00 (recorded 09:12)
             recorded Sat 14 Mar 09:12 by anna, u4
             version 2 Sat 14 Mar 09:12 by Eva, u6
        """
    )


def test_a_massage_is_shown_with_its_ratings_and_its_warnings(diary: Terminal) -> None:
    assert diary("show m1") == said(
        """
        m1  massage 10 min  Sat 14 Mar 08:30 (recorded 09:12)
             recorded Sat 14 Mar 09:12 by anna, u5
             p2  6/10 back, after m1  Sat 14 Mar 08:40 (recorded 09:12)
             w1  high-pain (severe)  m1  Sat 14 Mar 09:12 at logging  unanswered
        """
    )


def test_a_long_version_goes_on_deeper_than_the_next_begins(diary: Terminal) -> None:
    diary("edit p1 --scale vas --value 28 --site buttock-right --recall worst-24h")
    diary("edit p1 --value 30")
    assert (
        "     before: p1  28/100 mm buttock-right, worst of the 24 h before\n"
        "          Sat 14 Mar 08:00 (recorded 09:12)\n"
    ) in diary("show p1").out


def test_a_record_as_json_has_its_earlier_versions(diary: Terminal) -> None:
    diary("edit p1 --value 3")
    found = json.loads(diary("show p1 --json").out)
    assert (found["id"], found["version"], found["value"]) == ("p1", 2, 3)
    assert [(old["version"], old["value"]) for old in found["earlier_versions"]] == [(1, 7)]


@pytest.mark.parametrize("id_", ["f1", "c1", "t1", "p1", "m1", "P1", "p01"])
def test_every_kind_of_record_is_shown_by_its_id(diary: Terminal, id_: str) -> None:
    assert diary(f"show {id_}").code == 0


def test_warnings_and_changes_are_shown_elsewhere(diary: Terminal) -> None:
    assert diary.refuses("show w1") == "w1 is a warning. See: rehabtrack warnings show w1"
    assert diary.refuses("show u1") == "u1 is a change. See: rehabtrack undo --list"
