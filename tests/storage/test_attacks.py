"""What somebody may try with psql and a login of her own, and that it comes to nothing."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import psycopg
import pytest
from attacked import (
    ADA,
    HERS,
    MALLORY,
    MINE,
    NOBODYS,
    PETRA,
    SECRET,
    TESS,
    TRENT,
    Attacked,
    Session,
    all_that_is_told,
    begin_change,
    insert,
    row_of,
)
from psycopg import errors
from sample_rows import ROWS, uid
from server import SUPERUSER, Server

from rehabtrack.storage import schema

pytestmark = pytest.mark.server
CLINICAL = sorted(table for table in ROWS if table != "setting")
FILLED = [table for table in CLINICAL if table != "erasure"]
VIEWS = [f"{kind}_readable" for kind in schema.KINDS]
#: Whom Petra's journal is none of the business of.
STRANGERS = [MALLORY, TESS, ADA]
VERIFIER = "SCRAM-SHA-256$4096:c2FsdHNhbHRzYWx0c2FsdA==$c3RvcmVkLWtleQ==:c2VydmVyLWtleQ=="


@pytest.fixture(scope="module")
def logged_before(server: Server) -> int:
    """How much the server's log held when these tests began: other tests make logins too."""
    return len(server.log)


@pytest.fixture(scope="module")
def attacked(server: Server, logged_before: int) -> Attacked:
    return Attacked(server, "attacked")


@pytest.fixture
def mallory(attacked: Attacked) -> Iterator[Session]:
    with attacked.session(MALLORY) as session:
        yield session


@pytest.fixture
def trent(attacked: Attacked) -> Iterator[Session]:
    with attacked.session(TRENT) as session:
        yield session


def count(session: Session, source: str) -> int:
    (found,) = session.execute(f"SELECT count(*) FROM {source}").fetchone() or (0,)
    return int(found)


def refused(session: Session, statement: str, *parameters: object) -> psycopg.Error:
    """How the server refuses a statement, telling nothing secret."""
    with pytest.raises(psycopg.Error) as caught, session.transaction():
        session.execute(statement, parameters or None)
    assert SECRET not in all_that_is_told(caught.value)
    return caught.value


def forbidden(session: Session, statement: str, *parameters: object) -> str:
    """The words by which the server says that she may not."""
    error = refused(session, statement, *parameters)
    assert isinstance(error, errors.InsufficientPrivilege), error
    return str(error)


# --- reading --------------------------------------------------------------------------------------


def test_what_is_attacked_is_there(attacked: Attacked) -> None:
    with attacked.session(PETRA) as petra:
        for table in FILLED:
            assert count(petra, table) == 1
        assert SECRET in str(petra.execute("SELECT note FROM pain").fetchall())


@pytest.mark.parametrize("login", STRANGERS)
def test_a_stranger_sees_no_row_of_any_table(attacked: Attacked, login: str) -> None:
    with attacked.session(login) as session:
        for table in CLINICAL:
            assert count(session, f"{table} WHERE patient_id = {HERS}") == 0
            assert count(session, f"{table} WHERE patient_id <> {MINE}") == 0


@pytest.mark.parametrize("login", STRANGERS)
def test_a_stranger_sees_nothing_through_a_view(attacked: Attacked, login: str) -> None:
    with attacked.session(login) as session:
        for view in VIEWS:
            assert SECRET not in str(session.execute(f"SELECT * FROM {view}").fetchall())
            assert count(session, view) == (0 if login == ADA else 1)


def test_a_copy_of_a_table_holds_only_her_own(mallory: Session) -> None:
    for table in FILLED:
        with mallory.cursor().copy(f"COPY {table} TO STDOUT") as copy:
            rows = b"".join(bytes(each) for each in copy)
        assert SECRET.encode() not in rows
        assert rows.count(b"\n") == 1


@pytest.mark.parametrize("program", ["TO '/tmp/stolen'", "TO PROGRAM 'cat'", "FROM '/etc/passwd'"])
def test_nothing_is_copied_into_or_from_a_file_of_the_server(
    mallory: Session, program: str
) -> None:
    forbidden(mallory, f"COPY pain {program}")


