"""The tables inside of a backup of a SecUSo app: JSON, read whole and with care.

The shape is that of `DatabaseUtil` in SecUSo/privacy-friendly-backup-api: every table has its rows
as objects by column; a row that cannot be read there has null.
"""

import json
import math
import re
from typing import Any, BinaryIO, Never

from rehabtrack.domain.errors import ImportRefused

#: A row of a table, by column.
Object = dict[str, Any]

#: Bytes; a day of many notes and drugs takes 700, so that it holds 15 years; ours. What is read
#: takes up to 25 times as much memory.
LARGEST = 4_000_000
VERSION = 2  # of the diary's database, PainDiaryDatabase.VERSION
_BEGINNING = re.compile(rb'\{\s*+"database"\s*+:\s*+\{')
_TABLE = re.compile(rb'"tableName"\s*+:\s*+"(?:diaryentries|paindescriptions)"')
_AGAIN = "Make the backup again, and give the file as it comes, not encrypted."


def recognises(beginning: bytes) -> bool:
    """Whether a file that begins so is a backup of the pain diary, not of another SecUSo app."""
    text = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    return _BEGINNING.match(text) is not None and _TABLE.search(text) is not None


def tables(stream: BinaryIO) -> dict[str, list[Object]]:
    """The rows of each table by its name; raises ImportRefused for what is no such backup."""
    database = _object_in(_read(stream), "database")
    if database.get("version") != VERSION:
        _refuse(f"The backup is not of version {VERSION} of the diary, the one that can be read.")
    found: dict[str, list[Object]] = {}
    for table in _list_in(database, "content"):
        name = table.get("tableName")
        if not isinstance(name, str) or name in found:
            _refuse_shape()
        found[name] = _list_in(table, "values")
        if any(isinstance(cell, dict | list) for row in found[name] for cell in row.values()):
            _refuse_shape()
    if "diaryentries" not in found:
        _refuse("The backup holds no diary.")
    return found


def _read(stream: BinaryIO) -> Object:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        _refuse(f"The backup is larger than {LARGEST // 1_000_000} MB.")
    try:
        root = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_float=_finite,
            parse_constant=_no_number,
        )
    except (ValueError, RecursionError):  # also what is not UTF-8, and a number without end
        _refuse("The backup is damaged or not whole: it cannot be read as JSON.")
    return root if isinstance(root, dict) else _refuse_shape()


def _object(pairs: list[tuple[str, Any]]) -> Object:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError
    return number


def _no_number(_: str) -> Never:
    raise ValueError


def _object_in(parent: Object, name: str) -> Object:
    found = parent.get(name)
    return found if isinstance(found, dict) else _refuse_shape()


def _list_in(parent: Object, name: str) -> list[Object]:
    found = parent.get(name)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        _refuse_shape()
    return found


def _refuse_shape() -> Never:
    _refuse("The backup has not the shape of the pain diary's.")


def _refuse(sentence: str) -> Never:
    raise ImportRefused(sentence, _AGAIN)
