"""What was altered behind the program's back is found: rows, versions, the chain of changes."""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import engines
import pytest
from diaries import Diary, march, moment, rated
from engines import Tool, refusals

from rehabtrack.domain.errors import StorageError
from rehabtrack.domain.records.addendum import Addendum
from rehabtrack.domain.records.context import Context
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.note import SessionNote
from rehabtrack.domain.records.score import FunctionScore
from rehabtrack.domain.records.screen import Screen
from rehabtrack.domain.records.symptom import Symptom
from rehabtrack.services import file_check
from rehabtrack.storage import caseload
from rehabtrack.storage.arrivals import note_arrivals, note_intake
from rehabtrack.storage.database import Database, open_existing
from rehabtrack.storage.schema import metadata

FLIPS = 300  # of one byte each, in every run


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with a row of every table: undos and redos, two authors and two patients."""
    place = engines.new_place(tmp_path_factory.mktemp("told"))
    with closing(engines.opened(place)) as database:
        _tell(database)
    return place


def _tell(database: Database) -> None:
    anna = Diary.of_new_patient(database)
    ben = Diary.of_new_patient(database, "ben")
    anna.rate(7, march(10, 6), note="after the stairs")
    anna.massage(march(10, 9), before=8, after=2, minutes=30)
    anna.answer(1)
    anna.undo()
    anna.redo()
    anna.answer(1)
    anna.phase("conservative", march(1))
    anna.phase("surgery", march(5))
    anna.doctor(since=march(9), refuses=True)
    anna.end_opinion(1, march(20))
    anna.measure("ibuprofen", march(1))
    anna.edit("t1", dose="200 mg")
    anna.rule(2, 36)
    anna.edit("m1", minutes=45)
    anna.edit_patient(site="neck")
    anna.edit("p1", value=6)
    anna.by("ben").edit("p1", value=5)
    anna.void("p3")
    anna.unvoid("p3")
    _tell_of_the_desk(anna)
    anna.rate(2, march(10, 7), site="other:head")
    anna.undo()
    anna.by("ben").unvoid("p4")
    anna.redo()
    anna.skip(march(12))
    anna.undo()
    ben.bring_in(rated(9, march(10, 8)), MassageSession(moment=moment(march(10, 9))))
    ben.undo()
    ben.redo()
    ben.undo()
    cid = Diary.of_new_patient(database, "cid")
    cid.rate(7, march(10, 6))
    cid.massage(march(10, 9), before=8, after=2)
    cid.edit("p1", value=6)
    cid.erase()
    with database.writing():
        caseload.remember(database, caseload.AUTHOR, "anna")
        caseload.remember(database, caseload.PATIENT_IN_USE, anna.journal().patient.uid.hex())
    empty = {name for name in TABLES if not rows(database, name)}
    assert empty == {"policy_version", "addendum_version"}, "neither is ever corrected"


def _tell_of_the_desk(anna: Diary) -> None:
    anna.flag(march(10, 8), "saddle")
    anna.assess(march(12, 8))
    at = moment(march(10, 9))
    anna.keep(Symptom(moment=at, sign="weakness", site="leg-left", asks=("foot-drop",)))
    anna.edit("y1", site="leg-right")
    anna.keep(Screen(moment=at, session=1, yes=("skin=neck",)))
    anna.edit("q1", yes=())
    anna.keep(FunctionScore(moment=at, instrument="rmdq", tenths=20, items=(1, 2)))
    anna.edit("s1", tenths=10, items=(3,))
    anna.keep(SessionNote(moment=at, session=1, subjective="stiff"))
    anna.edit("n1", signed_at=at.at, signed_by="anna")
    anna.keep(Addendum(moment=at, amends=1, because="a slip"))
    anna.keep(Context(moment=at, source="Daylio", text="mood: good"))
    anna.edit("x1", text="mood: rad")
    with anna.database.writing():
        journal = anna.journal()
        journal.begin("import")
        note_intake(journal, "share/1", bytes(32), bytes(16))
        stamp, said = bytes(range(16)), ("pain", 1, 1)
        note_arrivals(journal, [(*said, stamp, "eva", march(9), stamp, stamp, 1, 1, "as it stood")])


TABLES = sorted(metadata.tables)
Row = dict[str, Any]


def rows(held: Database | Tool, table: str) -> list[Row]:
    """What a table holds, behind the program's back."""
    names = [column.name for column in metadata.tables[table].c]
    columns = ", ".join(f'"{name}"' for name in names)
    key = ", ".join(metadata.tables[table].primary_key.columns.keys())
    found = held.execute(f"SELECT {columns} FROM {table} ORDER BY {key}")
    return [dict(zip(names, row, strict=True)) for row in found]


