"""START: what an everyday command costs beside Python and click themselves, and beside peers."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, timed
from benchmarks.peers import Peers
from benchmarks.scratch import Scratch
from benchmarks.shapes import Shape, WorkingCopy
from benchmarks.timing import Case, Command, Runs, always, interleaved

REFERENCE = '`python -c "import click, sqlite3"`'
ORDINARY, LATE = "`rehabtrack 6`", "`rehabtrack pain 6 --at`, back-dated"
WRITING = (ORDINARY, "`rehabtrack massage log`")
HELP, WORD = "`rehabtrack --help`", "completing a command name"
FIRST = "the first command ever, database made"
EVERYDAY = {
    "`rehabtrack`": (),
    "`rehabtrack massage check`": ("massage", "check"),
    ORDINARY: ("6",),
    WRITING[1]: ("massage", "log"),
}

#: What is to be reached, as ratios to the reference.
TO_REACH = {
    "`rehabtrack`": 1.15,
    "`rehabtrack massage check`": 1.15,
    ORDINARY: 1.2,
    WRITING[1]: 1.2,
    HELP: 1.1,
    WORD: 1.1,
    FIRST: 1.6,
}
TO_REACH_IN_A_CLINIC = 1.1  # to the same in one patient's file
TO_REACH_LATE = 1.3  # to an ordinary rating
TO_REACH_OF_PEERS = 1.0  # to the fastest peer


def start(
    scratch: Scratch, peers: Peers | None, sizes: tuple[Shape, Shape], rounds: int
) -> list[Figure]:
    """Time every everyday command in a small and in a large database, and the peers' beside."""
    rivals = peers.everyday() if peers else []
    cases = [
        reference(scratch),
        *_without_a_file(scratch),
        *(case for shape in sizes for case in _with_a_file(scratch, shape)),
        *rivals,
    ]
    runs = interleaved(cases, rounds, scratch.home)
    return [
        *_against_the_reference(runs, sizes[0]),
        *_in_a_clinic(runs, sizes),
        *(_late(runs, shape) for shape in sizes),
        *_against_peers(runs, [case.name for case in rivals], sizes[0]),
    ]


def reference(scratch: Scratch) -> Case:
    """What Python, click and SQLite cost by themselves."""
    return always(REFERENCE, Command((scratch.python, "-c", "import click, sqlite3")))


def everyday(scratch: Scratch, copy: WorkingCopy, name: str) -> Case:
    """One of EVERYDAY in the working copy of a database."""
    words = EVERYDAY[name]

    def prepare(_: int) -> Command:
        options = copy.options(writes=name in WRITING)
        return Command((*scratch.rehabtrack, *options, *words), allowed=(0, 3, 4, 5))

    return Case(_in(name, copy.shape), prepare)


def _without_a_file(scratch: Scratch) -> list[Case]:
    def first(number: int) -> Command:
        new: Path = scratch.work / "first" / str(number) / "new.db"
        return Command((*scratch.rehabtrack, "--db", new, "6"))

    asked = {"_REHABTRACK_COMPLETE": "bash_complete", "COMP_WORDS": "rehabtrack ma"}
    asked["COMP_CWORD"] = "1"
    return [
        always(HELP, Command((*scratch.rehabtrack, "--help"))),
        always(WORD, Command(scratch.rehabtrack, asked)),
        Case(FIRST, first),
    ]


def _with_a_file(scratch: Scratch, shape: Shape) -> list[Case]:
    copy = WorkingCopy(scratch, shape)
    middle = datetime.now(UTC) - timedelta(days=shape.years * 365 / 2)

    def late(number: int) -> Command:
        at = (middle - timedelta(days=3 * number)).strftime("%Y-%m-%dT08:00")
        options = copy.options(writes=True)
        return Command((*scratch.rehabtrack, *options, "pain", "6", "--at", at))

    return [
        *(everyday(scratch, copy, name) for name in EVERYDAY),
        Case(_in(LATE, shape), late),
    ]


def _in(name: str, shape: Shape) -> str:
    return f"{name}; {shape.words}"


def _against_the_reference(runs: Mapping[str, Runs], shape: Shape) -> list[Figure]:
    base = runs[REFERENCE]
    figures = [timed(f"A: {REFERENCE}", base)]
    for name, limit in TO_REACH.items():
        case = _in(name, shape) if name in EVERYDAY else name
        figures.append(timed(case, runs[case], base, limit=limit))
    return figures


def _in_a_clinic(runs: Mapping[str, Runs], sizes: tuple[Shape, Shape]) -> list[Figure]:
    figures = []
    for name in EVERYDAY:
        small, large = (_in(name, shape) for shape in sizes)
        words, limit = "{} x one patient's", TO_REACH_IN_A_CLINIC
        figures.append(timed(large, runs[large], runs[small], words, limit))
    return figures


def _late(runs: Mapping[str, Runs], shape: Shape) -> Figure:
    late, ordinary = (_in(name, shape) for name in (LATE, ORDINARY))
    return timed(late, runs[late], runs[ordinary], f"{{}} x {ORDINARY}", TO_REACH_LATE)


def _against_peers(runs: Mapping[str, Runs], names: Sequence[str], shape: Shape) -> list[Figure]:
    if not names:
        return []
    fastest = min(names, key=lambda name: runs[name].seconds)
    figures = [timed(name, runs[name], runs[REFERENCE]) for name in names]
    for name in WRITING:
        ours, words = runs[_in(name, shape)], f"{{}} x {fastest}"
        what = f"{name} beside the fastest peer"
        figures.append(timed(what, ours, runs[fastest], words, TO_REACH_OF_PEERS))
    return figures
