"""What can go wrong with the file itself, each with one sentence and what to do about it.

Built from SQLite's name of an error alone: its message may hold what nobody is to be shown.
"""

import os
from errno import ENOSPC

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage.failures import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseMoved,
    DatabaseReadOnly,
    DatabaseTooNew,
    DatabaseUnreachable,
    NotADatabase,
    SqliteTooOld,
    UpgradeFailed,
)

_UNREACHABLE = "The database {} cannot be opened."
_PERMISSIONS = "See that it is a file and that you may read and write it and its folder."
_NOT_OURS = "The file {} is not a rehabtrack database."
_LEFT_ALONE = "It was left as it is. Give another with --db PATH."
_ENCRYPTED = (
    "If it is encrypted, put its note, NAME.key.json, back beside it, "
    "or give the recovery key: rehabtrack db rekey --recovery"
)
_DAMAGED = "The database {} is damaged."
_NEWEST_COPY = "Restore your newest copy: rehabtrack db restore FILE"
_MEANINGS: tuple[tuple[tuple[str, ...], type[StorageError], str, str], ...] = (
    (
        ("SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_PROTOCOL"),
        DatabaseBusy,
        "The database {} is in use by another program.",
        "Nothing was stored; end the other program, or try again.",
    ),
    (
        ("SQLITE_FULL",),
        DatabaseFull,
        "There is no room left on the disk of {}.",
        "Nothing was stored; make room and try again.",
    ),
    (
        ("SQLITE_READONLY",),
        DatabaseReadOnly,
        "The database {} may only be read.",
        "Nothing was stored; make the file and its folder writable, or use --db PATH.",
    ),
    (
        ("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"),
        DatabaseUnreachable,
        _UNREACHABLE,
        _PERMISSIONS,
    ),
    (
        ("SQLITE_NOTADB",),
        NotADatabase,
        _NOT_OURS,
        f"{_LEFT_ALONE} {_ENCRYPTED}",
    ),
    (
        ("SQLITE_IOERR",),
        DatabaseUnreachable,
        "The disk of the database {} could not be read or written.",
        "Nothing was stored; see that the disk is there and has room.",
    ),
)


def _named(name: str, path: str) -> StorageError | None:
    if name.startswith("SQLITE_CORRUPT"):
        return damaged(path)
    for names, failure, sentence, remedy in _MEANINGS:
        if name.startswith(names):
            return failure(sentence.format(path), remedy)
    return None


def meaning_of(error: BaseException, path: str) -> StorageError | None:
    """What an error of sqlite3 or the system says of the file at `path`; None if it is a bug."""
    if isinstance(error, OSError):
        return _named("SQLITE_FULL", path) if error.errno == ENOSPC else unreachable(path)
    mangled = str(error).startswith("Could not decode to UTF-8")  # Python's own, without a name
    if mangled or isinstance(error, UnicodeDecodeError):  # SQLite quotes what is no text any more
        return damaged(path)
    name = getattr(error, "sqlite_errorname", None) or ""
    if name == "SQLITE_ERROR" and is_mangled(path):
        return damaged(path)
    meaning = _named(name, path)
    return _import_or(meaning, path) if isinstance(meaning, DatabaseBusy) else meaning


def is_mangled(path: str) -> bool:
    """Whether the file's format or schema is not what it must be, so that no statement fits it.

    Asked where SQLite names no cause: it may be the file's damage as well as a bug of ours.
    """
    from rehabtrack.storage.database import database_errors
    from rehabtrack.storage.sqlite_checks import OBJECTS, schema_problems
    from rehabtrack.storage.sqlite_file import connect

    path = os.path.realpath(path)
    try:
        connection = connect(path)
    except StorageError:
        return False
    try:
        connection.execute("PRAGMA busy_timeout=0")
        return any(schema_problems(connection.execute(OBJECTS)))
    except UnicodeDecodeError:
        return True
    except database_errors() as error:
        return getattr(error, "sqlite_errorname", "") == "SQLITE_ERROR"
    finally:
        connection.close()


def _import_or(busy: DatabaseBusy, path: str) -> DatabaseBusy:
    """The same, naming the import that keeps us waiting where there is one."""
    from rehabtrack.storage.importing import is_storing

    if not is_storing(path):
        return busy
    words = "may be" if os.name == "nt" else "is"  # there nobody can see whether it still runs
    return DatabaseBusy(
        f"The database {path} is busy: an import {words} being stored.",
        "Nothing was stored; try again when it has ended.",
    )


def unreachable(path: str) -> StorageError:
    """The file is not one that we can open or make."""
    return DatabaseUnreachable(_UNREACHABLE.format(path), _PERMISSIONS)


def replaced(path: str) -> StorageError:
    """Another program put another file in its place while we had it open."""
    return DatabaseMoved(
        f"The database {path} was replaced by another program.", "Nothing was changed; try again."
    )


def damaged(path: str) -> StorageError:
    """The file's own checks say that it is mangled; the newest copy beside it is named."""
    from rehabtrack.storage.copies import newest_beside

    copy = newest_beside(path)
    remedy = f"Its newest copy, for rehabtrack db restore: {copy}" if copy else _NEWEST_COPY
    return DatabaseDamaged(_DAMAGED.format(path), remedy)


def missing(path: str) -> StorageError:
    """There is no file yet to do anything with."""
    return StorageError(f"There is no database at {path}.", "It comes to be with the first record.")


def orphaned(path: str, companion: str) -> StorageError:
    """What SQLite laid beside a file that is gone would be taken for the new file's."""
    return DatabaseUnreachable(
        f"There is no database at {path}, but the end of one lies at {companion}.",
        "Put the database back, or move that file away.",
    )


def not_ours(path: str) -> StorageError:
    """The file is empty or another program's."""
    return NotADatabase(_NOT_OURS.format(path), _LEFT_ALONE)


def too_new(path: str) -> StorageError:
    """The file has a schema that this program does not know."""
    return DatabaseTooNew(
        f"The database {path} was written by a newer rehabtrack.",
        "It was left as it is. Upgrade the program: pip install --upgrade rehabtrack",
    )


def sqlite_too_old() -> StorageError:
    """Python's SQLite has no STRICT tables."""
    import sqlite3

    return SqliteTooOld(
        f"SQLite {sqlite3.sqlite_version} is too old: 3.37 or newer is needed.",
        "Use a Python that brings a newer one, for instance from python.org.",
    )


def upgrade_failed(path: str, copy: str) -> StorageError:
    """A migration did not go through; its transaction was rolled back."""
    return UpgradeFailed(
        f"The database {path} could not be carried forward to this version.",
        f"It is as it was, and a copy lies at {copy}. Please report this.",
    )


def not_staged() -> StorageError:
    """The rows of an import cannot be laid aside in SQLite's temporary file."""
    return DatabaseFull(
        "There is no room for the rows in the folder of temporary files.",
        "Nothing was stored; make room there, or name another folder by SQLITE_TMPDIR.",
    )
