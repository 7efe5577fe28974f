"""`rehabtrack warnings`: what asks for an answer, answering it, and what it came to."""

import json

import pytest
from command_line import Terminal, said

CODES = """\
Answer one: rehabtrack warnings answer ID CODE, CODE being
  doctor-cleared, decided-with-therapist, away-from-spine, pain-eased,
  light-technique, not-rated, other:TEXT
"""


@pytest.fixture
def warned(rt: Terminal) -> Terminal:
    """A massage in high pain, and one that could not be verified."""
    rt("pain 7 --at 06:12")
    rt("massage log --at 08:00")
    rt("massage log --at 2026-03-12T08:00")
    return rt


def test_no_warning_asks_for_an_answer_at_first(rt: Terminal) -> None:
    assert rt("warnings") == said("No warning asks for an answer.\n")
    assert rt("warnings --all") == said("No warning was ever raised.\n")
    assert rt("warnings --json") == said("")


def test_unanswered_warnings_are_listed_and_unverified_ones_counted(warned: Terminal) -> None:
    listed = said(
        "w1  high-pain (severe)  m1  Sat 14 Mar 09:12 at logging  unanswered\n"
        "1 other warning: 1 unverified  (rehabtrack warnings --all)\n" + CODES
    )
    assert warned("warnings") == listed
    assert warned("warnings list") == listed


def test_unverified_warnings_alone_ask_for_no_answer(rt: Terminal) -> None:
    rt("massage log")
    assert rt("warnings") == said(
        "1 other warning: 1 unverified  (rehabtrack warnings --all)\n"
        "No warning asks for an answer.\n"
    )


def test_all_lists_withdrawn_and_counted_ones_too(warned: Terminal) -> None:
    warned("edit p1 --value 5")
    assert warned("warnings --all") == said(
        "w1  high-pain (severe)  m1  Sat 14 Mar 09:12 at logging\n"
        "     withdrawn: reassessed after u4\n"
        "w2  unverified  m2  Sat 14 Mar 09:12 at logging  counted\n"
        "w3  high-pain (moderate)  m1  Sat 14 Mar 09:12 raised later  unanswered\n" + CODES
    )
    assert warned("warnings list --all") == warned("warnings --all")


def test_warnings_older_than_14_days_are_counted(warned: Terminal) -> None:
    warned.now = "2026-03-29T09:12"
    assert warned("warnings") == said(
        "2 other warnings: 1 earlier unanswered, 1 unverified\n"
        "     (rehabtrack warnings --all)\n"
        "No warning asks for an answer.\n"
    )


@pytest.mark.parametrize(
    "code",
    [
        "doctor-cleared",
        "decided-with-therapist",
        "away-from-spine",
        "pain-eased",
        "light-technique",
        "not-rated",
        "other:she wanted it",
        "pain-eased:a little",
    ],
)
def test_a_warning_is_answered_with_a_code(warned: Terminal, code: str) -> None:
    assert warned("warnings answer w1", code) == said(f"w1 answered: {code}   rehabtrack undo u4\n")
    assert "unanswered" not in warned("warnings").out
    assert f"Sat 14 Mar 09:12 anna: {code}\n" in warned("warnings show w1").out


def test_answers_are_added_never_overwritten(warned: Terminal) -> None:
    warned("warnings answer w1 pain-eased")
    warned("--as Eva warnings answer w1 other:no")
    assert warned("warnings show w1") == said(
        """
        w1  high-pain (severe)  m1  Sat 14 Mar 09:12 at logging  answered
             by the rule high-pain/1, limit 3, 24 h: rated-high
             p1  7/10 back  Sat 14 Mar 06:12 (recorded 09:12)
             Sat 14 Mar 09:12 anna: pain-eased
             Sat 14 Mar 09:12 Eva: other:no
        """
    )


def test_an_answer_is_shown_with_the_warning_that_follows_and_asked_anew_if_it_is_graver(
    rt: Terminal,
) -> None:
    rt("pain 5 --at 06:12")
    rt("massage log --at 08:00")
    rt("warnings answer w1 pain-eased")
    rt("edit p1 --value 6")
    assert "w2  high-pain (moderate)  m1  Sat 14 Mar 09:12 raised later  answered" in (
        rt("warnings --all").out
    )
    rt("edit p1 --value 8")
    assert rt("warnings").out.startswith(
        "w3  high-pain (severe)  m1  Sat 14 Mar 09:12 raised later  unanswered\n"
    )
    assert "anna: pain-eased" in rt("warnings show w3").out


def test_the_evidence_is_shown_as_it_was(warned: Terminal) -> None:
    warned("edit p1 --value 5")
    assert "     p1  7/10 back  Sat 14 Mar 06:12" in warned("warnings show w1").out
    assert "     p1  5/10 back  Sat 14 Mar 06:12" in warned("warnings show w3").out


