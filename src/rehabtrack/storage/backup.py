"""Whole copies of a database: of one moment, verified, and on the disk before they have a name."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.named import Named
from rehabtrack.files import not_written, written_whole
from rehabtrack.storage import copies, database, key_note, sqlite_file
from rehabtrack.storage.journal import TIMED_KINDS
from rehabtrack.storage.own_names import refuse_own_name
from rehabtrack.storage.sqlite_failures import damaged, meaning_of

if TYPE_CHECKING:
    import sqlite3

Counts = dict[str, int]


class Contents(Named):
    """What a copy holds; `written_at` is the instant (ms) of its newest change, if it has any."""

    patients: int
    records: int
    written_at: int | None


class Backup(Named):
    """A copy that was made, what it holds, and what in it is not as it was stored, if anything."""

    path: str
    contents: Contents
    altered: str | None


def back_up(
    path: str, now: int, *, to: str | None = None, why: str = copies.ASKED, replacing: bool = False
) -> Backup:
    """Copy the database at an absolute path: beside itself or, with `to`, into a folder or file.

    A record that is not as it was stored is copied and told, better so than not at all, but takes
    no other copy's place. Raises StorageError where that is not sound, Refused where the copy
    cannot be written or its name is taken.
    """
    target = os.path.abspath(to) if to else os.path.dirname(path)
    if os.path.isdir(target):
        target = os.path.join(target, copies.new_name(path, why, now))
    _refuse_the_database_itself(path, target)
    try:
        with meaning(path, target), written_whole(target, replacing=replacing) as draft:
            contents, altered = copy_whole(path, draft), first_altered(draft, path)
            if altered and os.path.lexists(target):
                raise Refused(
                    f"The file {target} was not replaced, for a record was altered: {altered}",
                    "Give the copy another name, and see: rehabtrack db check",
                )
            key_note.copy(path, target)  # an encrypted copy is opened with the same key
    except OSError as error:
        raise not_written(error, target) from error
    return Backup(target, contents, altered)


def copy_whole(path: str, draft: str, like: str = "") -> Contents:
    """Copy the database at `path` into an empty file, as it is at one moment; what it holds.

    The copy is encrypted as the database at `like` is, else as its source. Verified: it is sound
    and has as many rows of everything. Raises StorageError and SQLite's errors.
    """
    if like and (database.is_encrypted(path) or database.is_encrypted(like)):
        _copy_with_key_of(like, path, draft)
    else:
        _copy_pages(path, draft)
    with closing(sqlite_file.connect(draft, like or path)) as copy:
        return sound_contents(copy, path)


def _copy_with_key_of(like: str, path: str, draft: str) -> None:
    from rehabtrack.storage.converting import copy_with_key
    from rehabtrack.storage.encrypted import opening

    with closing(_connect_warily(path)) as source:
        sqlite_file.schema_version(source, path)
        _counts(source)  # one that is damaged says so here, where it is known which file it is
    copy_with_key(path, opening(path), draft, opening(like))


def _copy_pages(path: str, draft: str) -> None:
    with (
        closing(_connect_warily(path)) as source,
        closing(sqlite_file.connect(draft, path)) as copy,
    ):
        copy.execute("PRAGMA synchronous=OFF")  # who gives the draft its name syncs it
        source.execute("BEGIN")
        sqlite_file.schema_version(source, path)
        counts = _counts(source)
        source.backup(copy)
        source.execute("ROLLBACK")
    with closing(sqlite_file.connect(draft, path)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")  # as it is whatever its source was set to
        if _counts(copy) != counts:
            raise damaged(path)


def look_into(path: str) -> Contents:
    """What a sound database at an absolute path holds. Raises StorageError and SQLite's errors."""
    with closing(_connect_warily(path)) as connection:
        connection.execute("BEGIN")
        sqlite_file.schema_version(connection, path)
        return sound_contents(connection, path)


def sound_contents(connection: "sqlite3.Connection", path: str) -> Contents:
    """What an open database holds. Raises StorageError if it is not sound."""
    counts = _counts(connection)
    if not _is_sound(connection) or not counts.keys() >= {"patient", "change", *TIMED_KINDS}:
        raise damaged(path)
    (written_at,) = connection.execute("SELECT max(at) FROM change").fetchone()
    return Contents(counts["patient"], sum(counts[kind] for kind in TIMED_KINDS), written_at)


def first_altered(path: str, like: str = "") -> str | None:
    """One sentence on the first record or change in a sound file that is not as it was stored.

    Encrypted as the database at `like` is. None where there is none, and of an older schema: what
    such a file holds is looked at when it has been carried forward. Raises SQLite's errors.
    """
    from rehabtrack.storage.integrity import alterations

    with closing(_connect_warily(path, like)) as connection:
        connection.execute("BEGIN")
        if sqlite_file.schema_version(connection, path) < database.SCHEMA_VERSION:
            return None
        return next(alterations(sqlite_file.File(like or path, connection)), None)


def _connect_warily(path: str, like: str = "") -> "sqlite3.Connection":
    """A connection to a file that may come from anywhere."""
    connection = sqlite_file.connect(path, like)
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    return connection


@contextmanager
def meaning(path: str, draft: str = "") -> Iterator[None]:
    """Raise as a StorageError what an error of SQLite says of the file at `path`.

    There is no room, or the disk fails, where the draft is, if there is one.
    """
    try:
        yield
    except database.database_errors() as error:
        name = getattr(error, "sqlite_errorname", "")
        writing = name.startswith(("SQLITE_FULL", "SQLITE_IOERR"))
        found = meaning_of(error, draft if draft and writing else path)
        if found is None:
            raise
        raise found from error


def _is_sound(connection: "sqlite3.Connection") -> bool:
    """Whether SQLite finds no damage, and no row that points to nothing."""
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        return False
    return connection.execute("PRAGMA foreign_key_check").fetchone() is None


def _counts(connection: "sqlite3.Connection") -> Counts:
    """How many rows each table has."""
    tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - as the file has it
        for (name,) in tables
    }


def _refuse_the_database_itself(path: str, target: str) -> None:
    if os.path.exists(target) and os.path.samefile(path, target):
        raise Refused(f"The file {target} is the database itself.", "Give the copy another name.")
    refuse_own_name(path, target)
    for ending in database.COMPANIONS:
        if os.path.lexists(target + ending):
            raise Refused(
                f"The file {target + ending} belongs to another database.",
                "Give the copy another name, or move that file away.",
            )
