"""A clearance as a doctor writes it: what a massage would break of it, and when it ends."""

import json
from typing import Any

import pytest
from command_line import Terminal, said

#: What `calm` is cleared for.
BOUND = (
    "note: Dr Ott allows (c1): lower-back, neck; stroking, kneading; at most light\n"
    "pressure; not lying prone; through Tue 30 Jun\n"
)


@pytest.fixture
def calm(rt: Terminal) -> Terminal:
    """Somebody without pain, in recovery, with a clearance that is bound to all it can be."""
    rt("pain 2 --at 08:00")
    rt("phase start recovery --at 2026-03-01")
    rt(
        "clearance add --by 'Dr Ott' --specialty surgeon --from 2026-03-01 --until 2026-06-30"
        " --area lower-back,neck --technique stroking,kneading --pressure light"
        " --limits 'not lying prone'"
    )
    return rt


def notes(rt: Terminal, line: str) -> str:
    """What a check says beside the high-pain rule."""
    checked = rt(line)
    assert (checked.code, checked.err) == (0, "")
    return checked.out.partition("clearance.\n")[2]


def notices(rt: Terminal, line: str) -> list[dict[str, Any]]:
    """The notices that a check or a log gives as JSON."""
    found = json.loads(rt(f"{line} --json").out)
    return list(found.get("assessment", found)["notices"])


# --- as a doctor writes it -----------------------------------------------------------------------


def test_a_refusal_allows_no_pressure(rt: Terminal) -> None:
    refusal = "clearance add --by Ott --specialty other --refuse"
    assert rt.refuses(f"{refusal} --pressure light") == (
        "A refusal allows no pressure. Leave it out, or record a clearance without it."
    )


def test_a_clearance_keeps_its_techniques_and_its_pressure(rt: Terminal) -> None:
    added = rt(
        "clearance add --by Ott --specialty other --area neck --technique stroking,other:cupping"
        " --pressure light"
    )
    assert added == said(
        """
        c1  clearance by Ott (other) for neck, stroking, other:cupping, at most light
             pressure, from Sat 14 Mar 09:12   rehabtrack undo u1
        """
    )
    told = json.loads(rt("clearance list --json").out)
    assert (told["technique"], told["pressure"]) == (["stroking", "other:cupping"], "light")
    taken_back = rt("edit c1 --pressure ''")
    assert (taken_back.code, "pressure" in taken_back.out) == (0, False)
    assert rt("edit c1 --pressure deep --technique pressing").out.startswith(
        "c1  clearance by Ott (other) for neck, pressing, at most deep pressure, from\n"
    )


@pytest.mark.parametrize(
    ("option", "sentence"),
    [
        ("--pressure hard", '"hard" is not a pressure. Use light, medium or deep.'),
        ("--technique strokin", '"strokin" is not a technique. Did you mean stroking?'),
        ("--area nek", '"nek" is not an area. Did you mean neck?'),
    ],
)
@pytest.mark.parametrize(
    "line", ["clearance add --by Ott --specialty other", "massage check", "massage log"]
)
def test_what_is_no_area_technique_or_pressure_is_refused(
    rt: Terminal, line: str, option: str, sentence: str
) -> None:
    assert rt.refuses(f"{line} {option}") == sentence


# --- before a massage ----------------------------------------------------------------------------


def test_a_check_shows_what_the_clearance_is_bound_to(calm: Terminal) -> None:
    assert notes(calm, "massage check") == BOUND
    covered = "massage check --area neck,lower-back --technique kneading --pressure light"
    assert notes(calm, covered) == BOUND


@pytest.mark.parametrize(
    ("asked", "broken"),
    [
        ("--area buttock-left,neck", "area not covered: buttock-left (c1)"),
        ("--technique pressing,stroking", "technique not covered: pressing (c1)"),
        ("--pressure medium", "pressure above light (c1)"),
        (
            "--area leg-left --pressure deep",
            "area not covered: leg-left (c1); pressure above light (c1)",
        ),
    ],
)
def test_a_check_says_which_limit_the_massage_would_break(
    calm: Terminal, asked: str, broken: str
) -> None:
    first, _, rest = notes(calm, f"massage check {asked}").partition("note: Dr Ott")
    assert " ".join(first.split()) == f"note: beyond the clearance: {broken}"
    assert f"note: Dr Ott{rest}" == BOUND
    exceeded = notices(calm, f"massage check {asked}")[0]
    assert exceeded == {
        "rule": "clearance",
        "status": "exceeded",
        "message": f"beyond the clearance: {broken}",
    }


def test_no_limit_changes_the_advice_or_the_exit_code(calm: Terminal) -> None:
    checked = calm("massage check --area leg-left --json")
    assert (checked.code, json.loads(checked.out)["advice"]) == (0, "none")


def test_a_clearance_bound_to_nothing_says_nothing(rt: Terminal) -> None:
    rt("pain 2 --at 08:00")
    rt("phase start recovery --at 2026-03-01")
    rt("clearance add --by Ott --specialty other --from 2026-03-01")
    assert notes(rt, "massage check --area neck --technique pressing --pressure deep") == ""
    assert notices(rt, "massage check") == []


