"""Red flags: the checklist, first on every view until a doctor has assessed them."""

import json
from collections.abc import Iterator

import click
import engines
import pytest
from command_line import Terminal, said

from rehabtrack.cli.main import main

HELP = """
RED FLAG  Get medical help now: call the emergency number, or go to an
          emergency department.
          r1, Sat 14 Mar 09:12: stool leaks, or passes without being felt.
"""
FIRST = HELP.lstrip("\n")
#: The commands that show records, with what they need to.
VIEWS = (
    *("", "massage check", "log", "review", "periods", "rule show", "show p1", "patient show"),
    *("chart", "warnings", "warnings list", "warnings stats", "warnings show w1", "undo --list"),
    *("phase list", "measure list", "clearance list", "redflags list"),
)


@pytest.fixture
def flagged(rt: Terminal) -> Terminal:
    """A journal in which an emergency was answered with yes."""
    rt("pain 6 --at 09:00")
    rt("massage log --at 09:05")
    rt("redflags --yes bowel")
    return rt


def test_a_yes_to_an_emergency_is_stored_and_says_what_to_do(rt: Terminal) -> None:
    assert rt("redflags --yes bowel") == said(
        """
        r1  red flag (emergency): stool leaks, or passes without being felt
             Sat 14 Mar 09:12   rehabtrack undo u1
        """,
        """
        RED FLAG  Get medical help now: call the emergency number, or go to an
                  emergency department. It stands on every view until a doctor has
                  assessed it:
                  rehabtrack redflags assessed --by NAME ..
        """,
    )


def test_a_yes_to_an_urgent_one_says_to_see_a_doctor_soon(rt: Terminal) -> None:
    answered = rt("redflags --yes fever")
    assert answered.out == (
        "r1  red flag (urgent): fever, or feeling very unwell  Sat 14 Mar 09:12\n"
        "     rehabtrack undo u1\n"
    )
    assert answered.sentence.startswith("red flag See a doctor soon.")


@pytest.mark.parametrize("view", VIEWS)
def test_an_emergency_stands_first_on_every_view(flagged: Terminal, view: str) -> None:
    shown = flagged(view)
    assert shown.out.startswith(FIRST), shown
    assert shown.out.count("Get medical help now") == 1


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "undo --list"])
def test_beside_json_it_stands_on_stderr(flagged: Terminal, view: str) -> None:
    shown = flagged(f"{view} --json")
    assert shown.err.startswith(FIRST), shown
    for line in shown.out.splitlines():
        json.loads(line)


def test_an_urgent_one_is_a_line_on_every_view(rt: Terminal) -> None:
    rt("2")
    rt("redflags --yes lump")
    for view in ("", "log", "massage check"):
        assert rt(view).out.startswith(
            "red flag  r1, Sat 14 Mar 09:12: a lump on the back, or its shape has changed.\n"
            "          See a doctor soon.\n"
        )


def test_the_check_says_no_massage_and_exits_5(flagged: Terminal) -> None:
    checked = flagged("massage check")
    assert checked.code == 5
    assert "RED FLAG  No massage: get medical help first.\n" in checked.out
    assert "also high-pain: pain 6/10 in back 12 min ago\n" in checked.out
    found = json.loads(flagged("massage check --json").out)
    assert (found["advice"], found["status"]) == ("red-flag", "high-pain")
    assert found["notices"][0] == {
        "rule": "red-flag",
        "status": "emergency",
        "message": "stool leaks, or passes without being felt",
    }


def test_an_urgent_one_changes_no_exit_code(rt: Terminal) -> None:
    rt("2")
    rt("redflags --yes fever")
    assert rt("massage check").code == 0
    assert json.loads(rt("massage check --json").out)["advice"] == "none"


def test_it_is_never_out_of_sight_until_a_doctor_has_assessed_it(flagged: Terminal) -> None:
    flagged("redflags --none")
    assert flagged.at("2027-03-14T09:12", "").out.startswith("RED FLAG")
    flagged("redflags assessed --by Roth --specialty neurologist")
    assert not flagged("").out.startswith("RED FLAG")
    assert flagged("massage check").code == 4


def test_a_massage_given_all_the_same_is_warned_of(flagged: Terminal) -> None:
    for number in (2, 3):
        logged = flagged.at("2026-03-14T10:00", "massage log")
        assert logged.sentence.startswith(
            "RED FLAG An emergency is open. No massage: get medical help first. "
            f"Logged all the same, as m{number} [w"
        )


