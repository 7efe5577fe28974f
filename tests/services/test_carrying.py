"""What is exported comes in again as it was, or not at all."""

import re
import shutil
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import engines
import pytest
from diaries import Diary, march
from examples import at_most
from hypothesis import HealthCheck, given
from stories import Step, Teller, stories

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.ids import new_uid
from rehabtrack.interchange import csv_folder, jsonl
from rehabtrack.interchange.spelling import Cells, uuid_text
from rehabtrack.interchange.whole_file import Held, Making
from rehabtrack.services import file_check
from rehabtrack.services.carrying import (
    NameTaken,
    PatientErased,
    PatientThere,
    Source,
    carried_in,
    carry_in,
    opened,
)
from rehabtrack.services.exporting import parts, tables
from rehabtrack.storage import carrying, caseload, converting, erasing, keys
from rehabtrack.storage.database import Database, open_or_create
from rehabtrack.storage.digests import digest_of
from rehabtrack.storage.journal import Writer
from rehabtrack.storage.schema import metadata

MAKING = Making("2026-03-14T08:12:00.000Z", "anna", "0")
#: What no command writes: a policy is only followed by another, an addendum never changed.
EMPTY = {"policy_version", "addendum_version"}
HOW = ["jsonl", "csv", "csv --raw"]


def export(database: Database, how: str, path: Path, patient: int | None = None) -> Path:
    found = parts(database, patient)
    if how == "jsonl":
        path.write_bytes(b"".join(jsonl.lines(MAKING, tables(database), found)))
    else:
        path.mkdir()
        csv_folder.write(str(path), MAKING, tables(database), found, raw="--raw" in how)
    return path


def take(database: Database, path: Path) -> Any:
    with opened(str(path), database) as source:
        return carry_in(database, source)


def rows(database: Database) -> dict[str, list[Any]]:
    """Every row of every table of the schema, in whatever order it lies there."""
    return {
        name: sorted(database.execute(f'SELECT * FROM "{name}"'), key=repr)
        for name in metadata.tables
    }


