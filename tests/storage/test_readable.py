"""What the readable views show of rows at the edges: offsets, long and short days, nothing said."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import product
from typing import Any

import pytest
from engines import Tool
from sample_rows import MINUTE, T

from rehabtrack.storage import schema

HOUR = 60 * MINUTE
OFFSETS = (0, -30, -1, 30, -210, 345, 840, -1439, 1439)
WIDTHS = (0, 23 * HOUR, 24 * HOUR, 25 * HOUR)
INSTANTS = (T, 0, -MINUTE, -(10**13) // MINUTE * MINUTE, 2 * 10**14 // MINUTE * MINUTE)
TIMED = [kind for kind in schema.KINDS if "at" in schema.CONTENT[kind] and kind != "addendum"]
#: The second instants of the kinds that have one, and what else they then need.
SECOND = {
    "phase": {"end_at": None, "course_done_at": None},
    "measure": {"end_at": None},
    "clearance": {"end_at": None},
    "redflag": {"assessed_at": None, "assessed_by": "Dr Roth", "specialty": "neurologist"},
    "note": {"signed_at": None, "signed_by": "Eva"},
}


def shown(held: Tool, kind: str) -> dict[str, Any]:
    cursor = held.execute(f"SELECT * FROM {kind}_readable")
    rows = cursor.fetchall()
    assert len(rows) == 1
    return dict(zip((column[0] for column in cursor.description), rows[0], strict=True))


def spoken(at: int, offset: int) -> str:
    """ISO 8601 to the minute, as the standard library has it."""
    there = timezone(timedelta(minutes=offset))
    instant = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at)
    return instant.astimezone(there).isoformat(timespec="minutes")


def change(held: Tool, kind: str, **values: object) -> None:
    """Change a row whatever refuses it: only what the view makes of it matters."""
    held.take_anything(kind)
    sets = ", ".join(f'"{name}" = :{name}' for name in values)
    held.execute(f"UPDATE {kind} SET {sets}", values)


@pytest.mark.parametrize("kind", TIMED)
def test_an_instant_reads_as_spoken_and_a_day_as_its_date(held: Tool, kind: str) -> None:
    for at, offset, width in product(INSTANTS, OFFSETS, WIDTHS):
        change(held, kind, at=at, offset=offset, width=width)
        whole = spoken(at, offset)
        assert shown(held, kind)["at"] == (whole[:10] if width else whole)


@pytest.mark.parametrize("kind", SECOND)
def test_a_second_instant_reads_as_spoken_or_not_at_all(held: Tool, kind: str) -> None:
    names = [name for name in SECOND[kind] if name.endswith("_at")]
    change(held, kind, **dict.fromkeys(SECOND[kind]))
    assert {shown(held, kind)[name] for name in names} == {None}
    for at, offset in product(INSTANTS, OFFSETS):
        if kind == "note":  # once signed it stays as it is
            held.drop_trigger("note", "signed")
        change(held, kind, offset=offset, **SECOND[kind] | dict.fromkeys(names, at))
        assert {shown(held, kind)[name] for name in names} == {spoken(at, offset)}


def test_when_a_record_was_made_reads_in_utc_to_the_second(held: Tool) -> None:
    change(held, "pain", recorded_at=T + 59_999)
    assert shown(held, "pain")["recorded_at"] == "2026-03-14T07:00:59Z"


@pytest.mark.parametrize("kind", schema.KINDS)
def test_a_void_record_names_the_change_that_voided_it(held: Tool, kind: str) -> None:
    held.drop_trigger("addendum", "no_update")
    assert (shown(held, kind)["change"], shown(held, kind)["voided_by"]) == ("u1", None)
    change(held, kind, voided_by=12, void_reason="a slip")
    assert shown(held, kind)["voided_by"] == "u12"
    assert shown(held, kind)["void_reason"] == "a slip"


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ("nrs", {0: "0/10", 10: "10/10"}),
        ("vas", {0: "0/100 mm", 100: "100/100 mm"}),
        ("faces", {0: "0/10 faces", 10: "10/10 faces"}),
        ("vrs", {0: "none", 1: "weak", 2: "moderate", 3: "severe"}),
    ],
)
def test_a_value_reads_on_its_scale(held: Tool, scale: str, words: dict[int, str]) -> None:
    for value, expected in words.items():
        change(held, "pain", scale=scale, value=value)
        assert shown(held, "pain")["value"] == expected


@pytest.mark.parametrize("kind", schema.KINDS)
def test_the_patient_stands_first_and_is_the_records_own(held: Tool, kind: str) -> None:
    name, number = next(iter(shown(held, kind).items()))
    assert (name, number) == ("patient", "me")
