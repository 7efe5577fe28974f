"""Compile schema.py and statements/ ahead of time to the text that runs.

`python -m rehabtrack.storage.compiler` writes sqlite_text.py with sqlite_more.py, the same two for
PostgreSQL, and the schemas of both; with `--check` nothing, and it fails if one is out of date.
An INSERT of values takes `?` (`%s`) in the order of the table's columns, all else takes names.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Insert
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import CompileError
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

from rehabtrack.storage.care_functions import TABLES as CLINIC_TABLES
from rehabtrack.storage.care_functions import care_functions
from rehabtrack.storage.row_security import DONE, ROLES, SETTINGS_BY_LOGIN, grants, row_security
from rehabtrack.storage.schema import DDL, KINDS, VERSIONS, metadata

FOLDER = os.path.dirname(os.path.abspath(__file__))
HEADER = '''"""{title}.

Generated from statements/ by `python -m rehabtrack.storage.compiler`; do not edit.
"""

# ruff: noqa
'''
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
        made += [CreateIndex(i) for i in sorted(table.indexes, key=lambda i: str(i.name))]
    typed = _dialect(dialect, "named")  # a style that does not double the % of a CHECK
    created = [_tidy(str(element.compile(dialect=typed))) for element in made]
    return [sql.replace("\n)\n STRICT", "\n) STRICT") for sql in created] + DDL[dialect]


def clinic_statements() -> list[str]:
    """What makes a clinic in an empty PostgreSQL database: roles, the schema, who sees whom."""
    tables = metadata.tables.values()
    to_empty = ["answer", "intake", "arrival", "warning"]  # each before those it points to
    to_empty += [*(version.name for version in VERSIONS.values()), *reversed(KINDS)]
    return [
        *ROLES,
        *schema_statements("postgresql"),
        *SETTINGS_BY_LOGIN,
        *CLINIC_TABLES,
        *care_functions(to_empty),
        *row_security(tables),
        *grants(tables, KINDS),
        *DONE,
    ]


def script(statements: Iterable[str]) -> str:
    """Statements as one script."""
    header = "-- Generated from schema.py by `python -m rehabtrack.storage.compiler`; do not edit."
    return "\n\n".join([header, *(f"{sql};" for sql in statements)]) + "\n"


def generated() -> dict[str, str]:
    """File name -> text of everything that is generated."""
    from rehabtrack.storage.statements import EVERYDAY, STATEMENTS

    everyday = {name: STATEMENTS[name] for name in EVERYDAY}
    others = {name: made for name, made in STATEMENTS.items() if name not in everyday}
    files = {
        "sqlite_schema.sql": script(schema_statements("sqlite")),
        "postgresql_schema.sql": script(clinic_statements()),
    }
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
