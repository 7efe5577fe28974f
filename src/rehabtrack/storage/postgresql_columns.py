"""The columns of a server's tables, and by their types an INSERT of many rows at once."""

from collections.abc import Iterable, Iterator
from typing import Any

from rehabtrack.storage.database import Column

#: Of all tables at once: that takes no longer than of one.
COLUMNS = """
SELECT relname, attname, format_type(atttypid, NULL), NOT attnotnull
FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
AND attnum > 0 AND NOT attisdropped AND attname <> 'login' -- is no file's
ORDER BY attnum
"""
#: What a column of the server's type is called in whichever database.
_TYPES = {"integer": "integer", "bigint": "integer", "text": "text", "bytea": "bytes"}


class Columns:
    """The columns of every table, by the rows that COLUMNS gives."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._tables: dict[str, list[Column]] = {}
        for table, name, kind, nullable in rows:
            self._tables.setdefault(table, []).append((name, kind, nullable))

    def of(self, table: str) -> Iterator[Column]:
        """The columns of a table in order, with the types that they have in whichever database."""
        return ((name, _TYPES[kind], nullable) for name, kind, nullable in self._tables[table])

    def of_arrays(self, insert: str) -> str:
        """An INSERT of one row as one of as many rows as its arrays have, one for each column."""
        head, _, _ = insert.partition("VALUES")
        table, _, columns = head.partition("INTO ")[2].partition(" (")
        types = {name: kind for name, kind, _ in self._tables[table]}
        names = (name.strip('" ') for name in columns.strip(" \n)").split(","))
        arrays = ", ".join(f"%b::{types[name]}[]" for name in names)
        return f"{head}SELECT * FROM unnest({arrays})"  # noqa: S608 - the schema's own words
