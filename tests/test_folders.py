"""Folders that are written whole, or not at all."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from rehabtrack import files
from rehabtrack.files import folder_beside, folder_written_whole


@pytest.fixture(autouse=True)
def open_to_everybody() -> Iterator[None]:
    """A person whose files others may read."""
    before = os.umask(0)
    yield
    os.umask(before)


def write(path: Path, text: str, *, replacing: bool = False) -> None:
    with folder_written_whole(str(path), replacing=replacing) as draft:
        Path(draft, "one").write_text(text)


def test_it_has_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    with folder_written_whole(f"{tmp_path}/out/") as draft:
        Path(draft, "one").write_text("text")
        assert not (tmp_path / "out").exists()
    assert (tmp_path / "out" / "one").read_text() == "text"
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    assert os.listdir(tmp_path) == ["out"]


@pytest.mark.parametrize("replacing", [False, True])
def test_what_fails_leaves_what_was_there(tmp_path: Path, replacing: bool) -> None:
    if replacing:
        write(tmp_path / "out", "before")
    with pytest.raises(ZeroDivisionError):
        _fail(tmp_path / "out", replacing=replacing)
    assert os.listdir(tmp_path) == (["out"] if replacing else [])
    assert not replacing or (tmp_path / "out" / "one").read_text() == "before"


def _fail(path: Path, *, replacing: bool) -> None:
    with folder_written_whole(str(path), replacing=replacing) as draft:
        Path(draft, "one").write_text("half")
        raise ZeroDivisionError


def test_a_folder_goes_only_if_told_so_and_with_all_that_is_in_it(tmp_path: Path) -> None:
    write(tmp_path / "out", "before")
    (tmp_path / "out" / "two").write_text("more")
    with pytest.raises(FileExistsError):
        write(tmp_path / "out", "after")
    write(tmp_path / "out", "after", replacing=True)
    assert os.listdir(tmp_path / "out") == ["one"]
    assert (tmp_path / "out" / "one").read_text() == "after"
    assert os.listdir(tmp_path) == ["out"]


def test_one_that_came_to_be_filled_meanwhile_is_not_replaced_unasked(tmp_path: Path) -> None:
    with pytest.raises(FileExistsError):
        _fill_meanwhile(tmp_path / "out")
    assert (tmp_path / "out" / "theirs").exists()
    assert os.listdir(tmp_path) == ["out"]


def _fill_meanwhile(path: Path) -> None:
    with folder_written_whole(str(path)):
        path.mkdir()
        (path / "theirs").touch()


def test_where_the_new_one_cannot_take_the_name_the_old_one_has_it_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "out", "before")
    true_rename, renamed = os.rename, []

    def rename(source: str, target: str) -> None:
        renamed.append(target)
        if len(renamed) == 2:
            raise PermissionError(13, "Permission denied")
        true_rename(source, target)

    monkeypatch.setattr(files.os, "rename", rename)
    with pytest.raises(PermissionError):
        write(tmp_path / "out", "after", replacing=True)
    assert (tmp_path / "out" / "one").read_text() == "before"
    assert os.listdir(tmp_path) == ["out"]


def test_a_file_or_a_link_of_that_name_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path)
    for replacing in (False, True):
        for name in ("file", "link"):
            with pytest.raises(OSError, match=r"file|symbolic"):
                write(tmp_path / name, "text", replacing=replacing)
    assert (tmp_path / "file").read_text() == "mine"
    assert (tmp_path / "link").is_symlink()


def test_what_a_killed_program_left_is_swept_a_folder_as_a_file(tmp_path: Path) -> None:
    left = tmp_path / ".rehabtrack-999999999-0a.part"
    left.mkdir()
    (left / "one").write_text("left")
    (tmp_path / ".rehabtrack-999999999-0b.part").write_text("left")
    with folder_beside(str(tmp_path / "out")) as aside:
        assert os.listdir(tmp_path) == [os.path.basename(aside)]
    assert os.listdir(tmp_path) == []
