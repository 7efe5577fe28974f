"""Why a server does not open: one sentence each, exit 1, and no password anywhere."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from command_line import Terminal
from encrypted_terminal import Typing
from practices import MIA
from refusals import NO_CLINIC, SECRET, refused
from server import Server, for_the_server, running

from rehabtrack.storage import wrapping
from rehabtrack.storage.database import open_or_create

pytestmark = pytest.mark.server

NAME = "not_a_clinic"


@pytest.fixture(scope="module")
def logins(server: Server) -> str:
    """Where a server listens that has an empty database, and logins whose password is SECRET."""
    server.new_database(NAME)
    superuser = server.superuser()
    for name, more in [
        ("rt_known", "LOGIN"),
        ("rt_full", "LOGIN CONNECTION LIMIT 0"),
        ("rt_closed", "NOLOGIN"),
    ]:
        superuser.execute(f"CREATE ROLE {name} PASSWORD '{SECRET}' {more}")
    superuser.execute("CREATE DATABASE rt_private")
    superuser.execute("REVOKE ALL ON DATABASE rt_private FROM PUBLIC")
    return f"127.0.0.1:{server.port}"


# --- who comes -----------------------------------------------------------------------------------


def test_a_wrong_password_is_said_and_not_shown(rt: Terminal, logins: str) -> None:
    assert refused(rt, f"postgresql://rt_known:x{SECRET}@{logins}/{NAME}") == (
        f"The server postgresql://rt_known@{logins}/{NAME} does not take that password of the "
        "login rt_known. Give the right one by ~/.pgpass or PGPASSWORD; an administrator can make "
        "a new one."
    )


def test_nobody_learns_whether_a_login_exists(rt: Terminal, logins: str) -> None:
    nobody = refused(rt, f"postgresql://rt_nobody:{SECRET}@{logins}/{NAME}")
    wrong = refused(rt, f"postgresql://rt_known:x{SECRET}@{logins}/{NAME}")
    assert nobody == wrong.replace("rt_known", "rt_nobody")


def test_a_login_that_may_not_log_in_is_refused(rt: Terminal, logins: str) -> None:
    assert refused(rt, f"postgresql://rt_closed:{SECRET}@{logins}/{NAME}") == (
        f"The server postgresql://rt_closed@{logins}/{NAME} does not let the login rt_closed in. "
        "See how it is written, or ask whoever runs the server."
    )


def test_a_login_without_rights_is_refused(rt: Terminal, logins: str) -> None:
    assert refused(rt, f"postgresql://rt_known:{SECRET}@{logins}/rt_private") == (
        f"The login rt_known has no rights in postgresql://rt_known@{logins}/rt_private. "
        "Ask an administrator of the clinic: rehabtrack role LOGIN .."
    )


def test_a_database_that_is_not_there_is_named(rt: Terminal, logins: str) -> None:
    assert refused(rt, f"postgresql://rt_known:{SECRET}@{logins}/rt_nowhere") == (
        f"The server has no such database as postgresql://rt_known@{logins}/rt_nowhere. "
        "See how it is written, or let whoever runs the server make it."
    )


def test_a_server_that_is_full_says_so(rt: Terminal, logins: str) -> None:
    assert refused(rt, f"postgresql://rt_full:{SECRET}@{logins}/{NAME}") == (
        f"The server postgresql://rt_full@{logins}/{NAME} has no room for one more connection. "
        "Try again later."
    )


def test_a_password_that_is_kept_nowhere_is_asked_for_unseen(logins: str) -> None:
    address = f"postgresql://rt_known@{logins}/{NAME}"
    for answer, ended in ((SECRET, "There is no clinic"), ("slip", "does not take that password")):
        typing = Typing("--db", address, "log", env={})
        typing.see(f"Password of rt_known on {address}: ")
        typing.type(answer)
        assert typing.end() == 1
        assert ended in " ".join(typing.shown.split())
        assert answer not in typing.shown


def test_a_password_that_was_typed_is_not_asked_for_again(
    practice_at: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(wrapping, "ask", lambda prompt: asked.append(prompt) or "password of mia")
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    for _ in range(2):
        open_or_create(practice_at[MIA]).close()
    assert len(asked) == 1


def test_where_nobody_can_be_asked_the_password_is_missing(logins: str) -> None:
    address = f"postgresql://rt_known@{logins}/{NAME}"
    for stdin in (subprocess.DEVNULL, subprocess.PIPE):
        ended = subprocess.run(
            [sys.executable, "-m", "rehabtrack", "--db", address, "log"],
            env={"PATH": os.environ["PATH"]},
            stdin=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            start_new_session=True,  # away from the terminal of whoever tests
        )
        assert (ended.returncode, ended.stdout) == (1, "")
        assert " ".join(ended.stderr.split()) == (
            f"Error: The server {address} asks for a password, and none is kept. "
            "Keep it in ~/.pgpass, or give it by PGPASSWORD."
        )


@pytest.mark.parametrize("way", ["--db ADDRESS", "--db=ADDRESS", "db copy journal.db ADDRESS"])
def test_a_password_typed_as_part_of_a_command_is_refused(rt: Terminal, way: str) -> None:
    rt.before = []
    typed = rt(way.replace("ADDRESS", f"postgresql://anna:{SECRET}@127.0.0.1:1/clinic"))
    assert (typed.code, typed.out) == (2, "")
    assert "a password typed there is seen by others; keep it in ~/.pgpass" in typed.sentence
    assert SECRET not in typed.err


# --- what is there -------------------------------------------------------------------------------


def test_a_server_that_is_not_there_cannot_be_reached(rt: Terminal, tmp_path: Path) -> None:
    with nobody_listening() as port:
        for host in (f"127.0.0.1:{port}", f"%2F{tmp_path.name}", f"nowhere.invalid:{port}"):
            assert refused(rt, f"postgresql://anna:{SECRET}@{host}/clinic") == (
                f"The server postgresql://anna@{host}/clinic cannot be reached. "
                "See that it runs and that this machine has a way to it."
            )


def test_a_server_that_never_answers_is_given_up(rt: Terminal) -> None:
    with deaf() as listening:
        port = listening.getsockname()[1]
        rt.env["PGCONNECT_TIMEOUT"] = "2"
        assert "cannot be reached" in refused(rt, f"postgresql://a:{SECRET}@127.0.0.1:{port}/x")


def test_ctrl_c_ends_the_waiting_for_a_server() -> None:
    with deaf() as listening:
        port = listening.getsockname()[1]
        waiting = subprocess.Popen(
            [sys.executable, "-m", "rehabtrack", "6"],
            env=os.environ | {"REHABTRACK_DB": f"postgresql://anna:x@127.0.0.1:{port}/clinic"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        with listening.accept()[0]:
            waiting.send_signal(signal.SIGINT)
            assert waiting.communicate(timeout=60) == (b"", b"\n")
        assert waiting.returncode == 130


def test_of_several_hosts_the_one_that_answers_is_taken(rt: Terminal, logins: str) -> None:
    with nobody_listening() as port:
        several = f"127.0.0.1:{port},{logins}"
        assert refused(rt, f"postgresql://rt_known:{SECRET}@{several}/{NAME}") == (
            f"There is no clinic of rehabtrack in postgresql://rt_known@{several}/{NAME}. "
            "Make one with a login that may make roles: rehabtrack db init --clinic --login LOGIN"
        )
        several = f"{logins},127.0.0.1:{port}"
        assert "not take that password" in refused(rt, f"postgresql://rt_known:x@{several}/{NAME}")


def test_a_server_that_is_stopping_says_so(rt: Terminal) -> None:
    with running() as stopping:
        address = stopping.address("postgres")
        stopping.superuser()  # who keeps it from stopping
        stopping.process.send_signal(signal.SIGTERM)
        while "smart shutdown" not in stopping.log:
            assert stopping.process.poll() is None
        assert refused(rt, address, PGPASSFILE=str(stopping.passwords)) == (
            f"The server {address} is starting or stopping. Try again in a moment."
        )


def test_a_server_that_follows_another_says_so(rt: Terminal) -> None:
    def follows_nobody(folder: Path) -> dict[str, str]:
        mark = folder / "data" / "standby.signal"
        mark.touch()
        for_the_server(mark)
        # as initdb noted: no fewer will do
        return {"max_connections": "100", "max_locks_per_transaction": "64"}

    with running(prepared=follows_nobody) as standby:
        address = standby.address("postgres")
        assert refused(rt, address, PGPASSFILE=str(standby.passwords)) == (
            f"The server {address} may only be read: another one leads it, or it was made so. "
            "Give the address of the one that leads, or of all: postgresql://LOGIN@HOST,HOST/NAME"
        )
        both = address.replace("@127.0.0.1:", f"@127.0.0.1:{standby.port},127.0.0.1:")
        assert refused(rt, both, PGPASSFILE=str(standby.passwords)) == (
            f"No server of {both} leads just now. "
            "Try again in a minute; one may be about to take over."
        )


def test_an_sslmode_that_does_not_exist_is_refused(rt: Terminal, logins: str) -> None:
    assert "No TLS could be agreed with the server" in refused(
        rt, f"postgresql://rt_known:{SECRET}@{logins}/{NAME}?sslmode=sure"
    )


def test_an_option_that_libpq_does_not_understand_is_refused(rt: Terminal, logins: str) -> None:
    address = f"postgresql://rt_known@{logins}/{NAME}"
    sentence = f"The address {address} says what libpq does not understand. See its options, "
    for option in ("connect_timeout=soon", "target_session_attrs=x", "keepalives=x"):
        found = refused(rt, f"{address.replace('@', f':{SECRET}@')}?{option}")
        assert found == f"{sentence}or give another by --db."


# --- whose it is ---------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["0001", "ae1027a6acf"])
def test_the_database_of_another_program_is_no_clinic(
    rt: Terminal, server: Server, logins: str, number: str
) -> None:
    superuser = server.superuser(NAME)
    superuser.execute("CREATE TABLE alembic_version (version_num varchar(32))")
    superuser.execute("INSERT INTO alembic_version VALUES (%s)", (number,))
    superuser.execute("GRANT SELECT ON alembic_version TO rt_known")
    assert NO_CLINIC in refused(rt, f"postgresql://rt_known:{SECRET}@{logins}/{NAME}")
    superuser.execute("DROP TABLE alembic_version")


# --- machinery -----------------------------------------------------------------------------------


@contextmanager
def nobody_listening() -> Iterator[int]:
    """A port of this machine that is taken, and where nobody answers."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@contextmanager
def deaf() -> Iterator[socket.socket]:
    """One that listens and never says anything."""
    with socket.socket() as listening:
        listening.settimeout(60)
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening
