"""Why a server does not let us in, each with one sentence and what to do about it.

A connection that failed has no SQLSTATE: libpq's words are all there is. Its own are English; those
it passes on are in the server's language, and what we do not know of them has a sentence as well.
None of them is shown: an address that was misread could put a piece of a password into them.
"""

import re

import psycopg

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage.failures import DatabaseBusy, DatabaseReadOnly, DatabaseUnreachable
from rehabtrack.storage.postgresql_address import AddressUnreadable
from rehabtrack.storage.postgresql_failures import (
    ADMITTED,
    NO_RIGHTS,
    READ_ONLY,
    THE_LEADER,
    NoRights,
)


class LoginRefused(StorageError):
    """The server knows no such login, or not with that password."""


class TlsMissing(StorageError):
    """A server that is not on this machine does not prove which one it is."""


KEEP = "Keep it in ~/.pgpass, or give it by PGPASSWORD."
_UNSENT = "Nothing was sent to it."
_UNREACHED = (
    "refused|timeout|timed out|resolve|translate host|No such file|unreachable|No route"
    "|closed the connection|reset by peer|could not (connect|receive|send)"
)
_FOLLOWS = "session is read-only|in hot standby|hot standby mode is disabled"
#: Looked for one after the other, so that of several hosts the most telling answer is said.
_MEANINGS: tuple[tuple[str, type[StorageError], str, str], ...] = (
    (
        r"password authentication failed",
        LoginRefused,
        "The server {database} does not take that password of the login {login}.",
        "Give the right one by ~/.pgpass or PGPASSWORD; an administrator can make a new one.",
    ),
    (
        r"permission denied for database",
        NoRights,
        NO_RIGHTS,
        ADMITTED,
    ),
    (
        r'database ".*" does not exist',
        DatabaseUnreachable,
        "The server has no such database as {database}.",
        "See how it is written, or let whoever runs the server make it.",
    ),
    (
        r'role ".*" does not exist|pg_hba\.conf|not permitted to log in|authentication failed',
        LoginRefused,
        "The server {database} does not let the login {login} in.",
        "See how it is written, or ask whoever runs the server.",
    ),
    (
        rf"(?s)Multiple connection attempts.*({_FOLLOWS})",
        DatabaseReadOnly,
        "No server of {database} leads just now.",
        "Try again in a minute; one may be about to take over.",
    ),
    (
        _FOLLOWS,
        DatabaseReadOnly,
        READ_ONLY,
        THE_LEADER,
    ),
    (
        r"too many (clients|connections)|connection slots are reserved",
        DatabaseBusy,
        "The server {database} has no room for one more connection.",
        "Try again later.",
    ),
    (
        r"starting up|shutting down|not yet accepting|not accepting|recovery mode",
        DatabaseUnreachable,
        "The server {database} is starting or stopping.",
        "Try again in a moment.",
    ),
    (
        r"server does not support SSL",
        TlsMissing,
        "The server {database} has no TLS, and others could read what goes there.",
        f"{_UNSENT} Have TLS turned on, or say sslmode=disable in the address to do without.",
    ),
    (
        r"certificate verify failed|does not match host name|root certificate file",
        TlsMissing,
        "The server {database} does not prove that it is the one it is named.",
        f"{_UNSENT} Name the root that signed its certificate: sslrootcert=FILE in the address.",
    ),
    (
        r"ssl(mode|rootcert|cert|key)|SSL (error|connection|negotiation)|certificate|private key",
        TlsMissing,
        "No TLS could be agreed with the server {database}.",
        f"{_UNSENT} See sslmode, sslrootcert and sslcert in its address or service.",
    ),
    (
        r"definition of service|service file",
        DatabaseUnreachable,
        "There is no {database} in the service file of libpq that can be read.",
        "Write it to ~/.pg_service.conf, or name that file by PGSERVICEFILE.",
    ),
    (
        r"local user",
        AddressUnreadable,
        "The address {database} names no login.",
        "Write postgresql://LOGIN@HOST/NAME.",
    ),
    (
        r"could not match|^connection is bad: invalid|invalid (port|integer|connection)|bad value",
        AddressUnreadable,
        "The address {database} says what libpq does not understand.",
        "See its options, or give another by --db.",
    ),
    (
        _UNREACHED,
        DatabaseUnreachable,
        "The server {database} cannot be reached.",
        "See that it runs and that this machine has a way to it.",
    ),
)


def meaning_of_login(error: psycopg.Error, database: str, login: str) -> StorageError:
    """What a connection that failed says of a database, as it is shown, and of who tried."""
    words = str(error)
    for pattern, failure, sentence, remedy in _MEANINGS:
        if re.search(pattern, words):
            said = sentence.format(database=database, login=login)
            return failure(said, remedy)
    return LoginRefused(
        f"The server {database} did not let the login {login} in.",
        "What its log says of it, whoever runs the server can see.",
    )


def password_missing(database: str) -> StorageError:
    """The server asks for a password, none is kept, and there is no terminal to ask on."""
    return LoginRefused(f"The server {database} asks for a password, and none is kept.", KEEP)
