"""A copy is whole, of one moment, sound and its owner's alone, or it is not there at all."""

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from journals import NOW, fill
from sample_rows import T

from rehabtrack.domain.errors import Refused
from rehabtrack.storage import backup, failures, sqlite_file
from rehabtrack.storage import database as database_module
from rehabtrack.storage.backup import back_up
from rehabtrack.storage.database import Database

pytestmark = pytest.mark.files


@pytest.fixture
def populated(database: Database) -> Database:
    """A database with a record of every kind, as the program stores them."""
    fill(database)
    return database


def dump(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def marks(path: str) -> tuple[int, int]:
    with closing(sqlite3.connect(path)) as connection:
        (application_id,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        return application_id, version


def test_a_copy_holds_all_that_the_database_holds(populated: Database, tmp_path: Path) -> None:
    made = back_up(populated.path, T, to=str(tmp_path / "copy.db"))
    assert made.path == str(tmp_path / "copy.db")
    assert made.contents == (1, 6, NOW)
    assert dump(made.path) == dump(populated.path)
    assert marks(made.path) == marks(populated.path) == (0x52485442, 1)
    assert stat.S_IMODE(os.stat(made.path).st_mode) == 0o600
    assert os.listdir(tmp_path / "data") == ["journal.db"]
    assert sorted(os.listdir(tmp_path)) == ["copy.db", "data"]


def test_a_copy_lies_beside_the_database_or_in_the_folder_given(
    populated: Database, tmp_path: Path
) -> None:
    beside, there = back_up(populated.path, T), back_up(populated.path, T, to=str(tmp_path))
    assert os.path.dirname(beside.path) == os.path.dirname(populated.path)
    assert os.path.dirname(there.path) == str(tmp_path)
    for made in (beside, there):
        name = os.path.basename(made.path)
        assert name.startswith("journal.db.backup-20260314T070000000000Z-")


def test_an_empty_database_is_copied_too(database: Database) -> None:
    made = back_up(database.path, T)
    assert made.contents == (0, 0, None)
    assert dump(made.path) == dump(database.path)


def test_a_file_that_is_there_is_replaced_only_if_told_so(
    populated: Database, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    target.write_text("mine")
    with pytest.raises(Refused, match="is there already"):
        back_up(populated.path, T, to=str(target))
    assert target.read_text() == "mine"
    back_up(populated.path, T, to=str(target), replacing=True)
    assert dump(str(target)) == dump(populated.path)


def test_the_database_itself_is_never_the_copy(populated: Database, tmp_path: Path) -> None:
    os.link(populated.path, tmp_path / "same.db")
    before = dump(populated.path)
    for target in (populated.path, str(tmp_path / "same.db")):
        with pytest.raises(Refused, match="is the database itself"):
            back_up(populated.path, T, to=target, replacing=True)
    assert dump(populated.path) == before


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_a_copy_never_lies_beside_the_journal_of_another_database(
    populated: Database, tmp_path: Path, ending: str
) -> None:
    (tmp_path / f"copy.db{ending}").write_text("another's")
    with pytest.raises(Refused, match="belongs to another database"):
        back_up(populated.path, T, to=str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()


def test_what_is_written_meanwhile_is_in_the_copy_whole_or_not_at_all(
    populated: Database, tmp_path: Path
) -> None:
    """One writer waits with its COMMIT; the copy is of the moment before."""
    held = dump(populated.path)
    target = str(tmp_path / "copy.db")
    with populated.writing():
        populated.execute("INSERT INTO setting VALUES ('patient', 'a', zeroblob(16))")
        back_up(populated.path, T, to=target)
    assert dump(target) == held != dump(populated.path)


def test_nobody_can_finish_a_write_between_the_counting_and_the_copying(
    populated: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, refused = sqlite_file.connect, []

    class Hurried(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **given: object) -> None:  # type: ignore[override]
            with closing(sqlite3.connect(populated.path, timeout=0)) as other:
                other.execute("INSERT INTO setting VALUES ('patient', 'a', zeroblob(16))")
                try:
                    other.commit()
                except sqlite3.OperationalError:
                    refused.append(True)
            super().backup(target)

    def hurried(path: str, like: str = "") -> sqlite3.Connection:
        if path == populated.path:
            return sqlite3.connect(path, isolation_level=None, factory=Hurried)
        return connect(path)

    monkeypatch.setattr(sqlite_file, "connect", hurried)
    back_up(populated.path, T)
    assert refused == [True]


WRITER = """
import sys, time
from rehabtrack.storage.database import open_existing
opened = open_existing(sys.argv[1])
for number in range(1, 10**6):
    with opened.writing():
        for row in ((f"{sys.argv[2]}{number}", "1"), (f"{sys.argv[2]}-{number}", "2")):
            opened.execute("INSERT INTO setting VALUES (?, ?, zeroblob(16))", row)
    time.sleep(0.02)
    if number == 1:
        print("wrote", flush=True)
"""


def test_copies_made_while_others_write_are_each_of_one_moment(
    populated: Database, tmp_path: Path
) -> None:
    populated.close()
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, populated.path, name], stdout=subprocess.PIPE, text=True
        )
        for name in "ab"
    ]
    sizes = []
    try:
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()  # until it writes
        for number in range(4):
            copy = back_up(populated.path, T, to=str(tmp_path / f"{number}.db")).path
            with closing(sqlite3.connect(copy)) as connection:
                rows = connection.execute("SELECT value, count(*) FROM setting GROUP BY value")
                counts = dict(rows.fetchall())
            assert counts.get("1") == counts.get("2")  # no command is in it by half
            sizes.append(counts.get("1") or 0)
    finally:
        for writer in writers:
            assert writer.poll() is None  # a copy throws nobody out
            writer.kill()
            writer.communicate()
    assert sizes == sorted(sizes)
    assert sizes[-1] > 0


def test_a_database_switched_to_a_write_ahead_log_is_copied_whole(
    populated: Database, tmp_path: Path
) -> None:
    populated.close()
    with closing(sqlite3.connect(populated.path)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("INSERT INTO setting VALUES ('patient', 'a', zeroblob(16))")
        other.commit()
        made = back_up(populated.path, T, to=str(tmp_path / "copy.db"))
        with closing(sqlite3.connect(made.path)) as copy:
            assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
            found = copy.execute("SELECT value FROM setting WHERE name = 'patient'").fetchall()
        assert found == [("a",)]
    assert sorted(os.listdir(tmp_path)) == ["copy.db", "data"]


def test_a_damaged_database_is_not_copied(populated: Database, tmp_path: Path) -> None:
    (page,) = populated.execute(
        "SELECT rootpage FROM sqlite_master WHERE name = 'ix_pain_patient_id_at_no'"
    ).fetchone()
    populated.close()
    with open(populated.path, "r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(failures.DatabaseDamaged):
        back_up(populated.path, T, to=str(tmp_path / "copy.db"))
    assert os.listdir(tmp_path) == ["data"]


def test_a_database_with_orphans_is_not_copied(populated: Database, tmp_path: Path) -> None:
    populated.close()
    with closing(sqlite3.connect(populated.path)) as other:
        other.execute("DROP TRIGGER massage_no_delete")
        other.execute("DELETE FROM massage")
        other.commit()
    with pytest.raises(failures.DatabaseDamaged):
        back_up(populated.path, T, to=str(tmp_path / "copy.db"))
    assert os.listdir(tmp_path) == ["data"]


def test_a_copy_that_lacks_a_row_is_not_left_behind(
    populated: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite_file.connect

    class Lossy(sqlite3.Connection):
        def backup(self, target: sqlite3.Connection, **given: object) -> None:  # type: ignore[override]
            super().backup(target)
            target.execute("DELETE FROM setting")

    def lossy(path: str, like: str = "") -> sqlite3.Connection:
        if path == populated.path:
            return sqlite3.connect(path, isolation_level=None, factory=Lossy)
        return connect(path)

    monkeypatch.setattr(sqlite_file, "connect", lossy)
    with pytest.raises(failures.DatabaseDamaged):
        back_up(populated.path, T, to=str(tmp_path / "copy.db"))
    assert os.listdir(tmp_path) == ["data"]


def test_a_newer_or_another_programs_file_is_not_copied(
    populated: Database, tmp_path: Path
) -> None:
    populated.execute("PRAGMA user_version = 99")
    with pytest.raises(failures.DatabaseTooNew):
        back_up(populated.path, T)
    populated.execute("PRAGMA application_id = 1")
    with pytest.raises(failures.NotADatabase):
        back_up(populated.path, T)
    assert os.listdir(tmp_path / "data") == ["journal.db"]


def test_an_older_file_is_copied_as_it_is(
    populated: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "SCHEMA_VERSION", 2)
    assert marks(back_up(populated.path, T).path) == (0x52485442, 1)


FULL = """
import resource, sys
from rehabtrack.storage.backup import back_up
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    back_up(sys.argv[1], 0, to=sys.argv[2])
except Exception as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_copy_there_is_no_room_for_is_said_so_of_its_own_disk(
    populated: Database, tmp_path: Path
) -> None:
    target = tmp_path / "copy.db"
    run = [sys.executable, "-c", FULL, populated.path, str(target)]
    said = subprocess.run(run, capture_output=True, text=True, check=True)
    assert f"The disk of the database {target} could not be" in said.stdout
    assert os.listdir(tmp_path) == ["data"]


def test_a_busy_database_is_waited_for_and_then_refused(
    populated: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(populated.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(failures.DatabaseBusy):
            back_up(populated.path, T)


def test_what_a_file_holds_is_told_without_a_copy(populated: Database) -> None:
    assert backup.look_into(populated.path) == (1, 6, NOW)
