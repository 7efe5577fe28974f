"""Dividing the tables of a server by patient: each in parts, by a hash of patient_id.

A table cannot become a partitioned one, so each is made anew beside its old self, filled, and given
all that stood around it; what then lies there is compared with what lay there before the old goes.
All of it is one transaction: whatever goes wrong, the database is as it was.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rehabtrack.domain.errors import StorageError
from rehabtrack.domain.named import Named
from rehabtrack.storage.table_definitions import definitions, keys, views

if TYPE_CHECKING:
    from psycopg import Connection

#: What stays whole: it is small, and its ids are to be unique among all patients, which PostgreSQL
#: can only hold within one table.
WHOLE = ("patient", "erasure", "care")
#: Where the parts lie: nobody but the owner may use that schema, so nobody goes past the tables.
PARTS = "parts"
#: Where the old tables lie until the new ones are as they were.
_ASIDE = "before_parts"
#: So long (ms) it waits for those who are writing; ours.
_PATIENCE = 10_000

_TABLES = """
    SELECT relname::text FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = %(kind)s
    AND attname = 'patient_id' AND relname <> ALL(%(whole)s) ORDER BY c.oid
"""
_PARTS_OF = "SELECT count(*) FROM pg_inherits WHERE inhparent = %s::regclass"


class Partitioned(Named):
    """Into how many parts how many tables with how many rows were divided."""

    parts: int
    tables: int
    rows: int


def by_patient(connection: "Connection[Any]", parts: int) -> Partitioned:
    """Divide every table that is not divided yet, within a transaction of its administrator.

    StorageError where what comes out is not what went in: the transaction is to be rolled back.
    """
    connection.execute("SET LOCAL search_path = pg_catalog")
    connection.execute("SET LOCAL row_security = off")  # an error, where it would hide rows
    connection.execute(f"SET LOCAL lock_timeout = {_PATIENCE}")
    names = _tables(connection, "r")
    if not names:
        return Partitioned(parts, 0, 0)
    tables = [f"public.{name}" for name in names]
    connection.execute(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE")
    around = definitions(connection, tables)
    _move_aside(connection, tables)
    for name in names:
        _divide(connection, name, parts)
    for statement in around:
        connection.execute(statement)
    _guard_parts(connection, names, parts)
    if definitions(connection, tables) != around:
        raise _not_the_same("What stands around the tables")
    rows = sum(_compared(connection, name) for name in names)
    connection.execute(f"DROP TABLE {', '.join(f'{_ASIDE}.{name}' for name in names)}")
    connection.execute(f"DROP SCHEMA {_ASIDE}")
    connection.execute(f"ANALYZE {', '.join(tables)}")
    return Partitioned(parts, len(names), rows)


def parts_of(connection: "Connection[Any]") -> int:
    """In how many parts the tables lie; 0: they lie whole."""
    divided = _tables(connection, "p")
    if not divided:
        return 0
    (count,) = _one(connection, _PARTS_OF, (f"public.{divided[0]}",))
    return int(count)


def _tables(connection: "Connection[Any]", kind: str) -> list[str]:
    found = connection.execute(_TABLES, {"kind": kind, "whole": list(WHOLE)})
    return [name for (name,) in found]


def _move_aside(connection: "Connection[Any]", tables: Sequence[str]) -> None:
    """Lay the tables aside, and take away what would hold on to them there."""
    for view in reversed(views(connection, tables)):
        connection.execute(f"DROP VIEW {view}")
    for table, key in keys(connection, tables):
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {key}")
    connection.execute(f"CREATE SCHEMA {_ASIDE}")
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS {PARTS}")
    for table in tables:
        connection.execute(f"ALTER TABLE {table} SET SCHEMA {_ASIDE}")


def _divide(connection: "Connection[Any]", name: str, parts: int) -> None:
    """Make a table anew in parts, with the rows of the old one in their order."""
    connection.execute(
        f"CREATE TABLE public.{name} (LIKE {_ASIDE}.{name} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
        " PARTITION BY HASH (patient_id)"
    )
    for part in range(parts):
        connection.execute(
            f"CREATE TABLE {PARTS}.{name}_{part} PARTITION OF public.{name}"
            f" FOR VALUES WITH (MODULUS {parts}, REMAINDER {part})"
        )
    connection.execute(f"INSERT INTO public.{name} SELECT * FROM {_ASIDE}.{name}")


def _guard_parts(connection: "Connection[Any]", names: Sequence[str], parts: int) -> None:
    """Give the parts to the owner of their table, and let nobody read past its policies."""
    for name in names:
        (owner,) = _one(
            connection,
            "SELECT quote_ident(pg_get_userbyid(relowner)) FROM pg_class WHERE oid = %s::regclass",
            (f"public.{name}",),
        )
        for part in range(parts):
            table = f"ALTER TABLE {PARTS}.{name}_{part}"
            connection.execute(f"{table} OWNER TO {owner}")
            connection.execute(f"{table} ENABLE ROW LEVEL SECURITY")
            connection.execute(f"{table} FORCE ROW LEVEL SECURITY")
    connection.execute(f"ALTER SCHEMA {PARTS} OWNER TO {owner}")


def _compared(connection: "Connection[Any]", name: str) -> int:
    """How many rows a table has; StorageError unless it has those of the old one, each the same."""
    old, new = (
        _one(
            connection,
            "SELECT count(*), sum(hashtextextended(whole::text, 0)::numeric)"
            f" FROM {schema}.{name} AS whole",
        )
        for schema in (_ASIDE, "public")
    )
    if old != new:
        raise _not_the_same(f"The table {name}")
    return int(new[0])


def _one(connection: "Connection[Any]", query: str, bound: Sequence[object] = ()) -> Any:
    return connection.execute(query, bound).fetchone()


def _not_the_same(what: str) -> StorageError:
    return StorageError(
        f"{what} would not be in parts what it was whole.", "Nothing was changed: it lies whole."
    )
