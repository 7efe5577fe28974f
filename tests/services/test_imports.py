"""What tables hold is stored whole and once, and the warnings follow."""

import shutil
from contextlib import closing
from datetime import UTC, datetime
from io import BytesIO
from itertools import count
from operator import itemgetter
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from examples import at_most
from hypothesis import given
from hypothesis import strategies as some

from rehabtrack.domain.moment import zone_named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.patient import Patient
from rehabtrack.interchange.items import Row
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.sheet import decoded
from rehabtrack.interchange.table import Table
from rehabtrack.services import file_check, history, massage, undo, undoable
from rehabtrack.services.imports import Share, store
from rehabtrack.services.staged import Staged, content_of
from rehabtrack.storage import caseload, warnings
from rehabtrack.storage.database import Database, open_or_create
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.rows import columns_of

NOW = int(datetime(2026, 3, 14, 12, tzinfo=UTC).timestamp() * 1000)
UTC_ZONE = zone_named("UTC")
COMMANDS = count(1)
TWO = "at,value\n2026-03-02T08:00,5\n2026-03-01T08:00,2\n"


def writer(author: str = "anna") -> Writer:
    """A command of its own."""
    return Writer(author, NOW, next(COMMANDS).to_bytes(16, "big"))


def staged(*texts: str, **options: Any) -> Staged:
    layout = Layout(zone=UTC_ZONE, now=NOW, **({"site": "back"} | options))
    found = Staged()
    for text in texts:
        list(found.take(Table(decoded(BytesIO(text.encode())), layout).items("me")))
    return found


def taken_in(database: Database, *texts: str, dry_run: bool = False, **options: Any) -> list[Share]:
    """Import tables, and see that the file is sound."""
    with closing(staged(*texts, **options)) as found:
        shares = store(database, writer(), found, dry_run=dry_run)
    assert not list(file_check.problems(database))
    return shares


def counts(shares: list[Share]) -> tuple[int, int]:
    """(added, already there) of all patients."""
    return sum(s.added for s in shares), sum(s.already_there for s in shares)


def journal(database: Database, name: str = "me") -> Journal:
    (patient,) = [p for p in caseload.patients(database) if p.record.name == name]
    return Journal(database, patient, writer())


def ratings(database: Database, name: str = "me", *, voided: bool = False) -> list[Entry[Any]]:
    return list(journal(database, name).between("pain", voided=voided))


def log_massage(database: Database, at: str, name: str = "me") -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    moment = UTC_ZONE.moment(int(instant.timestamp() * 1000))
    with database.writing():
        massage.log(journal(database, name), MassageSession(moment=moment))


# --- once ----------------------------------------------------------------------------------------


def test_rows_are_stored_in_order_of_time_as_one_change(database: Database) -> None:
    (share,) = taken_in(database, TWO)
    assert (share.added, share.already_there, share.made) == (2, 0, True)
    first, second = ratings(database)
    assert [(e.no, e.record.value) for e in (first, second)] == [(1, 2), (2, 5)]
    assert {(e.change, e.version, e.author) for e in (first, second)} == {(1, 1, "anna")}
    (change,) = journal(database).changes()
    assert change.action == "import"


def test_a_table_taken_in_twice_adds_nothing_and_makes_no_change(database: Database) -> None:
    taken_in(database, TWO)
    assert counts(taken_in(database, TWO)) == (0, 2)
    assert len(list(journal(database).changes())) == 1


def test_a_longer_table_adds_what_is_new(database: Database) -> None:
    taken_in(database, TWO)
    assert counts(taken_in(database, f"{TWO}2026-03-03T08:00,1\n2026-03-02T08:00,5\n")) == (2, 2)
    assert [(e.no, e.record.value) for e in ratings(database)] == [(1, 2), (2, 5), (3, 5), (4, 1)]


def test_one_table_given_twice_in_a_command_is_stored_once(database: Database) -> None:
    assert counts(taken_in(database, TWO, TWO)) == (2, 2)


def test_equal_rows_of_one_table_are_all_stored(database: Database) -> None:
    text = f"{TWO}2026-03-02T08:00,5\n"
    assert counts(taken_in(database, text)) == (3, 0)
    assert counts(taken_in(database, text)) == (0, 3)