def content(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(path.iterdir())
    return {file.name if path.is_dir() else "": file.read_bytes() for file in files}


@pytest.fixture
def full(kept: str, tmp_path: Path) -> Iterator[Database]:
    """A database with a row in every table that a command fills, to do anything to."""
    (tmp_path / "full").mkdir()
    place = engines.new_place(tmp_path / "full")
    engines.fill(place, kept)
    with closing(engines.opened(place)) as found:
        yield found


# --- there and back -------------------------------------------------------------------------------


@pytest.mark.parametrize("how", HOW)
def test_every_row_of_every_table_comes_back_as_it_was(
    full: Database, database: Database, tmp_path: Path, how: str
) -> None:
    there = export(full, how, tmp_path / "there")
    came = take(database, there)
    held = rows(full)
    assert {name for name, found in held.items() if not found} <= EMPTY
    assert rows(database) == held
    assert content(export(database, how, tmp_path / "back")) == content(there)
    assert list(file_check.problems(database)) == []
    assert came.rows == {name: len(found) for name, found in held.items() if found}
    assert (came.patients, came.erased, came.left) == ([1, 2], [3], 0)


def test_no_table_and_no_column_is_forgotten(full: Database) -> None:
    told = {name: [column for column, *_ in columns] for name, columns in tables(full).items()}
    assert told == {
        name: [column.name for column in table.c if column.name != "patient_id"]
        for name, table in metadata.tables.items()
    }


def test_each_table_comes_after_those_that_it_points_to(full: Database) -> None:
    order = list(tables(full))
    for name, table in metadata.tables.items():
        for key in table.foreign_key_constraints:
            assert order.index(key.referred_table.name) <= order.index(name)


@pytest.mark.parametrize("table", metadata.tables)
def test_it_is_known_what_the_rows_of_every_table_amount_to(table: str) -> None:
    assert carrying.check_of(table, bytes(16))


@pytest.mark.parametrize("how", HOW)
@at_most(12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(story=stories(most=12))
def test_whatever_was_told_comes_back_as_it_was(
    how: str, story: list[Step], empty_file: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("story")
    (folder / "other").mkdir()
    with (
        engines.borrowed(),
        closing(engines.opened(engines.new_place(folder, empty_file))) as one,
        closing(engines.opened(engines.new_place(folder / "other", empty_file))) as other,
    ):
        engines.hurry(one)
        teller = Teller(Diary.of_new_patient(one))
        for step in story:
            teller.tell(step)
        there = export(one, how, folder / "there")
        take(other, there)
        assert rows(other) == rows(one)
        assert content(export(other, how, folder / "back")) == content(there)
    shutil.rmtree(folder)


@pytest.mark.files
@pytest.mark.parametrize("how", HOW)
def test_an_encrypted_file_takes_it_in_and_gives_it_out(
    full: Database, empty_file: str, tmp_path: Path, how: str
) -> None:
    pytest.importorskip("sqlcipher3")
    path = str(shutil.copy(empty_file, tmp_path / "sealed.db"))
    converting.convert(path, keys.NO_KEY, keys.new_in_file(str(tmp_path / "key")))
    there = export(full, how, tmp_path / "there")
    with closing(open_or_create(path)) as sealed:
        take(sealed, there)
        assert rows(sealed) == rows(full)
        assert content(export(sealed, how, tmp_path / "back")) == content(there)


@pytest.mark.parametrize("how", HOW)
def test_one_journal_comes_under_the_next_number_and_sealed_as_it_was(
    full: Database, anna: Diary, tmp_path: Path, how: str
) -> None:
    anna.edit_patient(site="neck")
    rename(anna, "Eva")
    came = take(anna.database, export(full, how, tmp_path / "there", patient=2))
    assert (came.patients, came.erased, came.left) == ([2], [], 0)
    assert caseload.patient(anna.database, 2).record.name == "Zoë"
    assert list(file_check.problems(anna.database)) == []
    hers = "SELECT * FROM change WHERE patient_id = 2"
    assert list(anna.database.execute(hers)) == list(full.execute(hers))


def rename(diary: Diary, name: str) -> None:
    diary.edit_patient(name=name)


def test_settings_are_taken_only_where_there_is_none_of_that_name(
    full: Database, database: Database, tmp_path: Path
) -> None:
    with database.writing():
        caseload.remember(database, caseload.AUTHOR, "Ilse")
    came = take(database, export(full, "jsonl", tmp_path / "there"))
    assert caseload.setting(database, caseload.AUTHOR) == "Ilse"
    assert came.left == 1
    assert came.rows["setting"] == len(rows(full)["setting"]) - 1


def test_something_more_is_written_in_the_same_transaction_or_nothing_at_all(
    full: Database, database: Database, tmp_path: Path
) -> None:
    there = export(full, "jsonl", tmp_path / "there")
    before = rows(database)
    with pytest.raises(ZeroDivisionError), opened(str(there), database) as source:
        _take_and_fail(database, source)
    assert rows(database) == before


def _take_and_fail(database: Database, source: Source) -> None:
    with carried_in(database, source) as came:
        assert came.patients == [1, 2]
        raise ZeroDivisionError


# --- who is known ---------------------------------------------------------------------------------


@pytest.mark.parametrize("how", HOW)
def test_who_is_there_does_not_come_a_second_time(full: Database, tmp_path: Path, how: str) -> None:
    before = rows(full)
    with pytest.raises(PatientThere) as refused:
        take(full, export(full, how, tmp_path / "there"))
    assert refused.value.uid == caseload.patient(full, 1).uid
    assert refused.value.sentence == "Anna is here already."
    assert rows(full) == before


def test_who_was_erased_does_not_come_back(
    full: Database, database: Database, tmp_path: Path
) -> None:
    there = export(full, "jsonl", tmp_path / "there", patient=2)
    take(database, there)
    uid = caseload.patient(database, 1).uid
    erase(database, 1)
    with pytest.raises(PatientErased) as refused:
        take(database, there)
    assert refused.value.uid == uid


def erase(database: Database, patient_id: int) -> None:
    diary = Diary(database, patient_id)
    with diary.command() as journal:
        erasing.erase(journal, "she asked")


def test_who_was_erased_there_and_is_here_stays_and_is_named(
    full: Database, database: Database, tmp_path: Path
) -> None:
    take(database, export(full, "jsonl", tmp_path / "zoe", patient=2))
    erase(full, 2)
    with pytest.raises(PatientErased, match=r"^Zoë was erased from the file that this one is of\."):
        take(database, export(full, "jsonl", tmp_path / "there"))
    assert caseload.patient(database, 1).record.name == "Zoë"


def test_the_mark_of_one_who_is_erased_here_as_well_is_left(
    full: Database, database: Database, tmp_path: Path
) -> None:
    take(database, export(full, "jsonl", tmp_path / "first"))
    with database.writing():
        writer = Writer("anna", march(31), new_uid(march(31)))
        for patient_id in (1, 2):
            database.before_commit.clear()
            journal = Diary(database, patient_id).journal(writer.command)
            erasing.erase(journal, "she asked")
            journal.seal()
            database.before_commit.clear()
    erase(full, 1)
    erase(full, 2)
    before = rows(database)
    came = take(database, export(full, "jsonl", tmp_path / "again"))
    assert (came.patients, came.erased) == ([], [])
    assert {name: len(found) for name, found in rows(database).items() if name != "setting"} == {
        name: len(found) for name, found in before.items() if name != "setting"
    }


def test_a_name_that_another_has_is_refused(full: Database, anna: Diary, tmp_path: Path) -> None:
    with pytest.raises(NameTaken) as refused:
        take(anna.database, export(full, "jsonl", tmp_path / "there"))
    assert refused.value.name == "Anna"
    assert "called Anna" in refused.value.sentence


# --- damage ---------------------------------------------------------------------------------------


def refused(database: Database, path: Path) -> str:
    """The sentence with which it is refused; nothing of it is stored."""
    before = rows(database)
    with pytest.raises(ImportRefused) as refusal:
        take(database, path)
    assert rows(database) == before
    return refusal.value.sentence


@pytest.fixture
def there(full: Database, tmp_path: Path) -> list[bytes]:
    return export(full, "jsonl", tmp_path / "there.jsonl").read_bytes().splitlines(keepends=True)


def written(path: Path, lines: list[bytes]) -> Path:
    path.write_bytes(b"".join(lines))
    return path


def test_one_flipped_byte_anywhere_is_refused_with_a_line(
    there: list[bytes], database: Database, tmp_path: Path
) -> None:
    for place, line in enumerate(there):
        at = Random(place).randrange(len(line))
        flipped = bytearray(line)
        flipped[at] ^= 1
        path = written(tmp_path / "flipped", [*there[:place], flipped, *there[place + 1 :]])
        sentence = refused(database, path)
        assert sentence.startswith("Line "), (line, at, sentence)


def test_a_missing_line_is_refused(there: list[bytes], database: Database, tmp_path: Path) -> None:
    for place in range(0, len(there), 3):
        path = written(tmp_path / "missing", [*there[:place], *there[place + 1 :]])
        assert refused(database, path).startswith("Line ")


def test_lines_in_another_order_are_refused(
    there: list[bytes], database: Database, tmp_path: Path
) -> None:
    for place in range(1, len(there) - 1, 3):
        swapped = [*there[: place - 1], there[place], there[place - 1], *there[place + 1 :]]
        assert refused(database, written(tmp_path / "swapped", swapped)).startswith("Line ")


def test_a_file_that_was_cut_off_is_refused(
    there: list[bytes], database: Database, tmp_path: Path
) -> None:
    path = written(tmp_path / "cut", there[:-1])
    assert refused(database, path) == f"Line {len(there)} is cut off, or was never written."
    path = written(tmp_path / "cut in a line", [*there[:5], there[5][:40]])
    assert refused(database, path) == "Line 6 is cut off, or was never written."
    path = written(tmp_path / "empty", [])
    assert refused(database, path) == "Line 1 is cut off, or was never written."


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        (b"pain", b'"site":"', b'"site":"other:'),
        (b"pain_version", b'"author":"', b'"author":"not '),
        (b"change", b'"author":"', b'"author":"not '),
        (b"change", b'"made":"', b'"made":"00'),
        (b"warning", b'"status":"', b'"status":"un'),
        (b"answer", b'"code":"', b'"code":"x'),
        (b"erasure", b'"because":"', b'"because":"not '),
        (b"setting", b'"value":"', b'"value":"not '),
    ],
)
def test_the_row_that_was_altered_is_named_even_where_the_digest_of_the_file_was_made_anew(
    there: list[bytes], database: Database, tmp_path: Path, table: bytes, old: bytes, new: bytes
) -> None:
    place = next(n for n, line in enumerate(there) if b'"table":"%b"' % table in line)
    assert old in there[place]
    altered = there[place].replace(old, new, 1)
    path = written(tmp_path / "anew", resealed([*there[:place], altered, *there[place + 1 :]]))
    assert refused(database, path) == f"Line {place + 1} is not as it was stored."


def test_what_was_left_out_with_its_counts_is_missed_by_the_chain(
    there: list[bytes], database: Database, tmp_path: Path
) -> None:
    place = next(n for n, line in enumerate(there) if b'"table":"symptom"' in line)
    last = max(n for n, line in enumerate(there) if b'"table":"symptom"' in line)
    kept = [*there[:place], *there[last + 1 :]]
    sentence = refused(database, written(tmp_path / "out", resealed(kept)))
    assert sentence.startswith("Line ")
    assert "a journal that is not as it was kept: What u" in sentence


def test_where_one_is_missing_the_line_after_it_is_named(
    there: list[bytes], database: Database, tmp_path: Path
) -> None:
    for table in (b"pain", b"change", b"warning"):
        place = 1 + next(n for n, line in enumerate(there) if b'"table":"%b"' % table in line)
        kept = resealed([*there[:place], *there[place + 1 :]])
        assert refused(database, written(tmp_path / "out", kept)) == (
            f"Line {place + 1} is not where it must be: one before it is missing."
        )


def test_the_mark_of_another_patient_is_refused(database: Database, tmp_path: Path) -> None:
    diary = Diary.of_new_patient(database, "anna")  # who wrote all of it herself
    uid = caseload.patient(database, diary.patient_id).uid
    erase(database, diary.patient_id)
    lines = export(database, "jsonl", tmp_path / "there").read_bytes().splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if b'{"journal"' in line)
    lines[place] = lines[place].replace(uuid_text(uid).encode(), uuid_text(uid[::-1]).encode())
    (tmp_path / "other").mkdir()
    with closing(engines.opened(engines.new_place(tmp_path / "other"))) as other:
        sentence = refused(other, written(tmp_path / "another", resealed(lines)))
    assert sentence.endswith(" is another patient's.")


