"""Undo and redo: whole changes, by new versions and voids, with the warnings following."""

from collections.abc import Callable
from typing import Any

import observable
import pytest
from diaries import Diary, day, march, moment, one_command, rated
from hypothesis import event, given
from hypothesis import strategies as st
from stories import Step, Teller, rolled_back, stories, writes

from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.patient import Patient
from rehabtrack.services import following, patients, undoable
from rehabtrack.services.file_check import untrue_warnings
from rehabtrack.services.undo import TakenBack
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database

NINE = march(10, 9)


def assert_as_before(before: Any, now: Any) -> None:
    """Everything as it was, but for what has come since, which is void."""
    records, *followed = now
    since = {key: seen for key, seen in records.items() if key not in before[0]}
    assert {key: records[key] for key in before[0]} == before[0]
    assert all(seen["voided_by"] for seen in since.values()), since
    assert followed == list(before[1:])


# --- each kind of change --------------------------------------------------------------------------


def import_for_two(anna: Diary) -> None:
    """One command that imports for anna, for a patient of the file, and for one it makes."""
    database = anna.database
    with one_command(database):
        writer = anna.journal().writer
        known = [anna.journal(writer.command)]
        known += [
            Diary(database, other.patient_id).journal(writer.command)
            for other in caseload.patients(database)
            if other.patient_id != anna.patient_id
        ]
        made = caseload.add_patient(database, Patient(name="cleo"), writer, action="import")
        for journal in (*known, made):
            brought = [rated(8, march(10, 7)), MassageSession(moment=moment(NINE))]
            for record in brought:
                journal.add(record, action="import")
            following.follow(journal, brought)


def nothing(anna: Diary) -> None:
    """No story before."""


def a_session(anna: Diary) -> None:
    anna.massage(NINE, before=2, after=1, minutes=30)


def a_rating_and_a_session(anna: Diary) -> None:
    anna.rate(7, march(10, 7))
    anna.massage(NINE, before=2, after=1, minutes=30)


def an_answered_session(anna: Diary) -> None:
    a_rating_and_a_session(anna)
    anna.answer(1, "other", "the doctor was there")


def an_edited_rating(anna: Diary) -> None:
    a_rating_and_a_session(anna)
    anna.edit("p1", value=8)


def a_void_rating(anna: Diary) -> None:
    a_rating_and_a_session(anna)
    anna.void("p1", "it was the other leg")


def a_void_session(anna: Diary) -> None:
    an_answered_session(anna)
    anna.void("m1")


def a_phase(anna: Diary) -> None:
    anna.phase("conservative", march(1))


def two_phases(anna: Diary) -> None:
    a_phase(anna)
    anna.phase("surgery", march(8))


def a_measure(anna: Diary) -> None:
    anna.measure("ibuprofen", march(1))


def a_refusal(anna: Diary) -> None:
    a_session(anna)
    anna.doctor(since=march(9), refuses=True)


