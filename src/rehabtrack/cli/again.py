"""A command on a server that failed before anything came of it is run again from its beginning.

Two commands were in each other's way, or the connection was lost: then nothing was stored. But what
has shown or asked something, or read its input, is not run again: it says what happened.
"""

import sys
from collections.abc import Callable, Iterator
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
#: What may be over by the next run: another command in the way, and a server that does not lead.
_PASSING = (Crossed, DatabaseUnreachable, DatabaseReadOnly)
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
        told = False
        for code in _runs(run):
            if not told and _finds_no_leader(code):
                tell(WAITING)
                told = True
    if isinstance(code, GivenUp):
        tell(f"Error: {code.error}")
        return 1
    return code


def _runs(run: Callable[[], Any]) -> Iterator[Any]:
    """What one run after the other comes to: while it may pass, and for as long as a takeover."""
    until = monotonic() + TAKEOVER_SECONDS
    while monotonic() < until:
        code = run()
        yield code
        if not (isinstance(code, GivenUp) and isinstance(code.error, _PASSING)):
            break
        sleep(PAUSE_SECONDS)


def _finds_no_leader(code: Any) -> bool:
    """Whether a run gave up because no server leads yet; one that was lost may be there again."""
    if not isinstance(code, GivenUp) or isinstance(code.error, ConnectionLost):
        return False
    return isinstance(code.error, DatabaseUnreachable | DatabaseReadOnly)
