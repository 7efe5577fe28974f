"""Files are written whole or not at all, for their owner alone, and never over another unasked."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from rehabtrack import files
from rehabtrack.files import not_written, written_whole


def write(path: Path, text: str, *, replacing: bool = False) -> None:
    with written_whole(str(path), replacing=replacing) as draft:
        Path(draft).write_text(text)


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_file_is_its_owners_alone_under_any_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write(tmp_path / "out", "text")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o600
    assert (tmp_path / "out").read_text() == "text"
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
@pytest.mark.parametrize("replacing", [False, True])
def test_a_device_or_a_pipe_is_never_replaced(tmp_path: Path, replacing: bool) -> None:
    os.mkfifo(tmp_path / "out")
    with pytest.raises(OSError, match=r"exists|no file|out"):
        write(tmp_path / "out", "text", replacing=replacing)
    assert stat.S_ISFIFO((tmp_path / "out").stat().st_mode)
    assert os.listdir(tmp_path) == ["out"]


def test_a_name_without_a_folder_is_in_the_present_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("out"), "text")
    assert os.listdir(tmp_path) == ["out"]


def test_a_file_that_is_there_is_replaced_only_if_told_so(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("old")
    with pytest.raises(FileExistsError):
        write(out, "new")
    assert out.read_text() == "old"
    write(out, "new", replacing=True)
    assert out.read_text() == "new"
    assert os.listdir(tmp_path) == ["out"]


def test_a_file_that_comes_to_be_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(FileExistsError), written_whole(str(out)):
        out.write_text("another's")
    assert out.read_text() == "another's"
    assert os.listdir(tmp_path) == ["out"]


def test_a_disk_without_hard_links_serves_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: str) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    out = tmp_path / "out"
    write(out, "text")
    assert out.read_text() == "text"
    with pytest.raises(FileExistsError), written_whole(str(tmp_path / "other")):
        (tmp_path / "other").write_text("another's")
    assert (tmp_path / "other").read_text() == "another's"


@pytest.mark.parametrize("replacing", [False, True])
@pytest.mark.parametrize("leads_somewhere", [False, True])
def test_a_link_is_neither_followed_nor_replaced(
    tmp_path: Path, replacing: bool, leads_somewhere: bool
) -> None:
    there, link = tmp_path / "there", tmp_path / "link"
    if leads_somewhere:
        there.write_text("old")
    link.symlink_to(there)
    with pytest.raises(OSError, match="link") as refused:
        write(link, "new", replacing=replacing)
    assert link.is_symlink()
    assert there.exists() == leads_somewhere
    assert not leads_somewhere or there.read_text() == "old"
    assert not_written(refused.value, "link").sentence == "The name link is a link."


def interrupted(path: Path, error: type[BaseException]) -> None:
    with written_whole(str(path), replacing=True) as draft:
        Path(draft).write_text("ne")
        raise error


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_what_fails_on_the_way_leaves_all_as_it_was(
    tmp_path: Path, error: type[BaseException]
) -> None:
    out = tmp_path / "out"
    out.write_text("old")
    with pytest.raises(error):
        interrupted(out, error)
    assert out.read_text() == "old"
    assert os.listdir(tmp_path) == ["out"]


def test_it_is_on_the_disk_before_it_has_its_name_and_the_name_before_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, link, folder = os.fsync, os.link, str(tmp_path)

    def syncing(handle: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        sync(handle)

    def linking(draft: str, path: str) -> None:
        steps.append("name")
        link(draft, path)

    monkeypatch.setattr(os, "fsync", syncing)
    monkeypatch.setattr(os, "link", linking)
    write(Path(folder) / "out", "text")
    assert steps == ["file", "name", "folder"]


KILLED = """
import os, sys
from rehabtrack.files import written_whole
with written_whole(sys.argv[1], replacing=True) as draft:
    open(draft, "w").write("half")
    open(draft + "-journal", "w").write("half")
    os.kill(os.getpid(), 9)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows tells otherwise who runs")
def test_what_a_killed_program_left_goes_with_the_next_file_in_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("old")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(out)], check=False)
    assert killed.returncode == -9
    assert out.read_text() == "old"
    assert len(os.listdir(tmp_path)) == 3
    write(tmp_path / "other", "text")
    assert sorted(os.listdir(tmp_path)) == ["other", "out"]


def test_the_draft_of_a_program_that_runs_is_left_alone(tmp_path: Path) -> None:
    with written_whole(str(tmp_path / "one")) as draft:
        Path(draft).write_text("one")
        write(tmp_path / "two", "two")
    assert (tmp_path / "one").read_text() == "one"


@pytest.mark.parametrize("name", [".rehabtrack-x-1.part", ".rehabtrack-", ".rehabtrack-0-1.part"])
def test_a_name_that_only_looks_like_a_draft_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    files._sweep(str(tmp_path))
    assert os.listdir(tmp_path) == [name]


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    path = str(tmp_path / "file" / "out")
    with pytest.raises(NotADirectoryError) as refused:
        write(Path(path), "text")
    assert str(not_written(refused.value, path)) == (
        f"The file {path} cannot be written: Not a directory. "
        "Nothing was written; give another place."
    )