def test_a_refusal_beside_it_is_told_by_what_the_doctor_said(rt: Terminal) -> None:
    rt("clearance add --by Ott --specialty physician --refuse --from 2026-03-01")
    rt("pain 5 --at 09:00")
    rt("redflags --yes bowel")
    logged = rt("massage log").sentence
    assert "also refused: Ott refused massage from Sun 1 Mar on (c1). It speaks until" in logged
    assert "[w2, clearance/1] also high-pain: pain 5/10 in back 12 min before" in logged


def test_a_flag_found_late_makes_a_warning_of_a_past_session(rt: Terminal) -> None:
    rt("pain 2 --at 08:00")
    rt("massage log --at 09:00")
    answered = rt("redflags --yes saddle --at 08:30").err
    assert answered.startswith(
        "m1 (Sat 14 Mar 09:00) was not high-pain and is now red-flag [w1].\n"
    )
    voided = rt("void r1 --because 'the wrong line'")
    assert voided.err == "m1 (Sat 14 Mar 09:00) was red-flag and is now not high-pain.\n"
    assert rt("db check").out.endswith(f"{engines.sound()}\n")


def test_what_changes_beneath_a_red_flag_is_not_said_to_become_one(rt: Terminal) -> None:
    rt("redflags --yes bowel --at 07:00")
    rt("massage log --at 09:00")
    assert rt("pain 7 --at 08:00").err == (
        "m1 (Sat 14 Mar 09:00) is still red-flag, and what another rule says of it\nchanged [w3].\n"
    )


def test_a_wrong_answer_is_voided_with_a_reason_and_gone_from_the_views(flagged: Terminal) -> None:
    flagged("void r1 --because 'misread'")
    assert not flagged("").out.startswith("RED FLAG")


def test_an_assessment_can_be_undone_and_the_flag_stands_again(flagged: Terminal) -> None:
    flagged("redflags assessed --by Roth --specialty neurologist")
    flagged("undo")
    assert flagged("").out.startswith(FIRST)


def test_only_a_doctor_assesses(flagged: Terminal) -> None:
    flagged("role Eva massage-therapist")
    assert flagged.refuses("redflags assessed --by eva --specialty physician") == (
        "eva is a massage-therapist here, and only a doctor gives an assessment. "
        "Name the doctor with --by, or see: rehabtrack role"
    )


def test_nothing_open_is_nothing_to_assess(rt: Terminal) -> None:
    rt("2")
    assert rt.refuses("redflags assessed --by Roth --specialty surgeon") == (
        "No red flag is open then. See: rehabtrack log --kind redflag"
    )


def test_what_is_open_already_is_not_stored_twice(flagged: Terminal) -> None:
    before = flagged.rows()
    again = flagged("redflags --yes bowel")
    assert (again.code, again.out) == (0, "")
    assert again.sentence.startswith(
        "r1 (bowel) is open already, until a doctor has assessed it. RED FLAG Get medical help now"
    )
    assert flagged.rows() == before


def test_one_that_was_assessed_since_is_not_said_to_be_open(flagged: Terminal) -> None:
    flagged.at("2026-03-14T12:00", "redflags assessed --by Roth --specialty surgeon")
    again = flagged.at("2026-03-14T13:00", "redflags --yes bowel --at 11:00")
    assert (again.code, again.out) == (0, "")
    assert again.sentence == (
        "r1 (bowel) was there then, and a doctor assessed it Sat 14 Mar 12:00."
    )


def test_what_is_open_already_answers_the_question_of_a_sign(flagged: Terminal) -> None:
    flagged.at("2026-03-14T09:13", "pain 2 --weakness leg-left")
    answered = flagged.at("2026-03-14T09:14", "redflags --yes bowel")
    assert answered.out.startswith("r2  red flag (emergency): stool leaks")
    assert "RED FLAG?" not in flagged("log").out


def test_an_assessment_of_a_day_alone_counts_from_its_end_or_now(rt: Terminal) -> None:
    rt.at("2026-03-13T20:00", "redflags --yes bowel")
    rt.at("2026-03-14T18:00", "redflags --yes fever")
    by = "redflags assessed --by Roth --specialty surgeon"
    of_yesterday, of_today = rt(f"{by} --at 2026-03-13"), rt(f"{by} --at 2026-03-14")
    assert "assessed Fri 13 Mar 23:59 by Roth" in " ".join(of_yesterday.out.split())
    assert "assessed Sat 14 Mar 18:00 by Roth" in " ".join(of_today.out.split())


def test_a_journal_without_a_red_flag_names_a_command_there_is(rt: Terminal) -> None:
    listed = rt("redflags list").out
    assert listed == "No red flag is recorded. See: rehabtrack redflags --help\n"
    assert rt("redflags --help").code == 0


