"""What is copied into another database is the same there, whole, and comes once."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import engines
import pytest
from diaries import Diary
from examples import at_most
from hypothesis import HealthCheck, given
from stories import Step, Teller, stories
from test_carrying import erase, export, full, rename, rows

from rehabtrack.domain.errors import StorageError
from rehabtrack.services import file_check
from rehabtrack.services.copying import Copying, NotCopied
from rehabtrack.services.copying_settings import copy_settings
from rehabtrack.storage import carrying, caseload, converting, keys, people
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.database import Database, open_or_create
from rehabtrack.storage.schema import metadata

__all__ = ["full"]

#: What was altered behind the program's back, and what is said of it.
ALTERATIONS = [
    ("UPDATE pain SET value = 5 WHERE no = 1", "p1 is not as it was stored."),
    ("DELETE FROM pain WHERE no = 1", "What u2 stored is not whole, or not as it was."),
    ("UPDATE change SET author = 'eva' WHERE no = 2", "u2 is not as it was written."),
    ("UPDATE change SET seal = NULL WHERE no = 2", "u2 was never sealed."),
    ("UPDATE pain SET site = '' WHERE no = 1", "one of its rows cannot be true."),
    ("DELETE FROM change WHERE no = 2", "one of its rows cannot be true."),
    ("UPDATE patient SET zone = 'Atlantis/Deep'", "the patient's record"),
]


def another(folder: Path, empty_file: str) -> Database:
    """One more empty database, in a folder of its own."""
    folder.mkdir()
    return engines.hurry(engines.opened(engines.new_place(folder, empty_file)))


@pytest.fixture
def other(empty_file: str, tmp_path: Path) -> Iterator[Database]:
    """An empty database to copy into."""
    with closing(another(tmp_path / "other database", empty_file)) as found:
        yield found


@pytest.fixture(name="full")
def full_of_either(full: Database, empty_file: str, tmp_path: Path) -> Iterator[Database]:
    """A database with a story told by the commands, to do anything to."""
    if engines.clinics is None:
        yield full
        return
    with closing(another(tmp_path / "filled", empty_file)) as found:
        copied(full, found)
        copy_settings(full, found)
        yield found


def copied(source: Database, target: Database) -> list[int]:
    """How many rows came of each patient, in order."""
    copying = Copying(source, target)
    with source.reading():
        everybody = list(whole.bearers(source))
    return [copying.copy(whose) for whose in everybody]


def refused(source: Database, target: Database, patient_id: int = 1) -> str:
    """The sentence with which one patient is refused; nothing of hers is stored."""
    before = rows(target)
    whose = next(each for each in whole.bearers(source) if each.patient_id == patient_id)
    with pytest.raises(NotCopied) as refusal:
        Copying(source, target).copy(whose)
    assert rows(target) == before
    return refusal.value.sentence


def of_patients(database: Database) -> dict[str, list[Any]]:
    held = rows(database)
    del held["setting"]
    return held


# --- as it was ------------------------------------------------------------------------------------


def test_every_row_of_every_patient_is_there_as_it_was(full: Database, other: Database) -> None:
    came = copied(full, other)
    assert of_patients(other) == of_patients(full)
    assert sum(came) == sum(map(len, of_patients(full).values()))
    assert list(file_check.problems(other)) == []


def test_what_is_exported_of_the_two_is_the_same_byte_for_byte(
    full: Database, other: Database, tmp_path: Path
) -> None:
    for name in (caseload.AUTHOR, caseload.PATIENT_IN_USE):
        caseload.forget(full, name, str(caseload.setting(full, name)))
    copied(full, other)
    copy_settings(full, other)
    ours, theirs = (export(each, "jsonl", tmp_path / str(id(each))) for each in (full, other))
    assert ours.read_bytes() == theirs.read_bytes()


@at_most(12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories(most=12))
def test_whatever_was_told_is_there_as_it_was(
    story: list[Step], empty_file: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("story")
    with (
        engines.borrowed(),
        closing(another(folder / "one", empty_file)) as one,
        closing(another(folder / "other", empty_file)) as other,
    ):
        teller = Teller(Diary.of_new_patient(one))
        for step in story:
            teller.tell(step)
        copied(one, other)
        assert rows(other) == rows(one)
    shutil.rmtree(folder)


@pytest.mark.files
def test_an_encrypted_file_takes_it_in_and_gives_it_out(
    full: Database, other: Database, empty_file: str, tmp_path: Path
) -> None:
    pytest.importorskip("sqlcipher3")
    path = str(shutil.copy(empty_file, tmp_path / "sealed.db"))
    converting.convert(path, keys.NO_KEY, keys.new_in_file(str(tmp_path / "key")))
    with closing(open_or_create(path)) as sealed:
        copied(full, sealed)
        assert of_patients(sealed) == of_patients(full)
        copied(sealed, other)
    assert of_patients(other) == of_patients(full)


def test_who_comes_gets_the_next_number_there(full: Database, anna: Diary) -> None:
    rename(anna, "Eva")
    copied(full, anna.database)
    names = [each.record.name for each in caseload.patients(anna.database, void=True)]
    assert names == ["Eva", "Anna", "Zoë"]
    assert list(file_check.problems(anna.database)) == []


def test_what_was_written_since_they_were_listed_comes_too(anna: Diary, other: Database) -> None:
    (whose,) = whole.bearers(anna.database)
    anna.rate(3, 1)
    Copying(anna.database, other).copy(whose)
    assert of_patients(other) == of_patients(anna.database)


def test_who_was_written_to_since_they_were_listed_is_not_taken_for_the_same(
    anna: Diary, other: Database
) -> None:
    (whose,) = whole.bearers(anna.database)
    Copying(anna.database, other).copy(whose)
    anna.rate(3, 1)
    with pytest.raises(NotCopied, match="the two differ"):
        Copying(anna.database, other).copy(whose)


# --- once -----------------------------------------------------------------------------------------


def test_who_is_there_the_same_is_passed_over(full: Database, other: Database) -> None:
    copied(full, other)
    before = rows(other)
    assert copied(full, other) == [0, 0, 0]
    assert rows(other) == before


def test_a_copy_that_ended_on_the_way_goes_on(
    full: Database, other: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, tables = carrying.store, []

    def ending(database: Database, table: str, *rest: Any) -> None:
        store(database, table, *rest)
        tables.append(table)
        if tables.count("pain") == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr(carrying, "store", ending)
    with pytest.raises(KeyboardInterrupt):
        copied(full, other)
    assert [each.record.name for each in caseload.patients(other)] == ["Anna"]
    monkeypatch.undo()
    came = copied(full, other)
    assert (came[0], min(came[1:]) > 0) == (0, True)
    assert of_patients(other) == of_patients(full)


@pytest.mark.parametrize("where", ["there", "here"])
def test_who_is_there_and_differs_is_refused(where: str, anna: Diary, other: Database) -> None:
    copied(anna.database, other)
    diary = anna if where == "here" else Diary(other, 1)
    diary.rate(3, 1)
    assert refused(anna.database, other) == (
        f"anna is in {other.path} already, and the two differ."
    )


def test_a_name_that_another_has_there_is_refused(full: Database, anna: Diary) -> None:
    assert refused(full, anna.database) == (
        f"{anna.database.path} has another patient who is called Anna."
    )


def test_two_who_are_called_alike_but_for_capitals_do_not_both_come(
    anna: Diary, empty_file: str, other: Database, tmp_path: Path
) -> None:
    copied(anna.database, other)
    with closing(another(tmp_path / "third", empty_file)) as third:
        Diary.of_new_patient(third, "ANNA")
        assert "another patient who is called ANNA" in refused(third, other)


def test_nor_two_who_are_copied_one_after_the_other(ben: Diary, other: Database) -> None:
    first, second = whole.bearers(ben.database)
    copying = Copying(ben.database, other)
    copying.copy(first)
    rename(Diary(ben.database, 1), "Ann")
    rename(ben, "ANNA")
    with pytest.raises(NotCopied, match="another patient who is called ANNA"):
        copying.copy(second._replace(name="ANNA"))


def test_who_was_taken_back_comes_beside_one_of_her_name(ben: Diary, other: Database) -> None:
    Diary.of_new_patient(other, "ben")
    ben.undo()
    copied(ben.database, other)
    names = [each.record.name for each in caseload.patients(other, void=True)]
    assert names == ["ben", "anna", "ben"]


# --- erased ---------------------------------------------------------------------------------------


def test_who_was_erased_there_does_not_come_back(full: Database, other: Database) -> None:
    copied(full, other)
    erase(other, 2)
    assert refused(full, other, 2) == f"Zoë was erased from {other.path}."


def test_who_was_erased_here_and_is_there_stays_and_is_named(
    full: Database, other: Database
) -> None:
    copied(full, other)
    erase(full, 2)
    assert refused(full, other, 2) == (f"Zoë was erased from {full.path}, and is in {other.path}.")


def test_who_was_erased_in_both_is_passed_over(full: Database, other: Database) -> None:
    copied(full, other)
    for each in (full, other):
        erase(each, 2)
    assert copied(full, other) == [0, 0, 0]


# --- damage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("alteration", "sentence"), ALTERATIONS)
def test_who_is_not_as_she_was_stored_is_refused(
    anna: Diary, other: Database, alteration: str, sentence: str
) -> None:
    anna.rate(3, 1)
    anna.rate(1, 2)
    tamper(anna.database, alteration)
    assert refused(anna.database, other).startswith(
        f"anna is not as she was stored in {anna.database.path}: {sentence}"
    )


def tamper(database: Database, alteration: str) -> None:
    """Alter what no command lets anybody alter."""
    table = re.findall(r"^(?:UPDATE|DELETE FROM) (\w+)", alteration)[0]
    with engines.tool(database.path) as tool, tool.unguarded(table):
        assert tool.execute(alteration).rowcount == 1


def test_the_mark_of_an_erased_one_that_was_altered_is_refused(
    full: Database, other: Database
) -> None:
    tamper(full, "UPDATE erasure SET because = 'x'")
    assert refused(full, other, 3) == (
        f"A patient who was erased is not as she was stored in {full.path}: "
        "The mark that she was erased is altered."
    )


@pytest.mark.parametrize(
    "name", ["template of anna: back", pytest.param("role of Eva", marks=pytest.mark.files)]
)
def test_a_setting_that_was_altered_is_refused(full: Database, other: Database, name: str) -> None:
    with full.writing():
        people.keep_template(full, "anna", "back", "Stroking")
    tamper(full, f"UPDATE setting SET value = 'doctor' WHERE name = '{name}'")
    with pytest.raises(NotCopied, match=f"^The setting {name} is not as it was stored in"):
        copy_settings(full, other)
    assert rows(other)["setting"] == []


@pytest.mark.parametrize(
    "losing",
    [
        lambda found: found[:-1],
        lambda found: [*found[:-1], (*found[-1][:-1], 1 - found[-1][-1])],
    ],
    ids=["a row", "a value"],
)
def test_what_does_not_come_out_the_same_is_not_stored(
    anna: Diary,
    other: Database,
    losing: Callable[[list[Any]], list[Any]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Of what no digest covers, such as a row of a table that is written wrongly."""
    store = carrying.store

    def wrongly(database: Database, table: str, patient_id: int, found: Any) -> None:
        came = list(found)
        store(database, table, patient_id, losing(came) if table == "patient" else came)

    monkeypatch.setattr(carrying, "store", wrongly)
    before = rows(other)
    with pytest.raises(StorageError, match="did not come out the same"):
        copied(anna.database, other)
    assert rows(other) == before


