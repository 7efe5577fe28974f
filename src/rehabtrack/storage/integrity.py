"""What SQLite itself can tell of a file's health; nothing is repaired."""

import os
import sqlite3
from collections.abc import Iterator

from rehabtrack.storage.database import Database

_OBJECTS = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"


def damage(database: Database) -> Iterator[str]:
    """One sentence for each damage; where there is any, the rest may not be readable."""
    try:
        for (found,) in database.execute("PRAGMA integrity_check"):
            if found != "ok":
                yield f"SQLite reports damage: {found}"
    except sqlite3.DatabaseError as error:  # so great that not even the check comes to its end
        yield f"SQLite reports damage: {error}"


def problems(database: Database) -> Iterator[str]:
    """One sentence for each orphan and each foreign piece of schema in the file."""
    for table, row, parent, _ in database.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points to a missing {parent}."
    yield from _schema_problems(database)


def _schema_problems(database: Database) -> Iterator[str]:
    golden, found = _golden(), _objects(database.execute(_OBJECTS))
    for key in sorted(golden.keys() | found.keys()):
        kind, name = key
        if key not in found:
            yield f"The {kind} {name} is missing from the schema."
        elif key not in golden:
            yield f"The {kind} {name} is not part of the schema."
        elif golden[key] != found[key]:
            yield f"The {kind} {name} is not as the schema has it."


def _golden() -> dict[tuple[str, str], str]:
    with open(os.path.join(os.path.dirname(__file__), "sqlite_schema.sql"), encoding="utf-8") as f:
        schema = f.read()
    fresh = sqlite3.connect(":memory:")
    try:
        fresh.executescript(schema)
        return _objects(fresh.execute(_OBJECTS))
    finally:
        fresh.close()


def _objects(rows: sqlite3.Cursor) -> dict[tuple[str, str], str]:
    return {(kind, name): sql for kind, name, sql in rows if name != "alembic_version"}
