"""A listing of many patients, told by two processes by turns: a forked one every other patient.

No connection of SQLite's may cross a fork: the file is let go before, and each process opens it
anew. The second shows nothing; what it tells waits in a pipe, so it is never far ahead. What it
does not tell, as it failed or was ended, the first tells itself: so every error is the first's to
say, and what is printed is the same with a second process or without.
"""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

import click

from rehabtrack.cli.app import App
from rehabtrack.storage.journal import Journal

#: From so many patients on a second process is worth its start; ours.
MANY = 50

#: All that is to be printed of one patient; it prints nothing itself.
Tell = Callable[[Journal], str]


def print_each(app: App, journals: list[Journal], tell: Tell) -> bool:
    """Print what there is to tell of the journals of `app.reading_all()`; whether there was any."""
    second, printed = None, False
    try:
        if len(journals) >= MANY and _processors() > 1:
            app.close()
            second = _begun(app, tell)
            journals = app.reading_all()
        for place, journal in enumerate(journals):
            told = second.told(journal) if second and place % 2 else None
            text = tell(journal) if told is None else told
            if text:
                click.echo(text)
                printed = True
    finally:
        if second:
            second.end()
    return printed


class _Second:
    """The second process as the first sees it."""

    def __init__(self, pid: int, pipe: BinaryIO) -> None:
        self.pid = pid
        self.pipe = pipe

    def told(self, journal: Journal) -> str | None:
        """What it tells of this patient, the next of its own; None if it does not."""
        if self.pipe.closed:
            return None
        uid, length = self.pipe.read(16), int.from_bytes(self.pipe.read(8), "big")
        text = self.pipe.read(length)
        if uid == journal.patient.uid and len(text) == length:
            return text.decode()
        self.pipe.close()  # it has ended, or it found other patients
        return None

    def end(self) -> None:
        """Let it end, as it does when nobody reads the pipe, and leave no trace of it."""
        self.pipe.close()
        with suppress(ChildProcessError):  # whoever started us may have told the system to reap
            os.waitpid(self.pid, 0)


def _begun(app: App, tell: Tell) -> _Second | None:
    """A second process at work; None where the system has none to give."""
    if sys.platform == "win32":
        return None
    try:
        reading, writing = os.pipe()
        pid = os.fork()
    except OSError:
        return None
    if pid:
        os.close(writing)
        return _Second(pid, open(reading, "rb"))
    try:
        os.close(reading)
        _tell_every_other(app, tell, writing)
    finally:
        os._exit(0)


def _processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _tell_every_other(app: App, tell: Tell, writing: int) -> None:
    """What the second process does until all is told, or nobody reads what it tells."""
    with open(writing, "wb") as pipe:
        for journal in app.reading_all()[1::2]:
            text = tell(journal).encode()
            pipe.write(journal.patient.uid + len(text).to_bytes(8, "big") + text)
            pipe.flush()
