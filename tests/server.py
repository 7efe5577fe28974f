"""A PostgreSQL of the tests' own: on loopback, with a port, a folder and passwords that go with it.

It is made and run by an ordinary user, as the server asks for, and ends with whoever started it:
by its process number at the end of the tests, by the system when they were killed.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from machine import missing

if TYPE_CHECKING:
    import psycopg

SUPERUSER = "rt_super"
#: What starting and stopping may take, in seconds; ours, twenty times what it takes.
PATIENCE = 60
#: Whom root runs the server as: nobody, who owns nothing.
NOBODY = 65534
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "log_error_verbosity": "terse",
    "max_connections": "60",
    "max_locks_per_transaction": "32",
    "timezone": "Etc/GMT-5",  # not the tests' own, nor UTC
}
#: What a test that is not about loss need not wait for.
_HURRIED = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
#: Deletes where rows are, whatever guards them: a tenth of the time of emptying every table.
_EMPTY = """DO $$
DECLARE
	emptied regclass;
	filled boolean;
BEGIN
	SET LOCAL lock_timeout = '10s';
	SET LOCAL session_replication_role = replica;
	FOR emptied IN
		SELECT oid FROM pg_class
		WHERE relkind IN ('r', 'p') AND NOT relispartition
		AND relnamespace = 'public'::regnamespace AND relname NOT IN ('alembic_version')
	LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %s)', emptied) INTO filled;
		IF filled THEN
			EXECUTE format('DELETE FROM %s', emptied);
		END IF;
	END LOOP;
END
$$"""


class Server:
    """A running server: where it listens, who may log in, and what its superuser sees and does."""

    def __init__(self, folder: Path, port: int, process: "subprocess.Popen[bytes]") -> None:
        self.folder = folder
        self.port = port
        self.process = process
        #: The file of passwords, to be named by PGPASSFILE.
        self.passwords = folder / "passwords"
        self._kept: dict[str, psycopg.Connection] = {}

    @property
    def log(self) -> str:
        """All that the server wrote of itself."""
        return (self.folder / "log").read_text()

    def address(self, database: str, login: str = SUPERUSER) -> str:
        """The connecting string of a login, its password left to the file of passwords."""
        return f"postgresql://{login}@127.0.0.1:{self.port}/{database}"

    def remember(self, login: str, password: str) -> None:
        """Note the password of a login in the file of passwords."""
        with open(self.passwords, "a", opener=_for_me_alone) as file:
            file.write(f"127.0.0.1:{self.port}:*:{login}:{password}\n")

    def superuser(self, database: str = "postgres") -> "psycopg.Connection":
        """The superuser's connection to a database, each statement on its own; kept."""
        import psycopg

        if database not in self._kept:
            self._kept[database] = psycopg.connect(
                self.address(database), passfile=str(self.passwords), autocommit=True
            )
        return self._kept[database]

    def new_database(self, name: str, like: str = "template0") -> str:
        """Make a database, empty or with all that another holds; the superuser's address of it."""
        self.leave(like)
        self.superuser().execute(
            f'CREATE DATABASE "{name}" TEMPLATE "{like}" STRATEGY file_copy'  # half the work
        )
        return self.address(name)

    def leave(self, database: str) -> None:
        """Close the superuser's connection to a database, which holds up whoever copies it."""
        if database in self._kept:
            self._kept.pop(database).close()

    def let_change_clinics(self, login: str) -> None:
        """Let a login do with the roles of all clinics what who made them can.

        Up to PostgreSQL 15 whoever may make roles may grant any.
        """
        roles = ("rehabtrack_owner", "rehabtrack_person")
        superuser = self.superuser()
        made = superuser.execute("SELECT FROM pg_roles WHERE rolname = ANY (%s)", ([*roles],))
        if made.rowcount == len(roles) and superuser.info.server_version >= 160_000:
            superuser.execute(
                f"GRANT {', '.join(roles)} TO {login} WITH ADMIN OPTION, INHERIT FALSE, SET FALSE"
            )

    def empty(self, database: str) -> None:
        """Delete all rows of all tables of a database, whatever guards them."""
        self.superuser(database).execute(_EMPTY)

    def stop(self) -> None:
        """End the server at once, as an administrator would, and wait until it is gone."""
        for kept in self._kept.values():
            kept.close()
        self._kept.clear()
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(PATIENCE)
            raise


