"""Signed notes and addenda against another tool's SQL: they stay, whatever is tried (F20)."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from journals import NOW, command, massage, moment, new_journal

from rehabtrack.domain.records.addendum import Addendum
from rehabtrack.domain.records.note import SessionNote
from rehabtrack.storage.database import open_or_create

pytestmark = pytest.mark.files
SIGNED, DRAFT = 1, 2
STAYS = "note: a signed note stays as it was signed"


def new_file(path: str) -> None:
    """A file with a signed note with an addendum, and a draft with an earlier version."""
    with closing(open_or_create(path)) as database:
        with command(new_journal(database)) as journal:
            for plan in ("again in a week", "rest"):
                session = journal.add(massage(), action="log").no
                note = SessionNote(moment=moment(NOW), session=session, plan=plan)
                journal.add(note, action="note new")
        with command(journal) as journal:
            signed, draft = (journal.entry("note", no) for no in (SIGNED, DRAFT))
            signature = {"signed_at": NOW, "signed_by": "anna"}
            journal.edit(signed, signed.record.replace(**signature), action="note sign")
            journal.edit(draft, draft.record.replace(plan="walk"))
            added = Addendum(moment=moment(NOW), amends=SIGNED, because="left out", text="stairs")
            journal.add(added, action="note amend")


@pytest.fixture(scope="session")
def written_once(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("signed") / "journal.db")
    new_file(path)
    return path


@pytest.fixture
def tool(written_once: str, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Another tool that opened the file: none of our settings are on."""
    path = shutil.copy(written_once, tmp_path / "journal.db")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        assert connection.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (0,)
        yield connection


def all_of(tool: sqlite3.Connection, table: str) -> list[Any]:
    return list(tool.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid"))


def copied(tool: sqlite3.Connection, table: str, verb: str, like: int = 1, **other: str) -> str:
    """A statement that inserts a row like that one, some of its columns other expressions."""
    columns = ["rowid", *(row[1] for row in tool.execute(f"PRAGMA table_info({table})"))]
    other = {"rowid": "999", "no": "999", "id": "randomblob(16)"} | other
    values = (other.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return (
        f"{verb} INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} WHERE no = {like}"
    )


def refused(tool: sqlite3.Connection, table: str, statement: str) -> str:
    """Why a statement is refused; nothing of the table is other than before."""
    before = all_of(tool, table)
    with pytest.raises(sqlite3.IntegrityError) as refusal:
        tool.execute(statement)
    assert all_of(tool, table) == before
    return str(refusal.value)


@pytest.mark.parametrize("verb", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
@pytest.mark.parametrize(
    "change",
    [
        "plan = 'something else'",
        "plan = plan",
        "signed_at = NULL, signed_by = NULL, signed_as = NULL",
        "signed_by = 'somebody else'",
        "signed_as = 'doctor'",
        "session = 2",
        "voided_by = 1, void_reason = 'gone'",
        "version = 9",
        "digest = randomblob(16)",
        "at = at + 60000",
    ],
)
def test_a_signed_note_is_not_changed(tool: sqlite3.Connection, verb: str, change: str) -> None:
    assert refused(tool, "note", f"{verb} note SET {change} WHERE no = {SIGNED}") == STAYS


@pytest.mark.parametrize("verb", ["UPDATE", "UPDATE OR REPLACE", "UPDATE OR IGNORE"])
@pytest.mark.parametrize(
    "change",
    ["text = 'something else'", "because = 'another'", "amends = 2", "voided_by = 1", "no = 7"],
)
def test_an_addendum_is_not_changed(tool: sqlite3.Connection, verb: str, change: str) -> None:
    refused(tool, "addendum", f"{verb} addendum SET {change}")


@pytest.mark.parametrize("table", ["note", "addendum"])
def test_neither_is_deleted(tool: sqlite3.Connection, table: str) -> None:
    assert refused(tool, table, f"DELETE FROM {table}") == f"{table}: nothing is deleted"
    refused(tool, table, f"DELETE FROM {table} WHERE no = 1")


@pytest.mark.parametrize("table", ["note", "addendum"])
@pytest.mark.parametrize("verb", ["INSERT OR REPLACE", "REPLACE"])
@pytest.mark.parametrize("same", ["no", "id", "rowid"])
def test_neither_is_replaced_by_a_new_row(
    tool: sqlite3.Connection, table: str, verb: str, same: str
) -> None:
    statement = copied(tool, table, verb, **{same: f'"{same}"'})
    assert refused(tool, table, statement) == f"{table}: it is there and stays"


@pytest.mark.parametrize("same", ["no", "id", "rowid"])
def test_neither_is_changed_by_an_upsert(tool: sqlite3.Connection, same: str) -> None:
    upsert = copied(tool, "note", "INSERT", **{same: f'"{same}"'})
    refused(tool, "note", f"{upsert} ON CONFLICT DO UPDATE SET plan = 'something else'")


@pytest.mark.parametrize(
    "place",
    [
        f"no = {SIGNED}",
        f"id = (SELECT id FROM note WHERE no = {SIGNED})",
        f"rowid = (SELECT rowid FROM note WHERE no = {SIGNED})",
        f"_rowid_ = (SELECT rowid FROM note WHERE no = {SIGNED})",
        f"oid = (SELECT rowid FROM note WHERE no = {SIGNED}), plan = 'something else'",
    ],
)
def test_a_draft_does_not_take_the_place_of_a_signed_note(
    tool: sqlite3.Connection, place: str
) -> None:
    assert refused(tool, "note", f"UPDATE OR REPLACE note SET {place} WHERE no = {DRAFT}") in (
        "note: its identity is not changed",
        "note: its place is not changed",
    )


def test_a_draft_is_freely_edited(tool: sqlite3.Connection) -> None:
    tool.execute(f"UPDATE note SET plan = 'run' WHERE no = {DRAFT}")
    assert tool.execute(f"SELECT plan FROM note WHERE no = {DRAFT}").fetchone() == ("run",)


def test_the_earlier_versions_of_a_draft_stay(tool: sqlite3.Connection) -> None:
    plans = list(tool.execute("SELECT no, plan FROM note_version ORDER BY no"))
    assert plans == [(SIGNED, "again in a week"), (DRAFT, "rest")]
    assert refused(tool, "note_version", "UPDATE note_version SET plan = 'x'") == (
        "note_version: what was is not changed"
    )
    assert refused(tool, "note_version", "DELETE FROM note_version") == (
        "note_version: nothing is deleted"
    )


def test_a_new_note_and_a_new_addendum_are_stored(tool: sqlite3.Connection) -> None:
    tool.execute(copied(tool, "note", "INSERT", DRAFT))
    tool.execute(copied(tool, "addendum", "INSERT"))
    assert [len(all_of(tool, table)) for table in ("note", "addendum")] == [3, 2]
