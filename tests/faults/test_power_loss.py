"""The power goes at a random moment: what was told is there, and the file is sound."""

import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from later_program import LATER
from oracle import PRIVATE, Diary, ended
from power_loss import TRACED, Call, Disk, calls

from rehabtrack.storage.database import open_or_create

WRITING = (
    *(f"pain {value} --note {PRIVATE}{value}" for value in range(8)),
    f"massage log --note {PRIVATE}",
    f"edit p2 --value 9 --note {PRIVATE}",
    "void p3 --because slip",
    "undo",
    "import TABLE --site neck",
    "6",
)


@pytest.fixture
def cuts(request: pytest.FixtureRequest) -> int:
    """How many power cuts are to be replayed."""
    asked: int | None = request.config.getoption("--power-loss", default=None)
    if asked is None:
        pytest.skip("power cuts are replayed only with --power-loss N")
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    return asked


def test_what_was_told_survives_a_power_cut(
    diary: Diary, later: str, cuts: int, random: Random, figures: Counter[str], tmp_path: Path
) -> None:
    table = tmp_path / "diary.csv"
    rows = "".join(f"2025-01-{day:02}T08:00Z,{day % 10},{PRIVATE}\n" for day in range(1, 29))
    table.write_text(f"at,value,note\n{rows}")
    runs = [("-m", "rehabtrack", "--db", str(diary.db), *line.split()) for line in WRITING]
    runs.append(("-c", LATER, "--db", str(diary.db), "patient", "list", later))

    held = [empty(tmp_path)]  # what is in the file when so many commands have told their end
    played: list[tuple[Call, int]] = []  # each call, and how many commands had told it before
    begun = []
    for number, run in enumerate(runs):
        told = number
        begun.append(len(played))
        for call in traced(diary, tmp_path, [str(table) if w == "TABLE" else w for w in run]):
            played.append((call, told))
            if call.name == "write" and call.numbers[0] == 1:  # only what is stored is told
                told = number + 1
        assert told == number + 1
        held.append(contents(diary.db))
    assert len(set(held)) == len(held)
    must_replay_truly([call for call, _ in played], diary)

    figures.update({"power cuts: told and lost": 0, "power cuts: corrupt": 0})
    spans = list(pairwise([*begun, len(played)]))  # as many cuts in a short run as in a long one
    moments = Counter(random.randrange(*random.choice(spans)) for _ in range(cuts))
    disk = Disk(diary.folder)
    for moment, (call, told) in enumerate(played):
        for _ in range(moments[moment]):  # just before this call
            found = lay_out(disk.after_the_cut(random), tmp_path / "found") / diary.db.name
            now = contents(found) if found.exists() else held[0]
            figures["power cuts"] += 1
            figures["power cuts: corrupt"] += now not in held
            figures["power cuts: told and lost"] += now in held and held.index(now) < told
        disk.play(call)
    assert figures["power cuts: told and lost"] == figures["power cuts: corrupt"] == 0


def traced(diary: Diary, folder: Path, run: list[str]) -> list[Call]:
    """The calls of a run of the program that succeeds."""
    log = folder / "strace.log"
    command = ["strace", "-xx", "-s", "100000000", "-e", f"trace={TRACED}", "-o", str(log)]
    running = subprocess.Popen(
        [*command, sys.executable, *run],
        env=diary.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    done = ended(running)
    assert done.code == 0, done
    return calls(log)


def empty(folder: Path) -> str | None:
    """What a new file holds."""
    with closing(open_or_create(str(folder / "empty.db"))) as made:
        return contents(Path(made.path))


def contents(path: Path) -> str | None:
    """All that a sound file holds, in which SQLite rolls back first; None of another."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return None
            return "\n".join(connection.iterdump())
    except sqlite3.DatabaseError:
        return None


def must_replay_truly(played: list[Call], diary: Diary) -> None:
    """With every write and without a cut the replay ends with the very files of the run."""
    disk = Disk(diary.folder)
    for call in played:
        disk.play(call)
    for file in disk.names.values():
        file.sync()
    there = {file.name: file.read_bytes() for file in diary.folder.iterdir()}
    assert {name.decode(): file.sure for name, file in disk.names.items()} == there


def lay_out(files: dict[str, bytearray], folder: Path) -> Path:
    """A folder with these files and no others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder
