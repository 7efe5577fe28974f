"""A therapist's day of six patients, every verdict among them, told by the real commands.

therapists_day.txt is the story as it reads on an 80-column terminal, and is run anew: `@` sets the
clock, `%` is a command that only prepares and must succeed, `$` one whose output follows it whole,
first stdout, then stderr behind `! `, then its exit code if it is not 0. It is of a file, and comes
out the same in a clinic but for what is said of a signature. `python
tests/cli/test_therapists_day.py` writes it again, to be read before it is believed.
"""

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import engines
import pytest
from command_line import Terminal

STORY = Path(__file__).with_name("therapists_day.txt")
#: What is said to who signs; in a clinic she has logged in.
SIGNED = """\
Anna  The signature is declared in this file, no login and no proof of who
Anna       signed. The note stays as it is now; what is missing is added by:
"""
SIGNED_IN_A_CLINIC = "Anna  The note stays as it is now; what is missing is added by:\n"
#: Every view that shows something of the day.
VIEWS = (
    *("", "log", "review", "periods", "warnings", "warnings list", "warnings stats"),
    *("note list", "note template list", "score list", "responses", "redflags list"),
    *("clearance list", "phase list", "measure list", "patient list", "patients", "role"),
    *("massage check", "massage screen", "redflags", "rule show", "note show n1", "show m1"),
    *("show n1", "show q1", "show a1", "warnings show Finn/w1"),
)


def written() -> str:
    """The story as it is to come out."""
    story = STORY.read_text(encoding="utf-8")
    return story if engines.clinics is None else story.replace(SIGNED, SIGNED_IN_A_CLINIC)


def told(story: str, rt: Terminal) -> Iterator[str]:
    """The lines of the story as they come out when it is told now."""
    for line in story.splitlines():
        mark, _, rest = line.partition(" ")
        command = rest.removeprefix("rehabtrack").strip()
        if mark == "@":
            rt.now = rest
        if mark == "%" and engines.clinics and command == "me Eva":
            rt.before += ["--as", "Eva"]  # by logging in
        elif mark == "%":
            assert rt(command).code == 0, line
        if mark in ("@", "%", "#") or not line:
            yield line
        if mark == "$":
            yield line
            done = rt(command)
            yield from done.out.splitlines()
            yield from (f"! {said}" for said in done.err.splitlines())
            yield from ([f"-> {done.code}"] if done.code else [])


def retold(rt: Terminal) -> str:
    """The whole story as it is told now."""
    return "\n".join(told(STORY.read_text(encoding="utf-8"), rt)) + "\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """The terminal at which the day is told."""
    return Terminal(tmp_path_factory.mktemp("practice"))


@pytest.fixture(scope="module")
def day(desk: Terminal) -> str:
    """The day as it is told now."""
    return retold(desk)


def test_the_day_reads_as_it_is_written(day: str) -> None:
    assert day == written()


def test_every_verdict_is_among_them() -> None:
    story = STORY.read_text(encoding="utf-8")
    for verdict in ("RED FLAG", "REFUSED", "NOT ADVISED", "UNVERIFIED", "NO HIGH PAIN"):
        assert f"  {verdict}  " in story


@pytest.fixture(scope="module")
def evening(desk: Terminal, day: str) -> Terminal:
    """The terminal at the end of that day, with Anna in use."""
    desk("patient use Anna")
    return desk


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_it_can_be_had_as_json(evening: Terminal, view: str) -> None:
    shown = evening(f"{view} --json")
    for line in shown.out.splitlines():
        assert isinstance(json.loads(line), dict)
    assert shown.code in (0, 3, 4, 5)


def test_all_of_it_is_sound_in_the_evening(evening: Terminal) -> None:
    assert evening("db check").out.endswith(f"{engines.sound()}\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        STORY.write_text(retold(Terminal(Path(folder))), encoding="utf-8")
    sys.exit()
