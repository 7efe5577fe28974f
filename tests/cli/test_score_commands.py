"""`rehabtrack score`: questionnaires of function, and how far each score is from the first."""

import json
from pathlib import Path

import pytest
from command_line import Terminal, said
from encrypted_terminal import Typing

RECORDED = "(recorded Sat 14 Mar 09:12)"
QUESTION = "Their numbers, such as 1,5,9, or none: "


def objects(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


# --- keeping a score -----------------------------------------------------------------------------


def test_a_total_is_kept(rt: Terminal) -> None:
    assert rt("score add rmdq 11") == said(
        "s1  RMDQ-24 11 of 24  Sat 14 Mar 09:12   rehabtrack undo u1\n"
    )
    assert rt("score add ODI 42,5 --at 2026-03-01") == said(
        f"s2  ODI 42.5 %  Sun 1 Mar {RECORDED}   rehabtrack undo u2\n"
    )
    assert rt("score add peg 6.3").out.startswith("s3  PEG 6.3 of 10  Sat ")
    assert rt("score add promis-pi 61.2").out.startswith("s4  PROMIS PI T 61.2  Sat ")
    assert rt("score add start-back 5").out.startswith("s5  STarT Back 5 of 9  Sat ")


def test_ticked_statements_make_the_total_and_are_shown_in_their_words(rt: Terminal) -> None:
    assert rt("score add rmdq --ticked 18,4,1") == said(
        "s1  RMDQ-24 3 of 24 (statements 1, 4, 18)  Sat 14 Mar 09:12\n     rehabtrack undo u1\n"
    )
    assert rt("show s1") == said(
        """
        s1  RMDQ-24 3 of 24 (statements 1, 4, 18)  Sat 14 Mar 09:12
             1  I stay at home most of the time because of my back.
             4  Because of my back I am not doing any of the jobs that I usually do
                  around the house.
             18  I sleep less well because of my back.
             recorded Sat 14 Mar 09:12 by anna, u1
        """
    )
    assert len(rt("log").out.splitlines()) == 1


def test_a_total_alone_shows_no_statements(rt: Terminal) -> None:
    rt("score add rmdq 3")
    assert rt("show s1").out.splitlines()[1:] == ["     recorded Sat 14 Mar 09:12 by anna, u1"]


def test_that_nothing_was_ticked_is_a_score_of_0(rt: Terminal) -> None:
    assert rt("score add rmdq --ticked none").out.startswith("s1  RMDQ-24 0 of 24  Sat ")


def test_a_score_as_json(rt: Terminal) -> None:
    (told,) = objects(rt("score add rmdq --ticked 1,5 --json").out)
    assert list(told) == ["stored", "changed", "change"]
    (stored,) = told["stored"]  # type: ignore[misc]
    assert len(stored.pop("uid")) == 36
    assert stored == {
        "kind": "score",
        "id": "s1",
        "at": "2026-03-14T09:12:00+01:00",
        "questionnaire": "rmdq",
        "total": 2,
        "items": [1, 5],
        "recorded_at": "2026-03-14T09:12:00+01:00",
        "author": "anna",
        "version": 1,
    }


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("rdmq 3", '"rdmq" is not a questionnaire. Did you mean rmdq?'),
        ("rmdq 25", "25 is no total of RMDQ-24. It is a whole number from 0 to 24."),
        ("rmdq -3", '"-3" is no total of RMDQ-24. It is a whole number from 0 to 24.'),
        ("rmdq 11,5", "11.5 is no total of RMDQ-24. It is a whole number from 0 to 24."),
        (
            "odi 1e1",
            '"1e1" is no total of ODI. It is a number with at most one decimal from 0 to 100.',
        ),
        (
            "peg 10.1",
            "10.1 is no total of PEG. It is a number with at most one decimal from 0 to 10.",
        ),
        (
            "promis-pi 19.9",
            "19.9 is no total of PROMIS PI. It is a number with at most one decimal from 20 to 90.",
        ),
        ("start-back 10", "10 is no total of STarT Back. It is a whole number from 0 to 9."),
        (
            "peg --ticked 1,2",
            "Of PEG only the total is kept. It is a number with at most one decimal from 0 to 10.",
        ),
        (
            "rmdq --ticked 1,25",
            (
                "The RMDQ-24 has no statement 25. "
                "Name them by number, 1 to 24, such as 1,5,9, or write none."
            ),
        ),
        (
            "rmdq --ticked ''",
            "No statement is named. Name them by number, 1 to 24, such as 1,5,9, or write none.",
        ),
    ],
)
def test_what_is_no_score_is_refused_with_what_is_allowed(
    rt: Terminal, typed: str, sentence: str
) -> None:
    rt("score add rmdq 11")
    assert rt.refuses(f"score add {typed}") == sentence


