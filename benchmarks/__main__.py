"""python -m benchmarks: measure everything, print one table, and keep it if told so."""

import argparse
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks.bulk import bulk
from benchmarks.clinic import Clinics, clinic
from benchmarks.exchange import exchange
from benchmarks.figures import Figure, table
from benchmarks.growth import growth
from benchmarks.looking import looking
from benchmarks.page import where_measured, write
from benchmarks.peers import Peers
from benchmarks.review import Disagreement, review
from benchmarks.scratch import ROOT, Scratch
from benchmarks.shapes import Shape
from benchmarks.start import start
from benchmarks.timing import Failed


class Sizes(NamedTuple):
    """The caseloads of a run: one patient's ten years twice, a clinic, and the steps of growth.

    `carried` is what goes out and in, `phone` the MB of an export of Apple Health; `server` holds
    the clinics on a server.
    """

    one: Shape
    looked_at: Shape
    clinic: Shape
    steps: tuple[Shape, ...]
    carried: Shape
    phone: int
    server: Clinics


CLINIC = Shape(patients=1000, ratings=1000, sessions=100, years=3)
SIZES = Sizes(
    Shape(patients=1, ratings=20_000, sessions=2_000, years=10),
    Shape(patients=1, ratings=20_000, sessions=1_000, years=10),
    CLINIC,
    tuple(CLINIC._replace(patients=patients) for patients in (1, 10, 100, 1000)),
    CLINIC._replace(sessions=0),
    1000,
    Clinics(
        CLINIC._replace(patients=100, sessions=10),
        CLINIC._replace(patients=10_000, sessions=10),
        CLINIC,
        seconds=5,
    ),
)
SMOKE = Sizes(
    Shape(patients=1, ratings=200, sessions=20, years=1),
    Shape(patients=1, ratings=200, sessions=20, years=1),
    Shape(patients=3, ratings=100, sessions=10, years=1),
    (Shape(patients=1, ratings=50, sessions=5, years=1),),
    Shape(patients=3, ratings=100, sessions=0, years=1),
    1,
    Clinics(
        Shape(patients=8, ratings=100, sessions=5, years=1),
        Shape(patients=16, ratings=100, sessions=5, years=1),
        Shape(patients=8, ratings=100, sessions=10, years=1),
        seconds=0.2,
    ),
)
HUGE = CLINIC._replace(patients=10_000)
ROUNDS = {
    "start": 40,
    "looking": 10,
    "bulk": 3,
    "exchange": 3,
    "review": 5,
    "growth": 9,
    "clinic": 9,
}


def main(argv: list[str]) -> int:
    """Run what is asked for; 1 if a program failed or counts differ."""
    wanted = _wanted(argv)
    with ExitStack() as stack:
        folder = wanted.env or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="rehabtrack-"))
        )
        try:
            measure(wanted, folder.absolute())
        except (Failed, Disagreement) as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
            return 1
    return 0


def measure(wanted: argparse.Namespace, folder: Path) -> None:
    """Measure the parts that are wanted, print the table, and write the page if told so."""
    scratch = Scratch(folder, here=wanted.here)
    rounds = {name: wanted.rounds or ROUNDS[name] for name in wanted.only or ROUNDS}
    if wanted.no_peers:
        print("SKIPPED every peer: --no-peers", file=sys.stderr)
    peers = None if wanted.no_peers else Peers(scratch, rounds)
    sizes = SMOKE if wanted.smoke else SIZES
    if wanted.huge:
        sizes = sizes._replace(steps=(*sizes.steps, HUGE))
    runs: dict[str, Callable[[int], list[Figure]]] = {
        "start": lambda rounds: start(scratch, peers, (sizes.one, sizes.clinic), rounds),
        "looking": lambda rounds: looking(scratch, sizes.looked_at, rounds),
        "bulk": lambda rounds: bulk(scratch, peers, sizes.clinic, rounds),
        "exchange": lambda rounds: exchange(scratch, sizes.carried, sizes.phone, rounds),
        "review": lambda rounds: review(scratch, peers, sizes.clinic, rounds),
        "growth": lambda rounds: growth(scratch, sizes.steps, rounds),
        "clinic": lambda rounds: clinic(scratch, sizes.server, rounds),
    }
    parts = []
    for name, count in rounds.items():
        print(f"{name}: {count} rounds ..", file=sys.stderr)
        parts.append((name.upper(), runs[name](count)))
    shown, where = table(parts), where_measured(scratch, peers, rounds)
    print(f"{shown}\n\n{where}")
    if wanted.write:
        write(ROOT / "docs" / "performance.md", shown, where)


def _wanted(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=ROUNDS, help="these parts alone")
    parser.add_argument("--rounds", type=int, metavar="N", help=f"instead of {ROUNDS}")
    parser.add_argument("--env", type=Path, metavar="DIR", help="keep all that is made there")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--no-peers", action="store_true", help="install and time no peers")
    parser.add_argument("--here", action="store_true", help="measure this Python's rehabtrack")
    parser.add_argument("--smoke", action="store_true", help="tiny sizes: does it all work?")
    parser.add_argument("--huge", action="store_true", help="grow to 10,000,000 ratings")
    wanted = parser.parse_args(argv)
    if wanted.write and (wanted.only or wanted.no_peers or wanted.here or wanted.smoke):
        parser.error("the page shows everything: --write goes with --rounds, --env and --huge")
    return wanted


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
