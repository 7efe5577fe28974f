"""Ending a process at a random moment of what it does."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any, NamedTuple

from oracle import PATIENCE, Ended, ended


class Struck(NamedTuple):
    """How a process ended that was sent a signal, and whether it still ran and was writing."""

    done: Ended
    hit: bool
    writing: bool


class Striker:
    """Sends a signal at a random moment of an undisturbed run; every other time of its writing.

    It writes from when another file than `found` is in the folder: a journal, a copy, a draft.
    """

    def __init__(
        self, random: Random, start: Callable[[], Any], folder: Path, found: str = "journal.db"
    ) -> None:
        """Measure an undisturbed run; `start` puts the file back and starts the process."""
        self.random, self.start, self.folder, self.found = random, start, folder, found
        self.whole, self.written = self._measure()

    def strike(self, how: int) -> Struck:
        """Start the process and end it."""
        late = self.written and self.random.random() < 0.5
        running = self.start()
        if late:
            self._wait_for_writing(running)
        moment = self.random.uniform(0, 1.1 * (self.written if late else self.whole))
        try:
            running.wait(moment)
        except subprocess.TimeoutExpired:
            running.send_signal(how)
        done = ended(running)
        hit = done.code == 128 + how
        return Struck(done, hit, hit and self._writing())

    def _writing(self) -> bool:
        return any(name != self.found for name in os.listdir(self.folder))

    def _measure(self) -> tuple[float, float]:
        """How long a run takes, and how long from its first write; 0 if it writes nothing."""
        running = self.start()
        begun = perf_counter()
        self._wait_for_writing(running)
        writing = perf_counter()
        ended(running)
        over = perf_counter()
        return over - begun, over - writing if writing < over - 0.001 else 0

    def _wait_for_writing(self, running: Any) -> None:
        """Come back as soon as it writes, or ends."""
        for _ in _for_a_while():
            if self._writing() or running.poll() is not None:
                return
            os.sched_yield()


def _for_a_while() -> Iterator[None]:
    until = perf_counter() + PATIENCE
    while perf_counter() < until:
        yield
    raise AssertionError("it never ended")
