"""Opening the database, and its transactions: SQLite's own ways are here and nowhere else.

Imported by every command, so only what click has loaded already and sqlite3.
"""

import os
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import NoReturn

APPLICATION_ID = 0x52485442  # "RHTB", as `file` shows it
SCHEMA_VERSION = 1  # the file's user_version, and the number of the newest migration
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
BUSY_SECONDS = 15.0
PRAGMAS = (
    *("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "trusted_schema=OFF"),
    *("cell_size_check=ON", "recursive_triggers=ON", "secure_delete=ON", "fullfsync=ON"),
)
Parameters = Sequence[object] | Mapping[str, object]


class Database:
    """One open file: statements by their text, in transactions that are whole or absent."""

    def __init__(self, path: str, connection: sqlite3.Connection) -> None:
        from rehabtrack.storage import sqlite_text

        self.path = path
        self.connection = connection
        self.sql: ModuleType = sqlite_text
        #: What is still to be done in this transaction, as the last thing before it is stored.
        self.before_commit: list[Callable[[], None]] = []

    def execute(self, statement: str, parameters: Parameters = ()) -> sqlite3.Cursor:
        """Run a statement; StorageError if the file does not let us."""
        try:
            return self.connection.execute(statement, parameters)
        except sqlite3.Error as error:
            refuse(error, self.path)

    def executemany(self, statement: str, rows: Iterable[Parameters]) -> sqlite3.Cursor:
        """Run a statement once for each row of parameters."""
        try:
            return self.connection.executemany(statement, rows)
        except sqlite3.Error as error:
            refuse(error, self.path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that holds the write lock from its start; never prompt or print in it."""
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A transaction whose reads all see the same moment; while open it holds up writers."""
        with self._transaction("BEGIN"):
            yield

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        self.execute(begin)
        try:
            yield
            for finish in self.before_commit:
                finish()
            self.execute("COMMIT")  # it may fail like any other: a reader, a full disk
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self.before_commit.clear()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def default_path() -> str:
    """The database in the platform's folder for a user's data."""
    if sys.platform == "win32":
        folder = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    elif sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Application Support")
    else:
        folder = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")
    return os.path.join(folder, "rehabtrack", "rehabtrack.db")


def open_existing(path: str) -> Database | None:
    """The database at `path`, carried forward if it is older; None if there is no file.

    A file that may only be read is opened all the same; writing to it refuses.
    """
    path = os.path.realpath(path)
    if not _is_file(path):
        return None
    connection = connect(path)
    try:
        if schema_version(connection, path) < SCHEMA_VERSION:
            connection.close()
            upgrade(path)
            connection = connect(path)
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error | UnicodeDecodeError):
            refuse(error, path)
        raise
    return Database(path, connection)


def open_or_create(path: str) -> Database:
    """The database at `path`, made with its folder if there is none."""
    database = open_existing(path)
    if database is None:
        from rehabtrack.storage.new_file import make

        make(os.path.realpath(path))
        database = open_existing(path)
    if database is None:
        from rehabtrack.storage.failures import unreachable

        raise unreachable(path)
    return database


def upgrade(path: str) -> None:
    """Carry an older file forward, after a copy of it is made beside it."""
    from rehabtrack.storage.upgrading import carry_forward

    carry_forward(os.path.realpath(path))


def connect(path: str) -> sqlite3.Connection:
    """A connection to the file at an absolute path, without transactions of Python's own.

    Where only reading is allowed SQLite settles for reading; nothing is written by connecting.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        from rehabtrack.storage.failures import sqlite_too_old

        raise sqlite_too_old()
    address = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.name == "nt":
        address = "/" + address.replace("\\", "/")
    address = f"file://{address}?mode=rw"
    try:
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        refuse(error, path)


def schema_version(connection: sqlite3.Connection, path: str) -> int:
    """The number of the file's schema; refused if the file is not ours or newer than we are."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id == APPLICATION_ID and version <= SCHEMA_VERSION:
        return int(version)
    from rehabtrack.storage.failures import not_ours, too_new

    raise too_new(path) if application_id == APPLICATION_ID else not_ours(path)


def refuse(error: Exception, path: str) -> NoReturn:
    """Raise what an error says of the file; a bug of ours is raised as it is."""
    from rehabtrack.storage.failures import meaning_of

    meaning = meaning_of(error, path)
    if meaning is None:
        raise error
    raise meaning from error


def _is_file(path: str) -> bool:
    """Whether there is a file; refused where that cannot be seen, or it is something else."""
    try:
        if os.path.isfile(path):
            return True
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        pass
    from rehabtrack.storage.failures import unreachable

    raise unreachable(path)
