"""Making a new database: whole at its place or not there at all, readable by its owner alone."""

import os
import sqlite3
from contextlib import suppress

from rehabtrack.storage.database import APPLICATION_ID, SCHEMA_VERSION, Database, connect
from rehabtrack.storage.failures import meaning_of

#: The mark of Alembic, as it makes it, so that it can carry the file forward one day.
_STAMP = """
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL,
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES ('{version:04}');
PRAGMA application_id = {application_id};
PRAGMA user_version = {version};
"""


def make(path: str) -> None:
    """Make an empty database at an absolute path, unless another program just did.

    Folders that are missing are made for the owner alone. StorageError if it cannot be made.
    """
    folder, name = os.path.split(path)
    draft = os.path.join(folder, f".{name}.new-{os.urandom(6).hex()}")
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _fill(draft)
            _put_in_place(draft, path)
        finally:
            with suppress(FileNotFoundError):
                os.unlink(draft)
        sync_folder(folder)
    except (OSError, sqlite3.Error) as error:
        meaning = meaning_of(error, path)
        if meaning is None:
            raise
        raise meaning from error


def sync_folder(folder: str) -> None:
    """Make the names in a folder survive a power cut, where the system knows how."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _fill(draft: str) -> None:
    connection = connect(draft)
    try:
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("PRAGMA fullfsync=ON")
        connection.executescript(f"BEGIN IMMEDIATE;\n{script()}COMMIT;")
    finally:
        connection.close()


def script() -> str:
    """What makes an empty file one of ours: the schema and the marks."""
    path = os.path.join(os.path.dirname(__file__), "sqlite_schema.sql")
    with open(path, encoding="utf-8") as file:
        return file.read() + _STAMP.format(version=SCHEMA_VERSION, application_id=APPLICATION_ID)


def _put_in_place(draft: str, path: str) -> None:
    """Give the draft its name; one that is there already is never replaced."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a disk without hard links: claim the name first
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            os.replace(draft, path)


def in_memory() -> Database:
    """An empty database in memory, to read where there is no file yet.

    What a dry run stores there beyond a few MB goes to a file without a name, which goes by itself.
    """
    connection = sqlite3.connect("", isolation_level=None)
    connection.executescript(script())
    return Database(":memory:", connection)
