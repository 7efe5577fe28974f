"""`rehabtrack`, `review`, `periods`, `rule` and `db`: how things stand, and how they stood."""

import json
import os
import re

import engines
import pytest
from command_line import Terminal, said

NOTICES = """\
note: no treatment phase is recorded: rehabtrack phase start ..
note: no doctor's clearance is recorded; the source says to consult one.
"""


# --- today ---------------------------------------------------------------------------------------


def test_today_of_an_empty_file_says_how_to_begin(rt: Terminal) -> None:
    assert rt() == said(
        "Sat 14 Mar 09:12\n"
        "Nothing is rated yet. Log pain: rehabtrack 0-10\n"
        "\n"
        "UNVERIFIED  No pain rating in the last 24 h. Rate it: rehabtrack pain 0-10\n" + NOTICES
    )


def test_today_is_phase_newest_rating_per_site_verdict_and_unanswered_warnings(
    rt: Terminal,
) -> None:
    rt("phase start recovery --at 2026-03-01")
    rt("clearance add --by Ott --specialty other --from 2026-03-01")
    rt("pain back=3 leg-left=7 --at 06:12")
    rt("pain back=2 --at 09:11")
    rt("massage log --at 08:00")
    rt("massage log --at 2026-03-12")
    assert rt() == said(
        """
        Sat 14 Mar 09:12
        Phase    f1  recovery phase  Sun 1 Mar (recorded Sat 14 Mar 09:12)
        Pain     7/10 leg-left  Sat 14 Mar 06:12  3 h ago
        Pain     2/10 back  Sat 14 Mar 09:11  1 min ago

        NOT ADVISED  Pain 7/10 in leg-left 3 h ago. Massage is for no or weak pain
        (0-3).
        The high-pain period lasts until Sun 15 Mar 06:12 at the earliest.
        w1  high-pain (severe)  m1  Sat 14 Mar 09:12 at logging  unanswered
        1 other warning: 1 unverified  (rehabtrack warnings --all)
        """
    )


def test_today_shows_an_older_rating_where_none_is_of_the_last_14_days(rt: Terminal) -> None:
    rt("pain 2 --at 2025-12-31T23:59")
    assert "Pain     2/10 back  Wed 31 Dec 2025 23:59  72 days ago\n" in rt().out


def test_a_rating_of_this_minute_or_known_by_its_date_has_no_age(rt: Terminal) -> None:
    rt("pain 2")
    assert "Pain     2/10 back  Sat 14 Mar 09:12\n" in rt().out
    rt("pain neck=2 --at 2026-03-13")
    assert "Pain     2/10 neck  Fri 13 Mar\n" in rt().out


def test_today_as_json(rt: Terminal) -> None:
    rt("phase start recovery --at 2026-03-01")
    rt("pain 7 --at 06:12")
    rt("massage log --at 08:00")
    found = json.loads(rt("--json").out)
    keys = ["at", "phase", "ratings", "assessment", "due", "unanswered", "others"]
    assert list(found) == keys
    assert found["at"] == "2026-03-14T09:12:00+01:00"
    assert found["phase"]["id"] == "f1"
    assert [rating["id"] for rating in found["ratings"]] == ["p1"]
    assert found["assessment"] == json.loads(rt("massage check --json").out)
    assert [warning["id"] for warning in found["unanswered"]] == ["w1"]
    assert found["others"] == {"earlier": 0, "unverified": 0, "imported": 0}


# --- review --------------------------------------------------------------------------------------


def test_review_judges_every_massage_and_counts(rt: Terminal) -> None:
    assert rt("review") == said("No massage is recorded there.\n")
    rt("pain back=7 leg-left=5 --at 06:12")
    rt("massage log --at 08:00")
    rt("massage log --at 2026-03-12")
    rt("massage skip --because pain-eased --at 08:30")
    rt("pain 2 --at 2026-03-10T08:00")
    rt("massage log --at 2026-03-10T09:00")
    rt("clearance add --by Ott --specialty other --refuse --from 2026-03-14")
    assert rt("review") == said(
        """
        m4  Tue 10 Mar 09:00  no high pain  p3
        m2  Thu 12 Mar  unverified  p3  [w3]
        m1  Sat 14 Mar 08:00  high-pain (severe)  p1 p2  refused by a doctor
             [w1] [w4]
        3 massages: 1 high-pain, 1 unverified, 1 no high pain
        """
    )
    assert rt("review --since 2026-03-12 --until 2026-03-12").out == (
        "m2  Thu 12 Mar  unverified  p3  [w3]\n"
        "1 massage: 0 high-pain, 1 unverified, 0 no high pain\n"
    )


