"""Carrying an older file forward with Alembic: a copy first, then one transaction a migration.

The only code that imports SQLAlchemy or Alembic when the program runs, and only for an old file.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from rehabtrack.domain.named import Named
from rehabtrack.storage import copies, database, sqlite_file
from rehabtrack.storage.backup import back_up, meaning
from rehabtrack.storage.sqlite_failures import meaning_of, upgrade_failed


def migrations_folder() -> str:
    """Where the migrations lie: inside the installed package, or at the root of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "migrations")
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), "migrations")


class Upgraded(Named):
    """From which schema to which a file was carried; `copy` is where it lies as it was before."""

    old: int
    new: int
    copy: str


def carry_forward(path: str) -> Upgraded | None:
    """Upgrade the file at an absolute path to the newest schema; None if it has that already.

    A copy of it is made first; older ones of these go, but for the last five and one a month.
    StorageError if it cannot be copied or a migration fails; the file is then as it was.
    """
    old, new = _schema_version(path), database.SCHEMA_VERSION
    if old == new:
        return None
    now = int(datetime.now(UTC).timestamp() * 1000)
    copy = back_up(path, now, why=copies.before_upgrade(old, new)).path
    copies.rotate(path)
    try:
        with migrating(path) as connection:
            migrate(connection)
    except Exception as error:
        cause = error.orig if isinstance(error, DBAPIError) else None
        known = meaning_of(cause, path) if cause else None
        raise known or upgrade_failed(path, copy) from error
    return Upgraded(old, new, copy)


def _schema_version(path: str) -> int:
    with meaning(path), closing(sqlite_file.connect(path)) as connection:
        return sqlite_file.schema_version(connection, path)


def migrate(connection: Connection) -> None:
    """Run every migration that the file behind a connection still needs."""
    config = Config()
    config.set_main_option("script_location", migrations_folder().replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


@contextmanager
def migrating(path: str) -> Iterator[Connection]:
    """A connection for migrations: foreign keys off before BEGIN IMMEDIATE, which is our own.

    With foreign keys on, rebuilding a table would delete or refuse what points at it.
    """
    engine = create_engine(
        "sqlite://",
        creator=lambda: _with_foreign_keys_off(path),
        module=sqlite_file.module_of(path),
        poolclass=NullPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.connect() as connection:
        yield connection


def _with_foreign_keys_off(path: str) -> sqlite3.Connection:
    connection = sqlite_file.connect(path)
    for pragma in sqlite_file.PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection
