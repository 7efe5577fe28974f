"""What makes a clinic what it is, as the server itself has it, and what it costs."""

import re
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest
from attacked import HERS, PETRA, SECRET, TESS, TRENT, Attacked, Session
from sample_rows import T
from server import Server

from rehabtrack.domain.errors import StorageError
from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.records.patient import Patient
from rehabtrack.storage import (
    caseload,
    clinic,
    compiler,
    erasing,
    postgresql_text,
    schema,
    upgrading,
)
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.postgresql import opened
from rehabtrack.storage.statements import STATEMENTS

pytestmark = pytest.mark.server
TABLES = [*schema.metadata.tables, "person", "care"]


@pytest.fixture(scope="module")
def attacked(server: Server) -> Attacked:
    return Attacked(server, "secured")


@pytest.fixture
def superuser(attacked: Attacked) -> Iterator[Session]:
    with attacked.superuser() as session:
        yield session


def column(session: Session, query: str) -> list[str]:
    return [row[0] for row in session.execute(query)]


# --- as the server has it -------------------------------------------------------------------------


def test_every_table_is_under_row_security_for_its_owner_too(superuser: Session) -> None:
    secured = column(
        superuser,
        "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        " AND relrowsecurity AND relforcerowsecurity",
    )
    assert sorted(secured) == sorted(TABLES)


def test_all_of_it_is_the_owners(superuser: Session) -> None:
    for catalog, prefix in (("class", "rel"), ("proc", "pro")):
        owners = column(
            superuser,
            f"SELECT DISTINCT {prefix}owner::regrole::text FROM pg_{catalog}"
            f" WHERE {prefix}namespace = 'public'::regnamespace",
        )
        assert owners == ["rehabtrack_owner"]


def test_nobody_is_a_member_of_the_owner(superuser: Session) -> None:
    members = "SELECT member::regrole::text FROM pg_auth_members WHERE roleid = %s::regrole"
    assert superuser.execute(members, ("rehabtrack_owner",)).fetchall() == []


def test_every_view_looks_with_the_eyes_of_who_asks(superuser: Session) -> None:
    options = superuser.execute(
        "SELECT relname::text, reloptions::text FROM pg_class"
        " WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
    )
    assert dict(options.fetchall()) == {
        f"{kind}_readable": "{security_invoker=true}" for kind in schema.KINDS
    }


def test_every_function_has_a_search_path_of_its_own_and_is_not_everybodys(
    superuser: Session,
) -> None:
    functions = superuser.execute(
        "SELECT proname::text, proconfig::text, has_function_privilege('public', oid, 'EXECUTE')"
        " FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
    ).fetchall()
    assert len(functions) > 10
    for name, config, everybodys in functions:
        own = None if name == "sees" else '{"search_path=pg_catalog, public, pg_temp"}'
        assert config == own, name
        assert not everybodys, name
    # asked of every row, it has none of its own: it says of each name where that is
    (text,) = column(superuser, "SELECT prosrc FROM pg_proc WHERE proname = 'sees'")
    assert re.findall(r"FROM (\S+)", text) == ["public.care"]
    assert text.count("=") == text.count("OPERATOR(pg_catalog.=)")


def test_no_policy_asks_a_setting_or_who_somebody_pretends_to_be(superuser: Session) -> None:
    policies = superuser.execute(
        "SELECT tablename || ': ' || coalesce(qual, '') || coalesce(with_check, '')"
        " FROM pg_policies WHERE roles = '{public}'"
    ).fetchall()
    assert len(policies) == 3 * (len(TABLES) - 3) + 3
    for (policy,) in policies:
        assert "SESSION_USER" in policy or "sees(patient_id)" in policy
        assert "CURRENT_USER" not in policy.upper()
        assert set(re.findall(r"current_setting\('(\w+)'", policy)) <= {"transaction_isolation"}


def test_a_text_is_ordered_by_its_bytes(superuser: Session) -> None:
    others = column(
        superuser,
        "SELECT attrelid::regclass || '.' || attname FROM pg_attribute"
        " JOIN pg_class ON pg_class.oid = attrelid WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'"
        " AND atttypid = 'text'::regtype AND attcollation <> 'pg_catalog.\"C\"'::regcollation",
    )
    assert others == []


def test_a_statement_about_a_patient_reads_her_rows_by_an_index(superuser: Session) -> None:
    """However many others the login cares for: neither their rows nor a list of them is read."""
    superuser.execute("SET LOCAL session_replication_role = replica")
    superuser.execute(
        "INSERT INTO care SELECT number, 'trent', 0, 'tess' FROM generate_series(100, 5000) number"
    )
    copied = ", ".join(f'"{column}"' for column in schema.KINDS["pain"].c.keys()[3:])
    superuser.execute(
        f"INSERT INTO pain SELECT {HERS}, decode(lpad(number::text, 32, '0'), 'hex'), number,"
        f" {copied} FROM pain, generate_series(100, 1100) number WHERE patient_id = {HERS}"
    )
    superuser.execute("ANALYZE care, pain")
    superuser.execute("SET LOCAL enable_seqscan = off")
    superuser.execute("SET LOCAL SESSION AUTHORIZATION trent")
    for name in STATEMENTS:
        text = getattr(postgresql_text, name).lstrip()
        if text.startswith("SELECT") and "patient_id)s" in text:
            plan = superuser.execute(f"EXPLAIN {text}", some_parameters(text)).fetchall()
            told = f"{name}: " + "\n".join(line for (line,) in plan)
            assert "Seq Scan" not in told
            assert re.search(r"Index Cond: .*patient_id = '1'|using uq_\w+_id ", told), told
            assert "sees(patient_id)" in told
            assert " on care" not in told, told


