"""Encrypting, decrypting and changing the key of a database: a verified copy takes its place.

Ended at any moment, the file opens: until the copy takes its place the note tells of the key from
before too, and the new key was kept durably before that.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import zip_longest
from typing import TYPE_CHECKING

from rehabtrack.files import not_written, written_whole
from rehabtrack.storage import encrypted, key_note
from rehabtrack.storage.database import database_errors, refuse
from rehabtrack.storage.key_failures import KeyNoteUnreadable, not_copied
from rehabtrack.storage.keys import Key
from rehabtrack.storage.sqlite_failures import damaged, replaced

if TYPE_CHECKING:
    import sqlite3

#: What the header of a file says of it and an export leaves out.
_NUMBERS = ("application_id", "user_version")
#: How every SQLite file begins that is not encrypted.
_MAGIC = b"SQLite format 3\0"


def convert(path: str, old: Key, new: Key) -> None:
    """Give the database at an absolute path another key, which is kept by now, or none.

    Nobody can write to it meanwhile; one who waited to write is told, and nothing is lost.
    StorageError or Refused if it does not go through; the file is then as it was.
    """
    try:
        with _locked(path, old):
            with written_whole(path, replacing=True) as draft:
                copy_with_key(path, old, draft, new)
                key_note.write(path, (new.kept, *_ways_before(path, old)))
            _settle(path, new)
    except OSError as error:
        raise not_written(error, path) from error
    except database_errors() as error:
        refuse(error, path)


def plain_files_beside(path: str) -> list[str]:
    """The other files of the database at an absolute path that hold records as plain text.

    To be asked while none of them is open.
    """
    folder, name = os.path.split(path)
    beside = (os.path.join(folder, each) for each in os.listdir(folder))
    named = f"{os.path.join(folder, name)}."
    return sorted(each for each in beside if each.startswith(named) and _is_plain(each))


def _is_plain(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def _ways_before(path: str, old: Key) -> tuple[key_note.Kept, ...]:
    """What the note says already, so that until the copy takes its place the file opens."""
    if old.kept == key_note.NOWHERE:
        return (key_note.NOWHERE,)
    try:
        return key_note.read(path)
    except KeyNoteUnreadable:  # that is why the recovery key was given
        return ()


def _settle(path: str, new: Key) -> None:
    """Let the note tell of the one key that now opens the file."""
    if new.kept == key_note.NOWHERE:
        key_note.remove(path)
    else:
        key_note.write(path, (new.kept,))


@contextmanager
def _locked(path: str, old: Key) -> Iterator[None]:
    """Keep writers away from the file, once SQLite has put right what a crash left.

    Those who wait for the lock meanwhile find, when they get it, that the file is not at its place
    any more, and write nothing: SQLite looks.
    """
    opened = os.stat(path)
    with closing(encrypted.connect_with(path, old)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.execute("BEGIN IMMEDIATE")
        if not os.path.samestat(opened, os.stat(path)):
            raise replaced(path)
        if os.name == "nt":
            connection.close()  # there an open file cannot be replaced, by us or anybody
        yield


def copy_with_key(path: str, old: Key, draft: str, new: Key) -> None:
    """Copy a file that nobody writes to into an empty one with another key, and compare them.

    Raises StorageError, and what SQLite raises.
    """
    secret = f"x'{new.secret.hex()}'" if new.secret else ""
    with closing(encrypted.connect_with(path, old)) as source:
        source.execute("ATTACH ? AS copy KEY ?", (draft, secret))
        source.execute("PRAGMA copy.journal_mode=OFF")
        source.execute("PRAGMA copy.synchronous=OFF")  # who gives the draft its name syncs it
        source.execute("SELECT sqlcipher_export('copy')").fetchall()
        for number in _NUMBERS:
            (value,) = source.execute(f"PRAGMA main.{number}").fetchone()
            source.execute(f"PRAGMA copy.{number}={value}")
        source.execute("DETACH copy")
        with closing(encrypted.connect_with(draft, new)) as copy:
            if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise damaged(path)
            if not all(_same(source, copy, statement) for statement in _everything(source)):
                raise not_copied(path)


def _everything(connection: "sqlite3.Connection") -> Iterator[str]:
    """Statements that read together all that a file holds, each in a fixed order."""
    yield "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    yield from (f"PRAGMA {number}" for number in _NUMBERS)
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    for (name,) in connection.execute(tables).fetchall():
        yield f'SELECT * FROM "{name}" ORDER BY rowid'  # noqa: S608 - the name is the schema's


def _same(one: "sqlite3.Connection", other: "sqlite3.Connection", statement: str) -> bool:
    rows = zip_longest(one.execute(statement), other.execute(statement))
    return all(row == copied for row, copied in rows)
