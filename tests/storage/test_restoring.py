"""A copy takes the place of the database whole, nothing that was there is lost or mixed into it."""

import os
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from journals import fill
from sample_rows import T
from test_upgrading import ADD_A_COLUMN, then

from rehabtrack.domain.errors import Refused, StorageError
from rehabtrack.domain.records.patient import Patient
from rehabtrack.storage import caseload, failures
from rehabtrack.storage import database as database_module
from rehabtrack.storage.backup import back_up
from rehabtrack.storage.database import Database, open_existing
from rehabtrack.storage.erasing import erase
from rehabtrack.storage.journal import Writer
from rehabtrack.storage.restoring import examine, restore

pytestmark = pytest.mark.files

posix = pytest.mark.skipif(os.name == "nt", reason="there nobody can be killed so")


@pytest.fixture
def populated(database: Database) -> Database:
    """A database with a record of every kind, as the program stores them."""
    fill(database)
    return database


def note(path: str, value: str) -> None:
    """Write something into a database, as a later command does."""
    opened = open_existing(path)
    assert opened is not None
    with closing(opened), opened.writing():
        caseload.remember(opened, caseload.PATIENT_IN_USE, value)


def noted(path: str) -> str | None:
    with closing(sqlite3.connect(path)) as connection:
        row = connection.execute("SELECT value FROM setting WHERE name = 'patient'").fetchone()
        return row[0] if row else None


def dump(path: str) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


@pytest.fixture
def journal(populated: Database) -> str:
    """The path of a database in which `then` is noted."""
    populated.close()
    note(populated.path, "then")
    return populated.path


@pytest.fixture
def copy(journal: str, tmp_path: Path) -> str:
    """The path of a copy of it, made before `now` was noted there."""
    made = back_up(journal, T, to=str(tmp_path / "copy.db")).path
    note(journal, "now")
    return made


def test_the_copy_is_in_place_and_the_file_it_replaced_beside_it(journal: str, copy: str) -> None:
    before, held = dump(journal), dump(copy)
    kept = restore(copy, journal, T)
    assert kept is not None
    assert os.path.basename(kept).startswith("journal.db.replaced-20260314T070000000000Z-")
    assert (dump(journal), dump(kept), dump(copy)) == (held, before, held)
    assert (noted(journal), noted(kept)) == ("then", "now")
    assert stat.S_IMODE(os.stat(journal).st_mode) == 0o600
    assert sorted(os.listdir(os.path.dirname(journal))) == sorted(
        ["journal.db", os.path.basename(kept)]
    )
    note(journal, "later")
    assert noted(kept) == "now"


def test_the_replaced_file_can_be_restored_in_turn(journal: str, copy: str) -> None:
    kept = restore(copy, journal, T)
    assert kept is not None
    restore(kept, journal, T + 1)
    assert noted(journal) == "now"
    assert len(os.listdir(os.path.dirname(journal))) == 3


def test_where_there_is_no_database_the_copy_becomes_one(copy: str, tmp_path: Path) -> None:
    new = str(tmp_path / "new folder" / "journal.db")
    assert restore(copy, new, T) is None
    assert dump(new) == dump(copy)
    assert os.listdir(tmp_path / "new folder") == ["journal.db"]
    assert stat.S_IMODE(os.stat(tmp_path / "new folder").st_mode) == 0o700


HOT = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE setting SET value = 'half'")
for number in range(3000):
    connection.execute("INSERT INTO setting VALUES (?, ?, zeroblob(16))", (f"x{number}", "x" * 500))
