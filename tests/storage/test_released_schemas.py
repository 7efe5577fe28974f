"""Every released schema, kept as SQL text with rows, is carried forward and loses nothing."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import keep_schema
import pytest
from test_upgrading import ADD_A_COLUMN, then

from rehabtrack.services.file_check import problems
from rehabtrack.storage import copies
from rehabtrack.storage.database import SCHEMA_VERSION, open_existing, open_or_create

pytestmark = pytest.mark.files

SCHEMAS = sorted(Path(__file__).with_name("schemas").glob("*.sql"))
Rows = dict[str, list[dict[str, object]]]

every_schema = pytest.mark.parametrize("schema", SCHEMAS, ids=[path.stem for path in SCHEMAS])


def loaded(schema: Path, folder: Path) -> str:
    """A file as a program of that release left it."""
    path = str(folder / "journal.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(schema.read_text(encoding="utf-8"))
    return path


def rows(path: str) -> Rows:
    """Every row of every table, by the names of its columns, in one order."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        found: Rows = {}
        for (name,) in tables.fetchall():
            every = [dict(row) for row in connection.execute(f'SELECT * FROM "{name}"')]
            found[name] = sorted(every, key=repr)
        return found


def objects(path: str) -> dict[str, str]:
    """Tables, indexes, triggers and views, as sqlite_master has them, whatever the white space."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, coalesce(sql, '') FROM sqlite_master")
        return {name: " ".join(sql.split()) for name, sql in found}


def carried_forward(path: str) -> None:
    opened = open_existing(path)
    assert opened is not None
    with closing(opened):
        assert list(problems(opened)) == []


def assert_nothing_lost(before: Rows, after: Rows) -> None:
    """Each table has its rows still, and in each row every column it had."""
    for table, held in before.items():
        if table != "alembic_version":
            columns = held[0].keys() if held else ()
            now = [{name: row[name] for name in columns} for row in after[table]]
            assert sorted(now, key=repr) == held, table


@every_schema
def test_a_released_file_is_carried_forward_row_by_row(schema: Path, tmp_path: Path) -> None:
    path = loaded(schema, tmp_path)
    before = rows(path)
    carried_forward(path)
    assert_nothing_lost(before, rows(path))
    made = [copy for copy in copies.beside(path) if copy.automatic]
    assert len(made) == (int(schema.stem) < SCHEMA_VERSION)
    assert all(rows(copy.path) == before for copy in made)


@every_schema
def test_a_file_carried_forward_is_as_a_new_one(schema: Path, tmp_path: Path) -> None:
    path, new = loaded(schema, tmp_path), str(tmp_path / "new.db")
    carried_forward(path)
    open_or_create(new).close()
    assert objects(path) == objects(new)
    for pragma in ("application_id", "user_version"):
        with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(new)) as fresh:
            read = f"PRAGMA {pragma}"
            assert old.execute(read).fetchone() == fresh.execute(read).fetchone()


@every_schema
def test_a_later_schema_would_lose_nothing_either(
    schema: Path, tmp_path: Path, migrations: Path
) -> None:
    """The way itself, with a migration that is made up."""
    path = loaded(schema, tmp_path)
    before, made_of = rows(path), objects(path)
    then(migrations, ADD_A_COLUMN)
    open_existing(path).close()  # type: ignore[union-attr]  # the file is there
    after = rows(path)
    assert_nothing_lost(before, after)
    assert {row["place"] for row in after["pain"]} == {None}
    now = objects(path)
    assert {name for name in now if now[name] != made_of[name]} == {"pain"}
    assert now.keys() == made_of.keys()
    (copy,) = copies.beside(path)
    assert (rows(copy.path), objects(copy.path)) == (before, made_of)


def test_the_schemas_are_numbered_without_a_gap_up_to_todays() -> None:
    assert [path.stem for path in SCHEMAS] == [f"{n:04}" for n in range(1, SCHEMA_VERSION + 1)]


def test_the_newest_text_is_what_today_is_kept_by(tmp_path: Path) -> None:
    """Before its release: run python tools/keep_schema.py. After it: add a migration instead."""
    new = str(tmp_path / "new.db")
    open_or_create(new).close()
    (tmp_path / "kept").mkdir()
    assert objects(loaded(SCHEMAS[-1], tmp_path / "kept")) == objects(new)


def test_the_story_fills_every_table_and_is_told_alike_again() -> None:
    text = keep_schema.kept()
    assert keep_schema.kept() == text
    assert os.urandom(8) != os.urandom(8)
