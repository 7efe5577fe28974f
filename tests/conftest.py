"""The two engines: every test runs where it tells something, on a file or on a server."""

import gc
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import engines
import pytest
from hypothesis import HealthCheck, settings
from practices import practice_at, practices
from server import Server, running

from rehabtrack.storage.database import SCHEMA_VERSION

__all__ = ["practice_at", "practices"]

KEPT = Path(__file__).parent / "storage" / "schemas" / f"{SCHEMA_VERSION:04}.sql"
#: How properties are tested: on as many examples as hypothesis thinks right, and none is a
#: stopwatch. A test of which each example takes long says itself that it takes fewer.
settings.register_profile(
    "unhurried", deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow]
)
#: For what is told once more: on another Python, with other versions of what we depend on.
settings.register_profile("once more", settings.get_profile("unhurried"), max_examples=10)
settings.load_profile("unhurried")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=["sqlite", "postgresql"],
        default="sqlite",
        help="what holds the databases: files, with the tests of the server alone; or a server, "
        "for the tests that hold on both",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--engine") == "sqlite":
        return
    alone = [item for item in items if any(map(item.get_closest_marker, ("files", "server")))]
    config.hook.pytest_deselected(items=alone)
    items[:] = [item for item in items if item not in alone]


def pytest_collection_finish() -> None:
    """Nothing of what all tests import is looked through for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, whose passwords every program of this run finds."""
    with running() as started, pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSFILE", str(started.passwords))
        yield started


@pytest.fixture(scope="session", autouse=True)
def clinics(request: pytest.FixtureRequest) -> Iterator[None]:
    """The clinics of this run, where a server holds the databases."""
    if request.config.getoption("--engine") == "postgresql":
        engines.clinics = engines.Clinics(request.getfixturevalue("server"))
    yield
    engines.clinics = None


@pytest.fixture(autouse=True)
def used_again(clinics: None) -> Iterator[None]:
    """The clinics that only this test took are the next one's."""
    with engines.borrowed():
        yield


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with a row in every table that a command fills, of a story told by the commands."""
    path = str(tmp_path_factory.mktemp("kept") / "journal.db")
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(KEPT.read_text(encoding="utf-8"))
    return path
