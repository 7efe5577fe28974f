"""Every statement, as the text that runs and through SQLAlchemy: the same, and quick."""

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from types import ModuleType
from typing import Any

import pytest
from engines import Tool
from sample_rows import ROWS, T, uid
from sqlalchemy import Delete, Engine, Insert, NullPool, Update, create_engine, event

from rehabtrack.storage import (
    postgresql_more,
    postgresql_text,
    schema,
    sqlite_more,
    sqlite_text,
)
from rehabtrack.storage.compiler import is_positional
from rehabtrack.storage.database import Database, open_or_create
from rehabtrack.storage.sqlite_file import connect
from rehabtrack.storage.statements import EVERYDAY, STATEMENTS

#: What a parameter that is not a column's new value stands for in the populated database.
KNOWN: dict[str, Any] = {
    "patient_id": 1,
    "patient": 1,
    "no": 1,
    "version": 1,
    "change": 1,
    "session": 1,
    "warning": 1,
    "thread": 1,
    "since": T - 1,
    "after": T - 1,
    "until": T + 1,
    "voided_up_to": 2**53,
    "first": 1,
    "last": 2,
    "earliest": -(2**53),
    "longest_day": 48 * 3_600_000,
    "command": uid(2),
    "name": "me",
    "author": "anna",
    "person": uid(91),
    "kind": "pain",
    "record": 1,
    "start": 0,
    "length": 86_400_000,
    **dict.fromkeys(("nrs", "vas", "faces", "vrs"), 0),
}
#: The kinds whose records may come from a foreign row.
IMPORTED = [kind for kind in schema.KINDS if "origin" in schema.CONTENT[kind]]
#: The same, where one statement wants another value to find something.
OF_ONE: dict[str, dict[str, Any]] = {
    "SESSION_BEFORE": {"no": 9},
    "SIGNED_NOTE_BEFORE": {"no": 9},
    "PATIENTS_AFTER": {"after": 0},
    **{f"{kind.upper()}_NO_OF_ID": {"id": ROWS[kind]["id"]} for kind in IMPORTED},
    "PATIENT_WITH_ID": {"id": ROWS["patient"]["id"]},
    "CHANGE_WITH_ID": {"id": ROWS["change"]["id"]},
} | {f"{kind.upper()}_UNVOID": {"of_change": 2} for kind in schema.KINDS}
#: Statements that read a whole table by right.
READS_THE_FILE = {"PATIENTS", "SETTINGS", "STRAY_JOURNALS", "HEADS", "ERASURES"}
#: Statements that by right read all that one patient has of a kind: few rows, or all are wanted.
READS_A_PATIENT = {
    "SAME_MASSAGES",  # the few that two people recorded
    "ONCE_IN_CONFLICT",  # the few of which two people's versions stood
    *("PHASE_SPANS", "OPINIONS", "POLICIES", "FLAGS"),
    "OPEN_QUESTIONS",  # of whoever has one, the few red flags
    "UNANSWERED",  # as it counts her warnings, it goes through the answers to them
    *("PHASE_STANDING", "POLICY_STANDING", "CHANGES_NEWEST_FIRST"),
    *("PAIN_SAID", "MASSAGE_SAID", "WARNINGS_RAISED", "ANSWERS", "ANSWERS_OF_SESSION"),
    *("CHANGES_SEALED", "CHANGE_AUTHORS"),
    *(name for name in STATEMENTS if name.endswith(("_ORIGINS", "_IDS"))),  # what comes in
    *(name for name in STATEMENTS if name.endswith("_ERASE")),  # all of it, for good
    *(name for name in STATEMENTS if name.endswith("_ROWS")),  # whose file is checked
}
NAMES = sorted(STATEMENTS)
WRITING = Insert | Update | Delete
Plans = dict[str, list[str]]
#: What is read in order of the changes, of one change or of a patient's million rows.
SEALED = [n for n in NAMES if n.endswith(("_MADE", "_VOIDED_AT_ONCE", "_WITHDRAWN", "_ROWS"))]


def parameters(name: str) -> dict[str, Any]:
    """Values for the named parameters of a statement, by what it is about and their names."""
    statement = STATEMENTS[name]
    table = statement.table.name if isinstance(statement, WRITING) else ""
    found = re.findall(r"(?<![:\w]):(\w+)", getattr(sqlite_text, name))
    own = OF_ONE.get(name, {})
    return {key: own[key] if key in own else _value(name, table, key) for key in found}


def _value(name: str, table: str, key: str) -> Any:
    if key.startswith("of_"):
        return KNOWN[key.removeprefix("of_")]
    if key in ROWS.get(table, {}):
        return _new_value(table, key)
    return KNOWN[key]


def _new_value(table: str, key: str) -> Any:
    """What an UPDATE sets: a void, a withdrawal, or what is there already."""
    new = {"voided_by": 1, "void_reason": "a slip", "withdrawn_by": 1, "withdrawn_at": T}
    new |= {"cause": "late rating"}
    return new.get(key, ROWS[table][key])


