"""docs/json.md names the keys that the commands print, of every kind of record and no other."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keep_schema
import pytest
from click.testing import CliRunner

from rehabtrack.cli.main import main as rehabtrack

PAGE = Path(__file__).resolve().parent.parent / "docs" / "json.md"
OF_EVERY_RECORD = {"kind", "id", "at", "uid", "recorded_at", "author", "version"}
OF_A_WARNING = {"kind", "id", "at"}
#: Of a void record, and of every object where a file holds several patients.
AT_TIMES = {"voided_by", "void_reason", "patient"}
AFTER_THE_STORY = 1768300000.0


#: Beside the timeline: what is looked at, and what stores something and says what.
COMMANDS = """
--json
pain back=5 leg-left=7 --numbness leg-left --json
massage log --minutes 20 --before 4 --json
massage check --json
massage screen --json
massage screen --yes fever --no rest --json
redflags --json
redflags --yes fever --json
review --json
periods --json
responses --json
rule show --json
rule set --limit 2 --because x --json
warnings --all --json
warnings stats --json
score add odi 40 --json
score list --json
note list --json
role Eva massage-therapist --json
patients --json
patient list --json
patient add Zoe --json
undo --list --json
undo --json
redo --json
import --mappings --json
share conflicts --json
"""
#: Whose keys are the words of the program or of people, each with a number.
COUNTS = {"raised", "standing", "answers", "next_day", "skipped", "kinds", "added_sessions"}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The database of a story with every kind of record."""
    folder = tmp_path_factory.mktemp("story")
    path = str(folder / "journal.db")
    keep_schema.tell(path, str(folder))
    return path


def objects(path: str, line: str) -> list[dict[str, Any]]:
    """What a command prints about a database."""
    done = CliRunner(env={"TZ": keep_schema.ZONE}).invoke(
        rehabtrack, ["--db", path, *line.split()], obj=lambda: AFTER_THE_STORY
    )
    assert not done.exception or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 0 or line.startswith("massage check"), done.output
    return [json.loads(each) for each in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def printed(story: str) -> dict[str, set[str]]:
    """The keys of each kind, as `log` prints the records of a story with every kind."""
    found: dict[str, set[str]] = {}
    for record in objects(story, "log --voided --json"):
        found.setdefault(record["kind"], set()).update(record)
    return found


def test_the_page_names_every_key_of_every_kind_and_no_other(printed: dict[str, set[str]]) -> None:
    records = PAGE.read_text(encoding="utf-8").partition("## Records")[2].partition("\n## ")[0]
    told = {}
    for kind, keys in re.findall(r"^\| `(\w+)` \| (.+) \|$", records, re.MULTILINE):
        named = set(re.findall(r"`(\w+)`", re.sub(r"\(.*?\)", "", keys)))
        told[kind] = named | (OF_A_WARNING if kind == "warning" else OF_EVERY_RECORD)
    assert told.pop("policy")  # `rule set` prints one; the timeline has none
    assert {kind: keys - AT_TIMES for kind, keys in printed.items()} == told


def keys(value: object) -> Iterator[str]:
    """Every key of what was printed, at any depth."""
    if isinstance(value, list):
        for each in value:
            yield from keys(each)
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            if key not in COUNTS or not isinstance(each, dict):
                yield from keys(each)


def test_the_page_names_every_key_that_a_command_prints(
    story: str, printed: dict[str, set[str]], tmp_path: Path
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    path = shutil.copy(story, str(tmp_path / "journal.db"))
    shown = sorted(kind for kind in printed if kind != "warning")
    first = {kind: objects(path, f"log --kind {kind} --json")[0] for kind in shown}
    more = [
        f"--patient {each.get('patient', 'me')} show {each['id']} --json" for each in first.values()
    ]
    for line in [*filter(None, COMMANDS.splitlines()), *more]:
        for key in dict.fromkeys(keys(objects(path, line))):
            assert re.search(rf'[`"]{key}[`"]', page), f"{line}: {key}"
