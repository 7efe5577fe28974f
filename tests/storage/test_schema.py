"""What the file itself refuses, and that every way of making it makes the same file."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from engines import Tool, refusals
from sample_rows import MINUTE, ROWS, T, insert, uid
from sqlalchemy import CheckConstraint, NullPool, create_engine

from rehabtrack.storage import schema, upgrading
from rehabtrack.storage.compiler import schema_statements
from rehabtrack.storage.database import Database

Store = Callable[..., None]
CLINICAL = [*schema.KINDS, "warning", "answer"]
AGAINST_REPLACING = ("note_not_replaced", "note_same_place", "addendum_not_replaced")
APPEND_ONLY = [
    "change",
    "erasure",
    "intake",
    "arrival",
    *(table.name for table in schema.VERSIONS.values()),
]


def contents(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Everything that sqlite_master holds."""
    rows = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master")
    return sorted((kind, name, sql) for kind, name, sql in rows)


def on_one_line(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """The same, whatever the white space."""
    return [(kind, name, " ".join(sql.split())) for kind, name, sql in found]


def made_by_create_all(path: Path) -> list[tuple[str, str, str]]:
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    schema.metadata.create_all(engine)
    connection = sqlite3.connect(path)
    found = contents(connection)
    connection.close()
    return found


def made_by_migrations(path: Path) -> list[tuple[str, str, str]]:
    path.touch()
    with upgrading.migrating(str(path)) as connection:
        upgrading.migrate(connection)
    opened = sqlite3.connect(path)
    found = contents(opened)
    opened.close()
    return found


# --- how a file is made; of a clinic test_row_security.py and test_upgrading_server.py tell -------


@pytest.mark.files
def test_a_new_file_create_all_and_the_migrations_are_the_same(
    database: Database, tmp_path: Path
) -> None:
    new = contents(database.connection)
    alembics = ("alembic_version", "sqlite_autoindex_alembic_version_1")
    assert on_one_line(made_by_migrations(tmp_path / "migrated.db")) == on_one_line(new)
    assert on_one_line(made_by_create_all(tmp_path / "created.db")) == on_one_line(
        [entry for entry in new if entry[1] not in alembics]
    )


@pytest.mark.files
def test_what_a_migration_made_is_the_schemas_text_to_the_letter(
    database: Database, tmp_path: Path
) -> None:
    new = [entry for entry in contents(database.connection) if entry[1] != "alembic_version"]
    migrated = made_by_migrations(tmp_path / "migrated.db")
    assert [entry for entry in migrated if entry[1] != "alembic_version"] == new


@pytest.mark.files
def test_a_migrated_file_bears_the_marks_of_a_new_one(database: Database, tmp_path: Path) -> None:
    made_by_migrations(tmp_path / "migrated.db")
    migrated = sqlite3.connect(tmp_path / "migrated.db")
    for marks in (
        "PRAGMA application_id",
        "PRAGMA user_version",
        "SELECT version_num FROM alembic_version",
    ):
        assert migrated.execute(marks).fetchall() == database.execute(marks).fetchall(), marks
    migrated.close()


@pytest.mark.files
def test_a_released_migration_does_not_look_at_todays_schema() -> None:
    for migration in Path(upgrading.migrations_folder(), "versions").glob("*.py"):
        assert "rehabtrack" not in re.findall(
            r"^(?:from|import) (\w+)", migration.read_text(), re.M
        )


@pytest.mark.files
def test_autogenerate_finds_nothing_to_do(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    database.close()
    with upgrading.migrating(database.path) as connection:
        found = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    assert found == []


@pytest.mark.files
def test_every_table_is_strict_and_keeps_its_rowid(database: Database) -> None:
    tables = database.execute("PRAGMA table_list").fetchall()
    ours = {
        name: (rowid_less, strict)
        for _, name, kind, _, rowid_less, strict in tables
        if kind == "table"
    }
    strict_with_rowid = {name for name, marks in ours.items() if marks == (0, 1)}
    assert strict_with_rowid == set(schema.metadata.tables)


@pytest.mark.files  # no database is asked
def test_the_versions_of_a_kind_have_its_columns() -> None:
    for kind, table in schema.KINDS.items():
        described = [(c.name, str(c.type), c.nullable) for c in table.c]
        assert described == [(c.name, str(c.type), c.nullable) for c in schema.VERSIONS[kind].c]
        assert [name for name, _, _ in described] == [*schema.ENVELOPE, *schema.CONTENT[kind]]


@pytest.mark.files  # on a server they do
def test_every_name_fits_into_postgresql(database: Database) -> None:
    names = {name for _, name, _ in contents(database.connection)}
    names |= {str(c.name) for table in schema.metadata.tables.values() for c in table.constraints}
    assert not [name for name in names if len(name) > 63]


def conditions_of_indexes(database: Database) -> dict[str, str]:
    """Which rows an index holds that does not hold all."""
    if database.login is None:
        told = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'index'")
        found = [(name, (sql or "").partition(" WHERE ")[2]) for name, sql in told]
    else:
        told = database.execute(
            "SELECT relname, btrim(pg_get_expr(indpred, indrelid), '()') FROM pg_index"
            " JOIN pg_class ON pg_class.oid = indexrelid WHERE indpred IS NOT NULL"
            " AND relnamespace = 'public'::regnamespace"
        )
        found = list(told)
    return {name: condition for name, condition in found if condition}


def test_indexes_that_need_no_row_hold_none(database: Database) -> None:
    partial = conditions_of_indexes(database)
    if database.login is not None:  # what a clinic alone has
        assert partial.pop("ix_change_open") == "digest IS NULL"
        assert partial.pop("ix_care_standing") == "revoked_at IS NULL"
        assert partial.pop("ix_care_begun") == "granted_by = login"
    else:  # and what a file alone has: by an index that begins with a text EXPLAIN would tell it
        assert partial.pop("ix_patient_name") == "voided_by = 0"
    assert partial.pop("ix_pain_patient_id_session_at_no") == "session IS NOT NULL"
    assert partial.pop("ix_screen_patient_id_session_no") == "session IS NOT NULL"
    assert partial.pop("ix_note_draft") == "signed_at IS NULL"
    assert partial.pop("ix_redflag_open") == "assessed_at IS NULL"
    assert partial.pop("ix_symptom_asking") == "asks IS NOT NULL"
    assert partial.pop("ix_intake_person_patient_id_no") == "person IS NOT NULL"
    assert partial.pop("ix_arrival_rival") == "rival = 1"
    assert partial.pop("ix_massage_same") == "same IS NOT NULL"
    voided = [*schema.KINDS, *(f"{kind}_version" for kind in schema.KINDS), "answer"]
    columns = "patient_id_voided_by_change_no"
    assert partial == {f"ix_{table}_{columns}": "voided_by > 0" for table in voided}


# --- what is refused ------------------------------------------------------------------------------

_ENVELOPE = [
    ("id_bytes", {"id": b"short"}),
    ("digest_bytes", {"digest": bytes(15)}),
    ("no_counted", {"no": 0}),
    ("version_counted", {"version": 0}),
    ("author_filled", {"author": "  "}),
    ("void_with_reason", {"voided_by": 1}),
    ("void_with_reason", {"voided_by": 1, "void_reason": " "}),
    ("void_with_reason", {"voided_by": -1, "void_reason": "mistyped"}),
]
_MOMENT = [
    ("at_whole_minute", {"at": T + 1, "judged_at": T + 1, "end_at": None}),
    ("width_of_a_day", {"width": -MINUTE, "judged_at": T - MINUTE}),
    ("width_of_a_day", {"width": 49 * 60 * MINUTE, "judged_at": T + (49 * 60 - 1) * MINUTE}),
    ("width_of_a_day", {"width": MINUTE + 1, "judged_at": T + 1}),
    ("offset_of_a_day", {"offset": 1440}),
]
_ENDING = [
    ("ends_later", {"end_at": T - MINUTE}),
    ("ends_later", {"end_at": T + MINUTE + 1}),
]
_NOTED = [("note_length", {"note": ""}), ("note_length", {"note": "x" * 20_001})]
_MINUTES = [("minutes_of_a_day", {"minutes": 0}), ("minutes_of_a_day", {"minutes": 1441})]
REFUSED: dict[str, list[tuple[str, dict[str, Any]]]] = {
    "change": [
        ("id_bytes", {"id": b""}),
        ("command_bytes", {"command": b"x" * 17}),
        *((f"{name}_bytes", {name: bytes(size - 1)}) for name, size in schema.SEALS),
        ("author_filled", {"author": ""}),
        ("action_filled", {"action": ""}),
        ("takes_back_earlier", {"takes_back": -1}),
        ("takes_back_earlier", {"takes_back": 2}),
    ],
    "patient": [
        *_ENVELOPE,
        ("name_filled", {"name": " "}),
        ("site_filled", {"site": ""}),
        ("archived_flag", {"archived": 2}),
        ("no_one", {"no": 2}),
    ],
    "massage": [
        *_ENVELOPE,
        *_MOMENT,
        *_NOTED,
        *_MINUTES,
        ("judged_at_last_minute", {"judged_at": T + MINUTE}),
        ("judged_at_last_minute", {"width": 24 * 60 * MINUTE}),
        ("given_flag", {"given": 2}),
        ("because_not_given", {"given": 1, "because": "pain"}),
        ("because_not_given", {"given": 0, "because": None}),
        ("because_not_given", {"given": 0, "because": " "}),
        ("origin_bytes", {"origin": b"short"}),
        ("pressure_known", {"pressure": "hard"}),
        ("same_as_another", {"no": 3, "same": 3}),
    ],
    "pain": [
        *_ENVELOPE,
        *_MOMENT,
        *_NOTED,
        ("site_filled", {"site": ""}),
        ("value_on_scale", {"value": 11}),
        ("value_on_scale", {"value": -1}),
        ("value_on_scale", {"scale": "vas", "value": 101}),
        ("value_on_scale", {"scale": "faces", "value": 3}),
        ("value_on_scale", {"scale": "vrs", "value": 4}),
        ("value_on_scale", {"scale": "other"}),
        ("recall_known", {"recall": "yesterday"}),
        ("relation_to_session", {"relation": None}),
        ("relation_to_session", {"session": None}),
        ("relation_to_session", {"relation": "during"}),
        ("counts_flag", {"counts": 2}),
        ("origin_bytes", {"origin": b"x" * 17}),
    ],
    "phase": [
        *_ENVELOPE,
        *_MOMENT,
        *_ENDING,
        *_NOTED,
        ("ends_later", {"end_at": T}),
        ("kind_known", {"kind": "rest"}),
        ("course_of_conservative", {"kind": "recovery", "course_done_at": T}),
        ("course_of_conservative", {"course_done_at": T + 1}),
        ("course_of_conservative", {"course_done_at": T - MINUTE}),
        ("origin_bytes", {"origin": b"short"}),
    ],
    "measure": [
        *_ENVELOPE,
        ("origin_bytes", {"origin": b"short"}),
        *_MOMENT,
        *_ENDING,
        *_NOTED,
        *_MINUTES,
        ("kind_known", {"kind": "magic", "form": None}),
        ("name_filled", {"name": " "}),
        ("form_of_physiotherapy", {"kind": "drug"}),
        ("form_of_physiotherapy", {"form": "cupping"}),
    ],
    "clearance": [
        *_ENVELOPE,
        *_MOMENT,
        *_ENDING,
        ("ends_later", {"end_at": T}),
        ("doctor_filled", {"doctor": ""}),
        ("specialty_known", {"specialty": "masseur"}),
        ("refuses_flag", {"refuses": 2}),
        ("pressure_known", {"pressure": ""}),
    ],
    "policy": [
        *_ENVELOPE,
        *_MOMENT,
        ("from_an_instant", {"width": 24 * 60 * MINUTE}),
        ("limit_allowed", {"limit": 0}),
        ("limit_allowed", {"limit": 5, "on_advice_of": "Dr. Roth"}),
        ("hours_allowed", {"hours": 0}),
        ("hours_allowed", {"hours": 73}),
        ("because_filled", {"because": ""}),
        ("limit_on_advice", {"limit": 4}),
        ("limit_on_advice", {"limit": 4, "on_advice_of": " "}),
    ],
    "screen": [
        *_ENVELOPE,
        *_MOMENT,
        ("edition_counted", {"edition": 0}),
        ("yes_said", {"yes": " "}),
    ],
    "note": [
        *_ENVELOPE,
        *_MOMENT,
        *(
            (f"{part}_length", {part: text})
            for part in schema.NOTE_PARTS
            for text in ("", "x" * 20_001)
        ),
        ("something_said", {"subjective": None, "plan": None}),
        ("signed_by_somebody", {"signed_at": T}),
        ("signed_by_somebody", {"signed_by": "Eva"}),
        ("signed_by_somebody", {"signed_as": "doctor"}),
        ("signed_by_somebody", {"signed_at": T, "signed_by": " "}),
        (
            "signed_stands",
            {"signed_at": T, "signed_by": "Eva", "voided_by": 1, "void_reason": "a slip"},
        ),
    ],
    "addendum": [
        *_ENVELOPE,
        *_MOMENT,
        ("because_filled", {"because": " "}),
        ("text_length", {"text": ""}),
        ("text_length", {"text": "x" * 20_001}),
    ],
    "redflag": [
        *_ENVELOPE,
        *_MOMENT,
        *_NOTED,
        ("code_filled", {"code": ""}),
        ("assessed_by_a_doctor", {"assessed_at": T}),
        ("assessed_by_a_doctor", {"assessed_at": T, "assessed_by": "Dr. Roth"}),
        ("assessed_by_a_doctor", {"assessed_by": "Dr. Roth", "specialty": "surgeon"}),
        (
            "assessed_by_a_doctor",
            {"assessed_at": T - MINUTE, "assessed_by": "Dr. Roth", "specialty": "surgeon"},
        ),
        (
            "assessed_by_a_doctor",
            {"assessed_at": T, "assessed_by": " ", "specialty": "surgeon"},
        ),
        (
            "specialty_known",
            {"assessed_at": T, "assessed_by": "Eva", "specialty": "masseur"},
        ),
    ],
    "symptom": [
        *_ENVELOPE,
        *_MOMENT,
        ("sign_known", {"sign": "itch"}),
        ("site_filled", {"site": ""}),
        ("something_asked", {"asks": " "}),
    ],
    "score": [
        *_ENVELOPE,
        *_MOMENT,
        ("instrument_known", {"instrument": "sf-12", "items": None}),
        ("tenths_not_negative", {"tenths": -1}),
        ("tenths_not_negative", {"tenths": 1001}),
        ("items_of_rmdq", {"instrument": "odi"}),
        ("items_of_rmdq", {"items": ""}),
    ],
    "warning": [
        ("id_bytes", {"id": b""}),
        ("digest_bytes", {"digest": b""}),
        ("no_counted", {"no": 0, "thread": 0}),
        ("rule_version_counted", {"rule_version": 0}),
        ("rule_filled", {"rule": ""}),
        ("status_filled", {"status": "", "rule": "clearance"}),
        ("reason_filled", {"reason": ""}),
        ("status_of_high_pain", {"status": "clear"}),
        ("category_ranked", {"category": 4}),
        ("policy_of_high_pain", {"limit": None}),
        ("policy_of_high_pain", {"limit": 5}),
        ("policy_of_high_pain", {"hours": None}),
        ("policy_of_high_pain", {"hours": 0}),
        ("how_known", {"how": "by-hand"}),
        ("thread_begun", {"thread": 0}),
        ("thread_begun", {"thread": 3}),
        ("withdrawn_with_cause", {"withdrawn_by": 1}),
        ("withdrawn_with_cause", {"withdrawn_by": 1, "withdrawn_at": T}),
        ("withdrawn_with_cause", {"withdrawn_by": 1, "cause": "late rating"}),
        ("withdrawn_with_cause", {"withdrawn_by": 1, "withdrawn_at": T, "cause": " "}),
        ("withdrawn_with_cause", {"withdrawn_at": T, "cause": "late rating"}),
    ],
    "answer": [
        ("id_bytes", {"id": b""}),
        ("digest_bytes", {"digest": b""}),
        ("no_counted", {"no": 0}),
        ("thread_begun", {"thread": 0}),
        ("thread_begun", {"thread": 2}),
        ("code_known", {"code": "whatever"}),
        ("other_said", {"code": "other"}),
        ("other_said", {"code": "other", "text": " "}),
        ("author_filled", {"author": ""}),
        ("voided_by_change", {"voided_by": -1}),
    ],
    "context": [
        *_ENVELOPE,
        *_MOMENT,
        ("source_filled", {"source": " "}),
        ("text_length", {"text": ""}),
        ("origin_bytes", {"origin": b"short"}),
    ],
    "intake": [
        ("no_counted", {"no": 0}),
        ("format_filled", {"format": " "}),
        ("sha256_bytes", {"sha256": b"short"}),
        ("person_bytes", {"person": b"short"}),
        ("digest_bytes", {"digest": b""}),
    ],
    "arrival": [
        ("no_counted", {"no": 0}),
        ("kind_known", {"kind": "mood"}),
        ("record_counted", {"record": 0}),
        ("record_counted", {"version": 0}),
        ("stamped_by_somebody", {"stamp": None}),
        ("stamped_by_somebody", {"stamp": b"short"}),
        ("stamped_by_somebody", {"author": None}),
        ("stamped_by_somebody", {"at": None}),
        ("voids_stamps", {"voids": b""}),
        ("voids_stamps", {"voids": b"short"}),
        ("known_stamps", {"known": b""}),
        ("known_stamps", {"known": b"short"}),
        ("withheld_flag", {"withheld": 2}),
        ("rival_flag", {"rival": 2}),
        ("original_length", {"original": ""}),
        ("digest_bytes", {"digest": b""}),
    ],
    "erasure": [
        ("id_bytes", {"id": b"short"}),
        ("digest_bytes", {"digest": b""}),
        ("author_filled", {"author": ""}),
        ("because_filled", {"because": " "}),
    ],
    "setting": [("name_filled", {"name": " "}), ("digest_bytes", {"digest": b""})],
}
CASES = [
    pytest.param(table, check, changes, id=f"{table}: {check} {changes}"[:90])
    for table, cases in REFUSED.items()
    for check, changes in cases
]


@pytest.mark.parametrize(("table", "check", "changes"), CASES)
def test_a_check_refuses(store: Store, table: str, check: str, changes: dict[str, Any]) -> None:
    changes = {name: value for name, value in changes.items() if name in ROWS[table]}
    with pytest.raises(refusals(), match=f"ck_{table}_"):
        store(table, **changes)


@pytest.mark.files  # no database is asked
def test_every_check_is_seen_to_refuse() -> None:
    seen = {f"ck_{table}_{check}" for table, cases in REFUSED.items() for check, _ in cases}
    unseen = {
        str(check.name)
        for table in schema.metadata.tables.values()
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    } - seen
    assert unseen == {"ck_change_no_counted"}  # the guard of the next number is stricter


@pytest.mark.parametrize("table", sorted(schema.metadata.tables))
def test_what_must_be_there_cannot_be_null(store: Store, table: str) -> None:
    for column in schema.metadata.tables[table].c:
        given_by_sqlite = column.name == "patient_id" and table in (
            "patient",
            "erasure",
        )  # its rowid
        if not column.nullable and not given_by_sqlite:
            with pytest.raises(refusals()):
                store(table, **{column.name: None})


@pytest.mark.parametrize("table", sorted(schema.metadata.tables))
def test_the_true_row_itself_is_taken(store: Store, table: str) -> None:
    store(table)


# a server rounds 6.5, as the standard has it
@pytest.mark.parametrize("value", ["six", pytest.param(6.5, marks=pytest.mark.files), b"6", None])
def test_a_value_that_is_no_whole_number_is_refused(store: Store, value: object) -> None:
    with pytest.raises(refusals()):
        store("pain", value=value)


@pytest.mark.files  # a server makes text of bytes, and bytes of text
def test_an_id_of_text_and_a_note_of_bytes_are_refused(store: Store) -> None:
    with pytest.raises(refusals()):
        store("pain", id="0123456789abcdef")
    with pytest.raises(refusals()):
        store("pain", note=b"bytes")


@pytest.mark.parametrize(
    ("table", "changes"),
    [
        *((kind, {"change": 9}) for kind in [*schema.KINDS, "warning", "answer"]),
        ("pain", {"session": 9}),
        ("warning", {"session": 9}),
        ("answer", {"warning": 9}),
        ("pain", {"patient_id": 2}),
    ],
)
def test_what_a_row_points_at_must_exist(store: Store, table: str, changes: dict[str, Any]) -> None:
    with pytest.raises(refusals(), match=r"(?i)foreign key"):
        store(table, **changes)


@pytest.mark.parametrize("table", CLINICAL)
def test_a_number_is_given_once(store: Store, table: str) -> None:
    key = {"patient_id": 1} if table == "patient" else {"no": 1}
    with pytest.raises(refusals(), match=r"(?i)unique|it is there and stays"):
        store(table, **key)


@pytest.mark.files  # in a clinic they may: nobody is told whom others see
def test_two_patients_cannot_have_one_name_unless_one_is_void(store: Store) -> None:
    with pytest.raises(refusals(), match=r"(?i)unique"):
        store("patient", name="me")
    store("patient", name="me", voided_by=1, void_reason="made twice")


# --- triggers -------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", [*CLINICAL, *APPEND_ONLY])
def test_nothing_is_deleted(held: Tool, table: str) -> None:
    with pytest.raises(refusals(), match=f"{table}: nothing is deleted"):
        held.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize("table", [*CLINICAL, *APPEND_ONLY])
@pytest.mark.parametrize(
    "verb", ["INSERT", pytest.param("INSERT OR REPLACE", marks=pytest.mark.files)]
)
def test_nothing_is_replaced(held: Tool, table: str, verb: str) -> None:
    with pytest.raises(refusals()):
        insert(held, table, ROWS[table], verb=verb)


@pytest.mark.parametrize("table", [*CLINICAL, *APPEND_ONLY])
def test_nothing_is_changed_in_place_of_an_insert(held: Tool, table: str) -> None:
    key = ", ".join(column.name for column in schema.metadata.tables[table].primary_key.columns)
    names = ", ".join(f'"{name}"' for name in ROWS[table])
    holes = ", ".join("?" * len(ROWS[table]))
    upsert = f"INSERT INTO {table} ({names}) VALUES ({holes}) ON CONFLICT ({key}) DO UPDATE SET "
    column = "no" if "no" in ROWS[table] else "at"
    with pytest.raises(refusals()):
        held.execute(f"{upsert}{column} = 7", tuple(ROWS[table].values()))


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_was_is_not_changed(held: Tool, table: str) -> None:
    with pytest.raises(refusals(), match="what was is not changed"):
        held.execute(f"UPDATE {table} SET patient_id = 2")


@pytest.mark.parametrize("table", schema.KINDS)
@pytest.mark.parametrize("column", ["patient_id", "id", "no", "author"])
def test_the_identity_of_a_record_is_not_changed(held: Tool, table: str, column: str) -> None:
    value: object = {"id": uid(700), "author": "eva"}.get(column, 7)
    said = "what was said" if table == "addendum" else "its identity"
    with pytest.raises(refusals(), match=f"{said} is not changed"):
        held.execute(f"UPDATE {table} SET {column} = ?", (value,))
    with pytest.raises(refusals(), match=f"{said} is not changed"):
        held.execute(f"UPDATE {table} SET version = 2, {column} = {column}")


def test_a_record_takes_a_new_version_and_a_void(held: Tool) -> None:
    for kind in schema.KINDS.keys() - {"addendum"}:
        held.execute(f"UPDATE {kind} SET version = 2")
        held.execute(f"UPDATE {kind} SET voided_by = 1, void_reason = 'a slip'")


@pytest.mark.parametrize("table", ["warning", "answer"])
def test_what_a_warning_and_an_answer_said_is_not_changed(held: Tool, table: str) -> None:
    free = {"withdrawn_by", "withdrawn_at", "cause", "voided_by"}
    for column in schema.metadata.tables[table].c:
        if column.name not in free:
            with pytest.raises(refusals(), match="what was said is not changed"):
                held.execute(f'UPDATE {table} SET "{column.name}" = NULL')


def test_a_warning_is_withdrawn_once_and_stays_so(held: Tool) -> None:
    withdraw = "UPDATE warning SET withdrawn_by = ?, withdrawn_at = ?, cause = ?"
    held.execute(withdraw, (1, T, "late rating"))
    for again in ((1, T, "another cause"), (0, None, None)):
        with pytest.raises(refusals(), match="a withdrawn warning stays withdrawn"):
            held.execute(withdraw, again)


def test_an_answer_can_be_voided_and_given_back(held: Tool) -> None:
    held.execute("UPDATE answer SET voided_by = 1")
    held.execute("UPDATE answer SET voided_by = 0")


@pytest.mark.parametrize("no", [0, 1, 3, -1])
def test_changes_are_numbered_without_gaps(store: Store, no: int) -> None:
    with pytest.raises(refusals(), match="changes are numbered without gaps"):
        store("change", no=no)


SEAL = "UPDATE change SET seal = ?, made = ?, voided = ?, digest = ? WHERE patient_id = 1"


def test_a_change_is_sealed_once(held: Tool) -> None:
    sealed = (uid(1), uid(2), uid(3), bytes(32))
    held.execute(SEAL, sealed)
    for again in (sealed, (None,) * 4):
        with pytest.raises(refusals(), match="a change is sealed once"):
            held.execute(SEAL, again)


@pytest.mark.parametrize("column", [c.name for c in schema.change.c if not c.nullable])
def test_what_a_change_said_is_not_changed_even_before_it_is_sealed(
    held: Tool, column: str
) -> None:
    with pytest.raises(refusals(), match="what was is not changed"):
        held.execute(f"UPDATE change SET {column} = {column}")


@pytest.mark.files
def test_a_change_is_not_replaced_by_a_program_without_our_settings(held: Tool) -> None:
    held.execute("PRAGMA recursive_triggers = OFF")
    with pytest.raises(refusals(), match="changes are numbered without gaps"):
        insert(held, "change", ROWS["change"], verb="INSERT OR REPLACE")


# --- views ----------------------------------------------------------------------------------------


def readable(held: Tool, kind: str) -> dict[str, Any]:
    cursor = held.execute(f"SELECT * FROM {kind}_readable")
    return dict(zip((column[0] for column in cursor.description), cursor.fetchone(), strict=True))


def test_a_rating_reads_as_it_was_spoken(held: Tool) -> None:
    assert readable(held, "pain") == {
        "patient": "me",
        "id": "p1",
        "version": 1,
        "change": "u1",
        "author": "anna",
        "recorded_at": "2026-03-14T07:00:00Z",
        "voided_by": None,
        "void_reason": None,
        "at": "2026-03-14T08:00+01:00",
        "zone": "Europe/Berlin",
        "site": "back",
        "scale": "nrs",
        "value": "6/10",
        "recall": "now",
        "session": "m1",
        "relation": "before",
        "note": "sitting",
        "counts": "yes",
    }


@pytest.mark.parametrize(
    ("changes", "at", "value"),
    [
        ({"offset": -210}, "2026-03-14T03:30-03:30", "6/10"),
        ({"offset": 0, "scale": "vas", "value": 28}, "2026-03-14T07:00+00:00", "28/100 mm"),
        ({"offset": 345, "scale": "faces"}, "2026-03-14T12:45+05:45", "6/10 faces"),
        ({"width": 1440 * MINUTE, "scale": "vrs", "value": 2}, "2026-03-14", "moderate"),
        ({"at": -MINUTE, "offset": 0}, "1969-12-31T23:59+00:00", "6/10"),
    ],
)
def test_instants_and_values_read_well(
    held: Tool, changes: dict[str, Any], at: str, value: str
) -> None:
    sets = ", ".join(f'"{name}" = ?' for name in changes)
    held.execute(f"UPDATE pain SET {sets}", tuple(changes.values()))
    shown = readable(held, "pain")
    assert (shown["at"], shown["value"]) == (at, value)


@pytest.mark.parametrize("kind", schema.KINDS)
def test_every_kind_has_a_view_that_hides_no_words(held: Tool, kind: str) -> None:
    shown = readable(held, kind)
    hidden = {"patient_id", "no", "width", "offset", "origin", "judged_at", "digest"}
    hidden |= {"id"} if kind in ("patient", "policy") else set()
    hidden |= {"name"} if kind == "patient" else set()
    assert set(shown) == {"patient", *(c.name for c in schema.KINDS[kind].c)} - hidden | (
        {"id"} if kind not in ("patient", "policy") else set()
    )


# --- PostgreSQL, as text --------------------------------------------------------------------------


@pytest.mark.files  # no database is asked
def test_the_postgresql_schema_has_the_same_tables_indexes_triggers_and_views() -> None:
    def made(dialect: str) -> set[str]:
        text = "\n".join(schema_statements(dialect))
        found = re.findall(r"^CREATE (?:UNIQUE )?(TABLE|INDEX|TRIGGER|VIEW) (\w+)", text, re.M)
        return {f"{kind} {name}" for kind, name in found}

    only_there = made("postgresql") - made("sqlite")
    # which SQLite alone needs: nothing else replaces a row without a trigger, or shows its place
    only_here = {f"TRIGGER {guard}" for guard in AGAINST_REPLACING}
    only_here |= {"INDEX ix_patient_name"}  # on a server others' names could be tried on it
    assert made("sqlite") - made("postgresql") == only_here
    assert only_there == {f"TRIGGER {table}_no_truncate" for table in [*CLINICAL, *APPEND_ONLY]}


@pytest.mark.files  # as well
def test_the_postgresql_schema_holds_nothing_of_sqlites() -> None:
    text = "\n".join(schema_statements("postgresql"))
    for foreign in ("STRICT", "BLOB", "RAISE(ABORT", "strftime", "IS NOT OLD", "%%"):
        assert foreign not in text
