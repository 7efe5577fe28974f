"""Connecting to a server: whom we trust, how long we wait, and whether a clinic is there."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any

import psycopg
from psycopg import pq

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage import database
from rehabtrack.storage.database import BUSY_SECONDS
from rehabtrack.storage.postgresql_address import Address, hosts_of
from rehabtrack.storage.postgresql_failures import (
    clinic_too_new,
    clinic_too_old,
    no_rights,
    not_a_clinic,
    not_guarded,
    refuse,
)
from rehabtrack.storage.postgresql_logins import meaning_of_login, password_missing

#: How long one host is waited for; another value in the address or its service holds instead.
CONNECT_SECONDS = 10
#: How long a server that fell silent, as when its power is cut, is taken for alive.
SILENT_SECONDS = 30
#: How long a transaction may stand still before the server ends it: a program that was stopped in
#: the middle of one would hold up everybody else's for as long.
IDLE_SECONDS = 600
#: What we say where neither the address, nor its service, nor the environment says anything.
_UNSAID = {
    "PGAPPNAME": "rehabtrack",
    "PGCONNECT_TIMEOUT": str(CONNECT_SECONDS),
    "PGTARGETSESSIONATTRS": "read-write",  # of several servers the one that leads
    "PGSSLMODE": "unsaid",
}
SYSTEM = "system"  # how libpq names the roots of trust that the machine itself has
_KEEPALIVE = {
    "keepalives_idle": str(SILENT_SECONDS // 3),
    "keepalives_interval": str(SILENT_SECONDS // 6),
    "keepalives_count": "4",
    "tcp_user_timeout": str(SILENT_SECONDS * 1000),
}
#: A server that was told to answer before a record is on its disk would lose what we call stored.
#: One that compiles a statement takes longer over it than over all the rows of a patient. And as
#: what asks whose a row is has to come first, and so to seem to cost nothing, the server would
#: rather ask it of all rows of a small table than go by an index to the few.
_SESSION = f"""
SET search_path = public;
SET jit = off;
SET enable_seqscan = off;
SET lock_timeout = '{BUSY_SECONDS:.0f}s';
SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s';
SELECT set_config('synchronous_commit', 'on', false)
WHERE current_setting('synchronous_commit') IN ('off', 'local');
"""
#: The schema's number, whether it is ours, as other programs keep theirs in such a table as well,
#: and whether row security holds for who logged in.
_SCHEMA = """
SELECT version_num, pg_get_userbyid(relowner) = 'rehabtrack_owner',
    row_security_active('public.patient')
FROM public.alembic_version AS ours JOIN pg_catalog.pg_class AS kept ON kept.oid = ours.tableoid
"""
Connection = psycopg.Connection[tuple[Any, ...]]


def connect(address: Address) -> Connection:
    """A connection to the server at an address, without transactions of psycopg's own.

    A host that is not this machine must prove by TLS that it is the one named, unless the address,
    its service or PGSSLMODE says another sslmode. A password that is kept nowhere is asked for on
    the terminal. StorageError where the server does not let us in.
    """
    given = _given(address.given)
    try:
        with _environment(_system_roots() if given.get("sslrootcert") == SYSTEM else {}):
            connection = _connected(given, address.shown)
    except psycopg.Error as error:
        raise meaning_of_login(error, address.shown, given.get("user", "")) from None
    try:
        connection.execute(_SESSION)
    except psycopg.Error as error:
        connection.close()
        refuse(error, address.shown)
    return connection


def check_schema(connection: Connection, address: Address, *, guarded: bool = True) -> None:
    """Refuse what is no clinic, or one with a schema that this program does not have.

    And, where what the login sees is to be guarded, one whom row security does not hold for.
    """
    number, is_guarded = _schema(connection, address)
    if number < database.SCHEMA_VERSION:
        raise clinic_too_old(address.shown)
    if guarded and not is_guarded:
        raise not_guarded(address.shown, connection.info.user)


def schema_number(connection: Connection, address: Address) -> int:
    """The number of the clinic's schema; refused if it is no clinic, or newer than we are."""
    return _schema(connection, address)[0]


