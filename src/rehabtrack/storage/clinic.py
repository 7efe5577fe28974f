"""A clinic on a server: making it, who is admitted to it, and in whose care a patient is."""

import os
from contextlib import closing
from typing import TYPE_CHECKING

from rehabtrack.domain.errors import StorageError
from rehabtrack.domain.named import Named
from rehabtrack.storage.database import SCHEMA_VERSION, Database
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.storage.postgresql_connecting import Connection
    from rehabtrack.storage.postgresql_way_in import WayIn

_IS_EMPTY = """
SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f'))
"""
_AS_OWNER = "SET LOCAL ROLE rehabtrack_owner"
_STAMP = "INSERT INTO public.alembic_version VALUES (%s)"
_FIRST = "SELECT public.make_login(%s, 'administrator', %s)"
_OWNER_NO_MORE = "REVOKE rehabtrack_owner FROM CURRENT_USER"


class Person(Named):
    """Who is admitted to a clinic, since when (ms), by whom."""

    login: str
    role: str
    admitted_at: int
    admitted_by: str


class Care(Named):
    """Who sees a patient's journal, or did: from when to when (ms), granted and revoked by whom."""

    login: str
    role: str
    granted_at: int
    granted_by: str
    revoked_at: int | None
    revoked_by: str | None


def schema_text() -> str:
    """What makes an empty database a clinic, by a login that may make roles."""
    path = os.path.join(os.path.dirname(__file__), "postgresql_schema.sql")
    with open(path, encoding="utf-8") as file:
        return file.read()


def make(text: str, login: str, password: str) -> "WayIn":
    """Make a clinic in the empty database at an address, whole or not at all; the way in.

    Its first administrator is a new login with a password; who makes it is nobody there.
    StorageError if the database is not empty, or who makes it may not make roles.
    """
    from psycopg import Error, errors

    from rehabtrack.storage.postgresql_address import address_of
    from rehabtrack.storage.postgresql_connecting import connect
    from rehabtrack.storage.postgresql_failures import NoRights, refuse
    from rehabtrack.storage.postgresql_way_in import way_in

    address = address_of(text)
    with closing(connect(address)) as connection:
        try:
            with connection.transaction():
                _make(connection, address.shown, login, password)
        except errors.InsufficientPrivilege:
            raise NoRights(
                f"This login may not make a clinic in {address.shown}.",
                "It takes a superuser's, or one that owns the database and may grant its roles.",
            ) from None
        except Error as error:
            refuse(error, address.shown)
        return way_in(address, connection, login, password)


def _make(connection: "Connection", shown: str, login: str, password: str) -> None:
    if connection.execute(_IS_EMPTY).fetchone() != (True,):
        raise StorageError(
            f"The database {shown} is not empty.",
            "It was left as it is. Make a clinic in a new one: createdb NAME",
        )
    connection.execute(schema_text())
    connection.execute(_AS_OWNER)
    connection.execute(_STAMP, (f"{SCHEMA_VERSION:04}",))
    connection.execute(_FIRST, (login, verifier(connection, login, password)))
    connection.execute("RESET ROLE")
    connection.execute(_OWNER_NO_MORE)


def verifier(connection: "Connection", login: str, password: str) -> str:
    """What a password is verified by: it is all that the server, and its log, is ever told."""
    made: bytes = connection.pgconn.encrypt_password(
        password.encode(), login.encode(), b"scram-sha-256"
    )
    return made.decode()


def admit(database: Database, login: str, role: str, password: str) -> None:
    """Make a login with a password, and let it into the clinic in a role.

    StorageError unless an administrator does it, or a therapist or doctor for a patient.
    """
    told = verifier(database.connection, login, password)  # type: ignore[attr-defined]
    list(database.execute("SELECT admit(%s, %s, %s)", (login, role, told)))


def change_login(database: Database, login: str, role: str | None, password: str | None) -> str:
    """Give a login another role or a new password, an administrator alone; the role it has then."""
    told = None if password is None else verifier(database.connection, login, password)  # type: ignore[attr-defined]
    ((found,),) = database.execute("SELECT change_login(%s, %s, %s)", (login, role, told))
    return str(found)


def people(database: Database) -> list[Person]:
    """Everybody who is admitted, for an administrator; for anybody else herself alone."""
    return [Person._make(row) for row in database.execute("SELECT * FROM people()")]


def carers(journal: Journal) -> list[Care]:
    """Who sees the journal of a patient, or did, in the order in which it was granted."""
    rows = journal.database.execute("SELECT * FROM carers(%s)", (journal.patient_id,))
    return [Care._make(row) for row in rows]


def grant(journal: Journal, login: str) -> bool:
    """Let a login see and write the journal of a patient; False if it does already."""
    return _said(journal, "SELECT grant_care(%s, %s)", login)


def revoke(journal: Journal, login: str) -> bool:
    """Let a login neither see nor write the journal any more; False if it does not now."""
    return _said(journal, "SELECT revoke_care(%s, %s)", login)


def _said(journal: Journal, statement: str, login: str) -> bool:
    ((said,),) = journal.database.execute(statement, (journal.patient_id, login))
    return bool(said)
