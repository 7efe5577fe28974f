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

from rehabtrack.storage import database
from rehabtrack.storage.failures import damaged, meaning_of, upgrade_failed
from rehabtrack.storage.new_file import sync_folder


def migrations_folder() -> str:
    """Where the migrations lie: inside the installed package, or at the root of a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    installed = os.path.join(package, "migrations")
    if os.path.isdir(installed):
        return installed
    return os.path.join(os.path.dirname(os.path.dirname(package)), "migrations")


def carry_forward(path: str) -> str:
    """Upgrade the file at an absolute path to the newest schema; the path of the copy made before.

    StorageError if it cannot be copied or a migration fails; the file is then as it was.
    """
    copy = copy_before(path)
    try:
        with migrating(path) as connection:
            migrate(connection)
    except Exception as error:
        cause = error.orig if isinstance(error, DBAPIError) else None
        meaning = meaning_of(cause, path) if cause else None
        raise meaning or upgrade_failed(path, copy) from error
    return copy


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
        poolclass=NullPool,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.connect() as connection:
        yield connection


def _with_foreign_keys_off(path: str) -> sqlite3.Connection:
    connection = database.connect(path)
    for pragma in database.PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("PRAGMA foreign_keys=OFF")
    return connection


def copy_before(path: str) -> str:
    """Copy a sound file beside itself, whole and for its owner alone; the path of the copy."""
    folder, name = os.path.split(path)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    connection = database.connect(path)
    try:
        old = database.schema_version(connection, path)
        _must_be_sound(connection, path)
        versions = f"before-{old}-to-{database.SCHEMA_VERSION}"
        # two programs may begin within one microsecond
        copy = os.path.join(folder, f"{name}.{versions}-{stamp}-{os.urandom(4).hex()}.db")
        _copy_whole(connection, copy)
    except (OSError, sqlite3.Error) as error:
        meaning = meaning_of(error, path)
        if meaning is None:
            raise
        raise meaning from error
    finally:
        connection.close()
    sync_folder(folder)
    return copy


def _copy_whole(connection: sqlite3.Connection, copy: str) -> None:
    """Copy an open database; what could not be copied whole is taken away again."""
    os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        connection.execute("VACUUM INTO ?", (copy,))
        with closing(database.connect(copy)) as copied:
            _must_be_sound(copied, copy)
        handle = os.open(copy, os.O_RDWR)
        try:
            os.fsync(handle)  # VACUUM INTO does not
        finally:
            os.close(handle)
    except BaseException:
        os.unlink(copy)
        raise


def _must_be_sound(connection: sqlite3.Connection, path: str) -> None:
    if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
        raise damaged(path)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise damaged(path)
