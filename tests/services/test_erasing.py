"""Erasing a patient: nothing of her is left in the file, and what is left cannot be denied."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import engines
import pytest
from diaries import Diary, march, moment
from engines import Tool, refusals

from rehabtrack.domain.errors import NotFound
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.services import file_check
from rehabtrack.storage import caseload, erasing
from rehabtrack.storage.database import Database
from rehabtrack.storage.schema import metadata

#: Stands in every text that is hers.
HERS = "zqx"


@pytest.fixture
def zoe(database: Database) -> Diary:
    """A patient with records of every kind, corrected, void, warned of and answered."""
    diary = Diary.of_new_patient(database, f"{HERS}-zoe")
    diary.edit_patient(diagnosis=f"{HERS} L5")
    diary.rate(7, march(10, 6), note=f"{HERS} after the stairs")
    diary.massage(march(10, 9), before=8, after=2, note=f"{HERS} warm", therapist=f"{HERS} Eva")
    diary.answer(1, "other", f"{HERS} she insisted")
    diary.phase("conservative", march(1))
    diary.doctor(f"{HERS} Dr. Roth", since=march(9), refuses=True)
    diary.measure(f"{HERS} ibuprofen", march(1), dose=f"{HERS} 200 mg")
    diary.edit("p1", note=f"{HERS} corrected")
    diary.void("p2", f"{HERS} a slip")
    diary.rule(2, 36)
    diary.skip(march(12), f"other: {HERS} ill")
    diary.undo()
    return diary


def rows_of(database: Database, patient_id: int) -> dict[str, list[Any]]:
    """Every row of a patient, by table."""
    tables = [name for name, table in metadata.tables.items() if "patient_id" in table.c]
    return {
        name: list(
            database.execute(
                f"SELECT * FROM {name} WHERE patient_id = {patient_id} ORDER BY 1, 2, 3, 4"
            )
        )
        for name in tables
    }


def problems(database: Database) -> list[str]:
    return list(file_check.problems(database))


def heads(database: Database) -> dict[str, str]:
    return {head.patient: head.digest.hex() for head in file_check.heads(database)}


@contextmanager
def as_its_owner(database: Database) -> Iterator[Tool]:
    """The database in the hands of one who takes its guards away and puts them up again."""
    with engines.tool(database.path) as tool, tool.unguarded():
        yield tool


def test_not_a_word_of_hers_is_left_in_the_file_and_the_others_are_as_they_were(
    zoe: Diary, database: Database
) -> None:
    anna = Diary.of_new_patient(database)
    anna.rate(7, march(10, 6), note="mine")
    anna.massage(march(10, 9))
    others = rows_of(database, anna.patient_id)
    assert engines.holds(database.path, HERS)

    zoe.erase()

    assert not engines.holds(database.path, HERS)
    left = {table: rows for table, rows in rows_of(database, zoe.patient_id).items() if rows}
    assert left.keys() == {"change", "erasure"}
    assert rows_of(database, anna.patient_id) == others
    assert problems(database) == []


@pytest.mark.files
def test_a_file_is_left_without_free_pages(zoe: Diary, database: Database) -> None:
    zoe.erase()
    database.rebuild()
    assert list(database.execute("PRAGMA freelist_count")) == [(0,)]
    assert problems(database) == []


@pytest.mark.files
@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="open files are listed on Linux")
def test_the_file_is_written_anew_without_a_plain_copy_elsewhere(
    zoe: Diary, database: Database
) -> None:
    opened = set[str]()

    def look() -> None:
        for name in os.listdir("/proc/self/fd"):
            with suppress(OSError):
                opened.add(os.readlink(f"/proc/self/fd/{name}"))

    database.execute("PRAGMA cache_size=2")  # so that even little would have to be laid aside
    look()
    before = opened.copy()
    database.connection.set_progress_handler(look, 20)
    database.rebuild()
    assert opened - before <= {database.path, f"{database.path}-journal"}


def test_the_changes_stay_and_the_chain_can_still_be_verified(
    zoe: Diary, database: Database
) -> None:
    changes = rows_of(database, zoe.patient_id)["change"]
    noted = heads(database)[f"{HERS}-zoe"]
    zoe.erase()
    *kept, last = rows_of(database, zoe.patient_id)["change"]
    assert kept == changes
    assert "patient erase" in last
    assert list(file_check.problems(database, noted)) == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE change SET author = 'eva' WHERE no = 3", "u3 is not as it was written."),
        ("UPDATE change SET at = at + 1 WHERE no = 3", "u3 is not as it was written."),
        ("UPDATE change SET made = seal WHERE no = 3", "u3 is not linked to"),
        ("DELETE FROM change WHERE no = 3", "A change before u4 is missing."),
        (
            "UPDATE erasure SET because = 'x'",
            "erased patient 1: The mark that she was erased is altered.",
        ),
        ("DELETE FROM erasure", "The record of patient 1 is missing"),
    ],
)
def test_what_is_left_cannot_be_altered_unnoticed(
    zoe: Diary, database: Database, statement: str, problem: str
) -> None:
    zoe.erase()
    with as_its_owner(database) as connection:
        connection.execute(statement)
    assert any(problem in found for found in problems(database))


@pytest.mark.parametrize("statement", ["DELETE FROM erasure", "UPDATE erasure SET because = 'x'"])
def test_the_mark_is_guarded(zoe: Diary, database: Database, statement: str) -> None:
    zoe.erase()
    with pytest.raises(refusals()):
        database.execute(statement)
    with pytest.raises(refusals()):
        database.execute("DELETE FROM change")


def test_nobody_is_named_as_she_was(zoe: Diary, database: Database) -> None:
    her = zoe.by(f"{HERS.upper()}-Zoe")
    her.rate(3, march(20))
    with database.writing():
        caseload.remember(database, caseload.AUTHOR, f"{HERS}-zoe")
        caseload.remember(database, caseload.PATIENT_IN_USE, zoe.journal().patient.uid.hex())
    her.edit_patient(name="zoe")
    her.erase()
    assert not engines.holds(database.path, HERS)
    assert caseload.setting(database, caseload.AUTHOR) is None
    assert caseload.setting(database, caseload.PATIENT_IN_USE) is None
    (erasure,) = erasing.erasures(database)
    assert erasure.author == erasing.ERASED
    assert problems(database) == []


def test_who_writes_in_her_journal_and_is_in_use_besides_stays(
    zoe: Diary, database: Database
) -> None:
    anna = Diary.of_new_patient(database)
    with database.writing():
        caseload.remember(database, caseload.AUTHOR, "anna")
        caseload.remember(database, caseload.PATIENT_IN_USE, anna.journal().patient.uid.hex())
    zoe.erase()
    assert caseload.setting(database, caseload.AUTHOR) == "anna"
    assert caseload.patient_in_use(database) == anna.journal().patient
    (erasure,) = erasing.erasures(database)
    assert (erasure.author, erasure.because) == ("anna", "she asked")


def test_her_number_is_nobody_elses_and_her_name_is_free(zoe: Diary, database: Database) -> None:
    zoe.erase()
    with pytest.raises(NotFound):
        caseload.patient_named(database, f"{HERS}-zoe", void=True)
    another = Diary.of_new_patient(database, f"{HERS}-zoe")
    assert another.patient_id == zoe.patient_id + 1
    another.rate(7, march(10, 6))
    assert problems(database) == []


def test_taking_back_a_command_that_wrote_to_her_too_takes_back_the_rest(
    zoe: Diary, database: Database
) -> None:
    anna = Diary.of_new_patient(database)
    record = MassageSession(moment=moment(march(10, 9)))
    shared = anna.journal().writer.command
    with database.writing():
        for diary in (zoe, anna):
            diary.journal(shared).add(record, action="import")
    zoe.erase()
    (taken,) = anna.undo()
    assert taken.journal.patient_id == anna.patient_id
    assert anna.entry("m1").voided_by
    assert problems(database) == []


def test_one_who_was_taken_back_is_erased_as_well(database: Database) -> None:
    Diary.of_new_patient(database)
    gone = Diary.of_new_patient(database, f"{HERS}-zoe")
    gone.undo()
    assert caseload.patient_named(database, f"{HERS}-zoe", void=True).voided_by
    gone.erase()
    assert not engines.holds(database.path, HERS)
    assert problems(database) == []