def test_without_row_security_nothing_is_read_at_all(mallory: Session) -> None:
    mallory.execute("SET row_security = off")
    for table in (*CLINICAL, "person", "care", "setting"):
        assert "row-level security" in forbidden(mallory, f"SELECT FROM {table}")


def test_a_condition_is_never_tried_on_the_rows_of_another(mallory: Session) -> None:
    """Each would be an error on one of Petra's rows, which would tell of it."""
    for condition in (
        f"1 / (patient_id - {HERS}) IS NOT NULL",
        "CASE WHEN note LIKE 'morphine%' THEN note::integer END IS NULL",
        "(note ~ 'morphine') AND note::json IS NULL",
    ):
        mallory.execute(f"SELECT count(*) FROM pain WHERE {condition} OR true AND {condition}")


def test_the_planners_statistics_of_a_clinical_table_are_not_shown(
    attacked: Attacked, mallory: Session
) -> None:
    attacked.server.superuser("attacked").execute("ANALYZE")
    assert (
        count(mallory, "pg_stats WHERE schemaname = 'public' AND tablename <> 'alembic_version'")
        == 0
    )
    forbidden(mallory, "SELECT FROM pg_statistic")


def test_no_plan_tells_what_stands_in_the_row_of_another(
    attacked: Attacked, mallory: Session
) -> None:
    """Neither how often a guess was right is in it, nor how likely the planner thinks it."""
    attacked.server.superuser("attacked").execute("ANALYZE")
    texts = mallory.execute(
        "SELECT attrelid::regclass::text, quote_ident(attname) FROM pg_attribute"
        " WHERE attrelid = ANY(%s::regclass[]) AND atttypid = 'text'::regtype",
        (FILLED,),
    ).fetchall()
    assert len(texts) > 100
    for seqscan in ("on", "off"):
        mallory.execute(f"SET enable_seqscan = {seqscan}")
        for table, column in texts:
            right, wrong = (
                plan(
                    mallory, f"SELECT FROM {table} WHERE {column} BETWEEN '{guess}' AND '{guess}~'"
                )
                for guess in (SECRET, "nobody")
            )
            assert right.replace(SECRET, "nobody") == wrong


def test_no_plan_goes_by_the_index_of_names(attacked: Attacked, mallory: Session) -> None:
    superuser = attacked.server.superuser("attacked")
    superuser.execute("ANALYZE patient")
    found = superuser.execute("SELECT name FROM patient WHERE patient_id = %s", (HERS,)).fetchone()
    assert found is not None
    mallory.execute("SET enable_seqscan = off")
    hers, nobodys = (
        plan(
            mallory,
            f"SELECT FROM patient WHERE hashtext(name)::numeric = hashtext('{guess}')::numeric",
        )
        for guess in (found[0], "nobody")
    )
    number = r"'-?\d+'::numeric"
    assert re.sub(number, "", hers) == re.sub(number, "", nobodys)
    assert "ix_patient_called" not in hers


def plan(session: Session, statement: str) -> str:
    """How the server runs a statement, and all that it counts of it but the time."""
    explain = "EXPLAIN (ANALYZE, BUFFERS OFF, TIMING OFF, SUMMARY OFF)"
    return "\n".join(line for (line,) in session.execute(f"{explain} {statement}"))


def test_what_another_session_does_is_not_shown(attacked: Attacked, mallory: Session) -> None:
    with attacked.session(PETRA) as petra:
        petra.execute(f"SELECT '{SECRET}'")
        shown = mallory.execute("SELECT * FROM pg_stat_activity").fetchall()
    assert SECRET not in str(shown)
    forbidden(mallory, "SELECT FROM pg_locks")


# --- writing --------------------------------------------------------------------------------------


def changeable(session: Session, table: str) -> list[str]:
    """The columns that she may change at all."""
    rows = session.execute(
        "SELECT column_name FROM information_schema.column_privileges"
        " WHERE table_name = %s AND privilege_type = 'UPDATE' AND grantee = 'rehabtrack_person'",
        (table,),
    )
    return [name for (name,) in rows]


