"""Hostile text: nothing that a terminal obeys reaches it; what is not text is not stored."""

import json
import os
import pty
from pathlib import Path

import engines
import pytest
from command_line import OBEYED, Terminal, program

#: What an escape sequence, a bell, an 8-bit control, bidi and invisible characters can do.
ESC, OSC, CSI8 = "\x1b[2J", "\x1b]0;owned\x07", "\x9b2J"
CONTROLS = [ESC, OSC, CSI8, "\x07", "\r", "\x08", "\x7f", "\n", "\t"]
#: Characters that a name may hold, for scripts need some of their kind, and no terminal gets.
HIDDEN = ["\u202e", "\u2066", "\u200f", "\ufeff", "\ufff9", "\U000e0041", "\u061c"]

SINGLE_LINES = [
    "massage log --by",
    "massage log --area",
    "massage log --technique",
    "massage skip --because",
    "massage log --because",
    "measure add drug",
    "measure add drug X --dose",
    "clearance add --specialty other --by",
    "pain 3 --site",
    "patient add",
    "patient add Eva --diagnosis",
    "patient edit --name",
    "void p1 --because",
    "rule set --limit 2 --because",
    "rule set --limit 4 --because x --on-advice-of",
    pytest.param("me", marks=pytest.mark.files),  # a login is made by `role`
]


def holding(line: str, text: str) -> str:
    """The text as that option takes it, in a word or a code of one's own."""
    own = any(option in line for option in ("--area", "--technique", "--site"))
    code = "massage" in line and "--because" in line
    return f"other:a{text}b" if own or code else f"a{text}b"


@pytest.mark.parametrize("line", SINGLE_LINES)
def test_a_control_character_in_a_single_line_is_refused(rt: Terminal, line: str) -> None:
    rt("2")
    for text in CONTROLS:
        assert rt.refuses(line, holding(line, text)).endswith(
            "holds a line break or a control character. Write it as one plain line."
        )


@pytest.mark.files  # a login is refused where it is made, see test_clinic_refusals.py
def test_who_writes_is_a_single_line_too(rt: Terminal) -> None:
    for text in (*CONTROLS, "\udcff"):
        assert rt.refuses("--as", f"a{text}b", "2").startswith("The author's name holds ")


@pytest.mark.parametrize("line", SINGLE_LINES)
def test_a_lone_surrogate_is_refused(rt: Terminal, line: str) -> None:
    rt("2")
    sentence = rt.refuses(line, holding(line, "\udcff"))
    assert sentence.endswith("holds bytes that are not text. Write it again, or save it as UTF-8.")


@pytest.mark.parametrize("text", ["a\0b", "a\udcffb"], ids=ascii)
def test_a_note_that_is_not_text_is_refused(rt: Terminal, text: str) -> None:
    refused = "The note holds bytes that are not text. Write it again, or save it as UTF-8."
    assert rt.refuses("pain 2 --note", text) == refused
    assert rt.refuses("pain 2 --note -", stdin=b"a\xffb") == refused
    assert rt.refuses("pain 2 --note -", stdin=b"a\x00b") == refused
    assert rt.refuses("pain 2 --note -", stdin="ä".encode("utf-16")) == refused


@pytest.mark.parametrize(
    "line",
    [
        "pain",
        "pain --scale",
        "pain 3 --scale",
        "pain 3 --recall",
        "pain 3 --at",
        "show",
        "undo",
        "phase start",
        "measure add",
        "log --kind",
        "log --since",
        "massage log --minutes",
        "warnings answer w1",
        "warnings",
        "--tz",
        "--patient",
        "--json",
        "import",
        "",
        "--",
    ],
)
def test_no_refusal_repeats_what_a_terminal_obeys(rt: Terminal, line: str) -> None:
    for text in (*CONTROLS, *HIDDEN):
        # every output of `rt` is looked through for what a terminal obeys
        for word in (f"--{text}", f"-{text}=x", f"x{text}y"):
            refused = rt(line, word, "6")
            assert (refused.code in (1, 2), refused.out) == (True, ""), (line, word)


