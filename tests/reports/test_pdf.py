"""A page as a PDF: its text and title, nothing fetched, nothing said, and refused without Pango."""

import ctypes.util
import logging
import sys
from collections.abc import Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import cffi
import pytest
from browser import missing
from pypdfium2 import PdfDocument, raw

from rehabtrack.domain.errors import Refused
from rehabtrack.reports.page.pdf import pdf

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Anna's back</title>{head}
<style>@page {{ size: A4; margin: 12mm }} p {{ no-such: thing }}</style></head>
<body><h1>Anna's back</h1><p>Weak up to 3, ärztlich, שלום</p>{body}</body></html>"""


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """The address of a server of this machine, and the paths it was asked for."""
    paths: list[str] = []

    class Listening(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", paths
        server.shutdown()
        thread.join()


@pytest.fixture
def pango() -> None:
    """What WeasyPrint sets with."""
    if ctypes.util.find_library("pangoft2-1.0") is None:
        missing("there is no Pango")


def text_of(made: PdfDocument) -> str:
    said: str = made[0].get_textpage().get_text_range()
    return said


def language_of(made: PdfDocument) -> str:
    room = (ctypes.c_ushort * 16)()
    length = raw.FPDFCatalog_GetLanguage(made, room, len(room))
    return bytes(room)[: length - 2].decode("utf-16-le")


@pytest.mark.usefixtures("pango")
def test_a_page_becomes_a_file_of_its_title_its_language_and_its_text() -> None:
    with closing(PdfDocument(pdf(PAGE.format(head="", body="")))) as made:
        assert len(made) == 1
        assert made.get_metadata_value("Title") == "Anna's back"
        assert made.is_tagged()
        assert "Weak up to 3, ärztlich, " in text_of(made)
        assert language_of(made) == "en"


@pytest.mark.usefixtures("pango")
def test_nothing_is_fetched_from_the_net_or_from_this_machine(
    asked: tuple[str, list[str]], tmp_path: Path
) -> None:
    server, paths = asked
    secret = tmp_path / "secret.css"
    secret.write_text("p::before { content: 'from a file' }", encoding="utf-8")
    picture = tmp_path / "dot.svg"
    picture.write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><text y='9'>from a file</text></svg>",
        encoding="utf-8",
    )
    here = tmp_path.as_uri()
    head = "".join(
        f"<link rel=stylesheet href='{folder}/secret.css'>"
        f"<link rel=attachment href='{folder}/secret.css'>"
        f"<style>@import '{folder}/secret.css'; h1 {{ background: url({folder}/dot.svg) }}"
        f" @font-face {{ font-family: x; src: url({folder}/x.woff) }}</style>"
        for folder in (server, here)
    )
    body = "".join(
        f"<img src='{folder}/dot.svg'><object data='{folder}/dot.svg'></object>"
        f"<embed src='{folder}/dot.svg'><iframe src='{folder}/dot.svg'></iframe>"
        f"<svg width=9 height=9><image href='{folder}/dot.svg' width=9 height=9 />"
        f"<use href='{folder}/dot.svg#x' /></svg>"
        for folder in (server, here)
    )
    with closing(PdfDocument(pdf(PAGE.format(head=head, body=body)))) as made:
        assert "from a file" not in text_of(made)
        assert made.count_attachments() == 0
    assert paths == []


@pytest.mark.usefixtures("pango")
def test_what_weasyprint_does_not_know_is_not_told_to_the_terminal(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        pdf(PAGE.format(head="", body="<img src='http://127.0.0.1:9/x.png'>"))
    assert "no-such" in caplog.text  # it did complain
    assert capfd.readouterr() == ("", "")


def test_without_weasyprint_the_sentence_says_how_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(Refused, match=r"^A PDF is set by WeasyPrint, .*'rehabtrack\[pdf\]'$"):
        pdf("")


def test_without_pango_the_sentence_says_so_and_nothing_else_is_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)

    def missing(*_: object) -> None:
        raise OSError("cannot load library")

    monkeypatch.setattr(cffi.FFI, "dlopen", missing)
    with pytest.raises(Refused, match=r"^A PDF is set with the library Pango, .* browser\.$"):
        pdf("")
    assert capfd.readouterr() == ("", "")
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
