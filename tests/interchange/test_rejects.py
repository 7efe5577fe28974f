"""Refused rows are kept for the person who is to correct them, and for nobody else."""

import csv
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rehabtrack.domain.errors import Refused
from rehabtrack.interchange.items import Refusal
from rehabtrack.interchange.rejects import TOLD, Rejects

BAD = Refusal(12, "11 is not a value.", "Use 0 to 10.", {"at": "2026-03-01", "value": "11"})


def test_refused_rows_are_written_with_their_line_and_reason_for_the_owner_alone(
    tmp_path: Path,
) -> None:
    path = tmp_path / "refused.csv"
    with Rejects(str(path), "pain") as rejects:
        rejects.add("a.csv", BAD, "me")
        rejects.add("b.csv", BAD._replace(cells={"patient": "Ann"}), "")
        rejects.finish()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first, second = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    assert (first["file"], first["line"]) == ("a.csv", "12")
    assert first["reason"] == "11 is not a value. Use 0 to 10."
    assert (first["at"], first["value"], first["patient"]) == ("2026-03-01", "11", "me")
    assert second["patient"] == "Ann"


def test_without_a_refused_row_no_file_is_made(tmp_path: Path) -> None:
    with Rejects(str(tmp_path / "refused.csv"), "pain") as rejects:
        rejects.finish()
    assert not list(tmp_path.iterdir())


def test_a_file_or_link_that_is_there_already_is_left_alone(tmp_path: Path) -> None:
    taken, link = tmp_path / "taken.csv", tmp_path / "link.csv"
    taken.write_text("mine")
    link.symlink_to(tmp_path / "nowhere")
    for path in (taken, link):
        with pytest.raises(Refused, match="is there already"):
            Rejects(str(path), "pain")
    assert taken.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_what_takes_the_name_before_the_first_row_is_left_alone(tmp_path: Path) -> None:
    link = tmp_path / "link.csv"
    with Rejects(str(link), "pain") as rejects:
        link.symlink_to(tmp_path / "nowhere")
        with pytest.raises(Refused, match="is a link"):
            rejects.add("a.csv", BAD, "me")
    assert os.listdir(tmp_path) == ["link.csv"]


@pytest.mark.parametrize("taking", ["file", "link"])
def test_what_takes_the_name_while_rows_are_written_is_left_alone(
    tmp_path: Path, taking: str
) -> None:
    path = tmp_path / "refused.csv"
    with Rejects(str(path), "pain") as rejects:
        rejects.add("a.csv", BAD, "me")
        if taking == "file":
            path.write_text("mine")
        else:
            path.symlink_to(tmp_path / "nowhere")
        with pytest.raises(Refused, match="is there already"):
            rejects.finish()
        rejects.__exit__(Refused, None, None)
    assert os.listdir(tmp_path) == ["refused.csv"]
    assert path.is_symlink() or path.read_text() == "mine"


def test_the_file_has_its_name_only_when_it_is_whole_and_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, synced, fsync = tmp_path / "refused.csv", [], os.fsync

    def watched(handle: int) -> None:
        size = os.fstat(handle).st_size
        synced.append((path.exists(), size if stat.S_ISREG(os.fstat(handle).st_mode) else None))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    with Rejects(str(path), "pain") as rejects:
        for _ in range(1000):
            rejects.add("a.csv", BAD, "me")
        assert not path.exists()
        rejects.finish()
        assert synced == [(False, path.stat().st_size), (True, None)]  # the file, then its folder
    assert os.listdir(tmp_path) == ["refused.csv"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_full_disk_leaves_no_file(tmp_path: Path) -> None:
    run = [sys.executable, "-c", FULL, str(tmp_path / "refused.csv")]
    said = subprocess.run(run, capture_output=True, text=True, check=True, env=in_tests())
    assert "cannot be written: File too large. Nothing was stored;" in said.stdout
    assert os.listdir(tmp_path) == []


FULL = """
import resource, sys
from test_rejects import BAD
from rehabtrack.interchange.rejects import Rejects
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    with Rejects(sys.argv[1], "pain") as rejects:
        for _ in range(10_000):
            rejects.add("a.csv", BAD, "me")
except Exception as error:
    print(error)
"""


def in_tests() -> dict[str, str]:
    """The environment of a process that may import this module."""
    return os.environ | {"PYTHONPATH": os.path.dirname(__file__)}


def test_a_file_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    with (
        Rejects(str(tmp_path / "no" / "refused.csv"), "pain") as rejects,
        pytest.raises(Refused, match="cannot be written: No such file or directory"),
    ):
        rejects.add("a.csv", BAD, "me")


@pytest.mark.parametrize("finished", [True, False])
def test_it_goes_again_if_what_it_accompanies_fails(tmp_path: Path, finished: bool) -> None:
    rejects = Rejects(str(tmp_path / "refused.csv"), "pain")
    rejects.add("a.csv", BAD, "me")
    if finished:
        rejects.finish()
        assert os.listdir(tmp_path) == ["refused.csv"]
    rejects.__exit__(RuntimeError, RuntimeError(), None)
    assert not list(tmp_path.iterdir())


def test_all_are_counted_and_the_first_kept_to_be_told() -> None:
    with Rejects(None, "pain") as rejects:
        for line in range(100):
            rejects.add("a.csv", BAD._replace(line=line), "me")
    assert rejects.count == 100
    assert [refusal.line for _, refusal in rejects.first] == list(range(TOLD))
