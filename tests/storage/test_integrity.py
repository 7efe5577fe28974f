"""Looking a file over: what is wrong is said in one sentence, nothing is repaired."""

import pytest
from sample_rows import ROWS, insert, uid

from rehabtrack.storage import integrity
from rehabtrack.storage.database import Database, open_existing

pytestmark = pytest.mark.files

#: The true rows have a change of a second patient, who is about to come, and made-up digests.
KNOWN = [
    "The record of patient 2 is missing, though changes of hers are there.",
]


def problems(database: Database) -> list[str]:
    return [*database.damage(), *database.misfits(), *integrity.lost(database)]


def test_a_new_file_has_no_problem(database: Database) -> None:
    assert problems(database) == []


def test_a_file_with_a_true_row_in_every_table_has_no_problem(populated: Database) -> None:
    assert set(ROWS) <= {
        name for (name,) in populated.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    assert problems(populated) == KNOWN


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("DROP TRIGGER pain_no_delete", "The trigger pain_no_delete is missing from the schema."),
        ("DROP VIEW pain_readable", "The view pain_readable is missing from the schema."),
        (
            "DROP INDEX ix_pain_patient_id_at_no",
            "The index ix_pain_patient_id_at_no is missing from the schema.",
        ),
        ("CREATE TABLE mine (x)", "The table mine is not part of the schema."),
        (
            "CREATE TRIGGER mine AFTER INSERT ON pain BEGIN SELECT 1; END",
            "The trigger mine is not part of the schema.",
        ),
        ("ALTER TABLE setting ADD COLUMN x TEXT", "The table setting is not as the schema has it."),
    ],
)
def test_a_schema_that_was_altered_is_reported(
    database: Database, statement: str, problem: str
) -> None:
    database.execute(statement)
    assert problems(database) == [problem]


def test_a_row_that_points_to_nothing_is_reported(populated: Database) -> None:
    populated.execute("PRAGMA foreign_keys = OFF")
    insert(populated, "pain", ROWS["pain"] | {"no": 2, "id": uid(500), "session": 99})
    assert "of pain points to a missing massage" in problems(populated)[0]


def test_a_value_that_no_check_allows_is_reported(database: Database) -> None:
    database.execute("PRAGMA ignore_check_constraints = ON")
    database.execute("INSERT INTO setting VALUES ('', '1', zeroblob(16))")
    database.execute("PRAGMA ignore_check_constraints = OFF")
    assert problems(database)[0] == "SQLite reports damage: CHECK constraint failed in setting"


def test_an_index_that_lost_its_row_is_reported(populated: Database) -> None:
    definition = "SELECT sql FROM sqlite_master WHERE name = 'ix_pain_patient_id_at_no'"
    ((sql,),) = populated.execute(definition)
    _write_schema(populated, "sql = sql || ' WHERE at < 0'")
    reopened = _reopened(populated)
    reopened.execute("REINDEX ix_pain_patient_id_at_no")
    _write_schema(reopened, f"sql = '{sql}'")
    again = _reopened(reopened)
    found = problems(again)
    again.close()
    assert "SQLite reports damage: row 1 missing from index ix_pain_patient_id_at_no" in found


def _write_schema(database: Database, change: str) -> None:
    database.execute("PRAGMA writable_schema = ON")
    database.execute(f"UPDATE sqlite_master SET {change} WHERE name = 'ix_pain_patient_id_at_no'")


def _reopened(database: Database) -> Database:
    database.close()
    found = open_existing(database.path)
    assert found is not None
    return found


def test_damage_to_the_file_is_reported(populated: Database) -> None:
    root = "SELECT rootpage FROM sqlite_master WHERE name = 'pain'"
    ((page,),) = populated.execute(root)
    ((size,),) = populated.execute("PRAGMA page_size")
    populated.close()
    with open(populated.path, "r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    damaged = _reopened(populated)
    found = list(damaged.damage())
    damaged.close()
    assert found
    assert all(problem.startswith("SQLite reports damage: ") for problem in found)
