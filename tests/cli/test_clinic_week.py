"""A week in a clinic: a therapist's day, a patient at home, a doctor, each with a login.

clinic_week.txt is the story as it reads on an 80-column terminal, and is run anew on a real server:
`@` sets the clock, `eva.m%` is what Eva does only to prepare, which must succeed, `eva.m$` what its
output follows whole, first stdout, then stderr behind `! `, then its exit code if it is not 0.
What is another each time stands there as PASSWORD, PORT, NOW (the server's clock) and HEAD. `python
tests/cli/test_clinic_week.py` writes it again, to be read before it is believed.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pytest
from logins import Clinic
from server import Server, running

pytestmark = pytest.mark.server

STORY = Path(__file__).with_name("clinic_week.txt")
_NOT_TWICE_THE_SAME = (
    (re.compile(r"\b[a-z2-9]{5}(-[a-z2-9]{5}){3}\b"), "PASSWORD"),
    (re.compile(r"(?<=127\.0\.0\.1:)\d+"), "PORT"),
    (re.compile(r"(?<=  )[0-9a-f]{16}$", re.MULTILINE), "HEAD"),
    (re.compile(r"(?<=since |until )\w{3} \d+ \w{3}( \d{4})? \d\d:\d\d(?=, by)"), "NOW"),
)


def told(story: str, clinic: Clinic) -> Iterator[str]:
    """The lines of the story as they come out when it is told now."""
    now = ""
    for line in story.splitlines():
        if command := re.match(r"([a-z._]+)([$%]) rehabtrack ?", line):
            who, mark = command.groups()
            yield line
            done = clinic.desk(who).at(now, line[command.end() :])
            if "~/.pgpass" in done.out:
                clinic.keep(done)
            if mark == "%":
                assert done.code == 0, done
                continue
            yield from done.out.splitlines()
            yield from (f"! {said}" for said in done.err.splitlines())
            yield from ([f"-> {done.code}"] if done.code else [])
        elif line.startswith(("@", "#")) or not line:
            now = line[2:] if line.startswith("@") else now
            yield line


def retold(server: Server, folder: Path) -> str:
    """The whole story as it is told now."""
    server.new_database("clinic_week")
    clinic = Clinic(server, folder, "clinic_week")
    with clinic.left_alone():
        text = "\n".join(told(STORY.read_text(encoding="utf-8"), clinic)) + "\n"
    for found, said in _NOT_TWICE_THE_SAME:
        text = found.sub(said, text)
    return text


def test_the_week_reads_as_it_is_written(server: Server, tmp_path: Path) -> None:
    assert retold(server, tmp_path) == STORY.read_text(encoding="utf-8")


if __name__ == "__main__":
    with running() as started, tempfile.TemporaryDirectory() as place:
        STORY.write_text(retold(started, Path(place)), encoding="utf-8")
