"""A database damaged at random: refused in one sentence or read, and never a traceback."""

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from random import Random

from oracle import Diary, must_be_refused

LINES = ["", "log", "6", "massage check", "db check", "undo", "review", "patient list"]


def damage(whole: bytes, random: Random) -> bytes:
    """The bytes of a file as a bad disk, a bad copy or a curious person leaves them."""
    found = bytearray(whole)
    page = random.randrange(len(whole) // 4096)
    match random.randrange(5):
        case 0:
            del found[random.randrange(len(found)) :]
        case 1:
            found[page * 4096 : page * 4096 + 4096] = random.randbytes(4096)
        case 2:
            found[page * 4096 : page * 4096 + 4096] = bytes(4096)
        case 3:
            for _ in range(random.randrange(1, 20)):
                found[random.randrange(len(found))] = random.randrange(256)
        case 4:
            found[random.randrange(100)] = random.randrange(256)
    return bytes(found)


def test_a_note_that_is_no_text_any_more_is_told_and_not_shown(written: Diary) -> None:
    with closing(sqlite3.connect(written.db)) as connection:
        connection.execute("PRAGMA recursive_triggers=OFF")
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'pain'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE pain SET note = CAST(CAST(note AS BLOB) || x'ff' AS TEXT)")
        connection.commit()
    for line in ("log", "log --json", "show p1", "undo --list", "edit p1 --value 4"):
        done = written.run(*line.split())
        must_be_refused(done)
        assert "is damaged" in done.sentence


def test_a_mangled_schema_is_told(written: Diary) -> None:
    whole = written.db.read_bytes()
    written.db.write_bytes(
        whole.replace(b"CREATE TABLE pain (", b"CREATE TABLE \xca\xca\xca\xca (", 1)
    )
    for line in LINES:
        done = written.run(*line.split())
        must_be_refused(done)
        assert "is damaged" in done.sentence


def test_a_damaged_file_is_refused_or_read(
    written: Diary, rounds: Callable[[int], range], random: Random, figures: Counter[str]
) -> None:
    whole = written.db.read_bytes()
    for _ in rounds(16):
        written.hot.unlink(missing_ok=True)
        written.db.write_bytes(damage(whole, random))
        line = random.choice(LINES)
        done = written.run(*line.split())
        figures.update({"inputs tried": 1, "of them refused": done.code == 1})
        if done.code == 1 and line != "db check":  # what was read before the damage may be told
            assert done.sentence.startswith("Error: "), done
        assert done.code in (0, 1, 3, 4), done
