"""The program in this process, on a file in a folder of its own, and what must hold of all it says.

In one process a command takes some milliseconds, so that thousands of lines can be tried.
"""

import getpass
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import chdir, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import format_exception

import keyring
from click.testing import CliRunner
from keyring.backend import KeyringBackend
from oracle import FIGURES, PRIVATE, Ended

from rehabtrack.cli.main import main
from rehabtrack.storage import keys

#: What no terminal is ever to be sent, beside the end of a line.
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
DONE, REFUSED, MISUSED = 0, 1, 2
#: `massage check` alone answers with these.
ANSWERS = {3, 4, 5}
HIDDEN = ("REHABTRACK_DB", "REHABTRACK_PATIENT", "REHABTRACK_AS", "NO_COLOR", "TZ")
TABLE = "at,site,value,note\n2026-03-01T07:30Z,back,3,\n2026-03-02,neck,7,x\n"


class Ring(KeyringBackend):
    """A keyring that forgets everything."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._held[service, username] = password


class Desk:
    """A folder with what a person may have in it, and the program run there on `journal.db`."""

    def __init__(self, folder: Path, now: float) -> None:
        self.folder = folder
        self.now = now
        self.db = folder / "journal.db"
        env = {"LOGNAME": "anna", "HOME": str(folder), "XDG_DATA_HOME": str(folder / "share")}
        env["BROWSER"] = "true"  # which shows nothing
        self._runner = CliRunner(
            env=dict.fromkeys(HIDDEN) | env | {"REHABTRACK_TZ": "Europe/Berlin"}
        )

    def run(self, line: Sequence[str], stdin: bytes = b"") -> Ended:
        """Run a line and look at all that it said and left."""
        before = self._stored()
        with chdir(self.folder):
            result = self._runner.invoke(
                main,
                ["--db", "journal.db", *line],
                input=stdin,
                prog_name="rehabtrack",
                obj=lambda: self.now,
                terminal_width=78,
            )
        FIGURES["bad inputs tried"] += 1
        failed = result.exception and not isinstance(result.exception, SystemExit)
        FIGURES["tracebacks"] += bool(failed)
        assert not failed, (line, "".join(format_exception(result.exception)))
        done = Ended(result.exit_code, result.stdout, result.stderr)
        must_be_told_well(line, done)
        if done.code in (REFUSED, MISUSED):
            after = self._stored()
            assert after == before or (before is None and not self._changes()), (line, done)
        return done

    def must_be_sound(self) -> None:
        """The file, if there is one by now, is sound, and no draft lies beside it."""
        if self.db.exists():
            checked = self.run(["db", "check"])
            assert checked.code == DONE, checked
        drafts = [name for name in os.listdir(self.folder) if name.startswith(".rehabtrack-")]
        assert not drafts

    def _stored(self) -> bytes | None:
        return self.db.read_bytes() if self.db.exists() else None

    def _changes(self) -> int:
        with closing(sqlite3.connect(self.db)) as connection:
            (count,) = connection.execute("SELECT count(*) FROM change").fetchone()
        return int(count)


def must_be_told_well(line: Sequence[str], done: Ended) -> None:
    """A documented exit code, one sentence for an error, no control byte, no word of a note."""
    codes = {DONE, REFUSED, MISUSED} | (ANSWERS if "check" in line else set())
    assert done.code in codes, (line, done)
    assert not OBEYED.search(done.out), (line, done)
    assert not OBEYED.search(done.err), (line, done)
    assert PRIVATE not in done.err, (line, done)
    told_otherwise = done.err.startswith("Usage: ") or "nothing was changed" in done.out
    if done.code in (REFUSED, MISUSED) and not told_otherwise:
        assert len(re.findall("^Error:", done.err, re.MULTILINE)) == 1, (line, done)
    if "--json" in line and done.out.startswith('{"'):
        assert done.out.isascii(), (line, done)
        assert all(isinstance(json.loads(each), dict) for each in done.out.splitlines()), line


@contextmanager
def desk(kept: Path | None, now: float) -> Iterator[Desk]:
    """A desk in a new folder; with a file that holds what that one holds, if one is given."""
    with TemporaryDirectory(prefix="rehabtrack-fuzz-") as above, _nobody_else():
        folder = Path(above, "of", "its", "own")
        (folder / "folder").mkdir(parents=True)
        (folder / "table.csv").write_text(TABLE)
        (folder / "\udcff.csv").write_text(TABLE + "2026-03-03,neck,11,x\n")
        (folder / "notes.txt").write_bytes(b"no database\xff\0" * 100)
        (folder / "link.db").symlink_to("journal.db")
        (folder / "dangling.db").symlink_to("nowhere.db")
        (folder / "loop.db").symlink_to("loop.db")
        if kept:
            shutil.copy(kept, folder / "journal.db")
            shutil.copy(kept, folder / "copy.db")
        yield Desk(folder, now)


@contextmanager
def _nobody_else() -> Iterator[None]:
    """There is no terminal to type a passphrase on, and the keyring is nobody's."""
    ring, typed = keyring.get_keyring(), getpass.getpass
    keyring.set_keyring(Ring())
    getpass.getpass = _no_terminal
    keys.find.cache_clear()
    try:
        yield
    finally:
        keyring.set_keyring(ring)
        getpass.getpass = typed
        keys.find.cache_clear()


def _no_terminal(prompt: str) -> str:
    raise EOFError
