"""Compile schema.py and statements/ ahead of time to the text that runs.

`python -m rehabtrack.storage.compiler` writes sqlite_text.py with sqlite_more.py, the same two for
PostgreSQL, and the schemas of both; with `--check` nothing, and it fails if one is out of date.
An INSERT of values takes `?` (`%s`) in the order of the table's columns, all else takes names.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Index, Insert, Table, Text
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import CompileError
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from rehabtrack.storage.row_security import grants, row_security
from rehabtrack.storage.schema import DDL, KINDS, VERSIONS, metadata

FOLDER = os.path.dirname(os.path.abspath(__file__))
HEADER = '''"""{title}.

Generated from statements/ by `python -m rehabtrack.storage.compiler`; do not edit.
"""

# ruff: noqa
'''
_SCHEMA_HEADER = (
    "-- Generated from schema.py by `python -m rehabtrack.storage.compiler`; do not edit."
)
#: How a module reads as the whole of a dialect, though most commands never load the other one.
MORE = """
def __getattr__(name: str) -> str:
    from rehabtrack.storage import {dialect}_more

    text: str = getattr({dialect}_more, name)
    return text
"""


class NotStatic(ValueError):
    """A statement whose text would hide a constant or change with its parameters."""


_BY_NAME = {"sqlite": "named", "postgresql": "pyformat"}
_IN_ORDER = {"sqlite": "qmark", "postgresql": "format"}


def _dialect(name: str, paramstyle: str) -> Dialect:
    kinds: dict[str, Any] = {"sqlite": SQLiteDialect_pysqlite, "postgresql": PGDialect_psycopg}
    dialect: Dialect = kinds[name](paramstyle=paramstyle)
    return dialect


def is_positional(statement: Any) -> bool:
    """Whether this is an INSERT of values, which is run with tuples in column order."""
    return isinstance(statement, Insert) and statement.select is None


def compile_statement(name: str, statement: Any, dialect: str) -> str:
    """The text of one statement for "sqlite" or "postgresql"; NotStatic if it is not static."""
    positional = is_positional(statement)
    styles = _IN_ORDER if positional else _BY_NAME
    compiled = statement.compile(dialect=_dialect(dialect, styles[dialect]))
    hidden = {key: value for key, value in compiled.params.items() if value is not None}
    if hidden:
        raise NotStatic(f"{name} hides the constants {hidden}: write them with literal_column")
    if compiled.post_compile_params or compiled.literal_execute_params:
        raise NotStatic(f"{name} has an expanding IN or a parameter that is rendered when run")
    if not positional:
        try:  # as SQLAlchemy compiles it when it runs with these parameters
            statement.compile(dialect=compiled.dialect, column_keys=[*compiled.params])
        except CompileError as error:
            raise NotStatic(f"{name} has a parameter named like a column it sets") from error
    # a bound may lie beyond every number of a column: PostgreSQL would refuse it as too big for one
    return _clauses(str(compiled).replace("::INTEGER", "::BIGINT"))


def _clauses(sql: str) -> str:
    """Each clause on a line of its own."""
    for clause in ("VALUES", "SET", "SELECT", "WHERE", "GROUP BY", "ORDER BY"):
        sql = sql.replace(f" {clause} ", f"\n{clause} ")
    return _tidy(sql)


def _tidy(sql: str) -> str:
    return "\n".join(line.rstrip() for line in sql.strip().splitlines())


def statements_text(statements: Mapping[str, Any], dialect: str, title: str) -> str:
    """The Python module that holds these statements in a dialect, each a readable constant."""
    parts = [HEADER.format(title=title)]
    for name, statement in statements.items():
        sql = compile_statement(name, statement, dialect)
        if '"""' in sql or "\\" in sql or not (name.isidentifier() and name.isupper()):
            raise NotStatic(f"{name} cannot be written as a constant")
        parts.append(f'{name} = """\n{sql}\n"""\n')
    return "\n".join(parts)


def schema_statements(dialect: str) -> list[str]:
    """Every CREATE statement: tables in order of dependency, their indexes, triggers, views."""
    tables = metadata.tables.values()
    made: list[DDLElement] = [CreateTable(table) for table in tables]
    for table in tables:
        made += [CreateIndex(i) for i in _indexes(table, dialect)]
    typed = _dialect(dialect, "named")  # a style that does not double the % of a CHECK
    created = [_tidy(str(element.compile(dialect=typed))) for element in made]
    return [sql.replace("\n)\n STRICT", "\n) STRICT") for sql in created] + DDL[dialect]


def _indexes(table: Table, dialect: str) -> list[Index]:
    """The indexes of a table, on a server none by a text: who tries texts on it finds others'."""
    by_name = sorted(table.indexes, key=lambda index: str(index.name))
    if dialect == "sqlite":
        return by_name
    return [index for index in by_name if not isinstance(index.columns[0].type, Text)]


def schema_text() -> str:
    """The schema of a new SQLite file, as one script."""
    return _script(_SCHEMA_HEADER, *_ended(schema_statements("sqlite")))


def clinic_text() -> str:
    """What makes an empty PostgreSQL database a clinic: roles, schema, who sees whom; one script.

    To be run in one transaction by a login that may make roles; it is a member of the owner then.
    """
    tables = metadata.tables.values()
    emptied = ["answer", "intake", "arrival", "warning"]  # each before what it points to
    emptied += [*(table.name for table in VERSIONS.values()), *reversed(KINDS)]
    people = _written("clinic_people.sql").replace("/* emptied */", str(emptied)[1:-1])
    return _script(
        _SCHEMA_HEADER,
        _written("clinic_roles.sql"),
        *_ended(schema_statements("postgresql")),
        people,
        *_ended(row_security(tables)),
        *_ended(grants(tables, KINDS)),
        "RESET ROLE;",
    )


def _written(name: str) -> str:
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read().rstrip()


def _ended(statements: Iterable[str]) -> list[str]:
    return [f"{sql};" for sql in statements]


def _script(*parts: str) -> str:
    return "\n\n".join(parts) + "\n"


def generated() -> dict[str, str]:
    """File name -> text of everything that is generated."""
    from rehabtrack.storage.statements import EVERYDAY, STATEMENTS

    everyday = {name: STATEMENTS[name] for name in EVERYDAY}
    others = {name: made for name, made in STATEMENTS.items() if name not in everyday}
    files = {"sqlite_schema.sql": schema_text(), "postgresql_schema.sql": clinic_text()}
    for dialect, title in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        first = statements_text(everyday, dialect, f"{title}: the statements of everyday commands")
        more = statements_text(
            others, dialect, f"{title}: every statement beside {dialect}_text.py's"
        )
        files[f"{dialect}_text.py"] = f"{first}\n{MORE.format(dialect=dialect)}"
        files[f"{dialect}_more.py"] = more
    return files


def out_of_date() -> dict[str, str]:
    """What of it differs from the files as they lie there."""
    stale = {}
    for name, text in generated().items():
        path = os.path.join(FOLDER, name)
        if not os.path.exists(path):
            stale[name] = text
            continue
        with open(path, encoding="utf-8", newline="") as file:
            if file.read() != text:
                stale[name] = text
    return stale


def main(arguments: list[str]) -> int:
    """Write what is out of date, or with --check only name it; 1 if something was to be written."""
    stale = out_of_date()
    if "--check" in arguments:
        for name in stale:
            print(f"{name} is out of date: run python -m rehabtrack.storage.compiler")  # noqa: T201
        return 1 if stale else 0
    for name, text in stale.items():
        with open(os.path.join(FOLDER, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
