"""`rehabtrack phase`, `measure` and `clearance`: what surrounds the massage."""

import json

import pytest
from command_line import Terminal, said

RECORDED, NOW = "(recorded Sat 14 Mar 09:12)", "Sat 14 Mar 09:12"


def stored(rt: Terminal, line: str) -> list[dict[str, object]]:
    """The records that a command stored, without their own identity."""
    found = json.loads(rt(f"{line} --json").out)
    assert list(found) == ["stored", "changed", "change"]
    for record in found["stored"]:
        assert len(record.pop("uid")) == 36
    return list(found["stored"])


# --- phases --------------------------------------------------------------------------------------


def test_a_phase_starts(rt: Terminal) -> None:
    assert rt("phase start recovery") == said(
        "f1  recovery phase  Sat 14 Mar 09:12   rehabtrack undo u1\n"
    )


def test_starting_a_phase_ends_the_open_one_at_that_instant_and_says_so(rt: Terminal) -> None:
    rt("phase start conservative --at 2026-01-05 --note 'after the MRI'")
    assert rt("phase start surgery --at 2026-02-01T08:00") == said(
        f"""
        f1  conservative phase ends there.
        f2  surgery phase  Sun 1 Feb 08:00 {RECORDED}
             rehabtrack undo u2
        """
    )
    assert rt("phase list") == said(
        f"""
        f1  conservative phase, until Sun 1 Feb 08:00, from Mon 5 Jan
             {RECORDED}
             after the MRI
        f2  surgery phase  Sun 1 Feb 08:00 {RECORDED}
        """
    )


def test_a_phase_back_dated_before_later_ones_ends_where_the_next_begins(rt: Terminal) -> None:
    rt("phase start recovery --at 2026-03-01")
    assert rt("phase start surgery --at 2026-02-01") == said(
        "f2  surgery phase, through Sat 28 Feb, from Sun 1 Feb\n"
        f"     {RECORDED}   rehabtrack undo u2\n"
    )


def test_a_phase_inside_another_is_refused(rt: Terminal) -> None:
    rt("phase start conservative --at 2026-01-05")
    rt("phase start surgery --at 2026-02-01")
    assert rt.refuses("phase start recovery --at 2026-01-20") == (
        "That lies inside the conservative phase f1, and phases do not overlap. "
        "End f1 earlier first: rehabtrack edit f1 --until T"
    )
    assert rt.refuses("phase start recovery --at 2026-01-05") == (
        "The conservative phase f1 starts at that very instant. "
        "Change it: rehabtrack edit f1, or take it out: rehabtrack void f1"
    )


def test_the_open_phase_ends(rt: Terminal) -> None:
    rt("phase start surgery --at 2026-02-01")
    assert rt("phase end --at 08:00") == said(
        "f1  surgery phase, until Sat 14 Mar 08:00, from Sun 1 Feb\n"
        f"     {RECORDED}   rehabtrack undo u2\n"
    )
    assert rt.refuses("phase end") == "No phase is open. Start one: rehabtrack phase start KIND"


def test_a_phase_cannot_end_before_it_starts(rt: Terminal) -> None:
    rt("phase start surgery --at 2026-02-01")
    assert rt.refuses("phase end --at 2026-01-01") == (
        "The phase would end before it starts. Give an end after its start."
    )


def test_course_done_belongs_to_the_newest_conservative_phase(rt: Terminal) -> None:
    rt("phase start conservative --at 2026-01-05")
    rt("phase start recovery --at 2026-02-01")
    assert rt("phase course-done --at 2026-01-30").out == (
        "f1  conservative phase, through Sat 31 Jan, basic course done Fri 30 Jan, from\n"
        f"     Mon 5 Jan {RECORDED}   rehabtrack undo u3\n"
    )
    assert rt.refuses("phase course-done --at 2026-01-01") == (
        "The basic course would be done before its phase starts. "
        "Give a time after the start of the phase."
    )


def test_a_course_needs_a_conservative_phase(rt: Terminal) -> None:
    rt("phase start recovery")
    assert rt.refuses("phase course-done") == (
        "There is no conservative phase whose basic course could be done. "
        "Start one: rehabtrack phase start conservative"
    )


