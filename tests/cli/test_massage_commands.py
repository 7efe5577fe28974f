"""`rehabtrack massage`: ask before, log after, and leave a trace of one not given."""

import json

import pytest
from command_line import Terminal, said

NOTICES = """\
note: no treatment phase is recorded: rehabtrack phase start ..
note: no doctor's clearance is recorded; the source says to consult one.
"""
SUNDAY = "The high-pain period lasts until Sun 15 Mar 06:12 at the earliest.\n"


# --- check ---------------------------------------------------------------------------------------


def test_a_check_without_any_rating_is_unverified_and_exits_4(rt: Terminal) -> None:
    unverified = "UNVERIFIED  No pain rating in the last 24 h. Rate it: rehabtrack pain 0-10\n"
    assert rt("massage check") == said(unverified + NOTICES, code=4)


def test_a_check_in_high_pain_exits_3(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    not_advised = "NOT ADVISED  Pain 7/10 in back 3 h ago. Massage is for no or weak pain (0-3).\n"
    assert rt("massage check") == said(not_advised + SUNDAY + NOTICES, code=3)


def test_a_check_clear_of_high_pain_exits_0_and_is_no_doctors_clearance(rt: Terminal) -> None:
    rt("pain 2 --at 06:12")
    clear = (
        "CLEAR OF HIGH PAIN  No high pain in the last 24 h (newest: back 2/10, 3 h\n"
        "ago). This is not a doctor's clearance.\n"
    )
    assert rt("massage check") == said(clear + NOTICES)


def test_a_check_after_a_high_rating_never_repeated_names_its_site(rt: Terminal) -> None:
    rt("pain leg-left=7 --at 2026-03-11T09:12")
    rt("pain 2")
    unverified = (
        "UNVERIFIED  High pain not rated again: 7/10 in leg-left 3 days ago. Rate it:\n"
        "rehabtrack pain leg-left=0-10\n"
    )
    assert rt("massage check") == said(unverified + NOTICES, code=4)


def test_a_doctors_refusal_comes_first_and_exits_5(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    rt("clearance add --by 'Dr Vogel' --specialty surgeon --refuse --from 2026-03-01")
    refused = (
        "REFUSED  Dr Vogel refused massage from Sun 1 Mar on (c1). It speaks until it\n"
        "is ended or its author clears.\n"
        "also high-pain: pain 7/10 in back 3 h ago\n"
    )
    assert rt("massage check") == said(refused + SUNDAY + NOTICES, code=5)


def test_notices_never_change_the_exit_code_of_a_check(rt: Terminal) -> None:
    rt("pain 2")
    rt("phase start surgery")
    assert rt("massage check").code == 0


def test_every_message_about_a_rating_that_is_not_now_names_its_recall(rt: Terminal) -> None:
    rt("pain 5 --recall worst-24h --at 06:12")
    assert rt("massage check").out.startswith(
        "NOT ADVISED  Pain 5/10 in back (worst of the 24 h before) 3 h ago."
    )
    rt("undo")
    rt("pain 2 --recall average-24h --at 06:12")
    clear = " ".join(rt("massage check").out.split())
    assert "(newest: back 2/10 (average of the 24 h before), 3 h ago)" in clear


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("2026-03-14T12:12", "(newest: back 2/10, 6 h before)"),
        ("2026-03-14T06:12", "(newest: back 2/10, at that time)"),
        ("2026-03-14T07:00", "(newest: back 2/10, 48 min before)"),
        ("2026-03-14", "(newest: back 2/10, on Sat 14 Mar)"),
    ],
)
def test_a_check_of_another_time_counts_from_that_time(
    rt: Terminal, asked: str, words: str
) -> None:
    rt("pain 2 --at 06:12")
    checked = rt(f"massage check --at {asked}")
    assert checked.code == 0
    assert f"No high pain in the 24 h before {words}" in " ".join(checked.out.split())


def test_a_check_of_the_past_says_that_a_rating_made_now_does_not_change_it(rt: Terminal) -> None:
    asked = rt("massage check --at 2026-03-12T10:00")
    assert asked.out.startswith(
        "UNVERIFIED  No pain rating in the 24 h before. A rating made now does not\nchange this.\n"
    )