Story = Callable[[Diary], object]
CHANGES: dict[str, tuple[Story, Story]] = {
    "pain of several sites": (
        a_session,
        lambda d: d.log(rated(8, march(10, 7)), rated(5, march(10, 7), site="neck")),
    ),
    "a massage with before and after": (
        lambda d: d.rate(7, march(10, 7)),
        lambda d: d.massage(NINE, before=8, after=3, minutes=30),
    ),
    "a massage answered as it is logged": (
        lambda d: d.rate(7, march(10, 7)),
        lambda d: d.massage(NINE, because=("pain-eased", None)),
    ),
    "a massage of a day": (nothing, lambda d: d.massage(day(10), before=8, after=3)),
    "a massage not given": (nothing, lambda d: d.skip(NINE)),
    "a phase": (nothing, lambda d: d.phase("recovery", march(1))),
    "a phase that ends another": (a_phase, lambda d: d.phase("surgery", march(8))),
    "a phase before another": (a_phase, lambda d: d.phase("surgery", march(-8))),
    "the end of a phase": (a_phase, lambda d: d.end_phase(march(8))),
    "the basic course done": (a_phase, lambda d: d.course_done(march(8))),
    "a measure": (nothing, lambda d: d.measure("ibuprofen", march(1), dose="400 mg")),
    "the end of a measure": (a_measure, lambda d: d.stop(1, march(8))),
    "a clearance": (a_refusal, lambda d: d.doctor(since=march(10))),
    "a refusal": (a_session, lambda d: d.doctor(since=march(9), refuses=True)),
    "the end of a refusal": (a_refusal, lambda d: d.end_opinion(1, march(10))),
    "an edit": (a_rating_and_a_session, lambda d: d.edit("p1", value=2)),
    "an edit of an edit": (an_edited_rating, lambda d: d.edit("p1", at=march(1))),
    "an edit of a session with its ratings": (
        an_answered_session,
        lambda d: d.edit("m1", at=march(11, 9)),
    ),
    "an edit of a refusal": (a_refusal, lambda d: d.edit("c1", at=march(11))),
    "a void": (a_rating_and_a_session, lambda d: d.void("p1")),
    "a void of what was edited": (an_edited_rating, lambda d: d.void("p1")),
    "a void of a session": (an_answered_session, lambda d: d.void("m1")),
    "an unvoid": (a_void_rating, lambda d: d.unvoid("p1", "it was that leg")),
    "an unvoid of a session": (a_void_session, lambda d: d.unvoid("m1")),
    "a void again": (
        lambda d: (a_void_rating(d), d.unvoid("p1")),
        lambda d: d.void("p1", "it was not"),
    ),
    "a policy": (a_rating_and_a_session, lambda d: d.rule(2, 48, since=march(10))),
    "an answer": (a_rating_and_a_session, lambda d: d.answer(1)),
    "another answer": (an_answered_session, lambda d: d.answer(1, "doctor-cleared")),
    "the patient corrected": (nothing, lambda d: d.edit_patient(name="anne", site="neck")),
    "an import": (
        a_session,
        lambda d: d.bring_in(rated(8, march(10, 7)), MassageSession(moment=moment(march(10, 12)))),
    ),
    "an import for several patients": (a_session, import_for_two),
}


@pytest.mark.parametrize("of", CHANGES)
def test_what_is_undone_is_as_it_was_and_what_is_redone_as_it_became(
    anna: Diary, ben: Diary, of: str
) -> None:
    story, change = CHANGES[of]
    story(anna)
    before = observable.everything(anna.database)
    change(anna)
    after = observable.everything(anna.database)
    for _ in range(2):
        anna.undo()
        assert_as_before(before, observable.everything(anna.database))
        anna.redo()
        assert observable.everything(anna.database) == after
    for diary in (anna, ben):
        assert list(untrue_warnings(diary.journal())) == []


@pytest.mark.parametrize("of", CHANGES)
def test_undo_deletes_nothing(anna: Diary, of: str) -> None:
    story, change = CHANGES[of]
    story(anna)
    change(anna)
    held = observable.records(anna.database).keys()
    anna.undo()
    assert observable.records(anna.database).keys() == held


@pytest.mark.parametrize("of", CHANGES)
def test_a_change_is_undone_whole_by_its_number(anna: Diary, of: str) -> None:
    story, change = CHANGES[of]
    story(anna)
    before = observable.everything(anna.database)
    change(anna)
    newest = next(anna.journal().changes())
    anna.undo(f"u{newest.no}")
    assert_as_before(before, observable.everything(anna.database))


def test_undo_says_what_it_took_back_and_what_follows(anna: Diary) -> None:
    a_session(anna)
    anna.rate(8, march(10, 7))
    (taken,) = anna.undo()
    assert isinstance(taken, TakenBack)
    assert (taken.change.action, taken.change.takes_back) == ("undo", 3)
    assert [entry.id for entry in taken.entries] == ["p3"]
    assert [one.session.no for one in taken.reassessed] == [1]
    (taken,) = anna.redo()
    assert (taken.change.action, taken.change.takes_back) == ("redo", 4)
    assert [entry.id for entry in taken.entries] == ["p3"]


def test_undo_of_a_new_record_voids_it_with_the_reason(anna: Diary) -> None:
    anna.rate(6, NINE)
    anna.undo()
    entry = anna.entry("p1")
    assert (entry.voided_by, entry.void_reason, entry.version) == (3, "undo of u2", 1)
    anna.redo()
    entry = anna.entry("p1")
    assert (entry.voided_by, entry.void_reason, entry.version) == (0, None, 1)


def test_undo_of_an_edit_is_a_version_more_and_every_version_is_kept(anna: Diary) -> None:
    anna.rate(6, NINE)
    anna.edit("p1", value=2)
    anna.undo()
    anna.redo()
    versions = anna.journal().versions(anna.entry("p1"))
    assert [entry.record.value for entry in versions] == [6, 2, 6, 2]
    assert [entry.change for entry in versions] == [2, 3, 4, 5]


