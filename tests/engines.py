"""What holds the databases of a run of the tests: files, or clinics on a server.

A clinic is made once and emptied for each test. Who writes there logged in, so a test that has
several people write has each of them admitted, in the care of every patient there is.
"""

import hashlib
import hmac
import os
import re
import secrets
import shutil
import sqlite3
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from server import Server

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage.database import Database, is_address, open_existing, open_or_create

if TYPE_CHECKING:
    import psycopg

#: Who writes where a test names nobody.
ANNA = "anna"
#: What only the tests have in a clinic: how somebody comes to work there.
_TESTS_OWN = """
CREATE SCHEMA tests;
CREATE FUNCTION tests.to_care_for(who text) RETURNS SETOF integer LANGUAGE sql AS $$
	SELECT patient_id FROM patient
	EXCEPT SELECT patient_id FROM care WHERE login = who AND revoked_at IS NULL
$$;
CREATE FUNCTION tests.admit(who text, verifier text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = who) THEN
		EXECUTE format('CREATE ROLE %I LOGIN PASSWORD %L IN ROLE rehabtrack_person', who, verifier);
	END IF;
	IF NOT EXISTS (SELECT FROM person WHERE login = who) THEN
		INSERT INTO person VALUES (who, 'administrator', 0, 'rt_super');
	END IF;
	IF EXISTS (SELECT FROM tests.to_care_for(who)) THEN
		INSERT INTO care SELECT patient_id, who, 0, 'rt_super'
		FROM tests.to_care_for(who) AS patient_id;
	END IF;
END
$$;
CREATE TABLE tests.first AS TABLE person;
"""
_ADMIT = "SELECT tests.admit(%s, %s)"


class Clinics:
    """The clinics of a server: as many as one test needs at once, each used again and again."""

    def __init__(self, server: Server) -> None:
        self.server = server
        #: The password of everybody but the superuser.
        self.password = secrets.token_hex(16)
        self.verifier = _verifier(self.password)
        self._free: list[str] = []
        self.taken: list[str] = []
        self._made: set[str] = set()
        #: Those that are no longer as a clinic is made.
        self.altered: set[str] = set()
        from rehabtrack.storage import clinic

        server.remember("*", self.password)
        clinic.make(server.new_database("clinic"), "head", self.password)
        server.superuser("clinic").execute(_TESTS_OWN)

    def take(self) -> str:
        """The name of an empty clinic that nobody else has."""
        name = self._free.pop() if self._free else f"clinic{len(self.taken)}"
        if name in self._made - self.altered:
            self.server.empty(name)
            self.server.superuser(name).execute("INSERT INTO person TABLE tests.first")
        else:
            self._make(name, like="clinic")
        self.taken.append(name)
        return name

    def copy(self, place: str, to: str) -> None:
        """Let one clinic hold what another does."""
        self._make(_name(to), like=_name(place))

    def _make(self, name: str, like: str) -> None:
        """Make a clinic as another one is, in the place of what there is of that name."""
        self.server.leave(name)
        self.server.superuser().execute(f'DROP DATABASE IF EXISTS "{name}"')
        self.server.new_database(name, like=like)
        self._made.add(name)
        (self.altered.add if like in self.altered else self.altered.discard)(name)

    def fill(self, place: str, file: str) -> None:
        """Let an empty clinic hold what a file does, in anna's care."""
        superuser = self.superuser(place)
        with closing(sqlite3.connect(file)) as held, superuser.transaction():
            superuser.execute("SET LOCAL session_replication_role = replica")
            tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
            for (table,) in held.execute(f"{tables} AND name <> 'alembic_version'"):
                rows = held.execute(f"SELECT * FROM {table}")
                names = ", ".join(f'"{name}"' for name, *_ in rows.description)
                with superuser.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copying:
                    for row in rows:
                        copying.write_row(row)
            superuser.execute("UPDATE setting SET login = %s", (ANNA,))
            superuser.execute(
                "INSERT INTO care SELECT DISTINCT patient_id, %s, 0, 'rt_super' FROM change",
                (ANNA,),
            )

    def give_back(self, names: Sequence[str]) -> None:
        """Let others have these clinics."""
        for name in names:
            self.taken.remove(name)
            self._free.append(name)

    def superuser(self, place: str) -> "psycopg.Connection":
        """The superuser's connection to the clinic at a place."""
        return self.server.superuser(_name(place))

    def admit(self, place: str, login: str) -> None:
        """Let somebody in who cares for every patient of a clinic."""
        self.superuser(place).execute(_ADMIT, (login, self.verifier))


