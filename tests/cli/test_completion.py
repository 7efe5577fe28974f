"""What the shell offers while a command is typed: commands, sites, areas, codes, ids, names."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import engines
import pytest
from command_line import Terminal, program
from server import Server

from rehabtrack.domain.records.massage import AREAS, TECHNIQUES
from rehabtrack.domain.records.warning import ANSWER_CODES
from rehabtrack.domain.sites import SITES

#: The program under either of its names, as the console script runs it.
AS = "import sys; sys.argv[0] = '{}'; from rehabtrack.__main__ import run; run()"


def completed(
    rt: Terminal,
    typed: str,
    *,
    name: str = "rehabtrack",
    shell: str = "bash",
    code: int = 0,
    **env: str,
) -> str:
    """What a shell is told when the tab key is pressed behind what is typed."""
    words = f"{name} {typed}"
    asked = {
        f"_{name.upper()}_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
        "REHABTRACK_DB": rt.db,
        "HOME": str(rt.folder),
    }
    if shell == "fish":
        asked["COMP_CWORD"] = typed.split(" ")[-1]
    told = program(env=asked | env, script=("-c", AS.format(name)))
    assert (told.returncode, told.stderr) == (code, b"")
    return told.stdout.decode()


def offered(rt: Terminal, typed: str, **options: str) -> list[str]:
    """The words that bash is offered."""
    lines = completed(rt, typed, **options).splitlines()
    assert all(line.startswith("plain,") for line in lines if line), lines
    return [line.removeprefix("plain,") for line in lines if line]


@pytest.fixture
def filled(rt: Terminal) -> Terminal:
    """A file with something of every kind."""
    rt("pain back=7 leg-left=2 --at 06:00")
    rt("massage log --at 08:00")
    rt("phase start recovery")
    rt("measure add drug Ibuprofen --from 2026-03-01")
    rt("clearance add --by Ott --specialty other")
    return rt


def test_commands_are_completed(rt: Terminal) -> None:
    assert offered(rt, "ma") == ["massage"]
    assert offered(rt, "un") == ["unvoid", "undo"]
    assert "pain" in offered(rt, "")
    assert offered(rt, "massage ") == ["check", "screen", "log", "after", "same", "skip"]
    assert offered(rt, "phase s") == ["start"]
    assert offered(rt, "warnings a") == ["answer"]


def test_options_are_completed(rt: Terminal) -> None:
    assert offered(rt, "pain 6 --e") == ["--everywhere"]
    assert offered(rt, "--pat") == ["--patient"]
    assert offered(rt, "massage log --be") == ["--before", "--because"]


def test_sites_are_completed(rt: Terminal) -> None:
    assert offered(rt, "pain leg-") == ["leg-left", "leg-right"]
    assert offered(rt, "pain 6 --site ") == list(SITES)
    assert offered(rt, "edit p1 --site ne") == ["neck"]
    assert offered(rt, "patient add Anna --site ne") == ["neck"]


def test_areas_and_techniques_are_completed_one_after_another(rt: Terminal) -> None:
    assert offered(rt, "massage log --area ") == list(AREAS)
    assert offered(rt, "massage log --area neck,leg-") == ["neck,leg-left", "neck,leg-right"]
    assert offered(rt, "massage log --technique ") == list(TECHNIQUES)
    assert offered(rt, "massage log --technique rubbing,k") == ["rubbing,kneading"]
    assert offered(rt, "clearance add --area lo") == ["lower-back"]


def test_codes_are_completed(rt: Terminal) -> None:
    assert offered(rt, "warnings answer w1 ") == list(ANSWER_CODES)
    assert offered(rt, "massage skip --because pa") == ["pain-eased"]
    assert offered(rt, "massage log --because pa") == ["pain-eased"]


def test_ids_are_completed_from_the_file(filled: Terminal) -> None:
    assert offered(filled, "show ") == ["p2", "p1", "m1", "f1", "t1", "c1"]
    assert offered(filled, "edit p") == ["p2", "p1"]
    assert offered(filled, "void m") == ["m1"]
    assert offered(filled, "unvoid m") == ["m1"]
    assert offered(filled, "undo u") == ["u5", "u4", "u3", "u2", "u1"]
    assert offered(filled, "measure stop ") == ["t1"]
    assert offered(filled, "clearance end ") == ["c1"]
    assert offered(filled, "warnings show ") == ["w1"]
    assert offered(filled, "warnings answer ") == ["w1"]


def test_only_the_newest_ids_are_offered(rt: Terminal) -> None:
    for _ in range(4):
        rt("pain back=1 neck=1 upper-back=1 leg-left=1 leg-right=1 arm-left=1")
    assert offered(rt, "show p") == [f"p{no}" for no in range(24, 4, -1)]


def test_names_are_completed_from_the_file(rt: Terminal) -> None:
    rt("patient add Anna")
    rt("patient add Anton")
    rt("patient add Bob")
    assert offered(rt, "--patient A") == ["Anna", "Anton"]
    assert offered(rt, "patient use ") == ["Anna", "Anton", "Bob"]
    assert offered(rt, "patient show B") == ["Bob"]
    assert offered(rt, "patient edit B") == ["Bob"]
    assert offered(rt, "patient archive B") == ["Bob"]


def test_ids_of_several_patients_are_offered_with_their_names(rt: Terminal) -> None:
    for name in ("Anna", "Bob"):
        rt(f"patient add {name}")
        rt(f"--patient {name} 2")
    assert offered(rt, "show ") == ["Anna/p1", "Bob/p1"]
    assert offered(rt, "show Bob/") == ["Bob/p1"]
    assert offered(rt, "--patient Bob show ") == ["p1"]
    assert offered(rt, "show ", REHABTRACK_PATIENT="Anna") == ["p1"]
    rt("patient use Bob")
    assert offered(rt, "show p") == ["p1"]
    assert offered(rt, "show Anna/p") == ["Anna/p1"]


def test_the_file_named_on_the_line_is_read(filled: Terminal) -> None:
    other = filled.folder / "other.db"
    assert offered(filled, f"--db {other} show ") == []
    filled("--db", str(other), "2")
    assert offered(filled, f"--db {other} show ") == ["p1"]


def test_a_file_for_db_is_left_to_the_shell(rt: Terminal) -> None:
    assert completed(rt, "--db x").splitlines() == ["file,x"]


def test_completion_works_for_the_short_name(filled: Terminal) -> None:
    assert offered(filled, "ma", name="rt") == ["massage"]
    assert offered(filled, "show p", name="rt") == ["p2", "p1"]


def test_zsh_is_told_type_value_and_help(filled: Terminal) -> None:
    assert completed(filled, "massage c", shell="zsh").splitlines() == [
        "plain",
        "check",
        "Ask before a massage, not after.",
    ]
    assert completed(filled, "show m", shell="zsh").splitlines() == ["plain", "m1", "_"]


def test_fish_is_told_type_value_and_help(filled: Terminal) -> None:
    assert completed(filled, "massage c", shell="fish").splitlines() == [
        "plain,check\tAsk before a massage, not after."
    ]
    assert completed(filled, "show m", shell="fish").splitlines() == ["plain,m1"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("name", ["rehabtrack", "rt"])
def test_each_shell_is_given_its_script(rt: Terminal, shell: str, name: str) -> None:
    if shell == "bash" and shutil.which("bash") is None:
        pytest.skip("bash is not installed")
    env = {f"_{name.upper()}_COMPLETE": f"{shell}_source"}
    given = program(env=env, script=("-c", AS.format(name)))
    assert (given.returncode, given.stderr) == (0, b"")
    assert f"_{name.upper()}_COMPLETE={shell}_complete".encode() in given.stdout


ANYTHING = ["show ", "undo ", "--patient ", "warnings answer ", "patient use ", "show Anna/"]


@pytest.mark.parametrize("typed", [*ANYTHING, "", "6 ", "xyzzy ", "pain 6 --jsn ", "log --kind "])
def test_completion_makes_no_file(rt: Terminal, typed: str) -> None:
    rt.db = str(rt.folder / "new" / "journal.db")
    completed(rt, typed)
    assert os.listdir(rt.folder) == []


@pytest.mark.files
@pytest.mark.parametrize("typed", ANYTHING)
def test_completion_never_prints_an_error(rt: Terminal, typed: str) -> None:
    Path(rt.db).write_text("no database" * 500)
    assert offered(rt, typed) == []
    os.unlink(rt.db)
    os.mkdir(rt.db)
    assert offered(rt, typed) == []
    os.rmdir(rt.db)
    assert offered(rt, typed, REHABTRACK_DB="postgresql://x/y") == []
    rt("2")
    assert completed(rt, typed, REHABTRACK_TZ="Europe/Nowhere") is not None
    assert completed(rt, typed, REHABTRACK_PATIENT="Nobody") is not None
    with engines.tool(rt.db) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert offered(rt, typed) == []


@pytest.mark.files
def test_completion_waits_for_no_server_that_is_silent(rt: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        address = f"postgresql://anna@127.0.0.1:{port}/clinic?connect_timeout=0"  # for ever
        assert completed(rt, "patient use ", REHABTRACK_DB=address, code=1) == ""


@pytest.mark.server
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pty")
@pytest.mark.parametrize("typed", ["patient use ", "--patient ", "care revoke ", "show "])
def test_completion_on_a_terminal_asks_for_no_password_and_warns_of_none(
    server: Server, tmp_path: Path, typed: str
) -> None:
    import pty

    passwords = tmp_path / "read by others"
    passwords.write_text("*:*:*:*:kept\n")
    passwords.chmod(0o644)
    screen, keyboard = pty.openpty()
    os.write(screen, b"typed\n")
    told = subprocess.run(
        [sys.executable, "-c", AS.format("rehabtrack")],
        env=engines.environment()
        | {
            "_REHABTRACK_COMPLETE": "bash_complete",
            "COMP_WORDS": f"rehabtrack {typed}",
            "COMP_CWORD": str(len(typed.split(" "))),
            "REHABTRACK_DB": server.address("clinic", "anna"),
            "PGPASSFILE": str(passwords),
        },
        stdin=keyboard,
        capture_output=True,
        check=False,
        timeout=60,
        start_new_session=True,
    )
    for end in (screen, keyboard):
        os.close(end)
    assert (told.stdout.strip(), told.stderr) == (b"", b"")


@pytest.mark.parametrize(
    "typed",
    [
        "xyzzy ",
        "massage xyzzy ",
        "pain --scale x ",
        "massage log --minutes x --area ",
        "6 --s",
        "'",
    ],
)
def test_completion_behind_a_mistake_prints_no_error(rt: Terminal, typed: str) -> None:
    completed(rt, typed)


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_with_the_script_it_is_given(filled: Terminal) -> None:
    place = filled.folder / "bin"
    place.mkdir()
    script = place / "rehabtrack"
    script.write_text(
        f"#!{sys.executable}\nfrom rehabtrack.__main__ import run\nrun()\n", encoding="utf-8"
    )
    script.chmod(0o755)
    asked = """
        eval "$(_REHABTRACK_COMPLETE=bash_source rehabtrack)"
        press_tab() {
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
            _rehabtrack_completion rehabtrack
            echo "${COMPREPLY[*]}"
        }
        press_tab rehabtrack mas
        press_tab rehabtrack show p
        press_tab rehabtrack pain leg-
        press_tab rehabtrack massage log --area neck,
    """
    env = engines.environment() | {"REHABTRACK_DB": filled.db}
    env["PATH"] = f"{place}:{env['PATH']}"
    told = subprocess.run(
        ["bash", "--norc", "-c", asked], env=env, capture_output=True, check=True, timeout=60
    )
    assert told.stderr == b""
    assert told.stdout.decode().splitlines() == [
        "massage",
        "p2 p1",
        "leg-left leg-right",
        " ".join(f"neck,{area}" for area in AREAS),
    ]
