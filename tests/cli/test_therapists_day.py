"""A therapist's day of six patients, every verdict among them, told by the real commands.

therapists_day.txt is the story as it reads on an 80-column terminal, and is run anew: `@` sets the
clock, `%` is a command that only prepares and must succeed, `$` one whose output follows it whole,
first stdout, then stderr behind `! `, then its exit code if it is not 0. `python
tests/cli/test_therapists_day.py` writes it again, to be read before it is believed.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from command_line import Terminal

pytestmark = pytest.mark.files  # whose people say who they are

STORY = Path(__file__).with_name("therapists_day.txt")
#: Every view that shows something of the day.
VIEWS = (
    *("", "log", "review", "periods", "warnings", "warnings list", "warnings stats"),
    *("note list", "note template list", "score list", "responses", "redflags list"),
    *("clearance list", "phase list", "measure list", "patient list", "patients", "role"),
    *("massage check", "massage screen", "redflags", "rule show", "note show n1", "show m1"),
    *("show n1", "show q1", "show a1", "warnings show Finn/w1"),
)


def told(story: str, rt: Terminal) -> Iterator[str]:
    """The lines of the story as they come out when it is told now."""
    for line in story.splitlines():
        mark, _, rest = line.partition(" ")
        command = rest.removeprefix("rehabtrack").strip()
        if mark == "@":
            rt.now = rest
        if mark == "%":
            assert rt(command).code == 0, line
        if mark in ("@", "%", "#") or not line:
            yield line
        if mark == "$":
            yield line
            done = rt(command)
            yield from done.out.splitlines()
            yield from (f"! {said}" for said in done.err.splitlines())
            yield from ([f"-> {done.code}"] if done.code else [])


def retold(folder: Path) -> str:
    """The whole story as it is told now."""
    rt = Terminal(folder)
    return "\n".join(told(STORY.read_text(encoding="utf-8"), rt)) + "\n"


def test_the_day_reads_as_it_is_written(tmp_path: Path) -> None:
    assert retold(tmp_path) == STORY.read_text(encoding="utf-8")


def test_every_verdict_is_among_them() -> None:
    story = STORY.read_text(encoding="utf-8")
    for verdict in ("RED FLAG", "REFUSED", "NOT ADVISED", "UNVERIFIED", "NO HIGH PAIN"):
        assert f"  {verdict}  " in story


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """The terminal at the end of that day, with Anna in use."""
    rt = Terminal(tmp_path_factory.mktemp("evening"))
    list(told(STORY.read_text(encoding="utf-8"), rt))
    rt("patient use Anna")
    return rt


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_it_can_be_had_as_json(evening: Terminal, view: str) -> None:
    shown = evening(f"{view} --json")
    for line in shown.out.splitlines():
        assert isinstance(json.loads(line), dict)
    assert shown.code in (0, 3, 4, 5)


def test_the_file_is_sound_in_the_evening(evening: Terminal) -> None:
    assert evening("db check").out.endswith("The file is sound.\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        STORY.write_text(retold(Path(folder)), encoding="utf-8")
    sys.exit()
