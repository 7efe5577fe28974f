"""Many writers at once, a busy file, a full disk: all stored or refused, and said so."""

import os
import random as chance
import resource
import shutil
import signal
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from random import Random

import pytest
from oracle import PRIVATE, Diary, Ended, ended, must_be_refused, wait_until_it_sleeps
from test_killed import WRITING

Rounds = Callable[[int], range]
WRITERS = 8


def test_eight_write_at_once(
    diary: Diary, rounds: Rounds, figures: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    each = rounds(5)  # the first of all make the file, too

    def write(writer: int) -> list[tuple[Ended, str]]:
        notes = [f"{PRIVATE} {writer}/{number}" for number in each]
        return [(diary.run("pain", str(writer), "--note", note), note) for note in notes]

    with ThreadPoolExecutor(WRITERS) as pool:
        done = [one for some in pool.map(write, range(WRITERS)) for one in some]
    errors = [said for said, _ in done if said.code != 0 or said.err]
    figures.update({"writes by 8 at once": len(done), "of them refused": len(errors)})
    assert not errors
    there = diary.ratings()
    told = {id_: (value, note) for said, note in done for id_, value in said.stored()}
    figures.update({"records acknowledged": len(told)})
    figures.update({"acknowledged records lost": len(told.items() - there.items())})
    assert told == there
    assert len(there) == len(done)
    diary.must_be_sound()


# --- busy ----------------------------------------------------------------------------------------


@contextmanager
def held(diary: Diary, begin: str) -> Iterator[None]:
    """Another program keeps the file to itself."""
    with closing(sqlite3.connect(diary.db, isolation_level=None)) as other:
        other.execute(begin)
        yield
        other.execute("ROLLBACK")


def test_a_file_that_stays_busy_is_told_and_nothing_is_stored(written: Diary, table: str) -> None:
    lines = [[table if word == "TABLE" else word for word in w.split()] for w in WRITING.values()]
    before = written.state()
    with held(written, "BEGIN IMMEDIATE"):
        waiting = [written.start(*line) for line in lines]  # all wait the same fifteen seconds
        assert written.does("log").out  # who only reads need not wait
        for running in waiting:
            done = ended(running)
            must_be_refused(done)
            assert "is in use by another program. Nothing was stored" in done.sentence
    assert written.state() == before
    written.must_be_sound()


@pytest.mark.parametrize("begin", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_who_waits_for_a_busy_file_can_be_stopped(
    begin: str, how: signal.Signals, written: Diary
) -> None:
    before = written.state()
    with held(written, begin):
        running = written.start("pain", "6", "--note", PRIVATE)
        wait_until_it_sleeps(running, "nanosleep")
        running.send_signal(how)
        done = ended(running, patience=10)  # it would wait for 15 s
        assert (done.code, done.out, done.err.strip()) == (128 + how, "", "")
    assert written.state() == before
    written.must_be_sound()


# --- no room -------------------------------------------------------------------------------------


def test_no_file_may_grow(
    written: Diary, table: str, rounds: Rounds, random: Random, figures: Counter[str]
) -> None:
    """A limit on the size of files stands for a disk that fills up in the middle of a write."""
    lines = ["pain 6 --note " + PRIVATE * 900, "import TABLE", "massage log", "edit p1 --note N"]
    for number in rounds(6):
        named = {"TABLE": table, "N": str(number)}
        line = [named.get(word, word) for word in random.choice(lines).split()]
        before = written.state()
        room = random.randrange(512, written.db.stat().st_size + 60_000)
        limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (room, room))
        done = written.run(*line, preexec_fn=limit)
        figures.update({"rounds": 1, "refused for want of room": done.code == 1})
        written.must_be_sound()
        if done.code:
            must_be_refused(done)
            assert "Nothing was stored" in done.sentence
            assert written.state() == before
        else:
            assert written.state() != before


def test_a_disk_is_full(tmp_path: Path, kept: Path, table: str, random: Random) -> None:
    disk = Diary(tmp_path / "disk")
    disk.folder.mkdir()
    with mounted(disk.folder):
        shutil.copy(kept, disk.db)
        before = disk.state()
        fill(disk.folder / "filler")
        for line in (["6"], ["pain", "6", "--note", PRIVATE], ["import", table], ["undo"]):
            done = disk.run(*line)
            must_be_refused(done)
            assert "There is no room left on the disk" in done.sentence
            assert disk.state() == before
        assert disk.does("log").out
        nowhere = Diary(disk.folder / "none")
        must_be_refused(nowhere.run("6"))
        assert not nowhere.db.exists()
        (disk.folder / "filler").unlink()
        shutil.rmtree(nowhere.folder, ignore_errors=True)
        disk.does("6")
        disk.must_be_sound()


def fill(path: Path) -> None:
    with open(path, "wb", buffering=0) as file:
        try:
            while file.write(chance.randbytes(4096)):
                pass
        except OSError:
            return


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """A disk of 2 MB at a folder; skipped where one may not be mounted."""
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    tried = subprocess.run(command, capture_output=True, check=False, timeout=60)
    if tried.returncode:
        pytest.skip(f"no small disk can be mounted: {tried.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", str(folder)], check=True, timeout=60)
