"""`rehabtrack edit`, `void`, `unvoid`, `undo` and `redo`: nothing is deleted."""

import json

import pytest
from command_line import Terminal, said

IDS = (
    "Ids look like p1 (pain), m1 (massage), f1 (phase), t1 (measure), c1 (clearance), "
    "n1 (note), w1 (warning), u1 (change) or NAME/p1."
)


# --- edit ----------------------------------------------------------------------------------------


def test_an_edit_stores_a_new_version_and_reassesses(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    rt("massage log --at 08:00")
    assert rt("edit p1 --value 3") == said(
        "p1  3/10 back  Sat 14 Mar 06:12 (recorded 09:12)   rehabtrack undo u3\n",
        "m1 (Sat 14 Mar 08:00) was high-pain (severe) and is now not high-pain.\n",
    )


EDITED = {
    "pain 7": [
        ("p1", "--at 08:00", "at", "2026-03-14T08:00:00+01:00"),
        ("p1", "--value 3", "value", 3),
        ("p1", "--site leg-left", "site", "leg-left"),
        ("p1", "--scale vas --value 3", "scale", "vas"),
        ("p1", "--recall worst-24h", "recall", "worst-24h"),
        ("p1", "--note x", "note", "x"),
    ],
    "massage log --minutes 5": [
        ("m1", "--at yesterday", "at", "2026-03-13"),
        ("m1", "--minutes 30", "minutes", 30),
        ("m1", "--area neck,leg-left", "area", ["neck", "leg-left"]),
        ("m1", "--technique rubbing", "technique", ["rubbing"]),
        ("m1", "--by Eva", "by", "Eva"),
        ("m1", "--note x", "note", "x"),
    ],
    "massage skip --because not-rated": [
        ("m1", "--because other:flare", "because", "other:flare"),
    ],
    "phase start surgery": [
        ("f1", "--at 2026-03-01", "at", "2026-03-01"),
        ("f1", "--until 2026-03-20", "end", "2026-03-21T00:00:00+01:00"),
        ("f1", "--note x", "note", "x"),
    ],
    "measure add physiotherapy Needles --from 2026-03-01": [
        ("t1", "--at 2026-03-02", "at", "2026-03-02"),
        ("t1", "--until 2026-03-13", "end", "2026-03-14T00:00:00+01:00"),
        ("t1", "--name Leeches", "name", "Leeches"),
        ("t1", "--form hirudotherapy", "form", "hirudotherapy"),
        ("t1", "--dose 3", "dose", "3"),
        ("t1", "--minutes 3", "minutes", 3),
        ("t1", "--note x", "note", "x"),
    ],
    "clearance add --by Ott --specialty other": [
        ("c1", "--at 2026-04-01", "at", "2026-04-01"),
        ("c1", "--until 2026-03-20", "end", "2026-03-21T00:00:00+01:00"),
        ("c1", "--by Vogel", "by", "Vogel"),
        ("c1", "--specialty surgeon", "specialty", "surgeon"),
        ("c1", "--area neck", "area", ["neck"]),
        ("c1", "--limits x", "limits", "x"),
    ],
}


@pytest.mark.parametrize(
    ("first", "id_", "options", "key", "value"),
    [(first, *edit) for first, edits in EDITED.items() for edit in edits],
)
def test_every_field_of_every_kind_is_edited(
    rt: Terminal, first: str, id_: str, options: str, key: str, value: object
) -> None:
    rt(first)
    (stored,) = json.loads(rt(f"edit {id_} {options} --json").out)["stored"]
    assert (stored[key], stored["version"]) == (value, 2)
    assert stored["id"] == id_


def test_a_measure_taken_once_stays_so_when_it_is_moved(rt: Terminal) -> None:
    rt("measure add drug Ibuprofen")
    (stored,) = json.loads(rt("edit t1 --at 08:00 --json").out)["stored"]
    assert stored["end"] == stored["at"] == "2026-03-14T08:00:00+01:00"


def test_the_ratings_of_a_session_move_with_it(rt: Terminal) -> None:
    rt("massage log --at 08:00 --minutes 30 --before 2 --after 1")
    rt("edit m1 --at 07:00")
    assert rt("log --kind pain").out == (
        "p1  2/10 back, before m1  Sat 14 Mar 07:00 (recorded 09:12)\n"
        "p2  1/10 back, after m1  Sat 14 Mar 07:30 (recorded 09:12)\n"
    )


def test_an_edit_of_a_note_reads_a_dash_from_stdin(rt: Terminal) -> None:
    rt("pain 2")
    rt("edit p1 --note -", stdin="typed\n")
    assert rt("log").out == "p1  2/10 back  Sat 14 Mar 09:12\n     typed\n"


def test_an_empty_note_takes_the_note_away(rt: Terminal) -> None:
    rt("pain 2 --note x")
    rt("edit p1 --note", "")
    assert rt("log").out == "p1  2/10 back  Sat 14 Mar 09:12\n"


def test_an_edit_that_changes_nothing_is_refused(rt: Terminal) -> None:
    rt("pain 7")
    assert rt.refuses("edit p1 --value 7") == "p1 says that already. See: rehabtrack show p1"


def test_an_edit_needs_something_to_correct(rt: Terminal) -> None:
    rt("pain 7")
    assert rt.misuses("edit p1") == (
        "Say what to correct: --at, --value, --site, --scale, --recall, --note "
        "See: rehabtrack edit --help"
    )
    assert rt.misuses("edit p1 --minutes 3") == (
        "A pain record has no --minutes. It has --at, --value, --site, --scale, --recall, --note "
        "See: rehabtrack edit --help"
    )
    assert rt.misuses("edit p1 --scale vas") == (
        "Another scale needs its --value too. See: rehabtrack edit --help"
    )


def test_an_edit_that_would_overlap_phases_is_refused(rt: Terminal) -> None:
    rt("phase start surgery --at 2026-01-01")
    rt("phase start recovery --at 2026-02-01")
    assert rt.refuses("edit f1 --until 2026-02-10") == (
        "The phases f1 and f2 would overlap. See: rehabtrack phase list"
    )


def test_a_reason_belongs_to_a_skipped_massage_alone(rt: Terminal) -> None:
    rt("massage log")
    assert rt.refuses("edit m1 --because pain-eased") == (
        "A reason belongs to every massage that was not given, and to no other. "
        "Give it to a skipped massage; answer a warning of one that was given."
    )
    rt("massage skip --because pain-eased")
    assert rt.refuses("edit m2 --minutes 3") == (
        "A massage that was not given has no minutes, areas, techniques or pressure. "
        "Leave them out, or log it as given."
    )


# --- void, unvoid --------------------------------------------------------------------------------


def test_a_void_needs_a_reason_and_keeps_the_record_readable(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    rt("massage log --at 08:00")
    assert rt("void p1 --because slip") == said(
        "p1  7/10 back  Sat 14 Mar 06:12 (recorded 09:12)  VOID: slip\n     rehabtrack undo u3\n",
        "m1 (Sat 14 Mar 08:00) was high-pain (severe) and is now unverified [w2].\n",
    )
    assert "VOID: slip" in rt("show p1").out
    assert rt.misuses("void p1") == "The option --because is missing. See: rehabtrack void --help"
    assert rt.refuses("void p1 --because", "") == (
        "The reason is empty. Write at least one character."
    )


def test_what_was_voided_by_mistake_comes_back_with_a_reason(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    rt("massage log --at 08:00")
    rt("void p1 --because slip")
    assert rt("unvoid p1 --because 'it was true'") == said(
        "p1  7/10 back  Sat 14 Mar 06:12 (recorded 09:12)   rehabtrack undo u4\n",
        "m1 (Sat 14 Mar 08:00) was unverified and is now high-pain (severe) [w3].\n",
    )
    assert rt.misuses("unvoid p1") == (
        "The option --because is missing. See: rehabtrack unvoid --help"
    )


def test_a_session_that_comes_back_had_no_status_before(rt: Terminal) -> None:
    rt("pain 7 --at 06:12")
    rt("massage log --at 08:00")
    rt("void m1 --because slip")
    assert rt("unvoid m1 --because true").err == (
        "m1 (Sat 14 Mar 08:00) is now high-pain (severe) [w2].\n"
    )


def test_voids_as_json(rt: Terminal) -> None:
    rt("pain 7")
    voided = json.loads(rt("void p1 --because slip --json").out)
    assert [(one["id"], one["void_reason"]) for one in voided["stored"]] == [("p1", "slip")]
    assert (voided["changed"], voided["change"]) == ([], "u2")
    back = json.loads(rt("unvoid p1 --because true --json").out)
    assert [(one["id"], "voided_by" in one) for one in back["stored"]] == [("p1", False)]


def test_void_twice_edit_of_void_and_unvoid_of_true_are_refused(rt: Terminal) -> None:
    rt("pain 7")
    assert rt.refuses("unvoid p1 --because x") == "p1 is not void. See: rehabtrack show p1"
    rt("void p1 --because slip")
    assert rt.refuses("void p1 --because x") == "p1 is void already. See: rehabtrack show p1"
    assert rt.refuses("edit p1 --value 3") == (
        "p1 is void. Bring it back first: rehabtrack unvoid p1 --because TEXT"
    )


@pytest.mark.parametrize("verb", ["edit", "void", "unvoid"])
def test_what_was_said_or_done_is_not_changed(rt: Terminal, verb: str) -> None:
    rt("massage log")
    option = "--note x" if verb == "edit" else "--because x"
    assert rt.refuses(f"{verb} w1 {option}") == (
        f"A warning cannot be changed by {_noun(verb)}. "
        "Answer it: rehabtrack warnings answer w1 CODE"
    )
    assert rt.refuses(f"{verb} u1 {option}") == (
        f"A change cannot be changed by {_noun(verb)}. Take it back: rehabtrack undo u1"
    )


def _noun(verb: str) -> str:
    return "edit" if verb == "edit" else "void"


@pytest.mark.parametrize(
    "line", ["show {}", "edit {} --value 3", "void {} --because x", "unvoid {} --because x"]
)
def test_an_id_of_nobody_and_a_word_that_is_no_id_are_refused(rt: Terminal, line: str) -> None:
    rt("pain 7")
    assert rt.refuses(line.format("p9")) == "There is no p9 in this journal. See: rehabtrack log"
    assert rt.refuses(line.format("z1")) == f'"z1" is not an id. {IDS}'
    assert rt.refuses(line.format("p0")) == f'"p0" is not an id. {IDS}'
    assert rt.refuses(line.format("41")) == f'"41" is not an id. {IDS}'


# --- undo, redo ----------------------------------------------------------------------------------


def test_undo_takes_back_the_newest_change_whole_and_redo_brings_it_again(rt: Terminal) -> None:
    rt("pain 2 --at 06:00")
    rt("pain back=7 leg-left=6 --at 08:00")
    rt("massage log --at 08:30")
    rt("undo")
    assert rt("undo") == said(
        """
        Undid u2 (log).   rehabtrack redo
        p2  7/10 back  Sat 14 Mar 08:00 (recorded 09:12)  VOID: undo of u2
        p3  6/10 leg-left  Sat 14 Mar 08:00 (recorded 09:12)  VOID: undo of u2
        """
    )
    assert rt("redo") == said(
        """
        Redid u2.   rehabtrack undo u2
        p2  7/10 back  Sat 14 Mar 08:00 (recorded 09:12)
        p3  6/10 leg-left  Sat 14 Mar 08:00 (recorded 09:12)
        """
    )
    assert rt("redo") == said(
        """
        Redid u3.   rehabtrack undo u3
        m1  massage  Sat 14 Mar 08:30 (recorded 09:12)
        """,
        "m1 (Sat 14 Mar 08:30) is now high-pain (severe) [w2].\n",
    )


def test_undo_of_a_phase_start_gives_the_phase_before_its_open_end_again(rt: Terminal) -> None:
    rt("phase start surgery --at 2026-02-01")
    rt("phase start recovery --at 2026-03-01")
    assert rt("undo").out == (
        "Undid u2 (phase start).   rehabtrack redo\n"
        "f1  surgery phase  Sun 1 Feb (recorded Sat 14 Mar 09:12)\n"
        "f2  recovery phase  Sun 1 Mar (recorded Sat 14 Mar 09:12)  VOID: undo of u2\n"
    )


def test_undo_names_the_sessions_that_follow(rt: Terminal) -> None:
    rt("massage log --at 08:00")
    rt("pain 7 --at 07:00")
    assert rt("undo").err == (
        "m1 (Sat 14 Mar 08:00) was high-pain (severe) and is now unverified [w3].\n"
    )


def test_undo_takes_one_change_by_its_number_or_the_newest_of_a_record(rt: Terminal) -> None:
    rt("pain 7")
    rt("pain 5")
    rt("edit p1 --value 6")
    assert rt("undo u2").out.startswith("Undid u2 (log).")
    assert rt("undo p1").out == (
        "Undid u3 (edit).   rehabtrack redo\np1  7/10 back  Sat 14 Mar 09:12\n"
    )
    assert rt("undo p1").out.startswith("Undid u1 (log).")
    assert rt.refuses("undo p1") == "Every change of p1 is undone. See: rehabtrack undo --list"


def test_undo_is_refused_while_a_newer_change_builds_on_it(rt: Terminal) -> None:
    rt("pain 7")
    rt("edit p1 --value 6")
    assert rt.refuses("undo u1") == (
        "u2 builds on u1: both changed p1. Take that back first: rehabtrack undo u2"
    )


@pytest.mark.parametrize("line", ["undo", "undo u1", "undo p1", "redo"])
def test_where_nothing_is_recorded_nothing_is_taken_back_or_stored(rt: Terminal, line: str) -> None:
    assert rt.refuses(line) == "Nothing is recorded yet. Log pain: rehabtrack 0-10"


def test_undo_is_of_this_author_alone(rt: Terminal) -> None:
    rt("--as Eva pain 7")
    assert rt.refuses("undo") == "There is nothing to undo by anna. See: rehabtrack undo --list"
    assert rt("--as Eva undo").out.startswith("Undid u1 (log).")


def test_any_other_write_ends_redo(rt: Terminal) -> None:
    rt("pain 7")
    rt("undo")
    rt("pain 5")
    assert rt.refuses("redo") == (
        "There is no undo to take back; any other entry ends that. See: rehabtrack undo --list"
    )


def test_what_is_undone_or_is_an_undo_is_not_undone_again(rt: Terminal) -> None:
    rt("pain 7")
    rt("undo")
    assert rt.refuses("undo u1") == "u1 is undone already. See: rehabtrack undo --list"
    assert rt.refuses("undo u2") == (
        "u2 is itself an undo. To take back the newest undo: rehabtrack redo"
    )
    assert rt.refuses("undo u9") == "There is no change u9. See: rehabtrack undo --list"
    assert rt.refuses("undo w1") == (
        "A warning follows from the records. Undo the change of a record."
    )
    assert rt.refuses("undo x") == f'"x" is not an id. {IDS}'


def test_undo_of_an_answer_leaves_the_warning_unanswered(rt: Terminal) -> None:
    rt("pain 7")
    rt("massage log")
    rt("warnings answer w1 pain-eased")
    assert rt("undo") == said(
        "Undid u3 (answer).   rehabtrack redo\nthe answer pain-eased to w1 is out\n"
    )
    assert "unanswered" in rt("warnings").out
    assert "pain-eased (undone)" in rt("warnings show w1").out
    rt("redo")
    assert "unanswered" not in rt("warnings").out


def test_the_list_shows_what_would_come_back(rt: Terminal) -> None:
    assert rt("undo --list") == said("There is nothing to undo.\n")
    rt("pain 7")
    rt("edit p1 --value 6")
    rt("pain 5")
    rt("void p2 --because slip")
    assert rt("undo --list") == said(
        """
        u4  void  Sat 14 Mar 09:12  by anna
             gives back p2  5/10 back  Sat 14 Mar 09:12
        u3  log  Sat 14 Mar 09:12  by anna
             changed since: p2  5/10 back  Sat 14 Mar 09:12  VOID: slip
        u2  edit  Sat 14 Mar 09:12  by anna
             gives back p1  7/10 back  Sat 14 Mar 09:12
        u1  log  Sat 14 Mar 09:12  by anna
             changed since: p1  6/10 back  Sat 14 Mar 09:12
        """
    )


def test_undo_and_its_list_as_json(rt: Terminal) -> None:
    rt("massage log --at 08:00")
    rt("pain 7 --at 07:00")
    listed = [json.loads(line) for line in rt("undo --list --json").out.splitlines()]
    assert listed == [
        {"change": "u2", "action": "log", "entries": ["p1"], "author": "anna"},
        {"change": "u1", "action": "log", "entries": ["m1"], "author": "anna"},
    ]
    assert json.loads(rt("undo --json").out) == {
        "change": "u3",
        "takes_back": "u2",
        "entries": ["p1"],
        "changed": [{"session": "m1", "from": "high-pain", "to": "unverified"}],
    }
    assert json.loads(rt("redo --json").out) == {
        "change": "u4",
        "takes_back": "u3",
        "entries": ["p1"],
        "changed": [{"session": "m1", "from": "unverified", "to": "high-pain"}],
    }


def test_undo_of_many_names_five_and_counts_the_rest(rt: Terminal) -> None:
    rt("pain back=1 neck=1 upper-back=1 leg-left=1 leg-right=1 arm-left=1 arm-right=1")
    undone = rt("undo").out.splitlines()
    assert len(undone) == 7
    assert undone[-1] == "and 2 more records"


def test_the_list_says_what_a_redone_change_would_give_back(rt: Terminal) -> None:
    for line in ("pain 7", "edit p1 --value 6", "undo", "redo"):
        rt(line)
    assert rt("undo --list").out.splitlines()[:2] == [
        "u2  edit  Sat 14 Mar 09:12  by anna",
        "     gives back p1  7/10 back  Sat 14 Mar 09:12",
    ]


def test_the_list_names_the_warning_whose_answer_would_be_taken_out(rt: Terminal) -> None:
    for line in ("pain 7", "massage log --because pain-eased", "warnings answer w1 not-rated"):
        rt(line)
    assert "     takes out the answer not-rated to w1\n" in rt("undo --list").out


def test_every_line_of_a_high_rating_asks_whether_it_was_a_slip(rt: Terminal) -> None:
    rt("3")
    assert "a slip? rehabtrack edit p1 --value N" in rt("edit p1 --value 7").out
    assert "a slip? rehabtrack edit p2 --value N" in rt("massage log --before 6").out
    assert "a slip?" not in rt("edit p1 --value 2").out
