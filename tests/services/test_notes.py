"""Session notes through the services: what is signed stays, by whatever path, and what goes on."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import engines
import pytest
from diaries import Diary, march, moment

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records.addendum import Addendum
from rehabtrack.domain.records.entry import Entry
from rehabtrack.services import file_check, notes, undo
from rehabtrack.storage import erasing, people
from rehabtrack.storage.database import Database

SIGNED = "n1 is signed, and stays as it was signed."
ADDED = "a1 is an addendum, and stays as it was written."
AMEND = "Add to it: rehabtrack note amend n1 --because TEXT"
EARLIER = "; to undo an earlier change: rehabtrack undo uN, see rehabtrack undo --list"


def note(diary: Diary, session: int, **parts: str) -> Entry[Any]:
    with diary.command() as journal:
        return notes.new(journal, session, parts, moment(diary.now))


def edit(diary: Diary, no: int, **parts: str) -> Entry[Any]:
    with diary.command() as journal:
        return notes.edit(journal, journal.entry("note", no), parts)


def sign(diary: Diary, no: int) -> Entry[Any]:
    with diary.command() as journal:
        return notes.sign(journal, no, diary.now)


def amend(diary: Diary, no: int, text: str) -> Entry[Any]:
    added = Addendum(moment=moment(diary.now), amends=no, because="left out", text=text)
    with diary.command() as journal:
        return notes.amend(journal, added)


@contextmanager
def refused(diary: Diary, message: str) -> Iterator[None]:
    """What happens in it is refused with this, and nothing is stored."""
    before = list(diary.journal().changes())
    with pytest.raises(Refused) as refusal:
        yield
    assert str(refusal.value) == message
    assert list(diary.journal().changes()) == before


@pytest.fixture
def eva(anna: Diary) -> Diary:
    """A therapist's hand in a journal with three sessions: u2 to u4."""
    diary = anna.by("Eva")
    for day in (10, 12, 14):
        diary.massage(march(day, 9))
    return diary


@pytest.fixture
def signed(eva: Diary) -> Diary:
    """The same with a draft (u5), its edit (u6), its signature (u7) and an addendum (u8)."""
    note(eva, 1, subjective="less pain", objective="tense")
    edit(eva, 1, plan="again in a week")
    sign(eva, 1)
    amend(eva, 1, "right of L5")
    return eva


# --- signed for good -----------------------------------------------------------------------------


@pytest.mark.parametrize("do", ["edit", "void", "unvoid"])
def test_no_correction_changes_a_signed_note_or_an_addendum(signed: Diary, do: str) -> None:
    for id_, sentence, fields in (("n1", SIGNED, {"plan": "x"}), ("a1", ADDED, {"text": "x"})):
        with refused(signed, f"{sentence} {AMEND}"):
            getattr(signed, do)(id_, **(fields if do == "edit" else {}))


@pytest.mark.parametrize("change", ["u5", "u6", "u7", "n1"])
def test_no_change_of_a_signed_note_is_undone(signed: Diary, change: str) -> None:
    no = "u7" if change == "n1" else change
    with refused(signed, f"{no} cannot be undone: {SIGNED} {AMEND}{EARLIER}"):
        signed.undo(change)


def test_plain_undo_does_not_take_an_addendum_or_a_signature_back(eva: Diary) -> None:
    note(eva, 1, plan="rest")
    sign(eva, 1)
    with refused(eva, f"u6 cannot be undone: {SIGNED} {AMEND}{EARLIER}"):
        eva.undo()
    amend(eva, 1, "x")
    with refused(eva, f"u7 cannot be undone: {ADDED} {AMEND}{EARLIER}"):
        eva.undo()
    with refused(eva, f"u7 cannot be undone: {ADDED} {AMEND}{EARLIER}"):
        eva.undo("a1")


def test_an_earlier_change_is_undone_by_its_number(signed: Diary) -> None:
    signed.undo("u4")
    assert signed.entry("m3").voided_by
    signed.redo()
    assert not signed.entry("m3").voided_by


def test_a_change_of_several_records_with_a_signed_note_is_refused_whole(eva: Diary) -> None:
    with eva.command() as journal:
        notes.new(journal, 1, {"plan": "rest"}, moment(eva.now))
        notes.new(journal, 2, {"plan": "walk"}, moment(eva.now))
    sign(eva, 1)
    with refused(eva, f"u5 cannot be undone: {SIGNED} {AMEND}{EARLIER}"):
        eva.undo("u5")
    assert not eva.entry("n2").voided_by


def test_redo_does_not_change_what_was_signed_meanwhile(eva: Diary) -> None:
    note(eva, 1, plan="rest")
    edit(eva, 1, plan="walk")
    eva.undo()
    sign(eva.by("EVA"), 1)  # the same author, and another to undo, which knows names as written
    with refused(eva, f"u6 cannot be redone: {SIGNED} {AMEND}{EARLIER}"):
        eva.redo()
    assert eva.entry("n1").record.plan == "rest"


def test_what_undo_lists_of_a_signed_note_is_that_it_stays(signed: Diary) -> None:
    journal = signed.journal()
    listed = {
        change.no: [(what, entry.id) for what, entry in undo.coming_back(journal, change)]
        for change in journal.changes()
        if change.no > 1
    }
    assert listed[8] == [("stays:", "a1")]
    assert listed[7] == listed[6] == listed[5] == [("stays:", "n1")]
    assert listed[4] == [("takes out", "m3")]


