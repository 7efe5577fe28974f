"""Journals in another database, as somebody at the keyboard copies them there and out again."""

import os
from pathlib import Path

import pytest
from command_line import Said, Terminal
from encrypted_terminal import Typing

from rehabtrack.storage import converting, keys, sqlite_file

pytestmark = pytest.mark.files


@pytest.fixture
def practice(rt: Terminal, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """A therapist in the folder of her file, who has two patients."""
    monkeypatch.chdir(rt.folder)
    for name in ("Ana", "Ben"):
        rt(f"patient add {name}")
        rt(f"--patient {name} 7 --at 06:00")
        rt(f"--patient {name} massage log --at 08:00")
    rt("--patient Ana edit p1 --value 8")
    return rt


def log_of(rt: Terminal, path: str) -> Said:
    return rt("--db", path, "log")


def exported(rt: Terminal, path: str) -> bytes:
    """What a database holds, under one name and clock; taken away again."""
    rt("--db", path, "--as", "anna", "export", "jsonl", "--to", "out.jsonl")
    out = Path("out.jsonl")
    whole = out.read_bytes()
    out.unlink()
    return whole


def test_everybody_is_there_as_she_was(practice: Terminal) -> None:
    assert practice("db copy journal.db new/other.db") == Said(
        0,
        f"Copied and verified: 2 patients, 17 rows.\n{practice.folder}/new/other.db\n",
        "",
    )
    other = "new/other.db"
    assert log_of(practice, other) == log_of(practice, "journal.db")
    assert exported(practice, other) == exported(practice, "journal.db")
    assert practice("--db", other, "show", "Ana/p1") == practice("show Ana/p1")
    heads = practice("db check").out
    assert practice("--db", other, "db", "check").out == heads


def test_one_of_them_is_taken_out_alone(practice: Terminal) -> None:
    assert practice("--patient Ben db copy journal.db ben.db").out.startswith(
        "Copied and verified: 1 patient, 7 rows."
    )
    assert "Ana" not in log_of(practice, "ben.db").out
    assert practice("--db ben.db patient list").out.startswith("Ben")
    assert practice("--patient Eva db copy journal.db eva.db").code == 1
    assert not Path("eva.db").exists()


def test_what_was_there_already_is_told_and_left(practice: Terminal) -> None:
    practice("--patient Ben db copy journal.db other.db")
    done = practice("db copy journal.db other.db")
    assert done.out.splitlines()[:2] == [
        "Copied and verified: 1 patient, 10 rows.",
        "There already, the same: 1.",
    ]
    assert practice("db copy journal.db other.db").out.splitlines()[:-1] == [
        "There already, the same: 2."
    ]


def test_one_who_differs_is_refused_and_the_others_come(practice: Terminal) -> None:
    practice("--patient Ana db copy journal.db other.db")
    practice("--db other.db 3")
    before = log_of(practice, "other.db").out
    done = practice("db copy journal.db other.db")
    sentence = (
        f"Ana is in {practice.folder}/other.db already, and the two differ. She was not copied; "
        "what is new in one comes into the other by: rehabtrack share make, rehabtrack share take"
    )
    assert (done.code, done.sentence) == (1, f"Error: {sentence}")
    assert done.out.splitlines()[:-1] == [
        "Copied and verified: 1 patient, 7 rows.",
        "Not copied: 1.",
    ]
    shown = log_of(practice, "other.db").out
    assert [line for line in shown.splitlines() if line.startswith("Ana")] == [
        f"Ana  {line}" if line else line for line in before.splitlines()
    ]
    assert practice.refuses("--patient Ana db copy journal.db other.db") == sentence


def test_a_file_that_is_the_other_by_another_name_is_refused(practice: Terminal) -> None:
    os.symlink("journal.db", "link.db")
    os.link("journal.db", "hard.db")
    for target in ("journal.db", "./journal.db", "link.db", "hard.db"):
        assert practice.refuses(f"db copy journal.db {target}") == (
            "FROM and TO are both the database journal.db. Give another name for TO."
        )
    for target in ("journal.db-journal", "journal.db.key.json"):
        assert "keeps for itself" in practice.refuses(f"db copy journal.db {target}")


def test_a_file_that_is_not_there_or_holds_nobody_is_refused_and_makes_none(
    practice: Terminal,
) -> None:
    assert practice.refuses("db copy gone.db other.db") == (
        "There is no database at gone.db. It comes to be with the first record."
    )
    practice("--db empty.db me Mia")
    assert practice.refuses("db copy empty.db other.db") == (
        "There is no patient yet. The first record makes one."
    )
    assert "is not a rehabtrack database" in practice.refuses(f"db copy {__file__} other.db")
    assert not Path("other.db").exists()


@pytest.mark.parametrize("names", [("", "b.db"), ("a.db", ""), (" ", "b.db")])
def test_a_name_that_names_none_is_wrong_usage(rt: Terminal, names: tuple[str, str]) -> None:
    assert rt.misuses("db copy", *names) == (
        "FROM and TO each name a database. See: rehabtrack db copy --help"
    )


def test_an_address_of_another_kind_is_no_file(practice: Terminal) -> None:
    assert "a URL" in practice.refuses("db copy journal.db mysql://host/name")
    assert not Path("mysql:").exists()


def test_both_names_are_asked_for(rt: Terminal) -> None:
    assert rt.misuses("db copy a.db") == "TO is missing. See: rehabtrack db copy --help"


def test_it_is_said_what_of_the_settings_stays_behind(practice: Terminal) -> None:
    practice("me Mia")
    practice("role Mia massage-therapist")
    practice("patient use Ben")
    done = practice("db copy journal.db other.db")
    assert done.err == ("Not copied of the settings: who writes (me), whose journal is in use.\n")
    assert practice("--db other.db role Mia").out == practice("role Mia").out
    assert practice("--patient Ana db copy journal.db ana.db").err == ""
    assert "massage therapist" not in practice("--db ana.db role").out


def test_the_role_of_one_who_was_erased_there_does_not_come_back(practice: Terminal) -> None:
    practice("role Ben patient")
    practice("db copy journal.db other.db")
    practice("--db other.db patient erase Ben --yes --because asked")
    practice("--patient Ana 2")
    done = practice("db copy journal.db other.db")
    assert "Ben was erased from" in done.sentence
    assert b"Ben" not in Path("other.db").read_bytes()


def test_one_who_was_erased_is_counted_apart(practice: Terminal) -> None:
    practice("patient erase Ben --yes --because asked")
    done = practice("db copy journal.db other.db")
    assert done.out.startswith("Copied and verified: 2 patients, 1 of them erased, 15 rows.\n")
    assert practice("--db other.db db check").out == practice("db check").out


def test_what_was_altered_does_not_come(practice: Terminal) -> None:
    with sqlite_file.connect(practice.db) as connection:
        connection.execute("UPDATE pain SET value = 1 WHERE patient_id = 2")
    connection.close()
    done = practice("db copy journal.db other.db")
    assert done.code == 1
    assert done.sentence == (
        f"Error: Ben is not as she was stored in {practice.folder}/journal.db: p1 is not as it was"
        " stored. She was not copied; see there: rehabtrack db check"
    )
    assert practice("--db other.db patient list").out.startswith("Ana")


def test_a_target_without_room_tells_who_came_before_and_the_same_command_goes_on(
    practice: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice("--db other.db me Mia")
    practice("--patient Ben pain 2 --note", "x" * 20_000)
    connect = sqlite_file.connect

    def without_room(path: str, like: str = "") -> object:
        connection = connect(path, like)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(sqlite_file, "connect", without_room)
        done = practice("db copy journal.db other.db")
    assert (done.code, done.out) == (1, "")
    assert done.sentence == (
        "Copied before that and verified: 1 patient. The same command goes on. Error: There is no "
        f"room left on the disk of {practice.folder}/other.db. Nothing was stored; make room and "
        "try again."
    )
    assert practice("db copy journal.db other.db").out.splitlines()[1] == (
        "There already, the same: 1."
    )
    assert log_of(practice, "other.db") == log_of(practice, "journal.db")


def test_an_encrypted_file_takes_it_in_and_what_comes_out_plain_is_said(
    practice: Terminal,
) -> None:
    pytest.importorskip("sqlcipher3")
    practice("--db sealed.db me Mia")
    converting.convert(str(practice.folder / "sealed.db"), keys.NO_KEY, keys.new_in_file("key"))
    assert practice("db copy journal.db sealed.db").err == ""
    assert b"Ana" not in Path("sealed.db").read_bytes()
    assert practice("db copy sealed.db out.db").sentence == (
        "It is not encrypted: who can read it can read all of it. "
        "Not copied of the settings: who writes (me)."
    )
    assert exported(practice, "out.db") == exported(practice, "journal.db")


def test_a_bar_shows_on_a_terminal_how_far_it_is(practice: Terminal) -> None:
    env = {"HOME": str(practice.folder), "TERM": "xterm"}
    typing = Typing("db", "copy", "journal.db", "other.db", env=env)
    assert typing.end() == 0
    assert "Copying" in typing.shown
    assert "100%" in typing.shown
