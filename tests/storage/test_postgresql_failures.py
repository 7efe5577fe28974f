"""What a server's errors mean, each provoked, and what of them is never shown."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from server import Server

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage.failures import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseUnreachable,
)
from rehabtrack.storage.postgresql_address import address_of
from rehabtrack.storage.postgresql_connecting import Connection, connect
from rehabtrack.storage.postgresql_failures import (
    ClinicRefused,
    ConnectionLost,
    Crossed,
    NoRights,
    refuse,
)

pytestmark = pytest.mark.server

MARKER = "xyzzy"
SHOWN = "the clinic"


@pytest.fixture(scope="module")
def database(server: Server) -> str:
    """A database with a table of notes in it."""
    address = server.new_database("failing")
    server.superuser("failing").execute(
        "CREATE TABLE note (no integer PRIMARY KEY CHECK (no < 10), words text)"
    )
    server.superuser("failing").execute(f"INSERT INTO note VALUES (1, '{MARKER}')")
    return address


@pytest.fixture
def connection(database: str) -> Iterator[Connection]:
    """A connection as the program makes it."""
    with connect(address_of(database)) as connection:
        yield connection


@contextmanager
def refusing() -> Iterator[None]:
    """What the program makes of whatever psycopg raises."""
    try:
        yield
    except psycopg.Error as error:
        refuse(error, SHOWN)


def failed(connection: Connection, statement: str, *values: object) -> BaseException:
    """What a statement ends in."""
    with pytest.raises((StorageError, psycopg.Error)) as raised, refusing():
        connection.execute(statement, values or None)
    assert MARKER not in str(raised.value)
    assert raised.value.__suppress_context__  # nor is it in a traceback
    return raised.value


def coded(code: str) -> str:
    """A statement that fails with a SQLSTATE, and says more than it should."""
    return f"DO $$ BEGIN RAISE EXCEPTION '{MARKER}' USING ERRCODE = '{code}'; END $$"


@pytest.mark.parametrize(
    ("statement", "meant", "sentence"),
    [
        (
            "SET statement_timeout = 1; SELECT pg_sleep(9)",
            DatabaseBusy,
            (
                "Somebody had the server the clinic cancel this command. "
                "Nothing was stored; try again."
            ),
        ),
        (
            coded("40001"),
            Crossed,
            (
                "This command and another one held each other up in the clinic. "
                "Nothing was stored; try again."
            ),
        ),
        (coded("40P01"), Crossed, "held each other up"),
        (
            coded("55P03"),
            DatabaseBusy,
            (
                "Another command holds what this one needs in the clinic for too long. "
                "Nothing was stored; try again."
            ),
        ),
        (
            "SELECT pg_terminate_backend(pg_backend_pid())",
            ConnectionLost,
            "The connection to the clinic was lost. Nothing was stored; try again.",
        ),
        (coded("57P03"), DatabaseUnreachable, "The server the clinic is starting or stopping."),
        (
            f"SET transaction_read_only = on; INSERT INTO note VALUES (2, '{MARKER}')",
            DatabaseReadOnly,
            (
                "The server the clinic may only be read: another one leads it, or it was made so. "
                "Nothing was stored. Give the address of the one that leads, or of all: "
                "postgresql://LOGIN@HOST,HOST/NAME"
            ),
        ),
        (
            "COPY note TO '/dev/full'",
            DatabaseFull,
            (
                "There is no room left on the disk of the clinic. "
                "Nothing was stored; whoever runs the server must make room."
            ),
        ),
        (
            f"SET ROLE pg_monitor; INSERT INTO note VALUES (2, '{MARKER}')",
            NoRights,
            (
                "Your login has no right to that in the clinic. Nothing was stored. "
                "Ask an administrator of the clinic: rehabtrack care grant, or role LOGIN .."
            ),
        ),
        (
            "SELECT convert_from('\\xff', 'UTF8')",
            StorageError,
            (
                "A text holds a character that the server the clinic does not take. "
                "Nothing was stored; take it out and try again."
            ),
        ),
        (
            coded("53200"),
            DatabaseBusy,
            (
                "The server the clinic has no room for one more connection, or no memory left. "
                "Nothing was stored; try again later."
            ),
        ),
        (
            coded("XX001"),
            DatabaseDamaged,
            (
                "The disk of the server the clinic could not be read or written, or its data are "
                "damaged. Nothing was stored; tell whoever runs the server."
            ),
        ),
        (
            (
                "DO $$ BEGIN RAISE EXCEPTION 'The login eva is admitted already.' "
                "USING HINT = 'See: rehabtrack role'; END $$"
            ),
            ClinicRefused,
            "The login eva is admitted already. See: rehabtrack role",
        ),
    ],
)
def test_an_error_of_the_server_is_one_sentence_of_ours(
    connection: Connection, statement: str, meant: type[StorageError], sentence: str
) -> None:
    error = failed(connection, statement)
    assert type(error) is meant
    assert sentence in str(error)


def test_who_waits_for_another_command_gives_up(database: str, connection: Connection) -> None:
    assert connection.execute("SHOW lock_timeout").fetchone() == ("15s",)
    with psycopg.connect(database) as other:
        other.execute("LOCK note")
        connection.execute("SET lock_timeout = 1")
        assert type(failed(connection, "SELECT * FROM note")) is DatabaseBusy


def test_what_is_asked_of_a_lost_connection_says_that_it_is_lost(connection: Connection) -> None:
    failed(connection, "SELECT pg_terminate_backend(pg_backend_pid())")
    for _ in range(2):
        assert type(failed(connection, "SELECT 1")) is ConnectionLost
    connection.close()
    assert type(failed(connection, "SELECT 1")) is ConnectionLost


def test_the_character_nul_is_refused(connection: Connection) -> None:
    error = failed(connection, "INSERT INTO note VALUES (2, %s)", f"{MARKER}\0")
    assert str(error) == (
        "A text holds the character NUL, which no server takes. Take it out; try again."
    )


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (1, psycopg.errors.UniqueViolation, "23505 note note_pkey"),
        (11, psycopg.errors.CheckViolation, "23514 note note_no_check"),
        ("one", psycopg.errors.InvalidTextRepresentation, "22P02"),
    ],
)
def test_a_bug_stays_what_it_is_without_the_row_that_it_fell_over(
    connection: Connection, number: object, kind: type[psycopg.Error], words: str
) -> None:
    error = failed(connection, "INSERT INTO note VALUES (%s, %s)", number, MARKER)
    assert type(error) is kind
    assert str(error) == words


def test_a_server_keeps_what_it_calls_stored_whatever_it_was_told(server: Server) -> None:
    with connect(address_of(server.new_database("hurried"))) as connection:
        shown = [
            connection.execute(f"SHOW {name}").fetchone()
            for name in ("synchronous_commit", "search_path", "application_name")
        ]
    assert shown == [("on",), ("public",), ("rehabtrack",)]
