"""`rehabtrack note`: drafts in SOAP form, their signature, addenda and templates."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import engines
import pytest
from command_line import Terminal, program, said

NOW = "Sat 14 Mar 09:12"
SIGNED = (
    "n1 is signed, and stays as it was signed. Add to it: rehabtrack note amend n1 --because TEXT"
)
EARLIER = "; to undo an earlier change: rehabtrack undo uN, see rehabtrack undo --list"


@pytest.fixture
def eva(rt: Terminal) -> Terminal:
    """A therapist at the keyboard; three massages were given: u1 to u3."""
    rt.before += ["--as", "Eva"]
    for day in ("10", "12", "13"):
        rt(f"massage log --at 2026-03-{day}T09:00")
    return rt


@pytest.fixture
def signed(eva: Terminal) -> Terminal:
    """The same with a note about m1, signed: u4 and u5."""
    eva("note new m1 -s 'less pain' -o 'tense left of L5' -p 'again in a week'")
    eva("note sign n1")
    return eva


def as_(rt: Terminal, name: str, line: str, **given: Any) -> Any:
    """What the program says to somebody else."""
    return rt(f"--as {name} {line}", **given)


def shown(rt: Terminal, id_: str = "n1") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rt(f"note show {id_} --json").out)
    return found


# --- new -----------------------------------------------------------------------------------------


def test_a_note_begins_as_a_draft(eva: Terminal) -> None:
    assert eva("note new m2 -s 'less pain' -p rest") == said(
        f"""
        n1  note on m2, draft, of {NOW}   rehabtrack undo u4
             when it is done: rehabtrack note sign n1
        """
    )
    assert eva("note show n1") == said(
        f"""
        n1  note on m2, draft, of {NOW}
             S  less pain
             P  rest
             about: m2  massage  Thu 12 Mar 09:00 (recorded Sat 14 Mar 09:12)
        """
    )


def test_each_part_has_a_short_and_a_long_option(eva: Terminal) -> None:
    eva("note new m1 -s 1 -o 2 -a 3 -p 4")
    eva("note new m2 --subjective 1 --objective 2 --assessment 3 --plan 4")
    parts = ("subjective", "objective", "assessment", "plan")
    for id_ in ("n1", "n2"):
        assert [shown(eva, id_)[part] for part in parts] == ["1", "2", "3", "4"]


def test_what_was_stored_as_json(eva: Terminal) -> None:
    told = json.loads(eva("note new m2 -s 'less pain' --json").out)
    assert list(told) == ["stored", "changed", "change"]
    (stored,) = told["stored"]
    assert len(stored.pop("uid")) == 36
    assert (told["changed"], told["change"]) == ([], "u4")
    assert stored == {
        "kind": "note",
        "id": "n1",
        "at": "2026-03-14T09:12:00+01:00",
        "session": "m2",
        "subjective": "less pain",
        "objective": None,
        "assessment": None,
        "plan": None,
        "signed_at": None,
        "signed_by": None,
        "signed_as": None,
        "recorded_at": "2026-03-14T09:12:00+01:00",
        "author": "Eva",
        "version": 1,
    }


def test_a_note_needs_a_session_that_stands(eva: Terminal) -> None:
    assert eva.refuses("note new m9 -s x") == "There is no m9 in this journal. See: rehabtrack log"
    assert eva.refuses("note new p1 -s x") == (
        '"p1" is a pain record, not a massage. The id of a massage looks like m1.'
    )
    eva("void m1 --because slip")
    assert eva.refuses("note new m1 -s x") == (
        "m1 is void. Write about another, or bring it back: rehabtrack unvoid m1 --because TEXT"
    )


def test_a_note_without_a_session_in_an_empty_file_makes_nothing(rt: Terminal) -> None:
    assert rt.refuses("note new m1 -s x").startswith("There is no m1 in this journal.")
    assert rt.rows() == []
    assert not Path(rt.db).exists()


def test_a_session_has_one_standing_note_of_an_author(eva: Terminal) -> None:
    eva("note new m1 -s x")
    assert eva.refuses("--as EVA note new m1 -s x") == (
        "m1 has a note by Eva already: n1. Go on with it: rehabtrack note edit n1"
    )
    assert as_(eva, "Ida", "note new m1 -p rest").code == 0
    eva("note sign n1")
    assert eva.refuses("note new m1 -s x") == (
        "m1 has a note by Eva already: n1. Add to it: rehabtrack note amend n1 --because TEXT"
    )
    as_(eva, "Ida", "void n2 --because slip")
    assert as_(eva, "Ida", "note new m1 -p rest").out.startswith("n3  ")


def test_a_note_without_a_part_and_without_a_terminal_is_wrong_usage(eva: Terminal) -> None:
    for line in ("", "--copy-plan", "--template x"):
        assert eva.misuses(f"note new m1 {line}") == (
            "Say what the note says: -s, -o, -a, -p or --from-file See: rehabtrack note new --help"
        )


def test_a_note_without_a_word_is_refused(eva: Terminal) -> None:
    nothing = "A note without a word says nothing. Write at least one part: -s, -o, -a or -p."
    assert eva.refuses("note new m1 -s", " \n ") == nothing
    assert eva.refuses("note new m1 --from-file -", stdin="S:\nO:\n") == nothing


def test_a_note_comes_from_a_file_or_from_stdin(eva: Terminal) -> None:
    text = "\ufeffS: less pain\r\nsince Monday\r\n\r\n## plan\r\nrest\r\n"
    file = eva.folder / "note.txt"
    file.write_bytes(text.encode())
    eva(f"note new m1 --from-file {file}")
    eva("note new m2 --from-file -", stdin=text)
    for id_ in ("n1", "n2"):
        assert shown(eva, id_)["subjective"] == "less pain\nsince Monday"
        assert shown(eva, id_)["plan"] == "rest"


def test_a_file_that_is_no_note_is_refused_without_its_text(eva: Terminal) -> None:
    assert eva.refuses("note new m1 --from-file -", stdin="secret\nS: x") == (
        "Line 1 of the note stands before the first heading. Begin with one of S:, O:, A: and P:."
    )
    assert eva.refuses("note new m1 --from-file -", stdin="P: x\nS: secret\np: y") == (
        "Line 3 of the note is a second heading P; the first is line 1. "
        "Write each part once; for text that begins so, put a \\ before it."
    )
    assert eva.refuses("note new m1 --from-file -", stdin=b"S: \xff") == (
        "The note holds bytes that are not text. Write it again, or save it as UTF-8."
    )


def test_a_file_that_cannot_be_read_is_refused(eva: Terminal) -> None:
    gone, odd = eva.folder / "gone.txt", eva.folder / "odd.txt"
    eva.long_lines = True
    odd.write_bytes(b"S: \xff")
    assert eva.refuses(f"note new m1 --from-file {gone}") == (
        f"{gone} cannot be read: No such file or directory. Name a file of text."
    )
    assert eva.refuses(f"note new m1 --from-file {odd}") == (
        f"{odd} holds bytes that are not text. Save it as UTF-8."
    )


def test_parts_and_a_file_do_not_go_together(eva: Terminal) -> None:
    assert eva.misuses("note new m1 -s x --from-file -") == (
        "Give the parts, or --from-file with all of them, not both. See: rehabtrack note new --help"
    )


def test_a_session_is_named_with_its_patient(eva: Terminal) -> None:
    eva("patient add Ben")
    eva("--patient Ben massage log")
    assert eva("note new Ben/m1 -s x") == said(
        f"""
        Ben  n1  note on m1, draft, of {NOW}   rehabtrack undo Ben/u3
        Ben       when it is done: rehabtrack note sign Ben/n1
        """
    )
    assert eva("note sign Ben/n1").out.endswith(
        "Ben       rehabtrack note amend Ben/n1 --because TEXT\n"
    )
    assert eva("note amend Ben/n1 --because 'left out'").out == (
        f"Ben  a1  addendum to n1: left out  {NOW}\n"
    )
    assert eva("note list").out.startswith("Ben  n1  note on m1, signed ")


# --- what is copied, and what is not -------------------------------------------------------------


def test_the_plan_and_only_the_plan_is_copied(signed: Terminal) -> None:
    assert signed("note new m3 -s worse --copy-plan").err == (
        "note: the plan it began with is that of n1.\n"
    )
    found = shown(signed, "n2")
    assert (found["subjective"], found["objective"]) == ("worse", None)
    assert (found["assessment"], found["plan"]) == (None, "again in a week")


def test_a_plan_that_is_given_comes_before_one_that_is_copied(signed: Terminal) -> None:
    signed("note new m2 -p rest --copy-plan")
    assert shown(signed, "n2")["plan"] == "rest"


def test_a_draft_or_a_later_session_has_no_plan_to_copy(eva: Terminal) -> None:
    eva("note new m3 -p later")
    eva("note sign n1")
    eva("note new m1 -p draft")
    assert eva("note new m2 -s worse --copy-plan").err == (
        "note: no signed note of an earlier session has a plan to copy.\n"
    )
    assert shown(eva, "n3")["plan"] is None


def test_the_plan_of_a_massage_that_is_void_is_not_copied(signed: Terminal) -> None:
    signed("void m1 --because 'another patient'")
    assert signed("note new m2 -s worse --copy-plan").err == (
        "note: no signed note of an earlier session has a plan to copy.\n"
    )
    assert shown(signed, "n2")["plan"] is None


def test_a_signed_note_without_a_plan_is_named(eva: Terminal) -> None:
    eva("note new m1 -s better")
    eva("note sign n1")
    assert eva("note new m2 -s worse --copy-plan").err == (
        "note: n1 is the signed note before and has no plan.\n"
    )


def test_a_plan_of_another_patient_is_never_copied(signed: Terminal) -> None:
    signed("patient add Ben")
    signed("--patient Ben massage log")
    assert "no signed note" in signed("note new Ben/m1 -s x --copy-plan").err


def test_what_is_said_in_the_very_words_of_another_note_is_told_of(signed: Terminal) -> None:
    told = signed("note new m2 -s ' less   pain' -o new -p 'again in a week'")
    assert told.out.startswith("n2  note on m2, draft")
    assert told.err == ("note: S of n2 is word for word that of n1: say what was seen this time.\n")
    assert signed("note edit n2 -s other -o 'tense left of L5'").err == (
        "note: O of n2 is word for word that of n1: say what was seen this time.\n"
    )
    assert signed("note edit n2 -o other").err == ""


# --- edit ----------------------------------------------------------------------------------------


def test_a_draft_is_edited_and_its_version_before_is_kept(eva: Terminal) -> None:
    eva("note new m1 -s 'less pain' -p rest")
    assert eva("note edit n1 -p walk -a ''") == said(
        f"""
        n1  note on m1, draft, of {NOW}   rehabtrack undo u5
             when it is done: rehabtrack note sign n1
        """
    )
    found = json.loads(eva("show n1 --json").out)
    assert (found["subjective"], found["plan"]) == ("less pain", "walk")
    assert [version["plan"] for version in found["earlier_versions"]] == ["rest"]
    eva("undo")
    assert shown(eva)["plan"] == "rest"
    eva("redo")
    assert shown(eva)["plan"] == "walk"


def test_an_empty_part_is_taken_out_and_a_file_is_the_whole_note(eva: Terminal) -> None:
    eva("note new m1 -s 'less pain' -o tense -p rest")
    eva("note edit n1 -s ''")
    assert (shown(eva)["subjective"], shown(eva)["objective"]) == (None, "tense")
    eva("note edit n1 --from-file -", stdin="A: better")
    found = shown(eva)
    assert [found[part] for part in ("objective", "assessment", "plan")] == [None, "better", None]


def test_an_edit_that_says_nothing_new_or_nothing_at_all_is_refused(eva: Terminal) -> None:
    eva("note new m1 -p rest")
    assert eva.refuses("note edit n1 -p rest") == "n1 says that already. See: rehabtrack show n1"
    assert eva.refuses("note edit n1 -p ''").startswith("A note without a word says nothing.")
    assert eva.misuses("note edit n1") == (
        "Say what the note says: -s, -o, -a, -p or --from-file See: rehabtrack note edit --help"
    )
    assert eva.refuses("note edit n7 -p x") == "There is no n7 in this journal. See: rehabtrack log"


def test_a_draft_is_its_authors(eva: Terminal) -> None:
    eva("note new m1 -p rest")
    other = "n1 was written by Eva, and nobody else changes or signs it."
    # a name is the same in other letters, a login is not
    say_so, anna = (
        ("say so before the command: --as Eva", "Anna")
        if engines.clinics is None
        else ("log in so.", "anna")
    )
    for line in ("note edit n1 -p walk", "note sign n1"):
        assert eva.refuses(f"--as Ida {line}") == f"{other} If you are Eva, {say_so}"
    eva("role anna patient")
    for line in ("note edit n1 -p walk", "note sign n1"):
        assert eva.refuses(f"--as {anna} {line}") == (
            f"{anna} is a patient here. {other} Read it: rehabtrack note show n1"
        )


# --- sign ----------------------------------------------------------------------------------------


def test_no_line_of_a_part_reads_as_another_part(eva: Terminal) -> None:
    long = " ".join(["tense"] * 14)
    eva("note new m1 -o", f"{long}\nP  massage daily\n  -")
    assert (
        eva("note show n1").out.split("     about:")[0]
        == said(
            f"""
        n1  note on m1, draft, of {NOW}
             O  {" ".join(["tense"] * 11)}
                tense tense tense
                P  massage daily
                  -
        """
        ).out
    )


def test_a_signature_says_who_when_and_as_what_and_in_a_file_that_it_is_no_login(
    eva: Terminal,
) -> None:
    as_(eva, "Vera", "role Eva massage-therapist")
    eva("note new m1 -s 'less pain' -p rest")
    eva.now = "2026-03-14T10:00"
    declared = """
        The signature is declared in this file, no login and no proof of who signed.
             The note stays as it is now; what is missing is added by:"""
    if engines.clinics:
        declared = """
        The note stays as it is now; what is missing is added by:"""
    assert eva("note sign n1") == said(
        f"""
        n1  note on m1, signed Sat 14 Mar 10:00 by Eva, massage-therapist, of
             Sat 14 Mar 09:12
             S  less pain
             P  rest{declared}
             rehabtrack note amend n1 --because TEXT
        """
    )
    assert as_(eva, "Vera", "role Eva doctor").code == 0
    found = shown(eva)
    assert found["signed_at"] == "2026-03-14T10:00:00+01:00"
    assert (found["signed_by"], found["signed_as"]) == ("Eva", "massage-therapist")


def test_who_has_no_role_signs_without_one(signed: Terminal) -> None:
    assert (shown(signed)["signed_by"], shown(signed)["signed_as"]) == ("Eva", None)


def test_a_name_in_other_letters_is_the_same_author(eva: Terminal) -> None:
    eva("note new m1 -p rest")
    assert json.loads(as_(eva, "EVA", "note sign n1 --json").out)["stored"][0]["signed_by"] == "EVA"


def test_a_patient_signs_what_she_wrote_herself(eva: Terminal) -> None:
    eva("role Anna patient")
    as_(eva, "Anna", "note new m1 -s better")
    as_(eva, "Anna", "note sign n1")
    assert shown(eva)["signed_as"] == "patient"


def test_signing_twice_is_refused(signed: Terminal) -> None:
    assert signed.refuses("note sign n1") == SIGNED


def test_a_session_has_one_signed_note_of_an_author_whatever_came_back(eva: Terminal) -> None:
    eva("note new m1 -s 'less pain'")
    eva("void n1 --because twice")
    eva("note new m1 -s 'more pain'")
    eva("unvoid n1 --because 'not twice'")
    eva("note sign n2")
    assert eva.refuses("note sign n1") == (
        "m1 has a signed note by Eva already: n2. Add to it: rehabtrack note amend n2 --because "
        "TEXT"
    )
    as_(eva, "Ben", "note new m1 -s better")
    assert as_(eva, "Ben", "note sign n3").code == 0


def test_a_void_draft_or_one_about_a_void_session_is_not_signed(eva: Terminal) -> None:
    eva("note new m1 -p rest")
    eva("void m1 --because slip")
    assert eva.refuses("note sign n1") == (
        "m1, which n1 is about, is void, and a signed note stays for good. "
        "Bring it back, or void the draft: rehabtrack void n1 --because TEXT"
    )
    eva("void n1 --because slip")
    assert eva.refuses("note sign n1") == (
        "n1 is void. Bring it back first: rehabtrack unvoid n1 --because TEXT"
    )


@pytest.mark.parametrize(
    "line", ["note edit n1 -p x", "void n1 --because x", "unvoid n1 --because x"]
)
def test_no_command_changes_a_signed_note(signed: Terminal, line: str) -> None:
    assert signed.refuses(line) == SIGNED


def test_edit_names_the_command_for_notes(signed: Terminal) -> None:
    assert signed.refuses("edit n1 --at 08:00") == (
        "A note cannot be changed by edit. A draft is changed by: rehabtrack note edit n1"
    )


def test_a_signature_and_an_addendum_are_not_undone(signed: Terminal) -> None:
    for line, change in (("", "u5"), ("n1", "u5"), ("u5", "u5"), ("u4", "u4")):
        assert signed.refuses(f"undo {line}") == f"{change} cannot be undone: {SIGNED}{EARLIER}"
    signed("note amend n1 --because x")
    for line in ("", "a1", "u6"):
        assert signed.refuses(f"undo {line}") == (
            "u6 cannot be undone: a1 is an addendum, and stays as it was written. "
            f"Add to it: rehabtrack note amend n1 --because TEXT{EARLIER}"
        )
    stays = f"stays: n1 note on m1, signed {NOW} by Eva, of {NOW}"
    assert " ".join(signed("undo --list").out.split()).startswith(
        f"u6 note amend {NOW} by Eva stays: a1 addendum to n1: x {NOW} "
        f"u5 note sign {NOW} by Eva {stays} u4 note new {NOW} by Eva {stays} u3 log"
    )
    assert signed("undo u3").out.startswith("Undid u3 (log).")


# --- amend ---------------------------------------------------------------------------------------


def test_an_addendum_is_shown_below_the_note_with_its_author_and_date(signed: Terminal) -> None:
    assert signed("note amend n1 --because 'wrong side' --text 'right of L5'") == said(
        f"""
        a1  addendum to n1: wrong side  {NOW}
             right of L5
        """
    )
    signed.now = "2026-03-15T08:00"
    as_(signed, "Ida", "note amend n1 --because 'left out' --text -", stdin="stairs\nand sitting\n")
    whole = f"""
        n1  note on m1, signed {NOW} by Eva, of {NOW}
             S  less pain
             O  tense left of L5
             P  again in a week
             about: m1  massage  Tue 10 Mar 09:00 (recorded Sat 14 Mar 09:12)
             a1  addendum to n1: wrong side  {NOW}  by Eva
                  right of L5
             a2  addendum to n1: left out  Sun 15 Mar 08:00  by Ida
                  stairs
                  and sitting
        """
    assert signed("note show n1") == said(whole)
    assert signed("show n1").out.endswith("\n".join(said(whole).out.split("\n")[5:]))
    assert [one["id"] for one in json.loads(signed("show n1 --json").out)["addenda"]] == [
        "a1",
        "a2",
    ]


def test_a_draft_is_edited_not_amended(eva: Terminal) -> None:
    eva("note new m1 -p rest")
    assert eva.refuses("note amend n1 --because x") == (
        "n1 is a draft, and only a signed note is added to. Change it: rehabtrack note edit n1"
    )


def test_an_addendum_needs_a_note_and_a_reason(signed: Terminal) -> None:
    assert signed.refuses("note amend n2 --because x").startswith("There is no n2 in this journal.")
    assert signed.refuses("note amend n1 --because ' '") == (
        "The reason is empty. Write at least one character."
    )
    assert signed.refuses("note amend a1 --because x") == (
        '"a1" is an addendum record, not a note. The id of a note looks like n1.'
    )
    assert signed.misuses("note amend n1 --text x") == (
        "The option --because is missing. See: rehabtrack note amend --help"
    )


def test_an_addendum_as_json(signed: Terminal) -> None:
    told = json.loads(signed("note amend n1 --because 'left out' --json").out)
    (stored,) = told["stored"]
    assert (told["change"], stored["kind"], stored["id"]) == ("u6", "addendum", "a1")
    assert (stored["amends"], stored["because"], stored["text"]) == ("n1", "left out", None)


# --- list and show -------------------------------------------------------------------------------


def test_notes_are_listed_with_the_number_of_their_addenda(signed: Terminal) -> None:
    signed("note amend n1 --because x")
    signed("note amend n1 --because y")
    signed("note new m2 -p rest")
    assert signed("note list") == said(
        f"""
        n1  note on m1, signed {NOW} by Eva, of {NOW}  2 addenda
        n2  note on m2, draft, of {NOW}
        """
    )
    assert signed("note list --drafts") == said(f"n2  note on m2, draft, of {NOW}\n")
    listed = [json.loads(line) for line in signed("note list --json").out.splitlines()]
    assert [(one["id"], [a["id"] for a in one["addenda"]]) for one in listed] == [
        ("n1", ["a1", "a2"]),
        ("n2", []),
    ]


def test_where_there_is_no_note_or_draft_it_says_so(rt: Terminal) -> None:
    assert rt("note list") == said("No note is recorded. See: rehabtrack note --help\n")
    assert rt("note list --drafts") == said("No draft is open. See: rehabtrack note --help\n")
    assert rt("note list --json") == said("")


def test_a_note_says_that_its_session_is_void(signed: Terminal) -> None:
    signed("void m1 --because 'wrong patient'")
    about = signed("note show n1").out.splitlines()[4:]
    assert " ".join(" ".join(about).split()) == (
        "about: m1 massage Tue 10 Mar 09:00 (recorded Sat 14 Mar 09:12) VOID: wrong patient"
    )
    assert shown(signed)["massage"]["void_reason"] == "wrong patient"


def test_the_timeline_and_every_view_show_notes(signed: Terminal) -> None:
    signed("note amend n1 --because 'left out' --text stairs")
    assert signed("log --kind note,addendum") == said(
        f"""
        n1  note on m1, signed {NOW} by Eva, of {NOW}
             S  less pain
             O  tense left of L5
             P  again in a week
        a1  addendum to n1: left out  {NOW}
             stairs
        """
    )


def test_no_terminal_is_sent_what_it_would_obey(eva: Terminal) -> None:
    eva("note new m1 -s", "a\x1b[2Jb\u202ec")
    eva("note sign n1")
    eva("note amend n1 --because x --text", "\x1b]0;owned\x07")
    for line in ("note show n1", "show n1", "note list", "log"):
        eva(line)


# --- templates -----------------------------------------------------------------------------------


@pytest.fixture
def templated(eva: Terminal) -> Terminal:
    eva(
        "note template set Back --from-file -",
        stdin="S: How was the night?\nO:\nLasègue\nA: chronic\nP:\nagain in a week\n",
    )
    return eva


def test_a_template_gives_a_and_p_never_s_and_o(templated: Terminal) -> None:
    templated("note new m1 -s better --template BACK")
    found = shown(templated)
    assert (found["subjective"], found["objective"]) == ("better", None)
    assert (found["assessment"], found["plan"]) == ("chronic", "again in a week")


def test_what_is_given_comes_before_a_copied_plan_and_that_before_a_template(
    templated: Terminal,
) -> None:
    templated("note new m1 -p walk --template back")
    templated("note sign n1")
    templated("note new m2 -s better --template back --copy-plan")
    assert [shown(templated, id_)["plan"] for id_ in ("n1", "n2")] == ["walk", "walk"]
    templated("note new m3 --template back --copy-plan --from-file -", stdin="P: run")
    assert (shown(templated, "n3")["assessment"], shown(templated, "n3")["plan"]) == (
        "chronic",
        "run",
    )


def test_templates_are_kept_listed_shown_replaced_and_removed(eva: Terminal) -> None:
    assert eva("note template list") == said(
        "Eva has no template. See: rehabtrack note template set --help\n"
    )
    assert eva("note template set Back --from-file -", stdin="P: rest\n") == said(
        "back is a template of Eva: rehabtrack note new SESSION --template back\n"
    )
    eva("note template set neck --from-file -", stdin="P: walk")
    eva("note template set BACK --from-file -", stdin="S: night?\n\nP: run\n")
    assert eva("note template list") == said("back\nneck\n")
    assert eva("note template show Back") == said("S: night?\n\nP: run\n")
    assert as_(eva, "Ida", "note template list").out.startswith("Ida has no template.")
    assert eva("note template remove Back") == said("back is no template of Eva any more.\n")
    assert eva("note template list --json") == said(
        '{"name": "neck", "author": "Eva", "text": "P: walk"}\n'
    )
    assert eva("db check").out.endswith(f"{engines.sound()}\n")


@pytest.mark.files  # a login is another in other letters
def test_templates_are_her_own_in_other_letters_too(templated: Terminal) -> None:
    assert as_(templated, "EVA", "note template list").out == "back\n"


def test_a_template_that_is_not_there_is_refused(templated: Terminal) -> None:
    gone = 'There is no template "gone" of Eva. See: rehabtrack note template list'
    for line in ("new m1 -s x --template gone", "template show gone", "template remove gone"):
        assert templated.refuses(f"note {line}") == gone
    assert templated.refuses("--as Ida note new m1 -s x --template back").startswith(
        'There is no template "back" of Ida.'
    )


def test_a_template_has_a_plain_name_and_says_something(eva: Terminal) -> None:
    for name in ("a: b", "a b", "x" * 41, ""):
        assert eva.refuses("note template set --from-file - --", name, stdin="P: x").endswith(
            "cannot name a template. Use up to 40 letters a-z, digits, - and _."
        )
    assert eva.refuses("note template set x --from-file -", stdin="S:\nP:\n") == (
        "The template says nothing. Write text under A: or P:, or questions."
    )
    assert eva.refuses("note template set x --from-file -", stdin="rest") == (
        "Line 1 of the note stands before the first heading. Begin with one of S:, O:, A: and P:."
    )


# --- the editor ----------------------------------------------------------------------------------

#: Runs the program on a terminal of its own.
AT_A_TERMINAL = """
import os, pty, sys
status = pty.spawn([sys.executable, "-m", "rehabtrack", *sys.argv[1:]], stdin_read=lambda _: b"")
sys.exit(os.waitstatus_to_exitcode(status))
"""
#: Keeps what it was shown, and saves the next of the answers, an empty one as it was shown;
#: nothing where there is none.
EDITOR = """
import os, sys
folder, path = sys.argv[1:]
number = sum(name.startswith("shown") for name in os.listdir(folder))
open(f"{folder}/shown{number}", "w").write(open(path).read())
answer = f"{folder}/answer{number}"
if os.path.exists(answer):
    saved = open(answer, "rb").read()
    open(path, "ab" if saved == b"" else "wb").write(saved)
    os.utime(path)
