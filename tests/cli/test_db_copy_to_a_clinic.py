"""Journals copied into a clinic and out again, as somebody at the keyboard does."""

import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

import pytest
from command_line import Terminal
from practices import EVA, MIA
from server import PATIENCE, Server

pytestmark = pytest.mark.server


@pytest.fixture
def desk(rt: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A therapist in the folder of her file, who has two patients."""
    monkeypatch.chdir(rt.folder)
    for name in ("Ana", "Ben"):
        rt(f"patient add {name}")
        rt(f"--patient {name} 7 --at 06:00")
        rt(f"--patient {name} massage log --at 08:00")
    rt("--patient Ben phase start conservative --at 2026-03-01")
    return rt


def of_journals(rt: Terminal, place: str) -> bytes:
    """What is exported of a database, without the line that says when and by whom."""
    said = rt("--db", place, "export", "jsonl", "--to", "out.jsonl")
    assert said.code == 0, said
    out = Path("out.jsonl")
    lines = out.read_bytes().splitlines()[1:-1]
    out.unlink()
    return b"\n".join(lines)


def test_a_file_moves_up_and_one_patient_out_again(
    desk: Terminal, practice_at: dict[str, str]
) -> None:
    clinic = practice_at[MIA]
    moved = desk("db copy journal.db", clinic)
    assert moved.out == f"Copied and verified: 2 patients, 16 rows.\n{clinic}\n"
    assert (moved.code, moved.err) == (0, "")
    assert of_journals(desk, clinic) == of_journals(desk, "journal.db")
    assert desk("db copy", clinic, "back.db").code == 0
    assert of_journals(desk, "back.db") == of_journals(desk, "journal.db")
    out = desk("--patient Ben db copy", clinic, "ben.db")
    assert out.out.startswith("Copied and verified: 1 patient, 9 rows.")
    assert out.sentence == "It is not encrypted: who can read it can read all of it."
    assert desk("--db ben.db db check").out.endswith("The file is sound.\n")


def test_who_runs_the_server_takes_everybody_out(
    desk: Terminal, practice_at: dict[str, str], server: Server
) -> None:
    for login in (MIA, EVA):
        assert desk("--db", practice_at[login], "patient", "add", f"{login}'s").code == 0
    out = desk("db copy", server.address(practice_at[MIA].rpartition("/")[2]), "out.db")
    assert (out.code, out.out.splitlines()[0]) == (0, "Copied and verified: 2 patients, 4 rows.")


def test_who_writes_on_there_is_who_logged_in(desk: Terminal, practice_at: dict[str, str]) -> None:
    clinic = practice_at[MIA]
    desk("db copy journal.db", clinic)
    desk("--db", clinic, "--patient", "Ana", "6")
    log = desk("--db", clinic, "--patient", "Ana", "show", "p2").out
    assert MIA in log
    assert "anna" in desk("--db", clinic, "--patient", "Ana", "show", "p1").out
    differs = desk("--patient Ana db copy journal.db", clinic)
    assert (differs.code, differs.out) == (1, "")
    assert "Ana is in" in differs.sentence
    assert "and the two differ" in differs.sentence


def test_another_login_sees_nobody_and_is_told_no_name(
    desk: Terminal, practice_at: dict[str, str]
) -> None:
    desk("db copy journal.db", practice_at[MIA])
    desk("patient edit Ana --name Anabel")
    refused = desk("--patient Anabel db copy journal.db", practice_at[EVA])
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence.startswith("Error: The id of Anabel is known in ")
    assert desk("--db", practice_at[EVA], "patient", "list").out.startswith("There is no patient")


def test_a_password_in_an_address_is_refused_unrepeated(desk: Terminal) -> None:
    for words in (
        ("journal.db", "postgresql://mia:secret@127.0.0.1/x"),
        ("postgresql://mia:secret@127.0.0.1/x", "out.db"),
    ):
        refused = desk("db copy", *words)
        assert refused.code == 2
        assert "a password typed there is seen by others" in refused.sentence
        assert "secret" not in refused.sentence


def test_a_copy_that_is_killed_while_it_stores_goes_on_when_it_is_run_again(
    desk: Terminal, practice_at: dict[str, str], server: Server
) -> None:
    clinic = practice_at[MIA]
    name = clinic.rpartition("/")[2]
    waits = (
        "SELECT FROM pg_stat_activity WHERE datname = %s AND usename = %s"
        " AND wait_event_type = 'Lock'"
    )
    holder = server.superuser(name)
    with holder.transaction():
        holder.execute("LOCK TABLE phase IN SHARE ROW EXCLUSIVE MODE")  # only Ben has one
        killed = subprocess.Popen(
            [sys.executable, "-m", "rehabtrack", "db", "copy", "journal.db", clinic],
            stdout=subprocess.PIPE,
        )
        until = monotonic() + PATIENCE
        while not server.superuser().execute(waits, (name, MIA)).rowcount:
            assert monotonic() < until
            sleep(0.02)
        killed.kill()
        out, _ = killed.communicate(timeout=PATIENCE)
        assert out == b""
    assert desk("--db", clinic, "patient", "list").out.startswith("Ana")
    again = desk("db copy journal.db", clinic)
    assert again.out.splitlines()[:2] == [
        "Copied and verified: 1 patient, 9 rows.",
        "There already, the same: 1.",
    ]
    assert of_journals(desk, clinic) == of_journals(desk, "journal.db")
