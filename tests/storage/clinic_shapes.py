"""Clinics of two therapists to hold against each other, and what of them is to be the same."""

import secrets
import shlex
from collections.abc import Iterator
from contextlib import closing, contextmanager

from click.testing import CliRunner
from journals import march, one_of_every_kind, writer
from server import Server

from rehabtrack.cli.main import main
from rehabtrack.domain.records.patient import Patient
from rehabtrack.storage import caseload, clinic
from rehabtrack.storage.database import Database, open_or_create

THERAPISTS = ("ruth", "gwen")


def new_clinic(server: Server, name: str) -> str:
    """A clinic in which Ruth and Gwen have a patient each; the superuser's address of it."""
    address = server.new_database(name)
    password = secrets.token_hex()
    server.remember(_head(name), password)
    server.superuser().execute(f'DROP ROLE IF EXISTS "{_head(name)}"')  # of a clinic that is gone
    clinic.make(address, _head(name), password)
    for login in THERAPISTS:
        _admit(server, name, login)
        with closing(open_or_create(server.address(name, login))) as database:
            _fill(database, login)
    return address


def _head(name: str) -> str:
    """Who admits people to a clinic."""
    return f"head.of-{name}"


def _admit(server: Server, name: str, login: str) -> None:
    """Let a therapist in, who may have come to another clinic of the server before."""
    superuser = server.superuser(name)
    if superuser.execute("SELECT FROM pg_roles WHERE rolname = %s", (login,)).fetchone() is None:
        password = secrets.token_hex()
        with closing(open_or_create(server.address(name, _head(name)))) as database:
            clinic.admit(database, login, "massage-therapist", password)
        server.remember(login, password)
    else:
        superuser.execute("INSERT INTO person VALUES (%s, 'massage-therapist', 0, 'me')", (login,))
    let_go(server, name)


def _fill(database: Database, login: str) -> None:
    """A patient of the same name, with a record of every kind."""
    with database.writing():
        record = Patient(name=login)
        journal = caseload.add_patient(database, record, writer(login), action="patient add")
        for each in one_of_every_kind():
            journal.add(each, action="log")


@contextmanager
def owned(server: Server, name: str, may: str) -> Iterator[str]:
    """The address of a clinic as one has it who owns the database, and may do that; then nobody."""
    login, password, superuser = (
        f"maker_{secrets.token_hex(4)}",
        secrets.token_hex(),
        server.superuser(),
    )
    server.remember(login, password)
    superuser.execute(f"CREATE ROLE {login} LOGIN PASSWORD '{password}' {may}")
    superuser.execute(f'ALTER DATABASE "{name}" OWNER TO {login}')
    if may == "CREATEROLE":
        server.let_change_clinics(login)
    members = "SELECT * FROM pg_auth_members ORDER BY 1, 2"
    before = superuser.execute(members).fetchall()
    yield server.address(name, login)
    assert superuser.execute(members).fetchall() == before
    superuser.execute(f'ALTER DATABASE "{name}" OWNER TO rt_super')
    superuser.execute(f"DROP ROLE {login}")


def let_go(server: Server, name: str) -> None:
    """Close the superuser's connection to a database, so that it can be copied or dropped."""
    server._kept.pop(name).close()


def rows(server: Server, name: str) -> list[str]:
    """Every row of every table of a clinic."""
    superuser = server.superuser(name)
    tables = superuser.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relkind IN ('r', 'p') ORDER BY relname"
    ).fetchall()
    found = [
        f"{table} {row}"
        for (table,) in tables
        for (row,) in superuser.execute(f"SELECT t::text FROM {table} AS t ORDER BY 1")
    ]
    let_go(server, name)
    return found


def said(address: str, line: str) -> tuple[int, str, str]:
    """What a command says at noon of 20 March 2026, wherever the clinic lies."""
    before = ["--db", address, "--tz", "Europe/Berlin"]
    told = CliRunner().invoke(main, [*before, *shlex.split(line)], obj=lambda: march(20, 12) / 1000)
    if told.exception and not isinstance(told.exception, SystemExit):
        raise told.exception
    return told.exit_code, told.stdout, told.stderr.replace(address, "ADDRESS")