@pytest.mark.parametrize("login", STRANGERS)
def test_a_change_of_anothers_rows_changes_none(attacked: Attacked, login: str) -> None:
    with attacked.session(login) as session:
        for table in FILLED:
            for column in changeable(session, table):
                done = session.execute(
                    f'UPDATE {table} SET "{column}" = "{column}" WHERE patient_id = {HERS}'
                )
                assert done.rowcount == 0


@pytest.mark.parametrize("table", FILLED)
def test_nothing_is_put_into_anothers_journal(mallory: Session, table: str) -> None:
    with pytest.raises(psycopg.Error) as caught:
        insert(
            mallory,
            table,
            row_of(table, HERS, id=uid(5)) if "id" in ROWS[table] else row_of(table, HERS),
        )
    assert isinstance(caught.value, errors.InsufficientPrivilege) or "no gaps" in str(caught.value)
    assert SECRET not in all_that_is_told(caught.value)


@pytest.mark.parametrize("table", ["pain", "note", "massage", "patient", "warning", "answer"])
def test_a_row_is_not_moved_into_anothers_journal(mallory: Session, table: str) -> None:
    assert "permission denied" in forbidden(mallory, f"UPDATE {table} SET patient_id = {HERS}")


@pytest.mark.parametrize("table", [*CLINICAL, "setting", "person", "care"])
def test_nothing_is_deleted(trent: Session, table: str) -> None:
    assert "permission denied" in forbidden(trent, f"DELETE FROM {table}")
    assert "permission denied" in forbidden(trent, f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("table", ["person", "care", "alembic_version"])
def test_who_sees_whom_is_not_written_by_hand(trent: Session, table: str) -> None:
    assert "permission denied" in forbidden(trent, f"INSERT INTO {table} SELECT * FROM {table}")
    (column,) = trent.execute(f"SELECT * FROM {table} LIMIT 0").description[:1]  # type: ignore[index]
    assert "permission denied" in forbidden(trent, f"UPDATE {table} SET {column.name} = NULL")


def test_a_pretended_delete_and_insert_go_nowhere(mallory: Session) -> None:
    """What would replace a row needs to see it."""
    begin_change(mallory, MINE, MALLORY)
    row = row_of("pain", HERS)
    names = ", ".join(f'"{name}"' for name in row)
    values = ", ".join(["%s"] * len(row))
    forbidden(
        mallory,
        f"INSERT INTO pain ({names}) VALUES ({values})"
        " ON CONFLICT (patient_id, id) DO UPDATE SET note = excluded.note",
        *row.values(),
    )


def test_rows_do_not_come_by_the_copy_of_a_table(mallory: Session) -> None:
    error = refused(mallory, "COPY pain FROM STDIN")
    assert "COPY FROM not supported with row-level security" in str(error)


# --- the record of changes ------------------------------------------------------------------------


@pytest.mark.parametrize("column", [c.name for c in schema.change.c if not c.nullable])
def test_what_a_change_says_is_not_changed(trent: Session, column: str) -> None:
    assert "permission denied" in forbidden(trent, f"UPDATE change SET {column} = {column}")


def test_a_change_is_not_sealed_anew(trent: Session) -> None:
    no = begin_change(trent, HERS, TRENT)
    seal = f"UPDATE change SET digest = %s WHERE patient_id = {HERS} AND no = {no}"
    trent.execute(seal, (bytes(32),))
    assert "a change is sealed once" in str(refused(trent, seal, bytes(range(32))))


@pytest.mark.parametrize("author", [PETRA, "somebody", "Trent", "erased", SUPERUSER])
def test_nobody_writes_in_anothers_name(trent: Session, author: str) -> None:
    with pytest.raises(errors.InsufficientPrivilege):
        begin_change(trent, HERS, author)


def test_a_change_is_numbered_without_a_gap_whatever_stands_in_the_way(trent: Session) -> None:
    for path in ("pg_temp, public", "pg_catalog", "public, pg_catalog"):
        trent.execute(f"SET search_path = {path}")
        row = ROWS["change"] | {"patient_id": HERS, "no": 7, "id": uid(4), "author": TRENT}
        with pytest.raises(errors.IntegrityError, match="without gaps"), trent.transaction():
            trent.execute(
                "INSERT INTO public.change VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                [*row.values()][:8],
            )


def test_a_record_is_not_changed_but_under_a_change_of_ones_own(trent: Session) -> None:
    low = "UPDATE pain SET value = 0"
    assert "violates row-level security" in forbidden(trent, low)
    no = begin_change(trent, HERS, TRENT)
    trent.execute(low)
    trent.execute("UPDATE change SET digest = %s WHERE no = %s", (bytes(32), no))
    assert "violates row-level security" in forbidden(trent, low)
    row = row_of("pain", HERS, id=uid(5), no=2, change=no)
    with pytest.raises(errors.InsufficientPrivilege), trent.transaction():
        insert(trent, "pain", row)


def test_history_is_brought_only_with_a_journal_that_is_new(trent: Session) -> None:
    (number,) = trent.execute("SELECT next_patient()").fetchone() or (0,)
    begin_change(trent, number, "Dr. Long Ago")
    insert(trent, "patient", row_of("patient", MINE, patient_id=number, id=uid(8)))
    trent.commit()
    with pytest.raises(errors.InsufficientPrivilege):
        begin_change(trent, number, "Dr. Long Ago", id=uid(9))


def test_a_journal_does_not_become_new_again_by_giving_it_away(
    attacked: Attacked, trent: Session
) -> None:
    trent.execute("SELECT grant_care(%s, %s)", (HERS, TESS))
    trent.execute("SELECT revoke_care(%s, %s)", (HERS, TESS))
    with pytest.raises(errors.InsufficientPrivilege), trent.transaction():
        begin_change(trent, HERS, "Dr. Long Ago")
    trent.execute("SELECT revoke_care(%s, %s)", (HERS, TRENT))
    with pytest.raises(psycopg.Error):
        begin_change(trent, HERS, "Dr. Long Ago")


# --- getting more rights --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE pain DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE pain NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE pain DISABLE TRIGGER ALL",
        "ALTER TABLE pain OWNER TO mallory",
        "DROP POLICY seen ON pain",
        "CREATE POLICY mine ON pain USING (true)",
        "ALTER POLICY seen ON pain USING (true)",
        "DROP TABLE pain CASCADE",
        "CREATE TRIGGER spy AFTER INSERT ON pain EXECUTE FUNCTION refuse()",
        "CREATE RULE spy AS ON INSERT TO pain DO NOTHING",
        "CREATE INDEX spy ON pain (note)",
        "ALTER FUNCTION hold(integer) OWNER TO mallory",
        "DROP FUNCTION hold(integer)",
        "GRANT rehabtrack_owner TO mallory",
        "GRANT trent TO mallory",
        "GRANT pg_read_all_data TO mallory",
        "SET ROLE rehabtrack_owner",
        "SET ROLE trent",
        f"SET ROLE {SUPERUSER}",
        "SET SESSION AUTHORIZATION trent",
        f"SET SESSION AUTHORIZATION {SUPERUSER}",
        "SET session_replication_role = replica",
        "ALTER ROLE mallory BYPASSRLS",
        "ALTER ROLE mallory SUPERUSER",
        "ALTER ROLE mallory CREATEROLE",
        "ALTER ROLE trent PASSWORD 'stolen'",
        "ALTER ROLE trent RENAME TO mallory2",
        "CREATE ROLE eve LOGIN",
        "ALTER DATABASE attacked SET row_security = off",
        "ALTER DATABASE attacked OWNER TO mallory",
        "CREATE EXTENSION dblink",
        "CREATE SCHEMA hers",
        "CREATE TABLE public.spy (text text)",
        "CREATE TEMP TABLE change (patient_id integer, no integer)",
        "CREATE TEMP VIEW care AS SELECT 1 AS patient_id",
        "CREATE FUNCTION public.spy(text) RETURNS text LANGUAGE sql AS 'SELECT $1'",
        "CREATE FUNCTION pg_temp.spy(text) RETURNS text LANGUAGE sql COST 0.01 AS 'SELECT $1'",
        "CREATE OPERATOR public.= (LEFTARG = integer, RIGHTARG = integer, FUNCTION = int4eq)",
        "CREATE PUBLICATION leak FOR TABLE pain",
        "SELECT make_login('eve', 'doctor', 'x')",
        "SELECT my_role()",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT FROM pg_authid",
        "SELECT lo_import('/etc/passwd')",
        "CHECKPOINT",
    ],
)
def test_no_right_is_to_be_had(mallory: Session, statement: str) -> None:
    forbidden(mallory, statement)


