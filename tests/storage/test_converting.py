"""Encrypting, decrypting and changing the key: nothing lost, at whatever moment it ends."""

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from journals import fill
from sample_rows import ROWS

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage import (
    backup,
    converting,
    copies,
    database,
    encrypted,
    failures,
    integrity,
    key_failures,
    key_note,
    keys,
    restoring,
)
from rehabtrack.storage.caseload import setting_digest
from rehabtrack.storage.database import Database, open_existing, open_or_create
from rehabtrack.storage.sqlite_file import connect

pytestmark = pytest.mark.files

TRIGGERS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
MAGIC = b"SQLite format 3\0"
#: Changes the key in a process of its own, which kills itself before its so many-th word to the
#: system about a file.
KILLED = """
import os, signal, sys
from rehabtrack.storage import converting, encrypted, keys

path, what, moment = sys.argv[1], sys.argv[2], int(sys.argv[3])
count = 0
def before(call):
    def counted(*arguments, **more):
        global count
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*arguments, **more)
    return counted
for name in ("open", "fsync", "link", "replace", "unlink", "rename"):
    setattr(os, name, before(getattr(os, name)))
old = encrypted.opening(path)
converting.convert(path, old, keys.NO_KEY if what == "decrypt" else keys.new_in_file(None))
print(count)
"""


#: Of the second patient the file holds a change alone.
TO_COME = "The record of patient 2 is missing, though changes of hers are there."


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No key is kept in the home of whoever tests, or remembered from another test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    keys.find.cache_clear()
    yield
    keys.find.cache_clear()


@pytest.fixture
def plain(populated: Database) -> str:
    """The path of a database with a row in every table, which nobody has open."""
    populated.close()
    return populated.path


@pytest.fixture
def locked(plain: str) -> str:
    """The same, encrypted."""
    converting.convert(plain, keys.NO_KEY, keys.new_in_file(None))
    return plain


