"""The page as a printer gets it from a browser: one sheet, black on white, nothing cut off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser import opened
from journals import JOURNALS
from playwright.sync_api import Browser, Page

Paged = Callable[[str], Path]
SHEETS = ("A4", "Letter")
_PAPER = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"


def printed(page: Page, sheet: str, *, own: bool) -> pypdf.PdfReader:
    """The page as Chromium prints it on that paper; `own` is with the size that the page asks."""
    made = page.pdf(format=sheet, prefer_css_page_size=own, print_background=own, tagged=True)
    return pypdf.PdfReader(BytesIO(made))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", JOURNALS)
def test_a_page_prints_to_exactly_one_sheet(
    browser: Browser, page_of: Paged, name: str, sheet: str, scheme: str
) -> None:
    with opened(browser, page_of(name), color_scheme=scheme) as seen:
        for own in (False, True):
            (only,) = printed(seen.page, sheet, own=own).pages
            said = "".join(only.extract_text().split())
            assert "".join(seen.page.inner_text("h1").split()) in said
            last = seen.page.inner_text("footer").split()
            assert "".join(last[-3:]) in said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_whatever_the_screen(
    browser: Browser, page_of: Paged, scheme: str
) -> None:
    with opened(browser, page_of("demo"), color_scheme=scheme) as seen:
        seen.page.emulate_media(media="print")
        background, ink = seen.page.evaluate(_PAPER)
    assert background in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    assert max(map(int, ink.removeprefix("rgb(").rstrip(")").split(","))) < 64
