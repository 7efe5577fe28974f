"""A COMMIT that nobody answered: was it stored?

The connection broke, or the server stopped waiting for the one that follows it. The change is then
looked up by its own id on whichever server leads by now; what is found has to be on the disk of the
follower as well before it is called stored.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from time import monotonic, sleep

from psycopg import Error
from psycopg.errors import Diagnostic

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage.postgresql_address import Address
from rehabtrack.storage.postgresql_connecting import Connection, connect
from rehabtrack.storage.postgresql_failures import (
    ConnectionLost,
    connection_lost,
    meaning_of,
    not_known,
)

#: How long an answer to a COMMIT is waited for, and then as long for a server that leads. Patroni
#: gives a leader up that was silent for 30 s (its `ttl`) and looks every 10 s (its `loop_wait`);
#: the rest is for the promotion.
PATIENCE_SECONDS = 60.0
#: How long between one look for a leader and the next; ours.
PAUSE_SECONDS = 0.5
#: The locks of journals, apart from whatever else may be locked in the same database; ours.
JOURNALS = 0x5248
BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
HOLD = "SELECT pg_advisory_xact_lock(%s, %s)"
_FIND = "SELECT FROM change WHERE patient_id = %s AND id = %s"
#: Written to the log of the server and nowhere else: the COMMIT behind it waits for the follower's
#: disk, and so for all that was stored before it.
_MARK = "SELECT pg_logical_emit_message(true, 'rehabtrack', '')"
#: What the server says when it stops waiting for its follower: "warning", and nothing more exact.
_WARNING = "01000"


class Unanswered(Exception):
    """Nobody said whether it was stored."""


@contextmanager
def answered(connection: Connection) -> Iterator[None]:
    """Run what ends with COMMIT; Unanswered where the answer does not come, or not a full one."""
    warnings: list[str | None] = []

    def heed(diagnostic: Diagnostic) -> None:
        warnings.append(diagnostic.sqlstate)

    # a server that waits for its follower heeds no timeout of its own, only a request to cancel
    patience = Timer(PATIENCE_SECONDS, connection.cancel_safe)
    patience.daemon = True
    connection.add_notice_handler(heed)
    patience.start()
    try:
        yield
    except Error as error:
        if isinstance(meaning_of(error, ""), ConnectionLost):
            raise Unanswered from None
        raise
    finally:
        patience.cancel()
        connection.remove_notice_handler(heed)
    if _WARNING in warnings:
        raise Unanswered


def settle(lost: Connection, address: Address, changes: Sequence[tuple[int, bytes]]) -> Connection:
    """A new connection, where what was to be stored is; ConnectionLost if it is not, else NotKnown.

    One change stands for its whole transaction.
    """
    address = Address(address.shown, address.given | _password(lost))
    lost.close()
    until = monotonic() + PATIENCE_SECONDS
    while changes and monotonic() < until:
        try:
            connection = connect(address)
        except StorageError:  # nobody leads yet
            sleep(PAUSE_SECONDS)
            continue
        try:
            if _is_stored(connection, *changes[0]):
                return connection
        except (Error, Unanswered):
            connection.close()
            sleep(PAUSE_SECONDS)
            continue
        connection.close()
        raise connection_lost(address.shown)
    raise not_known(address.shown)


def _is_stored(connection: Connection, patient_id: int, uid: bytes) -> bool:
    """Whether a change is stored, once the transaction that made it has ended.

    That held the journal, which is got only when it is over, on the server where it was.
    """
    connection.execute(BEGIN)  # so that the search sees what was stored while the lock was awaited
    connection.execute(HOLD, (JOURNALS, patient_id))
    found = connection.execute(_FIND, (patient_id, uid)).rowcount == 1
    if found:
        connection.execute(_MARK)
    with answered(connection):
        connection.execute("COMMIT")
    return found


def _password(connection: Connection) -> dict[str, str]:
    """What was asked for when the connection was made is not asked for again."""
    password = connection.info.password
    return {"password": password} if password else {}
