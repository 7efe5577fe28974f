"""Keep the JSON Schemas under docs/ true: made from the tables and from what writes the files.

`python tools/json_schema.py` writes what is out of date; with `--check` it writes nothing and
fails. What holds between several columns (a value and its scale) JSON Schema would say at length:
it is left to the database, which refuses it.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import CheckConstraint, Column, LargeBinary, Table, Text

from rehabtrack.interchange.csv_folder import Manifest
from rehabtrack.interchange.jsonl import About, End
from rehabtrack.interchange.spelling import is_identity, is_instant
from rehabtrack.interchange.whole_file import Journal
from rehabtrack.storage.schema import metadata

DOCS = Path(__file__).resolve().parent.parent / "docs"
DIALECT = "https://json-schema.org/draft/2020-12/schema"

Object = dict[str, Any]

_UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
_HEX = "^([0-9a-f]{2})*$"
_INSTANT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$"
_MINUTE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:00\.000Z$"
_WHOLE = {"type": "integer", "minimum": -(2**53) + 1, "maximum": 2**53 - 1}


def line_schema() -> Object:
    """What every line of a file of JSON Lines is."""
    tables = {table.name: _row(table) for table in metadata.tables.values()}
    told = {struct.__name__.lower(): _struct(struct) for struct in (About, Journal, End)}
    return {
        "$schema": DIALECT,
        "title": "A line of rehabtrack's JSON Lines, as docs/jsonl.md describes them",
        "oneOf": [{"$ref": f"#/$defs/{name}"} for name in ("about", "journal", "row", "end")],
        "$defs": {
            **told,
            "row": {
                "type": "object",
                "required": ["table"],
                "properties": {"table": {"enum": [*tables]}},
                "oneOf": [{"$ref": f"#/$defs/{name}_row"} for name in tables],
            },
            **{f"{name}_row": row for name, row in tables.items()},
        },
    }


def manifest_schema() -> Object:
    """What the manifest of a folder of CSV tables is."""
    title = "The manifest of rehabtrack's CSV tables, as docs/csv.md describes it"
    return {"$schema": DIALECT, "title": title, **_struct(Manifest)}


SCHEMAS: dict[str, Callable[[], Object]] = {
    "jsonl.schema.json": line_schema,
    "csv-manifest.schema.json": manifest_schema,
}


def text_of(schema: Object) -> str:
    """A schema as it is published."""
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"


def _struct(struct: type[msgspec.Struct]) -> Object:
    """What msgspec says of it, whatever it is made of in its place."""
    (found,), known = msgspec.json.schema_components([struct], ref_template="{name}")
    schema: Object = _inlined(found, known)
    return schema


def _inlined(found: Any, known: Object) -> Any:
    if isinstance(found, list):
        return [_inlined(each, known) for each in found]
    if not isinstance(found, dict):
        return found
    if "$ref" in found:
        return _inlined(known[found["$ref"]], known)
    made = {key: _inlined(value, known) for key, value in found.items() if key != "title"}
    if isinstance(words := made.get("description"), str):
        made["description"] = cleandoc(words)  # as newer Pythons keep a docstring
    return made


def _row(table: Table) -> Object:
    """A row of a table; one of an earlier version is as one of its kind."""
    of = metadata.tables[table.name.removesuffix("_version")]
    columns = [column for column in of.c if column.name != "patient_id"]
    properties = {column.name: _column(column, of) for column in columns}
    return {
        "type": "object",
        "additionalProperties": False,
        "required": ["table", *properties],
        "properties": {"table": {"const": table.name}, **properties},
    }


def _column(column: Column[Any], table: Table) -> Object:
    found = _plain(column)
    for constraint in sorted(table.constraints, key=lambda each: str(each.name)):
        if isinstance(constraint, CheckConstraint):
            found |= _demanded(column, str(constraint.sqltext))
    if not column.nullable:
        return found
    if "enum" in found:
        found["enum"] = [*found["enum"], None]
    return {**found, "type": [found["type"], "null"]}


def _plain(column: Column[Any]) -> Object:
    """What the type of a column makes of it."""
    if isinstance(column.type, LargeBinary):
        return {"type": "string", "pattern": _UUID if is_identity(column.name) else _HEX}
    if isinstance(column.type, Text):
        return {"type": "string"}
    return {"type": "string", "pattern": _INSTANT} if is_instant(column.name) else {**_WHOLE}


def _demanded(column: Column[Any], check: str) -> Object:
    """What a CHECK demands of this column alone; nothing where it speaks of others too."""
    name = column.name
    if check.count(" OR ") == 1:
        check = re.sub(rf'^"?{name}"? IS NULL OR ', "", check)
    for pattern, say in _DEMANDS:
        match = re.fullmatch(pattern.replace("NAME", f'"?{name}"?'), check.strip("()"))
        match = match or re.fullmatch(pattern.replace("NAME", f'"?{name}"?'), check)
        if match is not None:
            return say(column, *match.groups())
    return {}


def _words(_: Column[Any], listed: str) -> Object:
    words = (word.strip() for word in listed.split(","))
    return {"enum": [word.strip("'") if word.startswith("'") else int(word) for word in words]}


def _bytes(column: Column[Any], size: str) -> Object:
    length = 2 * int(size)
    return {} if is_identity(column.name) else {"minLength": length, "maxLength": length}


def _whole_minute(column: Column[Any]) -> Object:
    return {"pattern": _MINUTE} if is_instant(column.name) else {"multipleOf": 60000}


_DEMANDS: tuple[tuple[str, Callable[..., Object]], ...] = (
    (r"NAME IN \((.*?)\)?", _words),
    (r"length\(NAME\) = (\d+)", _bytes),
    (r"NAME % 60000 = 0", _whole_minute),
    (r"NAME >= (\d+)", lambda _, least: {"minimum": int(least)}),
    (r"NAME = (\d+)", lambda _, only: {"minimum": int(only), "maximum": int(only)}),
    (
        r"NAME BETWEEN (-?\d+) AND (\d+)(?: AND NAME % 60000 = 0)?",
        lambda _, least, most: {"minimum": int(least), "maximum": int(most)},
    ),
    (r"length\(trim\(NAME\)\) > 0", lambda _: {"pattern": "[^ ]"}),
    (
        r"length\(NAME\) BETWEEN (\d+) AND (\d+)",
        lambda _, least, most: {"minLength": int(least), "maxLength": int(most)},
    ),
)


def stale() -> Iterator[str]:
    """The names of the schemas that are not what they must be."""
    for name, made in SCHEMAS.items():
        path = DOCS / name
        if not path.exists() or path.read_text(encoding="utf-8") != text_of(made()):
            yield name


def main(arguments: list[str]) -> int:
    """Write the schemas that are out of date, or with `--check` name them."""
    found = list(stale())
    for name in found:
        if "--check" in arguments:
            print(f"{name} is out of date: run python tools/json_schema.py")
        else:
            text = text_of(SCHEMAS[name]())
            (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
            print(DOCS / name)
    return 1 if found and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