#: The clinics of this run; None where files hold the databases.
clinics: Clinics | None = None


@contextmanager
def borrowed() -> Iterator[None]:
    """The clinics that are taken meanwhile are free again afterwards."""
    if clinics is None:
        yield
        return
    before = [*clinics.taken]
    try:
        yield
    finally:
        clinics.give_back([name for name in clinics.taken if name not in before])


def new_place(folder: Path, like: str | None = None) -> str:
    """Where a new database may come to be: a path in the folder, or anna's address of a clinic.

    An empty file to copy saves the time of making one.
    """
    if clinics is None:
        path = folder / "journal.db"
        return str(shutil.copy(like, path) if like else path)
    name = clinics.take()
    place = clinics.server.address(name, ANNA)
    clinics.admit(place, ANNA)
    return place


def fill(place: str, file: str) -> None:
    """Let a new database hold what a file does; in a clinic in anna's care."""
    if clinics is None:
        shutil.copy(file, place)
    else:
        clinics.fill(place, file)


def copy(place: str, to: str) -> None:
    """Copy the database of a place to another."""
    if clinics is None:
        shutil.copy(place, to)
    else:
        clinics.copy(place, to)


def as_login(place: str, login: str) -> str:
    """The address of the same clinic as somebody else has it."""
    assert clinics is not None
    clinics.admit(place, login)
    return clinics.server.address(_name(place), login)


def relative(place: str) -> str:
    """A path as somebody says it who is in its folder; an address as it is."""
    return place if is_address(place) else os.path.basename(place)


def said_by(arguments: list[str]) -> list[str]:
    """A command as `--as NAME` says it; where whoever logs in writes, by that login."""
    if clinics is None or not is_address(arguments[1]):
        return arguments
    address, *left = arguments[1:]
    login, at = address.partition("//")[2].partition("@")[0], 0
    while left[at:] and left[at].startswith("--"):  # those before the command
        if left[at] == "--as":
            login = left[at + 1]
            del left[at : at + 2]
        else:
            at += 2
    if "role" in left[:-2]:
        clinics.admit(address, left[left.index("role") + 1])  # whose role is to be told is there
    return ["--db", as_login(address, login), *left]


def environment() -> dict[str, str]:
    """What a program that a test starts is to know of this one's environment."""
    return {name: os.environ[name] for name in ("PATH", "PGPASSFILE") if name in os.environ}


def opened(place: str, by: str = ANNA) -> Database:
    """The database at a place; in a clinic with a connection on which anybody can `act`."""
    if clinics is None:
        return open_or_create(place)
    database = open_existing(clinics.server.address(_name(place)), guarded=False)
    assert database is not None
    act(database, by)
    return database


def hurry(database: Database) -> Database:
    """The same, not waiting for the disk: what is not about power cuts need not."""
    if database.login is None:
        database.execute("PRAGMA synchronous=OFF")
    return database


def act(database: Database, login: str) -> None:
    """Let somebody write next, who in a clinic is the one who logged in."""
    if clinics is None or database.login is None:
        return
    ((now,),) = database.execute("SELECT session_user")
    if now != login:
        from psycopg.sql import Identifier

        database.execute("RESET SESSION AUTHORIZATION")
        database.execute(_ADMIT, (login, clinics.verifier))
        quoted = Identifier(login).as_string(None)
        database.execute(f"SET SESSION AUTHORIZATION {quoted}")
    database.login = login


