"""The page as a printer gets it from a browser: one sheet, dark on white, nothing cut off."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from browser import missing, opened
from playwright.sync_api import Browser, Page
from pypdfium2 import PdfDocument
from reported import JOURNALS

from rehabtrack.domain.errors import Refused
from rehabtrack.reports.page.pdf import pdf

Paged = Callable[..., Path]
_PAPER = "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
_WHITE = ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def only_sheet(content: bytes) -> str:
    """The text of a PDF of one sheet, without its spaces."""
    with closing(PdfDocument(content)) as made:
        assert len(made) == 1
        return squeezed(made[0].get_textpage().get_text_range())


def squeezed(text: str) -> str:
    """The text as paper and screen both have it: headings in capitals, no isolated directions."""
    return "".join(text.translate(dict.fromkeys((0x2068, 0x2069))).split()).casefold()


def set_by_weasyprint(path: Path) -> bytes:
    try:
        return pdf(path.read_text(encoding="utf-8"))
    except Refused as refused:
        missing(refused.sentence)


def ends_of(page: Page) -> list[str]:
    """What stands first and last on the page."""
    return [squeezed(page.inner_text(each)) for each in ("h1", "footer")]


@pytest.mark.parametrize("reader", ["doctor", "therapist", "patient"])
@pytest.mark.parametrize("name", ["demo", "diary"])
def test_a_page_is_one_sheet_of_a4_and_of_letter_whoever_reads_it(
    browser: Browser, page_of: Paged, name: str, reader: str
) -> None:
    path = page_of(name, "--for", reader)
    with opened(browser, path, color_scheme="dark") as seen:
        ends = ends_of(seen.page)
        for sheet, background in (("A4", False), ("Letter", True)):
            said = only_sheet(seen.page.pdf(format=sheet, print_background=background))
            assert [each for each in ends if each not in said] == []
    said = only_sheet(set_by_weasyprint(path))
    assert [each for each in ends if each not in said] == []


@pytest.mark.parametrize("name", [name for name in JOURNALS if name not in ("demo", "diary")])
def test_so_is_one_of_much_or_of_nothing(browser: Browser, page_of: Paged, name: str) -> None:
    with opened(browser, page_of(name)) as seen:
        for sheet in ("A4", "Letter"):
            said = only_sheet(seen.page.pdf(format=sheet))
            assert [each for each in ends_of(seen.page) if each not in said] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_its_letters_dark_whatever_the_screen(
    browser: Browser, page_of: Paged, scheme: str
) -> None:
    with opened(browser, page_of("demo"), color_scheme=scheme) as seen:
        seen.page.emulate_media(media="print")
        background, ink = seen.page.evaluate(_PAPER)
    assert background in _WHITE
    assert max(map(int, ink.removeprefix("rgb(").removesuffix(")").split(","))) < 64
