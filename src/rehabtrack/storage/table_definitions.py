"""What stands around the tables of a server, as the statements that make it anew.

PostgreSQL tells each in its own words; with nothing but its own catalogue in the search path every
name in them is whole, so that they mean the same wherever the tables lie.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import Connection

_FOREIGN_KEYS = """
    FROM pg_constraint WHERE contype = 'f' AND conparentid = 0
    AND (conrelid = ANY(%(tables)s::regclass[]) OR confrelid = ANY(%(tables)s::regclass[]))
"""
#: Theirs, and those of other tables that look into them.
_POLICIES = """
    FROM pg_policy WHERE oid IN (
        SELECT objid FROM pg_depend WHERE classid = 'pg_policy'::regclass
        AND refclassid = 'pg_class'::regclass AND refobjid = ANY(%(tables)s::regclass[]))
"""
#: One statement for each thing, in an order in which they can be run: indexes, constraints, keys to
#: other tables, what the planner notes, triggers, policies. A UNIQUE that a partitioned table
#: cannot have is told with patient_id before it.
_OF_TABLES = (
    """
    SELECT replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') FROM pg_index
    WHERE indrelid = ANY(%(tables)s::regclass[])
    AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND conrelid = indrelid)
    ORDER BY 1
    """,
    """
    SELECT format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
                  CASE WHEN keyed THEN pg_get_constraintdef(oid)
                  ELSE replace(pg_get_constraintdef(oid), '(', '(patient_id, ') END)
    FROM (SELECT *, conkey @> (SELECT array_agg(attnum) FROM pg_attribute WHERE attrelid = conrelid
                               AND attname = 'patient_id') AS keyed FROM pg_constraint) AS c
    WHERE conrelid = ANY(%(tables)s::regclass[]) AND contype IN ('p', 'u')
    ORDER BY contype, 1
    """,
    f"""
    SELECT format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid))
    {_FOREIGN_KEYS} ORDER BY 1
    """,
    """
    SELECT format('ALTER TABLE %%s ALTER COLUMN %%I SET STATISTICS %%s',
                  attrelid::regclass, attname, attstattarget)
    FROM pg_attribute WHERE attrelid = ANY(%(tables)s::regclass[])
    AND attnum > 0 AND NOT attisdropped AND attstattarget >= 0 ORDER BY 1
    """,
    """
    SELECT pg_get_triggerdef(oid) FROM pg_trigger
    WHERE tgrelid = ANY(%(tables)s::regclass[]) AND NOT tgisinternal ORDER BY 1
    """,
    """
    SELECT format('ALTER TABLE %%s %%s ROW LEVEL SECURITY', oid::regclass, said)
    FROM pg_class, LATERAL (VALUES ('ENABLE', relrowsecurity), ('FORCE', relforcerowsecurity))
         AS flag (said, holds)
    WHERE oid = ANY(%(tables)s::regclass[]) AND holds ORDER BY 1
    """,
    f"""
    SELECT format('CREATE POLICY %%I ON %%s AS %%s FOR %%s TO %%s', polname, polrelid::regclass,
                  CASE WHEN polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                  CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                  WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                  (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC'
                   ELSE quote_ident(pg_get_userbyid(role)) END, ', ') FROM unnest(polroles) role))
           || coalesce(' USING (' || pg_get_expr(polqual, polrelid) || ')', '')
           || coalesce(' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')', '')
    {_POLICIES} ORDER BY 1
    """,  # noqa: S608 - nothing in it comes from outside
)
_OF_TABLES_AND_VIEWS = (
    """
    SELECT format('ALTER TABLE %%s OWNER TO %%I', oid::regclass, pg_get_userbyid(relowner))
    FROM pg_class WHERE oid = ANY(%(relations)s::regclass[]) ORDER BY 1
    """,
    """
    SELECT format('GRANT %%s%%s ON %%s TO %%s%%s', privilege_type,
                  '(' || quote_ident(attname) || ')', attached::regclass,
                  CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END,
                  CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM (SELECT oid AS attached, NULL AS attname, (aclexplode(relacl)).* FROM pg_class
          UNION ALL
          SELECT attrelid, attname, (aclexplode(attacl)).* FROM pg_attribute) AS granted
    WHERE attached = ANY(%(relations)s::regclass[]) ORDER BY 1
    """,
)
_VIEWS = """
    SELECT DISTINCT c.oid, c.oid::regclass::text,
           coalesce('WITH (' || array_to_string(reloptions, ', ') || ') ', ''),
           pg_get_viewdef(c.oid)
    FROM pg_depend JOIN pg_rewrite AS r ON classid = 'pg_rewrite'::regclass AND objid = r.oid
    JOIN pg_class AS c ON c.oid = ev_class AND relkind = 'v'
    WHERE refclassid = 'pg_class'::regclass AND refobjid = ANY(%(tables)s::regclass[])
    ORDER BY c.oid
"""


def views(connection: "Connection[Any]", tables: Sequence[str]) -> dict[str, str]:
    """The views of these tables by name, and what makes each; in order of their making."""
    found = connection.execute(_VIEWS, {"tables": list(tables)}).fetchall()
    return {name: f"CREATE VIEW {name} {options}AS {text}" for _, name, options, text in found}


def policies(connection: "Connection[Any]", tables: Sequence[str]) -> list[tuple[str, str]]:
    """Each policy of these tables, or that looks into them: (its table, its name)."""
    found = f"SELECT polrelid::regclass::text, quote_ident(polname) {_POLICIES}"
    return connection.execute(found, {"tables": list(tables)}).fetchall()


def keys(connection: "Connection[Any]", tables: Sequence[str]) -> list[tuple[str, str]]:
    """Each foreign key of these tables and to them: (its table, its name)."""
    found = f"SELECT conrelid::regclass::text, quote_ident(conname) {_FOREIGN_KEYS}"
    return connection.execute(found, {"tables": list(tables)}).fetchall()


def definitions(connection: "Connection[Any]", tables: Sequence[str]) -> list[str]:
    """What makes all that stands around these tables, their views and rights too, in order.

    Within a transaction whose search_path is `pg_catalog` alone.
    """
    shown = views(connection, tables)
    names = {"tables": list(tables), "relations": [*tables, *shown]}
    around, rights = (
        [text for query in queries for (text,) in connection.execute(query, names)]
        for queries in (_OF_TABLES, _OF_TABLES_AND_VIEWS)
    )
    return [*around, *shown.values(), *rights]