def copy_of(place: str, folder: Path) -> str:
    """Where a copy of a database is."""
    copied = engines.new_place(folder)
    engines.copy(place, copied)
    return copied


@pytest.fixture
def opened(told: str, tmp_path: Path) -> Iterator[Database]:
    """A copy to spoil."""
    with closing(engines.hurry(engines.opened(copy_of(told, tmp_path)))) as database:
        yield database


def spoil(database: Database, *statements: str, untrue: str | None = None) -> None:
    """Change a database behind its guards' backs; one table even to what cannot be true."""
    with engines.tool(database.path) as tool, tool.unguarded(untrue):
        for statement in statements:
            tool.execute(statement)


@pytest.fixture(scope="session")
def unguarded_once(told: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The same without a trigger, to copy."""
    place = copy_of(told, tmp_path_factory.mktemp("unguarded"))
    with engines.tool(place) as tool:
        tool.disarm()
    return place


@pytest.fixture
def unguarded(unguarded_once: str, tmp_path: Path) -> Iterator[Database]:
    """A copy in which nothing hinders whoever changes a row."""
    with closing(engines.opened(copy_of(unguarded_once, tmp_path))) as database:
        yield database


@pytest.fixture
def hand(unguarded: Database) -> Iterator[Tool]:
    """Another tool on that copy.

    What it sets is its own connection's, so that the check need not compile its statements anew.
    """
    with engines.tool(unguarded.path) as tool:
        if unguarded.login is None:
            tool.execute("PRAGMA synchronous = OFF")
        yield tool


def problems(database: Database, noted: str | None = None) -> list[str]:
    return list(file_check.problems(database, noted))


def tells_more(database: Database, quiet: list[str]) -> bool:
    """Whether the check tells of another problem than those known; it need not go on from there."""
    return any(problem not in quiet for problem in file_check.problems(database))


def heads(database: Database) -> dict[str, str]:
    """The whole head of each patient's journal."""
    return {head.patient: head.digest.hex() for head in file_check.heads(database)}


def test_a_file_as_the_program_writes_it_has_no_problem(opened: Database) -> None:
    assert problems(opened) == []
    for digest in heads(opened).values():
        assert problems(opened, digest) == problems(opened, digest[:16]) == []


# --- rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_another_value_in_any_column_of_any_row_is_found(
    unguarded: Database, hand: Tool, table: str
) -> None:
    hand.take_anything(table)
    quiet, found = problems(unguarded), rows(hand, table)
    several = unguarded.login is None  # a server takes its time, and its digests are the same
    for column in (column.name for column in metadata.tables[table].c):
        for row in random.Random(column).sample(found, min(len(found), 1 + several)):
            for other in others(row[column]):
                if not changes(hand, table, row, column, other):
                    continue
                assert tells_more(unguarded, quiet), (table, column, row, other)
                assert changes(hand, table, row | {column: other}, column, row[column])
                if not several:
                    break
    assert problems(unguarded) == quiet


def changes(hand: Tool, table: str, row: Row, column: str, value: object) -> bool:
    """Set a column of a row; False if it has no type of the column's, or is there already."""
    place, key = where(table, row)
    change = f'UPDATE {table} SET "{column}" = ? WHERE {place}'
    try:
        return bool(hand.execute(change, (value, *key)).rowcount)
    except refusals():
        return False


