"""Opening the database, and its transactions; SQLite's own ways are here and nowhere else.

A server's are in postgresql.py.

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
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x52485442  # "RHTB", as `file` shows it
SCHEMA_VERSION = 1  # the file's user_version, and the number of the newest migration
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
BUSY_SECONDS = 15.0
#: How many a connection to a file keeps prepared: all there are, so that none pushes another out.
STATEMENTS = 512
#: How long an answer of a server is waited for, and then as long for one that leads. Patroni gives
#: a leader up that was silent for 30 s (its `ttl`) and looks every 10 s (its `loop_wait`), unless
#: it was told otherwise; the rest is for the promotion.
TAKEOVER_SECONDS = 60.0
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
#: How the address of a database on a server begins; anything else is a file's path.
ADDRESSES = ("postgresql://", "postgresql+psycopg://", "postgres://", "service:")
Parameters = Sequence[object] | Mapping[str, object]
#: What a statement gives: its rows, to be read once.
Rows = Iterable[tuple[Any, ...]]
#: Of a column its name, its type (integer, text or bytes), and whether it may be NULL.
Column = tuple[str, str, bool]
_Got = TypeVar("_Got")


class Database:
    """An open database: statements by their text, in transactions that are whole or absent."""

    #: How many transactions this program has stored so far, in whichever database.
    stored: ClassVar[int] = 0

    def __init__(self, path: str, sql: ModuleType) -> None:
        #: As people are shown it: a file's path, or a server's address without a password.
        self.path = path
        #: Every named statement, in this database's dialect.
        self.sql = sql
        #: Who logged in, and so who writes; None in a file, which asks nobody.
        self.login: str | None = None
        #: What is still to be done in this transaction, as the last thing before it is stored.
        self.before_commit: list[Callable[[], None]] = []
        #: The changes of this transaction, (patient, id) each, by which it is known again.
        self.changes: list[tuple[int, bytes]] = []
        #: Tells somebody that another server is waited for.
        self.waiting: Callable[[], None] = lambda: None

    def execute(self, statement: str, parameters: Parameters = ()) -> Rows:
        """Run a statement; StorageError if the database does not let us."""
        raise NotImplementedError

    def executemany(self, statement: str, rows: Iterable[Parameters]) -> None:
        """Run an INSERT once for each row of values."""
        raise NotImplementedError

    def stream(self, statement: str, parameters: Parameters = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement that may give very many, a few of them in memory at a time."""
        return iter(self.execute(statement, parameters))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction to write in; never prompt or print in it."""
        with self._transaction(writes=True):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A transaction whose reads all see the same moment."""
        with self._transaction(writes=False):
            yield

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[None]:
        self._begin(writes=writes)
        try:
            yield
            for finish in self.before_commit:
                finish()
            self._commit()  # it may fail like any other statement
            Database.stored += writes
        except BaseException:
            self._roll_back()
            raise
        finally:
            self.before_commit.clear()
            self.changes.clear()

    def _begin(self, *, writes: bool) -> None:
        raise NotImplementedError

    def _commit(self) -> None:
        raise NotImplementedError

    def _roll_back(self) -> None:
        raise NotImplementedError

    def hold(self, patient_id: int) -> None:
        """Let nobody else write to this patient's journal until the transaction ends."""
        raise NotImplementedError

    def next_patient(self) -> int:
        """The number that a new patient gets: nobody's, not even of one who was erased."""
        raise NotImplementedError

    def knows_erased(self, uid: bytes) -> bool:
        """Whether somebody of this identity was erased here, whoever may see the mark."""
        raise NotImplementedError

    def erase(self, patient_id: int, authors: Iterable[str]) -> None:
        """Delete all that tells of a patient; who is one of these authors reads "erased".

        The one way to delete, past the triggers that let nothing go.
        """
        raise NotImplementedError

    def rebuild(self) -> None:
        """Leave no trace of what was deleted."""
        raise NotImplementedError

    def columns(self, table: str) -> Iterator[Column]:
        """The columns of a table in order."""
        raise NotImplementedError

    def damage(self) -> Iterator[str]:
        """One sentence for each damage; where there is any, the rest may not be readable."""
        raise NotImplementedError

    def misfits(self) -> Iterator[str]:
        """One sentence for each orphan, and each piece of schema that is not as it must be."""
        raise NotImplementedError

    def take_any_text(self) -> None:
        """Let a flipped byte that is no text any more be named, not stumbled over."""

    def close(self) -> None:
        """Let go of the database."""
        raise NotImplementedError