CODED = "at,value,code\n2026-03-02T08:00,5,a\n2026-03-02T08:00,5,b\n2026-03-02T08:00,5,a\n"


@pytest.mark.parametrize("codes", ["ab", "ba"])
def test_equal_rows_taken_in_by_parts_are_all_stored_and_once(
    database: Database, codes: str
) -> None:
    for code in codes:
        added = CODED.count(f",{code}\n")
        assert counts(taken_in(database, CODED, where=("code", code))) == (added, 0)
        assert counts(taken_in(database, CODED, where=("code", code))) == (0, added)
    assert counts(taken_in(database, CODED)) == (0, 3)


def test_the_whole_after_a_part_adds_the_rest(database: Database) -> None:
    taken_in(database, CODED, where=("code", "b"))
    assert counts(taken_in(database, CODED)) == (2, 1)


def test_equal_rows_of_a_table_count_apart_from_those_of_another(database: Database) -> None:
    twice = f"{TWO}2026-03-02T08:00,5\n"
    assert counts(taken_in(database, TWO, twice, TWO)) == (3, 4)
    assert counts(taken_in(database, twice)) == (0, 3)


def test_equal_rows_of_two_patients_are_each_the_first_of_their_own(database: Database) -> None:
    text = "at,value,patient\n2026-03-01,4,Ann\n2026-03-01,4,Ben\n2026-03-01,4,ann\n"
    assert counts(taken_in(database, text)) == (3, 0)
    assert counts(taken_in(database, "at,value,patient\n2026-03-01,4,Ben\n")) == (0, 1)
    assert counts(taken_in(database, text)) == (0, 3)


def test_a_patient_of_whom_every_row_is_passed_over_is_not_made(database: Database) -> None:
    text = "at,value,patient,code\n2026-03-01,4,Ann,a\n2026-03-01,4,Ben,b\n"
    (share,) = taken_in(database, text, where=("code", "b"))
    assert (share.journal.patient.record.name, share.added) == ("Ben", 1)
    assert [p.record.name for p in caseload.patients(database)] == ["Ben"]


@at_most(20)
@given(
    some.permutations(
        [
            f"2026-03-{day:02}T08:00,{patient},{value}"
            for day in (1, 2, 3)
            for patient in ("Ann", "Ben", "Cid")
            for value in (1, 2)
        ]
    )
)
def test_whatever_the_order_of_the_rows_the_file_holds_them_by_patient_and_time(
    rows: list[str],
) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(open_or_create(f"{folder}/journal.db")) as database,
    ):
        for name in ("Cid", "Ben"):  # they lie before Ann then, whose row may be the first
            with database.writing():
                caseload.add_patient(database, Patient(name=name), writer(), action="patient add")
        text = "\n".join(["at,patient,value", *rows, ""])
        command, found = writer(), Staged(["Cid", "Ben"])
        layout = Layout(zone=UTC_ZONE, now=NOW, site="back")
        with closing(found):
            list(found.take(Table(decoded(BytesIO(text.encode())), layout).items()))
            store(database, command, found)
        lying = list(database.execute("SELECT patient_id, at, no FROM pain ORDER BY rowid"))
        assert lying == sorted(lying)
        assert [no for _, _, no in lying] == [1, 2, 3, 4, 5, 6] * 3
        for name in ("Ann", "Ben", "Cid"):
            told = [row for row in sorted(rows, key=lambda row: row[:16]) if f",{name}," in row]
            assert [f",{e.record.value}" for e in ratings(database, name)] == [
                row[-2:] for row in told
            ]


def test_a_row_edited_or_voided_by_hand_is_already_there(database: Database) -> None:
    taken_in(database, TWO)
    with database.writing():
        first, _ = ratings(database)
        history.edit(journal(database), first, first.record.replace(value=3))
    with database.writing():
        _, second = ratings(database)
        history.void(journal(database), second, "another person's")
    assert counts(taken_in(database, TWO)) == (0, 2)
    assert [e.record.value for e in ratings(database)] == [3]


