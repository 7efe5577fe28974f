"""`report`: one page, whole at its place or not at all, and what it says in every case."""

import os
import stat
from pathlib import Path

import pytest
from command_line import Terminal


@pytest.fixture(autouse=True)
def at_home(rt: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports without --out are written in the present folder."""
    monkeypatch.chdir(rt.folder)


def page(rt: Terminal, line: str = "") -> str:
    """The report that the command writes."""
    path = rt.folder / "page.html"
    path.unlink(missing_ok=True)
    done = rt(f"report --out {path} {line}")
    assert (done.code, done.err) == (0, ""), done
    return path.read_text(encoding="utf-8")


def test_it_says_what_it_wrote_where_and_that_it_is_plain(rt: Terminal) -> None:
    rt("pain 6")
    done = rt("report")
    path = rt.folder / "rehabtrack-report-2025-12-21-2026-03-14.html"
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "The report of me from 21 Dec 2025 to 14 Mar 2026, for the patient, is in:",
        path.name,
        "It is not encrypted: who can read it can read all of it.",
    ]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "6/10" in path.read_text(encoding="utf-8")


def test_a_name_of_a_person_is_in_no_name_of_a_file(rt: Terminal) -> None:
    for name in ("Ana", "Ben"):
        rt("patient add", name)
        rt(f"--patient {name} pain 3")
    rt("--patient Ben report")
    (written,) = rt.folder.glob("*.html")
    assert "Ben" not in written.name
    assert "Ben" in written.read_text(encoding="utf-8")


def test_an_empty_database_has_a_page_that_says_how_to_begin(rt: Terminal) -> None:
    assert "rehabtrack 0-10" in page(rt) or "rehabtrack pain" in page(rt)
    assert not os.path.exists(rt.db)


def test_one_rating_is_told_with_its_n_and_no_median(rt: Terminal) -> None:
    rt("pain 6")
    told = page(rt)
    assert "Rated on 1 of 84 days, 1 rating" in told
    assert "too few" in told


def test_a_span_without_a_rating_says_so(rt: Terminal) -> None:
    rt("pain 6")
    assert "No pain was rated in this span." in page(rt, "--since 2026-01-01 --until 2026-01-31")


def test_a_file_that_is_there_stays_unless_told_otherwise(rt: Terminal) -> None:
    rt("pain 6")
    path = rt.folder / "mine.html"
    path.write_text("mine")
    assert "is there already" in rt.refuses(f"report --out {path}")
    assert path.read_text() == "mine"
    assert rt(f"report --out {path} --force").code == 0
    assert path.read_text().startswith("<!doctype html>")


def test_a_folder_that_is_not_there_is_named(rt: Terminal) -> None:
    rt("pain 6")
    assert "nowhere" in rt.refuses(f"report --out {rt.folder}/nowhere/page.html")


def test_the_database_is_not_written_over(rt: Terminal) -> None:
    rt("pain 6")
    before = Path(rt.db).read_bytes()
    assert "is the database itself" in rt.refuses(f"report --force --out {rt.db}")
    assert Path(rt.db).read_bytes() == before


def test_a_span_that_ends_before_it_begins_is_wrong_usage(rt: Terminal) -> None:
    rt("pain 6")
    said = rt.misuses("report --since 2026-03-10 --until 2026-03-01")
    assert "--since lies behind --until." in said


def test_what_is_to_be_left_out_is_on_no_page(rt: Terminal) -> None:
    rt("patient add", "Zoraida")
    rt("patient edit Zoraida", "--diagnosis", "hernia-xq")
    rt("pain 2 --note secret-xq")
    rt("measure add drug Drug-xq --from 2026-03-01")
    rt("clearance add --by Doctor-xq --specialty neurologist")
    shown = page(rt, "--with-notes")
    every = ("Zoraida", "hernia-xq", "secret-xq", "Drug-xq", "Doctor-xq")
    assert [word for word in every if word not in shown] == []
    hidden = page(rt, "--without name,diagnosis,measures,people,words")
    assert [word for word in every if word in hidden] == []


def test_notes_are_shown_only_if_asked_for_and_else_counted(rt: Terminal) -> None:
    for no in range(9):
        rt(f"pain 2 --at -{no + 1}h --note", f"word-{no}")
    assert "word-" not in page(rt)
    shown = page(rt, "--with-notes")
    there = sum(f"word-{no}" in shown for no in range(9))
    assert there < 9
    assert f"and {9 - there} more." in shown


@pytest.mark.parametrize("audience", ["doctor", "therapist", "patient"])
def test_red_flags_stand_first_for_every_reader(rt: Terminal, audience: str) -> None:
    rt("pain 2")
    rt("redflags --yes bladder")
    path = rt.folder / "page.html"
    assert rt(f"report --for {audience} --out {path}").out.startswith("RED FLAG")
    told = path.read_text(encoding="utf-8")
    body = told[told.index("<body") :]
    assert body.index("emergency number") < body.index("Pain over time")


def test_text_is_escaped_wherever_it_stands(rt: Terminal) -> None:
    evil = '"><script>alert(1)</script>{{7*7}}'
    rt("patient add", f"A{evil}")
    rt("pain 2 --note", evil)
    rt("measure add drug --from 2026-03-01", evil)
    told = page(rt, "--with-notes")
    assert "<script" not in told
    assert "{{7*7}}" in told
    assert "49" not in told.split("{{7*7}}")[1][:20]