def test_phases_as_json(rt: Terminal) -> None:
    rt("phase start conservative --at 2026-01-05")
    ended, started = stored(rt, "phase start recovery --note x")
    assert (ended["id"], ended["end"]) == ("f1", "2026-03-14T09:12:00+01:00")
    assert started == {
        "kind": "phase",
        "id": "f2",
        "at": "2026-03-14T09:12:00+01:00",
        "phase": "recovery",
        "end": None,
        "course_done_at": None,
        "note": "x",
        "recorded_at": "2026-03-14T09:12:00+01:00",
        "author": "anna",
        "version": 1,
    }
    (done,) = stored(rt, "phase course-done --at 2026-02-01")
    assert done["course_done_at"] == "2026-02-01T00:00:00+01:00"
    rt.now = "2026-03-14T10:00"
    (over,) = stored(rt, "phase end")
    assert over["end"] == "2026-03-14T10:00:00+01:00"
    listed = [json.loads(line)["id"] for line in rt("phase list --json").out.splitlines()]
    assert listed == ["f1", "f2"]


# --- measures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (
            "drug Ibuprofen --dose '400 mg' --from 2026-03-01",
            f"drug Ibuprofen 400 mg going on since Sun 1 Mar {RECORDED} rehab",
        ),
        (
            "physiotherapy Needles --form acupuncture --minutes 20 --at 08:00",
            "physiotherapy Needles (acupuncture) 20 min Sat 14 Mar 08:00 (recorded 09:12)",
        ),
        (
            "physiotherapy Leeches --form hirudotherapy",
            f"physiotherapy Leeches (hirudotherapy) {NOW} rehab",
        ),
        (
            "physiotherapy Feet --form reflexotherapy",
            f"physiotherapy Feet (reflexotherapy) {NOW} rehab",
        ),
        ("physiotherapy Mud --form other", f"physiotherapy Mud (other) {NOW} rehab"),
        ("exercise 'Lying bridge' --minutes 15", f"exercise Lying bridge 15 min {NOW} rehab"),
        (
            "manual Mobilisation --from 2026-03-01 --until 2026-03-10",
            f"manual Mobilisation through Tue 10 Mar, from Sun 1 Mar {RECORDED} rehab",
        ),
    ],
)
def test_every_measure_of_the_source_is_stored(rt: Terminal, typed: str, words: str) -> None:
    added = rt(f"measure add {typed}")
    assert (added.code, added.err) == (0, "")
    assert " ".join(added.out.split()).startswith(f"t1 {words}")


def test_a_measure_that_goes_on_is_stopped(rt: Terminal) -> None:
    rt("measure add drug Ibuprofen --from 2026-03-01")
    assert rt("measure stop t1 --at 08:00").out == (
        "t1  drug Ibuprofen until Sat 14 Mar 08:00, from Sun 1 Mar\n"
        f"     {RECORDED}   rehabtrack undo u2\n"
    )
    assert rt.refuses("measure stop t1") == "t1 is over already. See: rehabtrack measure list"


def test_measures_are_listed_oldest_first_with_their_notes(rt: Terminal) -> None:
    assert rt("measure list") == said("No measure is recorded. See: rehabtrack measure --help\n")
    rt("measure add exercise Bridge --note 'ten times'")
    rt("measure add manual Pulling --at 08:00")
    assert rt("measure list") == said(
        """
        t2  manual Pulling  Sat 14 Mar 08:00 (recorded 09:12)
        t1  exercise Bridge  Sat 14 Mar 09:12
             ten times
        """
    )


def test_measures_as_json(rt: Terminal) -> None:
    (added,) = stored(
        rt,
        "measure add physiotherapy Needles --form acupuncture --dose 9 --minutes 20 --note x"
        " --from 2026-03-01 --until 2026-03-02",
    )
    assert added == {
        "kind": "measure",
        "id": "t1",
        "at": "2026-03-01",
        "measure": "physiotherapy",
        "name": "Needles",
        "form": "acupuncture",
        "dose": "9",
        "minutes": 20,
        "end": "2026-03-03T00:00:00+01:00",
        "note": "x",
        "recorded_at": "2026-03-14T09:12:00+01:00",
        "author": "anna",
        "version": 1,
    }
    rt("measure add drug Ibuprofen --from 2026-03-01")
    (stopped,) = stored(rt, "measure stop t2")
    assert stopped["end"] == "2026-03-14T09:12:00+01:00"
    listed = [json.loads(line)["id"] for line in rt("measure list --json").out.splitlines()]
    assert listed == ["t1", "t2"]


# --- clearances ----------------------------------------------------------------------------------


