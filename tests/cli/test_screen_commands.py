"""`rehabtrack massage screen`: what speaks against a massage, asked before it, said ever after."""

import json
import subprocess
import sys
from typing import Any

import pytest
from command_line import Terminal, said

NONE = "massage screen --no rest"
FEVER = "massage screen --yes fever --no rest"
EIGHTEEN = (
    "--yes fever,thrombosis,heart,blood-pressure,bleeding,injury,intoxication,flare,organs"
    " --no skin,veins,scar,lump,swelling,belly-hernia,disc,anticoagulants,epilepsy"
)
SKIN = "massage screen --yes skin=lower-back --no rest"
NOT_TODAY = (
    "No massage while this is so: fever above 38 C, or an acute or catching infection"
    " (q1, Sat 14 Mar 09:12)."
)
FIRST_LINE = (
    "NOT TODAY  No massage while this is so: fever above 38 C, or an acute or\n"
    "catching infection (q1, Sat 14 Mar 09:12).\n"
)


@pytest.fixture
def calm(rt: Terminal) -> Terminal:
    """Somebody of whom the rules have nothing to say."""
    rt("pain 2 --at 08:00")
    rt("phase start recovery --at 2026-03-01")
    rt("clearance add --by Dr --specialty physician --from 2026-03-01")
    return rt


def found(rt: Terminal, line: str) -> Any:
    """What a command prints as JSON."""
    return json.loads(rt(f"{line} --json").out)


def screens(rt: Terminal) -> list[tuple[str, str | None]]:
    """Each screen that stands, with the massage it belongs to."""
    lines = rt("log --kind screen --json").out.splitlines()
    return [(one["id"], one["session"]) for one in map(json.loads, lines)]


# --- reading the questions -----------------------------------------------------------------------


def test_where_nobody_can_be_asked_the_questions_are_printed_with_their_codes(rt: Terminal) -> None:
    shown = rt("massage screen")
    assert (shown.code, shown.err) == (0, "")
    lines = shown.out.splitlines()
    assert lines[0] == "No massage today, if any of these is so"
    assert "           fever  fever above 38 C, or an acute or catching infection" in lines
    assert "Not at this area" in lines
    assert "  anticoagulants  drugs against clotting" in lines
    assert lines[-3:] == [
        "Compiled from teaching texts of massage, none of them checked against a",
        "primary source, in our words. This is no medical advice.",
        "Answer: rehabtrack massage screen --yes CODE,skin=AREA,.. --no rest",
    ]
    assert rt.rows() == []


def test_the_questions_as_json(rt: Terminal) -> None:
    asked = [json.loads(line) for line in rt("massage screen --json").out.splitlines()]
    assert len(asked) == 25
    assert asked[9] == {
        "code": "skin",
        "grade": "local",
        "words": "wound, burn, rash, bruise or infected skin",
    }
    assert rt.rows() == []


# --- answering -----------------------------------------------------------------------------------


def test_a_screen_is_stored_and_says_what_it_means(rt: Terminal) -> None:
    assert rt(
        "massage screen --yes fever,skin=lower-back,skin=neck,epilepsy --no rest --at 08:50"
    ) == said(
        """
        q1  screen: fever, skin=lower-back, skin=neck, epilepsy
             Sat 14 Mar 08:50 (recorded 09:12)   rehabtrack undo u1
        NOT TODAY  No massage while this is so: fever above 38 C, or an acute or
                   catching infection (q1, Sat 14 Mar 08:50).
        note: skin (lower-back), skin (neck): do not massage there (q1)
        note: ask the doctor first: epilepsy (q1)
        """
    )


def test_a_screen_with_nothing_to_say_is_one_line(rt: Terminal) -> None:
    assert rt(NONE) == said(
        "q1  screen: nothing speaks against it  Sat 14 Mar 09:12   rehabtrack undo u1\n"
    )


