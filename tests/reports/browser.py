"""The system's Chromium, driven by Playwright: what it saw while it had a page open."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from machine import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page

NAMES = ("chromium", "chromium-browser", "google-chrome")
#: What one step may take, in ms; ours, a hundred times what it takes.
PATIENCE = 30_000
_FLAGS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
#: Notes what the page's own policy forbids, from before its first element on.
_WATCH = """
window.forbidden = [];
document.addEventListener("securitypolicyviolation",
  event => window.forbidden.push(event.effectiveDirective));
"""


@contextmanager
def chromium() -> Iterator["Browser"]:
    """The browser of this machine, ended afterwards; in a container it cannot have its sandbox."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        missing(f"none of {', '.join(NAMES)} is there")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=found, chromium_sandbox=False, args=_FLAGS, timeout=PATIENCE
        )
        try:
            yield started
        finally:
            started.close()


class Seen:
    """A page, and all that it asked for, said and tried since before it was opened."""

    def __init__(self, page: "Page") -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("dialog", self._dismiss)

    @property
    def forbidden(self) -> list[str]:
        """The directives of the page's policy that something of it ran against."""
        found: list[str] = self.page.evaluate("window.forbidden")
        return found

    @property
    def ran(self) -> bool:
        """Whether something of the text ran as a script."""
        return bool(self.page.evaluate("'pwned' in window"))

    def _dismiss(self, dialog: "Dialog") -> None:
        self.said.append(f"{dialog.type}: {dialog.message}")
        dialog.dismiss()


@contextmanager
def opened(browser: "Browser", path: Path, **like: Any) -> Iterator[Seen]:
    """A file in a fresh window of the browser; `like` is as Browser.new_context takes it."""
    context = browser.new_context(**like)
    try:
        context.set_default_timeout(PATIENCE)
        context.add_init_script(_WATCH)
        seen = Seen(context.new_page())
        seen.page.goto(path.as_uri())
        yield seen
    finally:
        context.close()
