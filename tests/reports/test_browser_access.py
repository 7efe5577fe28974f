"""The page for those who see, hear or use it otherwise: axe-core finds nothing, pictures speak."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import Seen, missing, opened
from journals import JOURNALS
from playwright.sync_api import Browser

Paged = Callable[..., Path]
NODE = Path(__file__).resolve().parent.parent / "node"
MODULES = Path(os.environ.get("REHABTRACK_NODE_MODULES", NODE / "node_modules"))
_DRAWN = "svg:not([aria-hidden=true], [aria-hidden=true] *)"


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core."""
    source = MODULES / "axe-core" / "axe.min.js"
    if not source.exists():
        missing("axe-core, which `npm ci` in tests/node installs, is not there")
    return source.read_text(encoding="utf-8")


def violations(seen: Seen, **look: Any) -> list[str]:
    """What axe-core, which the page has to hold by now, finds in that look: rules and places."""
    seen.page.emulate_media(**look)
    found = seen.page.evaluate("axe.run()")
    assert len(found["passes"]) > 10
    return [
        f"{each['id']}: {'; '.join(node['html'][:120] for node in each['nodes'][:3])}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize("name", JOURNALS)
def test_axe_finds_no_violation(browser: Browser, page_of: Paged, axe: str, name: str) -> None:
    with opened(browser, page_of(name), bypass_csp=True) as seen:
        seen.page.evaluate(axe)
        assert violations(seen, color_scheme="light") == []
        assert violations(seen, color_scheme="dark") == []
        seen.page.set_viewport_size({"width": 360, "height": 740})
        assert violations(seen, color_scheme="light") == []


def test_axe_would_find_one(browser: Browser, page_of: Paged, axe: str) -> None:
    with opened(browser, page_of("demo"), bypass_csp=True) as seen:
        seen.page.evaluate(axe)
        seen.page.evaluate("document.querySelector('main').append(new Image())")
        assert [each.partition(":")[0] for each in violations(seen)] == ["image-alt"]


@pytest.mark.parametrize("name", JOURNALS)
def test_every_picture_says_in_words_what_it_shows(
    browser: Browser, page_of: Paged, name: str
) -> None:
    with opened(browser, page_of(name)) as seen:
        drawn = seen.page.locator(_DRAWN)
        assert seen.page.get_by_role("img").count() == drawn.count()
        for picture in drawn.all():
            said = picture.aria_snapshot()
            assert len(said) > len('- img "a sentence"'), said