def test_a_screen_as_json_is_stored_with_its_notices(rt: Terminal) -> None:
    told = found(rt, "massage screen --yes skin=neck --no rest")
    (stored,) = told["stored"]
    assert (stored["kind"], stored["id"], stored["session"]) == ("screen", "q1", None)
    assert (stored["edition"], stored["yes"]) == (1, ["skin=neck"])
    message = "skin (neck): do not massage there (q1)"
    assert told["notices"] == [{"rule": "screen", "status": "local", "message": message}]
    assert (told["changed"], told["change"]) == ([], "u1")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (
            EIGHTEEN,
            (
                "7 of 25 questions are unanswered: osteoporosis, pregnancy, cancer, diabetes,"
                " surgery, steroids, nerve-root. Answer them, or add --no rest"
            ),
        ),
        (
            "--yes fever,skin=neck --no skin,rest",
            "Answered with yes and with no: skin. Answer each once.",
        ),
        ("--yes skin --no rest", "skin is said of an area. Write skin=AREA, such as skin=neck."),
        (
            "--yes fever=neck --no rest",
            "fever is of the whole body and has no area. Write fever.",
        ),
        ("--yes fevre --no rest", '"fevre" is not a contraindication. Did you mean fever?'),
        ("--yes skin=nek --no rest", '"nek" is not an area. Did you mean neck?'),
        (
            "--no rest --at 2026-03-14",
            (
                "A screen holds for some hours, and of this one only the date is said."
                " Give the time too: --at 2026-03-14T07:30"
            ),
        ),
        ("m1 --no rest", "There is no m1 in this journal. See: rehabtrack log"),
    ],
)
def test_what_is_no_whole_answer_is_refused_and_nothing_stored(
    rt: Terminal, typed: str, sentence: str
) -> None:
    rt("pain 2")
    assert rt.refuses(f"massage screen {typed}") == sentence


def test_nothing_answered_is_refused_too(rt: Terminal) -> None:
    assert rt.refuses("massage screen --yes ''").startswith("25 of 25 questions are unanswered")


def test_every_question_may_be_answered_by_name(rt: Terminal) -> None:
    codes = [json.loads(line)["code"] for line in rt("massage screen --json").out.splitlines()]
    no = ",".join(code for code in codes if code != "fever")
    assert rt(f"massage screen --yes fever --no {no}").code == 0


# --- the massage it belongs to -------------------------------------------------------------------


def test_a_screen_belongs_at_once_to_the_massage_that_is_named(calm: Terminal) -> None:
    calm("massage log --at 09:00 --area neck")
    assert calm("massage screen m1 --yes skin=neck,veins=leg-left --no rest") == said(
        """
        q1  screen for m1: skin=neck, veins=leg-left
             Sat 14 Mar 09:00 (recorded 09:12)   rehabtrack undo u5
        note: skin (neck): do not massage there (q1)
        """
    )
    assert screens(calm) == [("q1", "m1")]
    calm("void m1 --because slip")
    assert calm.refuses(NONE.replace("screen", "screen m1")) == (
        "m1 is void. Bring it back first: rehabtrack unvoid m1 --because TEXT"
    )
    assert calm.refuses("massage screen p1 --no rest") == (
        '"p1" is a pain record, not a massage. The id of a massage looks like m1.'
    )


def test_the_next_massage_logged_takes_the_screen_and_undo_gives_it_back(calm: Terminal) -> None:
    calm(NONE)
    calm.now = "2026-03-14T10:00"
    assert calm("massage log --area neck") == said(
        """
        q1  screen for m1: nothing speaks against it  Sat 14 Mar 09:12
        m1  massage neck  Sat 14 Mar 10:00   rehabtrack undo u5
        """
    )
    assert screens(calm) == [("q1", "m1")]
    calm("undo")
    assert screens(calm) == [("q1", None)]
    calm("redo")
    assert screens(calm) == [("q1", "m1")]


@pytest.mark.parametrize(
    ("start", "linked"),
    [
        ("2026-03-14T09:12", "m1"),
        ("2026-03-14T21:11", "m1"),
        ("2026-03-14T21:12", None),
        ("2026-03-14T09:11", None),
    ],
)
def test_a_screen_holds_for_12_hours_and_for_no_massage_before_it(
    calm: Terminal, start: str, linked: str | None
) -> None:
    calm(NONE)
    calm.now = "2026-03-14T23:00"
    told = found(calm, f"massage log --at {start}")
    assert told["screen"] == ("q1" if linked else None)
    assert screens(calm) == [("q1", linked)]


