"""A careless shell: files that anybody may read, and no home."""

import shutil
import signal
import stat
from collections.abc import Callable
from functools import partial
from os import umask
from pathlib import Path
from random import Random
from typing import Any

from oracle import PRIVATE, Diary
from striking import Striker


def modes(folder: Path) -> dict[str, str]:
    """The permissions of all there is in a folder, and its own."""
    return {each.name: oct(stat.S_IMODE(each.stat().st_mode)) for each in folder.rglob("*")}


def test_only_the_owner_may_read_what_is_written_be_it_killed(
    diary: Diary, rounds: Callable[[int], range], random: Random
) -> None:
    new = Diary(diary.folder / "new")

    def start() -> Any:
        shutil.rmtree(diary.folder)
        diary.folder.mkdir()
        return new.start("pain", "6", "--note", PRIVATE, preexec_fn=partial(umask, 0))

    striker = Striker(random, start, diary.folder, found="")
    for _ in rounds(4):
        striker.strike(signal.SIGKILL)
        found = modes(diary.folder)
        assert found.pop("new", "0o700") == "0o700"
        assert set(found.values()) <= {"0o600"}, found


def test_without_a_home_the_file_is_where_the_system_says(written: Diary) -> None:
    del written.env["HOME"]
    written.does("6")
    written.must_be_sound()
