"""The page as somebody reads it in a browser: quiet, inert, whole at every size."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import Seen, opened
from journals import HIDDEN, JOURNALS, SHOWN
from playwright.sync_api import Browser

Paged = Callable[..., Path]
LOOKS: list[dict[str, Any]] = [
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"color_scheme": "light", "forced_colors": "active"},
    {"reduced_motion": "reduce"},
    {"media": "print"},
]
#: What would each be forbidden by the policy of the page, and by which directive of it.
FORBIDDEN = {
    "<script>window.pwned = 1</script>": "script-src-elem",
    "<p onclick='window.pwned = 1' id=p>": "script-src-attr",
    "<style>p { color: red }</style>": "style-src-elem",
    "<link rel=stylesheet href='https://example.invalid/x.css'>": "style-src-elem",
    "<img src='https://example.invalid/x.png'>": "img-src",
    "<iframe src='https://example.invalid/'></iframe>": "frame-src",
    "<object data='https://example.invalid/'></object>": "object-src",
    "<base href='https://example.invalid/'>": "base-uri",
    "<form id=f action='https://example.invalid/'></form>": "form-action",
}
_SOMETHING_FORBIDDEN = """window.forbidden.length || new Promise(done => {
  document.addEventListener("securitypolicyviolation", () => done());
  setTimeout(done, 10000);
})"""
_OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
_IN_WORDS = "[...document.querySelectorAll('*')].flatMap(each => [...each.attributes])"
_USABLE = "a[href], button, input, select, summary, textarea, [tabindex]"


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
    with opened(browser, path) as seen:
        for look in LOOKS:
            seen.page.emulate_media(**look)
            seen.page.screenshot()  # all that is to be painted is asked for by now
        assert_quiet(seen, path)


def test_hostile_text_is_inert_by_itself_and_not_by_the_policy_alone(
    browser: Browser, page_of: Paged
) -> None:
    path = page_of("hostile")
    with opened(browser, path, bypass_csp=True) as seen:
        seen.page.evaluate(
            "for (const each of document.querySelectorAll('*'))"
            " for (const what of ['click', 'mouseover', 'focus', 'error', 'load'])"
            " each.dispatchEvent(new Event(what))"
        )
        names = seen.page.evaluate(f"{_IN_WORDS}.map(each => each.name)")
        assert not [name for name in names if name.startswith("on")]
        assert {"href", "src", "action", "style"}.isdisjoint(names)
        assert_quiet(seen, path)


def test_hostile_text_stands_there_as_it_was_written(browser: Browser, page_of: Paged) -> None:
    with opened(browser, page_of("hostile")) as seen:
        text = seen.page.evaluate("document.body.textContent")
        heading = seen.page.inner_text("h1")
    assert SHOWN[0] in heading
    assert [each for each in SHOWN if each not in text] == []
    assert not HIDDEN & set(text)


@pytest.mark.parametrize("element", FORBIDDEN)
def test_the_policy_of_the_page_forbids_what_is_not_the_page(
    browser: Browser, page_of: Paged, tmp_path: Path, element: str
) -> None:
    page = page_of("empty").read_text(encoding="utf-8")
    assert page.count("</body>") == 1
    path = tmp_path / "worse.html"
    path.write_text(page.replace("</body>", f"{element}</body>"), encoding="utf-8")
    with opened(browser, path) as seen:
        seen.page.evaluate("document.getElementById('p')?.click()")
        seen.page.evaluate("document.getElementById('f')?.submit()")
        seen.page.evaluate(_SOMETHING_FORBIDDEN)
        assert FORBIDDEN[element] in seen.forbidden
        assert not seen.ran


@pytest.mark.parametrize("name", JOURNALS)
def test_nobody_scrolls_sideways(browser: Browser, page_of: Paged, name: str) -> None:
    with opened(browser, page_of(name)) as seen:
        for width in (360, 320, 640, 1280):  # a phone; a laptop at 400, 200 and 100 %
            seen.page.set_viewport_size({"width": width, "height": 700})
            assert not seen.page.evaluate(_OVERFLOWS), width
        seen.page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert not seen.page.evaluate(_OVERFLOWS), "letters twice as large"


@pytest.mark.parametrize("name", ["demo", "ten_years"])
def test_the_keyboard_reaches_what_can_be_used_in_its_order_and_leaves_it(
    browser: Browser, page_of: Paged, name: str
) -> None:
    with opened(browser, page_of(name), viewport={"width": 360, "height": 740}) as seen:
        for element in seen.page.locator(_USABLE).all():
            seen.page.keyboard.press("Tab")
            assert element.evaluate("each => each === document.activeElement")
            assert element.evaluate("each => getComputedStyle(each).outlineStyle") != "none"
            assert element.get_attribute("tabindex") in (None, "0")
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement === document.body")
