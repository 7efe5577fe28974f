"""The server that the tests start: an ordinary user's, on loopback, and gone when they are."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest
from server import PATIENCE, Server

pytestmark = pytest.mark.server


def test_it_is_an_ordinary_users_who_may_not_read_the_passwords(server: Server) -> None:
    assert os.stat(f"/proc/{server.process.pid}").st_uid != 0
    assert server.passwords.stat().st_mode & 0o777 == 0o600


def test_it_sends_text_in_utf_8_and_checks_what_it_reads_from_disk(server: Server) -> None:
    told = ("server_encoding", "data_checksums", "password_encryption", "listen_addresses")
    shown = [server.superuser().execute(f"SHOW {name}").fetchone() for name in told]
    assert shown == [("UTF8",), ("on",), ("scram-sha-256",), ("127.0.0.1",)]


def test_a_database_is_emptied_whatever_guards_its_rows(server: Server) -> None:
    server.new_database("guarded")
    superuser = server.superuser("guarded")
    superuser.execute(
        """CREATE TABLE held (no integer PRIMARY KEY, of integer REFERENCES held);
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql
        AS $$ BEGIN RAISE EXCEPTION 'nothing is deleted'; END $$;
        CREATE TRIGGER no_delete BEFORE DELETE ON held FOR EACH ROW EXECUTE FUNCTION refuse();
        INSERT INTO held VALUES (1, NULL), (2, 1)"""
    )
    server.empty("guarded")
    assert superuser.execute("SELECT count(*) FROM held").fetchone() == (0,)


def test_it_ends_with_who_started_it_however_that_ends(server: Server) -> None:
    script = """if True:
        import os
        from server import running
        with running() as started:
            print(started.process.pid, started.folder, flush=True)
            os.kill(os.getpid(), 9)
    """
    killed = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": os.path.dirname(__file__)},
        capture_output=True,
        text=True,
        check=False,
        timeout=2 * PATIENCE,
    )
    number, folder = killed.stdout.split()
    until = monotonic() + PATIENCE
    while runs(number) and monotonic() < until:
        sleep(0.02)
    left = runs(number)
    if left:
        os.kill(int(number), signal.SIGINT)
    shutil.rmtree(folder, ignore_errors=left)
    assert not left


def runs(number: str) -> bool:
    """Whether a process of that number runs a server."""
    try:
        return b"postgres" in Path("/proc", number, "cmdline").read_bytes()
    except FileNotFoundError:
        return False