def test_the_reasons_of_voids_and_of_what_came_back_are_kept_in_the_versions(anna: Diary) -> None:
    anna.rate(6, NINE)
    anna.void("p1", "it was the other leg")
    anna.unvoid("p1", "it was this leg")
    anna.void("p1", "it was neither")
    anna.undo()
    versions = anna.journal().versions(anna.entry("p1"))
    assert [(entry.voided_by, entry.void_reason) for entry in versions] == [
        (0, None),
        (3, "it was the other leg"),
        (0, "it was this leg"),
        (5, "it was neither"),
        (0, "it was this leg"),
    ]


def test_an_import_taken_back_may_be_stored_again(anna: Diary) -> None:
    with anna.command() as journal:
        journal.add(rated(2, NINE), action="import", origin=b"0123456789abcdef")
    for voided_by in (None, "undo"):
        ((origin, by, *_said),) = anna.journal().query("PAIN_ORIGINS")
        assert (origin, by) == (b"0123456789abcdef", voided_by)
        if voided_by is None:
            anna.undo()


# --- chains ---------------------------------------------------------------------------------------


def test_undo_goes_back_change_by_change_and_redo_forward(anna: Diary) -> None:
    seen = [observable.everything(anna.database)]
    for value in (1, 2, 3):
        anna.rate(value, NINE)
        seen.append(observable.everything(anna.database))
    for before in seen[2::-1]:
        anna.undo()
        assert_as_before(before, observable.everything(anna.database))
    for after in seen[1:]:
        anna.redo()
        assert_as_before(after, observable.everything(anna.database))
    with pytest.raises(Refused, match="no undo to take back"):
        anna.redo()


def test_undo_and_redo_by_turns_come_back_to_the_same(anna: Diary) -> None:
    a_rating_and_a_session(anna)
    anna.edit("p1", value=8)
    after = observable.everything(anna.database)
    for _ in range(3):
        anna.undo()
        anna.undo()
        anna.redo()
        anna.redo()
        assert observable.everything(anna.database) == after


def test_undo_goes_no_further_than_the_first_change(anna: Diary) -> None:
    with pytest.raises(Refused, match="The only patient stays"):
        anna.undo()
    anna.rate(6, NINE)
    anna.undo()
    assert caseload.patients(anna.database)[0].record.name == "anna"


def test_undo_of_somebody_who_wrote_nothing_is_refused(anna: Diary) -> None:
    with pytest.raises(Refused, match="nothing to undo by ben"):
        anna.by("ben").undo()


@pytest.mark.parametrize(
    "write",
    [
        lambda d: d.rate(3, NINE),
        lambda d: d.skip(NINE),
        lambda d: d.edit("p1", value=3),
        lambda d: d.edit_patient(site="neck"),
    ],
    ids=["pain", "a massage not given", "an edit", "the patient"],
)
def test_any_other_write_ends_redo(anna: Diary, write: Callable[[Diary], object]) -> None:
    anna.rate(1, NINE)
    anna.rate(2, NINE)
    anna.undo()
    write(anna)
    with pytest.raises(Refused, match="any other entry ends that"):
        anna.redo()
    anna.undo()
    anna.redo()  # of the write itself
    with pytest.raises(Refused, match="any other entry ends that"):
        anna.redo()


def test_a_refused_command_ends_no_redo(anna: Diary) -> None:
    anna.rate(1, NINE)
    anna.undo()
    with pytest.raises(Refused):
        anna.edit("p1", value=2)
    anna.redo()
    assert anna.entry("p1").voided_by == 0


# --- whose change ---------------------------------------------------------------------------------


def test_undo_takes_the_newest_change_of_this_author_only(anna: Diary) -> None:
    ben = anna.by("ben")
    anna.rate(1, NINE)
    ben.rate(2, NINE)
    anna.undo()
    assert [anna.entry(f"p{no}").voided_by for no in (1, 2)] == [4, 0]
    ben.undo()
    assert [anna.entry(f"p{no}").voided_by for no in (1, 2)] == [4, 5]


