"""Making a new database: whole at its place or not there at all, readable by its owner alone."""

import os
from contextlib import suppress

from rehabtrack.files import written_whole
from rehabtrack.storage.database import COMPANIONS, KEY_NOTE, SCHEMA_VERSION, database_errors
from rehabtrack.storage.sqlite_failures import meaning_of, orphaned
from rehabtrack.storage.sqlite_file import APPLICATION_ID, File, connect

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

    Folders that are missing are made for the owner alone. StorageError if it cannot be made,
    Refused for a name that another database keeps for itself, and would delete.
    """
    if path.endswith((*COMPANIONS, KEY_NOTE)):
        from rehabtrack.storage.own_names import refuse_own_name

        refuse_own_name(path, path)
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        _refuse_orphaned_journal(path)
        with suppress(FileExistsError), written_whole(path) as draft:
            _fill(draft)
    except database_errors(OSError) as error:
        meaning = meaning_of(error, path)
        if meaning is None:
            raise
        raise meaning from error


def _refuse_orphaned_journal(path: str) -> None:
    """SQLite would put the pages of a lost database, which its journal holds, into the new one."""
    for ending in COMPANIONS:
        # in this order: a database that just came to be may have a journal of its own by now
        if os.path.lexists(path + ending) and not os.path.lexists(path):
            raise orphaned(path, path + ending)


def _fill(draft: str) -> None:
    connection = connect(draft)
    try:
        # nobody reads a draft that a power cut left, and it is on the disk before it has its name
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.executescript(f"BEGIN IMMEDIATE;\n{script()}COMMIT;")
    finally:
        connection.close()


def script() -> str:
    """What makes an empty file one of ours: the schema and the marks."""
    path = os.path.join(os.path.dirname(__file__), "sqlite_schema.sql")
    with open(path, encoding="utf-8") as file:
        return file.read() + _STAMP.format(version=SCHEMA_VERSION, application_id=APPLICATION_ID)


def in_memory() -> File:
    """An empty database in memory, to read where there is no file yet.

    What a dry run stores there beyond a few MB goes to a file without a name, which goes by itself.
    """
    import sqlite3

    connection = sqlite3.connect("", isolation_level=None)
    connection.executescript(script())
    return File(":memory:", connection)