def test_a_doctors_clearance_is_stored_with_what_it_is_bound_to(rt: Terminal) -> None:
    assert rt(
        "clearance add --by 'Dr Ott' --specialty surgeon --until 2026-06-30 --area neck"
        " --limits 'no deep pressure'"
    ) == said(
        """
        c1  clearance by Dr Ott (surgeon) for neck, no deep pressure, through
             Tue 30 Jun, from Sat 14 Mar 09:12   rehabtrack undo u1
        """
    )


@pytest.mark.parametrize("specialty", ["neurologist", "physician", "surgeon", "other"])
def test_each_specialty_is_a_doctors(rt: Terminal, specialty: str) -> None:
    added = rt(f"clearance add --by Ott --specialty {specialty} --from 08:00")
    assert added.out.startswith(f"c1  clearance by Ott ({specialty}) from Sat 14 Mar 08:00 ")


def test_a_clearance_may_begin_later(rt: Terminal) -> None:
    added = rt("clearance add --by Ott --specialty other --from 2026-04-01")
    assert added.out.startswith("c1  clearance by Ott (other) from Wed 1 Apr (recorded Sat 14 Mar")


def test_a_refusal_warns_of_the_sessions_it_covers_until_it_is_ended(rt: Terminal) -> None:
    rt("pain 2 --at 06:00")
    rt("massage log --at 08:00")
    assert rt("clearance add --by Ott --specialty other --refuse --from 07:00") == said(
        "c1  refusal by Ott (other) from Sat 14 Mar 07:00 (recorded 09:12)\n"
        "     rehabtrack undo u3\n",
        "m1 (Sat 14 Mar 08:00) was not high-pain and is now refused [w1].\n",
    )
    rt.now = "2026-03-14T09:30"
    assert rt("clearance end c1").out == (
        "c1  refusal by Ott (other), until Sat 14 Mar 09:30, from Sat 14 Mar 07:00\n"
        "     (recorded 09:12)   rehabtrack undo u4\n"
    )
    assert "REFUSED" not in rt("massage check").out
    assert rt.refuses("clearance end c1") == (
        "c1 has ended by then already. See: rehabtrack clearance list"
    )


def test_ending_a_refusal_in_the_past_withdraws_its_warnings(rt: Terminal) -> None:
    rt("pain 2 --at 06:00")
    rt("massage log --at 08:00")
    rt("clearance add --by Ott --specialty other --refuse --from 07:00")
    assert rt("clearance end c1 --at 07:30").err == (
        "m1 (Sat 14 Mar 08:00) was refused and is now not high-pain.\n"
    )


def test_a_refusal_ends_when_its_own_author_clears_later(rt: Terminal) -> None:
    rt("clearance add --by 'Dr Ott' --specialty other --refuse --from 2026-03-01")
    rt("clearance add --by 'Dr Vogel' --specialty other")
    assert rt("massage check").code == 5
    rt("clearance add --by 'dr ott' --specialty other")
    assert rt("massage check").code == 4


def test_clearances_as_json(rt: Terminal) -> None:
    (added,) = stored(
        rt,
        "clearance add --by Ott --specialty other --refuse --from 2026-03-01 --until 2026-03-02"
        " --area neck,leg-left --limits x",
    )
    assert added == {
        "kind": "clearance",
        "id": "c1",
        "at": "2026-03-01",
        "refuses": True,
        "by": "Ott",
        "specialty": "other",
        "end": "2026-03-03T00:00:00+01:00",
        "area": ["neck", "leg-left"],
        "technique": [],
        "pressure": None,
        "limits": "x",
        "recorded_at": "2026-03-14T09:12:00+01:00",
        "author": "anna",
        "version": 1,
    }
    rt("clearance add --by Ott --specialty other --from 2026-03-04")
    (ended,) = stored(rt, "clearance end c2")
    assert ended["end"] == "2026-03-14T09:12:00+01:00"
    listed = [json.loads(line)["id"] for line in rt("clearance list --json").out.splitlines()]
    assert listed == ["c1", "c2"]


def test_a_change_that_alters_sessions_says_so_in_json_too(rt: Terminal) -> None:
    rt("pain 2 --at 06:00")
    rt("massage log --at 08:00")
    refused = rt("clearance add --by Ott --specialty other --refuse --from 07:00 --json")
    assert json.loads(refused.out)["changed"] == [
        {"session": "m1", "from": "clear", "to": "refused"}
    ]
