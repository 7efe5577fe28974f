"""The example cluster: one command starts it, and losing its leader loses nothing acknowledged."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from machine import missing

ROOT = Path(__file__).resolve().parent.parent.parent

pytestmark = pytest.mark.server


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where a cluster may be made; the ordinary user as whom it runs may enter."""
    if shutil.which("etcd") is None:
        missing("etcd is not installed")
    if shutil.which("patroni") is None and os.environ.get("CI") != "true":
        pytest.skip("patroni is not installed")  # where everything is tested, the cluster does it
    made = Path(tempfile.mkdtemp(prefix="rehabtrack-cluster-"))
    made.chmod(0o755)
    yield made
    cluster("stop", made / "cluster")
    shutil.rmtree(made)


def cluster(what: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a command about a cluster comes to."""
    return ran("deploy/cluster.py", what, folder)


def ran(*words: object) -> subprocess.CompletedProcess[str]:
    """What a program of ours comes to."""
    argv = [sys.executable, *map(str, words)]
    return subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False, timeout=280)


def test_a_killed_leader_loses_nothing_that_was_acknowledged(folder: Path) -> None:
    words = ("--rounds", 1, "--seconds", 4, "--folder", folder / "cluster")
    counted = ran("-m", "benchmarks.failover", *words)
    assert counted.returncode == 0, counted.stderr
    assert re.search(
        r"^In all: [1-9]\d* acknowledged, 0 lost, 0 doubled, 0 stored though refused, "
        r"\d+ not known, 0 faults in the journals\.$",
        counted.stdout,
        re.MULTILINE,
    ), counted
    assert (folder / "cluster" / "passwords").stat().st_mode & 0o777 == 0o600
    processes = subprocess.run(
        ["ps", "-ww", "-A", "-o", "args="], capture_output=True, text=True, check=True
    )
    assert f"{folder}/" not in processes.stdout  # it was stopped, every part of it


def test_a_folder_that_holds_something_else_is_left_alone(folder: Path) -> None:
    (folder / "cluster").mkdir()
    (folder / "cluster" / "letter").write_text("Dear Anna")
    refused = cluster("start", folder / "cluster")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        f"Error: {folder}/cluster holds something else. Name a new or an empty folder.\n"
    )
    assert [each.name for each in (folder / "cluster").iterdir()] == ["letter"]
    assert cluster("status", folder / "cluster").stderr == (
        f"Error: There is no cluster in {folder}/cluster. Make one: start FOLDER\n"
    )
