"""REVIEW: a caseload judged anew, beside tools that join data; all must count the same."""

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import Figure, memory, timed
from benchmarks.peers import Peers
from benchmarks.scratch import ROOT, Scratch
from benchmarks.shapes import Shape, kept
from benchmarks.timing import Command, always, interleaved, run

OURS = "`rehabtrack review`"
#: Name -> (its script in rivals/, the peer whose interpreter runs it, what is to be reached).
RIVALS = {
    "pandas `merge_asof`": ("with_pandas.py", "pandas", 0.7),
    "DuckDB `ASOF JOIN`": ("with_duckdb.py", "duckdb", 0.5),
    "SQLite alone, in SQL": ("with_sql.py", None, None),
}
PEAK_TO_REACH = 50.0  # MB
PROCESSES = 2  # of ours; the system tells the peak of the larger one
REASONS = ("rated-high", "high-not-rerated", "no-recent-rating", "clear")


class Disagreement(Exception):
    """Two ways of counting one caseload came to different counts."""


def review(scratch: Scratch, peers: Peers | None, shape: Shape, rounds: int) -> list[Figure]:
    """Time the whole of `review` and its rivals on one file; raises Disagreement."""
    database = kept(scratch, shape)
    ours = Command((*scratch.rehabtrack, "--db", database, "review"))
    commands = {OURS: ours, **_rivals(scratch, peers, database)}
    _refuse_disagreement(scratch, commands, shape.patients * shape.sessions)
    cases = [always(name, command) for name, command in commands.items()]
    runs = interleaved(cases, rounds, scratch.home)
    words = f"{shape.patients * shape.sessions:,} sessions over {shape.total:,} ratings"
    figures = [timed(f"D: {OURS}; {words}", runs[OURS])]
    for name in list(commands)[1:]:
        found, limit = runs[name], RIVALS[name][2]
        figures.append(timed(name, found, found, "D is {} x it", limit, ours=runs[OURS]))
    twice = f"peak memory of {OURS}, twice the larger of its two processes"
    return [
        *figures,
        memory(twice, PROCESSES * runs[OURS].peak, PEAK_TO_REACH),
        *(memory(f"peak memory of {name}", runs[name].peak) for name in list(commands)[1:]),
    ]


def _rivals(scratch: Scratch, peers: Peers | None, database: Path) -> dict[str, Command]:
    found = {}
    for name, (script, peer, _) in RIVALS.items():
        python = (peers.python(peer) if peers else None) if peer else scratch.python
        if python is None:
            print(f"SKIPPED {name}: not installed", file=sys.stderr)
        else:
            found[name] = Command((python, ROOT / "benchmarks" / "rivals" / script, database))
    return found


def _refuse_disagreement(scratch: Scratch, commands: Mapping[str, Command], sessions: int) -> None:
    """Have every one count once, and compare: correctness first."""
    counts = {}
    for name, command in commands.items():
        output = scratch.work / "counts"
        if name == OURS:
            command = command._replace(argv=(*command.argv, "--json"))
        run(command._replace(output=output), scratch.home)
        counts[name] = _ours(output) if name == OURS else json.loads(output.read_text())
    for name, found in counts.items():
        if found != counts[OURS] or sum(found.values()) != sessions:
            raise Disagreement(f"{sessions} sessions; {OURS} {counts[OURS]}, {name} {found}")
    told = ", ".join(f"{count:,} {reason}" for reason, count in counts[OURS].items())
    print(f"all {len(counts)} agree: {told}", file=sys.stderr)


def _ours(output: Path) -> dict[str, int]:
    with output.open(encoding="utf-8") as lines:
        found = Counter(json.loads(line)["reason"] or "clear" for line in lines)
    return {reason: found[reason] for reason in REASONS}
