"""A database on a server: PostgreSQL's own ways of opening, transactions, and many rows.

Statements of a transaction that writes are sent without waiting for the answer of the one before
(psycopg's pipeline), so a command waits for the server only where it reads. Who writes to a journal
holds its lock; a statement sees what was stored when it began, and so all that others stored before
the lock was got.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from functools import cached_property
from itertools import islice
from typing import Any

from psycopg import Connection, Error
from psycopg.pq import TransactionStatus

from rehabtrack.storage import database, postgresql_text
from rehabtrack.storage.database import Column, Database, Parameters, Rows
from rehabtrack.storage.postgresql_address import Address, address_of
from rehabtrack.storage.postgresql_columns import COLUMNS, Columns
from rehabtrack.storage.postgresql_connecting import check_schema, connect
from rehabtrack.storage.postgresql_failures import refuse
from rehabtrack.storage.postgresql_storing import (
    BEGIN,
    HOLD,
    Patience,
    Unanswered,
    is_lost,
    renewed,
    settle,
)

#: So many rows of a stream are fetched at a time; ours.
FETCHED = 2_000
#: So many rows are stored at a time; ours.
SENT = 2_000
#: A reader, who keeps to one moment, waits for an upgrade before it, lest she see the old number.
_READ = """BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
LOCK TABLE public.alembic_version IN ACCESS SHARE MODE;"""
#: Divides by zero where the schema is no more the one that the program was made for, which nobody
#: need wait for to hear. No upgrade begins before the transaction ends.
_SAME_SCHEMA = "SELECT 1 / (version_num = '{:04}')::integer FROM public.alembic_version"


def opened(text: str, *, guarded: bool = True) -> "Server":
    """The database at an address; StorageError if it cannot be reached or is not one of ours.

    Or if nothing guards what the login sees, unless that is what is asked for.
    """
    address = address_of(text)
    connection = connect(address)
    try:
        check_schema(connection, address, guarded=guarded)
        return Server(address, connection)
    except BaseException:
        connection.close()
        raise


class Server(Database):
    """A connection to a server, as the one who logged in."""

    def __init__(self, address: Address, connection: Connection[tuple[Any, ...]]) -> None:
        super().__init__(address.shown, postgresql_text)
        # what was asked for is not asked for again, should the connection be lost
        password = {"password": connection.info.password} if connection.info.password else {}
        self.address = Address(address.shown, address.given | password)
        self.connection = connection
        self._patience = Patience(connection)
        self._pipeline = ExitStack()
        self._streams = 0
        self._open = self._writes = False
        #: Asked in each transaction, for others come to be while somebody writes a note.
        self._same_schema = _SAME_SCHEMA.format(database.SCHEMA_VERSION)
        (self.login,) = next(iter(self.execute("SELECT session_user")))

    def execute(self, statement: str, parameters: Parameters = ()) -> Rows:
        """Run a statement; StorageError if the server does not let us."""
        try:
            return self.connection.execute(statement, parameters or None)
        except Error as error:
            refuse(error, self.path)

    def executemany(self, statement: str, rows: Iterable[Parameters]) -> None:
        """Run a statement once for each row of values; an INSERT for many rows at a time.

        Their columns are sent as arrays, which takes a tenth of the time; COPY is for nobody whose
        rows the server guards.
        """
        if not statement.lstrip().startswith("INSERT"):
            self._one_by_one(statement, rows)
            return
        inserting, left = self._columns.of_arrays(statement), iter(rows)
        while part := [*islice(left, SENT)]:
            self.execute(inserting, [*map(list, zip(*part, strict=True))])

    def _one_by_one(self, statement: str, rows: Iterable[Parameters]) -> None:
        try:
            self.connection.cursor().executemany(statement, rows)
        except Error as error:
            refuse(error, self.path)

    def await_answers(self) -> None:
        """Raise now, not with a later statement, what refuses a row that was written."""
        list(self.execute("SELECT"))

    def stream(self, statement: str, parameters: Parameters = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a statement that may give very many, a few of them in memory at a time.

        Where no transaction is open there is nothing to read them in bit by bit: then all of them.
        """
        if not self._open:
            yield from self.execute(statement, parameters)
            return
        self._streams += 1
        name = f"stream{self._streams}"  # it ends with the transaction
        fetching = f"FETCH {FETCHED} FROM {name}"
        # few rows are one answer, as of `execute`; who writes is in a pipeline already
        with nullcontext() if self._writes else self.connection.pipeline():
            self.execute(f"DECLARE {name} NO SCROLL CURSOR FOR {statement}", parameters)
            found = self.execute(fetching)
        while rows := [*found]:
            yield from rows
            found = self.execute(fetching) if len(rows) == FETCHED else ()

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[None]:
        try:
            with super()._transaction(writes=writes):
                yield
        except Error as error:  # what a pipeline tells only as its rows are read
            refuse(error, self.path)
        finally:
            self._open = False

    def _begin(self, *, writes: bool) -> None:
        self._writes = writes
        # lost while somebody wrote a note, say; nothing has been asked of it yet
        if is_lost(self.connection):
            self._go_on(renewed(self.connection, self.address, self.waiting))
        if writes:
            self._pipeline.enter_context(self.connection.pipeline())
            self.execute(BEGIN)
            self.execute(self._same_schema)
        else:
            self.execute(_READ + self._same_schema)
        self._open = True

    def _go_on(self, connection: Connection[tuple[Any, ...]]) -> None:
        with suppress(Error):
            self._pipeline.close()  # of the one before, which may not have come to it
        self.connection = connection
        self._patience = Patience(connection)

    def _commit(self) -> None:
        if not self._writes:
            self.execute("COMMIT")
            return
        try:
            with self._patience.answered():
                self.connection.execute("COMMIT")
                self._pipeline.close()
        except (Unanswered, KeyboardInterrupt) as unheard:
            interrupted = isinstance(unheard, KeyboardInterrupt)
            lost, told = self.connection, self.waiting
            self._go_on(settle(lost, self.address, self.changes, told, interrupted=interrupted))
        except Error as error:
            refuse(error, self.path)

    def _roll_back(self) -> None:
        with suppress(Error):
            self._pipeline.close()
        if self.connection.info.transaction_status != TransactionStatus.IDLE:
            with suppress(Error):
                self.connection.execute("ROLLBACK")

    def hold(self, patient_id: int) -> Rows:
        """Let nobody else write to this patient's journal until the transaction ends.

        Somebody may have since it began: version, change and voided_by of the patient now.
        """
        return self.execute(HOLD, (patient_id,))

    def next_patient(self) -> int:
        """The number that a new patient gets, in whose care the one who logged in then is."""
        ((number,),) = self.execute("SELECT next_patient()")
        return int(number)

    def patients_called(self, name: str) -> Rows:
        """The rows of the patients in her care of this very name who are not void."""
        return self.execute("SELECT * FROM patients_called(%s)", (name,))

    def knows_erased(self, uid: bytes) -> bool:
        """Whether somebody of this identity was erased here, whoever may see the mark."""
        ((known,),) = self.execute("SELECT knows_erased(%s)", (uid,))
        return bool(known)

    def forget(self, name: str, value: str) -> None:
        """Delete a setting, if it has this value."""
        self.execute("SELECT forget(%s, %s)", (name, value))

    def erase(self, patient_id: int, authors: Iterable[str]) -> None:
        """Delete all that tells of a patient; who is one of these authors reads "erased"."""
        self.execute("SELECT erase_patient(%s, %s)", (patient_id, [*authors]))

    def rebuild(self) -> None:
        """Nothing: the server's own VACUUM clears what was deleted."""

    def columns(self, table: str) -> Iterator[Column]:
        """The columns of a table in order."""
        return self._columns.of(table)

    @cached_property
    def _columns(self) -> Columns:
        return Columns(self.execute(COLUMNS))

    def damage(self) -> Iterator[str]:
        """Nothing: that its pages are sound the server itself sees, by their checksums."""
        return iter(())

    def misfits(self) -> Iterator[str]:
        """One sentence for each piece of schema that is not as it must be."""
        from rehabtrack.storage.postgresql_checks import misfits

        return misfits(self)

    def close(self) -> None:
        """Let go of the server."""
        self.connection.close()