@contextmanager
def running(
    *, durable: bool = False, prepared: Callable[[Path], dict[str, str]] = lambda _: {}
) -> Iterator[Server]:
    """A new server, gone afterwards with all it held; `durable` if it is to outlive a power cut.

    `prepared` may lay more into the server's folder before it starts, and gives more settings.
    Skips where no server is installed, and fails instead where everything is to be tested.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="rehabtrack-server-"))
    try:
        _initialise(programs, folder)
        settings = _SETTINGS | ({} if durable else _HURRIED) | prepared(folder)
        server = _started(programs, folder, settings)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def for_the_server(file: Path) -> None:
    """Let the server read a file of its folder, and nobody else."""
    file.chmod(0o600)
    if os.geteuid() == 0:
        os.chown(file, NOBODY, NOBODY)


def _programs() -> Path:
    """The folder of the newest server that is installed."""
    try:
        import psycopg  # noqa: F401
    except ImportError:
        missing("psycopg is not installed")
    found = [Path(name) for name in glob("/usr/lib/postgresql/*/bin")]
    found.sort(key=lambda folder: int(folder.parent.name))
    if asked := shutil.which("pg_config"):
        told = subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=True)
        found.append(Path(told.stdout.strip()))
    found = [folder for folder in found if (folder / "postgres").exists()]
    return found[-1] if found else missing("no PostgreSQL server is installed")


def _initialise(programs: Path, folder: Path) -> None:
    password = secrets.token_hex(16)
    given = folder / "password"
    given.write_text(password)
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    for_the_server(given)
    made = subprocess.run(
        _ordinarily(
            *(str(programs / "initdb"), f"--pgdata={folder}/data", f"--username={SUPERUSER}"),
            *("--auth=scram-sha-256", f"--pwfile={given}", "--encoding=UTF8"),
            *("--locale=C.UTF-8", "--data-checksums", "--no-sync", "--no-instructions"),
        ),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    given.unlink()
    assert made.returncode == 0, made.stderr
    with open(folder / "superuser", "w", opener=_for_me_alone) as file:
        file.write(password)


def _started(programs: Path, folder: Path, settings: dict[str, str]) -> Server:
    """The server, once it lets its superuser in; at another port when this one was just taken."""
    given = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    until = monotonic() + PATIENCE
    while True:
        port = _free_port()
        with open(folder / "log", "ab") as log:
            process = subprocess.Popen(
                _ordinarily(
                    *(str(programs / "postgres"), "-D", f"{folder}/data", "-p", str(port)), *given
                ),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in a terminal is for the tests
            )
        server = Server(folder, port, process)
        server.remember(SUPERUSER, (folder / "superuser").read_text())
        while process.poll() is None:
            if _lets_in(server):
                return server
            if monotonic() > until:
                server.stop()
                raise AssertionError(server.log)
            sleep(0.02)
        if "could not bind" not in server.log or monotonic() > until:
            raise AssertionError(server.log)


def _lets_in(server: Server) -> bool:
    import psycopg

    try:
        server.superuser()
    except psycopg.OperationalError:
        return False
    return True


def _ordinarily(*command: str) -> list[str]:
    """The command as an ordinary user runs it, and as Linux ends it with whoever started it."""
    words = ["--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"]
    if os.geteuid() != 0:
        words = []
    if (setpriv := shutil.which("setpriv")) is None:
        if words:
            missing("there is no setpriv to run a server as an ordinary user")
        return list(command)
    return [setpriv, *words, "--pdeathsig", "INT", *command]


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _for_me_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
