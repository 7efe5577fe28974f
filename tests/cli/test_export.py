"""`export`: everything, or one person's, whole at its place or not at all."""

import json
import os
import shutil
import stat
from contextlib import closing
from pathlib import Path
from typing import Any

import engines
import openpyxl
import pytest
from command_line import Terminal
from encrypted_terminal import EncryptedTerminal

from rehabtrack.services.carrying import carry_in, opened
from rehabtrack.storage.database import is_address, open_or_create

#: Each with the name of what it writes.
WAYS = {"jsonl": "out.jsonl", "csv": "out", "csv --raw": "out", "xlsx": "out.xlsx"}
WHOLE = ["jsonl", "csv", "csv --raw"]


@pytest.fixture
def practice(rt: Terminal, kept: str) -> Terminal:
    """A database with a row in every table that a command fills; one patient was erased."""
    engines.fill(rt.db, kept)
    rt.now = "2026-01-10T10:00"
    return rt


def out(rt: Terminal, way: str) -> Path:
    return rt.folder / WAYS[way]


def line(rt: Terminal, way: str, more: str = "") -> str:
    return f"export {way} --to {out(rt, way)} {more}"


def content(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(path.iterdir())
    return {file.name: file.read_bytes() for file in files}


def objects(path: Path) -> list[dict[str, Any]]:
    return [json.loads(each) for each in path.read_text(encoding="utf-8").split("\n")[:-1]]


def beside_the_database(rt: Terminal) -> list[str]:
    """What else is in the folder; a clinic is not there."""
    found = sorted(os.listdir(rt.folder))
    if not is_address(rt.db):
        found.remove("journal.db")
    return found


def taken_in(path: Path, db: str) -> None:
    with closing(open_or_create(db)) as database, opened(str(path), database) as source:
        carry_in(database, source)


@pytest.mark.parametrize("way", WAYS)
def test_it_says_what_it_wrote_and_that_it_is_plain(practice: Terminal, way: str) -> None:
    done = practice(line(practice, way))
    assert (done.code, done.err) == (0, "")
    assert done.out == (
        f"Everything about 2 patients is in:\n{out(practice, way)}\n"
        "It is not encrypted: who can read it can read all of it.\n"
    )


@pytest.mark.parametrize("way", WHOLE)
@pytest.mark.parametrize("encrypted", [False, pytest.param(True, marks=pytest.mark.files)])
def test_another_file_that_takes_it_in_says_the_same(
    practice: Terminal, way: str, encrypted: bool, tmp_path: Path
) -> None:
    other = (EncryptedTerminal if encrypted else Terminal)(tmp_path / "other")
    other.folder.mkdir()
    if isinstance(other, EncryptedTerminal):
        pytest.importorskip("sqlcipher3")
        open_or_create(other.db).close()
        other.encrypt()
    other.now = practice.now
    practice(line(practice, way))
    taken_in(out(practice, way), other.db)
    for asked in (
        "db check",
        *(
            f"--patient {name} {command}"
            for name in ("Anna", "Zoë")
            for command in (
                *("massage check --json", "review --json", "warnings --json", "log --json"),
                *("warnings --all --json", "periods --json", "undo --list", "show p1", "today"),
            )
            if command != "today"
        ),
        *("patients --json", "role", "me"),
    ):
        assert other(asked) == practice(asked), asked
    assert other(line(other, way)).code == 0
    assert content(out(other, way)) == content(out(practice, way))


@pytest.mark.parametrize("way", WAYS)
def test_one_patient_alone_is_written_out(practice: Terminal, way: str) -> None:
    done = practice(f"--patient Zoë {line(practice, way)}")
    assert done.out.startswith("Everything about Zoë is in:\n")
    path = out(practice, way)
    if way == "xlsx":
        names = {page["A2"].value for page in openpyxl.load_workbook(path) if page.max_row > 1}
        assert names == {"Zoë"}
        return
    told = b"".join(content(path).values()).decode()
    assert "東京" not in told
    assert "Dr Vogel" not in told
    assert told.count('"journal":"') == 1
    assert '"erasure":0' in told or '"erasure":{"rows":0' in told


def test_export_all_writes_the_same_lines(practice: Terminal) -> None:
    practice(f"--patient Anna {line(practice, 'jsonl')}")
    practice(f"patient export-all Anna --to {practice.folder}/all")
    whole = (practice.folder / "all" / "journal.jsonl").read_bytes()
    assert whole == out(practice, "jsonl").read_bytes()


def test_void_and_erased_patients_settings_and_earlier_versions_are_in_it(
    practice: Terminal,
) -> None:
    practice("patient add Cid")
    practice("--patient Cid undo")
    practice(line(practice, "jsonl"))
    told = objects(out(practice, "jsonl"))
    assert [each["erased"] for each in told if "journal" in each] == [False, False, True, False]
    assert {"Anna", "Zoë", "Cid"} == {
        each["name"] for each in told if each.get("table") == "patient"
    }
    assert {"setting", "pain_version", "erasure"} <= {each.get("table") for each in told}
    assert "Ben" not in out(practice, "jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("way", WAYS)
def test_it_is_its_owners_alone_and_nothing_is_replaced_unasked(
    practice: Terminal, way: str
) -> None:
    path = out(practice, way)
    practice(line(practice, way))
    assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)
    if path.is_dir():
        assert {stat.S_IMODE(file.stat().st_mode) for file in path.iterdir()} == {0o600}
    before = content(path)
    practice.now = "2026-01-10T10:01"
    refused = practice.refuses(line(practice, way))
    assert refused == f"The file {path} is there already. Give another name, or --force."
    assert content(path) == before
    assert practice(line(practice, way, "--force")).code == 0
    assert content(path) != before
    assert beside_the_database(practice) == [WAYS[way]]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("force", ["", "--force"])
def test_a_link_is_neither_followed_nor_replaced(practice: Terminal, way: str, force: str) -> None:
    path, aim = out(practice, way), practice.folder / "elsewhere"
    practice(line(practice, way))
    os.rename(path, aim)
    before = content(aim)
    os.symlink(aim, path)
    assert "is a link" in practice.refuses(line(practice, way, force))
    assert content(aim) == before
    assert path.is_symlink()


@pytest.mark.parametrize("force", ["", "--force"])
def test_a_folder_with_other_things_is_left_alone(practice: Terminal, force: str) -> None:
    mine = practice.folder / "out" / "mine.txt"
    mine.parent.mkdir()
    mine.write_text("mine")
    practice.refuses(line(practice, "csv", force))
    mine.unlink()
    assert practice(line(practice, "csv", force)).code == 0
    mine.write_text("mine")
    practice.refuses(line(practice, "csv", force))
    assert mine.read_text() == "mine"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ["", "."])