def all_rows(path: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a file, as another run of the program reads it."""
    keys.find.cache_clear()
    opened = open_existing(path)
    assert opened is not None
    with closing(opened):
        assert {*opened.damage(), *opened.misfits(), *integrity.lost(opened)} <= {TO_COME}
        return {
            table: opened.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid").fetchall()
            for table in [*ROWS, "alembic_version"]
        }


def is_plain(path: str) -> bool:
    return Path(path).read_bytes().startswith(MAGIC)


def files(path: str) -> list[str]:
    return sorted(os.listdir(os.path.dirname(path)))


# --- the way through -----------------------------------------------------------------------------


def test_a_file_comes_through_encryption_and_back_as_it_was(plain: str) -> None:
    held = all_rows(plain)
    converting.convert(plain, keys.NO_KEY, keys.new_in_file(None))
    assert not is_plain(plain)
    assert files(plain) == ["journal.db", "journal.db.key.json"]
    assert stat.S_IMODE(os.stat(plain).st_mode) == 0o600
    assert all_rows(plain) == held
    first = encrypted.opening(plain)
    converting.convert(plain, first, keys.new_in_file(None))
    assert all_rows(plain) == held
    assert encrypted.opening(plain).secret != first.secret
    assert not encrypted.opens(plain, first)
    converting.convert(plain, encrypted.opening(plain), keys.NO_KEY)
    assert is_plain(plain)
    assert files(plain) == ["journal.db"]
    assert all_rows(plain) == held


def test_no_text_of_a_record_stands_in_an_encrypted_file(locked: str) -> None:
    written = Path(locked).read_bytes()
    texts = {text for row in ROWS.values() for text in row.values() if isinstance(text, str)}
    assert len(texts) > 10
    assert not [text for text in texts if len(text) > 3 and text.encode() in written]


def test_what_sqlite_lays_down_meanwhile_is_encrypted_too(locked: str) -> None:
    with closing(connect(locked)) as connection:
        assert connection.execute("PRAGMA temp_store").fetchone() == (2,)  # MEMORY
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE pain SET note = 'a private word'")
        connection.execute("PRAGMA cache_spill=1")
        journal = f"{locked}-journal"
        connection.execute("UPDATE pain SET note = 'another private word'")
        texts = [Path(each).read_bytes() for each in (locked, journal) if os.path.exists(each)]
        connection.execute("ROLLBACK")
    assert not [text for text in texts if b"private word" in text or MAGIC in text]


def test_a_file_that_cannot_be_copied_the_same_stays_as_it_is(
    plain: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Path(plain).read_bytes()
    monkeypatch.setattr(converting, "_same", lambda *_: False)
    with pytest.raises(StorageError, match="did not come out the same"):
        converting.convert(plain, keys.NO_KEY, keys.new_in_file(None))
    assert Path(plain).read_bytes() == before
    assert files(plain) == ["journal.db"]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM warning",
        "UPDATE pain SET note = note || '.'",
        "CREATE TRIGGER more AFTER INSERT ON pain BEGIN SELECT 1; END",
        "PRAGMA user_version = 0",
        "PRAGMA application_id = 0",
    ],
)
def test_a_copy_that_is_not_the_same_is_noticed(plain: str, tmp_path: Path, change: str) -> None:
    def is_same() -> bool:
        statements = list(converting._everything(one))
        return all(converting._same(one, other, each) for each in statements)

    with closing(sqlite3.connect(plain)) as one:
        for (trigger,) in one.execute(TRIGGERS).fetchall():
            one.execute(f"DROP TRIGGER {trigger}")
        copy = str(tmp_path / "copy.db")
        shutil.copy(plain, copy)
        with closing(sqlite3.connect(copy)) as other:
            assert is_same()
            other.execute(change)
            assert not is_same()


def test_a_damaged_file_is_not_given_another_key(plain: str) -> None:
    whole = Path(plain).read_bytes()
    Path(plain).write_bytes(whole[: 4096 * 3])
    with pytest.raises(failures.DatabaseDamaged):
        converting.convert(plain, keys.NO_KEY, keys.new_in_file(None))
    assert Path(plain).read_bytes() == whole[: 4096 * 3]
    assert files(plain) == ["journal.db"]


# --- ended half-way ------------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["encrypt", "decrypt", "rekey"])
def test_killed_at_any_moment_the_file_opens_and_all_is_there(
    plain: str, tmp_path: Path, what: str
) -> None:
    held = all_rows(plain)
    if what != "encrypt":
        converting.convert(plain, keys.NO_KEY, keys.new_in_file(None))
    saved = str(tmp_path / "saved")
    shutil.copytree(os.path.dirname(plain), saved)
    outcomes = set()
    for moment in range(1, 200):
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, plain, what, str(moment)],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        assert all_rows(plain) == held, (what, moment)
        outcomes.add(is_plain(plain))
        if ended.returncode != -signal.SIGKILL:
            break
        shutil.rmtree(os.path.dirname(plain))
        shutil.copytree(saved, os.path.dirname(plain))
    assert ended.returncode == 0, ended.stderr
    assert moment > 10
    assert is_plain(plain) == (what == "decrypt")
    assert outcomes == ({False} if what == "rekey" else {True, False})


def test_what_a_killed_change_left_goes_with_the_next(plain: str) -> None:
    held = all_rows(plain)
    for moment in (9, 12, 15, 18):
        script = [sys.executable, "-c", KILLED, plain, "encrypt", str(moment)]
        subprocess.run(script, capture_output=True, check=False, timeout=60)
    converting.convert(plain, encrypted.opening(plain), keys.new_in_file(None))
    assert files(plain) == ["journal.db", "journal.db.key.json"]
    assert len(key_note.read(plain)) == 1
    assert all_rows(plain) == held


def test_a_note_that_tells_of_one_key_never_lets_a_plain_file_pass_for_an_encrypted_one(
    locked: str, populated_once: str
) -> None:
    shutil.copy(populated_once, locked)
    with pytest.raises(key_failures.WrongKey):
        open_existing(locked)


# --- others at work ------------------------------------------------------------------------------


def test_one_who_waited_to_write_is_told_and_writes_nowhere(plain: str) -> None:
    waiting = open_existing(plain)
    assert waiting is not None
    with closing(waiting):
        converting.convert(plain, keys.NO_KEY, keys.new_in_file(None))
        for transaction in (waiting.writing, waiting.reading):
            with pytest.raises(failures.DatabaseMoved), transaction():
                waiting.execute("UPDATE pain SET note = 'lost'")
        with pytest.raises(StorageError):  # SQLite looks too
            waiting.execute("UPDATE pain SET note = 'lost'")
    assert "lost" not in str(all_rows(plain))


def test_a_writer_at_work_is_waited_for_and_what_it_wrote_is_kept(plain: str) -> None:
    with closing(sqlite3.connect(plain, isolation_level=None, check_same_thread=False)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        row = ("hint", "x", setting_digest("hint", "x"))
        writer.execute("INSERT INTO setting VALUES (?, ?, ?)", row)
        done = threading.Timer(0.3, lambda: writer.execute("COMMIT"))
        done.start()
        script = [sys.executable, "-c", KILLED, plain, "encrypt", "0"]
        subprocess.run(script, check=True, capture_output=True, timeout=60)
        done.join()
    assert "hint" in str(all_rows(plain)["setting"])


def test_of_two_changes_at_once_one_is_told_to_try_again(
    locked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = encrypted.opening(locked)
    held = all_rows(locked)
    first, second = keys.new_in_file(None), keys.new_in_file(None)
    real = encrypted.connect_with

    def late(path: str, key: keys.Key) -> sqlite3.Connection:
        connection = real(path, key)
        monkeypatch.setattr(encrypted, "connect_with", real)
        converting.convert(path, old, first)
        return connection

    monkeypatch.setattr(encrypted, "connect_with", late)
    with pytest.raises(StorageError, match="was replaced by another program"):
        converting.convert(locked, old, second)
    assert encrypted.opening(locked).secret == first.secret
    assert all_rows(locked) == held


# --- a key that is not there or not right --------------------------------------------------------


def test_a_wrong_key_opens_nothing_and_changes_nothing(locked: str) -> None:
    place = Path(key_note.read(locked)[0].place)
    head, secret = place.read_text().splitlines()
    place.write_text(f"{head}\n{secret[:-1]}{'0' if secret[-1] != '0' else '1'}\n")
    keys.find.cache_clear()
    before = Path(locked).read_bytes()
    for opening in (open_existing, open_or_create, connect):
        with pytest.raises(key_failures.WrongKey) as refusal:
            opening(locked)
        assert str(refusal.value) == (
            f"The key does not open the database {locked}, or the beginning of the file is "
            "damaged. Put back the right key or a sound copy, or give the recovery key: "
            "rehabtrack db rekey --recovery"
        )
    assert Path(locked).read_bytes() == before
    assert files(locked) == ["journal.db", "journal.db.key.json"]


def test_a_database_that_is_gone_is_not_begun_anew_beside_the_note_of_its_key(locked: str) -> None:
    os.unlink(locked)
    for opening in (open_existing, open_or_create):
        with pytest.raises(key_failures.KeyMissing, match="but the note about its key is there"):
            opening(locked)
    assert files(locked) == ["journal.db.key.json"]


def test_without_its_note_an_encrypted_file_is_not_taken_for_anything(locked: str) -> None:
    os.unlink(locked + database.KEY_NOTE)
    before = Path(locked).read_bytes()
    with pytest.raises(failures.NotADatabase, match="put its note"):
        open_existing(locked)
    assert Path(locked).read_bytes() == before


# --- damage --------------------------------------------------------------------------------------


def test_a_flipped_byte_is_never_read_as_something_else(locked: str) -> None:
    held = all_rows(locked)
    whole = Path(locked).read_bytes()
    refused = 0
    places = range(7, len(whole), 1021)
    for place in places:
        spoilt = bytearray(whole)
        spoilt[place] ^= 0x10
        Path(locked).write_bytes(spoilt)
        try:
            opened = open_existing(locked)
            assert opened is not None
            with closing(opened):
                assert list(opened.damage())
                for table in ROWS:
                    found = opened.execute(f"SELECT rowid, * FROM {table} ORDER BY rowid")
                    assert found.fetchall() == held[table]
        except (failures.DatabaseDamaged, key_failures.WrongKey):
            refused += 1
    assert refused > len(places) / 20


# --- carried forward -----------------------------------------------------------------------------


def test_an_older_encrypted_file_is_carried_forward_and_its_copy_stays_encrypted(
    locked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from test_upgrading import ADD_A_COLUMN, then

    from rehabtrack.storage import upgrading

    folder = tmp_path / "later"
    shutil.copytree(upgrading.migrations_folder(), folder)
    monkeypatch.setattr(upgrading, "migrations_folder", lambda: str(folder))
    then(folder, ADD_A_COLUMN)
    held = all_rows(locked)
    monkeypatch.setattr(database, "SCHEMA_VERSION", 2)
    opened = open_existing(locked)
    assert opened is not None
    with closing(opened):
        assert opened.execute("SELECT place FROM pain").fetchall() == [(None,)]
    assert not is_plain(locked)
    copies = [each for each in files(locked) if ".before-" in each]
    assert len(copies) == 2  # the copy and the note of its key
    copy = os.path.join(os.path.dirname(locked), min(copies))
    assert not is_plain(copy)
    monkeypatch.setattr(database, "SCHEMA_VERSION", 1)
    assert all_rows(copy) == held


# --- copies --------------------------------------------------------------------------------------


def test_a_backup_of_an_encrypted_file_is_encrypted_and_opens_by_itself(
    locked: str, tmp_path: Path
) -> None:
    held = all_rows(locked)
    copy = backup.back_up(locked, 0).path
    elsewhere = backup.back_up(locked, 0, to=str(tmp_path / "stick.db")).path
    for each in (copy, elsewhere):
        assert not is_plain(each)
        assert all_rows(each) == held
    converting.convert(locked, encrypted.opening(locked), keys.new_in_file(None))
    assert all_rows(copy) == held  # by the key from before, which is kept


def test_an_automatic_copy_that_goes_takes_its_note_along(locked: str) -> None:
    why = copies.before_upgrade(1, 2)
    for hour in range(copies.KEPT + 3):
        backup.back_up(locked, hour * 3_600_000, why=why)
    copies.rotate(locked)
    names = files(locked)
    assert len([name for name in names if name.endswith(".db")]) == 1 + copies.KEPT
    assert len([name for name in names if name.endswith(".key.json")]) == 1 + copies.KEPT


@pytest.fixture
def true(path: str) -> str:
    """The path of a file whose records are as the program stores them."""
    with closing(open_or_create(path)) as opened:
        fill(opened)
    return path


@pytest.mark.parametrize("present", ["plain", "encrypted", "another key", "spoilt", "gone"])
@pytest.mark.parametrize("copied", ["plain", "encrypted"])
def test_restoring_gives_the_records_back_and_leaves_the_file_as_encrypted_as_it_was(
    true: str, present: str, copied: str
) -> None:
    plain = true
    held = all_rows(plain)
    was_encrypted = present != "plain"
    if copied == "encrypted":
        converting.convert(plain, keys.NO_KEY, keys.new_in_file(None))
    copy = backup.back_up(plain, 0).path
    keys.find.cache_clear()
    if present == "plain" and copied == "encrypted":
        converting.convert(plain, encrypted.opening(plain), keys.NO_KEY)
    elif was_encrypted and copied == "plain":
        converting.convert(plain, keys.NO_KEY, keys.new_in_file(None))
    elif present == "another key":
        converting.convert(plain, encrypted.opening(plain), keys.new_in_file(None))
    opened = open_existing(plain)
    assert opened is not None
    with closing(opened), opened.writing():
        opened.execute("UPDATE pain SET note = 'later'")
    if present == "spoilt":
        Path(plain).write_bytes(b"\x07" * 50 + Path(plain).read_bytes()[50:])
    if present == "gone":
        os.unlink(plain)
    kept = restoring.restore(copy, plain, 0)
    assert all_rows(plain) == held
    assert is_plain(plain) != was_encrypted
    assert (kept is None) == (present == "gone")
    if kept is not None and present != "spoilt":
        assert "later" in str(all_rows(kept)["pain"])
        assert is_plain(kept) != was_encrypted
