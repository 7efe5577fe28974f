"""A mark beside the database while an import is stored, for those whom it keeps waiting."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from rehabtrack.storage.database import Database


@contextmanager
def writing_import(database: Database) -> Iterator[None]:
    """A writing transaction that is marked, from its lock to its end, as one of an import."""
    mark = mark_of(database.path) if os.path.isabs(database.path) else None  # or in memory
    locked = False
    try:
        with database.writing():
            locked = True
            if mark:
                _set(mark)
            yield
    finally:
        if mark and locked:
            _lift(mark)


def mark_of(path: str) -> str:
    """The name of the mark of the database at a path."""
    folder, name = os.path.split(path)
    return os.path.join(folder, f".{name}.importing")


def is_storing(path: str) -> bool:
    """Whether another process stores an import at the path; one that was killed no longer does.

    Windows does not tell by a signal who runs, so there the mark is believed.
    """
    try:
        with open(mark_of(path), encoding="ascii") as file:
            process = int(file.read(20))
    except (OSError, ValueError):
        return False
    return process > 0 and process != os.getpid() and _runs(process)


def _set(mark: str) -> None:
    """Set the mark, where the folder lets us: the import does without it."""
    with suppress(OSError):
        with suppress(FileNotFoundError):
            os.unlink(mark)  # of one that was killed: there is but one lock
        handle = os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, b"%d" % os.getpid())
        finally:
            os.close(handle)


def _lift(mark: str) -> None:
    """Take our mark away, an empty one too: the disk may have been full."""
    with suppress(OSError):
        with open(mark, encoding="ascii") as file:
            ours = file.read(20) in ("", str(os.getpid()))
        if ours:  # the lock is free by now, and the next import may have set its own
            os.unlink(mark)


def _runs(process: int) -> bool:
    if os.name == "nt":  # where any signal would end it
        return True
    try:
        os.kill(process, 0)
    except PermissionError:  # another person's
        return True
    except (OSError, OverflowError):
        return False
    return True