def where(table: str, row: Row) -> tuple[str, tuple[object, ...]]:
    """A condition that this row alone meets, and its values."""
    key = metadata.tables[table].primary_key.columns.keys()
    return " AND ".join(f"{name} = ?" for name in key), tuple(row[name] for name in key)


def others(value: object) -> list[object]:
    """Other values than this one, as a flipped bit or a hand with another tool would leave."""
    if isinstance(value, int):
        return [value + 1, value ^ 64, -value - 1]
    if isinstance(value, str):
        return [f"{value} ", value.swapcase() + "x"]
    if isinstance(value, bytes):
        return [bytes([value[0] ^ 1]) + value[1:], value[:-1] + bytes([value[-1] ^ 128])]
    return [1, "x", bytes(16)]


@pytest.mark.parametrize("table", sorted({*TABLES} - {"setting"}))  # which is asked again
def test_a_row_that_is_gone_is_missed(unguarded: Database, hand: Tool, table: str) -> None:
    quiet = problems(unguarded)
    for row in rows(hand, table):
        names = ", ".join(f'"{name}"' for name in row)
        place, key = where(table, row)
        hand.execute(f"DELETE FROM {table} WHERE {place}", key)
        assert tells_more(unguarded, quiet), (table, row)
        holes = ", ".join("?" * len(row))
        hand.execute(f"INSERT INTO {table} ({names}) VALUES ({holes})", tuple(row.values()))
    assert problems(unguarded) == quiet


# --- the file -------------------------------------------------------------------------------------


