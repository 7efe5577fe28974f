"""The drills of docs/clinic.md: a clinic comes back on another server from each kind of copy."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest
import server as servers
from clinic_shapes import let_go, new_clinic, rows, said
from server import SUPERUSER, Server

from rehabtrack.storage.dividing import divide
from rehabtrack.storage.table_definitions import definitions

pytestmark = pytest.mark.server

CLINIC = "to-restore"
#: What makes a server of a copy of another one's clinic, for as long as it is looked at.
Restore = Callable[[Server, Path], AbstractContextManager[Server]]


@pytest.fixture(scope="module", params=["whole", "in parts"])
def kept(request: pytest.FixtureRequest, server: Server) -> Iterator[Server]:
    """A server with a clinic, gone when its drills are done."""
    address = new_clinic(server, CLINIC)
    if request.param == "in parts":
        divide(address, 3)
    yield server
    server.superuser().execute(f'DROP DATABASE "{CLINIC}" WITH (FORCE)')


def run(server: Server, program: str, *words: str, ordinarily: bool = False) -> str:
    """What a program of PostgreSQL prints, as the superuser of a server runs it."""
    argv = [str(servers._programs() / program), *words]
    done = subprocess.run(
        servers._ordinarily(*argv) if ordinarily else argv,
        env=os.environ
        | {"PGHOST": "127.0.0.1", "PGPORT": str(server.port), "PGUSER": SUPERUSER}
        | {"PGPASSWORD": (server.folder / "superuser").read_text()},
        capture_output=True,
        text=True,
        check=False,
        timeout=servers.PATIENCE,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def from_a_dump(kept: Server, folder: Path) -> Iterator[Server]:
    """A new server, with the logins and the clinic that were dumped."""
    logins, dump = folder / "logins.sql", folder / "clinic.dump"
    run(kept, "pg_dumpall", "--roles-only", f"--file={logins}")
    run(kept, "pg_dump", "--format=custom", f"--file={dump}", CLINIC)
    with servers.running() as fresh:
        ours = logins.read_text().splitlines()
        known = (f"CREATE ROLE {SUPERUSER};", f"ALTER ROLE {SUPERUSER} ")
        logins.write_text("\n".join(line for line in ours if not line.startswith(known)))
        run(fresh, "psql", "--set=ON_ERROR_STOP=1", f"--file={logins}", "--quiet", "postgres")
        run(fresh, "pg_restore", "--create", "--exit-on-error", "--dbname=postgres", str(dump))
        yield fresh


@contextmanager
def from_a_base_backup(kept: Server, folder: Path) -> Iterator[Server]:
    """A new server on a copy of all files of the old one."""

    def in_the_place(place: Path) -> dict[str, str]:
        shutil.rmtree(place / "data")
        run(kept, "pg_basebackup", f"--pgdata={place}/data", "--checkpoint=fast", ordinarily=True)
        run(kept, "pg_verifybackup", f"{place}/data", ordinarily=True)
        (place / "superuser").write_text((kept.folder / "superuser").read_text())
        return {}

    with servers.running(prepared=in_the_place) as fresh:
        yield fresh


@pytest.mark.parametrize("restored", [from_a_dump, from_a_base_backup])
def test_a_clinic_comes_back_on_another_server(
    kept: Server, restored: Restore, tmp_path: Path
) -> None:
    lines = ("log", "review", "patient list", "db check", "--patient gwen log")
    before = rows(kept, CLINIC), around(kept)
    told = [said(kept.address(CLINIC, "ruth"), line) for line in lines]
    with restored(kept, tmp_path) as fresh:
        for line in kept.passwords.read_text().splitlines():
            if ":ruth:" in line:
                fresh.remember("ruth", line.rpartition(":")[2])
        ruth = f"{fresh.address(CLINIC, 'ruth')}?passfile={fresh.passwords}"
        assert (rows(fresh, CLINIC), around(fresh)) == before
        assert [said(ruth, line) for line in lines] == told
        assert said(ruth, "pain 2 --at 11:00")[0] == 0
        with psycopg.connect(ruth) as hers, pytest.raises(psycopg.errors.InsufficientPrivilege):
            hers.execute("DELETE FROM pain")


def around(server: Server) -> list[str]:
    """What stands around the tables of the clinic: keys, triggers, policies, views, rights."""
    superuser = server.superuser(CLINIC)
    with superuser.transaction():
        superuser.execute("SET LOCAL search_path = pg_catalog")
        tables = superuser.execute(
            "SELECT 'public.' || relname FROM pg_class WHERE relkind IN ('r', 'p')"
            " AND relnamespace = 'public'::regnamespace ORDER BY relname"
        ).fetchall()
        found = definitions(superuser, [table for (table,) in tables])
    let_go(server, CLINIC)
    return sorted(found)  # a dump makes them in an order of its own
