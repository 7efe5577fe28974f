"""Options, figures and files of the fault tests; docs/reliability.md tells how to run them."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest
from fuzz_stories import kept_files
from hypothesis import HealthCheck, given, settings
from hypothesis import seed as seeded
from later_program import MIGRATION, NEXT
from oracle import FIGURES, PRIVATE, Diary

from rehabtrack.storage import upgrading

SEED = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("faults")
    group.addoption("--rounds", type=int, help="how often each fault is tried (short without)")
    group.addoption("--seed", type=int, help="of the random moments (printed at the end)")
    group.addoption("--power-loss", type=int, help="replay so many power cuts (needs strace)")


def pytest_configure(config: pytest.Config) -> None:
    given = config.getoption("--seed", default=None)
    config.stash[SEED] = int.from_bytes(os.urandom(4), "big") if given is None else given


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if FIGURES:
        terminalreporter.section("faults")
        terminalreporter.line(f"--seed {config.stash[SEED]}")
        for name, number in FIGURES.items():
            terminalreporter.line(f"{number:>7}  {name}")


@pytest.fixture
def figures() -> Counter[str]:
    """What is counted over the whole run, and printed at its end."""
    return FIGURES


@pytest.fixture
def random(request: pytest.FixtureRequest) -> Random:
    """Chance, the same for a test whenever the seed is."""
    return Random(f"{request.config.stash[SEED]} {request.node.nodeid}")


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Callable[[int], range]:
    """As many rounds as were asked for, else so many."""
    asked = request.config.getoption("--rounds", default=None)
    return lambda few: range(few if asked is None else asked)


@pytest.fixture
def fuzzed(request: pytest.FixtureRequest, rounds: Callable[[int], range]) -> Callable[..., None]:
    """Tries a test on so many inputs that hypothesis makes up, and as often as was asked for."""

    def fuzz(test: Callable[[Any], None], inputs: Any, few: int) -> None:
        @seeded(request.config.stash[SEED])
        @settings(
            max_examples=few * len(rounds(1)),
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(inputs)
        def each(drawn: Any) -> None:
            test(drawn)

        each()

    return fuzz


@pytest.fixture(scope="session")
def fuzz_files(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path | None]:
    """What a story that is made up may begin with, by the name it calls it."""
    return kept_files(tmp_path_factory.mktemp("fuzz"))


@pytest.fixture
def diary(tmp_path: Path) -> Diary:
    """A folder without a database yet."""
    folder = tmp_path / "data"
    folder.mkdir()
    return Diary(folder)


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diary with something of everything that the commands under test need."""
    folder = tmp_path_factory.mktemp("kept") / "data"
    folder.mkdir()
    diary = Diary(folder)
    for line in (
        f"pain back=6 leg-left=4 --note {PRIVATE}",
        f"massage log --at -2h --note {PRIVATE}",  # no later rating of now changes its warnings
        f"pain 5 --note {PRIVATE}",
        "edit p3 --value 7",
        f"measure add drug Ibuprofen --dose {PRIVATE}",
    ):
        diary.does(*line.split())
    return diary.db


@pytest.fixture
def written(diary: Diary, kept: Path) -> Diary:
    """That diary, to do anything to."""
    shutil.copy(kept, diary.db)
    return diary


@pytest.fixture
def later(tmp_path: Path) -> str:
    """The migrations of the program as it will be."""
    folder = tmp_path / "migrations"
    shutil.copytree(upgrading.migrations_folder(), folder)
    (folder / "versions" / f"{NEXT:04}_later.py").write_text(MIGRATION)
    return str(folder)


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A table of some thousand ratings, each with a note."""
    path = tmp_path_factory.mktemp("tables") / "diary.csv"
    rows = (
        f"2025-{1 + n // 28 % 12:02}-{1 + n % 28:02}T{n // 336 % 24:02}:{n % 60:02}Z,back,"
        f"{n % 11},{PRIVATE} {n}\n"
        for n in range(4000)
    )
    path.write_text("at,site,value,note\n" + "".join(rows), encoding="utf-8")
    return str(path)
