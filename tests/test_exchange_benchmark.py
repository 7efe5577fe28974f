"""The benchmark of what goes out and in runs; what it measures is no matter of a test."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# What is measured is a whole process with its memory, which only these systems tell.
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs os.wait4")


def test_both_ways_are_held_against_their_floors_and_a_phone_against_its_bound() -> None:
    words = ("--here", "--smoke", "--no-peers", "--rounds", "1", "--only", "exchange")
    argv = (sys.executable, "-m", "benchmarks", *words)
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [line.split("|") for line in done.stdout.splitlines()]
    held = {row[4].strip() for row in rows if len(row) > 4 and row[5].strip()}
    assert held >= {"<= 3 x", "<= 2.5 x", "<= 100 MB", "<= 33.3 ms a MB"}
