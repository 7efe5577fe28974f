"""Signed notes and addenda against another tool's SQL: they stay, whatever is tried (F20)."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import engines
import pytest
from engines import Tool, refusals
from journals import NOW, command, massage, moment, new_journal

from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.records.addendum import Addendum
from rehabtrack.domain.records.note import SessionNote
from rehabtrack.storage.schema import metadata

SIGNED, DRAFT = 1, 2
STAYS = "note: a signed note stays as it was signed"
#: Who tries it on a server: a person by whatever she connects with, and who may do anything.
PERSON, SUPERUSER = "a person", "the superuser"
#: What only SQLite takes.
SQLITES = [
    pytest.param(verb, marks=pytest.mark.files)
    for verb in ("UPDATE OR REPLACE", "UPDATE OR IGNORE")
]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "tool" in metafunc.fixturenames:
        on_files = metafunc.config.getoption("--engine") == "sqlite"
        who = ["another tool"] if on_files else [PERSON, SUPERUSER]
        metafunc.parametrize("tool", who, indirect=True)


def write(place: str) -> None:
    """A signed note with an addendum, and a draft with an earlier version."""
    with closing(engines.opened(place)) as database:
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
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where that is; what the tests do there is undone."""
    place = engines.new_place(tmp_path_factory.mktemp("signed"))
    write(place)
    return place


@pytest.fixture
def tool(request: pytest.FixtureRequest, written: str) -> Iterator[Tool]:
    """Another tool that opened the database: none of our settings are on."""
    if request.param == PERSON:
        import psycopg

        with psycopg.connect(written, autocommit=True) as session:
            session.execute("BEGIN")
            begin_change(Tool(session))  # without one the server refuses her anything
            yield Tool(session)
            session.execute("ROLLBACK")
        return
    with engines.tool(written) as tool:
        if isinstance(tool.connection, sqlite3.Connection):
            assert tool.execute("PRAGMA recursive_triggers").fetchone() == (0,)
            assert tool.execute("PRAGMA foreign_keys").fetchone() == (0,)
        tool.execute("BEGIN")
        yield tool
        tool.execute("ROLLBACK")


def begin_change(tool: Tool) -> None:
    """Say who writes next: anna."""
    tool.execute(
        "INSERT INTO change SELECT patient_id, no + 1, ?, ?, at, author, action, 0"
        " FROM change ORDER BY no DESC LIMIT 1",
        (new_uid(NOW), new_uid(NOW)),
    )


def place(tool: Tool) -> list[str]:
    """What SQLite alone has beside the columns of a table."""
    return ["rowid"] if isinstance(tool.connection, sqlite3.Connection) else []


def all_of(tool: Tool, table: str) -> list[Any]:
    columns = ", ".join([*place(tool), "*"])
    return list(tool.execute(f"SELECT {columns} FROM {table} ORDER BY no"))


def copied(tool: Tool, table: str, verb: str, like: int = 1, **other: str) -> str:
    """A statement that inserts a row like that one, some of its columns other expressions."""
    columns = [*place(tool), *(column.name for column in metadata.tables[table].c)]
    other = {"rowid": "999", "no": "999", "id": "digest"} | other
    values = (other.get(name, f'"{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    return (
        f"{verb} INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} WHERE no = {like}"
    )


def refused(tool: Tool, table: str, statement: str) -> str:
    """Why a statement is refused; nothing of the table is other than before."""
    before = all_of(tool, table)
    with pytest.raises(refusals()) as refusal:
        tool.execute(statement)
    assert all_of(tool, table) == before
    return str(refusal.value).partition("\n")[0]


def no_right(table: str) -> str:
    """How a server refuses a person what no person may."""
    return f"permission denied for table {table}"


@pytest.mark.parametrize("verb", ["UPDATE", *SQLITES])
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
        "digest = id",
        "at = at + 60000",
    ],
)
def test_a_signed_note_is_not_changed(tool: Tool, verb: str, change: str) -> None:
    assert refused(tool, "note", f"{verb} note SET {change} WHERE no = {SIGNED}") == STAYS


@pytest.mark.parametrize("verb", ["UPDATE", *SQLITES])
@pytest.mark.parametrize(
    "change",
    ["text = 'something else'", "because = 'another'", "amends = 2", "voided_by = 1", "no = 7"],
)
def test_an_addendum_is_not_changed(tool: Tool, verb: str, change: str) -> None:
    refused(tool, "addendum", f"{verb} addendum SET {change}")