def test_a_row_whose_import_was_undone_is_stored_again(database: Database) -> None:
    taken_in(database, TWO)
    with database.writing():
        mine = journal(database)
        undo.take_back(mine, undoable.newest(mine), "undo")
    assert ratings(database) == []
    assert counts(taken_in(database, TWO)) == (2, 0)
    assert counts(taken_in(database, TWO)) == (0, 2)
    assert len(ratings(database, voided=True)) == 4


def test_a_row_whose_undo_was_redone_is_already_there(database: Database) -> None:
    taken_in(database, TWO)
    for action, find in (("undo", undoable.newest), ("redo", undoable.newest_undo)):
        with database.writing():
            mine = journal(database)
            undo.take_back(mine, find(mine), action)
    assert counts(taken_in(database, TWO)) == (0, 2)


def test_what_was_found_by_a_trial_is_not_stored(database: Database) -> None:
    (share,) = taken_in(database, TWO, dry_run=True)
    assert (share.added, share.made) == (2, True)
    assert caseload.patients(database) == []
    taken_in(database, TWO)
    (share,) = taken_in(database, TWO, dry_run=True)
    assert (share.added, share.already_there, share.made) == (0, 2, False)


def test_rows_of_a_pain_table_and_of_a_massage_table_are_kept_apart(database: Database) -> None:
    taken_in(database, TWO)
    text = "at,by\n2026-03-01T08:00,2\n"
    assert counts(taken_in(database, text, kind="massage", site=None)) == (1, 0)
    assert counts(taken_in(database, text, kind="massage", site=None)) == (0, 1)