def test_none_is_stored_as_asked(rt: Terminal) -> None:
    assert rt("redflags --none") == said(
        "r1  no red flag, all were asked  Sat 14 Mar 09:12   rehabtrack undo u1\n"
    )
    assert not rt("").out.startswith("RED")


def test_elsewhere_than_in_a_terminal_the_checklist_is_shown(rt: Terminal) -> None:
    shown = rt("redflags")
    assert shown.code == 0
    assert "  saddle  numb or tingling between the legs" in shown.out
    assert "Finucane et al. 2020" in shown.out
    assert "no medical advice" in shown.out
    assert rt.rows() == []


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("redflags --yes bowl", '"bowl" is not a red flag. Did you mean bowel?'),
        (
            "redflags --yes ,",
            "--yes names no red flag. See them: rehabtrack redflags; none: --none",
        ),
        (
            "redflags assessed --by Roth --specialty baker",
            '"baker" is not a specialty. Use neurologist, physician, surgeon or other.',
        ),
    ],
)
def test_what_is_no_answer_is_refused(flagged: Terminal, line: str, sentence: str) -> None:
    assert flagged.refuses(line) == sentence


def test_yes_and_none_at_once_is_wrong_usage(rt: Terminal) -> None:
    assert rt.misuses("redflags --yes bowel --none").startswith("Give --yes or --none, not both.")


# --- in a terminal --------------------------------------------------------------------------------


