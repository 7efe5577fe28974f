"""Copies and what is done with them, as somebody at the keyboard sees it."""

import os
import re
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Said, Terminal, program, said

from rehabtrack.storage import database, place

pytestmark = pytest.mark.files

HELD = "1 patient, 2 records, last written Sat 14 Mar 09:12"


@pytest.fixture
def kept(rt: Terminal) -> Terminal:
    """A file with two ratings, of which copies are made."""
    rt("2")
    rt("3 --at 08:00")
    return rt


def copies(rt: Terminal) -> list[str]:
    return sorted(name for name in os.listdir(rt.folder) if name != "journal.db")


# --- backup --------------------------------------------------------------------------------------


def test_a_copy_is_made_beside_the_file_and_says_what_it_holds(kept: Terminal) -> None:
    made = kept("db backup")
    (name,) = copies(kept)
    assert made == Said(0, f"Copied and verified: {HELD}.\n{kept.folder}/{name}\n", "")
    assert re.fullmatch(r"journal\.db\.backup-20260314T081200000000Z-[0-9a-f]{8}\.db", name)
    assert stat.S_IMODE(os.stat(kept.folder / name).st_mode) == 0o600
    assert kept("--db", f"{kept.folder}/{name}", "log") == kept("log")


def test_copies_of_one_instant_do_not_collide(kept: Terminal) -> None:
    for _ in range(3):
        assert kept("db backup").code == 0
    assert len(copies(kept)) == 3


def test_a_copy_goes_where_it_is_told(kept: Terminal) -> None:
    assert kept(f"db backup --to {kept.folder}/copy.db").out.endswith(f"{kept.folder}/copy.db\n")
    os.mkdir(kept.folder / "stick")
    kept(f"db backup --to {kept.folder}/stick")
    (name,) = os.listdir(kept.folder / "stick")
    assert name.startswith("journal.db.backup-")


def test_an_older_copy_is_replaced_only_with_force(kept: Terminal) -> None:
    to = f"db backup --to {kept.folder}/copy.db"
    kept(to)
    kept("4")
    taken = f"The file {kept.folder}/copy.db is there already. Give another name, or --force."
    assert kept.refuses(to) == taken
    assert "3 records" in kept(f"{to} --force").out
    assert copies(kept) == ["copy.db"]


@pytest.mark.parametrize(
    ("to", "sentence"),
    [
        ("journal.db", "The file {} is the database itself. Give the copy another name."),
        ("link.db", "The name {} is a link. Give the name of the file itself."),
        (
            "nowhere/copy.db",
            (
                "The file {} cannot be written: No such file or directory. "
                "Nothing was written; give another place."
            ),
        ),
        (
            "journal.db/copy.db",
            (
                "The file {} cannot be written: Not a directory. "
                "Nothing was written; give another place."
            ),
        ),
    ],
)
def test_where_no_copy_can_be_is_said(kept: Terminal, to: str, sentence: str) -> None:
    os.symlink(kept.folder / "elsewhere.db", kept.folder / "link.db")
    path = f"{kept.folder}/{to}"
    assert kept.refuses("db backup --force --to", path) == sentence.format(path)
    assert copies(kept) == ["link.db"]


def test_without_a_file_there_is_nothing_to_copy_restore_onto_or_upgrade(rt: Terminal) -> None:
    for line in ("db backup", "db upgrade"):
        assert rt.refuses(line) == (
            f"There is no database at {rt.db}. It comes to be with the first record."
        )
    assert rt.refuses("db restore nowhere --yes") == (
        "There is no file nowhere. Give the name of a copy."
    )
    assert os.listdir(rt.folder) == []


def test_a_damaged_file_is_not_copied_and_its_newest_copy_is_named(kept: Terminal) -> None:
    kept("db backup")
    kept.now = "2026-03-15T09:12"
    kept("db backup")
    newest = copies(kept)[-1]
    os.truncate(kept.db, 3 * 4096)
    damaged = (
        f"Error: The database {kept.db} is damaged. "
        f"Its newest copy, for rehabtrack db restore: {kept.folder}/{newest}"
    )
    for line in ("db backup", "log", "2", "db check"):
        refused = kept(line)
        assert (refused.code, refused.sentence) == (1, damaged)
    assert len(copies(kept)) == 2
    kept("db restore --yes", f"{kept.folder}/{newest}")
    assert kept("db check").out.endswith("The file is sound.\n")


# --- restore -------------------------------------------------------------------------------------