@given(
    some.lists(
        some.tuples(
            some.sampled_from(["2026-03-01", "2026-03-01T08:00", "2026-03-02 07:30+05:30"]),
            some.sampled_from(["0", "4", "10", "7.0"]),
            some.sampled_from(["back", "neck", "other:knee", ""]),
            some.sampled_from(["nrs", "vas", "faces", ""]),
            some.sampled_from(["now", "worst-24h", "average-7d", ""]),
            some.sampled_from(["", "a", "a", "b"]),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_laid_aside_is_what_the_record_has_in_its_table(
    rows: list[tuple[str, ...]],
) -> None:
    text = "\n".join(["at,value,site,scale,recall,note", *map(",".join, rows), ""])
    layout = Layout(zone=UTC_ZONE, now=NOW, site="leg-left")
    read = list(Table(decoded(BytesIO(text.encode())), layout).items("me"))
    columns = [
        columns_of("pain", item.record, item.identity) for item in read if isinstance(item, Row)
    ]
    with closing(staged(text, site="leg-left")) as found:
        laid = [row for _, kinds in found.by_patient() for _, mine in kinds for row in mine]
    assert [
        (at, *content_of(content), identity) for _, at, _, identity, content, *_ in laid
    ] == sorted(columns, key=itemgetter(0))


# --- whose ---------------------------------------------------------------------------------------

THREE = "at,value,patient\n2026-03-02,1,Zoe\n2026-03-01,2,Ben\n2026-03-01,3, zOE \n"


def test_patients_are_found_whatever_their_case_or_made_and_counted(database: Database) -> None:
    with database.writing():
        caseload.add_patient(database, Patient(name="ben"), writer(), action="patient add")
    shares = taken_in(database, THREE)
    assert {s.journal.patient.record.name: (s.made, s.added) for s in shares} == {
        "Zoe": (True, 2),
        "ben": (False, 1),
    }
    assert [e.record.value for e in ratings(database, "Zoe")] == [3, 1]


def test_each_patient_gets_a_change_of_the_one_command(database: Database) -> None:
    taken_in(database, THREE)
    changes = [
        next(journal(database, patient.record.name).changes())
        for patient in caseload.patients(database)
    ]
    assert [change.action for change in changes] == ["import", "import"]
    assert len({change.command for change in changes}) == 1


def test_undo_takes_back_the_whole_import_from_any_of_its_patients(database: Database) -> None:
    with database.writing():
        caseload.add_patient(database, Patient(name="Ida"), writer(), action="patient add")
    taken_in(database, THREE)
    with database.writing():
        mine = journal(database, "Ben")
        undo.take_back(mine, undoable.numbered(mine, 1), "undo")
    assert [p.record.name for p in caseload.patients(database)] == ["Ida"]
    assert not list(file_check.problems(database))
    assert counts(taken_in(database, THREE)) == (3, 0)


# --- warnings ------------------------------------------------------------------------------------


def test_sessions_from_before_follow_late_ratings_and_are_told(database: Database) -> None:
    taken_in(database, "at,value\n2026-03-01T08:00,2\n")
    log_massage(database, "2026-03-01T10:00")
    log_massage(database, "2026-03-02T09:00")
    (share,) = taken_in(database, TWO)
    (told,) = share.shifts.first
    assert (told.gravest_before and told.gravest_before.status) == "unverified"
    assert (told.gravest_now and told.gravest_now.status) == "high-pain"
    journal = share.journal
    assert [warnings.warning_numbered(journal, no).how for no in told.raised] == ["import"]
    assert share.graded == {}


def test_a_rating_known_by_its_date_reaches_the_sessions_before_other_ratings_of_that_day(
    database: Database,
) -> None:
    taken_in(database, "at,value\n2026-02-01,2\n")
    log_massage(database, "2026-03-01T06:00")
    (share,) = taken_in(database, "at,value\n2026-03-01T08:00,2\n2026-03-01,7\n")
    assert [told.gravest_now and told.gravest_now.status for told in share.shifts.first] == [
        "high-pain"
    ]


def test_ratings_that_do_not_count_change_no_session(database: Database) -> None:
    taken_in(database, TWO)
    log_massage(database, "2026-03-03T06:00")
    (share,) = taken_in(database, "at,value\n2026-03-02T12:00,9\n", site="other:knee")
    assert share.shifts == ([], [], 0)


def test_added_massages_are_warned_of_by_status_and_count_as_seen(database: Database) -> None:
    taken_in(database, TWO)
    text = "at\n2026-03-02T07:00\n2026-03-02T09:00\n2026-03-01\n2026-02-01\n"
    (share,) = taken_in(database, text, kind="massage", site=None)
    assert share.graded == {"high-pain": 1, "unverified": 1}
    assert share.shifts == ([], [], 0)
    raised = warnings.raised(journal(database))
    assert [(w.how, w.due) for w in raised if not w.withdrawn_by] == [("import", False)] * 2


# --- whole or not at all -------------------------------------------------------------------------


def test_a_failure_in_the_middle_leaves_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_many, calls = Journal.add_many, count()

    def failing(*args: Any, **kwargs: Any) -> None:
        if next(calls):
            raise RuntimeError
        add_many(*args, **kwargs)

    monkeypatch.setattr(Journal, "add_many", failing)
    with closing(staged(THREE)) as found, pytest.raises(RuntimeError):
        store(database, writer(), found)
    assert caseload.patients(database) == []


HOURS = some.integers(0, 24 * 40)
RATED = some.lists(some.tuples(HOURS, some.integers(0, 10), some.sampled_from(["back", "neck"])))


def rows(rated: list[tuple[int, int, str]]) -> str:
    lines = [
        f"2026-0{1 + hour // 24 // 28}-{1 + hour // 24 % 28:02}"
        + (f"T{hour % 24:02}:00" if hour % 24 else "")
        + f",{value},{site}"
        for hour, value, site in rated
    ]
    return "\n".join(["at,value,site", *lines, "2026-01-01,1,other:knee", ""])


@at_most(30)
@given(first=RATED, second=RATED, sessions=some.lists(HOURS, max_size=6))
def test_whatever_comes_in_before_and_after_the_warnings_are_what_the_rule_says(
    empty_file: str,
    first: list[tuple[int, int, str]],
    second: list[tuple[int, int, str]],
    sessions: list[int],
) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(open_or_create(shutil.copy(empty_file, folder))) as database,
    ):
        database.execute("PRAGMA synchronous=OFF")
        taken_in(database, rows(first), site=None)
        massages = rows([(hour, 0, "") for hour in sessions])
        taken_in(database, massages, kind="massage", site=None)
        taken_in(database, rows(second), site=None)
        taken_in(database, rows(first + second), rows(first), site=None)