@pytest.fixture
def asking(rt: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """The same with somebody at a real terminal."""
    monkeypatch.setattr("rehabtrack.cli.redflags.asks_people", lambda: True)
    return rt


def test_it_asks_and_stores_what_was_named(asking: Terminal) -> None:
    asking("redflags", stdin="7, 13\n")
    codes = [
        json.loads(line)["code"]
        for line in asking("log --kind redflag --json").out.split("\n")[:-1]
    ]
    assert codes == ["bowel", "fever"]


@pytest.mark.parametrize("answer", ["\n", "99\n", "yes\n", "1 x\n", ""])
def test_half_an_answer_stores_nothing(asking: Terminal, answer: str) -> None:
    done = asking("redflags", stdin=answer)
    assert done.code in (1, 130)
    assert asking.rows() == []


def test_none_is_an_answer(asking: Terminal) -> None:
    asking("redflags", stdin="none\n")
    assert "no red flag, all were asked" in asking("log").out


# --- numbness and weakness ------------------------------------------------------------------------


def test_new_weakness_of_a_leg_raises_the_question_at_once(rt: Terminal) -> None:
    logged = rt("pain 6 --weakness leg-left")
    assert logged == said(
        """
        y1  weakness in leg-left  Sat 14 Mar 09:12
        p1  6/10 back  Sat 14 Mar 09:12   rehabtrack undo u1
             a slip? rehabtrack edit p1 --value N
        """,
        """
        RED FLAG?  New: weakness in leg-left. Before any massage, ask: leg-weakness: a
                   leg that is quickly getting weaker? foot-drop: a leg slowly getting
                   weaker, or a foot that drops? Answer:
                   rehabtrack redflags --yes CODE,..
                   rehabtrack redflags   (asks everything)
        """,
    )


def test_both_legs_raise_theirs_and_what_is_known_asks_no_more(rt: Terminal) -> None:
    assert rt("pain 2 --numbness leg-left").err == ""
    assert "both-legs: pain, tingling" in rt("pain 2 --numbness leg-right").sentence
    assert rt.at("2026-03-15T09:12", "pain 2 --numbness leg-left,leg-right").err == ""


def test_the_other_leg_written_down_late_raises_the_question(rt: Terminal) -> None:
    rt("pain 2 --numbness leg-left")
    assert "both-legs: pain, tingling" in rt("pain 2 --numbness leg-right --at -2h").sentence
    assert rt("").out.startswith("RED FLAG?  y2, Sat 14 Mar 07:12: numbness in leg-right is new.")


def test_a_sign_corrected_to_a_leg_raises_the_question_at_once(rt: Terminal) -> None:
    rt("pain 2 --weakness back")
    assert rt("edit y1 --site leg-left").sentence.startswith(
        "RED FLAG? New: weakness in leg-left. Before any massage, ask: leg-weakness:"
    )
    assert rt("").out.startswith("RED FLAG?  y1, Sat 14 Mar 09:12: weakness in leg-left is new.")
    assert rt("edit y1 --site arm-left").err == ""
    assert not rt("").out.startswith("RED FLAG?")


def test_the_question_stands_on_every_view_until_it_is_answered(rt: Terminal) -> None:
    rt("pain 2 --weakness leg-left")
    first = """
        RED FLAG?  y1, Sat 14 Mar 09:12: weakness in leg-left is new. Before any
                   massage: rehabtrack redflags
        """
    for view in ("", "log", "massage check"):
        assert rt(view).out.startswith(said(first).out)
    assert rt("log --json").err == said(first).out
    rt.at("2026-03-14T09:13", "redflags --none")
    assert not rt("").out.startswith("RED FLAG?")


@pytest.mark.parametrize(
    ("at", "is_answered"), [("2026-03-13", False), ("09:11", False), ("2026-03-14", True)]
)
def test_an_answer_for_a_time_before_a_sign_answers_no_question_of_it(
    rt: Terminal, at: str, is_answered: bool
) -> None:
    rt("pain 2 --weakness leg-left")
    rt(f"redflags --none --at {at}")
    assert rt("").out.startswith("RED FLAG?") is not is_answered


def test_a_sign_that_was_a_slip_asks_nothing_once_it_is_void(rt: Terminal) -> None:
    rt("pain 2 --weakness leg-left")
    rt("void y1 --because 'the arm'")
    assert not rt("").out.startswith("RED FLAG?")


def test_a_bare_number_takes_them_too_and_json_tells(rt: Terminal) -> None:
    found = json.loads(rt("3 --weakness leg-right --numbness other:toe --json").out)
    assert [(one["sign"], one["site"], one["asks"]) for one in found["symptoms"]] == [
        ("numbness", "other:toe", []),
        ("weakness", "leg-right", ["leg-weakness", "foot-drop"]),
    ]


def test_undo_takes_rating_and_sign_back_together(rt: Terminal) -> None:
    rt("pain 2 --weakness leg-left")
    rt("undo")
    assert rt("log").out == "Nothing is recorded there. Log pain: rehabtrack 0-10\n"


def test_an_unknown_site_is_refused(rt: Terminal) -> None:
    assert rt.refuses("pain 2 --weakness leg-lfet") == (
        '"leg-lfet" is not a site. Did you mean leg-left?'
    )


# --- several patients -----------------------------------------------------------------------------


def test_in_a_listing_of_several_each_flag_bears_its_name_and_comes_first(rt: Terminal) -> None:
    for name in ("Ana", "Ben", "Cleo"):
        rt(f"patient add {name}")
        rt(f"--patient {name} 2")
    rt("--patient Ben redflags --yes fever")
    shown = rt("log").out.splitlines()
    assert shown[0] == "Ben  red flag  r1, Sat 14 Mar 09:12: fever, or feeling very unwell. See a"
    assert not rt("--patient Ana log").out.startswith("Ben")


def test_an_archived_patient_beside_her_leaves_her_the_name_on_each_line(rt: Terminal) -> None:
    for name in ("Ana", "Ben"):
        rt(f"patient add {name}")
    rt("patient archive Ben")
    rt("--patient Ana redflags --yes fever")
    for view in ("patient list", "patients"):
        assert rt(view).out.startswith("Ana  red flag  r1, Sat 14 Mar 09:12: fever")


#: Commands that store, or show no record of anybody; every other one is a view.
NO_VIEWS = set(
    """
    pain|massage screen|massage log|massage after|massage skip|phase start|phase end
    phase course-done|measure add|measure stop|clearance add|clearance end|redflags assessed
    note new|note edit|note sign|note amend|note template set|note template list|note template show
    note template remove|score add|edit|void|unvoid|redo|warnings answer|rule set
    patient add|patient use|patient edit|patient archive|patient export-all|patient erase
    care grant|care revoke|care list|patient invite|db init|db partition
    me|role|import|demo|db path|db check|db backup|db restore|db upgrade|db encrypt|db decrypt
    db rekey|db copy|massage same|share make|share take|share settle|share key
    export jsonl|export csv|export xlsx|export fhir
    """.strip()
    .replace("\n", "|")
    .split("|")
)
#: What a view needs to show something.
NEEDS = {"show": "n1", "note show": "n1", "warnings show": "w1", "undo": "--list"}


def _leaves(group: click.Group, path: str = "") -> Iterator[str]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if isinstance(command, click.Group):
            yield from _leaves(command, f"{path}{name} ")
        else:
            yield f"{path}{name}"


@pytest.mark.parametrize(
    "view", [leaf for leaf in _leaves(main) if leaf not in {words.strip() for words in NO_VIEWS}]
)
def test_no_view_of_the_whole_program_is_forgotten(
    flagged: Terminal, view: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(flagged.folder)  # where a report is written
    flagged("note new m1 -s stiff")
    shown = flagged(f"{view} {NEEDS.get(view, '')}")
    assert shown.out.startswith(FIRST), shown
