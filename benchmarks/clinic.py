"""CLINIC: the same program on a server, against a small clinic, and against bare psycopg."""

import random
from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from benchmarks.clinic_server import Clinic, clinics
from benchmarks.figures import Figure, time_words, timed
from benchmarks.scratch import ROOT, Scratch
from benchmarks.shapes import Shape, name_of
from benchmarks.timing import Case, Command, always, interleaved, run

CHECK = "`rehabtrack massage check`"
REVIEW, READ = "`rehabtrack review`", "psycopg, one streamed read"
JOURNAL, BARE = "the Journal", "bare psycopg"
TO_REACH_LARGE = 1.3  # to the same in a small clinic
TO_REACH_WRITING = 0.6  # of the rate of bare psycopg, at least
TO_REACH_REVIEW = 2.5  # to the bare read
WRITERS = 8
#: So many checks over one connection are one measurement.
_CHECKS = 200


class Clinics(NamedTuple):
    """The clinics of a run, and for how many seconds a round of writers writes."""

    small: Shape
    large: Shape
    reviewed: Shape
    seconds: float


def clinic(scratch: Scratch, sizes: Clinics, rounds: int) -> list[Figure]:
    """Time all of it on a server of the benchmark's own; nothing where none is installed."""
    shapes = {"small": sizes.small, "large": sizes.large, "reviewed": sizes.reviewed}
    with clinics(scratch, shapes) as made:
        if made is None:
            return []
        small, large, reviewed = (made[name] for name in shapes)
        return [
            *_check(scratch, small, large, rounds),
            *_writers(scratch, small, sizes.seconds, rounds),
            *_review(scratch, reviewed, rounds),
        ]


def _check(scratch: Scratch, small: Clinic, large: Clinic, rounds: int) -> list[Figure]:
    """The whole command, and over an open connection."""
    cases = [_whole_check(scratch, clinic) for clinic in (small, large)]
    runs = interleaved(cases, rounds, scratch.home)
    first, second = (runs[case.name] for case in cases)
    words = "{} x F"
    commands = {
        clinic.shape.words: _module(
            scratch, "clinic_checks", clinic.address, clinic.shape.patients, _CHECKS
        )
        for clinic in (small, large)
    }
    told = _told(scratch, commands, rounds)
    few, many = (median(told[clinic.shape.words]) for clinic in (small, large))
    return [
        timed(f"F: {cases[0].name}", first),
        timed(cases[1].name, second, first, words, TO_REACH_LARGE),
        Figure(f"G: a check when logged in; {small.shape.words}", time_words(few)),
        Figure(
            f"a check when logged in; {large.shape.words}",
            time_words(many),
            many / few,
            "{} x G",
            TO_REACH_LARGE,
        ),
    ]


def _whole_check(scratch: Scratch, clinic: Clinic) -> Case:
    def prepare(number: int) -> Command:
        name = name_of(random.Random(number).randrange(clinic.shape.patients))
        argv = (*scratch.rehabtrack, "--db", clinic.address, "--patient", name, "massage", "check")
        return Command(argv, allowed=(0, 3, 4, 5))

    return Case(f"{CHECK} on {clinic.server}; {clinic.shape.words}", prepare)


def _writers(scratch: Scratch, clinic: Clinic, seconds: float, rounds: int) -> list[Figure]:
    commands = {
        name: _module(scratch, "clinic_writers", kind, clinic.address, WRITERS, seconds)
        for name, kind in ((JOURNAL, "journal"), (BARE, "bare"))
    }
    told = _told(scratch, commands, rounds)
    ours, bare = median(told[JOURNAL]), median(told[BARE])
    return [
        Figure(f"W: {WRITERS} writers through {BARE}", f"{bare:,.0f} records/s"),
        Figure(
            f"{WRITERS} writers through {JOURNAL}",
            f"{ours:,.0f} records/s, {ours / bare:.0%} of W",
            bare / ours,
            "each {} x W's time",
            round(1 / TO_REACH_WRITING, 2),
        ),
    ]


def _review(scratch: Scratch, clinic: Clinic, rounds: int) -> list[Figure]:
    read = ROOT / "benchmarks" / "rivals" / "clinic_read.py"
    cases = [
        always(REVIEW, Command((*scratch.rehabtrack, "--db", clinic.address, "review"))),
        always(READ, Command((scratch.python, read, clinic.address))),
    ]
    runs = interleaved(cases, rounds, scratch.home)
    shape = clinic.shape
    words = f"{shape.patients * shape.sessions:,} sessions over {shape.total:,} ratings"
    return [
        timed(f"H: {READ}; {words}", runs[READ]),
        timed(f"{REVIEW} of these", runs[REVIEW], runs[READ], "{} x H", TO_REACH_REVIEW),
    ]


def _module(scratch: Scratch, name: str, *words: object) -> Command:
    return Command((scratch.python, "-m", f"benchmarks.{name}", *map(str, words)))


def _told(
    scratch: Scratch, commands: Mapping[str, Command], rounds: int
) -> dict[str, Sequence[float]]:
    """What each command prints, once a round, in another order each."""
    told: dict[str, list[float]] = {name: [] for name in commands}
    shuffled, output = random.Random(rounds), scratch.work / "told"
    for _ in range(rounds):
        for name in shuffled.sample([*commands], len(commands)):
            run(commands[name]._replace(output=output), scratch.home)
            told[name].append(float(output.read_text()))
    return dict(told)
