"""Listings of many patients that two processes tell: nobody can see that there are two."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import engines
import pytest
from command_line import program
from test_long_readings import many

from rehabtrack.cli.by_turns import MANY

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="only one process can be had")

#: Runs the program where there are so many processors, after more is done to it. Whoever forks says
#: so; the first process says at the end whether it left a child behind.
RUN = """
import os, sys, time
from rehabtrack.cli import by_turns, review
from rehabtrack.cli.app import App
from rehabtrack.cli.main import main

by_turns._processors = lambda: {processors}
first, fork, read = os.getpid(), os.fork, review.review

def forked():
    print("FORKED", file=sys.stderr, flush=True)
    return fork()

def in_second():
    return os.getpid() != first

os.fork = forked
{more}
try:
    main()
finally:
    try:
        os.wait()
    except ChildProcessError:
        print("NONE LEFT", file=sys.stderr)
"""
#: A review that would take either process far longer than anybody waits here.
SLOWLY = """
def slowly(journal, *given):
    time.sleep(1 if journal.patient_id > 6 else 0)
    return read(journal, *given)
review.review = slowly
"""
AS_ONE = ("review", "review --json", "review --since 2025-12-31", "review --until 2020-01-01")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of so many patients that their review is shared."""
    path = engines.new_place(tmp_path_factory.mktemp("practice"))
    many(path, MANY, sessions=3)
    return path


def ran(
    db: str, line: str, *, processors: int = 2, more: str = ""
) -> tuple[subprocess.CompletedProcess[bytes], bool]:
    """What a command did, and whether two processes did it; none may be left."""
    script = ("-c", RUN.format(processors=processors, more=more))
    done = program("--db", db, "--tz", "Europe/Berlin", *line.split(), script=script)
    assert b"NONE LEFT\n" in done.stderr, done
    shared = b"FORKED\n" in done.stderr
    done.stderr = done.stderr.replace(b"NONE LEFT\n", b"").replace(b"FORKED\n", b"")
    return done, shared


def same(db: str, line: str, more: str = "") -> subprocess.CompletedProcess[bytes]:
    """What a command did, the same by two processes as by one."""
    one, alone = ran(db, line, processors=1)
    two, shared = ran(db, line, more=more)
    assert (alone, shared) == (False, True)
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)
    return two


@pytest.mark.parametrize("line", AS_ONE)
def test_two_processes_print_what_one_does(db: str, line: str) -> None:
    done = same(db, line)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) >= MANY or line.endswith("2020-01-01")


def test_few_patients_are_told_by_one_process(tmp_path: Path) -> None:
    few = engines.new_place(tmp_path)
    many(few, 3, sessions=2)
    done, shared = ran(few, "review")
    assert (done.returncode, shared) == (0, False)


SECOND_FAILS = {
    "by an error": "raise OSError",
    "by a bug": "raise AssertionError",
    "of Ctrl-C": "raise KeyboardInterrupt",
    "killed": "os.kill(os.getpid(), 9)",
}


