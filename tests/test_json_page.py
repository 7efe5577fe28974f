"""docs/json.md names the keys that the commands print, of every kind of record and no other."""

import json
import re
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


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The keys of each kind, as `log` prints the records of a story with every kind."""
    folder = tmp_path_factory.mktemp("story")
    path = str(folder / "journal.db")
    keep_schema.tell(path, str(folder))
    command = ["--db", path, "log", "--voided", "--json"]
    done = CliRunner(env={"TZ": keep_schema.ZONE}).invoke(
        rehabtrack, command, obj=lambda: AFTER_THE_STORY
    )
    assert done.exit_code == 0, done.output
    found: dict[str, set[str]] = {}
    for line in done.stdout.splitlines():
        record: dict[str, Any] = json.loads(line)
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