def test_a_massage_known_by_its_date_takes_the_screen_of_that_day(calm: Terminal) -> None:
    calm(NONE)
    assert found(calm, "massage log --at 2026-03-14")["screen"] == "q1"


def test_a_screen_is_linked_once_and_speaks_of_the_next_massage_too(calm: Terminal) -> None:
    calm(FEVER)
    calm("massage log")
    second = calm("massage log")
    assert second.out == "m2  massage  Sat 14 Mar 09:12   rehabtrack undo u6\n"
    assert second.err.startswith("NOT TODAY")
    assert screens(calm) == [("q1", "m1")]


def test_the_screen_of_a_massage_that_was_a_slip_is_free_again(calm: Terminal) -> None:
    calm(FEVER)
    calm("massage log")
    calm("void m1 --because slip")
    assert found(calm, "massage log")["screen"] == "q1"
    assert screens(calm) == [("q1", "m2")]


def test_the_newest_screen_counts_and_none_that_is_void(calm: Terminal) -> None:
    calm(FEVER)
    calm.now = "2026-03-14T09:20"
    calm(NONE)
    assert "NOT TODAY" not in calm("massage check").out
    assert found(calm, "massage log")["screen"] == "q2"
    assert "NOT TODAY" not in calm("massage log").err
    calm("void q2 --because slip")
    assert calm("massage check").out.startswith(FIRST_LINE)


# --- what a check says ---------------------------------------------------------------------------


def test_what_speaks_against_any_massage_is_the_first_line_and_no_exit_code(calm: Terminal) -> None:
    before = calm("massage check")
    calm(FEVER)
    assert calm("massage check") == said(FIRST_LINE)
    assert found(calm, "massage check")["advice"] == "not-advised"
    assert found(calm, "massage check")["status"] == "clear"
    calm("undo")
    assert calm("massage check") == before


@pytest.mark.parametrize(
    ("line", "advice", "code", "also"),
    [
        ("pain 7", "not-advised", 3, "also high-pain: pain 7/10 in back now\n"),
        (
            "pain 7 --at 2026-03-12",
            "not-advised",
            4,
            "also unverified: pain 7/10 in back on Thu 12 Mar",
        ),
    ],
)
def test_it_comes_before_pain(rt: Terminal, line: str, advice: str, code: int, also: str) -> None:
    rt(line)
    rt(FEVER)
    checked = rt("massage check")
    assert checked.out.startswith(FIRST_LINE + also)
    assert checked.code == code
    assert found(rt, "massage check")["advice"] == advice


def test_a_refusal_comes_before_it(calm: Terminal) -> None:
    calm(FEVER)
    calm("clearance add --by Ott --specialty other --refuse")
    calm("pain 7")
    checked = calm("massage check")
    lines = checked.out.splitlines()
    assert lines[0].startswith("REFUSED  Ott refused massage")
    assert lines[2:4] == ["also not today: fever (q1)", "also high-pain: pain 7/10 in back now"]
    assert checked.code == 5
    told = found(calm, "massage check")
    assert told["advice"] == "refused"
    assert [(one["rule"], one["status"]) for one in told["notices"]] == [
        ("clearance", "refused"),
        ("screen", "absolute"),
    ]


def test_an_emergency_comes_before_it(calm: Terminal) -> None:
    calm(FEVER)
    calm("redflags --yes saddle")
    checked = calm("massage check")
    assert "RED FLAG  No massage" in checked.out
    assert "also not today: fever (q1)\n" in checked.out
    assert checked.code == 5
    assert found(calm, "massage check")["advice"] == "red-flag"


def test_a_local_one_is_said_of_its_area_and_of_no_other(calm: Terminal) -> None:
    calm("massage screen --yes skin=lower-back,veins=leg-left --no rest")
    both = "note: skin (lower-back), veins (leg-left): do not massage there (q1)\n"
    assert calm("massage check").out.endswith(both)
    one = "note: skin (lower-back): do not massage there (q1)\n"
    assert calm("massage check --area lower-back,neck").out.endswith(one)
    assert "do not massage" not in calm("massage check --area neck").out
    assert found(calm, "massage check --area neck")["notices"] == []
    assert calm("massage check --area lower-back").code == 0


