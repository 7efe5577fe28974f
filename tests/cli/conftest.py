"""A terminal for the tests of the command line."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Terminal

from rehabtrack.storage import new_file


@pytest.fixture(scope="session", autouse=True)
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The first new file is filled, and every other gets its pages: there are thousands of them."""
    fill, first = new_file._fill, tmp_path_factory.mktemp("filled") / "first.db"

    def copied(draft: str) -> None:
        if not first.exists():
            fill(draft)
            shutil.copyfile(draft, first)
        shutil.copyfile(first, draft)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(new_file, "_fill", copied)
        yield


@pytest.fixture
def rt(tmp_path: Path) -> Terminal:
    """The program as somebody uses it on Saturday 14 March 2026 at 09:12 in Berlin."""
    return Terminal(tmp_path)
