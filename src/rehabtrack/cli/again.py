"""A command on a server that failed before anything came of it is run again from its beginning.

Two commands were in each other's way, or the connection was lost: then nothing was stored. But what
has shown or asked something, or read its input, is not run again: it says what happened.
"""

import sys
from collections.abc import Callable
from time import monotonic, sleep
from typing import Any

import click

from rehabtrack.cli.main import GivenUp
from rehabtrack.cli.output import tell
from rehabtrack.storage.database import TAKEOVER_SECONDS, Database
from rehabtrack.storage.failures import (
    ConnectionLost,
    Crossed,
    DatabaseReadOnly,
    DatabaseUnreachable,
)

#: How long between one run and the next; ours.
PAUSE_SECONDS = 0.5
WAITING = f"The server is gone. Waiting up to {TAKEOVER_SECONDS:.0f} s for one that takes over .."
#: What of a stream tells nobody anything.
_SILENT = ("isatty", "encoding", "errors", "closed", "flush")


class Watched:
    """What a run shows, asks and stores, from here on until its end."""

    def __init__(self) -> None:
        self._before = (sys.stdin, sys.stdout, sys.stderr)
        self._stored = Database.stored
        self._streams = [
            _Stream(self._before[0], ()),
            *(_Stream(each, _SILENT) for each in self._before[1:]),
        ]
        sys.stdin, sys.stdout, sys.stderr = self._streams

    def nothing_happened(self) -> bool:
        """Whether nothing was stored, and nothing shown, asked or read."""
        return Database.stored == self._stored and not any(each.used for each in self._streams)

    def tell_waiting(self) -> None:
        """Say that a server is waited for, which may take a while; that is not the command's."""
        click.echo(WAITING, file=self._before[2])

    def end(self) -> None:
        """Watch no longer."""
        sys.stdin, sys.stdout, sys.stderr = self._before


class _Stream:
    """A stream that remembers whether it was used."""

    def __init__(self, stream: Any, silent: tuple[str, ...]) -> None:
        self.stream = stream
        self.silent = silent
        self.used = False

    def __getattr__(self, name: str) -> Any:
        self.used = self.used or name not in self.silent
        return getattr(self.stream, name)


def run_again(run: Callable[[], Any], given_up: GivenUp) -> Any:
    """What a command comes to in the end; its error is told if that is all."""
    code: Any = given_up
    if isinstance(given_up.error, ConnectionLost | Crossed):
        code = _until_answered(run, given_up)
    if isinstance(code, GivenUp):
        tell(f"Error: {code.error}")
        return 1
    return code


def _until_answered(run: Callable[[], Any], given_up: GivenUp) -> Any:
    until, told = monotonic() + TAKEOVER_SECONDS, False
    code: Any = given_up
    while monotonic() < until:
        code = run()
        if not isinstance(code, GivenUp):
            break
        if not isinstance(code.error, Crossed | DatabaseUnreachable | DatabaseReadOnly):
            break
        if not told and not isinstance(code.error, Crossed | ConnectionLost):
            tell(WAITING)  # nobody leads yet
            told = True
        sleep(PAUSE_SECONDS)
    return code