def test_a_score_of_tomorrow_is_refused(rt: Terminal) -> None:
    assert "future" in rt.refuses("score add rmdq 11 --at 2026-03-15")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("rmdq", "Give TOTAL, or the statements that were ticked: --ticked 1,5,9"),
        ("odi", "Give the TOTAL of ODI: score add odi TOTAL"),
        (
            "rmdq 2 --ticked 1,5",
            "Give TOTAL or --ticked, not both: the statements make the total.",
        ),
        ("rmdq 2 3", "Give one TOTAL."),
        ("rmdq --tikced 3", "There is no option --tikced. Did you mean --ticked?"),
        ("", "rmdq|odi|peg|promis-pi|start-back is missing."),
    ],
)
def test_wrong_usage_names_what_to_give(rt: Terminal, typed: str, sentence: str) -> None:
    assert rt.misuses(f"score add {typed}") == f"{sentence} See: rehabtrack score add --help"


def test_help_says_why_the_others_have_totals_only(rt: Terminal) -> None:
    told = " ".join(rt("score add --help").out.split())
    assert "their items belong to their owners and may not be shown here" in told


# --- asking at a terminal ------------------------------------------------------------------------


def typing(rt: Terminal, line: str = "score add rmdq") -> Typing:
    before = ("--db", rt.db, "--tz", "Europe/Berlin")
    return Typing(*before, *line.split(), env={"HOME": str(rt.folder)})


def test_the_statements_are_shown_with_their_source_and_asked(rt: Terminal) -> None:
    asked = typing(rt)
    asked.see(QUESTION)
    asked.type("1 5,9")
    assert asked.end() == 0
    lines = asked.shown.splitlines()
    assert lines[0] == "Tick what describes you today; leave out what does not, or what you doubt."
    assert lines[4:6] == [
        "4  Because of my back I am not doing any of the jobs that I usually do around",
        "     the house.",
    ]
    assert "24  I stay in bed most of the time because of my back." in lines
    assert "RMDQ-24: Roland and Morris 1983, Spine 8:141-144." in lines
    assert "s1  RMDQ-24 3 of 24 (statements 1, 5, 9)" in asked.shown
    assert max(map(len, lines)) <= 78


def test_none_is_an_answer(rt: Terminal) -> None:
    asked = typing(rt)
    asked.see(QUESTION)
    asked.type("none")
    assert asked.end() == 0
    assert "s1  RMDQ-24 0 of 24" in asked.shown


def test_a_slip_is_asked_again(rt: Terminal) -> None:
    asked = typing(rt)
    asked.see(QUESTION)
    asked.type("1,99")
    asked.see("Error: The RMDQ-24 has no statement 99.")
    asked.type("1,9")
    assert asked.end() == 0
    assert "s1  RMDQ-24 2 of 24 (statements 1, 9)" in asked.shown


@pytest.mark.parametrize(
    ("answer", "code", "told"),
    [
        ("", 1, "Error: Nothing was answered, and nothing is stored."),
        ("\x04", 130, QUESTION),
    ],
)
def test_without_an_answer_nothing_is_stored(
    rt: Terminal, answer: str, code: int, told: str
) -> None:
    asked = typing(rt)
    asked.see(QUESTION)
    asked.type(answer)
    assert asked.end() == code
    assert told in asked.shown
    assert not Path(rt.db).exists()


def test_a_time_that_cannot_be_is_refused_before_the_questions(rt: Terminal) -> None:
    asked = typing(rt, "score add rmdq --at 2999-01-01")
    assert asked.end() == 1
    assert "I stay" not in asked.shown


@pytest.mark.parametrize("line", ["score add peg", "score add rmdq --json"])
def test_nobody_is_asked_for_others_or_for_json(rt: Terminal, line: str) -> None:
    asked = typing(rt, line)
    assert asked.end() == 2
    assert "Error: Give " in asked.shown


# --- scores over time ----------------------------------------------------------------------------


def test_scores_are_held_against_the_first_of_their_questionnaire(rt: Terminal) -> None:
    for line in ("rmdq 5 --at 2026-03-05", "rmdq 9 --at 2026-02-05", "rmdq 10 --at 2026-01-05"):
        rt(f"score add {line}")
    rt("score add rmdq 7 --at 2026-03-01")
    rt("score add odi 42.5 --at 2026-03-02")
    rt("score add odi 32.5 --at 2026-03-03")
    rt("score add odi 42.5 --at 2026-03-04")
    rt("score add rmdq 13")
    assert rt("score list") == said(
        f"""
        RMDQ-24  Roland-Morris Disability Questionnaire; lower is better
             Minimal important change: 5 points lower, or 30 % of the first.
        s3  10 of 24  Mon 5 Jan {RECORDED}  the first
        s2  9 of 24  Thu 5 Feb {RECORDED}
             1 point lower (10 %), smaller than that
        s4  7 of 24  Sun 1 Mar {RECORDED}
             3 points lower (30 %), reaches it in per cent alone
        s1  5 of 24  Thu 5 Mar {RECORDED}
             5 points lower (50 %), reaches it in points and per cent
        s8  13 of 24  Sat 14 Mar 09:12  3 points higher (30 %)
        ODI  Oswestry Disability Index; lower is better
             Minimal important change: 10 points lower, or 30 % of the first.
        s5  42.5 %  Mon 2 Mar {RECORDED}  the first
        s6  32.5 %  Tue 3 Mar {RECORDED}
             10 points lower (23 %), reaches it in points
        s7  42.5 %  Wed 4 Mar {RECORDED}  as the first
        RMDQ-24: Roland and Morris 1983, Spine 8:141-144.
        ODI: Fairbank et al. 1980, Physiotherapy 66:271-273.
        Minimal important change: Ostelo et al. 2008, Spine 33:90-94; of improvement
             alone.
        """
    )


