"""F12 of what is written for others: a killed export is whole at its place or not there at all."""

import json
import shutil
import signal
import zipfile
from collections import Counter
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest
from oracle import Diary
from striking import Striker

Rounds = Callable[[int], range]


def is_whole_jsonl(path: Path) -> bool:
    body, _, last = path.read_bytes()[:-1].rpartition(b"\n")
    return bool(json.loads(last)["sha256"] == sha256(body + b"\n").hexdigest())


def is_whole_folder(path: Path) -> bool:
    told = json.loads((path / "manifest.json").read_bytes())["tables"]
    return all(
        sha256((path / f"{table}.csv").read_bytes()).hexdigest() == each["sha256"]
        for table, each in told.items()
    )


def is_whole_spreadsheet(path: Path) -> bool:
    with zipfile.ZipFile(path) as file:
        return file.testzip() is None


def is_whole_bundle(path: Path) -> bool:
    return bool(json.loads(path.read_bytes())["entry"])


def is_whole_page(path: Path) -> bool:
    return path.read_bytes().endswith(b"</html>")


#: What is written for others, and how it is seen that nothing of it is missing.
WHOLE: dict[str, Callable[[Path], bool]] = {
    "export jsonl --to": is_whole_jsonl,
    "export csv --to": is_whole_folder,
    "export xlsx --to": is_whole_spreadsheet,
    "export fhir --to": is_whole_bundle,
    "share make --for doctor --out": is_whole_jsonl,
    "report --for doctor --out": is_whole_page,
}


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize("way", WHOLE)
def test_an_export_is_whole_or_absent(
    written: Diary,
    way: str,
    force: bool,
    rounds: Rounds,
    random: Random,
    figures: Counter[str],
) -> None:
    out = written.folder.parent / "out"
    out.mkdir()
    target = out / "export"
    line = (*way.split(), str(target), *(["--force"] if force else []))

    def start() -> Any:
        if target.is_dir() and not force:
            shutil.rmtree(target)
        elif not force:
            target.unlink(missing_ok=True)
        return written.start(*line)

    striker = Striker(random, start, out, found="export")
    for _ in rounds(2):
        struck = striker.strike(signal.SIGKILL)
        figures.update({"rounds": 1, "struck while running": struck.hit})
        figures.update({"struck while writing": struck.writing})
        written.must_be_sound()
        half = target.exists() and not WHOLE[way](target)
        figures.update({"half-written": half})
        assert not half
        assert target.exists() or not struck.done.out
    if not force and target.exists():
        shutil.rmtree(target) if target.is_dir() else target.unlink()
    written.does(*line)
    assert [each.name for each in out.iterdir()] == ["export"]  # the rest is swept
    assert WHOLE[way](target)