@pytest.mark.parametrize("table", ["note", "addendum"])
def test_neither_is_deleted(tool: Tool, table: str) -> None:
    said = refused(tool, table, f"DELETE FROM {table}")
    assert said in (f"{table}: nothing is deleted", no_right(table))
    refused(tool, table, f"DELETE FROM {table} WHERE no = 1")
    if not place(tool):
        assert refused(tool, table, f"TRUNCATE {table} CASCADE") in (
            *(f"{guarded}: nothing is deleted" for guarded in ("note", "addendum")),
            no_right(table),
        )


@pytest.mark.parametrize("table", ["note", "addendum"])
@pytest.mark.parametrize(
    "verb",
    [
        "INSERT",
        *(pytest.param(v, marks=pytest.mark.files) for v in ("INSERT OR REPLACE", "REPLACE")),
    ],
)
@pytest.mark.parametrize("same", ["no", "id", pytest.param("rowid", marks=pytest.mark.files)])
def test_neither_is_replaced_by_a_new_row(tool: Tool, table: str, verb: str, same: str) -> None:
    statement = copied(tool, table, verb, **{same: f'"{same}"'})
    said = refused(tool, table, statement)
    key = f"pk_{table}" if same == "id" else f"uq_{table}_patient_id_no"
    assert said in (
        f"{table}: it is there and stays",
        f'duplicate key value violates unique constraint "{key}"',
    )


@pytest.mark.parametrize(
    ("same", "key"),
    [
        ("no", "(patient_id, no)"),
        ("id", "(patient_id, id)"),
        *(pytest.param(each, "", marks=pytest.mark.files) for each in ("no", "id", "rowid")),
    ],
)
def test_neither_is_changed_by_an_upsert(tool: Tool, same: str, key: str) -> None:
    upsert = copied(tool, "note", "INSERT", **{same: f'"{same}"'})
    said = refused(tool, "note", f"{upsert} ON CONFLICT {key} DO UPDATE SET plan = 'another'")
    assert said in ("note: it is there and stays", STAYS)


@pytest.mark.parametrize("verb", ["UPDATE", *SQLITES])
@pytest.mark.parametrize(
    "change",
    [
        f"no = {SIGNED}",
        f"id = (SELECT id FROM note WHERE no = {SIGNED})",
        *(
            pytest.param(change, marks=pytest.mark.files)
            for change in (
                f"rowid = (SELECT rowid FROM note WHERE no = {SIGNED})",
                f"_rowid_ = (SELECT rowid FROM note WHERE no = {SIGNED})",
                f"oid = (SELECT rowid FROM note WHERE no = {SIGNED}), plan = 'something else'",
            )
        ),
    ],
)
def test_a_draft_does_not_take_the_place_of_a_signed_note(
    tool: Tool, verb: str, change: str
) -> None:
    assert refused(tool, "note", f"{verb} note SET {change} WHERE no = {DRAFT}") in (
        "note: its identity is not changed",
        "note: its place is not changed",
        no_right("note"),
    )


def test_a_draft_is_freely_edited(tool: Tool) -> None:
    tool.execute(f"UPDATE note SET plan = 'run' WHERE no = {DRAFT}")
    assert tool.execute(f"SELECT plan FROM note WHERE no = {DRAFT}").fetchone() == ("run",)


def test_the_earlier_versions_of_a_draft_stay(tool: Tool) -> None:
    plans = list(tool.execute("SELECT no, plan FROM note_version ORDER BY no"))
    assert plans == [(SIGNED, "again in a week"), (DRAFT, "rest")]
    assert refused(tool, "note_version", "UPDATE note_version SET plan = 'x'") in (
        "note_version: what was is not changed",
        no_right("note_version"),
    )
    assert refused(tool, "note_version", "DELETE FROM note_version") in (
        "note_version: nothing is deleted",
        no_right("note_version"),
    )


def test_a_new_note_and_a_new_addendum_are_stored(tool: Tool) -> None:
    tool.execute(copied(tool, "note", "INSERT", DRAFT))
    tool.execute(copied(tool, "addendum", "INSERT"))
    assert [len(all_of(tool, table)) for table in ("note", "addendum")] == [3, 2]
