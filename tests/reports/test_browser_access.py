"""The page for those who see, hear or use it otherwise: axe-core, names of pictures, colours."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser import missing, opened
from journals import JOURNALS
from playwright.sync_api import Browser

Paged = Callable[[str], Path]
NODE = Path(__file__).resolve().parent.parent / "node"
MODULES = Path(os.environ.get("REHABTRACK_NODE_MODULES", NODE / "node_modules"))


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core."""
    source = MODULES / "axe-core" / "axe.min.js"
    if not source.exists():
        missing("axe-core, which `npm ci` in tests/node installs, is not there")
    return source.read_text(encoding="utf-8")


def violations(browser: Browser, path: Path, axe: str, **like: Any) -> list[str]:
    """What axe-core finds, each as its rule and the places."""
    with opened(browser, path, bypass_csp=True, **like) as seen:
        seen.page.evaluate(axe)
        found = seen.page.evaluate("axe.run()")
    assert found["passes"]
    return [
        f"{each['id']}: {'; '.join(node['html'][:120] for node in each['nodes'][:3])}"
        for each in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", JOURNALS)
def test_axe_finds_no_violation(
    browser: Browser, page_of: Paged, axe: str, name: str, scheme: str
) -> None:
    assert violations(browser, page_of(name), axe, color_scheme=scheme) == []


def test_axe_finds_none_on_a_phone(browser: Browser, page_of: Paged, axe: str) -> None:
    phone = {"width": 360, "height": 740}
    assert violations(browser, page_of("demo"), axe, viewport=phone) == []


def test_axe_would_find_one(browser: Browser, page_of: Paged, axe: str, tmp_path: Path) -> None:
    page = page_of("demo").read_text(encoding="utf-8").replace("</main>", "<img src='x'></main>")
    (tmp_path / "worse.html").write_text(page, encoding="utf-8")
    found = violations(browser, tmp_path / "worse.html", axe)
    assert [each.partition(":")[0] for each in found] == ["image-alt"]


@pytest.mark.parametrize("name", JOURNALS)
def test_every_picture_has_its_text(browser: Browser, page_of: Paged, name: str) -> None:
    with opened(browser, page_of(name)) as seen:
        pictures = seen.page.locator("svg:not([aria-hidden=true] *):not([aria-hidden=true])").all()
        named = seen.page.get_by_role("img", name=lambda: None) if False else None
        for picture in pictures:
            assert len(str(picture.aria_snapshot())) > 30, picture
