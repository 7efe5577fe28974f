"""Build the documentation as web pages, and let nothing in it lead nowhere.

`python tools/pages.py FOLDER` builds README.md, CHANGELOG.md and docs/ into FOLDER with Sphinx and
MyST, of the extra `docs`. It fails where a link or an anchor leads nowhere, where docs/README.md
does not list a page, and where a page would load anything from elsewhere. Links to other sites are
listed and never opened. The pages need no server: open FOLDER/index.html.
"""

import io
import re
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
#: The page that lists the others; what it links to stands beside every page, in its order.
INDEX = "docs/README"
_LISTED = re.compile(r"\]\(([\w./-]+)\.md\)")

SETTINGS: dict[str, Any] = {
    "project": "rehabtrack",
    "author": "The rehabtrack founders",
    "extensions": ["myst_parser"],
    "include_patterns": ["README.md", "CHANGELOG.md", "docs/*.md"],
    "root_doc": "README",
    "myst_heading_anchors": 4,  # as GitHub makes them
    "suppress_warnings": ["misc.highlighting_failure"],  # nothing colours CSV
    "smartquotes": False,  # an option begins with two hyphens
    "pygments_style": "sphinx",
    "html_copy_source": False,
    "html_show_copyright": False,
    "html_title": "rehabtrack",
    "html_theme_options": {"fixed_sidebar": True, "page_width": "70rem", "body_max_width": "50rem"},
}

#: A page of its own name for whoever opens the folder.
ENTRANCE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>rehabtrack</title>
<meta http-equiv="refresh" content="0; url=README.html"></head>
<body><a href="README.html">rehabtrack</a></body></html>
"""


def build(root: Path, folder: Path) -> tuple[list[str], set[str]]:
    """Build the pages below a root; a line for each fault, and the links to other sites."""
    from docutils.nodes import reference
    from sphinx.application import Sphinx
    from sphinx.util.console import nocolor
    from sphinx.util.docutils import docutils_namespace

    nocolor()
    told = io.StringIO()
    with tempfile.TemporaryDirectory() as kept, docutils_namespace():
        app = Sphinx(root, None, folder, kept, "html", SETTINGS, None, told, freshenv=True)
        app.connect("source-read", _list_pages)
        app.build()
        trees = [app.env.get_doctree(name) for name in app.env.found_docs]
    (folder / "index.html").write_text(ENTRANCE, encoding="utf-8")
    links = {each.get("refuri", "") for tree in trees for each in tree.findall(reference)}
    return told.getvalue().splitlines(), {link for link in links if _is_elsewhere(link)}


def _list_pages(_app: object, name: str, source: list[str]) -> None:
    """Put what docs/README.md links to beside every page; to GitHub that page stays plain."""
    if name == "README":
        listed = [INDEX]
    elif name == INDEX:
        listed = [page for page in _LISTED.findall(source[0]) if page != "../README"]
    else:
        return
    places = "\n".join(page if name == INDEX else f"/{page}" for page in listed)
    title, _, rest = source[0].partition("\n")
    source[0] = f"{title}\n\n```{{toctree}}\n:hidden:\n:titlesonly:\n\n{places}\n```\n{rest}"


# --- what a page loads ---------------------------------------------------------------------------


class _Loads(HTMLParser):
    """What a page loads by itself, as it is written there."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what a tag loads; a link that is to be followed is none."""
        said = {name: value or "" for name, value in attrs}
        names = ["src", "srcset", "poster", "data"] + (["href"] if tag in ("link", "use") else [])
        if tag == "link" and said.get("rel") in ("next", "prev", "canonical"):
            return
        self.found += [said[name] for name in names if name in said]
        self.handle_data(said.get("style", ""))

    def handle_data(self, data: str) -> None:
        """Take what a style loads."""
        self.found += loaded_by_style(data)


def loaded_by_style(text: str) -> list[str]:
    """What a style sheet loads."""
    return re.findall(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""", text)


def loaded_from_elsewhere(folder: Path) -> Iterator[str]:
    """A line for everything that a built page or style sheet would load from another machine."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".html":
            reader = _Loads()
            reader.feed(path.read_text(encoding="utf-8"))
            loads = reader.found
        elif path.suffix == ".css":
            loads = loaded_by_style(path.read_text(encoding="utf-8"))
        else:
            continue
        for each in filter(_is_elsewhere, loads):
            yield f"{path.relative_to(folder)} loads {each}"


def _is_elsewhere(link: str) -> bool:
    return re.match(r"(?:https?:)?//", link.strip(), re.IGNORECASE) is not None


# --- the command ---------------------------------------------------------------------------------


def main(arguments: list[str]) -> int:
    """Build the pages into the folder named; 1 if anything is wrong with them."""
    if len(arguments) != 1:
        print("python tools/pages.py FOLDER")
        return 2
    folder = Path(arguments[0]).resolve()
    if folder == ROOT or folder.is_relative_to(ROOT / "docs"):
        print("The pages are built outside of docs/: name another folder.")
        return 2
    faults, elsewhere = build(ROOT, folder)
    faults += loaded_from_elsewhere(folder)
    print("Links to other sites, not opened:", *sorted(elsewhere), sep="\n  ")
    print(folder / "index.html", *faults, sep="\n")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
