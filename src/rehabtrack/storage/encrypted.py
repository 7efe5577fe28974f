"""Connecting to an encrypted database through SQLCipher; Python's own SQLite never opens one.

Two copies of SQLite must not have one file open in one process: to close it in one would let go
of the locks of the other.
"""

from types import ModuleType
from typing import TYPE_CHECKING, Any

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage import key_note, keys, sqlite_file
from rehabtrack.storage.database import refuse
from rehabtrack.storage.key_failures import KeyMissing, WrongKey, extra_missing, wrong_key

if TYPE_CHECKING:
    import sqlite3


def connect(path: str, like: str) -> "sqlite3.Connection":
    """A connection to the file at `path`, with the key of the database at `like`.

    StorageError if the key is not to be had or not the right one: it is never opened without,
    unless the note says that the file was just being encrypted or decrypted.
    """
    return connect_with(path, opening(path, like))


def opening(path: str, like: str | None = None) -> keys.Key:
    """The key that opens the file at `path`, of those its note or that of `like` tells of."""
    ways = key_note.read(like or path) or (key_note.NOWHERE,)
    missing: StorageError | None = None
    for kept in ways:
        try:
            key = keys.find(kept, like or path)
        except KeyMissing as error:
            missing = missing or error
            continue
        if len(ways) == 1 or opens(path, key):
            return key
    raise missing or wrong_key(path)


def opens(path: str, key: keys.Key) -> bool:
    """Whether a key opens the file; an empty file is opened by any."""
    try:
        connect_with(path, key).close()
    except WrongKey:
        return False
    return True


def connect_with(path: str, key: keys.Key) -> "sqlite3.Connection":
    """A connection with this very key; StorageError if it is not the right one."""
    connection: Any = sqlite_file.connected(module(), path)
    try:
        connection.execute("PRAGMA cipher_log_level=NONE")
        if key.secret:
            # a pragma takes no parameters; 64 hexadecimal digits need no escaping
            connection.execute(f"PRAGMA key=\"x'{key.secret.hex()}'\"")
        # what SQLite lays down while it sorts must not be readable either
        connection.execute("PRAGMA temp_store=MEMORY")
        connection.execute("PRAGMA schema_version")
    except module().Error as error:
        connection.close()
        if error.sqlite_errorname == "SQLITE_NOTADB":
            raise wrong_key(path) from None
        refuse(error, path)
    except BaseException:
        connection.close()
        raise
    found: sqlite3.Connection = connection
    return found


def module() -> ModuleType:
    """SQLCipher as a DB-API module. Raises StorageError where it is not installed."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise extra_missing("sqlcipher3") from None
    found: ModuleType = dbapi2
    return found
