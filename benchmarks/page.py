"""The page that keeps what was measured: docs/performance.md."""

import os
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.peers import Peers
from benchmarks.scratch import Scratch

_PAGE = """\
# Performance

Measured by `python -m benchmarks` on {date}; written by it, do not edit.

Every command is timed as a whole process, from its start to its end. Within a part all commands
are run once a round, each round in another order, so that noise hits all alike; what is shown are
medians and, because machines differ, their ratios within the run. Durable writes wait for the disk.
The last column is the same ratio of processor times, which other programs disturb less.

{table}

## Where

{where}

## Rerun it

```sh
python -m benchmarks --env ~/.cache/rehabtrack-benchmarks --write
```

A few parts only: `--only start review`. Fewer or more rounds: `--rounds 5`. In half a minute, with
tiny files and no peers: `--smoke --no-peers`. With 10,000,000 ratings too: `--huge`. The program is
installed as anybody would, and every peer beside it, in environments of their own; made-up
caseloads are kept for the day in the folder of `--env`. Needs Linux or macOS.

## How to read it

- A is what Python, click and SQLite cost by themselves: no click program is faster.
- The made-up patients are in recovery and have a doctor's clearance; they rate ten sites on four
  scales in better and worse spells; their standing warnings are true before anything is timed.
- The peers of the start do the nearest thing that they do every day, with files that are all but
  empty, which favours them.
- P is what a program that makes a page of a template cannot do without; a PDF is set by WeasyPrint.
- The bare floor reads the same rows, sorts them and stores them in the same table, with the same
  indexes, in one transaction; it checks nothing, and its digests are random bytes.
- The export of Apple Health is made up after public ones: pain is one of 5,000 records in it.
- `review` of many patients is told by two processes where there are two processors.
- The clinics lie on a PostgreSQL of the benchmark's own, on this machine, and wait for the
  disk; an ordinary login, with every patient in care, runs all of it
  under row security. F is a whole command with its start and login, G what is asked of the server
  once logged in. The writers of W know every number beforehand and judge nothing; they and ours
  write the same three rows and COMMIT. H reads the same ratings and sessions and does nothing.
- Pandas, DuckDB and SQLite's own SQL judge by the whole rule, from the same file; the benchmark
  compares their counts with those of `review` before it times them, and fails if they differ.

## Not measured

A cold disk cache; Windows; slow or networked disks; several programs that write to one file;
ratings and sessions known only by their date, and changes of the policy (the peers' definition has
neither); notes; an encrypted file; a server on another machine.
"""


def write(path: Path, table: str, where: str) -> None:
    """Write the page."""
    date = datetime.now(UTC).date().isoformat()
    path.write_text(_PAGE.format(date=date, table=table, where=where), encoding="utf-8")
    print(f"wrote {path}", file=sys.stderr)


def where_measured(scratch: Scratch, peers: Peers | None, rounds: dict[str, int]) -> str:
    """The machine, the versions and the rounds, as a list."""
    versions = {
        "Python": scratch.ask("import platform; print(platform.python_version())"),
        "SQLite": scratch.ask("import sqlite3; print(sqlite3.sqlite_version)"),
        **{
            name: scratch.version_of(scratch.python, name)
            for name in ("psycopg", "click", "rehabtrack")
        },
        **(peers.versions() if peers else {}),
    }
    load = os.getloadavg()[0]
    lines = (
        f"{os.cpu_count()} cores, {_processor()}, {_memory()}; {_system()}",
        f"load when it ended: {load:.1f}",
        ", ".join(f"{name} {version}" for name, version in versions.items()),
        "rounds: " + ", ".join(f"{name} {count}" for name, count in rounds.items()),
    )
    return "\n".join(f"- {line}" for line in lines)


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [
                line.partition(":")[2].strip() for line in file if line.startswith("model name")
            ]
    except OSError:
        names = []
    return next(iter(names), platform.processor() or platform.machine())


def _memory() -> str:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{total / 2**30:.0f} GiB of memory"


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"] + f", {platform.release()}"
    except OSError:
        return platform.platform()