@pytest.mark.parametrize("text", HIDDEN, ids=ascii)
def test_hidden_characters_are_stored_as_typed_and_printed_escaped(rt: Terminal, text: str) -> None:
    name = f"A{text}B"
    escaped = f"\\u{ord(text):04x}" if ord(text) < 0x10000 else f"\\U{ord(text):08x}"
    rt("patient add", name)
    rt("pain 7 --at 06:00 --note", f"note {text} end")
    rt("massage log --at 08:00 --by", name, "--area", f"other:{text}x", "--note", name)
    rt("clearance add --specialty other --refuse --by", name, "--limits", name)
    rt("measure add drug", name, "--dose", name)
    rt("warnings answer w1", f"other:{name}")
    rt("void p1 --because", name)
    for line in ("", "log --voided", "show m1", "show p1", "undo --list", "patient list"):
        assert escaped in rt(line).out or line == ""
    for line in ("warnings show w1", "clearance list", "measure list", "massage check"):
        assert escaped in rt(line).out
    with engines.tool(rt.db) as connection:
        assert connection.execute("SELECT name FROM patient").fetchone() == (name,)
    assert json.loads(rt("patient list --json").out)["name"] == name


def test_json_is_ascii_and_gives_back_what_was_stored(rt: Terminal) -> None:
    note = "Rücken \u202e 痛み \U0001f600 \U000e0041 \x1b[2J\x07 end"
    rt("pain 2 --note", note)
    printed = rt("log --json").out
    assert printed.isascii()
    assert not OBEYED.search(printed)
    assert json.loads(printed)["note"] == note


def test_controls_in_a_note_are_stored_and_printed_escaped(rt: Terminal) -> None:
    rt("pain 2 --note", f"{ESC}{OSC}{CSI8}\r\b end")
    assert rt("log").out.splitlines()[1] == ("     \\x1b[2J\\x1b]0;owned\\x07\\x9b2J\\x0d\\x08 end")


def test_a_note_keeps_its_lines_and_its_tabs_become_spaces(rt: Terminal) -> None:
    rt("pain 2 --note -", stdin="a\tb\r\nc\n")
    assert rt("log").out.splitlines()[1:] == ["     a   b", "     c"]


def test_joiners_that_scripts_and_emoji_need_are_let_through(rt: Terminal) -> None:
    family, persian = "\U0001f468\u200d\U0001f469", "می\u200cخواهم"
    rt("pain 2 --note", f"{family} {persian}")
    assert f"     {family} {persian}\n" in rt("log").out


def test_wide_characters_take_two_columns_of_a_line(rt: Terminal) -> None:
    rt("pain 2 --note", "痛み" * 50)
    lines = rt("log").out.splitlines()[1:]
    assert [len(line.strip()) for line in lines] == [36, 36, 28]


@pytest.mark.files
def test_a_file_name_that_a_terminal_would_obey_is_printed_escaped(rt: Terminal) -> None:
    path = str(rt.folder / f"x{OSC}\u202e.db")
    assert rt("--db", path, "2").code == 0
    assert "\\x1b]0;owned\\x07\\u202e.db" in rt("--db", path, "db", "path").out
    Path(path).write_text("text")
    assert "\\x1b]0;owned\\x07\\u202e.db" in rt("--db", path, "2").err