def test_a_copy_is_restored_and_the_file_it_replaces_kept(kept: Terminal) -> None:
    kept(f"db backup --to {kept.folder}/copy.db")
    before = kept("log")
    kept("7 --at 09:00")
    restored = kept(f"db restore {kept.folder}/copy.db --yes")
    replaced = copies(kept)[-1]
    assert re.fullmatch(r"journal\.db\.replaced-20260314T081200000000Z-[0-9a-f]{8}\.db", replaced)
    assert restored == Said(
        0,
        f"The copy is sound: {HELD}.\n"
        "Restored. The file that was there before lies at:\n"
        f"{kept.folder}/{replaced}\n",
        "",
    )
    assert kept("log") == before
    assert "7/10" in kept("--db", f"{kept.folder}/{replaced}", "log").out
    assert kept("db check").out.endswith("The file is sound.\n")


def test_where_nobody_can_be_asked_it_must_be_meant(kept: Terminal) -> None:
    kept(f"db backup --to {kept.folder}/copy.db")
    before = kept.rows()
    refused = kept(f"db restore {kept.folder}/copy.db")
    assert (refused.code, refused.sentence) == (
        2,
        (
            "Error: Nobody can be asked here whether to replace the file: --yes "
            "See: rehabtrack db restore --help"
        ),
    )
    assert kept.rows() == before
    assert copies(kept) == ["copy.db"]


