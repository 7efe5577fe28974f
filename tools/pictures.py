"""Make the pictures of the docs: the demo's report, as screens and paper show it.

`python tools/pictures.py` writes docs/pictures/report-*.png. Needs the extra dev and Chromium.
"""

import shutil
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
#: Each picture: who reads, and the screen as Playwright's Browser.new_page takes it.
SCREENS: dict[str, tuple[str, dict[str, Any]]] = {
    "phone": ("patient", {"viewport": {"width": 360, "height": 800}, "device_scale_factor": 2}),
    "laptop": ("doctor", {"viewport": {"width": 1280, "height": 800}}),
    "dark": ("doctor", {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"}),
}
_DOTS = 110 / 72  # 110 an inch
_COLOURS = 64  # enough for a page of few colours; a third of the bytes


def demo_journal(path: Path) -> None:
    """Tell the demo's story into a database of its own."""
    for step in sorted([*demo.STORY, *demo._evenings()], key=lambda step: step.at):
        with _unheard():
            demo._run(step._replace(told=""), str(path))


def demo_report(folder: Path, reader: str) -> Path:
    """The report of the demo's journal in that folder, as somebody makes it on its last day."""
    page = folder / f"{reader}.html"
    seconds = read_when(DEMO_ENDS, zone_named(demo.ZONE), 0).at / 1000
    options = ["--db", str(folder / "demo.db"), "--tz", demo.ZONE]
    words = [*options, "report", "--for", reader, "--force", "--out", str(page)]
    with _unheard():
        rehabtrack.main(words, "rehabtrack", standalone_mode=False, obj=lambda: seconds)
    return page


def pictures(browser: "Browser", folder: Path) -> Iterator[tuple[str, "Image.Image"]]:
    """Each picture by its name."""
    from PIL import Image
    from pypdfium2 import PdfDocument

    demo_journal(folder / "demo.db")
    for name, (reader, screen) in SCREENS.items():
        with closing(browser.new_page(**screen)) as shown:
            shown.goto(demo_report(folder, reader).as_uri())
            yield name, Image.open(BytesIO(shown.screenshot()))
    with closing(browser.new_page()) as shown:
        shown.goto(demo_report(folder, "doctor").as_uri())
        with closing(PdfDocument(shown.pdf(format="A4", print_background=True))) as printed:
            (sheet,) = printed
            yield "print", sheet.render(scale=_DOTS).to_pil()


@contextmanager
def _unheard() -> Iterator[None]:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        yield


def main() -> int:
    """Write every picture anew."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(exist_ok=True)
    chromium = shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=chromium, chromium_sandbox=False) as browser,
    ):
        for name, picture in pictures(browser, Path(folder)):
            path = PICTURES / f"report-{name}.png"
            picture.convert("RGB").quantize(_COLOURS).save(path, optimize=True)
            print(f"{path.name}: {path.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