def test_redo_takes_back_the_newest_undo_of_this_author_only(anna: Diary) -> None:
    ben = anna.by("ben")
    anna.rate(1, NINE)
    ben.rate(2, NINE)
    anna.undo()
    ben.undo()
    anna.redo()
    assert [anna.entry(f"p{no}").voided_by for no in (1, 2)] == [0, 5]
    with pytest.raises(Refused, match="no undo to take back"):
        anna.redo()


def test_undo_is_of_this_patient_only(anna: Diary, ben: Diary) -> None:
    anna.rate(1, NINE)
    ben.rate(2, NINE)
    anna.undo()
    assert anna.entry("p1").voided_by
    assert not ben.entry("p1").voided_by


def test_another_authors_change_is_undone_by_its_number(anna: Diary) -> None:
    anna.rate(1, NINE)
    anna.by("ben").undo("u2")
    assert anna.entry("p1").voided_by == 3
    with pytest.raises(Refused, match="no undo to take back"):
        anna.redo()
    anna.by("ben").redo()
    assert anna.entry("p1").voided_by == 0


# --- a change by its number, and of one record ----------------------------------------------------


def test_an_earlier_change_is_undone_by_its_number_and_the_later_ones_stay(anna: Diary) -> None:
    anna.rate(1, NINE)
    anna.rate(2, NINE)
    anna.undo("u2")
    assert [anna.entry(f"p{no}").voided_by for no in (1, 2)] == [4, 0]


@pytest.mark.parametrize(
    ("story", "of", "later"),
    [
        (lambda d: d.edit("p1", value=2), "u2", "u3 builds on u2: both changed p1"),
        (lambda d: d.void("p1"), "u2", "u3 builds on u2: both changed p1"),
        (
            lambda d: (d.edit("p1", value=2), d.edit("p1", value=3)),
            "u3",
            "u4 builds on u3: both changed p1",
        ),
        (lambda d: (d.edit("p1", value=2), d.void("p1")), "u3", "u4 builds on u3"),
        (lambda d: (d.void("p1"), d.unvoid("p1")), "u3", "u4 builds on u3: both changed p1"),
        (
            lambda d: (d.void("p1"), d.unvoid("p1"), d.edit("p1", value=3)),
            "u3",
            "u5 builds on u3: both changed p1",
        ),
        (
            lambda d: (a_phase(d), d.phase("surgery", march(8))),
            "u3",
            "u4 builds on u3: both changed f1",
        ),
    ],
    ids=[
        "an edit on what was logged",
        "a void on what was logged",
        "an edit on an edit",
        "a void on an edit",
        "an unvoid on a void",
        "an edit on an unvoid on a void",
        "a phase on the phase it ended",
    ],
)
def test_undo_is_refused_while_a_newer_change_builds_on_it(
    anna: Diary, story: Callable[[Diary], object], of: str, later: str
) -> None:
    anna.rate(1, NINE)
    story(anna)
    before = observable.everything(anna.database)
    with pytest.raises(Refused, match=later) as refused:
        anna.undo(of)
    assert refused.value.remedy == f"Take that back first: rehabtrack undo {later.split()[0]}"
    assert observable.everything(anna.database) == before
    anna.undo(later.split()[0])


def test_undo_follows_once_what_built_on_it_is_taken_back(anna: Diary) -> None:
    anna.rate(1, NINE)
    anna.edit("p1", value=2)
    anna.undo("u3")
    anna.undo("u2")
    assert anna.entry("p1").voided_by == 5


def test_an_undone_change_and_an_undo_are_not_undone(anna: Diary) -> None:
    anna.rate(1, NINE)
    anna.undo("u2")
    with pytest.raises(Refused, match="u2 is undone already"):
        anna.undo("u2")
    with pytest.raises(Refused, match="u3 is itself an undo") as refused:
        anna.undo("u3")
    assert "rehabtrack redo" in refused.value.remedy
    anna.redo()
    with pytest.raises(Refused, match="u4 is itself an redo"):
        anna.undo("u4")
    anna.undo("u2")
    with pytest.raises(NotFound, match="no change u9"):
        anna.undo("u9")


def test_undo_of_a_record_takes_back_its_newest_change(anna: Diary) -> None:
    anna.rate(1, NINE)
    anna.edit("p1", value=2)
    anna.rate(9, NINE)
    anna.undo("p1")
    assert anna.entry("p1").record.value == 1
    anna.undo("p1")
    assert anna.entry("p1").voided_by
    with pytest.raises(Refused, match="Every change of p1 is undone"):
        anna.undo("p1")
    assert not anna.entry("p2").voided_by


