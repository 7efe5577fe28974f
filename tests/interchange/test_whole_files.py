"""Cells of every kind, through both formats and back."""

import csv
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.domain.errors import ImportRefused, StorageError
from rehabtrack.domain.moment import DAY
from rehabtrack.interchange import csv_folder, csv_reading, jsonl, jsonl_reading
from rehabtrack.interchange.spelling import instant, read_instant
from rehabtrack.interchange.whole_file import Held, Making, Part, Whose

MAKING = Making("2026-03-14T08:12:00.000Z", "anna", "0")
TABLES = {
    "setting": (("name", "text", False), ("value", "text", False)),
    "pain": (
        ("id", "bytes", False),
        ("no", "integer", False),
        ("at", "integer", False),
        ("end_at", "integer", True),
        ("value", "integer", True),
        ("zone", "text", False),
        ("note", "text", True),
        ("origin", "bytes", True),
    ),
}
#: What a spreadsheet would run, or a careless reader would lose.
HARD = [
    *("", "'", "''", "'=1", "''=1", "=1+1", "-5", "+5", "'-5", "-cmd|' /C calc'!A0", "@x", "\t=1"),
    *(" leading", "trailing ", "line\nbreak", "line\r\nbreak", "lone\rreturn", "\r", "\n", ","),
    *(
        '"',
        '""',
        '"quoted"',
        "a\u2028b",
        "東京 😀",
        "\x00",
        "\x1f",
        "nul\x00nul",
        "null",
        "＝1",
        "0041",
    ),
]
texts = st.sampled_from(HARD) | st.text() | st.text(alphabet="'\"=+-@, \r\n\tx1")
whole = st.integers(-(2**53) + 1, 2**53 - 1)
instants = st.integers(-70 * 365 * DAY, 230 * 365 * DAY)


def some(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


uids = st.binary(min_size=16, max_size=16)
rows = st.lists(
    st.tuples(
        *(uids, whole, instants, some(instants), some(whole)),
        *(texts, some(texts), some(st.binary(min_size=1, max_size=40))),
    ),
    max_size=5,
)
settings_ = st.lists(st.tuples(texts, texts), max_size=3)
journals = st.lists(st.tuples(uids, st.booleans(), rows), max_size=3, unique_by=lambda one: one[0])


def told(settings: list[Any], people: list[Any]) -> Iterator[Part]:
    yield Held("setting", None, iter(settings))
    for uid, erased, held in people:
        yield Whose(uid, erased, (3, uid * 2))
        yield Held("pain", uid, iter(held))


def plainly(parts: Iterator[Part]) -> tuple[list[Any], list[Any]]:
    """Whose journals, and what each table has of each, without the empty ones."""
    whose, held = [], []
    for part in parts:
        if isinstance(part, Whose):
            whose.append(tuple(part))
        elif found := list(part.rows):
            held.append((part.table, part.uid, found))
    return whose, held


@given(settings=settings_, people=journals)
def test_every_cell_comes_back_from_json_lines(settings: list[Any], people: list[Any]) -> None:
    written = b"".join(jsonl.lines(MAKING, TABLES, told(settings, people)))
    reader = jsonl_reading.Reader(BytesIO(written), TABLES)
    assert plainly(reader.parts()) == plainly(told(settings, people))


@pytest.mark.parametrize("raw", [False, True])
@given(settings=settings_, people=journals)
def test_every_cell_comes_back_from_tables(
    raw: bool,
    settings: list[Any],
    people: list[Any],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = str(tmp_path_factory.mktemp("tables"))
    csv_folder.write(folder, MAKING, TABLES, told(settings, people), raw=raw)
    reader = csv_reading.Reader(folder, TABLES)
    assert plainly(reader.parts()) == plainly(told(settings, people))


@given(settings=settings_, people=journals, spoilt=st.binary(max_size=8), places=st.floats(0, 1))
def test_any_other_lines_are_refused(
    settings: list[Any], people: list[Any], spoilt: bytes, places: float
) -> None:
    written = b"".join(jsonl.lines(MAKING, TABLES, told(settings, people)))
    at = int(places * len(written))
    other = written[:at] + spoilt + written[at + 4 :]
    if other != written:
        with pytest.raises(ImportRefused):
            plainly(jsonl_reading.Reader(BytesIO(other), TABLES).parts())


@given(settings=settings_, people=journals, spoilt=st.binary(max_size=8), places=st.floats(0, 1))
def test_any_other_table_is_refused(
    settings: list[Any],
    people: list[Any],
    spoilt: bytes,
    places: float,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("spoilt")
    csv_folder.write(str(folder), MAKING, TABLES, told(settings, people), raw=False)
    for name in ("pain.csv", "setting.csv"):
        written = (folder / name).read_bytes()
        at = int(places * len(written))
        other = written[:at] + spoilt + written[at + 4 :]
        if other != written:
            (folder / name).write_bytes(other)
            with pytest.raises(ImportRefused):
                plainly(csv_reading.Reader(str(folder), TABLES).parts())
            (folder / name).write_bytes(written)


@given(st.binary(max_size=200))
def test_whatever_a_file_holds_it_is_refused_in_a_sentence(found: bytes) -> None:
    for beginning in (b"", b'{"rehabtrack":'):
        with pytest.raises(ImportRefused):
            plainly(jsonl_reading.Reader(BytesIO(beginning + found), TABLES).parts())


def cells(folder: Path, note: str | None, *, raw: bool) -> list[str]:
    row = (bytes(16), 1, 0, None, -5, "UTC", note, None)
    csv_folder.write(str(folder), MAKING, TABLES, told([], [(bytes(16), False, [row])]), raw=raw)
    with open(folder / "pain.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1]


@pytest.mark.parametrize("note", ["=1+1", "@x", "\t=1", "+cmd|' /C calc'!A0", "-x"])
def test_what_a_spreadsheet_would_run_is_inert_unless_asked_raw(tmp_path: Path, note: str) -> None:
    for raw in (False, True):
        folder = tmp_path / str(raw)
        folder.mkdir()
        found = cells(folder, note, raw=raw)
        assert found[7] == (note if raw else f"'{note}")
        assert found[5] == "-5", "a number is a number"


def test_nothing_and_an_empty_text_are_told_apart(tmp_path: Path) -> None:
    for name, note in (("none", None), ("empty", "")):
        (tmp_path / name).mkdir()
        assert cells(tmp_path / name, note, raw=False)[7] == ("" if note is None else "'")


@given(instants)
def test_every_instant_is_read_as_it_was_written(at: int) -> None:
    assert read_instant(instant(at)) == at


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-03-14", "2026-03-14T08:12:00Z", "2026-03-14T08:12:00.000", "2026-W10-1T08:12"),
        *("2026-03-14t08:12:00.000Z", "2026-03-14T08:12:00.0000Z", "2026-03-14T24:00:00.000Z"),
        *("2026-02-30T00:00:00.000Z", "2026-03-14 08:12:00.000Z", "２026-03-14T08:12:00.000Z"),
    ],
)
def test_no_other_spelling_of_an_instant_is_read(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of Python or of ours
        read_instant(text)


@pytest.mark.parametrize("at", [2**60, -(2**60), 10**15])
def test_an_instant_that_no_calendar_has_is_one_sentence(at: int) -> None:
    with pytest.raises(StorageError, match="no calendar has"):
        instant(at)
