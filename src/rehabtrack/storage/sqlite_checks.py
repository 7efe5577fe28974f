"""What SQLite itself can tell of a file's health, and whether its schema is ours."""

import sqlite3
from collections.abc import Iterator
from functools import cache

from rehabtrack.storage.database import SCHEMA_VERSION, Rows, database_errors
from rehabtrack.storage.new_file import script
from rehabtrack.storage.sqlite_file import File

OBJECTS = "SELECT type, name, tbl_name, sql FROM sqlite_master"
_REVISION = "SELECT version_num FROM alembic_version"


def damage(file: File) -> Iterator[str]:
    """One sentence for each damage; where there is any, the rest may not be readable."""
    try:
        for (found,) in file.execute("PRAGMA integrity_check"):
            if found != "ok":
                yield f"SQLite reports damage: {found}"
    except database_errors() as error:  # so great that not even the check comes to its end
        yield f"SQLite reports damage: {error}"


def misfits(file: File) -> Iterator[str]:
    """One sentence for each orphan and each foreign piece of schema in the file."""
    for table, row, parent, _ in file.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points to a missing {parent}."
    yield from schema_problems(file.execute(OBJECTS))
    if list(file.execute(_REVISION)) != [(f"{SCHEMA_VERSION:04}",)]:
        yield "The mark of the schema's version is not as it must be."


def schema_problems(rows: Rows) -> Iterator[str]:
    """One sentence for each piece of the schema that is missing, foreign or not as it must be.

    `rows` are what OBJECTS gives of the file.
    """
    golden, found = _golden(), _objects(rows)
    for key in sorted(golden.keys() | found.keys()):
        kind, name = key
        if key not in found:
            yield f"The {kind} {name} is missing from the schema."
        elif key not in golden:
            yield f"The {kind} {name} is not part of the schema."
        elif golden[key] != found[key]:
            yield f"The {kind} {name} is not as the schema has it."


@cache
def _golden() -> dict[tuple[str, str], object]:
    fresh = sqlite3.connect(":memory:")
    try:
        fresh.executescript(script())
        return _objects(fresh.execute(OBJECTS))
    finally:
        fresh.close()


def _objects(rows: Rows) -> dict[tuple[str, str], object]:
    """The objects by kind and name; Alembic lays its own table out in its own way."""
    return {
        (kind, name): (table, " ".join(sql.split()) if name == "alembic_version" else sql)
        for kind, name, table, sql in rows
    }
