"""A database in a file: SQLite's own ways of opening, and what it asks of each connection.

Imported by every command on a file, so only what click has loaded already; sqlite3, or what
encrypts in its place, where the file is opened.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from stat import S_ISREG
from time import monotonic
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from rehabtrack.storage import database
from rehabtrack.storage.database import (
    KEY_NOTE,
    Column,
    Database,
    Parameters,
    Rows,
    database_errors,
    is_encrypted,
    refuse,
)

if TYPE_CHECKING:
    import sqlite3

APPLICATION_ID = 0x52485442  # "RHTB", as `file` shows it
OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
#: How long SQLite itself waits for a busy file at a time: while it does, it hears no Ctrl-C.
DEAF_MS = 100
#: How many statements are kept prepared: all there are, so that none pushes another out.
STATEMENTS = 512
#: From so many rows on they are stored many at a time; ours.
MANY = 1000
PRAGMAS = (
    *("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON", "trusted_schema=OFF"),
    *("cell_size_check=ON", "recursive_triggers=ON", "secure_delete=ON", "fullfsync=ON"),
)
_Got = TypeVar("_Got")


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
        """Run a statement once for each row of values; an INSERT for many rows at a time."""
        left = iter(rows)
        try:
            first = list(islice(left, MANY))
            if len(first) < MANY or not statement.lstrip().startswith("INSERT"):
                self.connection.executemany(statement, chain(first, left))
                return
            from rehabtrack.storage.inserting import insert_many

            # what a statement would undo by itself if refused: on the disk a write for each row
            self.connection.execute("PRAGMA temp_store=MEMORY")
            insert_many(self.connection, statement, chain(first, left))
        except database_errors() as error:
            refuse(error, self.path)

    def await_answers(self) -> None:
        """Nothing: each statement is answered as it is run."""

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
            from rehabtrack.storage.sqlite_failures import replaced

            raise replaced(self.path)

    def hold(self, patient_id: int) -> Rows:
        """Nothing, and nobody: who writes holds the lock of the whole file from the start."""
        return ()

    def next_patient(self) -> int:
        """The number that a new patient gets: nobody's, not even of one who was erased."""
        (last,) = next(iter(self.execute(self.sql.LAST_PATIENT)))
        self._given = max(last or 0, self._given) + 1
        return self._given

    def patients_called(self, name: str) -> "sqlite3.Cursor":
        """The rows of the patients of this very name who are not void."""
        return self.execute(self.sql.PATIENT_NAMED, {"name": name})

    def knows_erased(self, uid: bytes) -> bool:
        """Whether somebody of this identity was erased here."""
        return any(erased == uid for _, erased, *_ in self.execute(self.sql.ERASURES))

    def forget(self, name: str, value: str) -> None:
        """Delete a setting, if it has this value."""
        self.execute(self.sql.SETTING_ERASE, {"name": name, "value": value})

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
        if _patiently(schema_version, connection, path) < database.SCHEMA_VERSION:
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
        from rehabtrack.storage.sqlite_failures import sqlite_too_old

        raise sqlite_too_old()
    return connected(sqlite3, path)


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
            timeout=database.BUSY_SECONDS,
            isolation_level=None,
            cached_statements=STATEMENTS,
        )
    except database_errors() as error:
        refuse(error, path)
    return connection


def schema_version(connection: "sqlite3.Connection", path: str) -> int:
    """The number of the file's schema; refused if the file is not ours or newer than we are."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application_id == APPLICATION_ID and version <= database.SCHEMA_VERSION:
        return int(version)
    from rehabtrack.storage.sqlite_failures import not_ours, too_new

    raise too_new(path) if application_id == APPLICATION_ID else not_ours(path)


def _patiently(attempt: Callable[..., _Got], *arguments: object) -> _Got:
    """What an attempt gives, made anew while the file is busy, for database.BUSY_SECONDS in all."""
    until = None
    while True:
        try:
            return attempt(*arguments)
        except database_errors() as error:
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_BUSY"):
                raise
            until = until or monotonic() + database.BUSY_SECONDS
            if monotonic() >= until:
                raise


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
    from rehabtrack.storage.sqlite_failures import unreachable

    raise unreachable(path)