def test_undo_of_a_record_takes_its_whole_change(anna: Diary) -> None:
    anna.massage(NINE, before=6, after=2, minutes=30)
    anna.undo("p1")
    assert all(anna.entry(id_).voided_by for id_ in ("p1", "p2", "m1"))


def test_undo_of_a_record_brings_it_back_from_its_void(anna: Diary) -> None:
    anna.rate(1, NINE)
    anna.void("p1")
    anna.undo("p1")
    assert not anna.entry("p1").voided_by


def test_an_undo_that_would_leave_two_phases_at_once_is_refused(anna: Diary) -> None:
    a_phase(anna)  # u2
    anna.end_phase(march(8))  # u3
    anna.phase("surgery", march(9))  # u4
    before = observable.everything(anna.database)
    with pytest.raises(Refused, match="The phases f1 and f2 would overlap"):
        anna.undo("u3")
    assert observable.everything(anna.database) == before


def test_an_undone_record_brought_back_by_hand_stays_whatever_is_redone(anna: Diary) -> None:
    anna.rate(1, NINE)
    anna.undo()
    anna.by("ben").unvoid("p1", "it was true")
    anna.redo()
    assert not anna.entry("p1").voided_by
    with pytest.raises(Refused, match="u4 builds on u2: both changed p1"):
        anna.undo("u2")


def test_an_undo_is_redone_though_another_brought_back_a_record_and_took_that_back(
    anna: Diary,
) -> None:
    anna.rate(1, NINE)
    anna.undo()
    anna.by("ben").unvoid("p1")
    anna.by("ben").undo()
    assert anna.entry("p1").voided_by == 3
    anna.redo()
    assert not anna.entry("p1").voided_by


# --- patients -------------------------------------------------------------------------------------


def test_a_patient_added_and_nothing_else_is_undone(anna: Diary, ben: Diary) -> None:
    ben.undo()
    assert [one.record.name for one in caseload.patients(ben.database)] == ["anna"]
    ben.redo()
    assert [one.record.name for one in caseload.patients(ben.database)] == ["anna", "ben"]


def test_a_patient_is_not_undone_under_what_was_written_for_her(anna: Diary, ben: Diary) -> None:
    ben.rate(1, NINE)
    with pytest.raises(Refused, match="u2 builds on u1: both changed the journal"):
        ben.undo("u1")
    ben.undo()
    ben.undo()
    assert [one.record.name for one in caseload.patients(ben.database)] == ["anna"]


def test_a_patient_edited_and_that_taken_back_is_undone_like_any_other(
    anna: Diary, ben: Diary
) -> None:
    ben.edit_patient(site="neck")
    ben.undo()
    ben.undo()
    assert [one.record.name for one in caseload.patients(ben.database)] == ["anna"]
    ben.redo()
    ben.redo()
    assert caseload.patient(ben.database, 2).record.site == "neck"


def first_rating(database: Database) -> Diary:
    """A file whose patient came to be with the first record, as in a first run."""
    diary = Diary(database, 1)
    with one_command(database):
        patient = Patient(name="me")
        writer = caseload_writer(diary)
        journal = caseload.add_patient(database, patient, writer, action="log")
        journal.add(rated(6, NINE), action="log")
    return diary


def caseload_writer(diary: Diary) -> Any:
    """Who writes before there is anybody to write for."""
    from rehabtrack.domain.ids import new_uid
    from rehabtrack.storage.journal import Writer

    return Writer(diary.author, diary.now, new_uid(diary.now))


def test_the_only_patient_stays_when_her_first_record_is_undone(database: Database) -> None:
    me = first_rating(database)
    me.undo()
    assert me.entry("p1").voided_by == 2
    assert [one.record.name for one in caseload.patients(database)] == ["me"]
    me.redo()
    assert me.entry("p1").voided_by == 0


def test_the_only_patient_stays_even_once_corrected(database: Database) -> None:
    me = first_rating(database)
    me.edit_patient(site="neck")
    me.undo("u1")
    assert me.entry("p1").voided_by
    assert [one.record.site for one in caseload.patients(database)] == ["neck"]
    me.redo()
    me.undo("u2")
    me.undo("u1")
    assert [one.record.site for one in caseload.patients(database)] == ["back"]


def test_an_undo_never_gives_two_patients_one_name(anna: Diary) -> None:
    anna.edit_patient(name="anne")
    Diary.of_new_patient(anna.database, "Anna")
    with pytest.raises(Refused, match="a patient of that name already: Anna"):
        anna.undo()