def test_the_doctor_is_to_be_asked_in_one_line(calm: Terminal) -> None:
    calm("massage screen --yes epilepsy,nerve-root --no rest")
    asked = "ask the doctor first: epilepsy; pain along a nerve, into a leg or an arm (q1)"
    checked = calm("massage check")
    assert " ".join(checked.out.split()).endswith(f"note: {asked}")
    assert checked.code == 0
    told = found(calm, "massage check")
    assert told["notices"] == [{"rule": "screen", "status": "ask-doctor", "message": asked}]
    assert told["advice"] == "none"


def test_what_the_screen_says_stands_around_the_notices(rt: Terminal) -> None:
    rt("pain 2")
    rt("massage screen --yes fever,skin=neck,epilepsy --no rest")
    statuses = [one["status"] for one in found(rt, "massage check")["notices"]]
    assert statuses == ["absolute", "local", "none", "missing", "ask-doctor"]
    lines = [line for line in rt("massage check").out.splitlines() if line.startswith("note")]
    assert lines == [
        "note: skin (neck): do not massage there (q1)",
        "note: no treatment phase is recorded: rehabtrack phase start ..",
        "note: no doctor's clearance is recorded; the source says to consult one.",
        "note: ask the doctor first: epilepsy (q1)",
    ]


def test_without_a_screen_nobody_is_asked_for_one(calm: Terminal) -> None:
    checked = calm("massage check")
    assert checked.out.count("\n") == 2
    assert found(calm, "massage check")["notices"] == []
    assert "screen" not in calm("massage log").err


def test_a_check_of_another_day_knows_nothing_of_this_screen(calm: Terminal) -> None:
    calm(FEVER)
    assert "NOT TODAY" in calm("massage check --at 2026-03-14T20:00").out
    assert "NOT TODAY" not in calm("massage check --at 2026-03-15T08:00").out


# --- what logging says ---------------------------------------------------------------------------


def test_logging_a_massage_against_the_screen_warns_in_full(calm: Terminal) -> None:
    calm(FEVER)
    logged = calm("massage log")
    assert logged.sentence == f"NOT TODAY {NOT_TODAY} Logged all the same, as m1."
    assert logged.code == 0


def test_beside_a_refusal_it_is_one_line_and_before_high_pain(calm: Terminal) -> None:
    calm(FEVER)
    calm("clearance add --by Ott --specialty other --refuse")
    calm("pain 7")
    lines = calm("massage log").err.splitlines()
    assert lines[0].startswith("WARNING  Ott refused massage")
    assert lines[-2:] == [
        "also not today: fever (q1)",
        "also high-pain: pain 7/10 in back as it started [w1, high-pain/1]",
    ]


def test_a_massage_at_an_area_that_the_screen_speaks_against_warns(calm: Terminal) -> None:
    calm(SKIN)
    logged = calm("massage log --area lower-back,neck")
    assert logged.err == "WARNING  skin (lower-back): do not massage there (q1).\n"
    assert calm("massage log --area neck").err == ""


def test_a_massage_whose_area_is_not_said_leaves_a_note_of_it(calm: Terminal) -> None:
    calm(SKIN)
    assert calm("massage log").err == "note: skin (lower-back): do not massage there (q1)\n"


def test_what_only_the_screen_warns_of_cannot_be_answered(calm: Terminal) -> None:
    calm(FEVER)
    assert calm("massage log --because pain-eased").err.endswith(
        "note: what warns of it is not stored, so there is no warning that --because\n"
        "could answer.\n"
    )


def test_in_a_file_of_several_every_line_begins_with_the_name(rt: Terminal) -> None:
    rt("patient add Zoe")
    rt("patient add Ben")
    stored = rt("--patient Zoe massage screen --yes fever,skin=neck --no rest")
    assert all(line.startswith("Zoe  ") for line in stored.out.splitlines())
    checked = rt("--patient Zoe massage check")
    assert all(line.startswith("Zoe  ") for line in checked.out.splitlines())
    logged = rt("--patient Zoe massage log --area neck")
    assert all(line.startswith("Zoe  ") for line in (logged.out + logged.err).splitlines())
    assert "NOT TODAY" not in rt("--patient Ben massage check").out


