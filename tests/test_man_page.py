"""The man page is what the commands say, leaves none out, and is read without a complaint."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import man_page
import pytest
import readme

TEXT = man_page.PAGE.read_text(encoding="utf-8")


READERS = {
    "mandoc": ["mandoc", "-T", "utf8", "-O", "width=80"],
    "groff": ["groff", "-man", "-Tutf8", "-rLL=80n", "-P-c"],
}


@pytest.fixture(params=READERS)
def shown(request: pytest.FixtureRequest) -> str:
    """The page as a terminal of 80 columns shows it."""
    command = READERS[request.param]
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run([*command, man_page.PAGE], capture_output=True, text=True, check=True)
    return re.sub(".\b", "", done.stdout)  # what is bold is printed twice


def test_the_man_page_is_what_the_commands_say() -> None:
    assert man_page.page() == TEXT, "run python tools/man_page.py"


@pytest.mark.parametrize("columns", ["20", "300"])
def test_the_width_of_the_terminal_changes_nothing_in_it(
    monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert man_page.page() == TEXT


def test_every_command_and_every_option_is_in_it() -> None:
    for ctx in readme.commands():
        assert f'.SS "{ctx.command_path}"' in TEXT.replace(r"\-", "-") or ctx.parent is None
        for option in readme.options(ctx.command):
            assert man_page._escaped(option.opts[0]) in TEXT


def test_every_variable_that_stands_for_an_option_is_in_it() -> None:
    environment = TEXT.partition(".SH ENVIRONMENT")[2].partition(".SH ")[0]
    for name in ("DB", "PATIENT", "AS", "TZ"):
        assert rf"\fBREHABTRACK_{name}\fR" in environment


def test_nothing_of_a_help_text_is_an_order_to_roff() -> None:
    lines = man_page._wrapped(".SH a line's end\\ 'x' `pain 6` ~/x")
    assert lines == [r"\&.SH a line\(aqs end\e \(aqx\(aq \fBpain 6\fR \(ti/x"]


def test_no_code_is_broken_between_lines_of_the_source() -> None:
    words = "word " * 12
    assert man_page._wrapped(f"{words}`rehabtrack warnings answer w1`")[-1] == (
        r"\fBrehabtrack warnings answer w1\fR"
    )


def test_it_is_readable_on_a_terminal_of_80_columns(shown: str) -> None:
    assert max(map(len, shown.splitlines())) <= 80
    assert "  rehabtrack massage check [OPTIONS]\n" in shown
    assert "  --minutes N\n" in shown


def test_a_command_can_be_copied_from_it_into_a_shell(shown: str) -> None:
    assert shown.isascii()
    assert 'rehabtrack pain back=3 leg-left=6 --at "yesterday 22:00"\n' in shown


@pytest.mark.parametrize("checker", ["mandoc -T lint", "groff -man -ww -z"])
def test_no_reader_of_man_pages_complains(checker: str) -> None:
    command = checker.split()
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} is not installed here")
    done = subprocess.run([*command, str(man_page.PAGE)], capture_output=True, text=True)
    assert done.stdout + done.stderr == ""


def test_a_page_out_of_date_is_shown_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "rehabtrack.1"
    page.write_text(TEXT.replace("Log pain", "Log ache"))
    monkeypatch.setattr(man_page, "PAGE", page)
    assert man_page.main(["--check"]) == 1
    assert "-Log ache" in capsys.readouterr().out
    assert "Log ache" in page.read_text()
    assert man_page.main([]) == 0
    assert page.read_text() == TEXT
    assert man_page.main(["--check"]) == 0
    assert os.listdir(tmp_path) == ["rehabtrack.1"]
