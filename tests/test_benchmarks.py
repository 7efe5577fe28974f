"""The benchmarks run, and count as the rule does; what they measure is no matter of a test."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from machine import missing

ROOT = Path(__file__).resolve().parent.parent

# What is measured is a whole process with its memory, which only these systems tell.
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs os.wait4")


def benchmarks(*words: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """The benchmarks of this very rehabtrack, tiny and without a peer."""
    argv = (sys.executable, "-m", "benchmarks", "--here", "--smoke", "--no-peers", "--rounds", "1")
    return subprocess.run([*argv, *words], cwd=root, capture_output=True, text=True, check=False)


def rows(table: str) -> list[list[str]]:
    """The cells of a Markdown table, its head apart."""
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[1:]]


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """Start, review and what is looked at, measured once."""
    folder = tmp_path_factory.mktemp("benchmarks")
    return benchmarks("--env", str(folder), "--only", "start", "review", "looking")


def test_every_everyday_command_is_held_against_python_and_click_themselves(
    measured: subprocess.CompletedProcess[str],
) -> None:
    assert measured.returncode == 0, measured.stderr
    held = [what for what, _, ratio, *_ in rows(measured.stdout) if ratio.endswith(" x A")]
    commands = [re.findall("`(.+?)`|$", what)[0] for what in held]
    assert commands[:5] == [
        *("rehabtrack", "rehabtrack massage check", "rehabtrack 6", "rehabtrack massage log"),
        "rehabtrack --help",
    ]


def test_the_page_and_the_chart_are_timed_and_the_page_is_weighed(
    measured: subprocess.CompletedProcess[str],
) -> None:
    bounded = {what: bound for what, _, _, bound, *_ in rows(measured.stdout) if bound}
    assert bounded["`rehabtrack report` of all of it; 200 ratings of one patient, 20 massages"]
    assert bounded["`rehabtrack chart`"] == bounded["`rehabtrack chart` of all of it"]
    assert bounded["the page that it writes"] == "<= 400 kB"


def test_every_bound_says_whether_it_is_reached(
    measured: subprocess.CompletedProcess[str],
) -> None:
    for what, _, _, bound, verdict, _ in rows(measured.stdout):
        assert (verdict in ("reached", "NOT REACHED")) == bool(bound), what


def test_the_review_counts_as_a_query_of_the_whole_rule_does(
    measured: subprocess.CompletedProcess[str],
) -> None:
    (counts,) = re.findall("all 2 agree: (.+)", measured.stderr)
    assert re.fullmatch(
        r"\d+ rated-high, \d+ high-not-rerated, \d+ no-recent-rating, \d+ clear", counts
    )
    assert sum(map(int, re.findall(r"\d+", counts))) == 30


@pytest.mark.server
def test_a_clinic_is_measured_against_a_small_one_and_against_bare_psycopg(tmp_path: Path) -> None:
    done = benchmarks("--env", str(tmp_path), "--only", "clinic")
    assert done.returncode == 0, done.stderr
    for lacking in re.findall("SKIPPED clinic: (.+)", done.stderr):
        missing(lacking)
    bounded = {what: bound for what, _, _, bound, *_ in rows(done.stdout) if bound}
    (server,) = {found for what in bounded for found in re.findall(r"PostgreSQL [\d.]+", what)}
    assert bounded == {
        f"`rehabtrack massage check` on {server}; 1,600 ratings of 16 patients": "<= 1.3 x",
        "a check when logged in; 1,600 ratings of 16 patients": "<= 1.3 x",
        "8 writers through the Journal": "<= 1.67 x",
        "`rehabtrack review` of these": "<= 2.5 x",
    }


def test_a_peer_that_is_left_out_is_named(measured: subprocess.CompletedProcess[str]) -> None:
    skipped = re.findall(r"^SKIPPED (.+?):", measured.stderr, re.M)
    assert skipped == ["every peer", "pandas `merge_asof`", "DuckDB `ASOF JOIN`"]


def test_every_part_runs_beside_its_peers_even_where_it_has_none(tmp_path: Path) -> None:
    nowhere = tmp_path / "no-network"
    env = {**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(nowhere)}
    asked = "from benchmarks.__main__ import ROUNDS; from benchmarks.peers import Peers; "
    asked += "from benchmarks.scratch import Scratch; from pathlib import Path; import sys; "
    asked += "print(*Peers(Scratch(Path(sys.argv[1]), here=True), ROUNDS).programs)"
    argv = (sys.executable, "-c", asked, str(tmp_path / "env"))
    done = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "\n"), done.stderr
    assert len(re.findall(r"^SKIPPED ", done.stderr, re.M)) == 6


def test_counts_that_differ_fail_the_benchmark(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "benchmarks", tmp_path / "benchmarks")
    rival = tmp_path / "benchmarks" / "rivals" / "with_sql.py"
    rule = rival.read_text(encoding="utf-8")
    rival.write_text(rule.replace("ELSE 3 END", "ELSE 9 END"), encoding="utf-8")
    done = benchmarks("--env", str(tmp_path / "env"), "--only", "review", root=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("Disagreement: 30 sessions; ")
    assert done.stdout == ""