def test_no_right_is_passed_on(attacked: Attacked, mallory: Session) -> None:
    mallory.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO PUBLIC")
    assert "permission denied" in forbidden(mallory, "DELETE FROM pain")


def test_nobody_takes_away_what_all_persons_may(attacked: Attacked, mallory: Session) -> None:
    """As a member of theirs she may act for the role that all of them have."""
    mallory.execute("DROP OWNED BY rehabtrack_person")
    assert count(mallory, "pain") == 1
    begin_change(mallory, MINE, MALLORY)


def test_nobody_ends_the_session_of_another(attacked: Attacked, mallory: Session) -> None:
    with attacked.session(TRENT) as trent:
        forbidden(mallory, "SELECT pg_terminate_backend(%s)", trent.info.backend_pid)
        forbidden(mallory, "SELECT pg_cancel_backend(%s)", trent.info.backend_pid)


def test_no_name_of_ones_own_is_changed(mallory: Session) -> None:
    """Rows are hers by her name: who took another's would take them."""
    told = refused(mallory, "ALTER ROLE mallory RENAME TO petra2")
    assert isinstance(told, errors.FeatureNotSupported)


@pytest.mark.parametrize("mode", ["SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE"])
@pytest.mark.parametrize("table", [*CLINICAL, "setting", "person", "care"])
def test_no_table_is_locked_against_others(trent: Session, table: str, mode: str) -> None:
    forbidden(trent, f"LOCK TABLE {table} IN {mode} MODE")


