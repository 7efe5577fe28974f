"""EXCHANGE: a clinic's ratings out as JSON Lines and in again, beside the bare floor of each.

And an export of Apple Health, made up, of which pain is one record of some thousands.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Figure, memory, time_words, timed
from benchmarks.scratch import ROOT, Scratch
from benchmarks.shapes import Shape, copied, kept
from benchmarks.timing import Case, Command, Runs, always, interleaved, run

OUT, FLOOR_OUT = "`rehabtrack export jsonl`", "msgspec + SELECT"
IN, FLOOR_IN = "import of it, every digest and seal verified", "msgspec + executemany"
APPLE = "`rehabtrack import` of an Apple Health export of {:,} MB"
OUT_TO_REACH, IN_TO_REACH = 3.0, 2.5  # to the floors
APPLE_TO_REACH = 30.0  # MB/s at least
PEAK_TO_REACH = 100.0  # MB


def exchange(scratch: Scratch, shape: Shape, megabytes: int, rounds: int) -> list[Figure]:
    """Time both ways and the export of a phone, and weigh them."""
    return [*_both_ways(scratch, shape, rounds), *_apple(scratch, megabytes, rounds)]


def _both_ways(scratch: Scratch, shape: Shape, rounds: int) -> list[Figure]:
    full = kept(scratch, shape)
    bare = _without_ratings(full, scratch.work / "bare.db")
    ours, floors = scratch.work / "ours.jsonl", scratch.work / "floor.jsonl"
    rivals = ROOT / "benchmarks" / "rivals"
    jsonl = ("export", "jsonl", "--force", "--to", ours)
    out = Command((*scratch.rehabtrack, "--db", full, *jsonl))
    floor_out = Command((scratch.python, rivals / "jsonl_floor.py", "out", full, floors))
    for command in (out, floor_out):  # what is to be taken in
        run(command, scratch.home)
    new, filled = scratch.work / "new.db", scratch.work / "filled.db"

    def take_in(_: int) -> Command:
        new.unlink(missing_ok=True)
        return Command((scratch.python, rivals / "carried_in.py", new, ours))

    def fill(_: int) -> Command:
        copied(bare, filled)
        return Command((scratch.python, rivals / "jsonl_floor.py", "in", filled, floors))

    cases = [always(OUT, out), always(FLOOR_OUT, floor_out), Case(IN, take_in)]
    runs = interleaved([*cases, Case(FLOOR_IN, fill)], rounds, scratch.home)
    return _figures(runs, shape)


def _figures(runs: Mapping[str, Runs], shape: Shape) -> list[Figure]:
    return [
        timed(f"D: {FLOOR_OUT}; {shape.total:,} ratings", runs[FLOOR_OUT]),
        timed(OUT, runs[OUT], runs[FLOOR_OUT], "{} x D", OUT_TO_REACH),
        timed(f"E: {FLOOR_IN}", runs[FLOOR_IN]),
        timed(IN, runs[IN], runs[FLOOR_IN], "{} x E", IN_TO_REACH),
        *(memory(f"peak memory of {name}", runs[name].peak, PEAK_TO_REACH) for name in (OUT, IN)),
    ]


def _without_ratings(full: Path, target: Path) -> Path:
    """A copy with the same patients and changes, and no rating."""
    copied(full, target)
    with closing(sqlite3.connect(target)) as connection:
        guards = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.execute(guards).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM pain")
        connection.commit()
        connection.execute("VACUUM")
    return target


def _apple(scratch: Scratch, megabytes: int, rounds: int) -> list[Figure]:
    given, new = scratch.work / "export.xml", scratch.work / "apple.db"
    name = APPLE.format(megabytes)
    scratch.make("apple_health", "make", given, megabytes)

    def take_in(_: int) -> Command:
        new.unlink(missing_ok=True)
        return Command((*scratch.rehabtrack, "--db", new, "--tz", "UTC", "import", given))

    runs = interleaved([Case(name, take_in)], rounds, scratch.home)[name]
    given.unlink()
    speed = megabytes / runs.seconds
    return [
        Figure(
            name,
            f"{time_words(runs.seconds)}, {speed:.0f} MB/s",
            limit=round(1000 / APPLE_TO_REACH, 1),
            amount=1000 / speed,
            unit="ms a MB",
        ),
        memory("peak memory of it", runs.peak, PEAK_TO_REACH),
    ]