def test_a_draft_is_edited_undone_redone_voided_and_brought_back(eva: Diary) -> None:
    note(eva, 1, plan="rest")
    edit(eva, 1, plan="walk")
    eva.undo()
    assert eva.entry("n1").record.plan == "rest"
    eva.redo()
    assert eva.entry("n1").record.plan == "walk"
    eva.void("n1")
    with refused(eva, "n1 is void. Bring it back first: rehabtrack unvoid n1 --because TEXT"):
        sign(eva, 1)
    eva.unvoid("n1")
    assert [one.record.plan for one in eva.journal().versions(eva.entry("n1"))][:2] == [
        "rest",
        "walk",
    ]


def test_a_draft_changed_meanwhile_is_not_overwritten(eva: Diary) -> None:
    seen = note(eva, 1, plan="rest")
    edit(eva, 1, plan="walk")
    changed = "n1 was changed meanwhile. See: rehabtrack note show n1"
    with refused(eva, changed), eva.command() as journal:
        notes.edit(journal, seen, {"plan": "run"})


# --- the file as a whole -------------------------------------------------------------------------


def test_a_file_with_signed_notes_is_sound(signed: Diary) -> None:
    assert list(file_check.problems(signed.database)) == []


def test_a_signed_note_that_was_altered_all_the_same_is_found(signed: Diary) -> None:
    with engines.tool(signed.database.path) as tool, tool.unguarded():
        tool.execute("UPDATE note SET plan = 'x'")
    assert any("n1" in problem for problem in file_check.problems(signed.database))


def test_an_erased_patient_leaves_no_signed_note_addendum_or_template(
    signed: Diary, ben: Diary
) -> None:
    database = signed.database
    ben.massage(march(10, 9))
    note(ben.by("anna"), 1, plan="of ben")
    for author in ("ANNA", "Eva"):
        engines.act(database, author)
        with database.writing():
            people.keep_template(database, author, "back", "P: rest")
    signed.erase()
    left = database.execute("SELECT patient_id FROM note UNION ALL SELECT patient_id FROM addendum")
    assert list(left) == [(ben.patient_id,)]
    assert list(database.execute("SELECT 1 FROM note_version")) == []
    engines.act(database, "Eva")
    assert list(people.templates(database)) == [("Eva", "back")]
    assert list(file_check.problems(database)) == []
    with pytest.raises(Refused):
        ben.void("a1")  # the triggers are back
    sign(ben.by("anna"), 1)
    with refused(ben, f"{SIGNED} {AMEND}"):
        ben.void("n1")


def test_all_that_is_erased_is_counted(signed: Diary) -> None:
    assert erasing.records_of(signed.journal()) == 5  # three massages, a note, an addendum


# --- what a note begins with ---------------------------------------------------------------------


def test_the_plan_copied_is_of_the_newest_session_before_with_a_signed_note(eva: Diary) -> None:
    note(eva, 2, plan="of the 12th")
    note(eva, 1, plan="of the 10th")
    note(eva.by("Ida"), 3, plan="of the 14th")
    for by, no in (("Eva", 2), ("Ida", 3)):
        sign(eva.by(by), no)

    def before(session: int) -> str | None:
        with eva.command() as journal:
            found = notes.signed_before(journal, journal.entry("massage", session))
        return found and found.id

    assert (before(1), before(2), before(3)) == (None, "n2", "n2")
    sign(eva, 1)
    assert (before(1), before(2), before(3)) == (None, "n2", "n1")


def test_a_part_that_says_what_another_note_says_is_found(eva: Diary) -> None:
    note(eva, 1, subjective="less pain\nsince Monday", objective="tense", plan="rest")
    note(eva.by("Ida"), 2, subjective="Less pain since Monday", objective="tense")
    third = note(eva, 3, subjective=" less  pain since Monday", objective="tense ", plan="rest")
    found = [(part, other.id) for part, other in notes.repeats(eva.journal(), third)]
    assert found == [("subjective", "n1"), ("objective", "n2")]


def test_a_void_note_repeats_nothing_and_an_empty_part_neither(eva: Diary) -> None:
    note(eva, 1, subjective="less pain", plan="rest")
    eva.void("n1")
    note(eva, 2, plan="rest")
    third = note(eva, 3, subjective="less pain", plan="rest")
    assert notes.repeats(eva.journal(), third) == []


# --- templates -----------------------------------------------------------------------------------


def test_a_template_is_its_authors_whatever_her_name_holds(database: Database) -> None:
    with database.writing():
        people.keep_template(database, "Eva", "back", "P: rest")
        people.keep_template(database, "Eva: back", "back", "P: walk")
        people.keep_template(database, "EVA", "back", "P: run")
    assert people.templates_of(database, "eva") == {"back": "P: run"}
    assert people.templates_of(database, "eva: back") == {"back": "P: walk"}
    with database.writing():
        people.forget_templates(database, "eVa")
    assert list(people.templates(database)) == [("Eva: back", "back")]
    assert list(file_check.problems(database)) == []
