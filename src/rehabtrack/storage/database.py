"""A database, whichever engine keeps it: where it is, opening it, and its transactions.

A file's own ways are in sqlite_file.py, a server's in postgresql.py; one of them is loaded where
a database is opened. Imported by every command, so only what click has loaded already.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import ModuleType
from typing import Any, ClassVar, NoReturn

#: The number of the newest migration, which a file has as its user_version.
SCHEMA_VERSION = 1
#: How long somebody else who writes is waited for.
BUSY_SECONDS = 15.0
#: How long an answer of a server is waited for, and then as long for one that leads. Patroni gives
#: a leader up that was silent for 30 s (its `ttl`) and looks every 10 s (its `loop_wait`), unless
#: it was told otherwise; the rest is for the promotion.
TAKEOVER_SECONDS = 60.0
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

    def await_answers(self) -> None:
        """Raise now, not with a later statement, what refuses a row that was written."""
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

    def hold(self, patient_id: int) -> Rows:
        """Let nobody else write to this patient's journal until the transaction ends.

        Where somebody may have since it began: version, change and voided_by of the patient now.
        """
        raise NotImplementedError

    def next_patient(self) -> int:
        """The number that a new patient gets: nobody's, not even of one who was erased."""
        raise NotImplementedError

    def patients_called(self, name: str) -> Rows:
        """The rows of the patients of this very name who are not void."""
        raise NotImplementedError

    def knows_erased(self, uid: bytes) -> bool:
        """Whether somebody of this identity was erased here, whoever may see the mark."""
        raise NotImplementedError

    def forget(self, name: str, value: str) -> None:
        """Delete a setting, if it has this value."""
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


def open_existing(path: str, *, guarded: bool = True) -> Database | None:
    """The database at a path or an address; None if there is no such file.

    With `guarded` a server's superuser is refused, from whom it hides nothing.
    """
    if is_address(path):
        from rehabtrack.storage.postgresql_address import driver

        driver()
        from rehabtrack.storage import postgresql

        return postgresql.opened(path, guarded=guarded)
    from rehabtrack.storage.sqlite_file import open_file

    return open_file(path)


def open_or_create(path: str) -> Database:
    """The database at `path`, made with its folder if there is none."""
    database = open_existing(path)
    if database is None:
        from rehabtrack.storage.new_file import make

        make(os.path.realpath(path))
        database = open_existing(path)
    if database is None:
        from rehabtrack.storage.sqlite_failures import unreachable

        raise unreachable(path)
    return database


def is_encrypted(path: str) -> bool:
    """Whether a note beside the file at an absolute path tells of its key."""
    return os.path.lexists(path + KEY_NOTE)


def database_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What the modules of databases raise, as far as they are loaded; and others."""
    return *others, *(module.Error for module in _modules())


def integrity_errors() -> tuple[type[Exception], ...]:
    """What the modules of databases raise, as far as loaded, for a row that cannot be so."""
    kinds = ("IntegrityError", "DataError")
    return tuple(getattr(module, kind) for module in _modules() for kind in kinds)


def _modules() -> Iterator[Any]:
    loaded = map(sys.modules.get, ("sqlite3", "sqlcipher3.dbapi2", "psycopg"))
    # one whose import has only begun has no errors yet
    return (module for module in loaded if hasattr(module, "Error"))


def refuse(error: Exception, path: str) -> NoReturn:
    """Raise what an error says of the file; a bug of ours is raised as it is."""
    from rehabtrack.storage.sqlite_failures import meaning_of

    meaning = meaning_of(error, path)
    if meaning is None:
        raise error
    raise meaning from error