# --- at a terminal -------------------------------------------------------------------------------

ASKED = """
import os, pty, select, sys
answers, heard = sys.argv[1].encode().split(b"|"), b""
def answer(terminal):  # what is said may come in pieces
    global heard
    said = os.read(terminal, 4096)
    heard += said
    if heard.endswith((b"or none: ", b"lower-back: ")) and answers:
        typed, heard = answers.pop(0), b""
        os.write(terminal, typed)
        came = b"" if typed == CTRL_C else typed
        while not came.strip(b"^C"):  # but its echo
            if select.select([terminal], [], [], 1)[0]:
                came = os.read(terminal, 4096)
                said += came
            else:  # Python misses one that comes just as it begins to wait: it is pressed again
                os.write(terminal, typed)
    return said
CTRL_C = bytes([3])
status = pty.spawn([sys.executable, "-m", "rehabtrack", *sys.argv[2:]], answer, lambda _: b"")
sys.exit(os.waitstatus_to_exitcode(status))
"""
UNFINISHED = "The questions were not answered to the end, so nothing is stored."


def ask(rt: Terminal, answers: str, *more: str, at: str | None = None) -> tuple[int, str]:
    """The exit code and what is shown to somebody who answers so."""
    pytest.importorskip("pty")
    more = (*more, "massage", "screen", *(("--at", at) if at else ()))
    asked = subprocess.run(
        [sys.executable, "-c", ASKED, answers, "--db", rt.db, *more],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    assert "Traceback" not in asked.stdout
    return asked.returncode, asked.stdout.replace("\r\n", "\n")


def yes(rt: Terminal) -> list[list[str]]:
    """What each screen that is stored says."""
    return [json.loads(line)["yes"] for line in rt("log --kind screen --json").out.splitlines()]


@pytest.mark.parametrize(
    ("answers", "stored"),
    [
        ("None\n|0\n|none\n", []),
        ("1 9\n|none\n|2, 3\n", ["fever", "organs", "osteoporosis", "pregnancy"]),
        (
            "none\n|1,7\n|neck, other:knee\n|lower-back\n|0\n",
            ["skin=neck", "skin=other:knee", "disc=lower-back"],
        ),
        ("99\n|x\n|1\n|none\n|none\n", ["fever"]),
        ("none\n|1\n|nek\n|neck\n|none\n", ["skin=neck"]),
    ],
)
def test_at_a_terminal_each_group_is_asked_until_it_is_answered(
    rt: Terminal, answers: str, stored: list[str]
) -> None:
    code, shown = ask(rt, answers)
    assert code == 0, shown
    assert yes(rt) == [stored]
    assert "q1  screen" in shown
    assert ("Name numbers from 1 to 9, or write none." in shown) == answers.startswith("99")
    assert ("Did you mean neck?" in shown) == ("nek" in answers)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ("\n", 1),
        ("1\n|none\n|\n", 1),
        ("1\n|1\n|\n", 1),
        ("1\n|\x04", 130),
        ("1\n|\x03", 130),
    ],
)
def test_half_an_answer_at_a_terminal_stores_nothing_and_says_so(
    rt: Terminal, answers: str, code: int
) -> None:
    rt("pain 2")
    before = rt.rows()
    ended, shown = ask(rt, answers)
    assert ended == code, shown
    assert UNFINISHED in " ".join(shown.split())
    assert rt.rows() == before


def test_whose_screen_it_is_must_be_clear_before_anything_is_asked(rt: Terminal) -> None:
    rt("patient add Zoe")
    rt("patient add Ben")
    code, shown = ask(rt, "1\n|none\n|none\n")
    assert code == 1
    assert shown.startswith("Error: There are 2 patients here, and none is in use.")
    code, shown = ask(rt, "1\n|none\n|none\n", "--patient", "Zoe", at="2026-03-14")
    assert code == 1
    assert shown.startswith("Error: A screen holds for some hours")
    code, shown = ask(rt, "1\n|none\n|none\n", "--patient", "Zoe")
    assert shown.startswith("Zoe  No massage today, if any of these is so")
    assert code == 0
