"""The documentation is built whole: what leads nowhere or is loaded from elsewhere is found."""

from pathlib import Path

import pages
import pytest

#: MyST uses what a Sphinx to come will not have any more.
pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")

INDEX = "# Documentation\n\n- [One](one.md)\n- [README](../README.md)\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small documentation without a fault."""
    root = tmp_path / "root"
    (root / "docs").mkdir(parents=True)
    (root / "README.md").write_text("# Title\n\n[All](docs/README.md)\n", encoding="utf-8")
    (root / "docs" / "README.md").write_text(INDEX, encoding="utf-8")
    (root / "docs" / "one.md").write_text("# One\n\n## A part\n\ntext\n", encoding="utf-8")
    return root


def faults(site: Path, page: str = "", text: str = "") -> list[str]:
    """What is found once a text stands at the end of a page."""
    if page:
        with (site / page).open("a", encoding="utf-8") as file:
            file.write(text)
    built = site.parent / "built"
    found, _ = pages.build(site, built)
    return [*found, *pages.loaded_from_elsewhere(built)]


def test_the_documentation_has_no_fault(tmp_path: Path) -> None:
    found, elsewhere = pages.build(pages.ROOT, tmp_path)
    assert [*found, *pages.loaded_from_elsewhere(tmp_path)] == []
    assert all(link.startswith("https://") for link in elsewhere)
    assert "README.html" in (tmp_path / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "docs" / "rule-for-patients.html").is_file()


def test_a_small_documentation_without_a_fault_has_none(site: Path) -> None:
    assert faults(site, "README.md", "\n[Part](docs/one.md#a-part)\n") == []


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("README.md", "\n[gone](docs/gone.md)\n"),
        ("README.md", "\n[gone](docs/one.md#gone)\n"),
        ("docs/one.md", "\n[gone](#gone)\n"),
        ("docs/one.md", "\n[gone](../gone.txt)\n"),
        ("docs/one.md", "\n![gone](gone.png)\n"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(site: Path, page: str, text: str) -> None:
    (fault,) = faults(site, page, text)
    assert "gone" in fault


def test_a_page_that_the_list_leaves_out_is_found(site: Path) -> None:
    (site / "docs" / "two.md").write_text("# Two\n", encoding="utf-8")
    (fault,) = faults(site)
    assert "two.md" in fault


@pytest.mark.parametrize(
    "text",
    [
        "\n![a picture](https://example.org/a.png)\n",
        '\n<script src="//example.org/a.js"></script>\n',
        '\n<link rel="stylesheet" href="https://example.org/a.css">\n',
        "\n<style>@font-face { src: url(https://example.org/a.woff) }</style>\n",
        '\n<p style="background: url(HTTPS://example.org/a.png)">text</p>\n',
    ],
)
def test_what_a_page_would_load_from_elsewhere_is_found(site: Path, text: str) -> None:
    (fault,) = [each for each in faults(site, "docs/one.md", text) if "loads" in each]
    assert fault.lower().startswith("docs/one.html loads")
    assert "//example.org/a." in fault


def test_a_style_sheet_that_loads_from_elsewhere_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text('@import "https://example.org/a.css";\n', encoding="utf-8")
    assert list(pages.loaded_from_elsewhere(tmp_path)) == ["a.css loads https://example.org/a.css"]


def test_a_link_to_another_site_is_listed_and_no_fault(site: Path) -> None:
    (site / "docs" / "one.md").write_text("# One\n\n[x](https://example.org/x)\n", encoding="utf-8")
    assert pages.build(site, site.parent / "built") == ([], {"https://example.org/x"})


def test_the_pages_are_never_built_into_the_docs(capsys: pytest.CaptureFixture[str]) -> None:
    assert pages.main([str(pages.ROOT / "docs" / "built")]) == 2
    assert pages.main([]) == 2
    assert "another folder" in capsys.readouterr().out
