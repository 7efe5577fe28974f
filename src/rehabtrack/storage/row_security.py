"""Who sees and writes what in a clinic: PostgreSQL's own policies and grants, whatever asks it.

A row is seen by the logins in whose care its patient is, as the table `care` has them; who logged
in is the server's to know (SESSION_USER), never a setting's. For each row that a statement's own
index found, sees() looks that up before anything else is asked of the row: the server would try a
cheap comparison first, on anybody's rows, and EXPLAIN ANALYZE would tell what came of it.

The policies are everybody's, for DROP OWNED BY lets any person take away those of the role that
all persons have; the rights are that role's, which nobody can take away by it.
"""

from collections.abc import Collection, Iterable, Iterator

from sqlalchemy import Table, Text

from rehabtrack.storage.columns import QUOTED
from rehabtrack.storage.guards import IDENTITY, MAY_CHANGE, SEALS

OWNER, PERSON = "rehabtrack_owner", "rehabtrack_person"

#: Who keeps to an older moment does not see what was revoked since, and so may not write.
_AS_OF_NOW = "(SELECT current_setting('transaction_isolation') = 'read committed')"
#: She began the journal in this very transaction: nobody else has seen it, or written to it.
_BEGUN_NOW = "(care.granted_by = SESSION_USER AND care.xmin = pg_catalog.pg_current_xact_id()::xid)"
_ERASED = "NOT EXISTS (SELECT FROM patient WHERE patient.patient_id = care.patient_id)"
#: Beside care: who writes does it under a change of her own, which is not sealed yet.
_UNDER_A_CHANGE = (
    "(EXISTS (SELECT FROM change WHERE change.patient_id = care.patient_id"
    f" AND change.digest IS NULL AND change.author = SESSION_USER) OR {_BEGUN_NOW})"
)
#: Beside care: a change is its author's; history comes with a journal that is new.
_HER_OWN_CHANGE = (
    f"(change.author = SESSION_USER OR (change.author = 'erased' AND {_ERASED}) OR {_BEGUN_NOW})"
)
#: Beside care: what is left of an erased patient is written where nothing else of her is.
_LEFT = f"{_ERASED} AND (erasure.author IN (SESSION_USER, 'erased') OR {_BEGUN_NOW})"


def row_security(tables: Iterable[Table]) -> Iterator[str]:
    """The statements that let nobody see or write another's rows, not the owner's either."""
    for table in tables:
        if "patient_id" in table.c:
            yield from _forced(table.name)
            yield from _in_care(table.name)
        yield _untold(table)
    for name in ("setting", "person", "care"):
        yield from _forced(name)
        yield f"CREATE POLICY her_own ON {name}\nUSING (login = SESSION_USER)"


def _forced(name: str) -> Iterator[str]:
    yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY"
    yield f"CREATE POLICY everything ON {name} TO {OWNER}\nUSING (true)"


def _untold(table: Table) -> str:
    """Of everybody's texts the planner notes nothing, for EXPLAIN guesses by what it noted."""
    texts = (_quoted(column.name) for column in table.c if isinstance(column.type, Text))
    each = ",\n\t".join(f"ALTER COLUMN {text} SET STATISTICS 0" for text in texts)
    return f"ALTER TABLE {table.name}\n\t{each}"


def _quoted(column: str) -> str:
    return f'"{column}"' if column in QUOTED else column


def _in_care(name: str) -> Iterator[str]:
    seen = f"sees({name}.patient_id)"
    added = {"change": _HER_OWN_CHANGE, "erasure": _LEFT}.get(name, _UNDER_A_CHANGE)
    changed = "" if name == "change" else _UNDER_A_CHANGE
    yield f"CREATE POLICY seen ON {name} FOR SELECT\nUSING ({seen})"
    yield (
        f"CREATE POLICY added ON {name} FOR INSERT\n"
        f"WITH CHECK ({_AS_OF_NOW}\nAND {_cared_for(name, added)})"
    )
    yield (
        f"CREATE POLICY changed ON {name} FOR UPDATE\n"
        f"USING ({seen})\nWITH CHECK ({_AS_OF_NOW}\nAND {_cared_for(name, changed)})"
    )


def _cared_for(table: str, more: str = "") -> str:
    """That the patient of a row is in her care: one row of care says so, or none.

    Not an EXISTS, of which the planner may make a list of all her patients.
    """
    return (
        f"(SELECT true FROM care WHERE care.patient_id = {table}.patient_id"  # noqa: S608 - our names
        " AND care.login = SESSION_USER AND care.revoked_at IS NULL"
        f"{more and f' AND {more}'})"
    )


def grants(tables: Iterable[Table], kinds: Collection[str]) -> Iterator[str]:
    """What a person may do at all, column by column where she may change something.

    A right to change whole rows would be a right to lock the table against everybody else.
    """
    for table in tables:
        changed = {**MAY_CHANGE, "change": SEALS}.get(table.name, ())
        if table.name in kinds:
            changed = tuple(c.name for c in table.c if c.name not in IDENTITY)
        columns = ", ".join(map(_quoted, changed))
        rights = f"SELECT, INSERT{columns and f', UPDATE ({columns})'}"
        if table.name == "setting":
            rights = "SELECT, INSERT (name, value, digest), UPDATE (value, digest)"
        yield f"GRANT {rights} ON {table.name} TO {PERSON}"
    seen = ["person", "care", "alembic_version", *(f"{kind}_readable" for kind in kinds)]
    yield f"GRANT SELECT ON {', '.join(seen)} TO {PERSON}"
