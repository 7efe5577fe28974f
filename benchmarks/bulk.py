"""BULK: a large table taken in, beside the bare floor and beside sqlite-utils."""

from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import Figure, memory, timed
from benchmarks.peers import Peers
from benchmarks.scratch import ROOT, Scratch
from benchmarks.shapes import Shape, copied, kept
from benchmarks.timing import Case, Command, Runs, interleaved

OURS = "`rehabtrack import`"
JUDGED = "`rehabtrack import` beside sessions, judged anew"
FLOOR = "csv.reader + executemany"
PEER = "`sqlite-utils insert --csv`"
TO_REACH = 2.0  # to the floor
TO_REACH_OF_PEER = 0.33
PEAK_TO_REACH = 100.0  # MB
BYTES_TO_REACH = 220.0  # a rating, with every index, its digest and its provenance


def bulk(scratch: Scratch, peers: Peers | None, shape: Shape, rounds: int) -> list[Figure]:
    """Time the import of the ratings of that shape, in no order, and weigh what it leaves."""
    source = kept(scratch, shape, "table")
    patients = kept(scratch, shape._replace(ratings=0, sessions=0))
    beside = {OURS: patients, JUDGED: kept(scratch, shape._replace(ratings=0)), FLOOR: patients}
    files = {name: scratch.work / f"bulk-{place}.db" for place, name in enumerate((*beside, PEER))}
    commands = _commands(scratch, peers, source, files)

    def case(name: str) -> Case:
        def prepare(_: int) -> Command:
            files[name].unlink(missing_ok=True)
            if name in beside:
                copied(beside[name], files[name])
            return commands[name]

        return Case(name, prepare)

    runs = interleaved([case(name) for name in commands], rounds, scratch.home)
    added = files[OURS].stat().st_size - patients.stat().st_size
    return [*_times(runs, shape), *_weights(runs, added / shape.total)]


def _commands(
    scratch: Scratch, peers: Peers | None, source: Path, files: Mapping[str, Path]
) -> dict[str, Command]:
    floor = ROOT / "benchmarks" / "rivals" / "bare_floor.py"
    commands = {
        name: Command((*scratch.rehabtrack, "--db", files[name], "import", source))
        for name in (OURS, JUDGED)
    }
    commands[FLOOR] = Command((scratch.python, floor, files[FLOOR], source))
    programs = peers.programs.get("sqlite-utils") if peers else None
    if programs:
        words = ("insert", files[PEER], "pain", source, "--csv", "--silent")
        commands[PEER] = Command((programs / "sqlite-utils", *words))
    return commands


def _times(runs: Mapping[str, Runs], shape: Shape) -> list[Figure]:
    floor = runs[FLOOR]
    figures = [timed(f"C: {FLOOR}; {shape.total:,} rows in no order", floor)]
    figures += [timed(name, runs[name], floor, "{} x C", TO_REACH) for name in (OURS, JUDGED)]
    if PEER in runs:
        what, words = f"{PEER}; plain table, no index", "import is {} x it"
        peer, limit = runs[PEER], TO_REACH_OF_PEER
        figures.append(timed(what, peer, peer, words, limit, ours=runs[OURS]))
    return figures


def _weights(runs: Mapping[str, Runs], each: float) -> list[Figure]:
    limits = {OURS: PEAK_TO_REACH, JUDGED: PEAK_TO_REACH}
    figures = [
        memory(f"peak memory of {name}", found.peak, limits.get(name))
        for name, found in runs.items()
    ]
    what = "file for an imported rating, indexes and all"
    figures.append(Figure(what, f"{each:.0f} B", limit=BYTES_TO_REACH, amount=each, unit="B"))
    return figures
