"""Carrying an older file forward: a copy first, whole or not at all, nothing lost on the way."""

import os
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sample_rows import ROWS

from rehabtrack.storage import database as database_module
from rehabtrack.storage import failures, sqlite_file, upgrading
from rehabtrack.storage.backup import back_up
from rehabtrack.storage.database import Database, open_existing

pytestmark = pytest.mark.files

REVISION = """
from alembic import op

revision = "0002"
down_revision = "0001"

def upgrade():
    connection = op.get_bind()
    for statement in STATEMENTS:
        connection.exec_driver_sql(statement)

STATEMENTS = {statements!r}
"""
ADD_A_COLUMN = "ALTER TABLE pain ADD COLUMN place TEXT CONSTRAINT ck_place CHECK (place <> '')"


def then(migrations: Path, *statements: str) -> None:
    """What the next migration does."""
    text = REVISION.format(statements=statements)
    (migrations / "versions" / "0002_next.py").write_text(text)


def closed(populated: Database) -> str:
    """The path of the populated database, let go of."""
    populated.close()
    return populated.path


def objects(path: str) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master"))


def rows(path: str) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in ROWS}


def version(path: str) -> tuple[int, str]:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        (revision,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return number, revision


def copies(path: str) -> list[str]:
    return [entry.path for entry in os.scandir(os.path.dirname(path)) if ".before-" in entry.name]


def test_an_older_file_is_carried_forward_when_it_is_opened(
    populated: Database, migrations: Path
) -> None:
    path = closed(populated)
    before, held = objects(path), rows(path)
    then(migrations, ADD_A_COLUMN)
    opened = open_existing(path)
    assert opened is not None
    with closing(opened):
        assert opened.execute("SELECT place FROM pain").fetchall() == [(None,)]
    assert version(path) == (2, "0002")
    assert {name for name, sql in objects(path).items() if before[name] != sql} == {"pain"}
    assert rows(path)["massage"] == held["massage"]
    assert [row[:-1] for row in rows(path)["pain"]] == held["pain"]


def test_a_copy_of_the_old_file_is_made_first(populated: Database, migrations: Path) -> None:
    path = closed(populated)
    held = rows(path)
    then(migrations, ADD_A_COLUMN)
    sqlite_file.upgrade(path)
    (copy,) = copies(path)
    named = r"journal\.db\.before-1-to-2-\d{8}T\d{12}Z-[0-9a-f]{8}\.db"
    assert re.fullmatch(named, os.path.basename(copy))
    assert stat.S_IMODE(os.stat(copy).st_mode) == 0o600
    assert version(copy) == (1, "0001")
    assert rows(copy) == held


def test_a_file_of_today_is_opened_without_alembic(populated: Database) -> None:
    path = closed(populated)
    code = (
        "import sys\n"
        "from rehabtrack.storage.database import open_existing\n"
        "open_existing(sys.argv[1])\n"
        "assert not {'alembic', 'sqlalchemy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code, path], check=True)
    assert copies(path) == []


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    populated: Database, migrations: Path
) -> None:
    path = closed(populated)
    before, held = objects(path), rows(path)
    then(migrations, ADD_A_COLUMN, "UPDATE setting SET value = 'x'", "SELECT * FROM nowhere")
    with pytest.raises(failures.UpgradeFailed) as refusal:
        open_existing(path)
    (copy,) = copies(path)
    assert refusal.value.sentence == (
        f"The database {path} could not be carried forward to this version."
    )
    assert copy in refusal.value.remedy
    assert "nowhere" not in str(refusal.value)
    assert (version(path), objects(path), rows(path)) == ((1, "0001"), before, held)
    then(migrations, ADD_A_COLUMN)
    sqlite_file.upgrade(path)
    assert version(path) == (2, "0002")


def test_a_migration_that_leaves_orphans_is_refused(populated: Database, migrations: Path) -> None:
    path = closed(populated)
    held = rows(path)
    then(migrations, "DROP TRIGGER massage_no_delete", "DELETE FROM massage")
    with pytest.raises(failures.UpgradeFailed):
        sqlite_file.upgrade(path)
    assert (version(path), rows(path)) == ((1, "0001"), held)


def test_a_table_that_is_rebuilt_keeps_what_points_at_it(
    populated: Database, migrations: Path
) -> None:
    path = closed(populated)
    held, made = rows(path), objects(path)
    rebuilt = made["massage"].replace("CREATE TABLE massage", "CREATE TABLE massage_new")
    again = [sql for sql in made.values() if sql and " ON massage " in sql.replace("\n", " ")]
    then(
        migrations,
        "DROP VIEW massage_readable",
        "DROP TRIGGER massage_no_delete",
        rebuilt,
        "INSERT INTO massage_new SELECT * FROM massage",
        "DROP TABLE massage",
        "ALTER TABLE massage_new RENAME TO massage",
        *again,
        made["massage_readable"],
    )
    sqlite_file.upgrade(path)
    assert version(path) == (2, "0002")
    assert rows(path) == held
    assert set(objects(path)) == set(made)


UPGRADE = """
import sys, time
from rehabtrack.storage import database, upgrading
database.SCHEMA_VERSION = 2
upgrading.migrations_folder = lambda: sys.argv[2]
time.sleep(max(0, float(sys.argv[3]) - time.time()))
database.open_existing(sys.argv[1])
"""


def test_upgrades_at_once_happen_once(populated: Database, migrations: Path) -> None:
    import time

    path = closed(populated)
    then(migrations, ADD_A_COLUMN)
    start = str(time.time() + 1.5)
    runs = [
        subprocess.Popen([sys.executable, "-c", UPGRADE, path, str(migrations), start])
        for _ in range(4)
    ]
    assert [run.wait() for run in runs] == [0] * 4
    assert version(path) == (2, "0002")


def test_a_damaged_file_is_neither_copied_nor_carried_forward(
    populated: Database, migrations: Path
) -> None:
    then(migrations, ADD_A_COLUMN)
    (page,) = populated.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'ix_pain_patient_id_at_no'"
    ).fetchone()
    path = closed(populated)
    with open(path, "r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(failures.DatabaseDamaged):
        open_existing(path)
    assert copies(path) == []


def test_a_busy_file_is_not_carried_forward(
    populated: Database, migrations: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    then(migrations, ADD_A_COLUMN)
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    with populated.writing(), pytest.raises(failures.DatabaseBusy):
        sqlite_file.upgrade(populated.path)
    assert version(populated.path) == (1, "0001")


def test_of_the_copies_the_last_five_stay_and_those_asked_for(
    populated: Database, migrations: Path
) -> None:
    path = closed(populated)
    then(migrations, "SELECT * FROM nowhere")
    asked = back_up(path, 0).path
    for _ in range(7):
        with pytest.raises(failures.UpgradeFailed):
            sqlite_file.upgrade(path)
    assert len(copies(path)) == 5
    assert os.path.exists(asked)


def test_what_was_done_is_told_and_what_is_done_already_is_not_done_again(
    populated: Database, migrations: Path
) -> None:
    path = closed(populated)
    then(migrations, ADD_A_COLUMN)
    done = upgrading.carry_forward(path)
    (copy,) = copies(path)
    assert done == (1, 2, copy)
    assert upgrading.carry_forward(path) is None
    assert copies(path) == [copy]


def test_there_is_no_way_back(populated: Database) -> None:
    from alembic import command
    from alembic.config import Config

    with upgrading.migrating(closed(populated)) as connection:
        config = Config()
        config.set_main_option("script_location", upgrading.migrations_folder())
        config.attributes["connection"] = connection
        with pytest.raises(NotImplementedError, match="restore the copy"):
            command.downgrade(config, "base")
    assert version(populated.path) == (1, "0001")


def test_a_developer_can_name_the_file(populated: Database) -> None:
    path = closed(populated)
    root = os.path.dirname(upgrading.migrations_folder())
    if not os.path.exists(os.path.join(root, "pyproject.toml")):
        pytest.skip("not in a checkout")
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "-x", f"db={path}", "current"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "0001 (head)\n"
