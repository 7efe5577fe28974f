"""What is copied into a clinic and out again is the same, and seen by who copied it alone."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from diaries import Diary
from examples import at_most
from hypothesis import HealthCheck, given
from practices import EVA, MIA
from server import Server
from stories import Step, Teller, stories
from test_carrying import export, full, rename
from test_copying import ALTERATIONS, copied, other, tamper

from rehabtrack.domain.errors import StorageError
from rehabtrack.domain.ids import new_uid
from rehabtrack.services import file_check
from rehabtrack.services.copying import Copying, NotCopied
from rehabtrack.services.copying_settings import copy_settings
from rehabtrack.storage import carrying, caseload, clinic, erasing, people
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.database import Database, open_or_create
from rehabtrack.storage.journal import Journal, Writer

__all__ = ["full", "other"]

pytestmark = pytest.mark.server

Opening = Callable[[str], Database]


@pytest.fixture
def in_clinic(practice_at: dict[str, str]) -> Iterator[Opening]:
    """What opens a clinic, new for this test, as who logs in."""
    with ExitStack() as opened:

        def opening(login: str) -> Database:
            database = open_or_create(practice_at[login])
            return opened.enter_context(closing(database))

        yield opening


def names(database: Database) -> list[str]:
    return [each.record.name for each in caseload.patients(database, void=True)]


def refused(source: Database, target: Database, patient_id: int = 1) -> NotCopied:
    before = names(target)
    whose = next(each for each in whole.bearers(source) if each.patient_id == patient_id)
    with pytest.raises(NotCopied) as refusal:
        Copying(source, target).copy(whose)
    assert names(target) == before
    return refusal.value


def without_settings(database: Database) -> None:
    for name, value, _ in list(whole.settings(database).rows):
        caseload.forget(database, name, value)


# --- there and back -------------------------------------------------------------------------------


def test_what_is_exported_is_the_same_there_and_back_byte_for_byte(
    full: Database, other: Database, in_clinic: Opening, tmp_path: Path
) -> None:
    without_settings(full)
    there = in_clinic(MIA)
    came = copied(full, there)
    assert came == copied(there, other)
    first, second, third = (
        export(each, "jsonl", tmp_path / f"{name}.jsonl").read_bytes()
        for each, name in ((full, "full"), (there, "there"), (other, "other"))
    )
    assert first == second == third
    assert list(file_check.problems(other)) == []
    assert list(file_check.problems(there)) == []
    assert copied(full, there) == [0, 0, 0]


@at_most(5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories(most=12))
def test_whatever_was_told_comes_back_as_it_was(
    story: list[Step],
    empty_file: str,
    tmp_path_factory: pytest.TempPathFactory,
    in_clinic: Opening,
) -> None:
    folder = tmp_path_factory.mktemp("story")
    there = in_clinic(MIA)
    with (
        closing(open_or_create(shutil.copy(empty_file, folder / "one.db"))) as one,
        closing(open_or_create(shutil.copy(empty_file, folder / "back.db"))) as back,
    ):
        teller = Teller(Diary.of_new_patient(one, f"anna {folder.name}"))
        for step in story:
            teller.tell(step)
        (whose,) = whole.bearers(one)
        Copying(one, there).copy(whose)
        hers = next(each for each in whole.bearers(there) if each.uid == whose.uid)
        Copying(there, back).copy(hers)
        exports = [export(each, "jsonl", folder / str(id(each)), 1) for each in (one, back)]
        assert exports[0].read_bytes() == exports[1].read_bytes()
    shutil.rmtree(folder)


def test_one_patient_comes_out_alone(full: Database, other: Database, in_clinic: Opening) -> None:
    there = in_clinic(MIA)
    copied(full, there)
    zoe = next(each for each in whole.bearers(there) if each.name == "Zoë")
    Copying(there, other).copy(zoe)
    assert names(other) == ["Zoë"]
    assert list(file_check.problems(other)) == []


# --- who sees her ---------------------------------------------------------------------------------


def test_who_copied_her_cares_for_her_and_nobody_else_does(
    full: Database, in_clinic: Opening
) -> None:
    there = in_clinic(MIA)
    copied(full, there)
    journal = Journal(there, caseload.patient_named(there, "Zoë"), Writer(MIA, 0, bytes(16)))
    assert [each.login for each in clinic.carers(journal)] == [MIA]
    assert names(in_clinic(EVA)) == []


def test_of_one_in_the_care_of_others_nothing_is_told_but_that_her_id_is_known(
    anna: Diary, in_clinic: Opening
) -> None:
    copied(anna.database, in_clinic(MIA))
    rename(anna, "Ann")
    there = in_clinic(EVA)
    refusal = refused(anna.database, there)
    assert refusal.sentence == f"The id of Ann is known in {there.path}, and not in your care."
    assert "anna" not in str(refusal).replace(there.path, "")


def test_a_name_that_only_others_patients_have_is_free(
    anna: Diary, empty_file: str, in_clinic: Opening, tmp_path: Path
) -> None:
    copied(anna.database, in_clinic(MIA))
    with closing(open_or_create(shutil.copy(empty_file, tmp_path / "second.db"))) as second:
        Diary.of_new_patient(second, "anna")
        there = in_clinic(EVA)
        copied(second, there)
    assert names(there) == ["anna"]
    assert names(in_clinic(MIA)) == ["anna"]


def test_who_was_erased_there_by_somebody_does_not_come_back_by_another(
    anna: Diary, in_clinic: Opening
) -> None:
    there = in_clinic(MIA)
    copied(anna.database, there)
    (patient,) = caseload.patients(there)
    with there.writing():
        erasing.erase(Journal(there, patient, Writer(MIA, 0, new_uid(0))), "she asked")
    second = in_clinic(EVA)
    assert refused(anna.database, second).sentence == f"anna was erased from {second.path}."


# --- damage and loss ------------------------------------------------------------------------------


@pytest.mark.parametrize(("alteration", "sentence"), ALTERATIONS)
def test_who_is_not_as_she_was_stored_is_refused(
    anna: Diary, in_clinic: Opening, alteration: str, sentence: str
) -> None:
    anna.rate(3, 1)
    anna.rate(1, 2)
    tamper(anna.database, alteration)
    refusal = refused(anna.database, in_clinic(MIA))
    assert refusal.sentence.startswith(
        f"anna is not as she was stored in {anna.database.path}: {sentence}"
    )


def test_a_connection_that_is_lost_loses_one_patient_and_the_same_copy_goes_on(
    full: Database,
    server: Server,
    in_clinic: Opening,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    there, store, tables = in_clinic(MIA), carrying.store, []

    def ending(database: Database, table: str, *rest: Any) -> None:
        store(database, table, *rest)
        tables.append(table)
        if tables.count("massage") == 2:
            server.superuser().execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (MIA,)
            )

    with monkeypatch.context() as patched:
        patched.setattr(carrying, "store", ending)
        with pytest.raises(StorageError, match="was lost"):
            copied(full, there)
    again = in_clinic(MIA)
    assert names(again) == ["Anna"]
    came = copied(full, again)
    assert (came[0], min(came[1:]) > 0) == (0, True)
    assert names(again) == names(full)


# --- settings -------------------------------------------------------------------------------------


def test_of_settings_only_the_templates_of_who_logged_in_come(
    anna: Diary, other: Database, in_clinic: Opening
) -> None:
    with anna.database.writing():
        for author in ("Mia", "Ilse"):
            people.keep_template(anna.database, author, "back", f"Stroking by {author}")
        people.declare_role(anna.database, "Ilse", "doctor")
    there = in_clinic(MIA)
    behind = copy_settings(anna.database, there)
    assert behind == ["role of Ilse", "template of Ilse: back"]
    assert people.templates_of(there, MIA) == {"back": "Stroking by Mia"}
    assert people.templates(in_clinic(EVA)) == {}
    assert copy_settings(there, other) == []
    assert people.templates_of(other, MIA) == {"back": "Stroking by Mia"}