def some_parameters(text: str) -> dict[str, object]:
    """A value of its type for each parameter of a statement."""
    kinds = {"BIGINT": 1, "VARCHAR": "x", "": b"x"}
    return {name: kinds[kind] for name, kind in re.findall(r"%\((\w+)\)s(?:::(\w+))?", text)}


# --- making it ------------------------------------------------------------------------------------


def test_the_migration_makes_what_a_new_clinic_has() -> None:
    folder = upgrading.migrations_folder()
    with open(f"{folder}/versions/0001_postgresql.sql", encoding="utf-8") as file:
        assert file.read() == compiler.clinic_text()


def test_a_migrated_database_is_a_clinic(server: Server) -> None:
    from sqlalchemy import NullPool, create_engine

    address = server.new_database("migrated")
    engine = create_engine(
        address.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool
    )
    with engine.connect() as connection:
        upgrading.migrate(connection)
    with closing(opened(address, guarded=False)) as database:
        assert list(database.execute("SELECT version_num FROM alembic_version")) == [("0001",)]
        assert list(database.misfits()) == []


def test_whoever_makes_a_clinic_names_its_administrator_and_is_nobody_there(
    server: Server,
) -> None:
    clinic.make(server.new_database("named"), "nora", "of nora")
    server.remember("nora", "of nora")
    with closing(opened(server.address("named", "nora"))) as database:
        ((login, role, _, by),) = clinic.people(database)
        assert (login, role, by) == ("nora", "administrator", "rt_super")


def test_a_clinic_is_made_in_an_empty_database_alone_and_whole_or_not_at_all(
    server: Server,
) -> None:
    address = server.new_database("full")
    server.superuser("full").execute("CREATE TABLE theirs ()")
    with pytest.raises(StorageError, match="is not empty"):
        clinic.make(address, "nella", "x")
    address = server.new_database("half")
    with pytest.raises(StorageError, match="That is no name of a login"):
        clinic.make(address, "No Login", "x")
    assert column(server.superuser("half"), "SELECT to_regclass('public.change')::text") == [None]
    clinic.make(address, "nella", "x")


def test_a_login_that_may_make_roles_and_has_the_database_makes_a_clinic(server: Server) -> None:
    superuser = server.superuser()
    superuser.execute("CREATE ROLE maker LOGIN CREATEROLE PASSWORD 'of maker'")
    server.remember("maker", "of maker")
    server.new_database("bare")
    superuser.execute("ALTER DATABASE bare OWNER TO maker")
    server.let_change_clinics("maker")
    clinic.make(server.address("bare", "maker"), "mia.of-maker", "of mia")
    acts = "SELECT pg_has_role('maker', 'rehabtrack_owner', 'USAGE')"
    assert column(superuser, acts) == [False]
    with pytest.raises(StorageError, match="The login maker has no rights"):
        opened(server.address("bare", "maker"))


# --- whose patient it is --------------------------------------------------------------------------


def open_as(attacked: Attacked, login: str) -> Database:
    return opened(attacked.address(login))


def writer(login: str) -> Writer:
    return Writer(login, T, new_uid(T))


def test_who_adds_a_patient_has_her_in_care(attacked: Attacked) -> None:
    with closing(open_as(attacked, TRENT)) as database:
        with database.writing():
            patient = Patient(name="Zoe")
            journal = caseload.add_patient(database, patient, writer(TRENT), "patient add")
        assert [(c.login, c.granted_by, c.revoked_at) for c in clinic.carers(journal)] == [
            (TRENT, TRENT, None)
        ]
        assert clinic.grant(journal, TESS)
        assert not clinic.grant(journal, TESS)
        with closing(open_as(attacked, TESS)) as hers:
            assert "Zoe" in [each.record.name for each in caseload.patients(hers)]
            assert clinic.revoke(journal, TESS)
            assert not clinic.revoke(journal, TESS)
            assert "Zoe" not in [each.record.name for each in caseload.patients(hers)]
        assert [(c.login, c.revoked_by) for c in clinic.carers(journal)] == [
            (TRENT, None),
            (TESS, TRENT),
        ]


def test_an_erased_patient_leaves_no_trace_but_that_somebody_was_erased(
    attacked: Attacked,
) -> None:
    with closing(open_as(attacked, PETRA)) as petra, petra.writing():
        caseload.remember(petra, "language", "de")
    with closing(open_as(attacked, TRENT)) as trent:
        with trent.writing():
            mine = Journal(trent, caseload.patient(trent, HERS), writer(TRENT))
            erasing.erase(mine, "she asked")
        assert [each.author for each in erasing.erasures(trent)] == [TRENT]
        assert list(trent.execute("SELECT count(*) FROM change")) != [(0,)]
    superuser = attacked.server.superuser(attacked.database)
    for table in (*TABLES, "pg_roles"):
        rows = str(superuser.execute(f"SELECT {table}::text FROM {table}").fetchall())
        assert SECRET not in rows, table
        assert PETRA not in rows, table
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(attacked.address(PETRA))
