"""Journals in another database, as somebody at the keyboard copies them there and out again.

From a file into another, or from a clinic into another; test_db_copy_to_a_clinic.py tells of both.
"""

import os
from pathlib import Path

import engines
import pytest
from command_line import Said, Terminal
from encrypted_terminal import Typing

from rehabtrack.storage import converting, keys, sqlite_file
from rehabtrack.storage.database import is_address


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


@pytest.fixture
def other(practice: Terminal) -> str:
    """Where another database may come to be: in a folder of hers that is not there yet."""
    return engines.new_place(Path("new"))


def copied(rt: Terminal, to: str, *, of: str = "") -> Said:
    """What a copy of her database, or of one patient's journal, says."""
    return rt(f"{of} db copy", engines.relative(rt.db), to)


def shown(place: str) -> str:
    """A place as people are shown it."""
    return place if is_address(place) else os.path.abspath(place)


def log_of(rt: Terminal, path: str) -> Said:
    return rt("--db", path, "log")


def exported(rt: Terminal, path: str) -> bytes:
    """What a database holds, under one name and clock; taken away again."""
    rt("--db", path, "--as", "anna", "export", "jsonl", "--to", "out.jsonl")
    out = Path("out.jsonl")
    whole = out.read_bytes()
    out.unlink()
    return whole


def test_everybody_is_there_as_she_was(practice: Terminal, other: str) -> None:
    assert copied(practice, other) == Said(
        0, f"Copied and verified: 2 patients, 17 rows.\n{shown(other)}\n", ""
    )
    assert log_of(practice, other) == practice("log")
    assert exported(practice, other) == exported(practice, practice.db)
    assert practice("--db", other, "show", "Ana/p1") == practice("show Ana/p1")
    heads = practice("db check").out
    assert practice("--db", other, "db", "check").out == heads


def test_one_of_them_is_taken_out_alone(practice: Terminal, other: str) -> None:
    assert copied(practice, other, of="--patient Eva").code == 1
    assert engines.stored(other) == []
    assert copied(practice, other, of="--patient Ben").out.startswith(
        "Copied and verified: 1 patient, 7 rows."
    )
    assert "Ana" not in log_of(practice, other).out
    assert practice("--db", other, "patient", "list").out.startswith("Ben")


def test_what_was_there_already_is_told_and_left(practice: Terminal, other: str) -> None:
    copied(practice, other, of="--patient Ben")
    done = copied(practice, other)
    assert done.out.splitlines()[:2] == [
        "Copied and verified: 1 patient, 10 rows.",
        "There already, the same: 1.",
    ]
    assert copied(practice, other).out.splitlines()[:-1] == ["There already, the same: 2."]


def test_one_who_differs_is_refused_and_the_others_come(practice: Terminal, other: str) -> None:
    copied(practice, other, of="--patient Ana")
    practice("--db", other, "3")
    before = log_of(practice, other).out
    done = copied(practice, other)
    sentence = (
        f"Ana is in {shown(other)} already, and the two differ. She was not copied; "
        "what is new in one comes into the other by: rehabtrack share make, rehabtrack share take"
    )
    assert (done.code, done.sentence) == (1, f"Error: {sentence}")
    assert done.out.splitlines()[:-1] == [
        "Copied and verified: 1 patient, 7 rows.",
        "Not copied: 1.",
    ]
    after = log_of(practice, other).out
    assert [line for line in after.splitlines() if line.startswith("Ana")] == [
        f"Ana  {line}" if line else line for line in before.splitlines()
    ]
    place = engines.relative(practice.db)
    assert practice.refuses("--patient Ana db copy", place, other) == sentence


def test_a_database_is_not_copied_into_itself(practice: Terminal) -> None:
    place = engines.relative(practice.db)
    assert practice.refuses("db copy", place, place) == (
        f"FROM and TO are both the database {place}. Give another name for TO."
    )


@pytest.mark.files
def test_a_file_that_is_the_other_by_another_name_is_refused(practice: Terminal) -> None:
    os.symlink("journal.db", "link.db")
    os.link("journal.db", "hard.db")
    for target in ("./journal.db", "link.db", "hard.db"):
        assert practice.refuses(f"db copy journal.db {target}") == (
            "FROM and TO are both the database journal.db. Give another name for TO."
        )
    for target in ("journal.db-journal", "journal.db.key.json"):
        assert "keeps for itself" in practice.refuses(f"db copy journal.db {target}")


def test_a_file_that_is_not_there_or_not_ours_is_refused_and_makes_none(
    practice: Terminal, other: str
) -> None:
    assert practice.refuses("db copy gone.db", other) == (
        "There is no database at gone.db. It comes to be with the first record."
    )
    assert "is not a rehabtrack database" in practice.refuses("db copy", __file__, other)
    assert engines.stored(other) == []


