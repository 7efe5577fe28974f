"""Diaries to write in: real files, each new."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import engines
import pytest
from diaries import Diary

from rehabtrack.storage.database import Database, open_or_create


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A new file, to copy."""
    path = str(tmp_path_factory.mktemp("empty") / "journal.db")
    open_or_create(path).close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty_file: str) -> Iterator[Database]:
    """A new, empty database."""
    with closing(engines.opened(engines.new_place(tmp_path, empty_file))) as opened:
        yield opened


@pytest.fixture(scope="session")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database for the many examples of a property, each of which rolls back."""
    with closing(engines.opened(engines.new_place(tmp_path_factory.mktemp("reused")))) as opened:
        yield opened


@pytest.fixture
def anna(database: Database) -> Diary:
    """The diary of the first patient."""
    return Diary.of_new_patient(database, "anna")


@pytest.fixture
def ben(anna: Diary) -> Diary:
    """The diary of a second patient of the same file."""
    return Diary.of_new_patient(anna.database, "ben")
