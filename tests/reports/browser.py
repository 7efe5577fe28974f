"""The system's Chromium, driven by Playwright; and what else a page is looked at with."""

import ctypes.util
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NODE = Path(__file__).resolve().parent.parent / "node"
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
AXE = Path(os.environ.get("REHABTRACK_NODE_MODULES", NODE / "node_modules"), "axe-core", "axe.js")
_FLAGS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
#: What any step may take, in ms; ours, a hundred times what it takes.
PATIENCE = 30_000


def needs(there: object, reason: str) -> pytest.MarkDecorator:
    """Skip with the reason where something is missing; where everything is tested, let it fail."""
    return pytest.mark.skipif(not there and os.environ.get("CI") != "true", reason=reason)


needs_pango = needs(ctypes.util.find_library("pangoft2-1.0"), "there is no Pango")
needs_chromium = needs(CHROMIUM, "there is no chromium")
needs_axe = needs(AXE.exists(), "axe-core, which `npm ci` in tests/node installs, is not there")


class Seen:
    """What a page asked for, said and tried while it was open."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.said: list[str] = []
        self.dialogs: list[str] = []

    def look(self, page: Page) -> None:
        """Listen to a page before it is opened."""
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", self._refuse)

    def _refuse(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine, ended afterwards; as root it cannot have its sandbox."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM or "chromium",
            chromium_sandbox=False,
            args=_FLAGS,
            timeout=PATIENCE,
        )
        try:
            yield started
        finally:
            started.close()


#: Notes what the page's policy forbade it, where the policy itself cannot hide it.
_WATCH = """
window.forbidden = [];
document.addEventListener("securitypolicyviolation",
  event => window.forbidden.push(event.effectiveDirective + " " + event.blockedURI));
"""

Opener = Callable[..., Page]


@contextmanager
def opened(browser: Browser, path: Path, **like: Any) -> Iterator[tuple[Page, Seen]]:
    """A file in a fresh window of the browser; `like` is as Browser.new_context takes it."""
    context: BrowserContext = browser.new_context(**like)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_WATCH)
    try:
        page, seen = context.new_page(), Seen()
        seen.look(page)
        page.goto(path.as_uri())
        yield page, seen
    finally:
        context.close()