def in_transaction(database: Database) -> bool:
    """Whether a transaction is open on it."""
    connection: Any = database.connection  # type: ignore[attr-defined]
    if database.login is None:
        return bool(connection.in_transaction)
    return bool(connection.info.transaction_status)


@contextmanager
def asked(database: Database) -> Iterator[list[str]]:
    """The statements that a database is asked meanwhile; of a row each where a file is written."""
    run: list[str] = []
    if database.login is None:
        connection: Any = database.connection  # type: ignore[attr-defined]
        connection.set_trace_callback(run.append)
        yield run
        connection.set_trace_callback(None)
        return

    def noting(method: Callable[..., Any]) -> Callable[..., Any]:
        def noted(statement: str, *given: Any) -> Any:
            if "pg_attribute" not in statement:  # asked once
                run.append(statement.strip())
            return method(statement, *given)

        return noted

    with pytest.MonkeyPatch.context() as patch:
        for name in ("execute", "stream", "_one_by_one"):
            patch.setattr(database, name, noting(getattr(database, name)))
        yield run


def refusals() -> tuple[type[Exception], ...]:
    """What a database raises that does not take something."""
    if clinics is None:
        return (sqlite3.IntegrityError,)
    import psycopg

    return (psycopg.Error, StorageError)


class Tool:
    """Another program at a database, whom no rights hold back: the owner's, the superuser's."""

    def __init__(self, connection: "sqlite3.Connection | psycopg.Connection") -> None:
        self.connection = connection

    def execute(
        self, statement: str, parameters: Sequence[object] | Mapping[str, object] = ()
    ) -> Any:
        """Run a statement, with its parameters as SQLite has them; the cursor."""
        if isinstance(self.connection, sqlite3.Connection):
            return self.connection.execute(statement, parameters)
        statement = re.sub(r"(?<!:):(\w+)", r"%(\1)s", statement.replace("?", "%s"))
        with self.connection.transaction():  # a refusal ends no transaction around it
            return self.connection.execute(statement, parameters or None)

    def _alter(self, statement: str) -> None:
        """Change the schema; what is no longer as it is made is nobody's next clinic."""
        if clinics and not isinstance(self.connection, sqlite3.Connection):
            clinics.altered.add(self.connection.info.dbname)
        self.connection.execute(statement)

    def take_anything(self, table: str) -> None:
        """Let no check of a table refuse anything from now on."""
        if isinstance(self.connection, sqlite3.Connection):
            self.connection.execute("PRAGMA ignore_check_constraints = ON")
            return
        for name, _ in self._checks(table):
            self._alter(f"ALTER TABLE {table} DROP CONSTRAINT {name}")

    def _checks(self, table: str) -> list[tuple[str, str]]:
        """The checks of a table of a clinic, by name."""
        assert not isinstance(self.connection, sqlite3.Connection)
        return self.connection.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'c' AND conrelid = %s::regclass",
            (table,),
        ).fetchall()

    def disarm(self) -> None:
        """Switch every guard off that is a trigger, and whatever else looks where a row points."""
        if isinstance(self.connection, sqlite3.Connection):
            for name, _ in self._triggers():
                self.connection.execute(f"DROP TRIGGER {name}")
            return
        guarded = "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
        for (table,) in self.connection.execute(guarded).fetchall():
            self._alter(f"ALTER TABLE {table} DISABLE TRIGGER ALL")

    def let_go(self) -> None:
        """Let rows be changed and go, whatever guards them and points to them, from now on."""
        if isinstance(self.connection, sqlite3.Connection):
            self.connection.execute("PRAGMA defer_foreign_keys = ON")
            self.disarm()
        else:
            self.connection.execute("SET LOCAL session_replication_role = replica")

    @contextmanager
    def unguarded(self, untrue: str | None = None) -> Iterator[None]:
        """Without the triggers that refuse what is done meanwhile, and with them again.

        So with the checks of one table, if it is told.
        """
        if isinstance(self.connection, sqlite3.Connection):
            guards = self._triggers()
            self.connection.execute(f"PRAGMA ignore_check_constraints = {bool(untrue):d}")
            self.connection.execute("BEGIN IMMEDIATE")
            self.disarm()
            yield
            for _, sql in guards:
                self.connection.execute(sql)
            self.connection.execute("COMMIT")
            return
        checks = self._checks(untrue) if untrue else []
        with self.connection.transaction():
            self.let_go()
            if untrue:
                self.take_anything(untrue)
            yield
            for name, check in checks:
                self._alter(f"ALTER TABLE {untrue} ADD CONSTRAINT {name} {check} NOT VALID")

    def _triggers(self) -> list[tuple[str, str]]:
        """The triggers of a file, by name."""
        triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        return self.connection.execute(triggers).fetchall()

    def drop_trigger(self, table: str, name: str) -> None:
        """Take a trigger of a table away, if it is there."""
        of_table = "" if isinstance(self.connection, sqlite3.Connection) else f" ON {table}"
        self._alter(f"DROP TRIGGER IF EXISTS {table}_{name}{of_table}")