def test_a_second_clearance_may_cover_what_the_first_does_not(calm: Terminal) -> None:
    calm("clearance add --by 'Dr Vogel' --specialty other --area leg-left --from 08:00")
    assert "beyond" not in notes(calm, "massage check --area leg-left --pressure deep")
    both = notes(calm, "massage check --area neck,leg-left --pressure medium")
    assert both.startswith("note: beyond the clearance: pressure above light (c1)\n" + BOUND)
    assert both.endswith("note: Dr Vogel allows (c2): leg-left\n")


def test_only_a_clearance_that_is_valid_then_binds(calm: Terminal) -> None:
    assert "Ott" in calm("massage check --at 2026-06-30T20:00 --area leg-left").out
    for line in ("--at 2026-07-01T00:00", "--at 2026-02-28T20:00"):
        assert "(c1)" not in calm(f"massage check {line} --area leg-left").out
    calm("void c1 --because slip")
    assert "(c1)" not in calm("massage check --area leg-left").out


def test_a_refusal_binds_to_nothing_it_refuses(rt: Terminal) -> None:
    rt("clearance add --by Ott --specialty other --refuse --area neck --until 2026-03-20")
    told = notices(rt, "massage check --area leg-left")
    assert [one["status"] for one in told] == ["refused", "none", "missing"]


# --- when it ends --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ("2026-06-16T23:59", None),
        ("2026-06-17T00:00", "14 days"),
        ("2026-06-29T00:00", "2 days"),
        ("2026-06-30T18:00", "6 h"),
    ],
)
def test_a_clearance_says_14_days_ahead_that_it_expires(
    calm: Terminal, at: str, words: str | None
) -> None:
    line = f"note: the doctor's clearance expires in {words} (c1)"
    lines = calm(f"massage check --at {at}").out.splitlines()
    assert (line in lines) == bool(words)
    told = [one for one in notices(calm, f"massage check --at {at}") if one["status"] == "expires"]
    assert [one["message"] for one in told] == ([line.removeprefix("note: ")] if words else [])


def test_one_that_is_bound_to_nothing_but_its_end_expires_too(rt: Terminal) -> None:
    rt("pain 2 --at 08:00")
    rt("phase start recovery --at 2026-03-01")
    rt("clearance add --by Ott --specialty other --until 2026-03-20")
    assert notes(rt, "massage check") == (
        "note: Ott allows (c1): through Fri 20 Mar\n"
        "note: the doctor's clearance expires in 6 days (c1)\n"
    )


def test_one_that_another_outlasts_does_not_expire(calm: Terminal) -> None:
    calm("clearance add --by 'Dr Vogel' --specialty other")
    assert "expires" not in calm("massage check --at 2026-06-30T18:00").out


# --- after it ------------------------------------------------------------------------------------


def test_logging_beyond_the_clearance_warns_and_stores_it_all_the_same(calm: Terminal) -> None:
    assert calm("massage log --area buttock-left,neck --pressure deep") == said(
        "m1  massage buttock-left, neck deep pressure  Sat 14 Mar 09:12\n     rehabtrack undo u4\n",
        "WARNING  Beyond the clearance: area not covered: buttock-left (c1); pressure\n"
        "         above light (c1).\n",
    )
    assert calm("warnings --all").out == "No warning was ever raised.\n"


def test_the_limit_is_told_each_time_and_in_json_too(calm: Terminal) -> None:
    calm("massage log --technique pressing")
    words = "beyond the clearance: technique not covered: pressing (c1)"
    logged = calm("massage log --technique pressing --json")
    assert logged.sentence == f"WARNING B{words[1:]}."
    told = json.loads(logged.out)["assessment"]["notices"]
    assert told[0] == {"rule": "clearance", "status": "exceeded", "message": words}


def test_logging_what_is_covered_says_nothing(calm: Terminal) -> None:
    line = "massage log --area neck --technique stroking --pressure light"
    assert calm(line).err == ""
    assert calm("massage log").err == ""


def test_a_massage_of_last_month_is_held_against_the_clearance_of_then(calm: Terminal) -> None:
    calm.now = "2026-08-01T10:00"
    late = calm("massage log --at 2026-03-14T09:00 --area leg-left")
    assert "area not covered: leg-left (c1)" in late.sentence
    assert "(c1)" not in calm("massage log --area leg-left").sentence


def test_a_refusal_of_an_area_names_it_and_refuses_all_the_same(rt: Terminal) -> None:
    rt("2")
    rt("clearance add --by Ott --specialty surgeon --refuse --area neck,leg-left")
    checked = rt("massage check --area lower-back")
    assert checked.code == 5
    assert checked.out.startswith("REFUSED  Ott refused massage of neck, leg-left from Sat 14 Mar")


def test_only_a_doctor_is_made_the_author_of_a_clearance_later(rt: Terminal) -> None:
    rt("role Eva massage-therapist")
    rt("clearance add --by Roth --specialty neurologist")
    rt("clearance add --by Ott --specialty other --refuse")
    for no, what in (("c1", "clearance"), ("c2", "refusal")):
        assert rt.refuses(f"edit {no} --by eva") == (
            f"eva is a massage-therapist here, and only a doctor gives a {what}. "
            "Name the doctor with --by, or see: rehabtrack role"
        )
    assert "by Dr Roth" in rt("edit c1 --by 'Dr Roth'").out
    rt("role 'Dr Roth' patient")
    assert rt("edit c1 --limits 'not the neck'").code == 0
