"""Opening the database, and its transactions: SQLite's own ways are here and nowhere else.

Imported by every command, so only what click has loaded already; sqlite3, or what encrypts in its
place, where a file is opened.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from stat import S_ISREG
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn, TypeVar

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x52485442  # "RHTB", as `file` shows it
SCHEMA_VERSION = 1  # the file's user_version, and the number of the newest migration
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
BUSY_SECONDS = 15.0
#: How long SQLite itself waits for a busy file at a time: while it does, it hears no Ctrl-C.
DEAF_MS = 100
PRAGMAS = (
    *("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "trusted_schema=OFF"),
    *("cell_size_check=ON", "recursive_triggers=ON", "secure_delete=ON", "fullfsync=ON"),
)
#: How the names end of what SQLite lays beside a file, and takes for that file's own.
COMPANIONS = ("-journal", "-wal", "-shm")
#: How the name of the note ends that an encrypted database has beside it.
KEY_NOTE = ".key.json"
#: How an address begins that libpq has in a file of its own, and how the URLs of a server do.
SERVICE = "service:"
URLS = ("postgresql://", "postgresql+psycopg://", "postgres://")
Parameters = Sequence[object] | Mapping[str, object]
_Got = TypeVar("_Got")


class Database:
    """One open file: statements by their text, in transactions that are whole or absent."""

    def __init__(
        self, path: str, connection: "sqlite3.Connection", opened: os.stat_result | None = None
    ) -> None:
        from rehabtrack.storage import sqlite_text

        self.path = path
        self.connection = connection
        self._opened = opened
        self.sql: ModuleType = sqlite_text
        #: What is still to be done in this transaction, as the last thing before it is stored.
        self.before_commit: list[Callable[[], None]] = []

    def execute(self, statement: str, parameters: Parameters = ()) -> "sqlite3.Cursor":
        """Run a statement; StorageError if the file does not let us."""
        try:
            return _patiently(self.connection.execute, statement, parameters)
        except database_errors(UnicodeDecodeError) as error:  # a schema that is no text any more
            refuse(error, self.path)

    def executemany(self, statement: str, rows: Iterable[Parameters]) -> "sqlite3.Cursor":
        """Run a statement once for each row of parameters."""
        try:
            return self.connection.executemany(statement, rows)
        except database_errors() as error:
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
        self._must_be_at_its_place()
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

    def _must_be_at_its_place(self) -> None:
        """Refuse if another file took the place of the one we have open, as when it is encrypted.

        SQLite would take the journal of who writes to the new one for ours, and delete it.
        """
        if self._opened is not None:
            try:
                if os.path.samestat(self._opened, os.stat(self.path)):
                    return
            except OSError:
                pass
            from rehabtrack.storage.failures import replaced

            raise replaced(self.path)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def is_server(address: str) -> bool:
    """Whether what is given with --db is the address of a server, and not the path of a file."""
    return address.startswith((SERVICE, *URLS))


def default_path() -> str:
    """The database in the platform's folder for a user's data."""
    if sys.platform == "win32":
        folder = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
    elif sys.platform == "darwin":
        folder = os.path.expanduser("~/Library/Application Support")
    else:
        folder = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
    return os.path.join(folder, "rehabtrack", "rehabtrack.db")


def open_existing(path: str) -> Database | None:
    """The database at `path`, carried forward if it is older; None if there is no file.

    A file that may only be read is opened all the same; writing to it refuses.
    """
    path = os.path.realpath(path)
    opened = _looked_at(path)
    if opened is None:
        if is_encrypted(path):
            from rehabtrack.storage.key_failures import database_gone

            raise database_gone(path, path + KEY_NOTE)
        return None
    connection = connect(path)
    try:
        connection.execute(f"PRAGMA busy_timeout={DEAF_MS}")
        if _patiently(schema_version, connection, path) < SCHEMA_VERSION:
            connection.close()
            upgrade(path)
            connection = connect(path)
        for pragma in (f"busy_timeout={DEAF_MS}", *PRAGMAS):
            _patiently(connection.execute, f"PRAGMA {pragma}")
    except BaseException as error:
        connection.close()
        if isinstance(error, database_errors(UnicodeDecodeError)):
            refuse(error, path)
        raise
    return Database(path, connection, opened)


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


def connect(path: str, like: str = "") -> "sqlite3.Connection":
    """A connection to the file at an absolute path, without transactions of Python's own.

    With the key of the database at `like`, else its own, where the note beside that tells of one.
    Where only reading is allowed SQLite settles for reading; nothing is written by connecting.
    """
    if is_encrypted(like or path):
        from rehabtrack.storage import encrypted

        return encrypted.connect(path, like or path)
    import sqlite3

    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        from rehabtrack.storage.failures import sqlite_too_old

        raise sqlite_too_old()
    return connected(sqlite3, path)


def is_encrypted(path: str) -> bool:
    """Whether a note beside the file at an absolute path tells of its key."""
    return os.path.lexists(path + KEY_NOTE)


def module_of(path: str) -> ModuleType:
    """The DB-API module that `connect` opens the file at an absolute path with."""
    if is_encrypted(path):
        from rehabtrack.storage import encrypted

        return encrypted.module()
    import sqlite3

    return sqlite3


def connected(module: ModuleType, path: str) -> "sqlite3.Connection":
    """A connection to the file at an absolute path, through sqlite3 or what stands in for it."""
    address = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.name == "nt":
        address = "/" + address.replace("\\", "/")
    address = f"file://{address}?mode=rw"
    try:
        connection: sqlite3.Connection = module.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None
        )
    except database_errors() as error:
        refuse(error, path)
    return connection


def database_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What SQLite raises, Python's own or the one that encrypts, as far as loaded; and others."""
    loaded = (sys.modules.get("sqlite3"), sys.modules.get("sqlcipher3.dbapi2"))
    return *others, *(module.Error for module in loaded if module)


def schema_version(connection: "sqlite3.Connection", path: str) -> int:
    """The number of the file's schema; refused if the file is not ours or newer than we are."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id == APPLICATION_ID and version <= SCHEMA_VERSION:
        return int(version)
    from rehabtrack.storage.failures import not_ours, too_new

    raise too_new(path) if application_id == APPLICATION_ID else not_ours(path)


def _patiently(attempt: Callable[..., _Got], *arguments: object) -> _Got:
    """What an attempt gives, made anew while the file is busy, for BUSY_SECONDS in all."""
    until = None
    while True:
        try:
            return attempt(*arguments)
        except database_errors() as error:
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                raise
            until = until or monotonic() + BUSY_SECONDS
            if monotonic() >= until:
                raise


def refuse(error: Exception, path: str) -> NoReturn:
    """Raise what an error says of the file; a bug of ours is raised as it is."""
    from rehabtrack.storage.failures import meaning_of

    meaning = meaning_of(error, path)
    if meaning is None:
        raise error
    raise meaning from error


def _looked_at(path: str) -> os.stat_result | None:
    """What the system says of the file; None if there is none, refused if it is no file."""
    try:
        found = os.stat(path)
        if S_ISREG(found.st_mode):
            return found
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        pass
    from rehabtrack.storage.failures import unreachable

    raise unreachable(path)