@pytest.mark.files
def test_a_flipped_byte_anywhere_in_the_file_is_found_or_lies_where_nothing_is_told(
    told: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with open(told, "rb") as file:
        whole = file.read()
    before, chance, harmless = dump(told), random.Random(FLIPS), 0
    for _ in range(FLIPS):
        offset, other = chance.randrange(len(whole)), chance.randrange(1, 256)
        path = str(tmp_path / "flipped.db")
        with open(path, "wb") as file:
            file.write(whole[:offset] + bytes([whole[offset] ^ other]) + whole[offset + 1 :])
        if not is_noticed(path):
            assert dump(path) == before, f"byte {offset} ^ {other} is told and was not noticed"
            harmless += 1
    tell(request, f"flipped bytes: {FLIPS} tried, {harmless} where nothing is told, unnoticed 0")


def is_noticed(path: str) -> bool:
    """Whether the file is refused, or the check finds something in it."""
    try:
        database = open_existing(path)
        assert database is not None
        with closing(database):
            return bool(problems(database))
    except StorageError:
        return True


def dump(path: str) -> list[object]:
    """Everything that a file tells: its marks, its schema and every row of every table."""
    with closing(sqlite3.connect(path)) as connection:
        marks = ["PRAGMA application_id", "PRAGMA user_version"]
        told = [connection.execute(mark).fetchall() for mark in marks]
        told.append(
            connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
        )
        reads = [f"SELECT rowid, * FROM {table}" for table in (*TABLES, "alembic_version")]
        return [*told, *(connection.execute(read).fetchall() for read in reads)]


def tell(request: pytest.FixtureRequest, figure: str) -> None:
    """Print a figure whatever else is captured."""
    reporter = request.config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        reporter.write_line(f" {figure}")


# --- the chain ------------------------------------------------------------------------------------

OF_ANNA = "FROM change WHERE patient_id = 1 AND no"


def of_change(no: int, *, above: bool = False) -> list[str]:
    """Statements that take a change of anna's, and all that it made, out of the database."""
    sign = ">" if above else "="
    made = [name for name in TABLES if "change" in metadata.tables[name].c]
    return [f"DELETE FROM {t} WHERE patient_id = 1 AND change {sign} {no}" for t in made] + [
        f"DELETE {OF_ANNA} {sign} {no}"
    ]


def last_of_anna(database: Database) -> int:
    ((last,),) = database.execute("SELECT max(no) FROM change WHERE patient_id = 1")
    return int(last)


def test_a_change_taken_out_of_the_middle_is_named(opened: Database) -> None:
    spoil(opened, *of_change(3))
    found = problems(opened)
    assert "anna: A change before u4 is missing." in found
    assert "anna: u4 is not linked to the change before it." in found
    assert "anna: A change before u5 is missing." not in found


def test_a_change_of_which_the_record_is_gone_is_named(opened: Database) -> None:
    spoil(opened, f"DELETE {OF_ANNA} = 3")
    assert "anna: There is no change u3, though records say that it made or voided them." in (
        problems(opened)
    )


def test_a_change_that_is_rewritten_is_named(opened: Database) -> None:
    spoil(opened, "UPDATE change SET author = 'eva' WHERE patient_id = 1 AND no = 2")
    assert problems(opened) == ["anna: u2 is not as it was written."]


def test_a_change_that_was_never_sealed_is_named(opened: Database) -> None:
    spoil(opened, "UPDATE change SET made = NULL WHERE patient_id = 1 AND no = 2")
    assert "anna: u2 was never sealed." in problems(opened)


def test_a_tail_cut_off_whole_is_found_by_whoever_noted_the_head(opened: Database) -> None:
    diary = Diary(opened, 1)
    last = last_of_anna(opened)
    diary.measure("tape", march(20))
    noted = heads(opened)["anna"]
    spoil(opened, *of_change(last, above=True))
    assert problems(opened) == []
    assert problems(opened, noted[:16]) == [
        f"A change is missing that was there: the head {noted[:16]} is no change's."
    ]


def test_a_head_is_still_found_when_more_was_written_since(opened: Database) -> None:
    noted = heads(opened)["anna"]
    Diary(opened, 1).measure("tape", march(20))
    assert heads(opened)["anna"] != noted
    assert problems(opened, noted[:16]) == []


def test_a_chain_written_anew_has_another_head(opened: Database) -> None:
    diary = Diary(opened, 1)
    diary.measure("tape", march(20))
    noted, last = heads(opened)["anna"], last_of_anna(opened)
    spoil(opened, *of_change(last))
    diary.measure("tape", march(20))
    assert problems(opened) == []
    assert heads(opened)["anna"] != noted
    assert len(problems(opened, noted)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE pain SET voided_by = 1, void_reason = 'x' WHERE patient_id = 1 AND no = 1",
        "UPDATE massage SET voided_by = 0, void_reason = NULL WHERE patient_id = 2 AND no = 1",
        "UPDATE answer SET voided_by = 4 WHERE patient_id = 1 AND voided_by = 0",
        "UPDATE pain SET void_reason = 'x' WHERE patient_id = 1 AND no = 3",
    ],
)
def test_a_void_that_no_change_made_is_found(opened: Database, statement: str) -> None:
    spoil(opened, statement, untrue="pain")
    assert any("is not whole, or not as it was." in found for found in problems(opened))


def test_a_record_whose_content_is_gone_leaves_the_chain_whole(opened: Database) -> None:
    spoil(opened, "UPDATE pain SET note = 'gone' WHERE patient_id = 1 AND no = 1")
    spoil(opened, "UPDATE pain_version SET note = 'gone' WHERE patient_id = 1 AND no = 1")
    found = problems(opened)
    assert found
    assert all("p1 is not as it was stored." in problem for problem in found)


def test_a_patient_whose_record_is_gone_is_missed(opened: Database) -> None:
    spoil(opened, "DELETE FROM patient WHERE patient_id = 2")
    assert "The record of patient 2 is missing, though changes of hers are there." in (
        problems(opened)
    )


@pytest.mark.files  # a server takes no such text
def test_a_byte_that_is_no_text_names_its_record(opened: Database) -> None:
    spoil(opened, "UPDATE pain SET note = CAST(x'ff' AS TEXT) WHERE patient_id = 1 AND no = 1")
    assert "anna: p1 is not as it was stored." in problems(opened)