def test_a_check_takes_any_instant_and_says_as_of_now(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    assert rt("massage check --at 2026-03-14T17:00").out.endswith(
        "For Sat 14 Mar 17:00, as of now.\n"
    )
    assert rt("massage check --at 2027-03-14").out.endswith("For Sun 14 Mar 2027, as of now.\n")


def test_a_check_stores_nothing(rt: Terminal) -> None:
    rt("pain 7")
    before = rt.rows()
    rt("massage check")
    assert rt.rows() == before


def test_a_check_as_json_is_the_assessment(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    checked = rt("massage check --json")
    assert checked.code == 3
    assert json.loads(checked.out) == {
        "status": "high-pain",
        "reason": "rated-high",
        "at": "2026-03-14T09:12:00+01:00",
        "advice": "not-advised",
        "rule": {"id": "high-pain", "version": 1, "limit": 3, "hours": 24, "on_advice_of": None},
        "evidence": [
            {
                "id": "p1",
                "site": "back",
                "scale": "nrs",
                "value": 7,
                "category": "severe",
                "recall": "now",
                "at": "2026-03-14T06:12:00+01:00",
                "age_minutes": 180,
            }
        ],
        "until": "2026-03-15T06:12:00+01:00",
        "notices": [
            {
                "rule": "phase",
                "status": "none",
                "message": "no treatment phase is recorded: rehabtrack phase start ..",
            },
            {
                "rule": "clearance",
                "status": "missing",
                "message": "no doctor's clearance is recorded; the source says to consult one.",
            },
        ],
        "message": "Pain 7/10 in back 3 h ago. Massage is for no or weak pain (0-3).",
    }


@pytest.mark.parametrize(
    ("before", "status", "reason", "advice", "code"),
    [
        ([], "unverified", "no-recent-rating", "unverified", 4),
        (["pain 2"], "clear", None, "none", 0),
        (["pain 7 --at 2026-03-12"], "unverified", "high-not-rerated", "unverified", 4),
        (["pain 7"], "high-pain", "rated-high", "not-advised", 3),
        (
            ["pain 2", "clearance add --by Dr --specialty other --refuse"],
            "clear",
            None,
            "refused",
            5,
        ),
    ],
)
def test_status_reason_advice_and_exit_code_of_a_check_go_together(
    rt: Terminal, before: list[str], status: str, reason: str | None, advice: str, code: int
) -> None:
    for line in before:
        rt(line)
    checked = rt("massage check --json")
    found = json.loads(checked.out)
    assert (found["status"], found["reason"], found["advice"]) == (status, reason, advice)
    assert checked.code == code


def test_instants_are_given_in_the_offset_they_were_spoken_in(rt: Terminal) -> None:
    asked = json.loads(rt("massage check --json --at 2026-03-14T20:00+09:00").out)
    assert asked["at"] == "2026-03-14T20:00:00+09:00"


def test_the_age_is_null_for_a_session_known_by_its_date(rt: Terminal) -> None:
    rt("pain 2 --at 06:00")
    found = json.loads(rt("massage check --json --at 2026-03-14").out)
    assert found["at"] == "2026-03-14"
    assert [evidence["age_minutes"] for evidence in found["evidence"]] == [None]


# --- log -----------------------------------------------------------------------------------------


def test_a_massage_is_logged_with_all_that_is_known_of_it(rt: Terminal) -> None:
    rt("pain 2 --at 06:00")
    rt("phase start recovery --at 2026-03-01")
    rt("clearance add --by Dr --specialty physician --from 2026-03-01")
    logged = rt(
        "massage log --at 08:00 --minutes 30 --area lower-back,leg-left"
        " --technique stroking,other:cupping --by Eva --note gentle"
    )
    assert logged == said(
        """
        m1  massage 30 min lower-back, leg-left stroking, other:cupping by Eva
             Sat 14 Mar 08:00 (recorded 09:12)   rehabtrack undo u4
        """
    )
    assert rt("log --kind massage").out == (
        "m1  massage 30 min lower-back, leg-left stroking, other:cupping by Eva\n"
        "     Sat 14 Mar 08:00 (recorded 09:12)\n"
        "     gentle\n"
    )


def test_before_is_rated_as_it_starts_and_after_as_it_ends(rt: Terminal) -> None:
    rt("phase start recovery --at 2026-03-01")
    rt("clearance add --by Dr --specialty physician --from 2026-03-01")
    assert rt("massage log --at 08:00 --minutes 30 --before 2 --after leg-left=weak") == said(
        """
        p1  2/10 back, before m1  Sat 14 Mar 08:00 (recorded 09:12)
        p2  weak leg-left, after m1  Sat 14 Mar 08:30 (recorded 09:12)
        m1  massage 30 min  Sat 14 Mar 08:00 (recorded 09:12)   rehabtrack undo u3
        """
    )


def test_after_without_minutes_is_rated_at_the_time_of_logging(rt: Terminal) -> None:
    logged = rt("massage log --at 08:00 --before 2 --after 1")
    assert "p2  1/10 back, after m1  Sat 14 Mar 09:12\n" in logged.out


def test_after_is_never_refused_as_future(rt: Terminal) -> None:
    logged = rt("massage log --minutes 60 --before 2 --after 1")
    assert "p2  1/10 back, after m1  Sat 14 Mar 10:12 (recorded 09:12)\n" in logged.out


def test_the_before_rating_decides_and_the_after_rating_counts_for_the_next(rt: Terminal) -> None:
    assert (
        "Pain 6/10 in back as it started."
        in rt("massage log --at 07:00 --minutes 30 --before 6 --after 2").err
    )
    assert json.loads(rt("massage check --json").out)["status"] == "high-pain"
    assert [one["id"] for one in json.loads(rt("massage check --json").out)["evidence"]] == ["p1"]
    rt.now = "2026-03-15T07:10"
    assert json.loads(rt("massage check --json").out)["status"] == "clear"


def test_logging_as_json_gives_session_assessment_ratings_warnings_and_change(
    rt: Terminal,
) -> None:
    rt("pain 7 --at 06:12")
    logged = rt("massage log --json --minutes 30 --area neck --technique pressing --before 1")
    found = json.loads(logged.out)
    assert list(found) == [
        *("session", "assessment", "ratings", "screen", "warnings", "changed", "change")
    ]
    session = found["session"]
    assert len(session.pop("uid")) == 36
    assert session == {
        "kind": "massage",
        "id": "m1",
        "at": "2026-03-14T09:12:00+01:00",
        "precision": "minute",
        "given": True,
        "minutes": 30,
        "area": ["neck"],
        "technique": ["pressing"],
        "pressure": None,
        "by": None,
        "same_as": None,
        "because": None,
        "note": None,
        "recorded_at": "2026-03-14T09:12:00+01:00",
        "author": "anna",
        "version": 1,
    }
    assert found["assessment"]["status"] == "high-pain"
    assert [rating["relation"] for rating in found["ratings"]] == ["before"]
    assert (found["warnings"], found["changed"], found["change"]) == (["w1"], [], "u2")
    assert logged.err.startswith("WARNING  Pain 7/10 in back 3 h before.")


def test_because_answers_the_warning_at_once(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    logged = rt("massage log --because 'other:she insisted'")
    assert "answer" not in logged.err
    assert rt("warnings --all").out.startswith(
        "w1  high-pain (severe)  m1  Sat 14 Mar 09:12 at logging  answered\n"
    )
    assert "Sat 14 Mar 09:12 anna: other:she insisted" in rt("warnings show w1").out


def test_because_without_a_warning_is_told_to_be_of_no_use(rt: Terminal) -> None:
    rt("pain 2")
    rt("massage log")
    assert rt("massage log --because pain-eased") == said(
        "m2  massage  Sat 14 Mar 09:12   rehabtrack undo u3\n",
        "note: nothing warns of it, so there is no warning that --because could answer.\n",
    )


def test_a_late_session_has_no_effect_on_the_sessions_after_it(rt: Terminal) -> None:
    rt("pain 2 --at 06:00")
    rt("massage log --at 08:00")
    assert "is now" not in rt("massage log --at 07:00 --before 3").err


# --- skip ----------------------------------------------------------------------------------------


def test_a_massage_not_given_leaves_a_trace_and_no_warning(rt: Terminal) -> None:
    rt("pain 7")
    assert rt("massage skip --because other:flare --note 'she rests' --at 08:00") == said(
        """
        m1  massage not given: other:flare  Sat 14 Mar 08:00 (recorded 09:12)
             rehabtrack undo u2
        """
    )
    assert rt("warnings --all").out == "No warning was ever raised.\n"


def test_skip_as_json_prints_what_was_stored(rt: Terminal) -> None:
    found = json.loads(rt("massage skip --because pain-eased --json").out)
    (stored,) = found["stored"]
    assert (stored["given"], stored["because"]) == (False, "pain-eased")
    assert (found["changed"], found["change"]) == ([], "u1")


def test_a_declared_therapist_who_writes_gave_it_unless_another_is_named(rt: Terminal) -> None:
    rt("2 --at 07:00")  # who treats others begins nobody's journal in a clinic
    rt("--as vera role anna massage-therapist")
    assert "by anna" in rt("massage log --at 08:00").out
    assert "by Eva" in rt("massage log --at 08:30 --by Eva").out
    rt("--as vera role anna patient")
    assert " by " not in rt("massage log --at 09:00").out
