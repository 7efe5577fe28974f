"""F12 of journals copied into another database: who came is whole, and the same command goes on."""

import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from oracle import Diary
from striking import Striker

PATIENTS = 6


@pytest.fixture
def full(written: Diary, table: str) -> Diary:
    """Some thousand ratings of one patient, and a few of some others."""
    written.does("import", table)
    for number in range(1, PATIENTS):
        written.does("patient", "add", f"patient {number}")
        written.does("--patient", f"patient {number}", "6")
    return written


def test_a_copy_that_is_killed_leaves_whole_journals_and_goes_on(
    full: Diary,
    rounds: Callable[[int], range],
    random: Random,
    figures: Counter[str],
    tmp_path: Path,
) -> None:
    other = Diary(tmp_path / "other")
    other.folder.mkdir()
    whole = full.state()

    def start() -> Any:
        other.db.unlink(missing_ok=True)
        other.hot.unlink(missing_ok=True)
        other.does("me", "anna")
        return full.start("db", "copy", str(full.db), str(other.db))

    striker = Striker(random, start, other.folder)
    for _ in rounds(4):
        struck = striker.strike(signal.SIGKILL)
        figures.update({"rounds": 1, "struck while running": struck.hit})
        figures.update({"struck while writing": struck.writing})
        other.must_be_sound()
        came = other.state()
        figures.update({"not as it was": (came - whole).total() != 1})
        assert (came - whole).total() == 1  # who writes there
        full.does("db", "copy", str(full.db), str(other.db))
        assert (whole - other.state()).total() == 0
        other.must_be_sound()
    assert full.state() == whole
