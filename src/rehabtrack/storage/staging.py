"""Rows that wait to be stored: in a file of SQLite's own that has no name and goes by itself.

They are in order whatever order they came in, and take no more memory for being many; but those of
an encrypted database wait in memory, for that file is plain.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from rehabtrack.storage.inserting import insert_many
from rehabtrack.storage.sqlite_failures import not_staged

_PRAGMAS = ("journal_mode=OFF", "synchronous=OFF", "temp_store=FILE")


class Staging:
    """Rows of so many columns, the first two of them a number of a patient and an instant (ms)."""

    def __init__(self, width: int, *, in_memory: bool = False) -> None:
        self._connection = sqlite3.connect(":memory:" if in_memory else "", isolation_level=None)
        for pragma in (*_PRAGMAS, "temp_store=MEMORY") if in_memory else _PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        columns = [f"c{place}" for place in range(width)]
        self._connection.execute(f"CREATE TABLE staged ({', '.join(columns)})")
        self._connection.execute("BEGIN")
        self._insert = f"INSERT INTO staged VALUES ({', '.join('?' * width)})"  # noqa: S608 (no text of anybody's)
        self._select = f"SELECT {', '.join(columns)} FROM staged ORDER BY c0, c1, rowid"  # noqa: S608

    def add(self, rows: Iterable[tuple[object, ...]]) -> None:
        """Take rows in; StorageError where the disk of the temporary files has no room."""
        try:
            insert_many(self._connection, self._insert, rows)
        except sqlite3.OperationalError as error:
            raise not_staged() from error

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """All rows by patient and instant, equal ones in the order in which they came."""
        try:
            # not `yield from`, which would close the rows even after the connection
            for row in self._connection.execute(self._select):  # noqa: UP028
                yield row
        except sqlite3.OperationalError as error:
            raise not_staged() from error

    def close(self) -> None:
        """Let go of the rows."""
        self._connection.close()
