"""Whether the schema on a server is the one this program makes, and nothing of it switched off."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rehabtrack.storage.clinic import schema_text

if TYPE_CHECKING:
    from rehabtrack.storage.postgresql import Server
    from rehabtrack.storage.postgresql_connecting import Connection

#: (kind, name), of what stands on a table with the table's name before its own.
Piece = tuple[str, str]

_OURS = "relnamespace = 'public'::regnamespace AND NOT relispartition"
_PIECES = f"""
SELECT CASE relkind WHEN 'v' THEN 'view' ELSE 'table' END, relname::text
FROM pg_class WHERE {_OURS} AND relkind IN ('r', 'p', 'v')
UNION ALL SELECT 'index', relname FROM pg_class WHERE {_OURS} AND relkind IN ('i', 'I')
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = pg_class.oid)
UNION ALL SELECT 'constraint', conname FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid
WHERE {_OURS} AND conparentid = 0 AND contype <> 'n'
UNION ALL SELECT 'trigger', relname || '.' || tgname FROM pg_trigger
JOIN pg_class ON pg_class.oid = tgrelid WHERE {_OURS} AND NOT tgisinternal
UNION ALL SELECT 'policy', relname || '.' || polname FROM pg_policy
JOIN pg_class ON pg_class.oid = polrelid WHERE {_OURS}
"""  # noqa: S608 - no text of anybody's
_SWITCHED_OFF = f"""
SELECT 'row security of ' || relname FROM pg_class
WHERE {_OURS} AND relkind IN ('r', 'p') AND relname <> 'alembic_version'
AND NOT (relrowsecurity AND relforcerowsecurity)
UNION ALL SELECT 'trigger ' || relname || '.' || tgname FROM pg_trigger
JOIN pg_class ON pg_class.oid = tgrelid WHERE {_OURS} AND tgenabled <> 'O'
UNION ALL SELECT 'constraint ' || conname FROM pg_constraint
JOIN pg_class ON pg_class.oid = conrelid WHERE {_OURS} AND NOT convalidated
"""  # noqa: S608 - no text of anybody's
_FUNCTIONS = """
SELECT proname::text, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""
#: How the schema's text makes each piece.
_MADE = (
    ("table", r"^CREATE TABLE (?:IF NOT EXISTS )?(?:public\.)?(\w+)"),
    ("view", r"^CREATE VIEW (\w+)"),
    ("index", r"^CREATE (?:UNIQUE )?INDEX (\w+)"),
    ("constraint", r"^(?:\t|.* ADD )CONSTRAINT (\w+)"),
)
_MADE_ON_A_TABLE = (
    ("trigger", r"^CREATE TRIGGER (\w+)\n.* ON (\w+)$"),
    ("policy", r"^CREATE POLICY (\w+) ON (\w+)"),
)
_FUNCTION = r"^CREATE FUNCTION (\w+)\(.*?AS \$\$(.*?)\$\$"


def misfits(server: "Server | Connection") -> Iterator[str]:
    """One sentence for each piece of schema that is missing, foreign, altered or switched off."""
    text = schema_text()
    golden, found = _pieces(text), {(kind, name) for kind, name in server.execute(_PIECES)}
    for kind, name in sorted(golden - found):
        yield f"The {kind} {name} is missing from the schema."
    for kind, name in sorted(found - golden):
        yield f"The {kind} {name} is not part of the schema."
    yield from _altered_functions(text, server)
    for (piece,) in sorted(server.execute(_SWITCHED_OFF)):
        yield f"The {piece} is switched off."


def _pieces(text: str) -> set[Piece]:
    pieces = {(kind, name) for kind, made in _MADE for name in re.findall(made, text, re.MULTILINE)}
    return pieces | {
        (kind, f"{table}.{name}")
        for kind, made in _MADE_ON_A_TABLE
        for name, table in re.findall(made, text, re.MULTILINE)
    }


def _altered_functions(text: str, server: "Server | Connection") -> Iterator[str]:
    golden = dict(re.findall(_FUNCTION, text, re.MULTILINE | re.DOTALL))
    found = dict[str, str](server.execute(_FUNCTIONS))
    for name in sorted(golden.keys() | found.keys()):
        if name not in found:
            yield f"The function {name} is missing from the schema."
        elif name not in golden:
            yield f"The function {name} is not part of the schema."
        elif golden[name] != found[name]:
            yield f"The function {name} is not as the schema has it."
