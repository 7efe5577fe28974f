"""A browser, and the pages of every journal that is looked at with it."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from browser import chromium
from journals import JOURNALS, told
from playwright.sync_api import Browser

#: The page of a journal: its file, made once.
Paged = Callable[[str], Path]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for the tests of one module."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Paged:
    """The page that `report` makes of a journal, by its name."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def made(name: str) -> Path:
        page = folder / f"{name}.html"
        (folder / name).mkdir()
        journal = JOURNALS[name](folder / name)
        told(journal, "report", "--out", str(page), *journal.report, fine=(0, 4, 5))
        return page

    return made