def _schema(connection: Connection, address: Address) -> tuple[int, bool]:
    shown = address.shown
    try:
        row = connection.execute(_SCHEMA).fetchone()
    except (psycopg.errors.UndefinedTable, psycopg.errors.InvalidSchemaName):
        raise not_a_clinic(shown) from None
    except psycopg.errors.InsufficientPrivilege:
        raise no_rights(shown, connection.info.user) from None
    except psycopg.Error as error:
        refuse(error, shown)
    number, ours, guarded = row or ("", False, False)
    if not ours or not str(number).isdecimal():
        raise not_a_clinic(shown)
    if int(str(number)) > database.SCHEMA_VERSION:
        raise clinic_too_new(shown)
    return int(str(number)), guarded


def _given(address: dict[str, str]) -> dict[str, str]:
    """All that libpq is given: of the address, its service and the environment, else what is ours.

    A service's hosts are among it, for psycopg tries one after the other only those that it knows.
    """
    # behind all that is said, and so that what was not said can be told from libpq's defaults
    unsaid = {name: value for name, value in _UNSAID.items() if not os.environ.get(name)}
    with _environment(unsaid | ({"PGSERVICE": address["service"]} if "service" in address else {})):
        known = {
            option.keyword.decode(): option.val.decode()
            for option in pq.Conninfo.get_defaults()
            if option.val is not None
        }
    said = known | address
    if said["sslmode"] == _UNSAID["PGSSLMODE"]:
        said["sslmode"] = "prefer" if all(map(_is_here, _all_hosts(said))) else "verify-full"
    if said["sslmode"] == "verify-full" and not os.path.exists(_own_roots()):
        said.setdefault("sslrootcert", SYSTEM)
    return _KEEPALIVE | said | {"client_encoding": "UTF8"}


@contextmanager
def _environment(wanted: dict[str, str]) -> Iterator[None]:
    """The environment with these in it, for libpq looks there, and afterwards as it was."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, said in before.items():
            os.environ.pop(name)
            if said is not None:
                os.environ[name] = said


def _all_hosts(said: dict[str, str]) -> list[str]:
    return [*hosts_of(said), *said.get("hostaddr", "").split(",")]


def _is_here(host: str) -> bool:
    """Whether a host is this very machine: by a socket in its file system, or by loopback."""
    from ipaddress import ip_address

    if not host or host.startswith(("/", "@")) or host.lower() == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return False


def _own_roots() -> str:
    """Where libpq looks for the roots that a person trusts for PostgreSQL alone."""
    place = r"%APPDATA%\postgresql\root.crt" if os.name == "nt" else "~/.postgresql/root.crt"
    return os.path.expanduser(os.path.expandvars(place))


def _system_roots() -> dict[str, str]:
    """Where this machine keeps its roots: psycopg may bring an OpenSSL that does not know it."""
    from ssl import get_default_verify_paths

    if not {"SSL_CERT_FILE", "SSL_CERT_DIR"}.isdisjoint(os.environ):
        return {}
    places = get_default_verify_paths()
    found = {"SSL_CERT_FILE": places.cafile, "SSL_CERT_DIR": places.capath}
    return {name: place for name, place in found.items() if place}


def _connected(given: dict[str, str], database: str) -> Connection:
    try:
        return psycopg.connect(**given, autocommit=True)  # type: ignore[arg-type]
    except psycopg.OperationalError as error:
        if error.pgconn is None or not error.pgconn.needs_password:
            raise
    password = _asked(f"Password of {given.get('user', '')} on {database}: ", database)
    return psycopg.connect(**given | {"password": password}, autocommit=True)  # type: ignore[arg-type]


@cache  # two processes that tell a listing by turns connect anew, and neither asks again
def _asked(prompt: str, database: str) -> str:
    from rehabtrack.storage.wrapping import ask

    try:
        return ask(prompt)
    except StorageError:
        raise password_missing(database) from None
