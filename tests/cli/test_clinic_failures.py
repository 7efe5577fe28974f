"""What goes wrong with a clinic while a command runs: one sentence, exit 1, nothing stored."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from command_line import Terminal, program
from logins import Clinic, Desk
from refusals import NO_CLINIC
from server import PATIENCE, Server

from rehabtrack.storage import caseload, postgresql_connecting
from rehabtrack.storage.database import open_or_create

pytestmark = pytest.mark.server

NAME = "clinic_refusals"
MARKER = "plugh"
TOO_OLD = (
    "The clinic {} has the schema of an older rehabtrack. It was left as it is. "
    "Let whoever made it upgrade it: rehabtrack db upgrade"
)
TOO_NEW = (
    "The clinic {} was made or upgraded by a newer rehabtrack. It was left as it is. "
    "Upgrade the program: pip install --upgrade rehabtrack"
)


@pytest.fixture(scope="module")
def clinic(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """A clinic with a therapist, who has one patient."""
    made = Clinic(server, tmp_path_factory.mktemp("clinic"), NAME)
    made.passwords.write_text(server.passwords.read_text())
    with made.left_alone():
        server.new_database(NAME)
        made.keep(made.desk()("db init --clinic --login ida"))
        made.keep(made.desk("ida")("role mira massage-therapist"))
        assert made.desk("mira")("patient add Eva").code == 0
        yield made


@pytest.fixture
def mira(clinic: Clinic) -> Desk:
    """The therapist at her terminal."""
    desk = clinic.desk("mira")
    desk.long_lines = True
    return desk


@contextmanager
def held(clinic: Clinic) -> Iterator[None]:
    """A time in which somebody else writes to the one journal and does not end."""
    superuser = clinic.server.superuser(NAME)
    superuser.execute("SELECT pg_advisory_lock(21064, 1)")
    try:
        yield
    finally:
        superuser.execute("SELECT pg_advisory_unlock(21064, 1)")


def waiting(clinic: Clinic, desk: Desk) -> tuple["subprocess.Popen[str]", int]:
    """A command that waits for its turn, and the server's process that makes it wait."""
    started = subprocess.Popen(
        [sys.executable, "-m", "rehabtrack", "--db", desk.db, "6", "--note", MARKER],
        env=os.environ | {"PGPASSFILE": str(clinic.passwords)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    asked = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    while (found := clinic.server.superuser(NAME).execute(asked).fetchone()) is None:
        assert started.poll() is None, started.communicate()
    return started, found[0]


@pytest.mark.parametrize(
    ("number", "sentence"),
    [("0000", TOO_OLD), ("0002", TOO_NEW), ("ae1027a6acf", NO_CLINIC)],
)
def test_only_a_clinic_with_the_schema_of_this_program_opens(
    clinic: Clinic, mira: Desk, number: str, sentence: str
) -> None:
    superuser = clinic.server.superuser(NAME)
    superuser.execute("UPDATE alembic_version SET version_num = %s", (number,))
    try:
        for line in ("", "6"):
            assert sentence.format(mira.db) in mira.refuses(line)
    finally:
        superuser.execute("UPDATE alembic_version SET version_num = '0001'")


def test_a_login_that_nobody_admitted_has_no_rights(clinic: Clinic, server: Server) -> None:
    superuser = server.superuser()
    superuser.execute("CREATE ROLE stranger LOGIN PASSWORD 'hush'")
    try:
        stranger = clinic.desk("stranger")
        stranger.env["PGPASSWORD"] = "hush"
        stranger.long_lines = True
        for line in ("", "6", "patient list"):
            assert stranger.refuses(line) == (
                f"The login stranger has no rights in {stranger.db}. "
                "Ask an administrator of the clinic: rehabtrack role LOGIN .."
            )
    finally:
        superuser.execute("DROP ROLE stranger")


@pytest.mark.parametrize("may", ["SUPERUSER", "BYPASSRLS IN ROLE rehabtrack_person"])
def test_a_login_from_whom_the_server_hides_nothing_is_refused(
    clinic: Clinic, server: Server, may: str
) -> None:
    superuser = server.superuser()
    superuser.execute(f"CREATE ROLE everybody LOGIN PASSWORD 'hush' {may}")
    try:
        everybody = clinic.desk("everybody")
        everybody.env["PGPASSWORD"] = "hush"
        everybody.long_lines = True
        copy = f"db copy {everybody.folder}/journal.db {everybody.db}"
        assert Terminal(everybody.folder)("6").code == 0
        for line in ("", "6", "log", "role", "db check", copy):
            assert everybody.refuses(line) == (
                f"Nothing guards what the login everybody sees in {everybody.db}: "
                "the server hides nothing from it. Log in as a person of the clinic, "
                "whom an administrator admits: rehabtrack role LOGIN .."
            )
    finally:
        superuser.execute("DROP ROLE everybody")


@pytest.mark.parametrize(
    "line",
    [
        *("--patient {} log", "--patient {} 6", "--patient {} --json", "patient show {}"),
        *("patient use {}", "patient edit {} --zone UTC", "patient archive {}"),
        *("patient erase {} --because asked --yes", "show {}/p1", "void {}/p1 --because slip"),
        *("--patient {} care list", "--patient {} care grant olga", "--patient {} review"),
    ],
)
def test_a_patient_who_is_in_others_care_is_nobody(clinic: Clinic, line: str) -> None:
    if "olga" not in clinic.people():
        clinic.keep(clinic.desk("ida")("role olga massage-therapist"))
    olga = clinic.desk("olga")
    eva, nobody = (olga.refuses(line.format(name)) for name in ("Eva", "Eve"))
    assert eva.replace("Eva", "Eve") == nobody


def test_who_waits_too_long_for_another_command_is_told(
    clinic: Clinic, mira: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurried = postgresql_connecting._SESSION.replace("lock_timeout = '15s'", "lock_timeout = '9ms'")
    monkeypatch.setattr(postgresql_connecting, "_SESSION", hurried)
    with held(clinic):
        assert mira.refuses("6") == (
            f"Another command holds what this one needs in {mira.db} for too long. "
            "Nothing was stored; try again."
        )


def test_ctrl_c_ends_the_waiting_for_another_command(clinic: Clinic, mira: Desk) -> None:
    before = clinic.rows()
    with held(clinic):
        started, _ = waiting(clinic, mira)
        started.send_signal(signal.SIGINT)
        assert started.communicate(timeout=PATIENCE) == ("", "\n")
        assert started.returncode == 130
    assert clinic.rows() == before


def test_a_patient_is_written_to_as_she_stands_once_her_journal_is_held(
    clinic: Clinic, mira: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSFILE", str(clinic.passwords))
    with closing(open_or_create(mira.db)) as database, database.writing():
        found = caseload.patient_named(database, "Eva")
        assert caseload.to_write(database, found) is found
    with closing(open_or_create(mira.db)) as database, database.writing():
        found = caseload.patient_named(database, "Eva")
        assert mira("patient edit Eva --diagnosis sciatica").code == 0
        now = caseload.to_write(database, found)
        assert (now.version, now.record.diagnosis) == (found.version + 1, "sciatica")


def test_a_server_that_may_only_be_read_is_read_and_not_written(mira: Desk) -> None:
    only_read = "target_session_attrs=any&options=-c%20default_transaction_read_only%3Don"
    shown, mira.before[1] = mira.db, f"{mira.db}?{only_read}"
    assert mira("log").code == 0
    assert mira.refuses("6") == (
        f"The server {shown} may only be read: another one leads it, or it was made so. "
        "Nothing was stored. Give the address of the one that leads, or of all: "
        "postgresql://LOGIN@HOST,HOST/NAME"
    )


def test_the_character_nul_is_refused_in_every_text(mira: Desk) -> None:
    for line in (["pain", "6", "--note", "a\0b"], ["patient", "add", "a\0b"]):
        mira.refuses("", *line)


def test_a_closed_stdin_keeps_nobody_from_logging(clinic: Clinic, mira: Desk) -> None:
    closed = f'exec "{sys.executable}" -m rehabtrack --db "{mira.db}" 3 <&-'
    env = {"PATH": os.environ["PATH"], "PGPASSFILE": str(clinic.passwords)}
    logged = subprocess.run(
        ["sh", "-c", closed], env=env, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    assert (logged.returncode, logged.stderr) == (0, "")


def test_a_row_that_the_server_falls_over_is_shown_nowhere(clinic: Clinic, mira: Desk) -> None:
    superuser = clinic.server.superuser(NAME)
    superuser.execute(
        f"ALTER TABLE pain ADD CONSTRAINT never CHECK (note IS DISTINCT FROM '{MARKER}')"
    )
    before = clinic.rows()
    try:
        ended = program(
            *("--db", mira.db, "pain", "6", "--note", MARKER),
            env={"PGPASSFILE": str(clinic.passwords)},
        )
    finally:
        superuser.execute("ALTER TABLE pain DROP CONSTRAINT never")
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert b"23514 pain never" in ended.stderr  # a bug keeps its traceback
    assert MARKER.encode() not in ended.stderr
    assert clinic.rows() == before
    assert MARKER not in clinic.server.log
