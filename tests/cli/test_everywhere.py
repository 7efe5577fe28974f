"""What holds of every command: exit codes, streams, width, colours, the options before it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import WIDTH, Terminal, program
from test_usage import LEAVES

from rehabtrack import __version__
from rehabtrack.cli.main import COMMANDS, main
from rehabtrack.cli.output import columns, safe, wrapped

pytestmark = pytest.mark.files

PAGES = ["", *COMMANDS, *(f"{group} {leaf}" for group in LEAVES for leaf in LEAVES[group].split())]


# --- exit codes ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("2", 0),
        ("massage log", 0),  # a warning is not a failure
        ("massage check", 3),
        ("log", 0),
        ("pain 11", 1),
        ("show p99", 1),
        ("redo", 1),
        ("pain 6 --jsn", 2),
        ("pain", 2),
        ("xyzzy", 2),
        ("massage", 2),
        ("--help", 0),
        ("--version", 0),
    ],
)
def test_the_exit_code_says_how_a_command_ended(rt: Terminal, line: str, code: int) -> None:
    rt("7")
    assert rt(line).code == code


def test_the_exit_code_of_a_check_is_the_first_that_applies(rt: Terminal) -> None:
    assert rt("massage check").code == 4
    rt("pain 2 --at 08:00")
    assert rt("massage check").code == 0
    rt("7")
    assert rt("massage check").code == 3
    rt("clearance add --by Ott --specialty other --refuse")
    assert rt("massage check").code == 5


def test_the_exit_code_of_the_program_itself_is_the_same(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "journal.db"))
    codes = [
        program(*db, *line.split()).returncode
        for line in ("massage check", "7", "massage check", "pain 11", "pian", "log")
    ]
    assert codes == [4, 0, 3, 1, 2, 0]


# --- streams -------------------------------------------------------------------------------------


def test_stdout_carries_the_result_and_stderr_the_warning(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "journal.db"))
    program(*db, "7")
    logged = program(*db, "massage", "log", "--json")
    assert json.loads(logged.stdout)["warnings"] == ["w1"]
    assert logged.stderr.startswith(b"WARNING  Pain 7/10 in back ")
    refused = program(*db, "pain", "11", "--json")
    assert (refused.stdout, refused.stderr[:7]) == (b"", b"Error: ")


def test_a_reader_that_leaves_early_is_no_crash(tmp_path: Path) -> None:
    db = str(tmp_path / "journal.db")
    program("--db", db, "pain", "2", "--note", "x " * 5000)
    running = subprocess.Popen(
        [sys.executable, "-m", "rehabtrack", "--db", db, "log"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdout
    assert running.stderr
    running.stdout.readline()
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    running.wait(timeout=30)


def test_nothing_is_asked_though_nobody_is_there_to_answer(tmp_path: Path) -> None:
    db = ("--db", str(tmp_path / "new" / "journal.db"))
    assert program(*db, "7").returncode == 0
    assert program(*db, "massage", "log").returncode == 0
    assert program(*db, "undo").returncode == 0


# --- width and colour ----------------------------------------------------------------------------


def test_no_help_page_is_wider_than_78_columns(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for path in PAGES:
        main.main([*path.split(), "--help"], "rehabtrack", standalone_mode=False)
        page = capsys.readouterr().out
        assert page.startswith(f"Usage: rehabtrack {path}".rstrip())
        assert [line for line in page.splitlines() if len(line) > WIDTH] == [], path


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"TERM": "dumb"}])
def test_nothing_needs_or_has_a_colour(tmp_path: Path, env: dict[str, str]) -> None:
    db = ("--db", str(tmp_path / "journal.db"))
    for line in ("7", "massage log", "log", "pain 11", "--help", "pain --help"):
        printed = program(*db, *line.split(), env=env)
        assert b"\x1b" not in printed.stdout + printed.stderr


def test_a_long_record_goes_on_below_indented(rt: Terminal) -> None:
    rt("clearance add --specialty other --by", "Professor " * 9, "--limits", "x" * 150)
    assert rt("clearance list").out == (
        "c1  clearance by Professor Professor Professor Professor Professor Professor\n"
        "     Professor Professor Professor (other),\n"
        f"     {'x' * 73}\n"
        f"     {'x' * 73}\n"
        "     xxxx, from Sat 14 Mar 09:12\n"
    )


def test_a_time_and_a_length_are_not_broken() -> None:
    told = wrapped(f"{'x' * 66} until Sat 14 Mar 2026 07:30 at the earliest")
    assert told == [f"{'x' * 66} until", "Sat 14 Mar 2026 07:30 at the earliest"]
    assert wrapped(f"{'x' * 75} 24 h before")[1] == "24 h before"
    assert wrapped(f"{'x' * 70} pain (0-30 mm).")[1] == "(0-30 mm)."
    assert wrapped(f"{'x' * 68} in 2026. Mar")[0] == f"{'x' * 68} in 2026."
    assert wrapped(f"{'x' * 66} (recorded Sat 14 Mar 09:12)")[1] == "(recorded Sat 14 Mar 09:12)"


def test_a_path_is_left_whole_and_any_other_long_word_is_cut() -> None:
    path = os.sep + "x" * 100
    assert wrapped(f"The file {path} is no database.") == ["The file", path, "is no database."]
    assert wrapped("x" * 100) == ["x" * 78, "x" * 22]


def test_what_is_escaped_is_measured_as_it_is_printed() -> None:
    assert all(columns(line) <= WIDTH for line in wrapped("\u202e" * 100))
    assert columns(safe("\x1b")) == 4
    assert columns("痛み") == 4
    assert columns("e\u0301") == 1


# --- the options before the command --------------------------------------------------------------


def test_the_version_is_printed(rt: Terminal) -> None:
    assert rt("--version").out == f"rehabtrack, version {__version__}\n"


def test_the_file_is_named_before_the_command_or_in_the_environment(rt: Terminal) -> None:
    rt("2")
    other = str(rt.folder / "other.db")
    rt("--db", other, "7")
    rt.before = []
    rt.env["REHABTRACK_DB"] = other
    assert rt("log").out.startswith("p1  7/10 back")


def test_python_runs_the_package_by_its_name(tmp_path: Path) -> None:
    refused = program("--db", str(tmp_path / "x.db"), "pian")
    assert refused.stderr == (
        b'Error: There is no command "pian". Did you mean pain?\nSee: rehabtrack --help\n'
    )


@pytest.mark.parametrize("name", ["rehabtrack", "rt"])
def test_both_names_are_installed(tmp_path: Path, name: str) -> None:
    script = Path(sys.executable).parent / name
    if not script.exists():
        pytest.skip(f"{name} is not installed beside this Python")
    told = subprocess.run([script, "pian"], capture_output=True, check=False, timeout=60)
    assert told.returncode == 2
    assert told.stderr.decode().endswith(f"See: {name} --help\n")


def test_a_bug_keeps_its_traceback(rt: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rehabtrack.services.pain.follow", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rt("2")
    monkeypatch.undo()
    assert rt("log").out == "Nothing is recorded there. Log pain: rehabtrack 0-10\n"


def test_an_answer_that_cannot_be_printed_is_one_sentence_and_no_traceback(tmp_path: Path) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "rehabtrack", "--db", str(tmp_path / "a.db"), "3"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert ended.returncode == 1
    assert b" ".join(ended.stderr.split()) == (
        b"Error: the answer could not be printed: No space left on device. "
        b"See first: rehabtrack log"
    )


def test_a_long_path_with_spaces_is_printed_whole() -> None:
    path = "/" + "a folder with spaces/" * 6 + "journal.db"
    ended = program("--db", path, "db", "path")
    assert ended.stdout.decode().splitlines() == [path]
