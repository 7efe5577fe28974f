"""A browser, and the pages of every journal that is looked at with it."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser import chromium
from reported import JOURNALS, Journal, told

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: The page of a journal, made once: its file, by its name and what more the report is asked for.
Paged = Callable[..., Path]


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Chromium, for the tests of one module."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Paged:
    """Makes pages as `report` does."""
    folder = tmp_path_factory.mktemp("pages")

    @cache
    def journal_of(name: str) -> Journal:
        (folder / name).mkdir()
        return JOURNALS[name](folder / name)

    @cache
    def made(name: str, *more: str) -> Path:
        journal, page = journal_of(name), folder / f"{'-'.join((name, *more))}.html"
        told(journal, "report", "--out", str(page), *journal.report, *more, fine=(0, 4, 5))
        return page

    return made
