"""Make the pictures of the docs: the demo's report, as screens and paper show it.

`python tools/pictures.py` writes docs/pictures/report-*.png. Needs the extra dev and Chromium.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rehabtrack.cli import demo
from rehabtrack.cli.main import main as rehabtrack
from rehabtrack.domain.moment import zone_named
from rehabtrack.domain.when import read_when

if TYPE_CHECKING:
    from PIL import Image
    from playwright.sync_api import Browser

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
#: When the story of the demo ends, on the wall of its zone.
DEMO_ENDS = max(step.at for step in demo.STORY)
#: How each screen is: as Playwright's Browser.new_page takes it. Paper has 110 dots an inch.
SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2},
    "laptop": {"viewport": {"width": 1280, "height": 800}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}
_DOTS = 110 / 72
_COLOURS = 64  # enough for a page of few colours; a third of the bytes


def demo_journal(path: Path) -> None:
    """Tell the demo's story into a database of its own."""
    for step in sorted([*demo.STORY, *demo._evenings()], key=lambda step: step.at):
        with _unheard():
            demo._run(step._replace(told=""), str(path))


def demo_report(folder: Path) -> Path:
    """The report of the demo's journal, as somebody makes it on its last day."""
    demo_journal(folder / "demo.db")
    page = folder / "report.html"
    seconds = read_when(DEMO_ENDS, zone_named(demo.ZONE), 0).at / 1000
    options = ["--db", str(folder / "demo.db"), "--tz", demo.ZONE]
    with _unheard():
        words = [*options, "report", "--for", "doctor", "--out", str(page)]
        rehabtrack.main(words, "rehabtrack", standalone_mode=False, obj=lambda: seconds)
    return page


def pictures(browser: "Browser", page: Path) -> Iterator[tuple[str, "Image.Image"]]:
    """Each picture by its name."""
    from PIL import Image
    from pypdfium2 import PdfDocument

    for name, screen in SCREENS.items():
        with closing(browser.new_page(**screen)) as shown:
            shown.goto(page.as_uri())
            yield name, Image.open(BytesIO(shown.screenshot()))
    with closing(browser.new_page()) as shown:
        shown.goto(page.as_uri())
        with closing(PdfDocument(shown.pdf(format="A4", print_background=True))) as printed:
            (sheet,) = printed
            yield "print", sheet.render(scale=_DOTS).to_pil()


@contextmanager
def _unheard() -> Iterator[None]:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        yield


def main() -> int:
    """Write every picture anew."""
    import shutil

    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = shutil.which("chromium")
        page = demo_report(Path(folder))
        with playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]) as browser:
            for name, picture in pictures(browser, page):
                path = PICTURES / f"report-{name}.png"
                picture.convert("RGB").quantize(_COLOURS).save(path, optimize=True)
                print(f"{path.name}: {path.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
