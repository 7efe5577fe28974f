"""EXCHANGE: a clinic's ratings out as JSON Lines and in again, beside the bare floor of each.

python -m benchmarks.exchange [--rounds N] [--env DIR] [--here] [--smoke]
"""

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from benchmarks.figures import Figure, memory, table, timed
from benchmarks.scratch import ROOT, Scratch
from benchmarks.shapes import Shape, copied, kept
from benchmarks.timing import Case, Command, Runs, always, interleaved, run

OUT, FLOOR_OUT = "`rehabtrack export jsonl`", "msgspec + SELECT"
IN, FLOOR_IN = "import of it, every digest and seal verified", "msgspec + executemany"
OUT_TO_REACH, IN_TO_REACH = 3.0, 2.5  # to the floors
PEAK_TO_REACH = 100.0  # MB
CLINIC = Shape(patients=1000, ratings=1000, sessions=0, years=3)
SMOKE = Shape(patients=3, ratings=100, sessions=0, years=1)


def exchange(scratch: Scratch, shape: Shape, rounds: int) -> list[Figure]:
    """Time both ways, and weigh them."""
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


def main(argv: list[str]) -> int:
    """Measure, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exchange", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--env", type=Path, metavar="DIR", help="keep all that is made there")
    parser.add_argument("--here", action="store_true", help="measure this Python's rehabtrack")
    parser.add_argument("--smoke", action="store_true", help="tiny sizes: does it all work?")
    wanted = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="rehabtrack-") as folder:
        scratch = Scratch((wanted.env or Path(folder)).absolute(), here=wanted.here)
        shape = SMOKE if wanted.smoke else CLINIC
        print(table([("EXCHANGE", exchange(scratch, shape, wanted.rounds))]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
