"""What must hold after every fault: real processes on a file of their own, and what they left."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from rehabtrack.cli.main import main

#: Stands in every note, and is looked for wherever no note belongs.
PRIVATE = "zqx-private-words"
#: How long anything may take before the test gives it up.
PATIENCE = 120
#: The program as its console script runs it; says when its own first step is done.
SCRIPT = """
import gc, os, sys
from rehabtrack.__main__ import run
ready = int(sys.argv.pop())
def disable(first=gc.disable):
    first()
    os.write(ready, b".")
    os.close(ready)
gc.disable = disable
run()
"""
#: What a killed program leaves until the next of its kind: a draft, or the mark of an import.
DRAFT = re.compile(r"\.rehabtrack-[0-9a-f.part-]+(-journal)?|\.journal\.db\.importing")
_STORED = re.compile(r"^(p\d+)  (\d+)/10 ", re.MULTILINE)

State = Counter[str]
#: What is counted over the whole run, and printed at its end.
FIGURES: Counter[str] = Counter()


class Ended(NamedTuple):
    """How a process ended: its exit code as a shell shows it, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What stderr says, unwrapped."""
        return " ".join(self.err.split())

    def stored(self) -> list[tuple[str, int]]:
        """The ratings that it said were stored."""
        return [(id_, int(value)) for id_, value in _STORED.findall(self.out)]


class Diary:
    """A database in a folder of its own, and the program that is run on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = folder / "journal.db"
        self.hot = folder / "journal.db-journal"
        self.env = {"PATH": os.environ["PATH"], "LOGNAME": "anna", "HOME": str(folder.parent)}
        self.env |= {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}

    def start(self, *line: str, program: tuple[str, ...] = (), **given: Any) -> Any:
        """Start the program on this file, its options before the command left out."""
        program = program or ("-m", "rehabtrack")
        given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE} | given
        return subprocess.Popen(
            [sys.executable, *program, "--db", str(self.db), *line],
            **{"stderr": subprocess.PIPE, "env": self.env, "preexec_fn": _as_in_a_shell} | given,
        )

    def start_watched(self, *line: str) -> Any:
        """Start the program, and come back when its own first step is done."""
        reading, writing = os.pipe()
        try:
            running = self.start(*line, str(writing), program=("-c", SCRIPT), pass_fds=(writing,))
        finally:
            os.close(writing)
        with os.fdopen(reading, "rb") as told:
            told.read(1)
        return running

    def run(self, *line: str, **given: Any) -> Ended:
        """Run the program to its end."""
        return ended(self.start(*line, **given))

    def does(self, *line: str, **given: Any) -> Ended:
        """Run a command that has to succeed."""
        done = self.run(*line, **given)
        assert done.code == 0, done
        return done

    def state(self) -> State:
        """Every row in the file. Not while another process of ours has it open."""
        with closing(sqlite3.connect(self.db)) as connection:
            return Counter(line for line in connection.iterdump() if line.startswith("INSERT"))

    def ratings(self) -> dict[str, tuple[int, str | None]]:
        """Value and note of every rating, by its id."""
        with closing(sqlite3.connect(self.db)) as connection:
            rows = connection.execute("SELECT no, value, note FROM pain").fetchall()
        return {f"p{no}": (value, note) for no, value, note in rows}

    def must_be_sound(self, beside: Iterable[str] = ()) -> None:
        """The program finds the file sound; no lock is left, and nothing beside it but that.

        It looks in this process, for only how the file was left matters. A journal that had not yet
        begun to matter is left alone until the next write.
        """
        checked = CliRunner().invoke(main, ["--db", str(self.db), "db", "check"])
        assert (checked.exit_code, checked.stderr) == (0, ""), checked
        assert checked.stdout.endswith("The file is sound.\n"), checked
        with closing(sqlite3.connect(self.db, timeout=0, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
        found = {name for name in os.listdir(self.folder) if not DRAFT.fullmatch(name)}
        assert found == {"journal.db", *beside}, found


def ended(running: Any, patience: float = PATIENCE) -> Ended:
    """Wait for a process, and see that it showed neither a traceback nor a note."""
    try:
        out, err = running.communicate(timeout=patience)
    finally:
        running.kill()
    code = running.returncode
    done = Ended(128 - code if code < 0 else code, _text(out), _text(err))
    traceback = "Traceback" in done.err or "Exception ignored" in done.err
    leaked = PRIVATE in done.err
    FIGURES.update({"processes run": 1, "tracebacks": traceback, "notes leaked": leaked})
    assert not traceback, done
    assert not leaked, done
    return done


def wait_until_it_sleeps(running: Any, within: str) -> None:
    """Come back when a process sleeps within this function of the system."""
    told, until = "", monotonic() + PATIENCE / 4
    while within not in told:
        with suppress(OSError):
            told = Path(f"/proc/{running.pid}/wchan").read_text()
        if monotonic() > until or running.poll() is not None:
            running.kill()
            ended(running)
            pytest.skip(f"this system does not tell what a process waits for, but {told!r}")


def must_be_refused(done: Ended) -> None:
    """Refused with one sentence and what to do, and nothing else said."""
    assert (done.code, done.out) == (1, ""), done
    assert done.sentence.startswith("Error: "), done
    assert done.sentence.count("Error") == 1, done


def signature(before: State, after: State) -> Counter[str]:
    """How many rows of each table a change took out and put in."""
    gone, come = before - after, after - before
    signed = [("-", line) for line in gone.elements()] + [("+", line) for line in come.elements()]
    return Counter(sign + line.split('"')[1] for sign, line in signed)


def _text(raw: bytes | None) -> str:
    return (raw or b"").decode(errors="replace")


def _as_in_a_shell() -> None:
    for each in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGPIPE):
        signal.signal(each, signal.SIG_DFL)