def resealed(lines: list[bytes]) -> list[bytes]:
    """With a last line that counts and digests what is there."""
    from collections import Counter
    from hashlib import sha256

    import msgspec

    counts = Counter(msgspec.json.decode(line).get("table") for line in lines[:-1])
    end = msgspec.json.decode(lines[-1])
    end["end"] = {name: counts[name] for name in end["end"]}
    end["sha256"] = sha256(b"".join(lines[:-1])).hexdigest()
    return [*lines[:-1], msgspec.json.encode(end) + b"\n"]


def test_a_record_that_cannot_be_true_is_refused_though_everything_is_sealed(
    database: Database, empty_file: str, tmp_path: Path
) -> None:
    (tmp_path / "untrue").mkdir()
    with closing(engines.opened(engines.new_place(tmp_path / "untrue", empty_file))) as untrue:
        diary = Diary.of_new_patient(untrue)
        diary.rate(8, march(3))
        with diary.command() as journal:
            names = [name for name, *_ in tables(untrue)["pain"]]
            (row,) = journal.query("PAIN_ROWS")
            said = list(row[10:])
            said[names.index("counts") - 9] = 0
            journal.add_many("pain", [tuple(said)], action="log")
        there = export(untrue, "jsonl", tmp_path / "there")
    sentence = refused(database, there)
    assert sentence.endswith("p2 is not counted as its site and recall say.")


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        *(("patient", "name", " "), ("phase", "author", ""), ("massage", "minutes", 1441)),
        *(("pain", "value", 101), ("pain", "value", 2**31)),
    ],
)
def test_what_no_table_holds_is_refused_with_about_its_line_though_its_digest_is_right(
    full: Database, database: Database, tmp_path: Path, kind: str, column: str, value: object
) -> None:
    place = [name for name, *_ in tables(full)[kind]].index(column)

    def forged(row: Cells) -> Cells:
        said = [*row[:place], value, *row[place + 1 :]]
        said[8] = digest_of(kind, *said[:6], *said[9:])
        return tuple(said)

    found = (
        part._replace(rows=map(forged, part.rows))
        if isinstance(part, Held) and part.table == kind
        else part
        for part in parts(full)
    )
    lines, of_kind = [*jsonl.lines(MAKING, tables(full), found)], f'"table":"{kind}"'.encode()
    sentence = refused(database, written(tmp_path / "forged", lines))
    told = re.fullmatch(r"Line (\d+), or one before it, cannot be true.", sentence)
    assert told is not None
    places = [n for n, line in enumerate(b"".join(lines).splitlines(), 1) if of_kind in line]
    assert places[0] <= int(told[1]) <= places[-1] + 1


