"""Dividing the tables of a server by patient: each in parts, by a hash of patient_id.

A table cannot become a partitioned one, so each is made anew beside its old self, filled, and given
all that stood around it; what then lies there is compared with what lay there before the old goes.
All of it is one transaction: whatever goes wrong, the database is as it was.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rehabtrack.domain.errors import StorageError
from rehabtrack.domain.named import Named
from rehabtrack.storage.table_definitions import definitions, keys, policies, views

if TYPE_CHECKING:
    from psycopg import Connection

OWNER = "rehabtrack_owner"
#: What stays whole: it is small, and its ids are to be unique among all patients, which PostgreSQL
#: can only hold within one table.
WHOLE = ("patient", "erasure", "care")
#: Where the parts lie, and the old tables until the new ones are as they were: nobody but the owner
#: may use that schema, so nobody goes past the tables.
PARTS = "parts"

_TABLES = """
    SELECT relname::text FROM pg_class AS c JOIN pg_attribute ON attrelid = c.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind = %(kind)s
    AND attname = 'patient_id' AND relname <> ALL(%(whole)s) ORDER BY c.oid
"""
_HOW_MANY_AND_WHICH = "SELECT count(*), sum(hashtextextended(whole::text, 0)::numeric)"
_PARTS_OF = "SELECT count(*) FROM pg_inherits WHERE inhparent = %s::regclass"


class Partitioned(Named):
    """Into how many parts how many tables with how many rows were divided."""

    parts: int
    tables: int
    rows: int


def by_patient(connection: "Connection[Any]", parts: int) -> Partitioned:
    """Divide every table that is not divided yet, within a transaction of the owner.

    StorageError where what comes out is not what went in: the transaction is to be rolled back.
    """
    connection.execute("SET LOCAL search_path = pg_catalog")
    names = _tables(connection, "r")
    if not names:
        return Partitioned(parts, 0, 0)
    tables = [f"public.{name}" for name in names]
    locked = [*tables, *(f"public.{name}" for name in WHOLE)]
    connection.execute(f"LOCK TABLE {', '.join(locked)} IN ACCESS EXCLUSIVE MODE")
    around = definitions(connection, tables)
    _move_aside(connection, tables)
    for name in names:
        _divide(connection, name, parts)
    rows = _compared(connection, names)
    for statement in around:
        connection.execute(statement)
    _guard_parts(connection, names, parts, around)
    if definitions(connection, tables) != around:
        raise _not_the_same("What stands around the tables")
    connection.execute(f"DROP TABLE {', '.join(f'{PARTS}.{name}' for name in names)}")
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
    """Lay the tables aside, with all their rows to be seen, and what would hold on to them away."""
    for view in reversed(views(connection, tables)):
        connection.execute(f"DROP VIEW {view}")
    for table, key in keys(connection, tables):
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {key}")
    for table, policy in policies(connection, tables):
        connection.execute(f"DROP POLICY {policy} ON {table}")
    for table in tables:
        connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        connection.execute(f"ALTER TABLE {table} SET SCHEMA {PARTS}")
    connection.execute("SET LOCAL row_security = off")  # an error, where it would hide a row


def _divide(connection: "Connection[Any]", name: str, parts: int) -> None:
    """Make a table anew in parts, with the rows of the old one in their order."""
    connection.execute(
        f"CREATE TABLE public.{name}"
        f" (LIKE {PARTS}.{name} INCLUDING DEFAULTS INCLUDING CONSTRAINTS)"
        " PARTITION BY HASH (patient_id)"
    )
    for part in range(parts):
        connection.execute(
            f"CREATE TABLE {PARTS}.{name}_{part} PARTITION OF public.{name}"
            f" FOR VALUES WITH (MODULUS {parts}, REMAINDER {part})"
        )
    connection.execute(f"INSERT INTO public.{name} TABLE {PARTS}.{name}")


def _guard_parts(
    connection: "Connection[Any]", names: Sequence[str], parts: int, around: Sequence[str]
) -> None:
    """Let nobody read or empty a part past the policies and the triggers of its table."""
    of_statements = [made for made in around if " FOR EACH STATEMENT " in made]
    for name in names:
        for part in (f"{PARTS}.{name}_{number}" for number in range(parts)):
            for how in ("ENABLE", "FORCE"):
                connection.execute(f"ALTER TABLE {part} {how} ROW LEVEL SECURITY")
            for made in of_statements:  # the server itself gives those of rows to the parts
                if (table := f" ON public.{name} ") in made:
                    connection.execute(made.replace(table, f" ON {part} "))


def _compared(connection: "Connection[Any]", names: Sequence[str]) -> int:
    """How many rows the tables have; StorageError unless each is the same as in the old ones."""
    rows = 0
    for name in names:
        old, new = (
            _one(connection, f"{_HOW_MANY_AND_WHICH} FROM {schema}.{name} AS whole")
            for schema in (PARTS, "public")
        )
        if old != new:
            raise _not_the_same(f"The table {name}")
        rows += new[0]
    connection.execute("SET LOCAL row_security = on")
    return rows


def _one(connection: "Connection[Any]", query: str, bound: Sequence[object] = ()) -> Any:
    return connection.execute(query, bound).fetchone()


def _not_the_same(what: str) -> StorageError:
    return StorageError(
        f"{what} would not be in parts what it was whole.", "Nothing was changed: it lies whole."
    )
