"""Fuzzing guided by coverage: the stories and tables of the other tests, bent towards new code.

Run by hand, for so many seconds; it ends at the first thing that must not be, and else says how
much it tried. Needs atheris (wheels for Python 3.11 to 3.13), which nothing else here does:

    python3.11 -m venv /tmp/fuzz && /tmp/fuzz/bin/pip install -e '.[dev]' atheris
    cd tests/faults
    /tmp/fuzz/bin/python fuzz_atheris.py commands 600
    /tmp/fuzz/bin/python fuzz_atheris.py tables 600
"""

import os
import sys
import warnings
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import atheris

with atheris.instrument_imports(include=["rehabtrack"]):
    import fuzz_stories
    import fuzz_tables
from hypothesis import HealthCheck, given, settings
from oracle import FIGURES

#: So many bytes are enough for any story.
LONGEST = 4096
SEEDS = 100


def guided(test: Any, inputs: Any) -> Any:
    """The test, as what takes the bytes that hypothesis makes an input of."""
    every = settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    return every(given(inputs)(lambda drawn: test(drawn))).hypothesis.fuzz_one_input


def counted(one: Any) -> Any:
    """The same, which now and then says how much was tried: the end comes without a word."""

    def each(data: bytes) -> None:
        one(data)
        FIGURES["runs"] += 1
        if FIGURES["runs"] % 100 == 0:
            sys.stderr.write(f"{dict(FIGURES)}\n")

    return each


def main(what: str, seconds: str) -> None:
    """Fuzz one of the two for so long."""
    warnings.simplefilter("error")
    with TemporaryDirectory(prefix="rehabtrack-fuzz-") as name:
        folder, seeds = Path(name), Path(name, "seeds")
        seeds.mkdir()
        for n in range(SEEDS):
            (seeds / str(n)).write_bytes(os.urandom(LONGEST * n // SEEDS))
        files = fuzz_stories.kept_files(folder)
        one = {
            "commands": guided(partial(fuzz_stories.tell, files), fuzz_stories.stories()),
            "tables": guided(partial(fuzz_tables.tell, files["three"]), fuzz_tables.IMPORTS),
        }[what]
        FIGURES.clear()
        options = (f"-max_total_time={seconds}", "-len_control=0", f"-max_len={LONGEST}")
        atheris.Setup([sys.argv[0], *options, "-artifact_prefix=/tmp/", str(seeds)], counted(one))
        atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