def test_no_lock_of_anothers_journal_is_to_be_had(mallory: Session) -> None:
    functions = mallory.execute(
        "SELECT oid::regprocedure::text, pronargs FROM pg_proc"
        " WHERE proname ~ '^pg_(try_)?advisory_'"
    ).fetchall()
    assert len(functions) > 10
    for function, arguments in functions:
        if arguments:
            call = re.sub(r"\(.*", f"({', '.join(['1'] * arguments)})", function)
            casts = "bigint" if "bigint" in function else "integer"
            forbidden(mallory, f"SELECT {call.replace('1', f'1::{casts}')}")


def test_nobody_holds_up_who_adds_a_patient(attacked: Attacked, mallory: Session) -> None:
    begun = mallory.execute("SELECT next_patient()").fetchone()
    with attacked.session(TESS) as tess:
        tess.execute("SET lock_timeout = '5s'")
        assert tess.execute("SELECT next_patient()").fetchone() != begun


def test_a_server_has_no_door_for_the_owner_or_a_stranger(attacked: Attacked) -> None:
    superuser = attacked.server.superuser()
    superuser.execute("CREATE ROLE eve LOGIN PASSWORD 'of eve'")
    attacked.server.remember("eve", "of eve")
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(attacked.address("eve"))
    superuser.execute("ALTER ROLE rehabtrack_owner PASSWORD 'of the owner'")
    attacked.server.remember("rehabtrack_owner", "of the owner")
    with pytest.raises(psycopg.OperationalError, match="not permitted to log in"):
        psycopg.connect(attacked.address("rehabtrack_owner"))


# --- finding out ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        "hold({})",
        "grant_care({}, 'mallory')",
        "grant_care({}, 'nobody')",
        "revoke_care({}, 'trent')",
        "revoke_care({}, 'nobody')",
        "erase_patient({}, ARRAY['trent'])",
    ],
)
@pytest.mark.parametrize("login", STRANGERS)
def test_anothers_journal_is_refused_like_one_that_does_not_exist(
    attacked: Attacked, login: str, call: str
) -> None:
    with attacked.session(login) as session:
        theirs, nobodys = (
            all_that_is_told(refused(session, f"SELECT {call.format(number)}"))
            for number in (HERS, NOBODYS)
        )
    assert theirs.replace(f"({HERS}", f"({NOBODYS}") == nobodys
    assert "There is no such patient." in theirs


