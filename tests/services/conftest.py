"""Diaries to write in: real files, each new."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from diaries import Diary

from rehabtrack.storage.database import Database, open_existing, open_or_create

#: These tests are not about power cuts, and need not wait for the disk.
WITHOUT_WAITING = "PRAGMA synchronous=OFF"


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A new file, to copy."""
    path = str(tmp_path_factory.mktemp("empty") / "journal.db")
    open_or_create(path).close()
    return path


@pytest.fixture
def database(tmp_path: Path, empty_file: str) -> Iterator[Database]:
    """A new, empty database."""
    path = shutil.copy(empty_file, tmp_path / "journal.db")
    found = open_existing(str(path))
    assert found is not None
    with closing(found):
        found.execute(WITHOUT_WAITING)
        yield found


@pytest.fixture(scope="session")
def reused(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database for the many examples of a property, each of which rolls back."""
    path = str(tmp_path_factory.mktemp("reused") / "journal.db")
    with closing(open_or_create(path)) as opened:
        opened.execute(WITHOUT_WAITING)
        yield opened


@pytest.fixture
def anna(database: Database) -> Diary:
    """The diary of the first patient."""
    return Diary.of_new_patient(database, "anna")


@pytest.fixture
def ben(anna: Diary) -> Diary:
    """The diary of a second patient of the same file."""
    return Diary.of_new_patient(anna.database, "ben")