ASKED = """
import os, pty, sys
def answer(terminal):
    said = os.read(terminal, 1024)
    if b"[y/N]" in said:
        os.write(terminal, sys.argv[1].encode())
    return said
status = pty.spawn([sys.executable, "-m", "rehabtrack", *sys.argv[2:]], answer, lambda _: b"")
sys.exit(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 130), ("\n", 130)])
def test_somebody_at_a_terminal_is_asked(kept: Terminal, answer: str, code: int) -> None:
    pytest.importorskip("pty")
    kept(f"db backup --to {kept.folder}/copy.db")
    kept("7")
    command = ["--db", kept.db, "db", "restore", f"{kept.folder}/copy.db"]
    asked = subprocess.run(
        [sys.executable, "-c", ASKED, answer, *command],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert asked.returncode == code, asked
    assert "1 patient, 2 records" in asked.stdout
    assert kept.db in asked.stdout
    assert ("7/10" in kept("log").out) == (code != 0)
    assert "Traceback" not in asked.stdout


@pytest.mark.parametrize("found", ["text", "newer", "cut", "itself", "folder"])
def test_what_is_no_copy_is_not_restored(kept: Terminal, found: str) -> None:
    copy = f"{kept.folder}/copy.db"
    kept(f"db backup --to {copy}")
    sentence = ""
    if found == "text":
        Path(copy).write_text("Dear diary, " * 500)
        sentence = (
            f"The file {copy} is not a rehabtrack database. "
            "Nothing was replaced; give another copy."
        )
    elif found == "newer":
        with closing(sqlite3.connect(copy)) as connection:
            connection.execute("PRAGMA user_version = 99")
        sentence = (
            f"The database {copy} was written by a newer rehabtrack. It was left as it is. "
            "Upgrade the program: pip install --upgrade rehabtrack"
        )
    elif found == "cut":
        os.truncate(copy, 3 * 4096)
        sentence = f"The database {copy} is damaged. Nothing was replaced; give another copy."
    elif found == "itself":
        copy = kept.db
        sentence = f"The file {copy} is the database itself. Give the name of a copy."
    else:
        copy = str(kept.folder)
        sentence = (
            f"The database {copy} cannot be opened. "
            "See that it is a file and that you may read and write it and its folder."
        )
    before = Path(kept.db).read_bytes()
    assert kept.refuses("db restore --yes", copy) == sentence
    assert Path(kept.db).read_bytes() == before
    assert copies(kept) == ["copy.db"]


def test_a_file_in_use_is_not_replaced(kept: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    kept(f"db backup --to {kept.folder}/copy.db")
    with closing(sqlite3.connect(kept.db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        refused = kept(f"db restore --yes {kept.folder}/copy.db")
        assert (refused.code, refused.sentence) == (
            1,
            (
                f"Error: The database {kept.db} is in use by another program. "
                "Nothing was stored; end the other program, or try again."
            ),
        )
    assert copies(kept) == ["copy.db"]


def test_the_file_itself_is_restored_where_a_link_leads(kept: Terminal) -> None:
    kept(f"db backup --to {kept.folder}/copy.db")
    os.symlink(kept.db, kept.folder / "link.db")
    assert (
        program(
            *("--db", f"{kept.folder}/link.db", "db", "restore", f"{kept.folder}/copy.db", "--yes")
        ).returncode
        == 0
    )
    assert os.path.islink(kept.folder / "link.db")
    assert len(copies(kept)) == 3


# --- a record that was altered by other means -----------------------------------------------------


GUARDS = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def flip(path: str, said: bytes, instead: bytes) -> None:
    """Change a byte of a file where a text is stored."""
    whole = Path(path).read_bytes()
    assert whole.count(said) == 1
    Path(path).write_bytes(whole.replace(said, instead))


@pytest.fixture
def noted(kept: Terminal) -> Terminal:
    """A file with a note beside."""
    kept("pain 4 --at 08:30 --note", "after the stairs")
    return kept


def test_a_copy_with_a_flipped_byte_in_a_note_is_not_restored(noted: Terminal) -> None:
    copy = f"{noted.folder}/copy.db"
    noted(f"db backup --to {copy}")
    flip(copy, b"after the stairs", b"after the stairz")
    before = Path(noted.db).read_bytes()
    assert noted.refuses(f"db restore --yes {copy}") == (
        f"The database {copy} was altered by other means: p3 is not as it was stored. "
        f"Nothing was replaced; give another copy, or see: rehabtrack --db {copy} db check"
    )
    assert Path(noted.db).read_bytes() == before
    os.unlink(noted.db)
    assert "was altered by other means" in noted.refuses(f"db restore --yes {copy}")
    assert copies(noted) == ["copy.db"]
    assert not os.path.exists(noted.db)


def test_a_copy_of_which_a_record_is_gone_is_not_restored(noted: Terminal) -> None:
    copy = f"{noted.folder}/copy.db"
    noted(f"db backup --to {copy}")
    with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
        for (guard,) in connection.execute(GUARDS).fetchall():
            connection.execute(f"DROP TRIGGER {guard}")
        connection.execute("DELETE FROM pain WHERE no = 2")
    assert "altered by other means: What u2 stored is not whole, or not as it was." in (
        noted.refuses(f"db restore --yes {copy}")
    )


def test_a_file_with_an_altered_record_is_copied_and_never_called_verified(
    noted: Terminal,
) -> None:
    flip(noted.db, b"after the stairs", b"after the stairz")
    made = noted(f"db backup --to {noted.folder}/copy.db")
    held = "1 patient, 3 records, last written Sat 14 Mar 09:12"
    assert made == Said(
        1,
        f"Copied: {held}.\n{noted.folder}/copy.db\n",
        "The copy is not verified: p3 is not as it was stored. See: rehabtrack db check\n",
    )
    assert b"after the stairz" in Path(noted.folder / "copy.db").read_bytes()
    assert "stair" not in made.out + made.err


def test_an_altered_record_never_replaces_an_older_copy(noted: Terminal) -> None:
    copy = f"{noted.folder}/copy.db"
    noted(f"db backup --to {copy}")
    before = Path(copy).read_bytes()
    flip(noted.db, b"after the stairs", b"after the stairz")
    assert noted.refuses(f"db backup --force --to {copy}") == (
        f"The file {copy} was not replaced, for a record was altered: p3 is not as it was stored. "
        "Give the copy another name, and see: rehabtrack db check"
    )
    assert Path(copy).read_bytes() == before
    assert copies(noted) == ["copy.db"]


def test_the_check_counts_what_it_found(noted: Terminal) -> None:
    flip(noted.db, b"after the stairs", b"after the stairz")
    assert noted("db check").out.endswith("\n1 problem found; nothing was changed.\n")
    with closing(sqlite3.connect(noted.db)) as connection:
        connection.execute("UPDATE pain SET note = 'x' WHERE no = 1")
        connection.commit()
    assert noted("db check").out.endswith("\n2 problems found; nothing was changed.\n")


# --- upgrade, and what is told of the place ------------------------------------------------------


def test_a_file_of_today_needs_no_upgrade(kept: Terminal) -> None:
    assert kept("db upgrade") == said("The file is up to date.\n")
    assert copies(kept) == []


def test_check_tells_of_a_place_that_may_harm_the_file(
    kept: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = kept.folder / "mounts"
    mounts.write_text("1 0 0:1 / / rw - nfs4 server:/ rw\n")
    monkeypatch.setattr(place, "_MOUNTS", str(mounts))
    os.mkdir(kept.folder / ".stfolder")
    with closing(sqlite3.connect(kept.db)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    told = kept("db check")
    assert (told.code, told.out.splitlines()[-1]) == (0, "The file is sound.")
    for word in ("(nfs4)", "Syncthing", "write-ahead"):
        assert word in told.err
    assert told.err.count("note: ") == 3
    assert "write-ahead" not in kept("db check").err  # it was switched back


def test_a_command_of_everyday_says_nothing_of_the_place(kept: Terminal) -> None:
    os.mkdir(kept.folder / ".stfolder")
    assert kept("4 --at 09:00").err == ""
    assert kept("db path") == said(f"{kept.db}\n")


def test_where_the_file_is_gone_it_is_said_that_nobody_can_be_left_out(kept: Terminal) -> None:
    kept(f"db backup --to {kept.folder}/copy.db")
    os.unlink(kept.db)
    restored = kept(f"db restore {kept.folder}/copy.db --yes")
    assert restored.code == 0
    assert "no file here to tell who was erased since the copy was made." in restored.sentence
    assert kept(f"db restore {kept.folder}/copy.db --yes").err == ""
