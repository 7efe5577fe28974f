"""A clinic in parts: the same rows, the same answers and the same refusals as a whole one."""

import re
import secrets
from contextlib import closing, suppress
from itertools import chain
from typing import Any, NamedTuple

import journals
import psycopg
import pytest
from clinic_shapes import new_clinic, owned, rows, said
from journals import march, moment
from server import Server

from rehabtrack.domain.errors import Refused, StorageError
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.storage import caseload, partitioning, postgresql_more, postgresql_text
from rehabtrack.storage.database import Database, open_or_create
from rehabtrack.storage.dividing import divide
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.partitioning import by_patient

pytestmark = pytest.mark.server

PARTS = 3
#: Something of each type that a statement may be given.
GIVEN: dict[str, object] = {"INTEGER": 1, "BIGINT": 1, "VARCHAR": "now", "BYTEA": b"x", "": b"x"}
#: What a migration of a later schema may say, as migrations/partitioned/README.md lists it.
LATER = (
    "ALTER TABLE pain ADD COLUMN depth integer CONSTRAINT ck_pain_depth CHECK (depth > 0)",
    "CREATE INDEX ix_pain_depth ON pain (patient_id, depth)",
    (
        "CREATE TABLE stretch (patient_id integer, no integer, change integer,"
        " PRIMARY KEY (patient_id, no),"
        " FOREIGN KEY (patient_id, change) REFERENCES change (patient_id, no))"
    ),
    "ALTER TABLE pain ADD COLUMN stretch integer",
    "ALTER TABLE pain ADD FOREIGN KEY (patient_id, stretch) REFERENCES stretch (patient_id, no)",
    (
        "CREATE TRIGGER stretch_no_delete BEFORE DELETE ON stretch FOR EACH ROW"
        " EXECUTE FUNCTION refuse('stretch: nothing is deleted')"
    ),
)


class Shapes(NamedTuple):
    """Two clinics with the same rows: the names of the whole one and of the one in parts."""

    server: Server
    whole: str = "whole"
    divided: str = "divided"

    def address(self, shape: str, login: str = "ruth") -> str:
        """Where a login finds one of them."""
        return self.server.address(shape, login)

    def connection(self, shape: str, login: str = "ruth") -> "psycopg.Connection[Any]":
        """A connection of any other program."""
        return psycopg.connect(self.address(shape, login), autocommit=True)


@pytest.fixture(scope="module")
def shapes(server: Server) -> Shapes:
    """Ruth and Gwen, each with a patient of her own in each clinic."""
    found = Shapes(server)
    new_clinic(server, found.whole)
    server.new_database(found.divided, like=found.whole)
    made = divide(found.address(found.divided, "rt_super"), PARTS)
    assert made.tables == 32
    return found


@pytest.fixture
def another(server: Server, shapes: Shapes) -> str:
    """The superuser's address of one more whole clinic, to spoil."""
    return server.new_database(f"another-{secrets.token_hex(4)}", like=shapes.whole)


def journal_of(database: Database, name: str) -> Journal:
    """The journal of a patient, for another command of who logged in."""
    patient = caseload.patient_named(database, name)
    return Journal(database, patient, journals.writer(database.login or ""))


def test_every_row_is_there_as_it_was(shapes: Shapes) -> None:
    divided = rows(shapes.server, shapes.divided)
    assert divided == rows(shapes.server, shapes.whole)
    assert len(divided) > 15


@pytest.mark.parametrize(
    "line",
    [
        *("log", "review", "massage check", "patient list", "undo --list", "show m1"),
        *("phase list", "db check", "--patient gwen log"),
    ],
)
def test_a_command_says_the_same(shapes: Shapes, line: str) -> None:
    whole, divided = (said(shapes.address(shape), line) for shape in shapes[1:])
    assert divided == whole


def test_what_is_written_there_can_be_changed_and_taken_back(shapes: Shapes) -> None:
    for line in ("pain 7 --at 11:00", "edit p2 --value 8", "void p2 --because slipped", "undo"):
        whole, divided = (said(shapes.address(shape), line) for shape in shapes[1:])
        assert divided == whole
        assert divided[0] == 0, divided


def test_the_journal_of_an_erased_patient_goes_from_the_parts(another: str) -> None:
    divide(another, PARTS)
    ruth = another.replace("rt_super", "ruth")
    with psycopg.connect(another, autocommit=True) as superuser:
        with closing(open_or_create(ruth)) as database, database.writing():
            database.erase(journal_of(database, "ruth").patient_id, ["ruth"])
        assert superuser.execute("SELECT patient_id FROM pain").fetchall() == [(2,)]


