"""The database file as it may be found: each failure one sentence, and the file left as it was."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from command_line import Terminal, program

from rehabtrack.storage import database, sqlite_file

pytestmark = pytest.mark.files

READING = ["", "log", "massage check", "patient list", "db check"]
WRITING = ["2", "patient use me", "me Eva", "undo"]
ALIEN = (
    "The file {} is not a rehabtrack database. It was left as it is. Give another with --db PATH."
)
UNREACHABLE = (
    "The database {} cannot be opened. "
    "See that it is a file and that you may read and write it and its folder."
)
DAMAGED = "The database {} is damaged. Restore your newest copy: rehabtrack db restore FILE"


def another_programs(path: str) -> None:
    """Another program's SQLite file."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmark (url TEXT)")
        connection.execute("INSERT INTO bookmark VALUES ('x')")
        connection.commit()


ENCRYPTED = (
    "If it is encrypted, put its note, NAME.key.json, back beside it, "
    "or give the recovery key: rehabtrack db rekey --recovery"
)
MAYBE_ENCRYPTED = {"a text file", "random bytes"}


FOUND = {
    "a text file": lambda path: Path(path).write_text("Dear diary, " * 500),
    "random bytes": lambda path: Path(path).write_bytes(bytes(range(256)) * 64),
    "zero bytes": lambda path: Path(path).write_bytes(b""),
    "another program's": another_programs,
}


@pytest.mark.parametrize("found", FOUND)
@pytest.mark.parametrize("line", [*READING, *WRITING])
def test_a_file_that_is_no_database_of_ours_is_refused_and_left_as_it_is(
    rt: Terminal, found: str, line: str
) -> None:
    FOUND[found](rt.db)
    before = Path(rt.db).read_bytes()
    refused = rt(line)
    assert (refused.code, refused.out) == (1, "")
    told = f"{ALIEN.format(rt.db)} {ENCRYPTED if found in MAYBE_ENCRYPTED else ''}".rstrip()
    assert refused.sentence == f"Error: {told}"
    assert Path(rt.db).read_bytes() == before
    assert os.listdir(rt.folder) == ["journal.db"]


