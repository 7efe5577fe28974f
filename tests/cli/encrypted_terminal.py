"""Somebody at the keyboard whose file is encrypted, and a keyring for her that is a few files."""

import os
import pty
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import engines
from command_line import Said, Terminal
from keyring.backend import KeyringBackend

from rehabtrack.storage import converting, keys
from rehabtrack.storage.database import is_encrypted
from rehabtrack.storage.sqlite_file import connect

#: What makes a process of its own use the keyring below.
RING = {
    "PYTHON_KEYRING_BACKEND": "encrypted_terminal.Ring",
    "PYTHONPATH": os.pathsep.join([os.path.dirname(__file__), os.path.dirname(engines.__file__)]),
}


class Ring(KeyringBackend):
    """A keyring that keeps each password in a file of the home folder."""

    priority = 1  # type: ignore[assignment]

    def get_password(self, service: str, username: str) -> str | None:
        with suppress(FileNotFoundError):
            return _held(service, username).read_text()
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        _held(service, username).write_text(password)


def _held(service: str, username: str) -> Path:
    return Path(os.environ["HOME"], f"ring-{service}-{username}")


class EncryptedTerminal(Terminal):
    """A terminal that encrypts its file as soon as there is one, with a key in a file."""

    def __call__(self, line: str = "", *more: str, stdin: str | bytes | None = None) -> Said:
        said = super().__call__(line, *more, stdin=stdin)
        self.encrypt()
        return said

    def encrypt(self) -> None:
        """Encrypt the file if it is there and is not encrypted."""
        if os.path.isfile(self.db) and not is_encrypted(self.db):
            key = keys.new_in_file(str(self.folder / "keys" / os.urandom(4).hex()))
            converting.convert(self.db, keys.NO_KEY, key)

    def rows(self) -> list[Any]:
        """Everything that was ever stored in the file."""
        if not Path(self.db).exists():
            return []
        with closing(connect(self.db)) as connection:
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = sorted(name for (name,) in names if name != "alembic_version")
            held = {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
            return [(name, row) for name, rows in held.items() for row in rows]


class Typing:
    """The program on a terminal of its own, and somebody who types into it."""

    def __init__(self, *arguments: str, env: dict[str, str]) -> None:
        self._screen, theirs = pty.openpty()
        self._program = subprocess.Popen(
            [sys.executable, "-m", "rehabtrack", *arguments],
            env=engines.environment() | {"LOGNAME": "anna"} | env,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = ""

    def see(self, text: str) -> None:
        """Wait until this is on the screen."""
        while text not in self.shown:
            if not self._read():
                raise AssertionError(self.shown)

    def type(self, text: str) -> None:
        """Type a line."""
        os.write(self._screen, text.encode() + b"\n")

    def end(self) -> int:
        """Wait for the end of the program; its exit code."""
        while self._read():
            pass
        os.close(self._screen)
        return self._program.wait(timeout=60)

    def _read(self) -> bool:
        try:
            read = os.read(self._screen, 4096)
        except OSError:  # so Linux says that nobody is at the other side any more
            return False
        self.shown += read.decode().replace("\r\n", "\n")
        return bool(read)