"""


@pytest.fixture
def desk(eva: Terminal) -> Terminal:
    pytest.importorskip("pty")
    (eva.folder / "editor.py").write_text(EDITOR)
    (eva.folder / "desk").mkdir()
    return eva


def edited(rt: Terminal, line: str, *answers: str | bytes) -> tuple[int, str, list[str]]:
    """The exit code and the words of a command whose editor saves these, and what it was shown."""
    desk = rt.folder / "desk"
    for number, answer in enumerate(answers):
        content = answer if isinstance(answer, bytes) else answer.encode()
        (desk / f"answer{number}").write_bytes(content)
    ran = subprocess.run(
        [sys.executable, "-c", AT_A_TERMINAL, *engines.said_by([*rt.before, *line.split()])],
        env=engines.environment()
        | {"PATH": "/usr/bin:/bin", "LOGNAME": "anna", "TMPDIR": str(rt.folder)}
        | {"EDITOR": f"'{sys.executable}' '{rt.folder}/editor.py' '{desk}'"},
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        timeout=60,
    )
    words = " ".join(ran.stdout.decode().split())
    assert "Traceback" not in words
    return ran.returncode, words, [path.read_text() for path in sorted(desk.glob("shown*"))]


def test_without_a_part_a_note_is_written_in_the_editor(desk: Terminal) -> None:
    text = "Subjective:\n#: what the patient says\nless pain\n\nPlan:\nrest\n"
    code, words, (form,) = edited(desk, "note new m1", text)
    assert (code, words[:23]) == (0, "n1 note on m1, draft, o")
    about, dropped, *parts = form.splitlines()
    assert about.startswith("#: Note on m1  massage  Tue 10 Mar 09:00")
    assert dropped == (
        "#: Lines that begin with #: are dropped. If you save nothing, nothing is stored."
    )
    assert parts == [
        "",
        *("Subjective:", "#: what the patient says", ""),
        *("Objective:", "#: what you see and feel", ""),
        *("Assessment:", "#: what you make of it", ""),
        *("Plan:", "#: what comes next"),
    ]
    assert (shown(desk)["subjective"], shown(desk)["plan"]) == ("less pain", "rest")
    assert not list(desk.folder.glob("editor-*"))


def test_the_editor_shows_what_the_note_begins_with(desk: Terminal) -> None:
    template = "S: night?\nA: chronic\nP: walk"
    desk("note template set back --from-file -", stdin=template)
    desk("note new m1 -s 'secret words' -p rest")
    desk("note sign n1")
    code, words, (form,) = edited(desk, "note new m2 --template back --copy-plan", "A: acute")
    assert (code, "is that of n1." in words) == (0, True)
    assert "Subjective:\n#: night?\n\nObjective:\n#: what you see and feel\n" in form
    assert (
        "Assessment:\n#: what you make of it\nchronic\n\nPlan:\n#: what comes next\nrest\n" in form
    )
    assert "secret" not in form
    found = shown(desk, "n2")
    assert (found["assessment"], found["plan"]) == ("acute", None)


def test_a_draft_is_opened_in_the_editor_as_it_is(desk: Terminal) -> None:
    desk("note new m1 -s", "P: 80/min", "-p", "rest")
    code, _, (form,) = edited(desk, "note edit n1", "S: better\nP: walk")
    assert code == 0
    assert "#: what the patient says\n\\P: 80/min\n\nObjective:" in form
    assert (shown(desk)["subjective"], shown(desk)["plan"]) == ("better", "walk")


def test_where_nothing_is_saved_nothing_is_stored(desk: Terminal) -> None:
    before = desk.rows()
    code, words, _ = edited(desk, "note new m1")
    assert code == 1
    assert words == (
        "Error: Nothing was saved in the editor, and nothing is stored. "
        "Or use -s, -o, -a, -p or --from-file."
    )
    assert desk.rows() == before


def test_what_cannot_be_stored_is_opened_again_with_the_reason(desk: Terminal) -> None:
    code, _, forms = edited(
        desk, "note new m1", "less pain\n", "x\nS: less pain\n", "S: less pain\n"
    )
    assert code == 0
    why = "#: NOT STORED: Line 1 of the note stands before the first heading."
    assert [form.startswith(why) for form in forms] == [False, True, True]
    assert [form.count("NOT STORED") for form in forms] == [0, 1, 1]
    assert [form.splitlines()[1:] for form in forms[1:]] == [["less pain"], ["x", "S: less pain"]]
    assert shown(desk)["subjective"] == "less pain"


def test_an_editor_that_never_mends_it_comes_to_an_end(desk: Terminal) -> None:
    code, words, forms = edited(desk, "note new m1", "less pain\n", "", "")
    assert (code, len(forms)) == (1, 2)
    assert words.startswith("Error: Line 1 of the note stands before the first heading.")


def test_an_editor_is_not_opened_for_a_note_that_would_be_refused(desk: Terminal) -> None:
    desk("note new m1 -p rest")
    for line in ("note new m1", "note new m9", "note edit n9", "note new m2 --template gone"):
        code, words, forms = edited(desk, line, "S: x")
        assert (code, words[:7], forms) == (1, "Error: ", [])


def test_an_editor_that_fails_is_told_of(desk: Terminal) -> None:
    code, words, _ = edited(desk, "note new m1", b"S: \xff")
    assert code == 1
    assert words == (
        "Error: The editor did not give the note back as text. "
        "Set EDITOR, or use -s, -o, -a, -p or --from-file."
    )


# --- the file ------------------------------------------------------------------------------------


def test_an_export_of_everything_holds_notes_and_addenda(signed: Terminal) -> None:
    signed("note amend n1 --because 'left out' --text stairs")
    signed("patient export-all me --to", str(signed.folder / "out"))
    readable, lines = (
        (signed.folder / "out" / f"journal.{ending}").read_text() for ending in ("txt", "jsonl")
    )
    for text in ("tense left of L5", "again in a week", "left out", "stairs", "by Eva"):
        assert text in readable
        assert text in lines or text == "by Eva"


@pytest.mark.files
def test_a_copy_that_is_restored_holds_them_as_signed(signed: Terminal) -> None:
    signed("note amend n1 --because 'left out'")
    signed("note template set back --from-file -", stdin="P: rest")
    whole, copy = signed("note show n1"), signed.folder / "copy.db"
    signed(f"db backup --to {copy}")
    signed("note new m2 -p walk")
    signed(f"db restore {copy} --yes")
    assert signed("note show n1") == whole
    assert signed("note template list").out == "back\n"
    assert signed.refuses("void n1 --because x") == SIGNED
    assert signed("db check").out.endswith(f"{engines.sound()}\n")


@pytest.mark.files
def test_an_encrypted_file_keeps_them_signed(tmp_path: Path) -> None:
    pytest.importorskip("sqlcipher3")
    from encrypted_terminal import EncryptedTerminal

    rt = EncryptedTerminal(tmp_path)
    rt("massage log")
    rt("note new m1 -p 'again in a week'")
    rt("note sign n1")
    rt("note amend n1 --because 'left out'")
    assert rt.refuses("void n1 --because x") == SIGNED
    assert "a1  addendum to n1: left out" in rt("note show n1").out
    assert b"again in a week" not in Path(rt.db).read_bytes()
    assert rt("db check").out.endswith(f"{engines.sound()}\n")


def test_an_erased_patient_is_gone_with_her_signed_notes(signed: Terminal) -> None:
    signed("note amend n1 --because 'left out' --text stairs")
    signed("patient add Ben")
    assert signed("patient erase me --because asked --yes").code == 0
    for text in ("tense left of l5", "stairs", "again in a week"):
        assert not engines.holds(signed.db, text)
    assert signed("db check").out.endswith(f"{engines.sound()}\n")


def test_the_everyday_commands_do_not_load_what_notes_need(tmp_path: Path) -> None:
    code = (
        "import sys; from rehabtrack.cli.main import main\n"
        "main(['--db', sys.argv[1], '6'], standalone_mode=False)\n"
        "print([name for name in sys.modules if 'note' in name or 'soap' in name])"
    )
    ran = program(engines.new_place(tmp_path), script=("-c", code))
    assert ran.stdout.decode().splitlines()[-1] == "[]", ran
