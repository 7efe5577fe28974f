"""What a lost connection leaves open: another one, and whether a COMMIT was stored.

Nobody answered it, or the server stopped waiting for the one that follows it, or somebody who did
not want to wait for the answer pressed Ctrl-C. The change is then
looked up by its own id on whichever server leads by now; what is found has to be on the disk of the
follower as well before it is called stored.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from select import select
from threading import Thread
from time import monotonic, sleep

from psycopg import Error
from psycopg.errors import Diagnostic

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage import postgresql_text
from rehabtrack.storage.database import TAKEOVER_SECONDS
from rehabtrack.storage.failures import ConnectionLost
from rehabtrack.storage.postgresql_address import Address
from rehabtrack.storage.postgresql_connecting import Connection, connect
from rehabtrack.storage.postgresql_failures import (
    connection_lost,
    meaning_of,
    not_known,
)

#: How long between one look for a leader and the next; ours.
PAUSE_SECONDS = 0.5
#: How long who interrupts a COMMIT is kept to be told what came of it; ours.
INTERRUPTED_SECONDS = 5.0
BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
HOLD = "SELECT * FROM hold(%s)"
#: Written to the log of the server and nowhere else: the COMMIT behind it waits for the follower's
#: disk, and so for all that was stored before it.
_MARK = "SELECT pg_logical_emit_message(true, 'rehabtrack', '')"
#: What the server says when it stops waiting for its follower: "warning", and nothing more exact.
_WARNING = "01000"
#: Tells somebody that a server is waited for.
Told = Callable[[], None]
#: The changes of a transaction, (patient, id) each.
Changes = Sequence[tuple[int, bytes]]


class Unanswered(Exception):
    """Nobody said whether it was stored."""


class Patience:
    """How long the COMMITs of a connection are waited for.

    A server that waits for its follower heeds no timeout of its own, only a request to cancel. One
    thread looks after all of them: to start one takes longer than most COMMITs.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._watch: Thread | None = None
        self._until: float | None = None
        self._warned = False

    @contextmanager
    def answered(self, seconds: float | None = None) -> Iterator[None]:
        """Run what ends with COMMIT; Unanswered where no answer comes in time, or not a full one.

        For as long as a takeover takes, unless other `seconds` are said.
        """
        if self._watch is None:
            self._connection.add_notice_handler(self._heed)
            self._watch = Thread(target=self._look, daemon=True)
            self._watch.start()
        self._warned = False
        self._until = monotonic() + (TAKEOVER_SECONDS if seconds is None else seconds)
        try:
            yield
        except Error as error:
            if isinstance(meaning_of(error, ""), ConnectionLost):
                raise Unanswered from None
            raise
        finally:
            self._until = None
        if self._warned:
            raise Unanswered

    def _heed(self, diagnostic: Diagnostic) -> None:
        self._warned = self._warned or diagnostic.sqlstate == _WARNING

    def _look(self) -> None:
        while not self._connection.closed:
            sleep(PAUSE_SECONDS)
            until = self._until
            if until is not None and monotonic() >= until:
                self._connection.cancel_safe()
                self._until = None


def is_lost(connection: Connection) -> bool:
    """Whether the server has ended a connection, as far as has been heard of it."""
    if connection.closed:
        return True
    if not select([connection], [], [], 0)[0]:
        return False  # nothing was heard of it
    try:
        connection.execute("SELECT")
    except Error:
        return True
    return False


def renewed(
    lost: Connection, address: Address, told: Told, seconds: float | None = None
) -> Connection:
    """A new connection to whichever server leads, for one that was lost.

    Where none leads yet, that is `told` once, and waited for; StorageError if none does.
    """
    lost.close()
    until = monotonic() + (TAKEOVER_SECONDS if seconds is None else seconds)
    while True:
        try:
            return connect(address)
        except StorageError:
            if monotonic() > until:
                raise
        told()
        told = _nothing
        sleep(PAUSE_SECONDS)


def settle(
    lost: Connection, address: Address, changes: Changes, told: Told, *, interrupted: bool
) -> Connection:
    """A new connection, where what was to be stored is; ConnectionLost if it is not, else NotKnown.

    Who interrupted is told soon; KeyboardInterrupt if it is not stored.
    """
    try:
        seconds = INTERRUPTED_SECONDS if interrupted else TAKEOVER_SECONDS
        return _looked_up(lost, address, changes, told, seconds)
    except ConnectionLost:
        if interrupted:
            raise KeyboardInterrupt from None
        raise
    except KeyboardInterrupt:
        raise not_known(address.shown) from None


def _looked_up(
    lost: Connection, address: Address, changes: Changes, told: Told, seconds: float
) -> Connection:
    """The same, by one change, which stands for its whole transaction."""
    until = monotonic() + seconds
    connection = lost
    while changes and monotonic() < until:
        try:
            connection = renewed(connection, address, told, seconds)
        except StorageError:
            break
        try:
            if _is_stored(connection, *changes[0], seconds):
                return connection
        except (Error, Unanswered):
            told = _nothing
            sleep(PAUSE_SECONDS)
            continue
        connection.close()
        raise connection_lost(address.shown)
    connection.close()
    raise not_known(address.shown)


def _nothing() -> None:
    """Tell nobody."""


def _is_stored(connection: Connection, patient_id: int, uid: bytes, seconds: float) -> bool:
    """Whether a change is stored, once the transaction that made it has ended.

    That held the journal, which on the server where it was is got only when it is over. An error
    where the journal itself is not there, or not there yet.
    """
    connection.execute(BEGIN)
    connection.execute(HOLD, (patient_id,))
    sought = {"patient_id": patient_id, "id": uid}
    found = connection.execute(postgresql_text.CHANGE_WITH_ID, sought).rowcount == 1
    if found:
        connection.execute(_MARK)
    with Patience(connection).answered(seconds):
        connection.execute("COMMIT")
    return found