def test_a_database_that_holds_nobody_is_refused_and_makes_none(
    practice: Terminal, other: str
) -> None:
    empty = engines.new_place(Path("empty"))
    template(practice, empty)
    assert practice.refuses("db copy", empty, other) == (
        "There is no patient yet. The first record makes one."
    )
    assert engines.stored(other) == []


def template(rt: Terminal, place: str) -> None:
    """Keep a template for notes in a database."""
    kept = rt(f"--db {place} note template set back --from-file -", stdin="P: rest")
    assert kept.code == 0


@pytest.mark.parametrize("names", [("", "b.db"), ("a.db", ""), (" ", "b.db")])
def test_a_name_that_names_none_is_wrong_usage(rt: Terminal, names: tuple[str, str]) -> None:
    assert rt.misuses("db copy", *names) == (
        "FROM and TO each name a database. See: rehabtrack db copy --help"
    )


def test_an_address_of_another_kind_is_no_file(practice: Terminal) -> None:
    place = engines.relative(practice.db)
    assert "a URL" in practice.refuses("db copy", place, "mysql://host/name")
    assert not Path("mysql:").exists()


def test_both_names_are_asked_for(rt: Terminal) -> None:
    assert rt.misuses("db copy a.db") == "TO is missing. See: rehabtrack db copy --help"


def test_it_is_said_what_of_the_settings_stays_behind(practice: Terminal, other: str) -> None:
    template(practice, practice.db)
    practice("patient use Ben")
    assert copied(practice, other, of="--patient Ana").err == ""
    done = copied(practice, other)
    assert done.err == "Not copied of the settings: whose journal is in use.\n"
    shown = practice("note template show back")
    assert practice("--db", other, "note", "template", "show", "back") == shown


@pytest.mark.files  # where settings tell who writes, and in which role
def test_who_writes_stays_behind_and_the_roles_come(practice: Terminal) -> None:
    practice("me Mia")
    practice("role Mia massage-therapist")
    practice("patient use Ben")
    done = practice("db copy journal.db other.db")
    assert done.err == ("Not copied of the settings: who writes (me), whose journal is in use.\n")
    assert practice("--db other.db role Mia").out == practice("role Mia").out
    assert practice("--patient Ana db copy journal.db ana.db").err == ""
    assert "massage therapist" not in practice("--db ana.db role").out


@pytest.mark.files  # where roles are declared
def test_the_role_of_one_who_was_erased_there_does_not_come_back(practice: Terminal) -> None:
    practice("role Ben patient")
    practice("db copy journal.db other.db")
    practice("--db other.db patient erase Ben --yes --because asked")
    practice("--patient Ana 2")
    done = practice("db copy journal.db other.db")
    assert "Ben was erased from" in done.sentence
    assert b"Ben" not in Path("other.db").read_bytes()


def test_one_who_was_erased_there_does_not_come_back(practice: Terminal, other: str) -> None:
    copied(practice, other)
    practice(f"--db {other} patient erase Ben --yes --because asked")
    done = copied(practice, other)
    assert done.sentence == (
        f"Error: Ben was erased from {shown(other)}. She was not copied: who is erased does not "
        "come back."
    )
    assert not engines.holds(other, "ben")


def test_one_who_was_erased_is_counted_apart(practice: Terminal, other: str) -> None:
    practice("patient erase Ben --yes --because asked")
    done = copied(practice, other)
    assert done.out.startswith("Copied and verified: 2 patients, 1 of them erased, 15 rows.\n")
    assert practice("--db", other, "db", "check").out == practice("db check").out


def test_what_was_altered_does_not_come(practice: Terminal, other: str) -> None:
    with engines.tool(practice.db) as tool:
        tool.execute("UPDATE pain SET value = 1 WHERE patient_id = 2")
    done = copied(practice, other)
    assert done.code == 1
    assert done.sentence == (
        f"Error: Ben is not as she was stored in {practice.db}: p1 is not as it was"
        " stored. She was not copied; see there: rehabtrack db check"
    )
    assert practice("--db", other, "patient", "list").out.startswith("Ana")


@pytest.mark.files
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


@pytest.mark.files
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


def test_a_bar_shows_on_a_terminal_how_far_it_is(practice: Terminal, other: str) -> None:
    env = {"HOME": str(practice.folder), "TERM": "xterm"}
    typing = Typing("db", "copy", engines.relative(practice.db), other, env=env)
    assert typing.end() == 0
    assert "Copying" in typing.shown
    assert "100%" in typing.shown
