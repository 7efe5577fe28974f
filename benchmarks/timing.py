"""Whole processes, timed: run one by one, interleaved and shuffled, so that noise hits all alike.

Each is started by a process of its own that does nothing else (starter.py): the peak memory that
the system reports of a child is never below that of the process that started it. Needs a POSIX
system (os.wait4).
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

#: So many rounds that one more, which does not count, costs little.
MANY = 8
#: What ru_maxrss counts in: bytes on macOS, KiB elsewhere.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_STARTER = (sys.executable, "-I", "-S", str(Path(__file__).with_name("starter.py")))


class Command(NamedTuple):
    """One program with its arguments; `allowed` are the exit codes that are not a failure."""

    argv: Sequence[str | Path]
    env: Mapping[str, str] = {}
    stdin: Path | None = None
    output: Path | None = None
    allowed: Sequence[int] = (0,)


class Case(NamedTuple):
    """Something that is measured: `prepare` makes the command of the nth run, and is not timed."""

    name: str
    prepare: Callable[[int], Command]


def always(name: str, command: Command) -> Case:
    """The same command every time."""
    return Case(name, lambda _: command)


class Run(NamedTuple):
    """One run of a process: seconds from start to end and of the processor, peak memory (bytes)."""

    seconds: float
    processor: float
    peak: int


class Runs(tuple[Run, ...]):
    """All runs of one case; its figures are their medians."""

    @property
    def seconds(self) -> float:
        """From start to end, as a person waits."""
        return median(run.seconds for run in self)

    @property
    def processor(self) -> float:
        """Seconds of the processor: without waiting for the disk, or for other programs."""
        return median(run.processor for run in self)

    @property
    def peak(self) -> float:
        """Peak memory in bytes."""
        return median(run.peak for run in self)


class Failed(Exception):
    """A program that is measured did not do its job."""


def run(command: Command, home: Path) -> Run:
    """Run a command to its end in an environment that holds nothing of the person's own."""
    with (
        tempfile.TemporaryFile() as errors,
        tempfile.NamedTemporaryFile() as measured,
        open(command.stdin or os.devnull, "rb") as stdin,
        open(command.output or os.devnull, "wb") as output,
    ):
        env = {**_bare_environment(home), **command.env}
        argv = [str(word) for word in command.argv]
        starter = [*_STARTER, measured.name, *argv]
        subprocess.run(starter, stdin=stdin, stdout=output, stderr=errors, env=env, check=True)
        status, seconds, processor, peak = json.load(measured)
        code = os.waitstatus_to_exitcode(status)
        if code not in command.allowed:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-2000:]
            raise Failed(f"{' '.join(argv)} ended with {code}:\n{said}")
    return Run(seconds, processor, peak * _RSS_UNIT)


def interleaved(cases: Sequence[Case], rounds: int, home: Path) -> dict[str, Runs]:
    """Run every case once a round, each round in another order; many begin with a warm-up."""
    runs: dict[str, list[Run]] = {case.name: [] for case in cases}
    shuffled = random.Random(rounds)
    warm_up = rounds >= MANY
    for number in range(rounds + warm_up):
        for case in shuffled.sample(cases, len(cases)):
            done = run(case.prepare(number), home)
            if number >= warm_up:
                runs[case.name].append(done)
    return {name: Runs(done) for name, done in runs.items()}


def _bare_environment(home: Path) -> dict[str, str]:
    """No settings of Python, of the program or of the person, and a home nobody has lived in."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "USER": "somebody",
        "LANG": "C.UTF-8",
    }