@pytest.mark.parametrize("line", [*READING, *WRITING])
def test_a_file_of_a_newer_program_is_refused_and_left_as_it_is(rt: Terminal, line: str) -> None:
    rt("2")
    with closing(sqlite3.connect(rt.db)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = Path(rt.db).read_bytes()
    refused = rt(line)
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence == (
        f"Error: The database {rt.db} was written by a newer rehabtrack. "
        "It was left as it is. Upgrade the program: pip install --upgrade rehabtrack"
    )
    assert Path(rt.db).read_bytes() == before


@pytest.mark.parametrize("line", [*READING, *WRITING])
def test_a_file_cut_short_is_refused_and_left_as_it_is(rt: Terminal, line: str) -> None:
    rt("2")
    whole = Path(rt.db).read_bytes()
    Path(rt.db).write_bytes(whole[: 4096 * 3])
    refused = rt(line)
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence == f"Error: {DAMAGED.format(rt.db)}"
    assert Path(rt.db).read_bytes() == whole[: 4096 * 3]


@pytest.mark.parametrize("line", [*READING, *WRITING])
def test_a_folder_is_no_file(rt: Terminal, line: str) -> None:
    os.mkdir(rt.db)
    refused = rt(line)
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence == f"Error: {UNREACHABLE.format(rt.db)}"
    assert os.listdir(rt.db) == []


@pytest.mark.parametrize("place", ["/proc/rehabtrack.db", "/proc/1/mem/x.db", "/dev/null/x.db"])
def test_a_place_where_no_file_can_be_made_is_refused(rt: Terminal, place: str) -> None:
    refused = rt("--db", place, "2")
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence.startswith("Error: The database /")
    assert refused.sentence.endswith(UNREACHABLE.format("")[-72:])


def test_a_place_below_a_file_is_refused(rt: Terminal) -> None:
    Path(rt.db).write_text("text")
    refused = rt("--db", f"{rt.db}/journal.db", "2")
    assert (refused.code, refused.out) == (1, "")
    assert refused.sentence == f"Error: {UNREACHABLE.format(f'{rt.db}/journal.db')}"
    assert Path(rt.db).read_text() == "text"


def test_a_link_to_a_database_is_followed_and_one_to_nowhere_makes_it_there(rt: Terminal) -> None:
    there = rt.folder / "there.db"
    os.symlink(there, rt.db)
    assert rt("2").code == 0
    assert os.path.islink(rt.db)
    assert there.is_file()
    assert rt("log").out.startswith("p1  2/10 back")


@pytest.mark.parametrize("name", ["a b", "a#b", "a?b", "a%41b", "a'b", "ü", "a\nb", "-x"])
def test_a_path_is_taken_as_it_stands(rt: Terminal, name: str) -> None:
    path = str(rt.folder / name / f"{name}.db")
    assert rt("--db", path, "2").code == 0
    assert os.listdir(rt.folder / name) == [f"{name}.db"]
    assert rt("--db", path, "log").out.startswith("p1  2/10 back")


def test_a_busy_file_is_waited_for_and_then_refused(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    rt("2")
    with closing(sqlite3.connect(rt.db, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        before = Path(rt.db).read_bytes()
        for line in ("3", "log", "undo", ""):
            refused = rt(line)
            assert (refused.code, refused.out) == (1, "")
            assert refused.sentence == (
                f"Error: The database {rt.db} is in use by another program. "
                "Nothing was stored; end the other program, or try again."
            )
        assert Path(rt.db).read_bytes() == before
        other.execute("ROLLBACK")
    assert rt("3").code == 0


#: Another process that stores an import until it is told to go on.
STORING = """
import sys
from rehabtrack.storage.database import open_existing
from rehabtrack.storage.importing import writing_import
with writing_import(open_existing(sys.argv[1])):
    print("storing", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def storing(rt: Terminal) -> Iterator[subprocess.Popen[str]]:
    """An import that another process is storing into the file of the terminal."""
    rt("2")
    command = [sys.executable, "-c", STORING, rt.db]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "storing\n"
        yield process
        process.kill()


def mark(rt: Terminal) -> Path:
    return Path(rt.db).parent / f".{Path(rt.db).name}.importing"


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot tell whether it still runs")
def test_one_who_waits_for_an_import_in_vain_is_told_so(
    rt: Terminal, storing: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    assert stat.S_IMODE(mark(rt).stat().st_mode) == 0o600
    assert rt("3").sentence == (
        f"Error: The database {rt.db} is busy: an import is being stored. "
        "Nothing was stored; try again when it has ended."
    )
    storing.communicate("go on")
    assert not mark(rt).exists()
    assert rt("3").code == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot tell whether it still runs")
def test_an_import_that_was_killed_is_not_blamed_for_what_others_do(
    rt: Terminal, storing: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    storing.kill()
    storing.wait()
    assert mark(rt).exists()
    with closing(sqlite3.connect(rt.db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "is in use by another program" in rt("3").sentence
    Path(rt.folder / "a.csv").write_text("at,site,value\n2026-03-12 08:00,back,2\n")
    assert rt(f"import {rt.folder}/a.csv").code == 0
    assert not mark(rt).exists()


def test_an_import_that_must_wait_itself_sets_no_mark(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    rt("2")
    Path(rt.folder / "a.csv").write_text("at,site,value\n2026-03-12 08:00,back,2\n")
    with closing(sqlite3.connect(rt.db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        mark(rt).write_text(str(os.getpid()))  # another's, as if this process were it
        assert "is in use by another program" in rt(f"import {rt.folder}/a.csv").sentence
        assert mark(rt).exists()


@pytest.mark.parametrize("held", ["", "me", "-1", "0", "9" * 400, "\u00fc"])
def test_a_mark_that_holds_no_process_says_nothing(
    rt: Terminal, held: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    rt("2")
    mark(rt).write_text(held, encoding="utf-8")
    with closing(sqlite3.connect(rt.db, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "is in use by another program" in rt("3").sentence


def test_a_dry_run_without_a_file_leaves_no_mark_anywhere(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(rt.folder)
    Path("a.csv").write_text("at,site,value\n2026-03-12 08:00,back,2\n")
    assert rt("import a.csv --dry-run").code == 0
    assert os.listdir() == ["a.csv"]


def test_one_who_reads_holds_up_only_the_end_of_a_write(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    rt("2")
    with closing(sqlite3.connect(rt.db, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM pain").fetchall()
        assert rt("log").code == 0
        assert "is in use by another program" in rt.refuses("3")
        other.execute("COMMIT")
    assert rt("3").out.startswith("p2  3/10 back")


def test_a_disk_without_room_is_refused_and_nothing_is_stored(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    rt("2")
    connect = sqlite_file.connect

    def without_room(path: str) -> sqlite3.Connection:
        connection = connect(path)
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        return connection

    monkeypatch.setattr(sqlite_file, "connect", without_room)
    assert rt.refuses("pain 2 --note", "x" * 20000) == (
        f"There is no room left on the disk of {rt.db}. "
        "Nothing was stored; make room and try again."
    )


def test_a_file_that_may_only_be_read_is_read_and_not_written(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    rt("2")
    connect = sqlite_file.connect

    def only_reading(path: str) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("PRAGMA query_only = ON")  # root is not held up by permissions
        return connection

    monkeypatch.setattr(sqlite_file, "connect", only_reading)
    assert rt("log").out.startswith("p1  2/10 back")
    assert rt.refuses("3") == (
        f"The database {rt.db} may only be read. "
        "Nothing was stored; make the file and its folder writable, or use --db PATH."
    )


def test_an_sqlite_that_is_too_old_is_refused(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    rt("2")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    assert rt.refuses("3") == (
        f"SQLite {sqlite3.sqlite_version} is too old: 3.37 or newer is needed. "
        "Use a Python that brings a newer one, for instance from python.org."
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write where others may not")
def test_a_file_without_permission_to_write_is_read_and_not_written(rt: Terminal) -> None:
    rt("2")
    os.chmod(rt.db, 0o400)
    assert rt("log").code == 0
    assert "may only be read" in rt.refuses("3")


def test_the_file_of_the_environment_and_of_the_platform(tmp_path: Path) -> None:
    home = tmp_path / "home"
    env = {"HOME": str(home)}
    path = program("db", "path", env=env).stdout.decode().strip()
    assert path.startswith(str(home))
    assert program("2", env=env).returncode == 0
    assert os.path.isfile(path)
    other = str(tmp_path / "other.db")
    assert program("db", "path", env=env | {"REHABTRACK_DB": other}).stdout.decode() == f"{other}\n"
    assert program("db", "path", env=env | {"REHABTRACK_DB": ""}).stdout.decode() == f"{path}\n"
    if sys.platform.startswith("linux"):
        env["XDG_DATA_HOME"] = str(tmp_path / "data")
        found = program("db", "path", env=env).stdout.decode()
        assert found == f"{tmp_path}/data/rehabtrack/rehabtrack.db\n"


def test_everything_is_stored_though_two_write_at_once(tmp_path: Path) -> None:
    db = str(tmp_path / "new" / "journal.db")
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "rehabtrack", "--db", db, str(value)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for value in (1, 2, 3, 4)
    ]
    assert [running.communicate()[1] for running in both] == [b""] * 4
    assert [running.returncode for running in both] == [0] * 4
    logged = program("--db", db, "log").stdout.decode()
    assert sorted(line.split()[1] for line in logged.splitlines()) == [
        "1/10",
        "2/10",
        "3/10",
        "4/10",
    ]


# --- interrupted ---------------------------------------------------------------------------------


def test_one_who_interrupts_gets_exit_code_130_and_no_traceback(tmp_path: Path) -> None:
    pipe, db = str(tmp_path / "words"), tmp_path / "journal.db"
    share = ["share", "make", "--for", "doctor", "--out", str(tmp_path / "new.share")]
    os.mkfifo(pipe)
    running = subprocess.Popen(
        [sys.executable, "-m", "rehabtrack", "--db", str(db), *share, "--passphrase-file", pipe],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # even under nohup
    )
    try:
        with open(pipe, "wb"):  # opens only once the program reads from the other end
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=30)
    finally:
        running.kill()
    assert (running.returncode, out, err.strip()) == (130, b"", b"")
    assert not db.exists()


def test_an_interrupt_in_the_middle_of_a_write_stores_nothing(
    rt: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    rt("2")
    before = rt.rows()

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("rehabtrack.services.pain.follow", interrupt)
        ended = rt("3")
    assert (ended.code, ended.out, ended.err.strip()) == (130, "", "")
    assert rt.rows() == before
    assert rt("3").code == 0


@pytest.mark.parametrize("line", ["log", "undo", "5", "", "db check"])
def test_a_format_that_sqlite_does_not_know_is_damage(rt: Terminal, line: str) -> None:
    rt("2")
    whole = bytearray(Path(rt.db).read_bytes())
    whole[47] = 9  # the newest format of a schema is 4
    Path(rt.db).write_bytes(whole)
    assert f"{rt.db} is damaged" in rt(line).sentence


@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm", ".key.json"])
def test_no_database_is_made_under_a_name_that_another_keeps_for_itself(
    rt: Terminal, ending: str
) -> None:
    rt("2")
    refused = rt(f"--db {rt.db}{ending} 6")
    assert (refused.code, refused.out) == (1, "")
    assert "is one that a database keeps for itself. Give another name." in refused.sentence
    assert not os.path.exists(rt.db + ending)
    assert rt("log").out.startswith("p1  2/10")
