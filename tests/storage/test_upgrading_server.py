"""Carrying a clinic forward: all of it or nothing, once, by whoever made it, and nothing lost."""

import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg
import pytest
from clinic_shapes import new_clinic, owned, rows, said
from server import PATIENCE, Server
from test_upgrading import REVISION

from rehabtrack.domain.errors import StorageError
from rehabtrack.storage import caseload, failures, postgresql_checks, postgresql_connecting
from rehabtrack.storage import database as database_module
from rehabtrack.storage.clinic import schema_text
from rehabtrack.storage.database import Database, open_or_create
from rehabtrack.storage.dividing import divide
from rehabtrack.storage.upgrading_clinic import Carried, carry_forward

pytestmark = pytest.mark.server

PARTS = 3
ADD_A_COLUMN = "ALTER TABLE pain ADD COLUMN place text\nCONSTRAINT ck_place CHECK (place <> '')"
#: Somebody waits in the middle of the migration for as long as a test holds that lock.
WAIT = "SELECT pg_advisory_xact_lock(1, 7)"
FAIL = "SELECT * FROM nowhere"
HELD = (
    "Error: Another command holds what this one needs in ADDRESS for too long. "
    "Nothing was stored; try again."
)
#: What a later program makes of a new clinic, as far as it tells of names.
MADE = "\n\tCONSTRAINT ck_place CHECK (place <> '')\n"
STRETCH = """CREATE TABLE stretch (patient_id integer, no integer,
	CONSTRAINT pk_stretch PRIMARY KEY (patient_id, no));
ALTER TABLE stretch ENABLE ROW LEVEL SECURITY;
ALTER TABLE stretch FORCE ROW LEVEL SECURITY;
CREATE POLICY everything ON stretch TO rehabtrack_owner
	USING (true);
"""
#: The later program, as another process runs it.
LATER = """if True:
    import sys
    from rehabtrack.storage import database, postgresql_checks, upgrading
    folder, made, *sys.argv[1:] = sys.argv[1:]
    text = postgresql_checks.schema_text() + made
    database.SCHEMA_VERSION = 2
    postgresql_checks.schema_text = lambda: text
    upgrading.migrations_folder = lambda: folder
    from rehabtrack.__main__ import run
    run()
"""


def no_question() -> None:
    """Nobody is asked."""


class Older:
    """A clinic of today's schema, to be carried forward by a later program."""

    def __init__(self, server: Server, name: str) -> None:
        self.server = server
        self.name = name
        self.address = server.address(name)
        self.ruth = server.address(name, "ruth")

    def superuser(self) -> "psycopg.Connection[Any]":
        """A superuser's own connection."""
        return psycopg.connect(self.address, autocommit=True)

    def state(self) -> tuple[object, ...]:
        """All that lies there: rows, the number of the schema, its pieces, who is its owner."""
        held = rows(self.server, self.name)
        with self.superuser() as superuser:
            pieces = superuser.execute(
                "SELECT relname, relkind, relacl::text, relowner FROM pg_class"
                " WHERE relnamespace = 'public'::regnamespace UNION ALL"
                " SELECT conname, contype, pg_get_constraintdef(oid), 0 FROM pg_constraint"
                " UNION ALL SELECT nspname, 'n', nspacl::text, nspowner FROM pg_namespace"
                " WHERE nspname !~ '^pg_' ORDER BY 1, 2, 3"
            ).fetchall()
            members = superuser.execute("SELECT * FROM pg_auth_members ORDER BY 1, 2").fetchall()
        return held, pieces, members

    @property
    def number(self) -> str:
        """The number of its schema."""
        with self.superuser() as superuser:
            ((found,),) = superuser.execute("SELECT version_num FROM alembic_version")
        return str(found)


@pytest.fixture(scope="module")
def shapes(server: Server) -> dict[str, str]:
    """Clinics to copy, whole and divided: Ruth and Gwen, each with a patient of her own."""
    new_clinic(server, "older")
    server.new_database("older_divided", like="older")
    divide(server.address("older_divided"), PARTS)
    return {"whole": "older", "divided": "older_divided"}


def copied(server: Server, name: str) -> Older:
    copy = f"older-{secrets.token_hex(4)}"
    server.new_database(copy, like=name)
    return Older(server, copy)


@pytest.fixture
def whole(server: Server, shapes: dict[str, str]) -> Older:
    """A clinic whose tables are whole."""
    return copied(server, shapes["whole"])


@pytest.fixture(params=["whole", "divided"])
def older(request: pytest.FixtureRequest, server: Server, shapes: dict[str, str]) -> Older:
    """Both."""
    return copied(server, shapes[request.param])