def new_row(name: str) -> dict[str, Any]:
    """A row for an INSERT that the populated database does not hold yet."""
    table = STATEMENTS[name].table  # type: ignore[attr-defined]
    row = ROWS[table.name] | {"no": 2, "id": uid(500)}
    if table.name == "patient":
        row |= {"patient_id": 2, "no": 1, "name": "eva"}
    if table.name == "erasure":
        row |= {"patient_id": 2}
    if table.name == "setting":
        row |= {"name": "patient"}
    return {column.name: row[column.name] for column in table.c}


def prepare(held: Tool, name: str) -> None:
    """Bring about what some statements need: something void, unanswered, or newer than its copy."""
    kind = name.partition("_")[0].lower()
    if kind == "addendum":
        held.drop_trigger("addendum", "no_update")  # which no command puts to the test
    if name.endswith(("UNVOID", "VOIDED_AT_ONCE")) and kind != "answer":
        held.execute(f"UPDATE {kind} SET version = 2, voided_by = 2, void_reason = 'a slip'")
    if name.endswith("VERSION_VOIDED_AT_ONCE"):
        held.execute(f"INSERT INTO {kind}_version SELECT * FROM {kind}")
    if name.endswith("VOIDED_BY"):
        held.execute(f"UPDATE {kind} SET voided_by = 1, void_reason = 'a slip'")
    if name == "ANSWER_VOIDED_AT_ONCE":
        held.execute("UPDATE answer SET voided_by = 2")
    if name == "WARNING_WITHDRAWN":
        held.execute("UPDATE warning SET withdrawn_by = 1, withdrawn_at = 0, cause = 'late'")
    if name == "SKIPPED":
        held.execute("UPDATE massage SET given = 0, because = 'not-rated'")
    if name == "SAME_MASSAGES":
        held.take_anything("massage")
        held.execute("UPDATE massage SET same = 1")
    if name == "HEADS":
        held.execute("UPDATE change SET digest = ?", (bytes(32),))
    if name == "ANSWER_UNVOID":
        held.execute("UPDATE answer SET voided_by = 1")
    if name == "SIGNED_NOTE_BEFORE":
        held.execute("UPDATE note SET signed_at = 0, signed_by = 'Eva'")
    if name == "OPEN_QUESTIONS":
        held.execute("UPDATE redflag SET voided_by = 1, void_reason = 'a slip'")
    if name in ("UNANSWERED", "WARNINGS_DUE"):
        held.execute("UPDATE answer SET voided_by = 1")
    if name.endswith("_ERASE"):
        held.let_go()
    if name.endswith("KEEP_VERSION"):
        held.execute(f"UPDATE {kind} SET version = 2")


def whole(held: Tool, statement: Any) -> list[tuple[Any, ...]]:
    """The table that a statement writes, as it lies there."""
    columns = ", ".join(f'"{column.name}"' for column in statement.table.c)
    rows: list[tuple[Any, ...]]
    rows = held.execute(f"SELECT {columns} FROM {statement.table.name}").fetchall()
    return sorted(rows, key=repr)


def run_as_text(held: Tool, name: str) -> list[tuple[Any, ...]]:
    prepare(held, name)
    statement = STATEMENTS[name]
    given = tuple(new_row(name).values()) if is_positional(statement) else parameters(name)
    cursor = held.connection.execute(getattr(text_of(held), name), given)
    if isinstance(statement, WRITING):
        return [(cursor.rowcount,), *whole(held, statement)]
    return list(cursor.fetchall())


def text_of(held: Tool) -> ModuleType:
    """The statements in the dialect of a database."""
    return sqlite_text if isinstance(held.connection, sqlite3.Connection) else postgresql_text


def engine_at(path: str) -> Engine:
    engine = create_engine("sqlite://", creator=lambda: connect(path), poolclass=NullPool)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def run_through_sqlalchemy(path: str, name: str) -> list[tuple[Any, ...]]:
    statement = STATEMENTS[name]
    given = new_row(name) if is_positional(statement) else parameters(name)
    with engine_at(path).connect() as connection:
        held = Tool(connection.connection.driver_connection)  # type: ignore[arg-type]
        connection.begin()
        prepare(held, name)
        result = connection.execute(statement, given)
        if isinstance(statement, WRITING):
            return [(result.rowcount,), *whole(held, statement)]
        return [tuple(row) for row in result]


@pytest.mark.parametrize("name", NAMES)
def test_the_text_does_what_sqlalchemy_does_in_a_file(
    held: Tool, populated_once: str, name: str
) -> None:
    as_text = run_as_text(held, name)
    assert as_text == run_through_sqlalchemy(populated_once, name)
    assert as_text, "a statement that finds nothing here shows nothing"


@pytest.mark.parametrize("name", [n for n in NAMES if isinstance(STATEMENTS[n], WRITING)])
def test_what_writes_writes_one_row(held: Tool, name: str) -> None:
    prepare(held, name)
    before = whole(held, STATEMENTS[name])
    positional = is_positional(STATEMENTS[name])
    given = tuple(new_row(name).values()) if positional else parameters(name)
    assert held.connection.execute(getattr(text_of(held), name), given).rowcount == 1
    more = {Insert: 1, Delete: -1}.get(type(STATEMENTS[name]), 0)
    assert len(whole(held, STATEMENTS[name])) - len(before) == more