@pytest.mark.parametrize(
    "attack",
    [
        "DELETE FROM pain",
        "TRUNCATE pain",
        "UPDATE pain SET patient_id = 2 WHERE patient_id = 1",
        "UPDATE change SET author = 'gwen'",
        (
            "INSERT INTO change VALUES (2, 1, '\\x00000000000000000000000000000001',"
            " '\\x00000000000000000000000000000001', 0, 'ruth', 'log', 0)"
        ),
        "SELECT * FROM parts.pain_0",
        "INSERT INTO parts.pain_0 SELECT * FROM pain",
        "TRUNCATE parts.pain_0",
        "ALTER TABLE pain DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE pain DETACH PARTITION parts.pain_0",
        "SET ROLE rehabtrack_owner",
    ],
)
def test_an_attack_is_refused_as_in_a_whole_clinic(shapes: Shapes, attack: str) -> None:
    with shapes.connection(shapes.divided) as ruth, pytest.raises(psycopg.Error) as refused:
        ruth.execute(attack)
    assert refused.value.sqlstate == "42501"


def test_nobody_sees_the_patients_of_another(shapes: Shapes) -> None:
    for table in ("patient", "change", "patient_version", "pain", "pain_readable"):
        for login in ("ruth", "gwen"):
            with shapes.connection(shapes.divided, login) as divided:
                seen = divided.execute(f"TABLE {table}").fetchall()
                assert {row[0] for row in seen} <= {1 if login == "ruth" else 2, login}


def test_the_planner_notes_no_text_of_anybody_there_either(shapes: Shapes) -> None:
    superuser = shapes.server.superuser(shapes.divided)
    superuser.execute("ANALYZE")
    noted = superuser.execute(
        "SELECT starelid::regclass::text FROM pg_statistic JOIN pg_attribute"
        " ON attrelid = starelid AND attnum = staattnum JOIN pg_class ON pg_class.oid = starelid"
        " WHERE relnamespace <> 'pg_catalog'::regnamespace AND atttypid = 'text'::regtype"
    )
    assert {table for (table,) in noted} <= {"person", "care"}


@pytest.mark.parametrize("guarded", ["pain", "parts.pain_0", "parts.pain_1", "parts.pain_2"])
def test_not_even_the_superuser_deletes_by_a_slip(shapes: Shapes, guarded: str) -> None:
    before = rows(shapes.server, shapes.divided)
    superuser = shapes.server.superuser(shapes.divided)
    for slip in (f"DELETE FROM {guarded}", f"TRUNCATE {guarded} CASCADE"):
        with suppress(
            psycopg.errors.IntegrityConstraintViolation
        ):  # which nobody hears where no row is
            superuser.execute(slip)
    assert rows(shapes.server, shapes.divided) == before


def test_a_statement_about_one_patient_looks_into_one_part(shapes: Shapes) -> None:
    texts = (vars(module).values() for module in (postgresql_text, postgresql_more))
    questions = [str(text) for text in chain(*texts) if str(text).startswith("\nSELECT")]
    about_one = [text for text in questions if "patient_id = %(patient_id)s" in text]
    assert len(about_one) > 100
    with shapes.connection(shapes.divided) as ruth:
        for text in about_one:
            bound = {name: GIVEN[kind] for name, kind in re.findall(r"%\((\w+)\)s:?:?(\w*)", text)}
            told = ruth.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {text}", bound)
            plan = "\n".join(line for (line,) in told if "never executed" not in line)
            assert len(set(re.findall(r" on \w+_(\d+)", plan))) <= 1, plan


def test_a_change_comes_once_to_a_patient(shapes: Shapes) -> None:
    with shapes.connection(shapes.divided) as ruth:
        again = (
            "INSERT INTO change SELECT patient_id, no + 1, id, command, at, author, action, 0"
            " FROM change WHERE patient_id = 1 ORDER BY no DESC LIMIT 1"
        )
        with pytest.raises(psycopg.errors.UniqueViolation):
            ruth.execute(again)


