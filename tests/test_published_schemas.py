"""The JSON Schemas under docs/ are what the tables say, and every export keeps to them."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import json_schema
import jsonschema
import pytest
from click.testing import CliRunner

from rehabtrack.cli.main import main
from rehabtrack.storage.schema import metadata


def published(name: str) -> Any:
    return json.loads((json_schema.DOCS / name).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = published("jsonl.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture
def full(kept: str, tmp_path: Path) -> str:
    """That file, to do anything to."""
    return str(shutil.copy(kept, tmp_path / "journal.db"))


def run(db: str, *line: str) -> None:
    done = CliRunner().invoke(main, ["--db", db, *line])
    assert done.exit_code == 0, done.output


def test_what_is_published_is_what_the_tables_say() -> None:
    assert list(json_schema.stale()) == [], "run python tools/json_schema.py"


@pytest.mark.parametrize("table", metadata.tables)
def test_the_page_about_the_format_names_every_table(table: str) -> None:
    page = (json_schema.DOCS / "jsonl.md").read_text(encoding="utf-8")
    assert re.search(rf'[`"]{table.removesuffix("_version")}[`"]', page), table


def test_a_schema_out_of_date_is_named_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(json_schema, "DOCS", tmp_path)
    assert json_schema.main(["--check"]) == 1
    assert "jsonl.schema.json is out of date" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
    assert json_schema.main([]) == 0
    assert json_schema.main(["--check"]) == 0


def test_every_line_of_a_whole_file_keeps_to_its_schema(
    full: str, validator: Any, tmp_path: Path
) -> None:
    run(full, "export", "jsonl", "--to", str(tmp_path / "all.jsonl"))
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    for line in lines:
        assert validator.is_valid(json.loads(line)), line
    told = {json.loads(line).get("table") for line in lines}
    assert metadata.tables.keys() - told <= {"policy_version", "addendum_version"}


def test_every_line_about_one_patient_keeps_to_its_schema(
    full: str, validator: Any, tmp_path: Path
) -> None:
    run(full, "patient", "export-all", "Zoë", "--to", str(tmp_path / "zoe"))
    lines = (tmp_path / "zoe" / "journal.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    for line in lines:
        assert validator.is_valid(json.loads(line)), line


@pytest.mark.parametrize("raw", [[], ["--raw"]])
def test_the_manifest_keeps_to_its_schema(full: str, raw: list[str], tmp_path: Path) -> None:
    run(full, "export", "csv", *raw, "--to", str(tmp_path / "tables"))
    schema = published("csv-manifest.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    manifest = json.loads((tmp_path / "tables" / "manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(manifest, schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("table", "column", "untrue"),
    [
        ("pain", "recall", "yesterday"),
        ("pain", "at", "2026-03-14"),
        ("pain", "at", "2026-03-14T08:12:30.000Z"),
        ("pain", "note", ""),
        ("pain", "version", 0),
        ("pain", "counts", 2),
        ("pain", "offset", 1440),
        ("pain", "digest", "00"),
        ("pain", "id", "00"),
        ("pain", "site", None),
        ("pain_version", "recall", "yesterday"),
        ("massage", "pressure", "hard"),
        ("change", "author", " "),
        ("policy", "limit", 5),
    ],
)
def test_what_a_table_refuses_the_schema_refuses(
    full: str, validator: Any, tmp_path: Path, table: str, column: str, untrue: Any
) -> None:
    run(full, "export", "jsonl", "--to", str(tmp_path / "all.jsonl"))
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").split("\n")[:-1]
    row = next(each for each in map(json.loads, lines) if each.get("table") == table)
    assert validator.is_valid(row)
    assert not validator.is_valid(row | {column: untrue})
    assert not validator.is_valid(row | {"mood": 1})
    del row[column]
    assert not validator.is_valid(row)