# --- plans of SQLite's; test_row_security.py looks at a server's ----------------------------------


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """An empty database, in which nothing but plans is asked for."""
    with closing(open_or_create(str(tmp_path_factory.mktemp("plans") / "journal.db"))) as opened:
        yield opened


def plan(database: Database, name: str) -> list[str]:
    """What SQLite means to do, a line a step."""
    text = getattr(sqlite_text, name)
    given: Any = parameters(name) or (None,) * text.count("?")
    return [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {text}", given)]


def plans_with(database: Database, names: Iterable[str], told: Callable[[str], bool]) -> Plans:
    """The steps that tell of something, by the name of the statement that takes them."""
    plans = {name: list(filter(told, plan(database, name))) for name in names}
    return {name: steps for name, steps in plans.items() if steps}


@pytest.mark.files
def test_no_statement_reads_a_whole_table(planned: Database) -> None:
    bounded = [name for name in NAMES if name not in READS_THE_FILE]
    assert plans_with(planned, bounded, lambda step: step.startswith("SCAN")) == {}


@pytest.mark.files
def test_no_statement_reads_all_of_a_patient(planned: Database) -> None:
    newest = ("LAST_NO", "LAST_CHANGE")
    bounded = [n for n in NAMES if n not in READS_A_PATIENT and not n.endswith(newest)]
    # from one end on, and stops at the first
    first = ["SEARCH pain USING INDEX ix_pain_patient_id_at_no (patient_id=?)"]
    assert plans_with(planned, bounded, lambda step: step.endswith("(patient_id=?)")) == {
        "NEWEST_PAIN": first,
        "FIRST_RATED_AT": first,
    }


@pytest.mark.files
def test_what_is_sealed_is_read_in_order_and_never_sorted(planned: Database) -> None:
    assert SEALED
    assert plans_with(planned, SEALED, lambda step: "TEMP B-TREE" in step) == {}


@pytest.mark.files
def test_the_unanswered_warnings_are_counted_in_an_index_alone_and_never_sorted(
    planned: Database,
) -> None:
    steps = plan(planned, "UNANSWERED")
    assert steps[0].startswith("SEARCH warning USING COVERING INDEX")
    assert not [step for step in steps if "TEMP B-TREE" in step]


@pytest.mark.files
def test_the_exceptions_are_statements() -> None:
    assert set(NAMES) >= READS_THE_FILE | READS_A_PATIENT


# --- both texts, without a database ---------------------------------------------------------------


def texts(*modules: Any) -> dict[str, str]:
    found = (item for module in modules for item in vars(module).items())
    return {name: text for name, text in found if name.isupper()}


@pytest.mark.files
@pytest.mark.parametrize(
    ("everyday", "more"), [(sqlite_text, sqlite_more), (postgresql_text, postgresql_more)]
)
def test_both_texts_hold_every_statement_once_those_of_every_day_apart(
    everyday: Any, more: Any
) -> None:
    assert list(texts(everyday)) == list(EVERYDAY)
    assert list(texts(more)) == [name for name in STATEMENTS if name not in EVERYDAY]


@pytest.mark.files
def test_a_statement_that_no_text_holds_is_missed() -> None:
    with pytest.raises(AttributeError, match="NO_SUCH"):
        sqlite_text.NO_SUCH  # noqa: B018


@pytest.mark.files
def test_both_texts_take_the_same_parameters() -> None:
    for name in NAMES:
        ours, theirs = getattr(sqlite_text, name), getattr(postgresql_text, name)
        assert not re.search(r"(?<!:):[a-z_]", theirs), f"{name}: a parameter in SQLite's way"
        assert not re.search(r"(?<!:)::", ours), f"{name}: a cast in PostgreSQL's way"
        assert theirs.count("%") == theirs.count("%s") + theirs.count("%("), name
        if is_positional(STATEMENTS[name]):
            columns = len(STATEMENTS[name].table.c)  # type: ignore[attr-defined]
            assert ours.count("?") == theirs.count("%s") == columns, name
            assert ":" not in ours, name
        else:
            named = set(re.findall(r"(?<![:\w]):(\w+)", ours))
            assert named == set(re.findall(r"%\((\w+)\)s", theirs)), name
            assert "?" not in ours, name


@pytest.mark.files
def test_both_texts_are_alike_but_for_their_parameters() -> None:
    for name in NAMES:
        ours = re.sub(r"\?|(?<![:\w]):\w+", "$", getattr(sqlite_text, name))
        theirs = re.sub(r"%(?:\(\w+\))?s(?:::\w+)?", "$", getattr(postgresql_text, name))
        assert ours == theirs, name


@pytest.mark.files
def test_no_statement_needs_more_than_it_says() -> None:
    """Every table that a statement names is one of the schema's."""
    tables = set(schema.metadata.tables) | {"newest"}
    for name, text in texts(sqlite_text, sqlite_more).items():
        named = re.findall(r"\b(?:FROM|JOIN|INTO|UPDATE) (\w+)", text)
        assert set(named) <= tables, name
