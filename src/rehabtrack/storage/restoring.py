"""Putting a copy in the place of the database, which is kept beside it and never deleted."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from rehabtrack.domain.errors import Refused, StorageError
from rehabtrack.files import draft_beside, written_whole
from rehabtrack.storage import copies, database, key_note, sqlite_file
from rehabtrack.storage.backup import (
    Contents,
    copy_whole,
    first_altered,
    look_into,
    meaning,
    sound_contents,
)
from rehabtrack.storage.erasing import erase_again, erased_since
from rehabtrack.storage.failures import DatabaseDamaged, NotADatabase
from rehabtrack.storage.key_failures import WrongKey
from rehabtrack.storage.sqlite_failures import damaged, meaning_of, not_ours
from rehabtrack.storage.sqlite_file import File

if TYPE_CHECKING:
    import sqlite3


def examine(file: str, path: str) -> Contents:
    """What a copy of the database at `path` holds.

    StorageError if it is not ours, too new, not sound or a record in it is not as it was stored,
    Refused if it is that database itself.
    """
    if not os.path.exists(file):
        raise StorageError(f"There is no file {file}.", "Give the name of a copy.")
    if os.path.exists(path) and os.path.samefile(file, path):
        raise Refused(f"The file {file} is the database itself.", "Give the name of a copy.")
    file = os.path.realpath(file)
    with _taking(file):
        contents = look_into(file)
        _refuse_altered(file, file)
        return contents


def restore(file: str, path: str, now: int) -> str | None:
    """Put what a copy holds in the place of the database at an absolute path.

    Returns where the replaced one lies, None where there was none. Raises StorageError; nothing is
    replaced then.
    """
    file, there = os.path.realpath(file), os.path.exists(path)
    kept = os.path.join(os.path.dirname(path), copies.new_name(path, copies.REPLACED, now))
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with meaning(path):
            (_replace if there else _make)(path, file, kept)
    except OSError as error:
        raise meaning_of(error, path) or error from error
    return kept if there else None


def _make(path: str, file: str, kept: str) -> None:
    """Put the copy where no database is."""
    encrypted = database.is_encrypted(path)  # there is a key for it, though it is gone itself
    with written_whole(path) as draft:
        with _taking(file, path):
            copy_whole(file, draft, path if encrypted else "")
            _refuse_altered(file, draft, path if encrypted else file)
        if not encrypted:
            key_note.copy(file, path)
        _set_companions_aside(path, kept)


def _replace(path: str, file: str, kept: str) -> None:
    """Keep what the database holds and write the copy into it, in one transaction of SQLite's own.

    To rename the copy to its place would not do: who has the old file open would take the journal
    of who writes to the new one for its own, put it back into the old one, and delete it.
    """
    with draft_beside(path) as draft:
        with _taking(file, path):
            contents = copy_whole(file, draft, path)
            _refuse_altered(file, draft, path)
        if _is_readable(path):
            _overwrite(path, draft, contents, kept)
        else:
            _set_bytes_aside(path, kept)
            _overwrite(path, draft, contents, None)


def _overwrite(path: str, draft: str, contents: Contents, kept: str | None) -> None:
    """Write the draft, which holds this, into the database, and what that held into `kept`.

    Whom the database has erased since the copy was made is erased from the draft before.
    """
    with (
        closing(sqlite_file.connect(path)) as present,
        closing(sqlite_file.connect(draft, path)) as copy,
    ):
        for pragma in sqlite_file.PRAGMAS:
            present.execute(f"PRAGMA {pragma}")
        present.execute("BEGIN EXCLUSIVE")
        _refuse_another_programs(present, path)
        # Keep the lock until it is closed. Said before BEGIN, it would be kept while waiting too:
        # we for one who writes, and he for us.
        present.execute("PRAGMA locking_mode=EXCLUSIVE")
        present.execute("COMMIT")
        if kept is not None:
            with (
                written_whole(kept) as aside,
                closing(sqlite_file.connect(aside, path)) as replaced,
            ):
                present.backup(replaced)
                key_note.copy(path, kept)
        if _erase_again(File(path, present), File(draft, copy)):
            contents = sound_contents(copy, path)
        copy.backup(present)
        if sound_contents(present, path) != contents:
            raise damaged(path)


def _erase_again(present: File, copy: File) -> bool:
    """Whether anybody was erased again."""
    try:
        erased = erased_since(copy, present)
    except DatabaseDamaged:  # whoever was erased from it cannot be told; the copy must go in
        return False
    if not erased:
        return False
    if sqlite_file.schema_version(copy.connection, copy.path) < database.SCHEMA_VERSION:
        raise Refused(
            "The copy is of an older program, and may hold patients who were erased since.",
            "Restore it under another name first, run db upgrade there, and restore that.",
        )
    for pragma in sqlite_file.PRAGMAS:
        copy.execute(f"PRAGMA {pragma}")
    erase_again(erased, copy)
    return True


def _is_readable(path: str) -> bool:
    """Whether SQLite can open the file, once it has put right what a crash left."""
    try:
        with closing(sqlite_file.connect(path)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except WrongKey:  # that its beginning is damaged looks the same
        return False
    except database.database_errors() as error:
        if isinstance(meaning_of(error, path), DatabaseDamaged | NotADatabase):
            return False
        raise
    return True


def _set_bytes_aside(path: str, kept: str) -> None:
    """Keep a file that SQLite cannot open, as it is, and empty it; nobody else can be using it."""
    with written_whole(kept) as aside:
        shutil.copyfile(path, aside)
        key_note.copy(path, kept)
    _set_companions_aside(path, kept)
    os.truncate(path, 0)


def _set_companions_aside(path: str, kept: str) -> None:
    """Keep what SQLite laid beside a lost database; it would be taken for the restored one's."""
    for ending in database.COMPANIONS:
        if os.path.lexists(path + ending):
            os.rename(path + ending, kept + ending)


def _refuse_another_programs(connection: "sqlite3.Connection", path: str) -> None:
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if objects and application_id != sqlite_file.APPLICATION_ID:
        raise not_ours(path)


def _refuse_altered(file: str, copied: str, like: str = "") -> None:
    """Refuse a copy if what was copied of it holds a record that is not as it was stored."""
    found = first_altered(copied, like)
    if found is not None:
        raise StorageError(
            f"The database {file} was altered by other means: {found}",
            f"Nothing was replaced; give another copy, or see: rehabtrack --db {file} db check",
        )


@contextmanager
def _taking(file: str, into: str = "") -> Iterator[None]:
    """Say what is wrong with the copy, or where it goes into, without telling to restore it."""
    try:
        with meaning(file, into):
            yield
    except (DatabaseDamaged, NotADatabase) as error:
        raise StorageError(error.sentence, "Nothing was replaced; give another copy.") from error