def test_what_was_erased_is_known_by_its_whole_id_alone(attacked: Attacked) -> None:
    with attacked.superuser() as superuser:
        superuser.execute("SET LOCAL session_replication_role = replica")
        insert(superuser, "erasure", row_of("erasure", HERS))
        superuser.execute("SET SESSION AUTHORIZATION mallory")
        for uid_, known in ((row_of("erasure", HERS)["id"], True), (uid(5), False), (b"", False)):
            assert superuser.execute("SELECT knows_erased(%s)", (uid_,)).fetchone() == (known,)
        assert count(superuser, "erasure") == 0


def test_who_treats_another_is_not_told(mallory: Session) -> None:
    assert mallory.execute("SELECT * FROM carers(%s)", (HERS,)).fetchall() == []
    assert {login for (login,) in mallory.execute("SELECT login FROM care")} == {MALLORY}
    assert {login for (login,) in mallory.execute("SELECT login FROM person")} == {MALLORY}
    assert {login for (login,) in mallory.execute("SELECT login FROM people()")} == {MALLORY}


def test_a_number_or_an_id_that_exists_is_refused_like_another(mallory: Session) -> None:
    begin_change(mallory, MINE, MALLORY)
    told = set()
    for row in (
        row_of("pain", HERS),
        row_of("pain", HERS, id=uid(5), no=99),
        row_of("pain", HERS, change=99),
        row_of("pain", HERS, patient_id=NOBODYS),
    ):
        with pytest.raises(errors.InsufficientPrivilege) as caught, mallory.transaction():
            insert(mallory, "pain", row)
        told.add(all_that_is_told(caught.value))
    assert len(told) == 1


def test_two_patients_of_a_clinic_may_have_one_name(attacked: Attacked) -> None:
    with attacked.session(TESS) as tess:
        no = begin_change(tess, MINE, TESS)
        (name,) = attacked.server.superuser("attacked").execute(
            f"SELECT name FROM patient WHERE patient_id = {HERS}"
        ).fetchone() or ("",)
        tess.execute("UPDATE patient SET name = %s, version = 2, change = %s", (name, no))


def test_two_people_may_have_one_setting(attacked: Attacked) -> None:
    with attacked.session(TESS) as tess, attacked.session(TRENT) as trent:
        for session, value in ((tess, "hers"), (trent, "his")):
            insert(session, "setting", ROWS["setting"] | {"name": "patient", "value": value})
        tess.commit()
        assert trent.execute("SELECT value FROM setting").fetchall() == [("his",)]
        trent.execute("SELECT forget('patient', 'hers')")
        trent.execute("UPDATE setting SET value = 'mine'")
        trent.commit()
        assert tess.execute("SELECT value, login FROM setting").fetchall() == [("hers", TESS)]
        trent.execute("SELECT forget('patient', 'mine')")
        assert count(trent, "setting") == 0
        forbidden(trent, "UPDATE setting SET login = 'tess'")
        forbidden(trent, "INSERT INTO setting VALUES ('a', 'b', 'c', 'tess')")


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"value": 99}, errors.CheckViolation),
        ({"session": 99}, errors.ForeignKeyViolation),
        ({"no": 1}, errors.UniqueViolation),
        ({"site": None}, errors.NotNullViolation),
    ],
)
def test_a_refusal_does_not_repeat_the_text_of_a_row(
    trent: Session, changed: dict[str, object], refusal: type[psycopg.Error]
) -> None:
    no = begin_change(trent, HERS, TRENT)
    row = row_of("pain", HERS, id=uid(5), no=2, change=no) | changed
    with pytest.raises(refusal) as caught, trent.transaction():
        insert(trent, "pain", row)
    trent.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert SECRET not in all_that_is_told(caught.value)
    assert caught.value.diag.message_detail is None or "Key" in caught.value.diag.message_detail


