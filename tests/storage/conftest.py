"""Databases to test with: a new one, one with a true row in every table; a later program."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import engines
import pytest
from engines import Tool
from sample_rows import ROWS, insert, uid

from rehabtrack.storage import database as database_module
from rehabtrack.storage import upgrading
from rehabtrack.storage.database import Database, open_or_create


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where a database may come to be."""
    return str(tmp_path / "data" / "journal.db")


@pytest.fixture
def database(path: str, tmp_path: Path) -> Iterator[Database]:
    """A new, empty database."""
    place = path if engines.clinics is None else engines.new_place(tmp_path)
    with closing(engines.opened(place)) as opened:
        yield opened


def fill(held: Database | Tool) -> None:
    """Store one row in every table, and a second patient's first change."""
    for table, row in ROWS.items():
        insert(held, table, row)
    insert(held, "change", ROWS["change"] | {"patient_id": 2, "id": uid(3)})


@pytest.fixture(scope="session")
def populated_once(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with one row in every table, to copy."""
    path = str(tmp_path_factory.mktemp("populated") / "journal.db")
    with closing(open_or_create(path)) as opened, opened.writing():
        fill(opened)
    return path


@pytest.fixture
def populated(path: str, populated_once: str) -> Iterator[Database]:
    """A file with one row in every table, and a second patient about to come."""
    os.mkdir(os.path.dirname(path))
    shutil.copy(populated_once, path)
    with closing(open_or_create(path)) as opened:
        yield opened


@pytest.fixture(scope="session")
def populated_clinic(tmp_path_factory: pytest.TempPathFactory) -> str | None:
    """The same in a clinic, if this run has any."""
    if engines.clinics is None:
        return None
    place = engines.new_place(tmp_path_factory.mktemp("populated"))
    fill(Tool(engines.clinics.superuser(place)))
    return place


@pytest.fixture
def held(request: pytest.FixtureRequest, populated_clinic: str | None) -> Iterator[Tool]:
    """Another program at a database with one row in every table; what it does there is undone."""
    if engines.clinics is None or populated_clinic is None:
        tool = Tool(request.getfixturevalue("populated").connection)
    else:
        tool = Tool(engines.clinics.superuser(populated_clinic))
    tool.connection.execute("BEGIN")
    yield tool
    tool.connection.execute("ROLLBACK")


@pytest.fixture
def store(held: Tool) -> Callable[..., None]:
    """Store the true row of a table with some columns changed, under a number of its own."""

    def stored(table: str, verb: str = "INSERT", **changes: Any) -> None:
        row = dict(ROWS[table])
        row |= {"no": 2} if "no" in row else {}
        row |= {"id": uid(500)} if "id" in row else {}
        row |= {"version": 2, "no": 1} if table.endswith("_version") else {}
        row |= {"patient_id": 2, "change": 1, "no": 1, "name": "eva"} if table == "patient" else {}
        row |= {"patient_id": 2} if table == "erasure" else {}
        row |= {"name": "patient", "value": "1"} if table == "setting" else {}
        insert(held, table, row | changes, verb=verb)

    return stored


@pytest.fixture
def migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The migrations of a program that is one schema further, still to be written."""
    folder = tmp_path / "100% later"
    shutil.copytree(upgrading.migrations_folder(), folder)
    monkeypatch.setattr(upgrading, "migrations_folder", lambda: str(folder))
    monkeypatch.setattr(database_module, "SCHEMA_VERSION", 2)
    return folder