Spoil = Callable[[list[bytes]], list[bytes]]


def _in_pain(old: bytes, new: bytes) -> Spoil:
    def spoil(lines: list[bytes]) -> list[bytes]:
        place = next(n for n, line in enumerate(lines) if b'"table":"pain"' in line)
        assert old in lines[place]
        return [*lines[:place], lines[place].replace(old, new, 1), *lines[place + 1 :]]

    return spoil


def _first(old: bytes, new: bytes) -> Spoil:
    return lambda lines: [lines[0].replace(old, new, 1), *lines[1:]]


def _last(old: bytes, new: bytes) -> Spoil:
    return lambda lines: [*lines[:-1], lines[-1].replace(old, new, 1)]


SPOILT: dict[str, tuple[Spoil, str]] = {
    "NaN": (_in_pain(b'"width":0', b'"width":NaN'), "is not one that rehabtrack writes."),
    "1e999": (_in_pain(b'"width":0', b'"width":1e999'), "is not one that rehabtrack writes."),
    "a key twice": (
        _in_pain(b'"width":0', b'"width":0,"width":0'),
        "is not spelt as rehabtrack writes it.",
    ),
    "nested": (
        _in_pain(b'"width":0', b'"width":' + b"[" * 100_000 + b"]" * 100_000),
        "is not one that rehabtrack writes.",
    ),
    "an unknown field nested": (
        _in_pain(b'"width":0', b'"deep":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
        "is not one that rehabtrack writes.",
    ),
    "5,000 digits": (
        _in_pain(b'"width":0', b'"width":' + b"9" * 5000),
        "is not one that rehabtrack writes.",
    ),
    "2^64": (
        _in_pain(b'"width":0', b'"width":18446744073709551616'),
        "is not one that rehabtrack writes.",
    ),
    "a text for a number": (
        _in_pain(b'"width":0', b'"width":"3"'),
        "is not one that rehabtrack writes.",
    ),
    "a field too few": (_in_pain(b'"width":0,', b""), "is not one that rehabtrack writes."),
    "an unknown field": (
        _in_pain(b'"width":0', b'"width":0,"mood":1'),
        "is not one that rehabtrack writes.",
    ),
    "an unknown table": (
        _in_pain(b'"table":"pain"', b'"table":"mood"'),
        "is not one that rehabtrack writes.",
    ),
    "bad UTF-8": (_in_pain(b'"zone":"', b'"zone":"\xff'), "is not one that rehabtrack writes."),
    "half a character": (
        _in_pain(b'"zone":"', b'"zone":"\\ud800'),
        "is not one that rehabtrack writes.",
    ),
    "no instant": (
        _in_pain(b'"at":"2026-', b'"at":"2026-99-'),
        "is not one that rehabtrack writes.",
    ),
    "spaces": (_in_pain(b'"width":0', b'"width": 3'), "is not spelt as rehabtrack writes it."),
    "BOM": (_first(b"{", b"\xef\xbb\xbf{"), "is not the first line of such a file."),
    "a nested beginning": (
        _first(b'"made_at"', b'"deep":' + b"[" * 100_000 + b',"made_at"'),
        "is not the first line of such a file.",
    ),
    "no object": (_first(b"{", b"[{"), "is not the first line of such a file."),
    "wrong count": (_last(b'"pain":', b'"pain":1'), "came before it."),
    "wrong digest": (_last(b'"sha256":"', b'"sha256":"0'), "has the digest of other lines"),
    "a table too few": (_last(b'"answer":2,', b""), "does not count every table."),
    "more after it": (lambda lines: [*lines, lines[1]], "comes after the last one."),
    "a journal twice": (
        lambda lines: [*lines[:-1], *(each for each in lines if b'{"journal"' in each), lines[-1]],
        "begins a journal that came before.",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_what_no_export_has_is_refused_with_its_line(
    what: str, there: list[bytes], database: Database, tmp_path: Path
) -> None:
    spoil, words = SPOILT[what]
    sentence = refused(database, written(tmp_path / "spoilt", spoil(there)))
    assert sentence.startswith("Line ")
    assert words in sentence


def test_a_file_of_a_newer_format_says_so(
    there: list[bytes], database: Database, tmp_path: Path
) -> None:
    newer = _first(b'"rehabtrack":1,', b'"rehabtrack":2,"more":[1],')(there)
    path = written(tmp_path / "newer", newer)
    assert refused(database, path) == "The file was made by a newer rehabtrack."


def test_a_line_without_end_is_refused_in_little_memory(
    there: list[bytes], database: Database, tmp_path: Path
) -> None:
    path = tmp_path / "endless"
    with open(path, "wb") as file:
        file.writelines([*there[:3], b'{"table":"pain","id":"'])
        file.truncate(2**30)
    tracemalloc.start()
    try:
        assert refused(database, path) == "Line 4 is longer than 4,000,000 bytes."
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_a_file_is_known_by_its_beginning() -> None:
    assert jsonl.recognises(b'{"rehabtrack":1,"made_at":')
    assert jsonl.recognises(b'\xef\xbb\xbf{"rehabtrack":7')
    for other in (b"", b"{", b'{"resourceType":"Bundle"', b"at,site,value", b'{"rehabtrack_csv":1'):
        assert not jsonl.recognises(other)


# --- damage of a folder ---------------------------------------------------------------------------


@pytest.fixture(params=["csv", "csv --raw"])
def folder(full: Database, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return export(full, request.param, tmp_path / "folder")


def test_one_flipped_byte_in_any_table_is_refused_with_its_file(
    folder: Path, database: Database
) -> None:
    for path in sorted(folder.glob("*.csv")):
        whole = path.read_bytes()
        for at in Random(path.name).sample(range(len(whole)), 3):
            flipped = bytearray(whole)
            flipped[at] ^= 1
            path.write_bytes(flipped)
            assert path.name in refused(database, folder), at
        path.write_bytes(whole)


def test_a_table_without_a_row_or_without_its_end_is_refused(
    folder: Path, database: Database
) -> None:
    for path in sorted(folder.glob("*.csv")):
        whole = path.read_bytes()
        path.write_bytes(whole[:-1])
        assert path.name in refused(database, folder)
        if whole.count(b"\r\n") > 1:
            path.write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
            assert path.name in refused(database, folder)
        path.write_bytes(whole)


def test_a_folder_without_one_of_its_files_is_refused(folder: Path, database: Database) -> None:
    (folder / "pain.csv").unlink()
    assert "cannot be read" in refused(database, folder)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (b'{"rehabtrack_csv":1', b'{"rehabtrack_csv":2,"a":1', "made by a newer rehabtrack."),
        (b'"raw":', b'"raw":0,"raw":', "The manifest is not"),
        (b'"raw":', b'"raw" :', "The manifest is not spelt as rehabtrack writes it."),
        (b'"program":"0",', b"", "The manifest is not one that rehabtrack writes."),
        (b'"program":"0"', b'"program":"0","more":NaN', "The manifest is not one"),
        (b'"program":"0"', b'"program":' + b"[" * 100_000, "The manifest is not one"),
        (b"{", b"\xef\xbb\xbf{", "The manifest is not one that rehabtrack writes."),
        (b'"pain":{"rows":', b'"pain":{"rows":1', "the manifest counts 1"),
        (b'"change":', b'"change":1', "is not as it was kept"),
        (b'"pain":{"rows"', b'"pains":{"rows"', "does not tell of every table."),
        (b'"journals":[{', b'"journals":[],"journals":[{', "The manifest is not spelt"),
    ],
)
def test_a_manifest_that_is_not_as_it_was_written_is_refused(
    folder: Path, database: Database, old: bytes, new: bytes, words: str
) -> None:
    manifest = folder / csv_folder.MANIFEST
    told = manifest.read_bytes()
    assert old in told
    manifest.write_bytes(told.replace(old, new, 1))
    assert words in refused(database, folder)


@pytest.mark.parametrize(
    ("rows_", "words"),
    [
        (b'"never closed', "its quotes do not match"),
        (b"x" * 5_000_000, "is longer than 4,000,000 bytes"),
        (b"\xff\r\n", "is not UTF-8 text"),
        (b"\r\n", "is empty"),
        (b"nobody,1\r\n", "does not say whose it is"),
        (b"00000000-0000-0000-0000-000000000000,1\r\n", "is not where it must be"),
    ],
)
def test_a_row_that_no_export_has_is_refused_with_its_line(
    folder: Path, database: Database, rows_: bytes, words: str
) -> None:
    path = folder / "score.csv"
    header = path.read_bytes().splitlines(keepends=True)[0]
    path.write_bytes(header + rows_)
    sentence = refused(database, folder)
    assert sentence.startswith("Line 2 of score.csv ")
    assert words in sentence


def test_a_folder_is_known_by_its_manifest(folder: Path, tmp_path: Path) -> None:
    assert csv_folder.recognises(str(folder))
    assert not csv_folder.recognises(str(tmp_path))