def test_without_a_source_no_change_is_called_important(rt: Terminal) -> None:
    rt("score add peg 8 --at 08:00")
    rt("score add peg 1,5")
    rt("score add promis-pi 70 --at 08:00")
    rt("score add promis-pi 50")
    rt("score add start-back 0 --at 08:00")
    rt("score add start-back 4")
    assert rt("score list") == said(
        """
        PEG  pain, enjoyment of life, general activity; lower is better
             No minimal important change with a source that we verified.
        s1  8 of 10  Sat 14 Mar 08:00 (recorded 09:12)  the first
        s2  1.5 of 10  Sat 14 Mar 09:12  6.5 points lower (81 %)
        PROMIS PI  PROMIS Pain Interference; lower is better
             No minimal important change with a source that we verified.
        s3  T 70  Sat 14 Mar 08:00 (recorded 09:12)  the first
        s4  T 50  Sat 14 Mar 09:12  20 points lower
        STarT Back  STarT Back Screening Tool; lower is better
             No minimal important change with a source that we verified.
        s5  0 of 9  Sat 14 Mar 08:00 (recorded 09:12)  the first
        s6  4 of 9  Sat 14 Mar 09:12  4 points higher
        PEG: Krebs et al. 2009, J Gen Intern Med 24:733-738.
        PROMIS PI: Amtmann et al. 2010, Pain 150:173-182.
        STarT Back: Hill et al. 2008, Arthritis Rheum 59:632-641.
        """
    )


def test_a_void_score_is_left_out_even_as_the_first(rt: Terminal) -> None:
    rt("score add rmdq 20 --at 2026-03-01")
    rt("score add rmdq 10 --at 2026-03-02")
    rt("score add rmdq 8 --at 2026-03-03")
    rt("void s1 --because 'of another person'")
    found = objects(rt("score list --json").out)
    assert [(one["id"], one["first"], one["change"]) for one in found] == [
        ("s2", "s2", None),
        ("s3", "s2", -2),
    ]


def test_scores_as_json(rt: Terminal) -> None:
    for line in ("rmdq 10 --at 05:00", "rmdq 8 --at 06:00", "rmdq 7 --at 07:00", "rmdq 11"):
        rt(f"score add {line}")
    rt("score add peg 0 --at 05:00")
    rt("score add peg 1.5")
    keys = ("id", "total", "first", "change", "change_per_cent", "important", "reaches")
    found = objects(rt("score list --json").out)
    assert [tuple(one[key] for key in keys) for one in found] == [
        ("s1", 10, "s1", None, None, None, None),
        ("s2", 8, "s1", -2, -20, False, []),
        ("s3", 7, "s1", -3, -30, True, ["per-cent"]),
        ("s4", 11, "s1", 1, 10, None, None),
        ("s5", 0, "s5", None, None, None, None),
        ("s6", 1.5, "s5", 1.5, None, None, None),
    ]
    assert list(found[0])[:6] == ["kind", "id", "at", "questionnaire", "total", "items"]


def test_no_score_says_where_to_begin_and_makes_no_file(rt: Terminal) -> None:
    assert rt("score list") == said("No score is recorded. See: rehabtrack score --help\n")
    assert rt("score list --json") == said("")
    assert not Path(rt.db).exists()


def test_each_patient_has_a_first_score_of_her_own(rt: Terminal) -> None:
    rt("patient add Eva")
    rt("patient add Jan")
    rt("--patient Eva score add rmdq 20 --at 08:00")
    rt("--patient Jan score add rmdq 10 --at 08:00")
    rt("--patient Jan score add rmdq 9")
    assert rt("score list") == said(
        """
        Eva  RMDQ-24  Roland-Morris Disability Questionnaire; lower is better
        Eva       Minimal important change: 5 points lower, or 30 % of the first.
        Eva  s1  20 of 24  Sat 14 Mar 08:00 (recorded 09:12)  the first
        Jan  RMDQ-24  Roland-Morris Disability Questionnaire; lower is better
        Jan       Minimal important change: 5 points lower, or 30 % of the first.
        Jan  s1  10 of 24  Sat 14 Mar 08:00 (recorded 09:12)  the first
        Jan  s2  9 of 24  Sat 14 Mar 09:12  1 point lower (10 %), smaller than that
        RMDQ-24: Roland and Morris 1983, Spine 8:141-144.
        Minimal important change: Ostelo et al. 2008, Spine 33:90-94; of improvement
             alone.
        """
    )
    found = objects(rt("score list --json").out)
    assert [(one["patient"], one["id"], one["first"]) for one in found] == [
        ("Eva", "s1", "s1"),
        ("Jan", "s1", "s1"),
        ("Jan", "s2", "s1"),
    ]
