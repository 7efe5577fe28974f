"""The page as a printer gets it from a browser: one sheet, dark on white, nothing cut off."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from browser import missing, opened
from journals import JOURNALS
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument

from rehabtrack.domain.errors import Refused
from rehabtrack.reports.pdf import pdf

Paged = Callable[[str], Path]
_PAPER = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
_WHITE = ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def only_sheet(content: bytes) -> str:
    """The text of a PDF of one sheet, without its spaces."""
    with closing(PdfDocument(content)) as made:
        assert len(made) == 1
        return squeezed(made[0].get_textpage().get_text_range())


def squeezed(text: str) -> str:
    return "".join(text.split()).casefold()  # as headings are printed in capitals


def ends_of(page: Page) -> list[str]:
    """What stands first and last on the page."""
    return [squeezed(page.inner_text(each)) for each in ("h1", "footer")]


@pytest.mark.parametrize(("sheet", "background"), [("A4", False), ("Letter", True)])
@pytest.mark.parametrize("name", JOURNALS)
def test_a_page_prints_to_exactly_one_sheet(
    browser: Browser, page_of: Paged, name: str, sheet: str, background: bool
) -> None:
    with opened(browser, page_of(name), color_scheme="dark") as seen:
        said = only_sheet(seen.page.pdf(format=sheet, print_background=background))
        for each in ends_of(seen.page):
            assert each in said


@pytest.mark.parametrize("name", ["demo", "diary", "hostile"])
def test_weasyprint_sets_a_page_on_exactly_one_sheet(
    browser: Browser, page_of: Paged, name: str
) -> None:
    path = page_of(name)
    try:
        said = only_sheet(pdf(path.read_text(encoding="utf-8")))
    except Refused as refused:
        missing(refused.sentence)
    with opened(browser, path) as seen:
        for each in ends_of(seen.page):
            assert each in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_its_letters_dark_whatever_the_screen(
    browser: Browser, page_of: Paged, scheme: str
) -> None:
    with opened(browser, page_of("demo"), color_scheme=scheme) as seen:
        seen.page.emulate_media(media="print")
        background, ink = seen.page.evaluate(_PAPER)
    assert background in _WHITE
    assert max(map(int, ink.removeprefix("rgb(").removesuffix(")").split(","))) < 64
