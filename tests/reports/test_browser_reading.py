"""The page as somebody reads it in a browser: quiet, inert, whole at every size."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import Seen, opened
from journals import DIAGNOSIS, JOURNALS, NAME, WORDS
from playwright.sync_api import Browser

Paged = Callable[[str], Path]
PHONE, LAPTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
LOOKS: list[dict[str, Any]] = [
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"forced_colors": "active"},
    {"reduced_motion": "reduce"},
]
#: What would each be forbidden by the policy of the page, and by which directive of it.
FORBIDDEN = {
    "<script>window.pwned = 1</script>": "script-src-elem",
    "<p onclick='window.pwned = 1' id=p>": "script-src-attr",
    "<img src='https://example.invalid/x.png'>": "img-src",
    "<link rel=stylesheet href='https://example.invalid/x.css'>": "style-src-elem",
    "<style>@font-face {font-family: x; src: url(https://example.invalid/x)} p {font-family: x}"
    "</style><p>x</p>": "font-src",
    "<iframe src='https://example.invalid/'></iframe>": "frame-src",
    "<object data='https://example.invalid/'></object>": "object-src",
    "<base href='https://example.invalid/'>": "base-uri",
    "<form id=f action='https://example.invalid/'></form>": "form-action",
}
_OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def assert_quiet(seen: Seen, path: Path) -> None:
    """Nothing was asked for but the file itself, nothing said, nothing tried, nothing ran."""
    assert seen.asked == [path.as_uri()]
    assert seen.said == []
    assert seen.forbidden == []
    assert not seen.ran
    assert seen.page.evaluate("document.scripts.length") == 0


@pytest.mark.parametrize("name", JOURNALS)
def test_a_page_asks_for_nothing_and_says_nothing_in_any_look(
    browser: Browser, page_of: Paged, name: str
) -> None:
    path = page_of(name)
    for look in LOOKS:
        with opened(browser, path, **look) as seen:
            assert_quiet(seen, path)


def test_hostile_text_is_inert_by_itself_and_not_by_the_policy_alone(
    browser: Browser, page_of: Paged
) -> None:
    path = page_of("hostile")
    with opened(browser, path, bypass_csp=True) as seen:
        for element in seen.page.locator("main *:visible").all()[:200]:
            element.dispatch_event("mouseover")
            element.dispatch_event("click")
        assert_quiet(seen, path)


def test_hostile_text_stands_there_as_it_was_written(browser: Browser, page_of: Paged) -> None:
    with opened(browser, page_of("hostile")) as seen:
        text = seen.page.evaluate("document.body.textContent")
    assert NAME in text
    assert DIAGNOSIS in text
    assert any(word in text for word in WORDS)
    assert "49" not in text.replace(NAME, "")


@pytest.mark.parametrize("element", FORBIDDEN)
def test_the_policy_of_the_page_forbids_what_is_not_the_page(
    browser: Browser, page_of: Paged, tmp_path: Path, element: str
) -> None:
    page = page_of("empty").read_text(encoding="utf-8")
    assert page.count("</body>") == 1
    path = tmp_path / "broken.html"
    path.write_text(page.replace("</body>", f"{element}</body>"), encoding="utf-8")
    with opened(browser, path) as seen:
        seen.page.evaluate("document.getElementById('p')?.click()")
        seen.page.evaluate("document.getElementById('f')?.submit()")
        seen.page.wait_for_function("window.forbidden.length")
        assert FORBIDDEN[element] in seen.forbidden
        assert not seen.ran


@pytest.mark.parametrize("name", JOURNALS)
def test_nobody_scrolls_sideways(browser: Browser, page_of: Paged, name: str) -> None:
    with opened(browser, page_of(name), viewport=PHONE) as seen:
        for width in (360, 320, 640, 1280):  # a phone; a laptop at 400, 200 and 100 %
            seen.page.set_viewport_size({"width": width, "height": 700})
            assert not seen.page.evaluate(_OVERFLOWS), width
        seen.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert not seen.page.evaluate(_OVERFLOWS), "letters twice as large"


@pytest.mark.parametrize("name", JOURNALS)
def test_the_keyboard_reaches_what_can_be_used_in_its_order_and_leaves_it(
    browser: Browser, page_of: Paged, name: str
) -> None:
    with opened(browser, page_of(name), viewport=LAPTOP) as seen:
        usable = seen.page.locator("a[href], summary, button, input, select, [tabindex]").all()
        assert seen.page.locator("[tabindex]:not([tabindex='0'])").count() == 0
        for element in usable:
            seen.page.keyboard.press("Tab")
            assert element.evaluate("each => each === document.activeElement")
            assert element.evaluate("each => getComputedStyle(each).outlineStyle") != "none"
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement === document.body")