@pytest.fixture
def then(migrations: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """What the later program's migration does, and what its new clinics have."""

    def written(*statements: str, made: str = MADE) -> None:
        text = schema_text() + made
        monkeypatch.setattr(postgresql_checks, "schema_text", lambda: text)
        write(migrations, 2, *statements)

    return written


def write(migrations: Path, number: int, *statements: str) -> None:
    text = REVISION.format(statements=statements)
    text = text.replace("0002", f"{number:04}").replace("0001", f"{number - 1:04}")
    (migrations / "versions" / f"{number:04}_next.py").write_text(text)


@pytest.fixture
def later(whole: Older, migrations: Path) -> Iterator[Callable[[], "subprocess.Popen[str]"]]:
    """Begins the later program's `db upgrade`."""
    runs = []

    def begun() -> "subprocess.Popen[str]":
        words = [sys.executable, "-c", LATER, str(migrations), MADE]
        run = subprocess.Popen(
            [*words, "--db", whole.address, "db", "upgrade", "--yes"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        runs.append(run)
        return run

    yield begun
    for run in runs:
        run.kill()
        run.communicate()


def told(run: "subprocess.Popen[str]") -> tuple[int, str, str]:
    out, err = run.communicate(timeout=PATIENCE)
    return run.returncode, out, err


def waiting(superuser: "psycopg.Connection[Any]", count: int, kind: str) -> list[int]:
    """The processes of the server that wait for a lock, once there are so many."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        found = superuser.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock' AND wait_event = %s",
            (kind,),
        ).fetchall()
        if len(found) >= count:
            return [pid for (pid,) in found]
        sleep(0.02)
    raise AssertionError(f"nobody waits for {kind}")


@contextmanager
def held_up(older: Older) -> Iterator["psycopg.Connection[Any]"]:
    """A time in which a migration does not come past WAIT; the superuser who sees to that."""
    with older.superuser() as superuser:
        superuser.execute("SELECT pg_advisory_lock(1, 7)")
        yield superuser


def test_every_row_is_there_afterwards_as_it_was(
    older: Older, then: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(older.server, older.name)
    looks = ("log", "review", "show p1", "db check")
    with monkeypatch.context() as today:
        today.setattr(database_module, "SCHEMA_VERSION", 1)
        shown = [said(older.ruth, line) for line in looks]
    then(ADD_A_COLUMN)
    assert said(older.ruth, "log")[0] == 1
    assert carry_forward(older.address, no_question) == Carried(1, 2)
    assert older.number == "0002"
    kept = [row.replace("version (0001)", "version (0002)") for row in before]
    kept = [row[:-1] + ",)" if row.startswith("pain (") else row for row in kept]
    assert rows(older.server, older.name) == kept
    assert [said(older.ruth, line) for line in looks] == shown
    assert said(older.ruth, "pain 3")[0] == 0


def test_what_is_done_is_not_done_again(whole: Older, then: Callable[..., None]) -> None:
    then(ADD_A_COLUMN)
    carry_forward(whole.address, no_question)
    before = whole.state()
    assert carry_forward(whole.address, pytest.fail) is None
    assert said(whole.address, "db upgrade") == (0, "The clinic is up to date.\n", "")
    assert whole.state() == before


def test_a_migration_that_fails_leaves_all_as_it_was(
    older: Older, then: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = older.state()
    then(ADD_A_COLUMN, "UPDATE setting SET value = 'x'", FAIL)
    with pytest.raises(failures.UpgradeFailed) as refusal:
        carry_forward(older.address, no_question)
    assert str(refusal.value) == (
        f"The clinic {older.address} could not be carried forward to this version. It is as it was,"
        " and the program that it was made for goes on with it. Please report this."
    )
    assert older.state() == before
    monkeypatch.undo()
    monkeypatch.setenv("PGPASSFILE", str(older.server.passwords))
    assert said(older.ruth, "pain 3")[0] == 0


def test_of_two_migrations_the_first_is_not_there_either_if_the_second_fails(
    whole: Older,
    then: Callable[..., None],
    migrations: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = whole.state()
    then(ADD_A_COLUMN)
    write(migrations, 3, FAIL)
    monkeypatch.setattr(database_module, "SCHEMA_VERSION", 3)
    with pytest.raises(failures.UpgradeFailed):
        carry_forward(whole.address, no_question)
    assert whole.state() == before
    write(migrations, 3, "CREATE INDEX ix_place ON pain (patient_id, place)")
    then(ADD_A_COLUMN, made=f"{MADE}CREATE INDEX ix_place")
    assert carry_forward(whole.address, no_question) == Carried(1, 3)
    assert whole.number == "0003"


def test_what_is_not_this_programs_schema_is_not_kept(
    older: Older, then: Callable[..., None]
) -> None:
    before = older.state()
    then(ADD_A_COLUMN, "CREATE INDEX ix_mine ON pain (patient_id, place)")
    with pytest.raises(failures.UpgradeFailed, match="The index ix_mine is not part of the schema"):
        carry_forward(older.address, no_question)
    assert older.state() == before


def test_a_new_table_of_a_divided_clinic_is_divided(
    server: Server, shapes: dict[str, str], then: Callable[..., None], migrations: Path
) -> None:
    divided = copied(server, shapes["divided"])
    before = rows(server, divided.name)
    again = (migrations / "partitioned" / "versions").glob("0001_*.py")
    text = next(again).read_text().replace('"0001"', '"0002"')
    text = text.replace("down_revision = None", 'down_revision = "0001"')
    (migrations / "partitioned" / "versions" / "0002_again.py").write_text(text)
    then(*STRETCH.split(";\n")[:-1], made=STRETCH)
    carry_forward(divided.address, no_question)
    with divided.superuser() as superuser:
        ((parts,),) = superuser.execute(
            "SELECT count(*) FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid"
            " WHERE inhparent = 'stretch'::regclass AND relowner = 'rehabtrack_owner'::regrole"
        )
    assert parts == PARTS
    kept = [row for row in before if not row.startswith("alembic")]
    assert [row for row in rows(server, divided.name) if not row.startswith("alembic")] == kept


def test_upgrades_at_once_happen_once(
    whole: Older, then: Callable[..., None], later: Callable[[], "subprocess.Popen[str]"]
) -> None:
    then(ADD_A_COLUMN)
    with whole.superuser() as superuser, psycopg.connect(whole.address) as holding:
        holding.execute("LOCK TABLE alembic_version IN ACCESS SHARE MODE")
        runs = [later() for _ in range(2)]
        waiting(superuser, 2, "relation")
    assert sorted(map(told, runs)) == [
        (0, "Carried forward from schema 1 to 2.\n", ""),
        (0, "The clinic is up to date.\n", ""),
    ]
    assert whole.number == "0002"


def test_what_another_did_while_a_person_was_asked_is_not_done_again(
    whole: Older, then: Callable[..., None]
) -> None:
    then(ADD_A_COLUMN)
    other: list[Carried | None] = []
    assert (
        carry_forward(
            whole.address, lambda: other.append(carry_forward(whole.address, no_question))
        )
        is None
    )
    assert other == [Carried(1, 2)]


def test_who_comes_meanwhile_waits_or_is_told(
    whole: Older,
    then: Callable[..., None],
    later: Callable[[], "subprocess.Popen[str]"],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    then(ADD_A_COLUMN, WAIT)
    in_a_hurry = postgresql_connecting._SESSION.replace("'15s'", "'50ms'")
    monkeypatch.setattr(postgresql_connecting, "_SESSION", in_a_hurry)
    with held_up(whole) as superuser:
        run = later()
        waiting(superuser, 1, "advisory")
        for line in ("log", "pain 3", "db upgrade --yes"):
            address = whole.address if "upgrade" in line else whole.ruth
            code, out, err = said(address, line)
            assert (code, out, " ".join(err.split())) == (1, "", HELD)
        superuser.execute("SELECT pg_advisory_unlock_all()")
        assert told(run)[0] == 0
    assert said(whole.ruth, "log")[0] == 0


@contextmanager
def opened_before(older: Older) -> Iterator[Database]:
    """A session of Ruth's with the program of today."""
    with pytest.MonkeyPatch.context() as today:
        today.setattr(database_module, "SCHEMA_VERSION", 1)
        opened = open_or_create(older.ruth)
    with closing(opened):
        yield opened


def uses(session: Database, way: str) -> None:
    """Do something in a session that both schemas allow; DatabaseTooNew where the later one is."""
    with session.writing() if way == "writing" else session.reading():
        if way == "writing":
            caseload.remember(session, "patient", "of nobody")
        caseload.setting(session, "patient")


WAYS = pytest.mark.parametrize("way", ["writing", "reading"])


@WAYS
def test_a_session_from_before_is_refused_afterwards(
    older: Older, then: Callable[..., None], way: str
) -> None:
    then(ADD_A_COLUMN)
    with opened_before(older) as session:
        uses(session, "reading")
        carry_forward(older.address, no_question)
        before = rows(older.server, older.name)
        with pytest.raises(failures.DatabaseTooNew) as refusal:
            uses(session, way)
    assert str(refusal.value) == (
        f"The clinic {older.ruth} was upgraded meanwhile by a newer rehabtrack."
        " Nothing was stored. Upgrade the program: pip install --upgrade rehabtrack"
    )
    assert rows(older.server, older.name) == before


@WAYS
def test_a_session_from_before_that_waits_for_the_upgrade_is_refused_too(
    whole: Older, then: Callable[..., None], later: Callable[[], "subprocess.Popen[str]"], way: str
) -> None:
    then(ADD_A_COLUMN, WAIT)
    with opened_before(whole) as session, ThreadPoolExecutor(1) as other, held_up(whole) as holding:
        run = later()
        waiting(holding, 1, "advisory")
        using = other.submit(uses, session, way)
        waiting(holding, 1, "relation")
        holding.execute("SELECT pg_advisory_unlock_all()")
        assert told(run)[0] == 0
        assert isinstance(using.exception(PATIENCE), failures.DatabaseTooNew)


def test_the_upgrade_waits_for_who_writes(
    whole: Older, then: Callable[..., None], later: Callable[[], "subprocess.Popen[str]"]
) -> None:
    then(ADD_A_COLUMN)
    with opened_before(whole) as session, whole.superuser() as superuser:
        with session.writing():
            assert caseload.setting(session, "patient") is None
            run = later()
            waiting(superuser, 1, "relation")
            caseload.remember(session, "patient", "of nobody")
        assert told(run)[0] == 0
    assert whole.number == "0002"


def test_a_clinic_in_which_somebody_reads_on_is_not_carried_forward(
    older: Older, then: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = older.state()
    then(ADD_A_COLUMN)
    with psycopg.connect(older.ruth) as ruth:
        ruth.execute("SELECT FROM patient")  # which the migration leaves alone
        in_a_hurry = postgresql_connecting._SESSION.replace("'15s'", "'50ms'")
        monkeypatch.setattr(postgresql_connecting, "_SESSION", in_a_hurry)
        with pytest.raises(failures.DatabaseBusy):
            carry_forward(older.address, no_question)
        ruth.rollback()
    assert older.state() == before


def test_where_the_connection_is_lost_it_is_done_from_its_beginning(
    whole: Older, then: Callable[..., None], later: Callable[[], "subprocess.Popen[str]"]
) -> None:
    then(ADD_A_COLUMN, WAIT)
    with held_up(whole) as superuser:
        run = later()
        (lost,) = waiting(superuser, 1, "advisory")
        superuser.execute("SELECT pg_terminate_backend(%s)", (lost,))
        until = monotonic() + PATIENCE
        while waiting(superuser, 1, "advisory") == [lost] and monotonic() < until:
            sleep(0.02)
        superuser.execute("SELECT pg_advisory_unlock_all()")
        assert told(run) == (0, "Carried forward from schema 1 to 2.\n", "")
    assert whole.number == "0002"


def test_who_is_not_its_maker_is_refused_and_not_asked(
    whole: Older, then: Callable[..., None]
) -> None:
    before = whole.state()
    then(ADD_A_COLUMN)
    with pytest.raises(StorageError) as refusal:
        carry_forward(whole.ruth, pytest.fail)
    assert str(refusal.value) == (
        f"The login ruth has no right to change the schema of {whole.ruth}. It was left as it is."
        " Let whoever made the clinic do it, or a superuser of the server."
    )
    assert whole.state() == before


@pytest.mark.parametrize("may", ["CREATEROLE", "IN ROLE rehabtrack_owner NOINHERIT"])
def test_who_made_it_needs_be_no_superuser_and_is_no_more_than_before(
    older: Older, then: Callable[..., None], may: str
) -> None:
    then(ADD_A_COLUMN)
    with owned(older.server, older.name, may) as address:
        assert carry_forward(address, no_question) == Carried(1, 2)
    assert said(older.ruth, "pain 3")[0] == 0


def test_a_newer_clinic_is_left_as_it_is(whole: Older) -> None:
    with whole.superuser() as superuser:
        superuser.execute("UPDATE alembic_version SET version_num = '0002'")
    with pytest.raises(failures.DatabaseTooNew):
        carry_forward(whole.address, pytest.fail)
    assert whole.number == "0002"


def test_what_is_no_clinic_is_left_as_it_is(server: Server) -> None:
    address = server.new_database(f"no-clinic-{secrets.token_hex(4)}")
    with pytest.raises(failures.NotADatabase):
        carry_forward(address, pytest.fail)


def test_a_person_is_asked_whether_there_is_a_copy(
    whole: Older, then: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = whole.state()
    then(ADD_A_COLUMN)
    code, out, err = said(whole.address, "db upgrade")
    assert (code, out) == (2, "")
    assert "Nobody can be asked here whether there is a copy: --yes" in " ".join(err.split())
    monkeypatch.setattr("rehabtrack.cli.db_upgrade.asks_people", lambda: True)
    code, out, err = said(whole.address, "db upgrade")
    assert "Make one first, with pg_dump" in " ".join(out.split())
    assert code != 0
    assert whole.state() == before
    assert said(whole.address, "db upgrade --yes")[:2] == (
        0,
        "Carried forward from schema 1 to 2.\n",
    )
