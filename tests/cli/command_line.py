"""The command line in a test: what a command prints and stores, at an instant of one's choice."""

import re
import shlex
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from textwrap import dedent
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import engines
from click.testing import CliRunner

from rehabtrack.cli.main import main

BERLIN = ZoneInfo("Europe/Berlin")
#: What the environment may say of us; a test says it itself.
HIDDEN = ("REHABTRACK_DB", "REHABTRACK_PATIENT", "REHABTRACK_AS", "REHABTRACK_TZ", "NO_COLOR")
WIDTH = 78
#: What no terminal is ever to be sent, beside the end of a line.
OBEYED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


class Said(NamedTuple):
    """What a command said: its exit code, stdout and stderr, whole."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """What stderr says, unwrapped."""
        return " ".join(self.err.split())


def said(out: str = "", err: str = "", code: int = 0) -> Said:
    """What a command is to say, written as an indented block."""
    return Said(code, dedent(out.lstrip("\n")), dedent(err.lstrip("\n")))


class Terminal:
    """Somebody at the keyboard in Berlin, with a file of her own; `now` is what her clock shows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.db = engines.new_place(folder)
        self.now = "2026-03-14T09:12"
        self.before = ["--db", self.db, "--tz", "Europe/Berlin"]
        self.env: dict[str, str | None] = dict.fromkeys(HIDDEN) | {"LOGNAME": "anna"}
        self.long_lines = False

    def __call__(self, line: str = "", *more: str, stdin: str | bytes | None = None) -> Said:
        """Run a command, its options before it left out; `more` are arguments taken as they are."""
        result = CliRunner(env=self.env).invoke(
            main,
            engines.said_by([*self.before, *shlex.split(line), *more]),
            input=stdin,
            prog_name="rehabtrack",
            obj=self.clock,
            terminal_width=WIDTH,  # as on a terminal of 80 columns
        )
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        for printed in (result.stdout, result.stderr):
            self._look_at(printed)
        return Said(result.exit_code, result.stdout, result.stderr)

    def clock(self) -> float:
        """The present in seconds since 1970."""
        return datetime.fromisoformat(self.now).replace(tzinfo=BERLIN).timestamp()

    def at(self, instant: str, line: str) -> Said:
        """Run a command when the clock shows this."""
        self.now = instant
        return self(line)

    def refuses(self, line: str, *more: str, **given: Any) -> str:
        """The one sentence with which a command is refused: exit 1, nothing printed or stored."""
        before = self.rows()
        refused = self(line, *more, **given)
        assert (refused.code, refused.out) == (1, ""), refused
        assert refused.sentence.startswith("Error: "), refused
        assert self.rows() == before
        return refused.sentence.removeprefix("Error: ")

    def misuses(self, line: str, *more: str) -> str:
        """The one sentence that calls a command wrong usage: exit 2, nothing printed or stored."""
        before = self.rows()
        misused = self(line, *more)
        assert (misused.code, misused.out) == (2, ""), misused
        assert misused.sentence.startswith("Error: "), misused
        assert self.rows() == before
        return misused.sentence.removeprefix("Error: ")

    def rows(self) -> list[str]:
        """Everything that was ever stored in the database."""
        return engines.stored(self.db)

    def _look_at(self, printed: str) -> None:
        assert "Traceback" not in printed
        assert not OBEYED.search(printed), repr(printed)
        for line in printed.splitlines():
            named = str(self.folder) in line or self.db in line
            fits = len(line) <= WIDTH or line.startswith("{") or named
            assert fits or self.long_lines, line


def program(
    *arguments: str | bytes,
    env: dict[str, str] | None = None,
    stdin: bytes = b"",
    script: tuple[str, ...] = ("-m", "rehabtrack"),
) -> subprocess.CompletedProcess[bytes]:
    """Run the program itself, in a process of its own with nothing in its environment but `env`."""
    return subprocess.run(
        [sys.executable, *script, *arguments],
        env=engines.environment() | {"LOGNAME": "anna"} | (env or {}),
        input=stdin,
        capture_output=True,
        check=False,
        timeout=60,
    )
