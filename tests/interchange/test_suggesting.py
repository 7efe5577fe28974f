"""What --map may say of a table that was never seen, by names that mean one thing."""

import pytest

from rehabtrack.interchange.layout import FIELDS, read_columns
from rehabtrack.interchange.suggesting import UnknownColumns, looks_like_values

NEEDED = {"pain": ("at", "value"), "massage": ("at",)}


def suggested(header: str, kind: str = "pain") -> str:
    return UnknownColumns(header.split(","), FIELDS[kind], NEEDED[kind]).mapping


@pytest.mark.parametrize(
    ("header", "mapping"),
    [
        ("Date,Pain", "at=Date,value=Pain"),
        ("date,time,pain_level", "at=date+time,value=pain_level"),
        ("Timestamp,Severity,Body part", "at=Timestamp,site=Body part,value=Severity"),
        ("DateTime,Pain Level (0-10),Comment", "at=DateTime,value=Pain Level (0-10),note=Comment"),
        ("Date/Time,Pain rating", "at=Date/Time,value=Pain rating"),
        ("date,value,site", "at=date"),  # the others have their names
        ("Date,Mood", "at=Date,value=COLUMN"),
        ("When,Intensity", "at=COLUMN,value=Intensity"),
        ("Date,Pain,Severity", "at=Date,value=COLUMN"),  # which is meant nobody can tell
        ("Date,Timestamp,Pain", "at=COLUMN,value=Pain"),
        ("Date,Time,Start time,Pain", "at=Date+Time,value=Pain"),
        ("When,Hurt", ""),
        ("Painting,Updated", ""),
    ],
)
def test_only_a_name_that_cannot_be_mistaken_is_suggested(header: str, mapping: str) -> None:
    assert suggested(header) == mapping


def test_a_massage_has_no_value() -> None:
    assert suggested("Date,Pain,Notes", "massage") == "at=Date,note=Notes"


def test_a_suggestion_is_read_as_it_is_meant() -> None:
    names = ["Date", "Pain", "Notes (short, or long)"]
    found = UnknownColumns(names, FIELDS["pain"], NEEDED["pain"])
    assert read_columns(found.mapping, "pain") == {
        "at": "Date",
        "value": "Pain",
        "note": "Notes (short, or long)",
    }


@pytest.mark.parametrize(
    ("names", "is_so"),
    [
        (["2026-03-01", "back", "3"], True),
        (["14/03/2026 07:30", "slept badly"], True),
        (["slept badly", "3,5"], True),
        (["Date", "Pain 0-10", "Day 1", ""], False),
    ],
)
def test_a_first_line_of_values_is_no_header(names: list[str], is_so: bool) -> None:
    assert looks_like_values(names) is is_so