def test_a_redo_never_gives_two_patients_one_name(anna: Diary, ben: Diary) -> None:
    ben.undo()
    Diary.of_new_patient(anna.database, "ben")
    with pytest.raises(Refused, match="a patient of that name already: ben"):
        ben.redo()


def test_a_name_that_is_taken_is_refused_however_it_is_written(anna: Diary) -> None:
    with pytest.raises(Refused, match="a patient of that name already: anna"):
        Diary.of_new_patient(anna.database, "ANNA")
    with pytest.raises(Refused, match="anna is so already"):
        anna.edit_patient(name="anna")
    ben = Diary.of_new_patient(anna.database, "ben")
    with pytest.raises(Refused, match="a patient of that name already: anna"):
        ben.edit_patient(name="Anna")
    anna.edit_patient(name="ANNA")  # her own, in capitals


def test_the_patient_in_use_is_remembered_by_the_id_that_travels(anna: Diary, ben: Diary) -> None:
    with one_command(anna.database):
        patients.use(anna.database, ben.journal().patient)
    in_use = caseload.setting(anna.database, caseload.PATIENT_IN_USE)
    assert in_use == caseload.patient(anna.database, 2).uid.hex()


# --- an import for several ------------------------------------------------------------------------


def test_an_import_is_undone_for_every_patient_from_any_of_their_journals(
    anna: Diary, ben: Diary
) -> None:
    before = observable.everything(anna.database)
    import_for_two(anna)
    after = observable.everything(anna.database)
    taken = ben.undo()
    assert [part.journal.patient_id for part in taken] == [1, 2, 3]
    assert_as_before(before, observable.everything(anna.database))
    assert [one.record.name for one in caseload.patients(anna.database)] == ["anna", "ben"]
    anna.redo()
    assert observable.everything(anna.database) == after


def test_an_import_that_one_of_them_built_on_is_undone_for_none(anna: Diary, ben: Diary) -> None:
    import_for_two(anna)
    ben.edit("p1", value=2)
    before = observable.everything(anna.database)
    with pytest.raises(Refused, match="u3 builds on u2: both changed p1"):
        anna.undo()
    assert observable.everything(anna.database) == before


def test_a_patient_an_import_made_stays_with_what_was_written_since(anna: Diary) -> None:
    import_for_two(anna)
    cleo = Diary(anna.database, 2)
    cleo.rate(3, NINE)
    anna.undo()
    assert [one.record.name for one in caseload.patients(anna.database)] == ["anna", "cleo"]
    assert [cleo.entry(f"p{no}").voided_by for no in (1, 2)] == [3, 0]


# --- whatever was done ----------------------------------------------------------------------------


@st.composite
def told_then_undone(draw: st.DrawFn) -> tuple[list[Step], int]:
    """A story of anna's, with what else came, and how many changes of it to take back."""
    return draw(stories(15)), draw(st.integers(1, 8))


@given(story=told_then_undone())
def test_as_many_redos_as_undos_come_back_to_the_same(
    reused: Database, story: tuple[list[Step], int]
) -> None:
    steps, most = story
    with rolled_back(reused) as diary:
        teller = Teller(diary)
        for told in steps:
            teller.tell(told)
        after = observable.everything(reused)
        back = [undone for _ in range(most) if (undone := teller.tell(UNDO))]
        event(f"{len(back)} undone")
        for _ in back:
            assert teller.tell(REDO)
        assert observable.everything(reused) == after
        assert list(untrue_warnings(diary.journal())) == []


@given(before=stories(12), change=writes)
def test_whatever_a_command_did_its_undo_leaves_it_as_it_was(
    reused: Database, before: list[Step], change: Step
) -> None:
    with rolled_back(reused) as diary:
        teller = Teller(diary)
        for told in before:
            teller.tell(told)
        last = diary.journal().single("LAST_CHANGE")
        seen = observable.everything(reused)
        if not teller.tell(change) or diary.journal().single("LAST_CHANGE") == last:
            return
        diary.by(change.author).undo()
        assert_as_before(seen, observable.everything(reused))


UNDO, REDO = Step("undo", "anna", {}), Step("redo", "anna", {})


def test_every_action_of_a_change_that_takes_back_is_known() -> None:
    assert undoable.TAKING_BACK == ("undo", "redo")