@contextmanager
def tool(place: str) -> Iterator[Tool]:
    """Another program at the database of a place."""
    if is_address(place):
        assert clinics is not None
        yield Tool(clinics.superuser(place))
        return
    with closing(sqlite3.connect(place, isolation_level=None)) as connection:
        yield Tool(connection)


def stored(place: str) -> list[str]:
    """Everything that was ever stored at a place, a row a line; nothing where no file is."""
    if not is_address(place):
        if not Path(place).exists():
            return []
        with closing(sqlite3.connect(place)) as connection:
            dump = [line for line in connection.iterdump() if line.startswith("INSERT")]
        return [line for line in dump if "alembic_version" not in line]
    assert clinics is not None
    superuser = clinics.superuser(place)
    told = superuser.execute(
        "SELECT string_agg(format('SELECT %L || %I::text FROM %I', relname, relname, relname),"
        " ' UNION ALL ') FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace"
        " AND relname NOT IN ('alembic_version', 'person', 'care')"
    ).fetchone()
    assert told is not None
    return sorted(row for (row,) in superuser.execute(told[0]))


def begun(place: str) -> bool:
    """Whether there is a file at a path; in a clinic, whether it holds anything."""
    return bool(stored(place)) if is_address(place) else Path(place).exists()


def holds(place: str, word: str) -> bool:
    """Whether a word in small letters is anywhere in a file, in any; or in a row of a clinic."""
    if is_address(place):
        return any(word in row.lower() for row in stored(place))
    return word.encode() in Path(place).read_bytes().lower()


def sound() -> str:
    """What a check says of a database in which it found nothing."""
    return (
        "The file is sound." if clinics is None else "The part of the clinic that you see is sound."
    )


def _verifier(password: str) -> str:
    """What a password is verified by, in one round for 4,096: nobody guesses those of the tests.

    RFC 5802 (2010) and RFC 7677 (2015), as PostgreSQL keeps it; a third of a connection's time.
    """
    salt = secrets.token_bytes(16)
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 1)
    client, server = (hmac.digest(salted, key, "sha256") for key in (b"Client Key", b"Server Key"))
    stored = hashlib.sha256(client).digest()
    salt64, stored64, server64 = (b64encode(each).decode() for each in (salt, stored, server))
    return f"SCRAM-SHA-256$1:{salt64}${stored64}:{server64}"


def _name(place: str) -> str:
    """The name of the database at an address."""
    return place.rpartition("/")[2]