os.kill(os.getpid(), 9)
"""


def leave_a_hot_journal(path: str) -> None:
    """What a program that was killed while it wrote leaves: pages torn, the way back beside it."""
    subprocess.run([sys.executable, "-c", HOT, path], check=False)
    assert os.path.getsize(f"{path}-journal") > 512


def test_a_crash_is_put_right_before_the_file_is_replaced(journal: str, copy: str) -> None:
    held = dump(copy)
    leave_a_hot_journal(journal)
    kept = restore(copy, journal, T)
    assert kept is not None
    assert dump(journal) == held
    assert noted(kept) == "now"  # rolled back, not half written
    assert not [name for name in os.listdir(os.path.dirname(journal)) if "-journal" in name]


@pytest.mark.parametrize("gone", [False, True])
def test_the_journal_of_a_lost_database_is_never_put_into_the_restored_one(
    journal: str, copy: str, gone: bool
) -> None:
    """SQLite takes any journal beside a file for that file's own."""
    held = dump(copy)
    leave_a_hot_journal(journal)
    with open(f"{journal}-journal", "rb") as file:
        pages = file.read()
    os.unlink(journal)
    if not gone:
        Path(journal).write_bytes(b"no database" * 1000)
    restore(copy, journal, T)
    assert dump(journal) == held
    if gone:
        (aside,) = Path(journal).parent.glob("*.replaced-*.db-journal")
        assert aside.read_bytes() == pages
    assert not list(Path(journal).parent.glob("journal.db-*"))


