"""The columns of every kind of record, each written once: in a line, in order.

Instants and lengths are whole milliseconds, offsets whole minutes; ids are UUIDv7 in 16 bytes.
"""

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.types import TypeEngine


class _Text(Text):
    """Text in the order of its bytes, as SQLite's is, whatever language a server speaks."""


@compiles(_Text, "postgresql")
def _by_its_bytes(*_: Any, **__: Any) -> str:
    return 'TEXT COLLATE "C"'


_TYPES: dict[str, TypeEngine[Any]] = {
    "integer": Integer(),
    "instant": BigInteger().with_variant(Integer(), "sqlite"),
    "length": BigInteger().with_variant(Integer(), "sqlite"),
    "text": _Text(),
    "bytes": LargeBinary(),
}


# Columns in order, each `name type`; a `?` after the type: may be NULL.
ENVELOPE_COLUMNS = (
    "patient_id integer, id bytes, no integer, version integer, change integer, author text,"
    " recorded_at instant, voided_by integer, void_reason text?, digest bytes"
)
_MOMENT = "at instant, width length, offset integer, zone text"
CONTENT_COLUMNS = {
    "patient": "name text, zone text?, site text, diagnosis text?, archived integer",
    "massage": f"{_MOMENT}, judged_at instant, given integer, minutes integer?, areas text?,"
    " techniques text?, pressure text?, therapist text?, because text?, note text?,"
    " same integer?, origin bytes?",
    "pain": f"{_MOMENT}, site text, scale text, value integer, recall text, session integer?,"
    " relation text?, note text?, counts integer, origin bytes?",
    "phase": f"{_MOMENT}, end_at instant?, kind text, course_done_at instant?, note text?,"
    " origin bytes?",
    "measure": f"{_MOMENT}, end_at instant?, kind text, name text, form text?, dose text?,"
    " minutes integer?, note text?, origin bytes?",
    "clearance": f"{_MOMENT}, end_at instant?, doctor text, specialty text, refuses integer,"
    " areas text?, techniques text?, pressure text?, limits text?",
    "policy": f"{_MOMENT}, limit integer, hours integer, because text, on_advice_of text?",
    "screen": f"{_MOMENT}, session integer?, edition integer, yes text?",
    "note": f"{_MOMENT}, session integer, subjective text?, objective text?, assessment text?,"
    " plan text?, signed_at instant?, signed_by text?, signed_as text?",
    "addendum": f"{_MOMENT}, amends integer, because text, text text?",
    "redflag": f"{_MOMENT}, code text, assessed_at instant?, assessed_by text?, specialty text?,"
    " note text?",
    "symptom": f"{_MOMENT}, sign text, site text, asks text?",
    "score": f"{_MOMENT}, instrument text, tenths integer, items text?",
    "context": f"{_MOMENT}, source text, text text, origin bytes?",
}
#: Words that a dialect means something else by: quoted in both, so that both texts are alike.
QUOTED = ("limit", "offset", "plan")


def names(spec: str) -> tuple[str, ...]:
    """The names of the columns, in order."""
    return tuple(column.split()[0] for column in spec.split(", "))


def columns(spec: str) -> list[Column[Any]]:
    """The columns of a table, made anew, because a column belongs to one table."""
    made = []
    for name, kind in (column.split() for column in spec.split(", ")):
        nullable, quote = kind.endswith("?"), name in QUOTED or None
        sql_type = _TYPES[kind.rstrip("?")]
        made.append(Column(name, sql_type, nullable=nullable, autoincrement=False, quote=quote))
    return made
