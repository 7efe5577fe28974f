"""What must hold where nothing but the wheel is installed; run by .ci/run with that Python.

`installed.py PYTHON_FOLDER`: PYTHON_FOLDER holds the console scripts. The home is an empty one.
"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib.metadata import distribution
from importlib.resources import files

from rehabtrack.storage import new_file, upgrading


def prints(*command: str, code: int = 0) -> str:
    """What a command prints; it must end with this exit code and without a traceback."""
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    if done.returncode != code or "Traceback" in done.stderr:
        sys.exit(f"{command} ended with {done.returncode}, not {code}:\n{done.stdout}{done.stderr}")
    return done.stdout


def contents(path: str) -> list[tuple[str, str]]:
    """Every object of a database, with the text that makes it."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name")
        return [(name, "".join((sql or "").split())) for name, sql in found]


def the_commands_work(folder: str) -> None:
    """A newcomer's first minutes, under all three names of the program."""
    rehabtrack, rt = (os.path.join(folder, name) for name in ("rehabtrack", "rt"))
    module = (sys.executable, "-m", "rehabtrack")
    assert "Your own log: rehabtrack" in prints(rehabtrack, "demo")
    database = prints(rehabtrack, "db", "path").strip()
    assert not os.path.exists(database), "the demo left something behind"
    assert prints(rehabtrack, "6").startswith("p1  6/10 back  ")
    assert os.path.exists(database)
    assert prints(rt, "massage", "check", code=3).startswith("NOT ADVISED")
    assert prints(*module, "log").startswith("p1  6/10 back  ")
    version = distribution("rehabtrack").version
    assert {prints(*name, "--version").split()[-1] for name in ((rt,), module)} == {version}


def the_man_page_is_there() -> None:
    """Where `man` looks for it, beside the folder of the console scripts, under both names."""
    folder = os.path.join(sys.prefix, "share", "man", "man1")
    for name in ("rehabtrack.1", "rt.1"):
        with open(os.path.join(folder, name), encoding="utf-8") as page:
            assert ".SH NAME" in page.read()


def the_upgrade_finds_its_migrations(folder: str) -> None:
    """The migrations inside the package make what a new file is made of."""
    package = os.path.join(str(files("rehabtrack")), "migrations")
    assert upgrading.migrations_folder() == package
    old, new = os.path.join(folder, "old.db"), os.path.join(folder, "new.db")
    with open(old, "xb"), upgrading.migrating(old) as connection:
        upgrading.migrate(connection)
    new_file.make(new)
    assert len(contents(new)) > 1
    assert contents(old) == contents(new)


if __name__ == "__main__":
    assert files("rehabtrack").joinpath("py.typed").is_file()
    the_commands_work(sys.argv[1])
    the_man_page_is_there()
    the_upgrade_finds_its_migrations(os.getcwd())
    print("the wheel works where nothing else is installed")
