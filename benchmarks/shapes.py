"""How large the made-up databases are, and working copies of them that runs may write in."""

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from benchmarks.scratch import Scratch

#: A file up to this size in bytes is copied anew for every run that writes.
_CHEAP_TO_COPY = 50_000_000


class Shape(NamedTuple):
    """A caseload: so many patients, and of each so many ratings and sessions in so many years."""

    patients: int
    ratings: int
    sessions: int
    years: int

    @property
    def total(self) -> int:
        """The ratings of all patients."""
        return self.patients * self.ratings

    @property
    def words(self) -> str:
        """`1,000,000 ratings of 1,000 patients`."""
        whose = "one patient" if self.patients == 1 else f"{self.patients:,} patients"
        return f"{self.total:,} ratings of {whose}"


def name_of(patient: int) -> str:
    """The name of the nth patient of any caseload, from 0."""
    return f"Patient {patient + 1:05}"


def kept(scratch: Scratch, shape: Shape, what: str = "journals") -> Path:
    """The database or `table` of that shape, made today: kept for the day, as its end is recent."""
    today = datetime.now(UTC).date()
    made = scratch.data / f"{what}-{'-'.join(map(str, shape))}-{today}"
    if not made.exists():
        print(f"making {what} of {shape.words} ..", file=sys.stderr)
        draft = made.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        scratch.make("data", what, draft, *shape)
        draft.rename(made)
    return made


def copied(source: Path, target: Path) -> Path:
    """A copy that is on the disk before anything is timed, and not in a later fsync."""
    shutil.copyfile(source, target)
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    return target


class WorkingCopy:
    """A copy of a database, in which one run finds little of what the other runs have written.

    A small file is copied anew for each run; in a large one each run has another patient's turn.
    """

    def __init__(self, scratch: Scratch, shape: Shape) -> None:
        self.shape = shape
        self._source = kept(scratch, shape)
        self._target = scratch.work / self._source.name
        self._turns = 0
        copied(self._source, self._target)

    @property
    def path(self) -> Path:
        """The file."""
        return self._target

    def options(self, *, writes: bool) -> list[str]:
        """The options before the command that take the next run there."""
        if writes and self._source.stat().st_size < _CHEAP_TO_COPY:
            copied(self._source, self._target)
        self._turns += 1
        options = ["--db", str(self._target)]
        if self.shape.patients > 1:
            options += ["--patient", name_of(self._turns % self.shape.patients)]
        return options