# --- admitting ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("login", "role"),
    [(MALLORY, "patient"), (MALLORY, "doctor"), (TRENT, "doctor"), (TRENT, "administrator")],
)
def test_who_is_no_administrator_admits_nobody_but_a_therapist_her_patient(
    attacked: Attacked, login: str, role: str
) -> None:
    with attacked.session(login) as session:
        told = refused(session, "SELECT admit('eve2', %s, %s)", role, VERIFIER)
        assert "Only an administrator" in str(told)


@pytest.mark.parametrize(
    ("login", "told"),
    [
        *((taken, "has a login of that name") for taken in ("trent", "rehabtrack_owner", "ada")),
        *((name, "no name of a login") for name in ("", "Eve", "e ve", 'e"; DROP TABLE pain; --')),
        *((name, "no name of a login") for name in ("é", "-eve", "1", "e\n", "e" * 64, "e'")),
        ("pg_eve", "no name of a login"),
    ],
)
def test_a_login_has_a_name_of_its_own_that_is_plain(
    attacked: Attacked, login: str, told: str
) -> None:
    with attacked.session(ADA) as ada:
        assert told in str(refused(ada, "SELECT admit(%s, 'doctor', %s)", login, VERIFIER))


def test_who_treats_somebody_invites_her(trent: Session) -> None:
    trent.execute("SELECT admit('eve5', 'patient', %s)", (VERIFIER,))
    assert trent.execute("SELECT grant_care(%s, 'eve5')", (HERS,)).fetchone() == (True,)
    assert trent.execute("SELECT grant_care(%s, 'eve5')", (HERS,)).fetchone() == (False,)


@pytest.mark.parametrize("password", ["secret", "", "md5" + "0" * 32, f"{VERIFIER}'; --", None])
def test_the_server_takes_no_password_only_what_verifies_it(
    attacked: Attacked, password: str | None
) -> None:
    with attacked.session(ADA) as ada:
        refused(ada, "SELECT admit('eve3', 'doctor', %s)", password)


def test_who_is_admitted_gets_no_more_than_a_person_has(attacked: Attacked) -> None:
    with attacked.session(ADA) as ada:
        ada.execute("SELECT admit('eve4', 'doctor', %s)", (VERIFIER,))
        found = ada.execute(
            "SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls,"
            " rolreplication FROM pg_roles WHERE rolname = 'eve4'"
        ).fetchone()
        assert found == (True, *[False] * 5)
        member = "SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'eve4'::regrole"
        assert ada.execute(member).fetchall() == [("rehabtrack_person",)]


@pytest.mark.parametrize("login", [MALLORY, TRENT])
@pytest.mark.parametrize("whom", [MALLORY, TRENT, ADA])
def test_only_an_administrator_changes_a_login(attacked: Attacked, login: str, whom: str) -> None:
    with attacked.session(login) as session:
        told = refused(session, "SELECT change_login(%s, 'administrator', %s)", whom, VERIFIER)
        assert "Only an administrator" in str(told)


def test_an_administrator_changes_no_login_but_a_persons(attacked: Attacked) -> None:
    with attacked.session(ADA) as ada:
        for login in (SUPERUSER, "rehabtrack_owner", "eve", "nobody"):
            told = refused(ada, "SELECT change_login(%s, NULL, %s)", login, VERIFIER)
            assert "There is no such login in this clinic." in str(told)
        ada.execute("SELECT change_login('tess', NULL, %s)", (VERIFIER,))
    assert "ada gave tess a new password." in attacked.server.log
    with attacked.superuser() as superuser:
        superuser.execute("INSERT INTO person VALUES (session_user, 'administrator', 0, 'x')")
        told = refused(superuser, "SELECT change_login(session_user, NULL, %s)", VERIFIER)
        assert "may do more on the server" in str(told)


def test_no_password_and_no_verifier_stands_in_the_log(
    attacked: Attacked, logged_before: int
) -> None:
    logged = attacked.server.log[logged_before:]
    assert "SCRAM-SHA-256" not in logged
    assert "of trent" not in logged


# --- when care ends -------------------------------------------------------------------------------


