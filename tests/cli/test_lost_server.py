"""A server that goes away in the middle: stored once or not at all, and said which."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from command_line import Terminal
from relay import Relay, at_answer, at_commit, at_statement, relayed
from server import PATIENCE, Server

from rehabtrack.cli import again
from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.storage import caseload, clinic, postgresql_storing
from rehabtrack.storage.database import open_existing
from rehabtrack.storage.failures import ConnectionLost
from rehabtrack.storage.journal import Journal, Writer

pytestmark = pytest.mark.server

NOW = 1_773_475_920_000  # 14 March 2026, 08:12 UTC
DATABASE, LOGIN, PASSWORD = "lost", "nora", "of the tests"
NOTHING_STORED = "The connection to {} was lost. Nothing was stored; try again."
NOT_KNOWN = (
    "It is not known whether it was stored: {} did not answer. "
    "Look first: rehabtrack log. If it is not there, run the command again."
)
WAITING = "The server is gone. Waiting up to 60 s for one that takes over .."


@pytest.fixture(scope="module")
def made(server: Server) -> Iterator[None]:
    """A clinic with somebody who writes there."""
    clinic.make(server.new_database(DATABASE), LOGIN, PASSWORD)
    yield
    server.superuser().execute(f"DROP ROLE {LOGIN}")


@pytest.fixture
def relay(server: Server, made: None) -> Iterator[Relay]:
    """What stands between the program and the server."""
    with relayed(server.port) as relay:
        yield relay


@pytest.fixture
def rt(tmp_path: Path, relay: Relay, server: Server, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Nora at her terminal, with one patient and no rating."""
    passwords = tmp_path / "passwords"
    passwords.touch(0o600)
    passwords.write_text(f"*:*:*:{LOGIN}:{PASSWORD}\n")
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    superuser = server.superuser(DATABASE)
    terminal = Terminal(tmp_path)
    place = f"127.0.0.1:{relay.port}/{DATABASE}"
    terminal.db = f"postgresql://{LOGIN}@{place}"
    terminal.before[1] = f"{terminal.db}?sslmode=disable&gssencmode=disable"
    server.empty(DATABASE)
    superuser.execute(
        "INSERT INTO person (login, role, admitted_at, admitted_by)"
        f" VALUES ('{LOGIN}', 'administrator', 0, '{LOGIN}')"
    )
    assert terminal("patient add Zoe").code == 0
    return terminal


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that waits a second for a server, not a minute."""
    for module in (again, postgresql_storing):
        monkeypatch.setattr(module, "TAKEOVER_SECONDS", 1.0)


def stored(server: Server) -> list[Any]:
    """The values of all ratings there are."""
    rows = server.superuser(DATABASE).execute("SELECT value FROM pain ORDER BY no")
    return [value for (value,) in rows]


def end_all(server: Server) -> None:
    """Have the server end every connection of hers."""
    server.superuser(DATABASE).execute(
        f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '{LOGIN}'"
    )


# --- the line is cut, and there again ------------------------------------------------------------


@pytest.mark.parametrize("moment", [at_statement("INSERT INTO change"), at_commit])
def test_what_was_not_stored_is_run_again(
    rt: Terminal, relay: Relay, server: Server, moment: Any
) -> None:
    relay.asked = moment
    logged = rt("6")
    assert (logged.code, logged.err) == (0, "")
    assert "p1" in logged.out
    assert (relay.cuts, stored(server)) == (1, [6])


def test_what_was_stored_without_an_answer_is_not_stored_twice(
    rt: Terminal, relay: Relay, server: Server
) -> None:
    relay.answered = at_answer
    logged = rt("6")
    assert (logged.code, logged.err) == (0, "")
    assert "p1" in logged.out
    assert (relay.cuts, stored(server)) == (1, [6])


def test_what_read_its_input_is_not_run_again(rt: Terminal, relay: Relay, server: Server) -> None:
    relay.asked = at_commit
    refused = rt("6 --note -", stdin="woke at four")
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence == f"Error: {NOTHING_STORED.format(rt.db)}"
    assert (relay.cuts, stored(server)) == (1, [])


def test_what_has_shown_something_is_not_run_again(rt: Terminal, relay: Relay) -> None:
    assert rt("patient add Abe").code == 0
    for name in ("Zoe", "Abe"):
        rt(f"--patient {name} pain 3")
    shown: list[int] = []

    def second_reading(said: Any) -> bool:
        shown.append(at_statement("BEGIN ISOLATION LEVEL REPEATABLE READ")(said))
        return sum(shown) == 3  # the first tells of whom, each further one is a patient's

    relay.asked = second_reading
    listed = rt("log")
    assert relay.cuts == 1
    assert listed.code == 1
    assert listed.out.count("Zoe") == 1
    assert listed.sentence == f"Error: {NOTHING_STORED.format(rt.db)}"


def test_a_connection_lost_between_two_transactions_is_made_anew(
    rt: Terminal, server: Server
) -> None:
    database = open_existing(server.address(DATABASE, LOGIN))
    assert database is not None
    end_all(server)
    with database.reading():
        assert [each.record.name for each in caseload.patients(database)] == ["Zoe"]
    database.close()


def test_a_connection_that_was_ended_in_a_transaction_stores_nothing(
    rt: Terminal, server: Server
) -> None:
    database = open_existing(rt.before[1])
    assert database is not None

    def ended_in_the_middle() -> None:
        with database.writing():
            caseload.remember(database, "patient", "of nobody")
            end_all(server)
            caseload.setting(database, "patient")

    with pytest.raises(ConnectionLost):
        ended_in_the_middle()
    with database.reading():
        assert len(caseload.patients(database)) == 1  # it goes on
    database.close()
    assert server.superuser(DATABASE).execute("SELECT FROM setting").fetchone() is None


def test_after_a_commit_that_never_came_the_same_program_can_try_again(
    rt: Terminal, relay: Relay, server: Server
) -> None:
    database = open_existing(rt.before[1])
    assert database is not None

    def rate() -> None:
        with database.writing():
            (patient,) = caseload.patients(database)
            journal = Journal(database, patient, Writer(LOGIN, NOW, new_uid(NOW)))
            moment = Moment(NOW, 0, 0, "UTC")
            journal.add(PainRating(moment=moment, site="back", scale="nrs", value=6), action="log")

    relay.asked = at_commit
    with pytest.raises(ConnectionLost):
        rate()
    rate()
    database.close()
    assert stored(server) == [6]


def test_what_two_commands_undid_for_each_other_is_run_again(rt: Terminal, server: Server) -> None:
    superuser = server.superuser(DATABASE)
    superuser.execute(
        """CREATE SEQUENCE given_up;
        CREATE FUNCTION give_up() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
            IF nextval('given_up') < 3 THEN RAISE EXCEPTION USING ERRCODE = '40P01'; END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER give_up BEFORE INSERT ON pain FOR EACH ROW EXECUTE FUNCTION give_up()"""
    )
    try:
        logged = rt("6")
    finally:
        superuser.execute(
            "DROP TRIGGER give_up ON pain; DROP FUNCTION give_up; DROP SEQUENCE given_up"
        )
    assert (logged.code, logged.sentence) == (0, "")
    assert stored(server) == [6]


# --- the line is cut, and stays so ---------------------------------------------------------------


def test_where_no_server_comes_back_nothing_was_stored(
    rt: Terminal, relay: Relay, server: Server, impatient: None
) -> None:
    relay.asked, relay.gone = at_statement("INSERT INTO change"), True
    refused = rt("6")
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence == (
        f"{WAITING} Error: The server {rt.db} cannot be reached. "
        "See that it runs and that this machine has a way to it."
    )
    assert (relay.cuts, stored(server)) == (1, [])


def test_where_nobody_can_say_whether_it_was_stored_that_is_said(
    rt: Terminal, relay: Relay, server: Server, impatient: None
) -> None:
    relay.answered, relay.gone = at_answer, True
    unknown = rt("6")
    assert (unknown.code, unknown.out) == (1, "")
    assert unknown.sentence == f"{WAITING} Error: {NOT_KNOWN.format(rt.db)}"
    assert (relay.cuts, stored(server)) == (1, [6])


def test_where_a_commit_never_came_that_is_not_known_either(
    rt: Terminal, relay: Relay, server: Server, impatient: None
) -> None:
    relay.asked, relay.gone = at_commit, True
    unknown = rt("6")
    assert (unknown.code, unknown.out) == (1, "")
    assert unknown.sentence == f"{WAITING} Error: {NOT_KNOWN.format(rt.db)}"
    assert (relay.cuts, stored(server)) == (1, [])


def test_what_the_follower_does_not_have_is_not_called_stored(
    rt: Terminal, server: Server, impatient: None
) -> None:
    superuser = server.superuser(DATABASE)
    superuser.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    superuser.execute("SELECT pg_reload_conf()")
    try:
        unknown = rt("6")
    finally:
        superuser.execute("ALTER SYSTEM RESET synchronous_standby_names")
        superuser.execute("SELECT pg_reload_conf()")
    assert (unknown.code, unknown.out) == (1, "")
    assert unknown.sentence == f"Error: {NOT_KNOWN.format(rt.db)}"


# --- Ctrl-C while a COMMIT is waited for ----------------------------------------------------------


@pytest.fixture
def followed(server: Server) -> Iterator[Callable[[], None]]:
    """A server that waits for a follower who is not there; ends that."""
    superuser = server.superuser(DATABASE)

    def no_more() -> None:
        superuser.execute("ALTER SYSTEM RESET synchronous_standby_names")
        superuser.execute("SELECT pg_reload_conf()")

    superuser.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
    superuser.execute("SELECT pg_reload_conf()")
    try:
        yield no_more
    finally:
        no_more()


def interrupted(server: Server) -> "subprocess.Popen[str]":
    """A program that logs a rating, as Ctrl-C meets it where it waits for the COMMIT's answer."""
    running = subprocess.Popen(
        [sys.executable, "-m", "rehabtrack", "--db", server.address(DATABASE, LOGIN), "6"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    asked = f"SELECT FROM pg_stat_activity WHERE usename = '{LOGIN}' AND wait_event = 'SyncRep'"
    until = monotonic() + PATIENCE
    while not server.superuser(DATABASE).execute(asked).rowcount:
        assert running.poll() is None, running.communicate()
        assert monotonic() < until
    running.send_signal(signal.SIGINT)
    return running


def test_who_interrupts_a_commit_is_told_what_was_stored(
    rt: Terminal, server: Server, followed: Callable[[], None]
) -> None:
    running = interrupted(server)
    followed()
    out, err = running.communicate(timeout=PATIENCE)
    assert (running.returncode, err) == (0, "")
    assert "p1" in out
    assert stored(server) == [6]


def test_who_interrupts_a_commit_that_is_not_answered_is_told_that_it_is_not_known(
    rt: Terminal, server: Server, followed: Callable[[], None]
) -> None:
    running = interrupted(server)
    out, err = running.communicate(timeout=PATIENCE)
    assert (running.returncode, out) == (1, "")
    assert " ".join(err.split()) == f"Error: {NOT_KNOWN.format(server.address(DATABASE, LOGIN))}"


def test_what_was_interrupted_and_is_not_stored_ends_without_a_word(
    rt: Terminal, server: Server
) -> None:
    with pytest.MonkeyPatch.context() as before:

        @contextmanager
        def struck(_: object) -> Iterator[None]:
            before.undo()
            raise KeyboardInterrupt
            yield

        before.setattr(postgresql_storing.Patience, "answered", struck)
        ended = rt("6")
    assert (ended.code, ended.out, ended.err.strip()) == (130, "", "")
    assert stored(server) == []
