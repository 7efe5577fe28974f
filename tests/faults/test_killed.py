"""Killed at a random moment: every change is whole or absent, and what was told stays."""

import re
import shutil
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from oracle import PRIVATE, Diary, signature
from striking import Striker

WRITING = {
    "number": "6",
    "pain": f"pain back=4 leg-left=2 --note {PRIVATE}",
    "massage": f"massage log --minutes 30 --before 5 --after 3 --note {PRIVATE}",
    "edit": f"edit p1 --value 3 --note {PRIVATE}2",
    "void": "void m1 --because slip",
    "undo": "undo u1",
    "import": "import TABLE",
    "erase": "patient erase me --because asked --yes",
}
Rounds = Callable[[int], range]


@pytest.mark.parametrize("name", WRITING)
def test_a_change_is_whole_or_absent(
    name: str,
    written: Diary,
    kept: Path,
    table: str,
    rounds: Rounds,
    random: Random,
    figures: Counter[str],
) -> None:
    line = [table if word == "TABLE" else word for word in WRITING[name].split()]
    before = written.state()
    written.does(*line)
    whole = signature(before, written.state())
    assert whole["+change"] == 1

    def start() -> Any:
        written.hot.unlink(missing_ok=True)
        shutil.copy(kept, written.db)
        return written.start(*line)

    striker = Striker(random, start, written.folder)
    for _ in rounds(3):
        struck = striker.strike(signal.SIGKILL)
        figures.update({"rounds": 1, "struck while running": struck.hit})
        figures.update({"struck while writing": struck.writing})
        written.must_be_sound()
        stored = signature(before, written.state())
        half, lost = bool(stored) and stored != whole, bool(struck.done.out) and not stored
        figures.update({"half-written": half, "acknowledged records lost": lost})
        figures.update({"records acknowledged": bool(struck.done.out)})
        assert not half, stored
        assert not lost, struck


def test_what_was_told_stays_through_many_kills(
    diary: Diary, rounds: Rounds, random: Random, figures: Counter[str]
) -> None:
    told: dict[str, tuple[int, str]] = {}
    notes = iter(f"{PRIVATE} {number}" for number in range(10**6))
    given: list[tuple[int, str]] = []

    def start() -> Any:
        given.append((random.randint(0, 10), next(notes)))
        return diary.start("pain", str(given[-1][0]), "--note", given[-1][1])

    striker = Striker(random, start, diary.folder)
    for _ in rounds(15):
        struck = striker.strike(signal.SIGKILL)
        figures.update({"rounds": 1, "struck while running": struck.hit})
        figures.update({"struck while writing": struck.writing})
        for id_, value in struck.done.stored():
            assert value == given[-1][0]
            told[id_] = given[-1]
    diary.must_be_sound()
    there = diary.ratings()
    lost = [id_ for id_, rating in told.items() if there.get(id_) != rating]
    strange = [rating for rating in there.values() if rating not in given]
    figures.update({"records acknowledged": len(told), "acknowledged records lost": len(lost)})
    figures.update({"half-written": len(strange)})
    assert not lost
    assert not strange


def test_a_first_record_is_whole_or_there_is_no_file(
    diary: Diary, rounds: Rounds, random: Random, figures: Counter[str]
) -> None:
    def start() -> Any:
        shutil.rmtree(diary.folder)
        diary.folder.mkdir()
        return diary.start("pain", "6", "--note", PRIVATE)

    striker = Striker(random, start, diary.folder, found="")
    for _ in rounds(3):
        struck = striker.strike(signal.SIGKILL)
        figures.update({"rounds": 1, "struck while running": struck.hit})
        figures.update({"struck while writing": struck.writing})
        if diary.db.exists():
            diary.must_be_sound()
            assert set(diary.ratings().values()) <= {(6, PRIVATE)}
        else:
            assert not struck.done.out
        assert diary.run("2").code == 0
        diary.must_be_sound()


def test_an_export_is_whole_or_absent(
    written: Diary, rounds: Rounds, random: Random, figures: Counter[str]
) -> None:
    out = written.folder.parent / "out"
    line = ("patient", "export-all", "--force", "--to", str(out))
    written.does(*line)
    whole = {file.name: _without_time(file) for file in out.iterdir()}

    def start() -> Any:
        for file in out.iterdir():
            if not file.name.startswith("."):
                file.write_text("an earlier one")
        return written.start(*line)

    striker = Striker(random, start, out, found="journal.txt")
    for _ in rounds(3):
        struck = striker.strike(signal.SIGKILL)
        figures.update({"rounds": 1, "struck while running": struck.hit})
        written.must_be_sound()
        for name, lines in whole.items():
            found = _without_time(out / name)
            half = found not in (lines, [])
            figures.update({"half-written": half})
            assert not half
            assert found or not struck.done.out
    written.does(*line)
    assert {file.name: _without_time(file) for file in out.iterdir()} == whole  # the rest is swept


def _without_time(file: Path) -> list[str]:
    """The lines between the first, which has the time of writing, and the last, which seals it."""
    return file.read_text().splitlines()[1:-1]


def test_a_backup_is_whole_or_absent(
    written: Diary, rounds: Rounds, random: Random, figures: Counter[str]
) -> None:
    if not re.search(r"^  backup ", written.does("db", "--help").out, re.MULTILINE):
        pytest.skip("there is no `db backup` yet")
    copies = Diary(written.folder.parent / "copies")
    copies.folder.mkdir()
    before = written.state()

    def start() -> Any:
        copies.db.unlink(missing_ok=True)
        return written.start("db", "backup", "--to", str(copies.db))

    striker = Striker(random, start, copies.folder, found="")
    for _ in rounds(3):
        struck = striker.strike(signal.SIGKILL)
        figures.update({"rounds": 1, "struck while running": struck.hit})
        written.must_be_sound()
        assert written.state() == before
        whole = copies.db.exists() and copies.state() == before
        figures.update({"half-written": copies.db.exists() and not whole})
        assert whole or not copies.db.exists()
        assert whole or not struck.done.out
    copies.db.unlink(missing_ok=True)
    written.does("db", "backup", "--to", str(copies.db))
    copies.must_be_sound()  # and what the killed ones left is swept


def test_a_reject_file_is_whole_or_absent_and_there_before_anything_is_stored(
    written: Diary,
    kept: Path,
    table: str,
    rounds: Rounds,
    random: Random,
    figures: Counter[str],
) -> None:
    rejects = written.folder.parent / "rejects"
    rejects.mkdir()
    bad, refused = written.folder.parent / "bad.csv", rejects / "refused.csv"
    bad.write_text(Path(table).read_text() + f"2025-01-01T00:00Z,back,11,{PRIVATE}\n" * 2000)
    before = written.state()

    def start() -> Any:
        written.hot.unlink(missing_ok=True)
        shutil.copy(kept, written.db)
        refused.unlink(missing_ok=True)
        return written.start("import", str(bad), "--reject-file", str(refused))

    striker = Striker(random, start, rejects, found="")
    whole = refused.read_bytes()
    assert whole.count(b"11 is not") == 2000
    for _ in rounds(3):
        struck = striker.strike(signal.SIGKILL)
        figures.update({"rounds": 1, "struck while running": struck.hit})
        written.must_be_sound()
        stored = written.state() != before
        half = refused.exists() and refused.read_bytes() != whole
        figures.update({"half-written": half})
        assert not half
        assert refused.exists() or not stored
        assert stored or not struck.done.out
    refused.unlink(missing_ok=True)
    written.does("import", str(bad), "--reject-file", str(refused))
    assert [each.name for each in rejects.iterdir()] == ["refused.csv"]  # the litter is swept