@pytest.mark.parametrize("end", SECOND_FAILS.values(), ids=SECOND_FAILS)
@pytest.mark.parametrize("place", [2, MANY // 2])
def test_a_second_process_that_ends_too_early_is_not_missed(db: str, end: str, place: int) -> None:
    failing = f"""
def failing(journal, *given):
    if in_second() and journal.patient_id >= {place}:
        {end}
    return read(journal, *given)
review.review = failing
"""
    assert same(db, "review", failing).stderr == b""


def test_half_of_what_the_second_tells_is_not_printed(db: str) -> None:
    more = """
class Cut:
    def __init__(self, pipe): self.pipe = pipe
    def __enter__(self): return self
    def __exit__(self, *_): self.pipe.close()
    def flush(self): self.pipe.flush()
    def write(self, told):
        self.pipe.write(told[:-5])
        self.pipe.flush()
        os._exit(1)
by_turns.open = lambda fd, mode: Cut(open(fd, mode)) if mode == "wb" else open(fd, mode)
"""
    same(db, "review", more)


def test_a_second_process_that_finds_other_patients_is_not_believed(db: str) -> None:
    more = """
found = App.reading_all
App.reading_all = lambda app: found(app)[in_second():]
"""
    same(db, "review", more)


@pytest.mark.parametrize("refusing", ["os.fork", "os.pipe"])
def test_where_no_second_process_can_be_had_one_does_it(db: str, refusing: str) -> None:
    more = f"def refused(): raise BlockingIOError\n{refusing} = refused"
    one, _ = ran(db, "review", processors=1)
    done, shared = ran(db, "review", more=more)
    assert (done.returncode, done.stdout, done.stderr, shared) == (0, one.stdout, b"", False)


@pytest.mark.files
@pytest.mark.parametrize("place", [MANY - 1, MANY])
def test_damage_is_told_as_one_process_tells_it(db: str, tmp_path: Path, place: int) -> None:
    with closing(sqlite3.connect(db)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        of_one = "SELECT id FROM pain WHERE patient_id = ?"
        (uid,) = connection.execute(of_one, (place,)).fetchone()
    whole = Path(db).read_bytes()
    pages = [whole[start : start + size] for start in range(0, len(whole), size)]
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"".join(b"\xff" * size if uid in page else page for page in pages))
    done = same(str(damaged), "review")
    assert done.returncode == 1
    assert b"is damaged." in b" ".join(done.stderr.split())
    assert done.stdout.startswith(b"Patient 000  m1")


@pytest.mark.skipif(sys.platform != "linux", reason="only there a process can see what is open")
def test_the_database_is_not_open_while_the_processes_part(db: str) -> None:
    more = """
def is_open():
    folder = "/proc/self/fd"
    paths = [f"{folder}/{fd}" for fd in os.listdir(folder)]
    there = [os.readlink(path) for path in paths if os.path.lexists(path)]
    return any(link.startswith("socket:") or link.endswith("journal.db") for link in there)

def looking():
    assert not is_open()
    return forked()

def reading(journal, *given):
    assert is_open()
    return read(journal, *given)

os.fork, review.review = looking, reading
"""
    assert same(db, "review", more).returncode == 0


# --- ended before the end -------------------------------------------------------------------------


def begun(db: str) -> subprocess.Popen[bytes]:
    """A review by two processes that is not done for a while, its first line printed."""
    script = RUN.format(processors=2, more=SLOWLY)
    argv = [sys.executable, "-c", script, "--db", db, "review"]
    pipe = subprocess.PIPE
    env = engines.environment() | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    process = subprocess.Popen(argv, stdout=pipe, stderr=pipe, env=env, start_new_session=True)
    assert process.stdout
    assert process.stdout.readline().startswith(b"Patient 000")
    return process


def ended(process: subprocess.Popen[bytes]) -> tuple[int, bytes]:
    """The exit code and what else both processes said: to its end, so neither still runs."""
    _, err = process.communicate(timeout=15)
    assert b"FORKED" in err
    assert b"Traceback" not in err
    return process.returncode, err


def test_ctrl_c_ends_both(db: str) -> None:
    process = begun(db)
    os.killpg(process.pid, signal.SIGINT)
    code, err = ended(process)
    assert code == 130
    assert b"NONE LEFT" in err


def test_an_interrupt_of_the_first_alone_ends_both(db: str) -> None:
    process = begun(db)
    os.kill(process.pid, signal.SIGINT)
    code, err = ended(process)
    assert code == 130
    assert b"NONE LEFT" in err


def test_the_second_does_not_outlive_the_first(db: str) -> None:
    process = begun(db)
    os.kill(process.pid, signal.SIGKILL)
    assert ended(process)[0] == -signal.SIGKILL


def test_nobody_reading_the_answer_ends_both(db: str) -> None:
    process = begun(db)
    assert process.stdout
    process.stdout.close()
    process.stdout = None
    code, err = ended(process)
    assert code == 1
    assert b"NONE LEFT" in err