def test_whose_care_was_revoked_sees_and_writes_nothing_from_then_on(attacked: Attacked) -> None:
    with attacked.session(TRENT) as trent, attacked.session(PETRA) as petra:
        trent.execute("SELECT grant_care(%s, %s)", (HERS, TESS))
        trent.commit()
        with attacked.session(TESS) as tess, attacked.session(TESS) as waiting:
            assert count(tess, f"pain WHERE patient_id = {HERS}") == 1
            waiting.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            assert count(waiting, f"pain WHERE patient_id = {HERS}") == 1
            assert petra.execute("SELECT revoke_care(%s, %s)", (HERS, TESS)).fetchone() == (True,)
            petra.commit()
            for table in FILLED:
                assert count(tess, f"{table} WHERE patient_id = {HERS}") == 0
            with pytest.raises(psycopg.Error), tess.transaction():
                begin_change(tess, HERS, TESS)
            # an older moment may be looked at to its end, but nothing is written or granted in it
            with pytest.raises(errors.InsufficientPrivilege), waiting.transaction():
                begin_change(waiting, HERS, TESS)
            for call in (f"hold({HERS})", f"grant_care({HERS}, 'mallory')"):
                refused(waiting, f"SELECT {call}")


def test_who_waited_while_her_care_was_revoked_grants_nothing(attacked: Attacked) -> None:
    with attacked.session(TRENT) as trent:
        trent.execute("SELECT grant_care(%s, %s)", (HERS, TESS))
        trent.commit()
    superuser = attacked.server.superuser()
    with (
        attacked.session(PETRA) as petra,
        attacked.session(TESS) as tess,
        ThreadPoolExecutor() as aside,
    ):
        assert petra.execute("SELECT revoke_care(%s, %s)", (HERS, TESS)).fetchone() == (True,)
        told = aside.submit(refused, tess, "SELECT grant_care(%s, %s)", HERS, MALLORY)
        waits = "SELECT FROM pg_locks WHERE pid = %s AND locktype = 'advisory' AND NOT granted"
        while not (told.done() or superuser.execute(waits, (tess.info.backend_pid,)).rowcount):
            pass
        petra.commit()
        assert "There is no such patient." in str(told.result())


def test_nobody_is_refused_who_begins_a_journal_as_others_do(attacked: Attacked) -> None:
    begins = "DO $$ BEGIN FOR i IN 1..300 LOOP PERFORM next_patient(); COMMIT; END LOOP; END $$"
    with ExitStack() as begun, ThreadPoolExecutor() as aside:
        sessions = [begun.enter_context(attacked.session(TRENT)) for _ in range(4)]
        for session in sessions:
            session.autocommit = True
        list(aside.map(lambda session: session.execute(begins), sessions))


def test_two_transactions_never_begin_one_journal(attacked: Attacked) -> None:
    """Whoever kept to an older moment would get into the next patient's journal by it."""
    with attacked.session(MALLORY) as waiting, attacked.session(TRENT) as trent:
        waiting.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        waiting.execute("SELECT 1 FROM care")
        trent.execute("SELECT next_patient()")
        trent.commit()
        assert isinstance(refused(waiting, "SELECT next_patient()"), errors.UniqueViolation)


def test_a_patients_own_journal_is_not_taken_from_her_by_another_who_treats_her(
    attacked: Attacked,
) -> None:
    with attacked.session(TRENT) as trent:
        trent.execute("SELECT grant_care(%s, %s)", (HERS, TESS))
        trent.commit()
    with attacked.session(TESS) as tess:
        told = refused(tess, "SELECT revoke_care(%s, %s)", HERS, PETRA)
        assert "for as long as she likes" in str(told)
        assert tess.execute("SELECT revoke_care(%s, %s)", (HERS, TESS)).fetchone() == (True,)
        tess.commit()


def test_the_last_who_sees_a_journal_does_not_leave_it(attacked: Attacked) -> None:
    with attacked.session(TRENT) as trent:
        (number,) = trent.execute("SELECT next_patient()").fetchone() or (0,)
        told = refused(trent, "SELECT revoke_care(%s, %s)", number, TRENT)
        assert "Nobody else would see this journal any more." in str(told)


def test_a_patient_erases_no_journal_of_the_clinic(mallory: Session) -> None:
    told = refused(mallory, "SELECT erase_patient(%s, ARRAY['tess'])", MINE)
    assert "A patient does not erase" in str(told)