@pytest.mark.files  # of so many pages
def test_a_target_without_room_keeps_who_came_before(full: Database, other: Database) -> None:
    copying, (first, second, _) = Copying(full, other), whole.bearers(full)
    copying.copy(first)
    Diary(full, 2).rate(3, 31, note="x" * 20_000)
    (pages,) = next(iter(other.execute("PRAGMA page_count")))
    other.execute(f"PRAGMA max_page_count = {pages}")
    before = rows(other)
    with pytest.raises(StorageError, match=r"There is no room left on the disk of .*other"):
        copying.copy(second)
    assert rows(other) == before
    other.execute("PRAGMA max_page_count = 100000")
    copied(full, other)
    assert of_patients(other) == of_patients(full)


@pytest.mark.files  # a server takes no such text
def test_damage_is_said_of_the_file_that_has_it(anna: Diary, other: Database) -> None:
    anna.rate(3, 1, note="stiff")
    tamper(anna.database, "UPDATE pain SET note = CAST(x'ff' AS TEXT)")
    with pytest.raises(StorageError, match=f"The database {anna.database.path} is damaged"):
        copied(anna.database, other)


# --- settings -------------------------------------------------------------------------------------


@pytest.mark.files  # in a clinic each login has settings of her own, and its roles are the server's
def test_roles_and_templates_come_and_who_writes_and_is_in_use_stay(
    full: Database, other: Database
) -> None:
    with full.writing():
        people.keep_template(full, "Mia", "back", "Stroking")
    behind = copy_settings(full, other)
    assert behind == [caseload.AUTHOR, caseload.PATIENT_IN_USE]
    assert people.roles(other) == {"Eva": "massage-therapist"}
    assert people.templates(other) == people.templates(full) != {}
    assert list(file_check.problems(other)) == []


@pytest.mark.files  # nor are they anybody else's
def test_a_setting_is_not_copied_over_another(full: Database, other: Database) -> None:
    with other.writing():
        people.declare_role(other, "Eva", "patient")
    assert f"{people.ROLE}Eva" in copy_settings(full, other)
    assert people.roles(other) == {"Eva": "patient"}


def test_what_is_the_same_there_is_not_said_to_stay_behind(full: Database, other: Database) -> None:
    copy_settings(full, other)
    with other.writing():
        for name in (caseload.AUTHOR, caseload.PATIENT_IN_USE):
            caseload.remember(other, name, str(caseload.setting(full, name)))
    assert copy_settings(full, other) == []


def test_every_table_is_copied() -> None:
    copied_tables = {*whole.TABLES, *whole.TABLES_OF_ERASED, *whole.TABLES_OF_FILE}
    assert copied_tables == set(metadata.tables)