def test_a_file_written_through_a_log_is_replaced_whole(journal: str, copy: str) -> None:
    held = dump(copy)
    with closing(sqlite3.connect(journal)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        other.execute("UPDATE setting SET value = 'in the log' WHERE name = 'patient'")
        other.commit()
        # as if killed: the log is left
        shutil.copy(f"{journal}-wal", f"{journal}-wal.kept")
        shutil.copy(journal, f"{journal}.kept")
    os.replace(f"{journal}-wal.kept", f"{journal}-wal")
    os.replace(f"{journal}.kept", journal)
    kept = restore(copy, journal, T)
    assert kept is not None
    assert dump(journal) == held
    assert noted(kept) == "in the log"


@pytest.mark.parametrize(
    "damage",
    [b"no database at all " * 500, None],
    ids=["overwritten", "cut off"],
)
def test_a_damaged_database_is_replaced_and_kept_byte_for_byte(
    journal: str, copy: str, damage: bytes | None
) -> None:
    with open(journal, "rb") as file:
        damage = file.read()[: 3 * 4096] if damage is None else damage
    Path(journal).write_bytes(damage)
    kept = restore(copy, journal, T)
    assert kept is not None
    assert dump(journal) == dump(copy)
    assert Path(kept).read_bytes() == damage


def test_a_database_that_cannot_tell_whom_it_erased_is_replaced_all_the_same(
    journal: str, copy: str
) -> None:
    (page,) = _page(journal, "erasure")
    whole = Path(journal).read_bytes()
    Path(journal).write_bytes(whole[: (page - 1) * 4096] + b"\xff" * 4096 + whole[page * 4096 :])
    assert restore(copy, journal, T) is not None
    assert dump(journal) == dump(copy)


def test_an_emptied_file_is_filled_again(journal: str, copy: str) -> None:
    os.truncate(journal, 0)
    restore(copy, journal, T)
    assert dump(journal) == dump(copy)


def test_a_newer_database_can_be_replaced_by_the_copy_made_before(journal: str, copy: str) -> None:
    with closing(sqlite3.connect(journal)) as connection:
        connection.execute("PRAGMA user_version = 99")
    restore(copy, journal, T)
    assert noted(journal) == "then"


def test_another_programs_database_is_never_replaced(copy: str, tmp_path: Path) -> None:
    path = str(tmp_path / "bookmarks.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
    before = Path(path).read_bytes()
    with pytest.raises(failures.NotADatabase):
        restore(copy, path, T)
    assert Path(path).read_bytes() == before


def test_a_copy_of_an_older_program_is_carried_forward_when_it_is_next_opened(
    journal: str, copy: str, migrations: Path
) -> None:
    then(migrations, ADD_A_COLUMN)
    note(journal, "carried forward")
    restore(copy, journal, T)
    opened = open_existing(journal)
    assert opened is not None
    with closing(opened):
        assert opened.execute("SELECT place FROM pain").fetchall() == [(None,)]
    assert noted(journal) == "then"


def test_a_copy_of_an_older_program_may_not_bring_back_who_was_erased_since(
    journal: str, copy: str, migrations: Path
) -> None:
    then(migrations, ADD_A_COLUMN)
    opened = open_existing(journal)
    assert opened is not None
    with closing(opened), opened.writing():
        writer = Writer("anna", T, bytes(16))
        made = caseload.add_patient(opened, Patient(name="zoe"), writer, action="patient add")
        erase(made, "she asked")
    before = dump(journal)
    with pytest.raises(Refused, match="may hold patients who were erased since"):
        restore(copy, journal, T)
    assert dump(journal) == before


# --- copies that are none ------------------------------------------------------------------------


def bad_copies(copy: str) -> dict[str, bytes]:
    """What may be given in place of a copy."""
    whole = Path(copy).read_bytes()
    (page,) = _page(copy)
    return {
        "is damaged": whole[: 3 * 4096],
        "is damaged.": whole[: (page - 1) * 4096] + b"\xff" * 4096 + whole[page * 4096 :],
        "is not a rehabtrack database": b"Dear diary, " * 500,
        "is not a rehabtrack database.": b"",
        "was written by a newer rehabtrack": whole[:63] + b"\x63" + whole[64:],
    }


def _page(copy: str, name: str = "ix_pain_patient_id_at_no") -> tuple[int]:
    with closing(sqlite3.connect(copy)) as connection:
        found: tuple[int] = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
        return found


@pytest.mark.parametrize("number", range(5))
def test_a_file_that_is_no_sound_copy_replaces_nothing(
    journal: str, copy: str, number: int
) -> None:
    sentence, contents = list(bad_copies(copy).items())[number]
    Path(copy).write_bytes(contents)
    before = Path(journal).read_bytes()
    for act in (lambda: examine(copy, journal), lambda: restore(copy, journal, T)):
        with pytest.raises(StorageError, match=sentence) as refused:
            act()
        assert "restore" not in str(refused.value)
        assert copy in refused.value.sentence
    assert Path(journal).read_bytes() == before
    assert Path(copy).read_bytes() == contents
    assert os.listdir(os.path.dirname(journal)) == ["journal.db"]


def test_a_file_that_lacks_a_table_is_no_whole_copy(journal: str, copy: str) -> None:
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("DROP TABLE clearance")
    with pytest.raises(StorageError, match="is damaged"):
        restore(copy, journal, T)
    assert noted(journal) == "now"


def alter(copy: str) -> None:
    """Change a record by other means."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("UPDATE measure SET name = 'ibuprofem'")
        connection.commit()


@pytest.mark.parametrize("there", [True, False])
def test_a_copy_with_an_altered_record_replaces_nothing(
    journal: str, copy: str, there: bool
) -> None:
    alter(copy)
    before = Path(journal).read_bytes()
    if not there:
        os.unlink(journal)
    for act in (lambda: examine(copy, journal), lambda: restore(copy, journal, T)):
        with pytest.raises(StorageError, match="altered by other means: t1 is not as it was"):
            act()
    if there:
        assert Path(journal).read_bytes() == before
    assert os.listdir(os.path.dirname(journal)) == ["journal.db"] * there


def test_a_copy_whose_digests_this_program_cannot_read_is_taken_as_it_is(
    journal: str, copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The check tells what is not as it was, when the copy was carried forward."""
    alter(copy)
    monkeypatch.setattr(database_module, "SCHEMA_VERSION", 2)
    restore(copy, journal, T)
    assert noted(journal) == "then"


def test_the_database_itself_and_no_file_at_all_are_no_copies(journal: str) -> None:
    with pytest.raises(Refused, match="is the database itself"):
        examine(journal, journal)
    with pytest.raises(StorageError, match="There is no file"):
        examine(f"{journal}.nowhere", journal)


# --- others at work ------------------------------------------------------------------------------


def test_a_database_in_use_is_waited_for_and_then_not_replaced(
    journal: str, copy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(journal, isolation_level=None)) as other:
        for begin in ("BEGIN IMMEDIATE", "BEGIN"):
            other.execute(begin)
            other.execute("SELECT * FROM setting").fetchall()
            with pytest.raises(failures.DatabaseBusy):
                restore(copy, journal, T)
            other.execute("ROLLBACK")
    assert noted(journal) == "now"
    assert os.listdir(os.path.dirname(journal)) == ["journal.db"]


def test_who_has_it_open_writes_to_the_restored_one(journal: str, copy: str) -> None:
    """A record acknowledged in a file that is the database no more would be lost."""
    opened = open_existing(journal)
    assert opened is not None
    with closing(opened):
        opened.execute("SELECT * FROM setting").fetchall()
        restore(copy, journal, T)
        assert opened.execute("SELECT value FROM setting").fetchall() != []
        with opened.writing():
            opened.execute("UPDATE setting SET value = value || ', later' WHERE name = 'patient'")
    assert noted(journal) == "then, later"


RESTORE = """
import sys
from rehabtrack.storage.restoring import restore
for number in range(6):
    restore(sys.argv[1], sys.argv[2], number)
"""
WRITE = """
import sys, time
from contextlib import closing
from rehabtrack.storage.caseload import remember, setting
from rehabtrack.storage.database import open_existing
while True:
    with closing(open_existing(sys.argv[1])) as opened:
        for _ in range(3):
            with opened.writing():
                remember(opened, "patient", setting(opened, "patient") + "x")
            print("stored", flush=True)
            time.sleep(0.02)
"""


def test_restoring_while_others_write_loses_and_damages_nothing(journal: str, copy: str) -> None:
    """Whatever was acknowledged is in the file as it is, or in one that was replaced."""
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, journal],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    run = [sys.executable, "-c", RESTORE, copy, journal]
    try:
        restored = subprocess.run(run, check=False, capture_output=True, text=True)
    finally:
        ended = [writer.poll() for writer in writers]
        for writer in writers:
            writer.kill()
        said = [writer.communicate() for writer in writers]
    assert ended == [None, None], said
    stored = sum(out.count("stored") for out, _ in said)
    assert (restored.returncode, restored.stderr) == (0, "")
    folder = os.path.dirname(journal)
    names = [name for name in os.listdir(folder) if name.endswith(".db")]
    assert len(names) == 7
    for name in names:
        assert examine(os.path.join(folder, name), copy).patients == 1
    held = sum((noted(os.path.join(folder, name)) or "").count("x") for name in names)
    assert held in (stored, stored + 1, stored + 2)  # what a writer was killed before saying


KILLED = """
import os, sys
from rehabtrack import files
from rehabtrack.storage import restoring
step = lambda *_: os.kill(os.getpid(), 9)
if sys.argv[3] == "copied":
    restoring._is_readable = step
elif sys.argv[3] == "kept":
    files.sync_folder = step
else:
    restoring.sound_contents = step
restoring.restore(sys.argv[1], sys.argv[2], 0)
"""


@posix
@pytest.mark.parametrize(("step", "value"), [("copied", "now"), ("kept", "now"), ("done", "then")])
def test_one_who_is_killed_leaves_the_one_or_the_other(
    journal: str, copy: str, step: str, value: str
) -> None:
    held = {"now": dump(journal), "then": dump(copy)}
    killed = subprocess.run([sys.executable, "-c", KILLED, copy, journal, step], check=False)
    assert killed.returncode == -9
    assert dump(journal) == held[value]
    note(journal, "later")
    restore(copy, journal, T)
    assert dump(journal) == held["then"]
    assert not [name for name in os.listdir(os.path.dirname(journal)) if name.startswith(".")]