class File(Database):
    """One open file of SQLite."""

    def __init__(
        self, path: str, connection: "sqlite3.Connection", opened: os.stat_result | None = None
    ) -> None:
        from rehabtrack.storage import sqlite_text

        super().__init__(path, sqlite_text)
        self.connection = connection
        self._given = 0
        self._opened = opened

    def execute(self, statement: str, parameters: Parameters = ()) -> "sqlite3.Cursor":
        """Run a statement; StorageError if the file does not let us."""
        try:
            return _patiently(self.connection.execute, statement, parameters)
        except database_errors(UnicodeDecodeError) as error:  # a schema that is no text any more
            refuse(error, self.path)

    def executemany(self, statement: str, rows: Iterable[Parameters]) -> None:
        """Run an INSERT once for each row of values."""
        try:
            self.connection.executemany(statement, rows)
        except database_errors() as error:
            refuse(error, self.path)

    def _begin(self, *, writes: bool) -> None:
        """Writers hold the lock of the whole file from the start; readers hold up writers."""
        self._must_be_at_its_place()
        self._given = 0
        self.execute("BEGIN IMMEDIATE" if writes else "BEGIN")

    def _commit(self) -> None:
        self.execute("COMMIT")

    def _roll_back(self) -> None:
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

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

    def hold(self, patient_id: int) -> None:
        """Nothing: who writes holds the lock of the whole file."""

    def next_patient(self) -> int:
        """The number that a new patient gets: nobody's, not even of one who was erased."""
        (last,) = next(iter(self.execute(self.sql.LAST_PATIENT)))
        self._given = max(last or 0, self._given) + 1
        return self._given

    def knows_erased(self, uid: bytes) -> bool:
        """Whether somebody of this identity was erased here."""
        return any(erased == uid for _, erased, *_ in self.execute(self.sql.ERASURES))

    def erase(self, patient_id: int, authors: Iterable[str]) -> None:
        """Delete all that tells of a patient; who is one of these authors reads "erased"."""
        from rehabtrack.storage.sqlite_erasing import erase

        erase(self, patient_id, authors)

    def rebuild(self) -> None:
        """Write the file anew without its free pages, in which something erased may still stand."""
        # SQLite lays a whole copy aside: in memory, for on the disk it is plain, wherever that is
        self.execute("PRAGMA temp_store=MEMORY")
        self.execute("VACUUM")

    def columns(self, table: str) -> Iterator[Column]:
        """The columns of a table in order."""
        types = {"INTEGER": "integer", "TEXT": "text", "BLOB": "bytes"}
        for _, name, kind, required, *_ in self.execute(f"PRAGMA table_info({table})"):
            yield name, types[kind], not required

    def damage(self) -> Iterator[str]:
        """One sentence for each damage that SQLite itself finds."""
        from rehabtrack.storage.sqlite_checks import damage

        return damage(self)

    def misfits(self) -> Iterator[str]:
        """One sentence for each orphan, and each piece of schema that is not as it must be."""
        from rehabtrack.storage.sqlite_checks import misfits

        return misfits(self)

    def take_any_text(self) -> None:
        """Let a flipped byte that is no text any more be named, not stumbled over."""
        self.connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")

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
        folder = os.environ.get("XDG_DATA_HOME", "").strip() or os.path.expanduser("~/.local/share")
    return os.path.join(folder, "rehabtrack", "rehabtrack.db")


def is_address(path: str) -> bool:
    """Whether a database is named that is on a server."""
    return os.fspath(path).startswith(ADDRESSES)


def open_existing(path: str) -> Database | None:
    """The database at a path or an address; None if there is no such file."""
    if is_address(path):
        from rehabtrack.storage.postgresql_address import driver

        driver()
        from rehabtrack.storage import postgresql

        return postgresql.opened(path)
    return open_file(path)


def open_file(path: str) -> File | None:
    """The file at `path`, carried forward if it is older; None if there is no file.

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
    return File(path, connection, opened)


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
            address,
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            cached_statements=STATEMENTS,
        )
    except database_errors() as error:
        refuse(error, path)
    return connection


def database_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What the modules of databases raise, as far as they are loaded; and others."""
    return *others, *(module.Error for module in _modules())


def integrity_errors() -> tuple[type[Exception], ...]:
    """What the modules of databases raise, as far as loaded, for a row that cannot be so."""
    kinds = ("IntegrityError", "DataError")
    return tuple(getattr(module, kind) for module in _modules() for kind in kinds)


def _modules() -> Iterator[Any]:
    loaded = map(sys.modules.get, ("sqlite3", "sqlcipher3.dbapi2", "psycopg"))
    return filter(None, loaded)


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
