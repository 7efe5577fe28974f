"""Ctrl-C, TERM, HUP and a closed pipe, at any moment: rolled back, and nothing shown of it."""

import os
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from oracle import DRAFT, PRIVATE, Diary, Ended, ended, signature, wait_until_it_sleeps
from striking import Striker
from test_in_the_way import held
from test_killed import WRITING

READING = ["", "log", "log --json", "massage check", "review", "periods", "undo --list", "--help"]
SIGNALS = {"INT": signal.SIGINT, "TERM": signal.SIGTERM, "HUP": signal.SIGHUP}
Rounds = Callable[[int], range]


def words(line: str, table: str) -> list[str]:
    return [table if word == "TABLE" else word for word in line.split()]


def interrupted(running: Any) -> Ended:
    """How one ended whom Ctrl-C met where it waits."""
    try:
        running.send_signal(signal.SIGINT)
        running.wait(60)
    finally:
        running.kill()
    return ended(running)


def must_have_stopped(done: Ended, how: int, undisturbed: Ended) -> None:
    """Ended as the signal ends it, or not at all; said nothing that it does not say else."""
    assert done.code in (128 + how, undisturbed.code), done
    assert "Error" not in done.err, done
    assert undisturbed.err or not done.err.strip(), done


@pytest.mark.parametrize(
    ("name", "line"),
    [
        *((name, line) for name in SIGNALS for line in (*WRITING.values(), "log")),
        *(("INT", line) for line in READING if line != "log"),
    ],
)
def test_what_is_interrupted_is_whole_or_absent(
    name: str,
    line: str,
    written: Diary,
    kept: Path,
    table: str,
    rounds: Rounds,
    random: Random,
    figures: Counter[str],
) -> None:
    how = SIGNALS[name]
    # an interrupt before the program's own first step is Python's to answer
    begin = written.start_watched if name == "INT" else written.start
    before = written.state()
    undisturbed = written.run(*words(line, table))
    whole = signature(before, written.state())

    def start() -> Any:
        written.hot.unlink(missing_ok=True)
        shutil.copy(kept, written.db)
        return begin(*words(line, table))

    striker = Striker(random, start, written.folder)
    writes = line in WRITING.values()
    for _ in rounds(1):
        struck = striker.strike(how)
        must_have_stopped(struck.done, how, undisturbed)
        if writes:
            written.must_be_sound()
        stored = signature(before, written.state())
        half, lost = bool(stored) and stored != whole, struck.done.code == 0 and stored != whole
        figures.update({"rounds": 1, "struck while running": struck.hit})
        figures.update({"half-written": half, "acknowledged records lost": lost})
        assert not half, stored
        assert not lost, struck
    found = {name for name in os.listdir(written.folder) if not DRAFT.fullmatch(name)}
    assert found <= {"journal.db", "journal.db-journal"}


#: Interrupts itself while an object goes, where Python shows an exception and forgets it.
SWALLOWED = """
import os, signal
import rehabtrack.cli.main
from rehabtrack.__main__ import run

class Going:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(1000):
            pass

main = rehabtrack.cli.main.main

def interrupted(**given):
    Going()
    main(**given)

rehabtrack.cli.main.main = interrupted
run()
"""


def test_an_interrupt_is_heeded_where_python_would_forget_it(written: Diary) -> None:
    before = written.state()
    done = written.run("6", program=("-c", SWALLOWED))
    assert done == (130, "", "")
    assert written.state() == before


def test_one_who_interrupts_a_wait_for_input_gets_130(written: Diary) -> None:
    before = written.state()
    running = written.start("pain", "6", "--note", "-", stdin=-1)
    wait_until_it_sleeps(running, "pipe_read")
    done = interrupted(running)
    assert (running.returncode, done.out, done.err.strip()) == (130, "", "")
    assert written.state() == before


def test_one_who_interrupts_a_wait_for_another_gets_130(written: Diary, tmp_path: Path) -> None:
    before = written.state()
    rows, rejects = tmp_path / "rows.csv", tmp_path / "rejects.csv"
    rows.write_text(f"at,value,note\n2025-01-01T10:00Z,6,\n2025-01-02T10:00Z,99,{PRIVATE}\n")
    with held(written, "BEGIN IMMEDIATE"):
        given = ["--site", "back", "--reject-file", str(rejects)]
        running = written.start("import", str(rows), *given)
        wait_until_it_sleeps(running, "nanosleep")
        done = interrupted(running)
    assert (running.returncode, done.out) == (130, ""), done
    assert "Error" not in done.err
    assert written.state() == before
    assert not rejects.exists()


@pytest.mark.parametrize("line", [*WRITING.values(), *READING])
def test_nobody_reads_the_answer(line: str, written: Diary, table: str) -> None:
    before = written.state()
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = written.run(*words(line, table), stdout=writing)
    finally:
        os.close(writing)
    assert done.code == 1
    assert "Error" not in done.err  # one who closes a pipe knows it
    written.must_be_sound()
    assert bool(signature(before, written.state())) == (line in WRITING.values())


def test_only_the_first_line_is_read(written: Diary, table: str) -> None:
    written.does("import", table)
    before = written.state()
    running = written.start("log")
    assert running.stdout.readline()
    running.stdout.close()
    running.stdout = None
    done = ended(running)
    assert (done.code, done.err) == (1, "")
    assert written.state() == before
    written.must_be_sound()
