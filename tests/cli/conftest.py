"""A terminal for the tests of the command line."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import engines
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


@pytest.fixture(scope="module")
def tell_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[Terminal, Callable[[Terminal], None]], None]]:
    """Tells the one story of a module to a new database, and to every further one by copying."""
    with engines.borrowed():
        kept = engines.new_place(tmp_path_factory.mktemp("told"))
        told: list[str] = []

        def tell(rt: Terminal, story: Callable[[Terminal], None]) -> None:
            if told:
                engines.copy(kept, rt.db)
            else:
                story(rt)
                engines.copy(rt.db, kept)
                told.append(kept)

        yield tell


@pytest.fixture
def rt(tmp_path: Path) -> Terminal:
    """The program as somebody uses it on Saturday 14 March 2026 at 09:12 in Berlin."""
    return Terminal(tmp_path)