def test_review_as_json_is_one_object_a_line_in_order_of_time(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    rt("massage log --at 08:00")
    rt("massage log --at 2026-03-12")
    assert [json.loads(line) for line in rt("review --json").out.splitlines()] == [
        {
            "session": "m2",
            "at": "2026-03-12",
            "status": "unverified",
            "reason": "no-recent-rating",
            "warning": "w2",
            "advice": "unverified",
            "same_as": None,
        },
        {
            "session": "m1",
            "at": "2026-03-14T08:00:00+01:00",
            "status": "high-pain",
            "reason": "rated-high",
            "warning": "w1",
            "advice": "not-advised",
            "same_as": None,
        },
    ]


# --- periods -------------------------------------------------------------------------------------


def test_periods_are_the_union_of_the_covers_with_their_peak(rt: Terminal) -> None:
    assert rt("periods") == said(
        "no high-pain period as of now (above 3 on the 0-10 scale, 24 h each).\n"
    )
    rt("pain back=4 leg-left=7 --at 2026-03-01T08:00")
    rt("pain --scale vas 80 --at 2026-03-02T08:00")
    rt("pain 5 --at 2026-03-10T08:00")
    assert rt("periods") == said(
        """
        Sun 1 Mar 08:00 to Tue 3 Mar 08:00  severe, 7/10, 80/100 mm  back leg-left
        Tue 10 Mar 08:00 to Wed 11 Mar 08:00  moderate, 5/10  back
        2 high-pain periods as of now (above 3 on the 0-10 scale, 24 h each).
        """
    )
    assert rt("periods --since 2026-03-03 --until 2026-03-10").out == (
        "Sun 1 Mar 08:00 to Tue 3 Mar 08:00  severe, 7/10, 80/100 mm  back leg-left\n"
        "Tue 10 Mar 08:00 to Wed 11 Mar 08:00  moderate, 5/10  back\n"
        "2 high-pain periods as of now (above 3 on the 0-10 scale, 24 h each).\n"
    )
    assert rt("periods --since 2026-03-04 --until 2026-03-09").out.startswith("no high-pain")


def test_periods_as_json(rt: Terminal) -> None:
    rt("pain back=4 leg-left=7 --at 2026-03-01T08:00")
    assert json.loads(rt("periods --json").out) == {
        "start": "2026-03-01T08:00:00+01:00",
        "end": "2026-03-02T08:00:00+01:00",
        "peak": {"category": "severe", "values": [{"scale": "nrs", "value": 7}]},
        "sites": ["back", "leg-left"],
    }


def test_periods_are_drawn_under_the_policy_in_force_and_say_which(rt: Terminal) -> None:
    rt("pain 4 --at 2026-03-01T08:00")
    rt("rule set --limit 4 --hours 48 --because trial --on-advice-of Ott")
    assert rt("periods").out == (
        "no high-pain period as of now (above 4 on the 0-10 scale, 48 h each). Judged\n"
        "under a limit of 4, on the advice of Ott.\n"
    )


# --- rule ----------------------------------------------------------------------------------------


def test_the_rule_is_shown_with_its_source_and_its_limits(rt: Terminal) -> None:
    assert rt("rule show") == said(
        """
        high-pain/1: no massage while the pain is high.
        - Weak pain or none: nrs 0-3, vas 0-30 mm, faces 0-2, vrs none or weak (limit
             3). All above is high.
        - A high rating of the spine, a leg or an arm covers 24 hours from then on.
        - A rating shows weak pain for 24 hours; after that it is unverified.
        - A site rated high is unverified until rated again, for up to 14 days.
        Source: the article "Back massage with a hernia of the spine - indications,
        techniques, cautions": massage "may only be assigned in the absence of pain,
        or weak in its intensity".
        The cut points come from the literature on pain scales (NRS: Boonstra 2016,
        Woo 2015; VAS: Collins 1997, Jensen 2003), those of faces are ours; the 24
        hours rest on Suri 2011. None of these numbers was validated for massage in
        disc herniation. This is not medical advice.
        Beyond the source, deciding nothing here: weak leg or arm pain counts as weak,
        yet a guideline (KNGF 2021) advises against massage with nerve-root pain: ask
        your doctor.
        Above this rule stand emergency red flags (rehabtrack redflags) and a doctor's
        refusal: then no massage, whatever the pain is.
        """
    )


def test_a_policy_is_set_with_a_reason_and_by_whom(rt: Terminal) -> None:
    assert rt("rule set --hours 48 --because careful") == said(
        "rule  limit 3, 48 h: careful, from Sat 14 Mar 09:12   rehabtrack undo u1\n"
    )
    rt.now = "2026-03-14T10:00"
    assert rt("rule set --limit 4 --because trial --on-advice-of 'Dr Ott'").out == (
        "rule  limit 4, 48 h, on the advice of Dr Ott: trial, from Sat 14 Mar 10:00\n"
        "     rehabtrack undo u2\n"
    )
    shown = rt("rule show").out
    assert "Set Sat 14 Mar 09:12 by anna: limit 3, 48 h; careful\n" in shown
    assert "Set Sat 14 Mar 10:00 by anna: limit 4, 48 h; trial\n" in shown
    assert "vrs none or weak (limit 4, on the advice of Dr Ott)." in " ".join(shown.split())


def test_a_policy_change_leaves_past_sessions_as_they_were(rt: Terminal) -> None:
    rt("pain 3 --at 06:12")
    rt("massage log --at 08:00")
    assert rt("rule set --limit 2 --because careful").err == ""
    assert "m1  Sat 14 Mar 08:00  no high pain" in rt("review").out


def test_the_rule_as_json(rt: Terminal) -> None:
    stored = json.loads(rt("rule set --hours 48 --because careful --json").out)
    (policy,) = stored["stored"]
    assert len(policy.pop("uid")) == 36
    assert policy == {
        "kind": "policy",
        "id": None,
        "at": "2026-03-14T09:12:00+01:00",
        "limit": 3,
        "hours": 48,
        "because": "careful",
        "on_advice_of": None,
        "recorded_at": "2026-03-14T09:12:00+01:00",
        "author": "anna",
        "version": 1,
    }
    assert (stored["changed"], stored["change"]) == ([], "u1")
    assert json.loads(rt("rule show --json").out) == {
        "id": "high-pain",
        "version": 1,
        "limit": 3,
        "hours": 48,
        "on_advice_of": None,
        "fresh_hours": 24,
        "rerate_days": 14,
    }


def test_policies_outside_the_rule_are_refused(rt: Terminal) -> None:
    assert rt.refuses("rule set --limit 4 --because x") == (
        "A limit above 3 needs somebody's advice. Name who gave it: --on-advice-of NAME."
    )
    for limit in ("0", "5", "-1"):
        assert rt.refuses(f"rule set --limit {limit} --because x") == (
            f"{limit} is not a limit of the rule. Use a whole number from 1 to 4."
        )
    for hours in ("0", "73"):
        assert rt.refuses(f"rule set --hours {hours} --because x") == (
            f"A high rating cannot cover {hours} hours. Use a whole number from 1 to 72."
        )
    assert rt.refuses("rule set --limit three --because x") == (
        '"three" is not a whole number. Give --limit one, such as 3.'
    )
    assert rt.refuses("rule set --limit 2 --because", "") == (
        "The reason is empty. Write at least one character."
    )
    assert rt.misuses("rule set --because x") == (
        "Say what to set: --limit N or --hours N. See: rehabtrack rule set --help"
    )


# --- db ------------------------------------------------------------------------------------------


def test_the_path_of_the_file_stands_alone_and_makes_nothing(rt: Terminal) -> None:
    assert rt("db path") == said(f"{rt.db}\n")
    assert not os.path.exists(rt.db)


def test_a_sound_file_is_sound(rt: Terminal) -> None:
    rt("pain 7")
    rt("massage log")
    head, sound = rt("db check").out.splitlines()
    assert re.fullmatch("me  u2  [0-9a-f]{16}", head)
    assert sound == engines.sound()


def test_a_check_shows_the_head_of_each_patients_journal_in_order_of_adding(rt: Terminal) -> None:
    for line in ("patient add Zoe", "patient add Adam", "--patient Zoe 3"):
        rt(line)
    heads = rt("db check").out.splitlines()[:-1]
    assert [head.rpartition("  ")[0] for head in heads] == ["Zoe  u2", "Adam  u1"]


def test_a_head_noted_earlier_is_found_again_while_no_change_is_missing(rt: Terminal) -> None:
    copy = engines.new_place(rt.folder / "copies")
    rt("3")
    kept = rt("db check").out.split()[2]
    (rt.folder / "copies").mkdir()
    engines.copy(rt.db, copy)
    rt("4")
    noted = rt("db check").out.split()[2]
    for head in (kept, noted.upper()):
        assert rt("db check --head", head).out.endswith(f"{engines.sound()}\n")
    engines.copy(copy, rt.db)
    assert rt("db check").code == 0
    missed = rt("db check --head", noted)
    assert missed.code == 1
    assert missed.out.startswith("A change is missing that was there: the head ")


@pytest.mark.parametrize("word", ["3f2a", "u41", "not a head at all"])
def test_what_is_no_head_is_refused(rt: Terminal, word: str) -> None:
    rt("3")
    assert (
        rt.refuses("db check --head", word) == f'"{word}" is not a head. See: rehabtrack db check'
    )


@pytest.mark.files
def test_a_check_of_no_file_is_refused(rt: Terminal) -> None:
    assert rt.refuses("db check") == (
        f"There is no database at {rt.db}. It comes to be with the first record."
    )


def test_a_policy_changes_no_session_logged_in_the_same_minute_or_on_the_same_date(
    rt: Terminal,
) -> None:
    for line in ("pain 8 --at -2h", "2", "massage log", "massage log --at 2026-03-14"):
        rt(line)
    before = rt("review").out
    assert "less, from Sat 14 Mar 09:13 " in rt("rule set --hours 1 --because less").out
    assert rt("review").out == before