@pytest.mark.files
def test_a_file_name_that_is_not_text_is_no_crash(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff.db"
    logged = program("--db", path, "2", env={"LC_ALL": "C.UTF-8"})
    assert (logged.returncode, logged.stderr) == (0, b"")
    shown = program("--db", path, "db", "path", env={"LC_ALL": "C.UTF-8"})
    assert shown.stdout.endswith(b"/\\udcff.db\n")


def test_the_refused_rows_of_a_file_whose_name_is_not_text_are_written(tmp_path: Path) -> None:
    path, refused = os.fsencode(tmp_path) + b"/\xff.csv", str(tmp_path / "refused.csv")
    db = engines.new_place(tmp_path)
    Path(os.fsdecode(path)).write_text("at,site,value\n2026-03-01,back,11\n")
    env = {"LC_ALL": "C.UTF-8"}
    taken = program("--db", db, "import", path, "--reject-file", refused, env=env)
    assert (taken.returncode, taken.stdout[:12]) == (0, b"Read 1 row: ")
    assert "\\udcff.csv,2,11 is not a value" in Path(refused).read_text("utf-8")


@pytest.mark.parametrize("name", ["a\0b", "\ud800"], ids=ascii)
@pytest.mark.parametrize(
    "line",
    [
        "import",
        "import a.csv --reject-file",
        "db backup --to",
        "db restore",
        "db copy a.db",
        "db encrypt --yes --key-file",
        "--db",
    ],
)
def test_a_name_that_no_file_can_have_is_wrong_usage(rt: Terminal, line: str, name: str) -> None:
    rt("2")
    assert "no file can have that name." in rt.misuses(line, name)


NARROW = [
    {"LANG": "C"},
    {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "ascii:strict", "LC_ALL": "C.UTF-8"},
    {"PYTHONIOENCODING": "cp1252"},
]


@pytest.mark.parametrize("env", NARROW, ids=str)
def test_an_encoding_that_lacks_a_character_is_no_crash(
    tmp_path: Path, env: dict[str, str]
) -> None:
    db = ("--db", engines.new_place(tmp_path))
    noted = program(*db, "pain", "2", "--note", "-", env=env, stdin="Rücken 痛み".encode())
    assert (noted.returncode, noted.stderr) == (0, b"")
    told = program(*db, "log", env=env)
    assert (told.returncode, told.stderr) == (0, b"")
    assert b"cken" in told.stdout
    as_json = program(*db, "log", "--json", env=env)
    assert json.loads(as_json.stdout)["note"] == "Rücken 痛み"
    refused = program(*db, "pain", "痛み", env=env)
    assert refused.returncode == 1
    assert b"Traceback" not in refused.stderr


UTF8 = {"LC_ALL": "C.UTF-8"}
NO_TEXT = [("--patient", b"\xff", "2"), ("pain", b"\xff")]


@pytest.mark.parametrize(
    "arguments",
    [pytest.param(("--as", b"\xff", "2"), marks=pytest.mark.files), *NO_TEXT],
    ids=ascii,
)
def test_bytes_that_are_not_text_are_refused_in_a_utf8_locale(
    tmp_path: Path, arguments: tuple[str | bytes, ...]
) -> None:
    refused = program("--db", engines.new_place(tmp_path), *arguments, env=UTF8)
    assert refused.returncode == 1
    assert refused.stderr.startswith(b"Error: ")
    assert b"Traceback" not in refused.stderr


@pytest.mark.files  # which asks the system who writes
def test_a_user_whose_name_is_not_text_is_refused_in_a_utf8_locale(tmp_path: Path) -> None:
    env = UTF8 | {"LOGNAME": os.fsdecode(b"\xff")}
    by_name = program("--db", str(tmp_path / "journal.db"), "2", env=env)
    assert (by_name.returncode, b"Traceback" in by_name.stderr) == (1, False)


def test_a_terminal_is_sent_no_escape_and_no_colour(tmp_path: Path) -> None:
    db = engines.new_place(tmp_path)
    for arguments in (["7"], [], ["massage", "log"], ["--help"], ["pain", "11"], ["pian"]):
        printed = on_a_terminal("--db", db, *arguments)
        assert b"\x1b" not in printed
        assert not OBEYED.search(printed.decode().replace("\r\n", "\n"))


def on_a_terminal(*arguments: str) -> bytes:
    """What the program sends to a terminal of its own."""
    import sys

    child, terminal = pty.fork()
    if child == 0:
        os.execve(sys.executable, [sys.executable, "-m", "rehabtrack", *arguments], os.environ)
    printed = b""
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        printed += piece
    os.waitpid(child, 0)
    os.close(terminal)
    return printed
