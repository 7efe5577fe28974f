"""Killed while an older file is carried forward: the old schema or the new, never between."""

import os
import shutil
import signal
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from later_program import LATER, NEXT
from oracle import Diary, State
from striking import Striker

from rehabtrack.storage.database import SCHEMA_VERSION


def test_an_upgrade_is_whole_or_absent(
    written: Diary,
    later: str,
    rounds: Callable[[int], range],
    random: Random,
    figures: Counter[str],
) -> None:
    kept = shutil.copy(written.db, written.folder.parent / "kept.db")
    before = written.state()

    def start() -> Any:
        shutil.rmtree(written.folder)
        written.folder.mkdir()
        shutil.copy(kept, written.db)
        return written.start("patient", "list", later, program=("-c", LATER))

    def version_of(path: Path) -> int:
        with closing(sqlite3.connect(path)) as connection:
            (number,) = connection.execute("PRAGMA user_version").fetchone()
            return int(number)

    striker = Striker(random, start, written.folder)
    after = written.state()
    assert (version_of(written.db), sum(after.values())) == (NEXT, sum(before.values()))
    half: list[Path] = []
    for _ in rounds(3):
        struck = striker.strike(signal.SIGKILL)
        figures.update({"migrations killed": 1, "struck while running": struck.hit})
        figures.update({"struck while writing": struck.writing})
        version = version_of(written.db)
        unusable = written.state() != {SCHEMA_VERSION: before, NEXT: after}[version]
        figures.update({"of them unusable": unusable})
        assert not unusable
        again = written.run("patient", "list", later, program=("-c", LATER))
        assert (again.code, again.err) == (0, "")
        assert (version_of(written.db), written.state()) == (NEXT, after)
        copies = list(written.folder.glob("journal.db.before-*.db"))
        half += [copy for copy in copies if not is_whole(copy, before)]
        assert len(os.listdir(written.folder)) == 1 + len(copies)  # what was killed is swept
    figures.update({"copies before it left half-written": len(half)})
    assert not half


def is_whole(copy: Path, before: State) -> bool:
    """Whether what bears the name of a copy is one."""
    copied = Diary(copy.parent)
    copied.db = copy
    try:
        return copied.state() == before
    except sqlite3.DatabaseError:
        return False