def test_the_warning_of_a_refusal_shows_the_refusal(rt: Terminal) -> None:
    rt("pain 2 --at 06:00")
    rt("clearance add --by Ott --specialty other --refuse --from 07:00")
    rt("massage log --at 08:00")
    assert rt("warnings show w1") == said(
        """
        w1  refused  m1  Sat 14 Mar 09:12 at logging  unanswered
             by the rule clearance/1: refused
             c1  refusal by Ott (other) from Sat 14 Mar 07:00 (recorded 09:12)
        """
    )


def test_a_massage_shows_its_warnings_to_scripts_too(warned: Terminal) -> None:
    warned("edit p1 --value 2")
    every = warned("warnings --all --json").out.splitlines()
    shown = json.loads(warned("show m1 --json").out)["warnings"]
    assert shown == [one for one in map(json.loads, every) if one["session"] == "m1"]
    assert {one["withdrawn"] is None for one in shown} == {False}


def test_what_cannot_be_answered_is_refused(warned: Terminal) -> None:
    warned("edit p1 --value 2")
    assert warned.refuses("warnings answer w1 pain-eased") == (
        "w1 was withdrawn and asks for no answer. See: rehabtrack warnings show w1"
    )
    assert warned.refuses("warnings answer w9 pain-eased") == (
        "There is no w9 in this journal. See: rehabtrack warnings --all"
    )
    assert warned.refuses("warnings show w9") == (
        "There is no w9 in this journal. See: rehabtrack warnings --all"
    )
    assert warned.refuses("warnings answer p1 pain-eased") == (
        '"p1" is a pain record, not a warning. The id of a warning looks like w1.'
    )
    assert warned.refuses("warnings show m1") == (
        '"m1" is a massage record, not a warning. The id of a warning looks like w1.'
    )


def test_a_code_nearly_right_or_other_without_a_text_is_refused(warned: Terminal) -> None:
    assert warned.refuses("warnings answer w1 docter-cleared") == (
        '"docter-cleared" is not a code. Did you mean doctor-cleared?'
    )
    assert warned.refuses("warnings answer w1 whatever") == (
        '"whatever" is not a code. Use doctor-cleared, decided-with-therapist, away-from-spine, '
        "pain-eased, light-technique, not-rated or other."
    )
    for empty in ("other", "other:", "other: "):
        assert warned.refuses("warnings answer w1", empty) == (
            "The code other says nothing without a text. Write other:TEXT."
        )


def test_warnings_as_json(warned: Terminal) -> None:
    warned("warnings answer w1 pain-eased")
    first, second = (json.loads(line) for line in warned("warnings --all --json").out.splitlines())
    assert first == {
        "kind": "warning",
        "id": "w1",
        "at": "2026-03-14T09:12:00+01:00",
        "session": "m1",
        "rule": {"id": "high-pain", "version": 1, "limit": 3, "hours": 24},
        "status": "high-pain",
        "reason": "rated-high",
        "category": "severe",
        "evidence": ["p1"],
        "until": "2026-03-15T06:12:00+01:00",
        "how": "at-logging",
        "answered": True,
        "withdrawn": False,
        "cause": None,
    }
    assert (second["status"], second["category"], second["until"]) == ("unverified", None, None)
    shown = json.loads(warned("warnings show w1 --json").out)
    assert list(shown) == [*first, "records", "answers"]
    assert [record["id"] for record in shown["records"]] == ["p1"]
    assert shown["answers"] == [
        {"code": "pain-eased", "text": None, "at": "2026-03-14T09:12:00+01:00", "author": "anna"}
    ]
    answered = json.loads(warned("warnings answer w1 other:x --json").out)
    assert (list(answered), answered["change"]) == ([*first, "change"], "u5")
    assert warned("warnings --json").out == ""


def test_stats_count_what_the_warnings_came_to(warned: Terminal) -> None:
    warned("warnings answer w1 pain-eased")
    warned("massage skip --because pain-eased --at 08:30")
    warned("pain 2")
    assert warned("warnings stats") == said(
        """
        raised: at-logging 2
        withdrawn: 0
        standing: high-pain 1, unverified 1
        unanswered: 0
        answered: pain-eased 1
        massages skipped: 1, 1 of them in high pain or refused
        the day after a massage in high pain, the pain: fell 1
        """
    )


def test_stats_as_json(warned: Terminal) -> None:
    assert json.loads(warned("warnings stats --json").out) == {
        "raised": {"at-logging": 2},
        "withdrawn": 0,
        "standing": {"high-pain": 1, "unverified": 1},
        "answers": {},
        "unanswered": 1,
        "skipped": 0,
        "heeded": 0,
        "next_day": {"not-rated": 1},
    }


def test_stats_of_nothing(rt: Terminal) -> None:
    assert rt("warnings stats").out.startswith("raised: none\nwithdrawn: 0\nstanding: none\n")