def test_writers_go_on_where_they_were(shapes: Shapes) -> None:
    with closing(open_or_create(shapes.address(shapes.divided, "gwen"))) as database:
        with database.writing():
            journal = journal_of(database, "gwen")
            journal.add(
                PainRating(moment=moment(march(19)), site="back", scale="nrs", value=2),
                action="log",
            )
        assert journal.begun.no == 2
    assert "p2" in said(shapes.address(shapes.divided, "gwen"), "log")[1]


def test_a_later_migration_says_the_same_in_both_shapes(another: str, shapes: Shapes) -> None:
    divided = shapes.server.new_database("later", like=another.rpartition("/")[2])
    divide(divided, PARTS)
    shown = []
    for address in (another, divided):
        with psycopg.connect(address, autocommit=True) as owner:
            owner.execute("SET ROLE rehabtrack_owner")
            for statement in LATER:
                owner.execute(statement)
            told = owner.execute(
                "SELECT table_name, column_name, data_type, is_nullable"
                " FROM information_schema.columns WHERE table_schema = 'public'"
                " ORDER BY table_name, ordinal_position"
            )
            shown.append(told.fetchall())
    assert shown[0] == shown[1]
    with psycopg.connect(divided) as owner:
        owner.execute("SET ROLE rehabtrack_owner")
        assert by_patient(owner, PARTS).tables == 1


def test_nothing_is_changed_where_something_else_holds_on_to_a_table(
    another: str, shapes: Shapes
) -> None:
    name = another.rpartition("/")[2]
    shapes.server.superuser(name).execute(
        "CREATE MATERIALIZED VIEW counted AS SELECT count(*) FROM pain"
    )
    before = rows(shapes.server, name)
    with pytest.raises(StorageError, match="holds on to"):
        divide(another, PARTS)
    assert rows(shapes.server, name) == before
    parts = shapes.server.superuser(name).execute("SELECT to_regnamespace('parts')")
    assert parts.fetchone() == (None,)


@pytest.mark.parametrize(
    ("after", "spoils"),
    [
        ("_divide", "DELETE FROM public.pain WHERE patient_id = 1"),
        ("_divide", "UPDATE public.pain SET value = 3 WHERE patient_id = 1"),
        ("_guard_parts", "DROP POLICY seen ON public.pain"),
        ("_guard_parts", "DROP TRIGGER pain_no_delete ON public.pain"),
        ("_guard_parts", "GRANT DELETE ON public.pain TO rehabtrack_person"),
    ],
)
def test_what_is_not_as_it_was_is_found_before_it_holds(
    another: str, shapes: Shapes, monkeypatch: pytest.MonkeyPatch, after: str, spoils: str
) -> None:
    done = getattr(partitioning, after)

    def spoilt(connection: "psycopg.Connection[Any]", *given: Any) -> None:
        done(connection, *given)
        if after == "_guard_parts" or given[0] == "pain":
            connection.execute(spoils)

    name = another.rpartition("/")[2]
    before = rows(shapes.server, name)
    monkeypatch.setattr(partitioning, after, spoilt)
    with pytest.raises(StorageError, match="would not be in parts what it was"):
        divide(another, PARTS)
    assert rows(shapes.server, name) == before


def test_more_parts_than_the_server_has_locks_for_are_refused(another: str) -> None:
    with pytest.raises(StorageError, match="no room for the locks that 64 parts take"):
        divide(another, 64)
    with psycopg.connect(another) as superuser:
        assert superuser.execute("SELECT to_regnamespace('parts')").fetchone() == (None,)


def test_a_person_of_the_clinic_may_not_divide_it(shapes: Shapes) -> None:
    with pytest.raises(StorageError, match="no right"):
        divide(shapes.address(shapes.whole), PARTS)


def test_who_made_it_needs_be_no_superuser_to_divide_it(another: str, server: Server) -> None:
    with owned(server, another.rpartition("/")[2], "CREATEROLE") as address:
        assert divide(address, PARTS).tables == 32


def test_it_stays_in_the_parts_that_it_is_in(shapes: Shapes) -> None:
    address = shapes.address(shapes.divided, "rt_super")
    with pytest.raises(Refused, match=f"in {PARTS} parts already"):
        divide(address, PARTS + 1)
    code, out, err = said(address, f"db partition --parts {PARTS}")
    assert (code, out, err) == (0, f"The tables lie in {PARTS} parts already.\n", "")


def test_a_file_is_not_divided(tmp_path: Any) -> None:
    code, out, err = said(str(tmp_path / "journal.db"), "db partition --parts 4")
    assert (code, out) == (1, "")
    assert "A file is not divided" in err