def test_no_name_is_not_the_folder_where_one_is(
    practice: Terminal, monkeypatch: pytest.MonkeyPatch, way: str, name: str
) -> None:
    here = practice.folder / "here"
    here.mkdir()
    (here / "mine.txt").write_text("mine")
    monkeypatch.chdir(here)
    assert practice(f"export {way} --force --to", name).code == 1
    assert os.listdir(here) == ["mine.txt"]


@pytest.mark.files  # a clinic has no name among files
@pytest.mark.parametrize("way", WAYS)
def test_the_database_is_never_replaced(practice: Terminal, way: str) -> None:
    before = Path(practice.db).read_bytes()
    refused = practice.refuses(f"export {way} --force --to {practice.db}")
    assert refused == f"The file {practice.db} is the database itself. Give another name."
    assert "keeps for itself" in practice.refuses(f"export {way} --to {practice.db}-journal")
    assert Path(practice.db).read_bytes() == before


@pytest.mark.parametrize("way", WAYS)
def test_of_nobody_there_is_nothing_to_write(rt: Terminal, way: str) -> None:
    assert rt.refuses(line(rt, way)).startswith("There is no patient yet.")
    assert rt.refuses(f"--patient me {line(rt, way)}").startswith("There is no patient yet.")
    assert os.listdir(rt.folder) == []


@pytest.mark.parametrize("way", WAYS)
def test_what_cannot_be_written_leaves_nothing(practice: Terminal, way: str) -> None:
    path = practice.folder / "missing" / WAYS[way]
    assert "cannot be written" in practice.refuses(f"export {way} --to {path}")
    assert beside_the_database(practice) == []


@pytest.mark.parametrize("way", ["jsonl", "csv", "xlsx"])
def test_a_disk_that_fills_leaves_what_was_there(
    practice: Terminal, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice(line(practice, way))
    before = content(out(practice, way))

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    refused = practice.refuses(line(practice, way, "--force"))
    assert "No space left on device" in refused
    assert content(out(practice, way)) == before
    assert beside_the_database(practice) == [WAYS[way]]


def test_a_sheet_a_kind_with_void_records_and_values_with_their_scale(practice: Terminal) -> None:
    practice(line(practice, "xlsx"))
    book = openpyxl.load_workbook(out(practice, "xlsx"))
    assert {"patient", "pain", "massage", "note", "warning", "answer", "change"} <= {
        *book.sheetnames
    }
    assert not [name for name in book.sheetnames if name.endswith("_version")]
    page = book["pain"]
    place = {cell.value: number for number, cell in enumerate(page[1])}
    told = [[cell.value for cell in each] for each in page.iter_rows(min_row=2)]
    assert {"28/100 mm", "4/10 faces", "weak"} <= {each[place["value"]] for each in told}
    assert [each[place["id"]] for each in told if each[place["voided_by"]]]
    assert {each[place["patient"]] for each in told} == {"Anna", "Zoë"}


def test_the_spreadsheet_says_what_it_cut(practice: Terminal) -> None:
    practice(f"--patient Anna pain 2 --note {'😀' * 19_000}")
    done = practice(line(practice, "xlsx"))
    assert done.code == 0
    assert done.sentence == (
        "1 text is longer than a cell can hold and cut there: export jsonl has the whole."
    )


def test_a_killed_exports_litter_is_swept_by_the_next(practice: Terminal) -> None:
    litter = practice.folder / ".rehabtrack-999999999-00.part"
    litter.mkdir()
    (litter / "pain.csv").write_text("left")
    practice(line(practice, "csv"))
    assert not litter.exists()
    shutil.rmtree(practice.folder / "out")
