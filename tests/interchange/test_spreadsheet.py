"""The spreadsheet, read back as a spreadsheet program reads it."""

import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import DAY, HOUR, MINUTE
from rehabtrack.interchange import spreadsheet
from rehabtrack.interchange.spreadsheet import Sheet
from rehabtrack.interchange.whole_file import Making

MAKING = Making("2026-03-14T08:12:00.000Z", "anna", "0")
AT = 1_773_475_920_000  # 2026-03-14 08:12 UTC
COLUMNS = (
    ("id", "bytes", False),
    ("no", "integer", False),
    ("version", "integer", False),
    ("change", "integer", False),
    ("author", "text", False),
    ("recorded_at", "integer", False),
    ("voided_by", "integer", False),
    ("void_reason", "text", True),
    ("digest", "bytes", False),
    ("at", "integer", False),
    ("width", "integer", False),
    ("offset", "integer", False),
    ("zone", "text", False),
    ("scale", "text", False),
    ("value", "integer", False),
    ("session", "integer", True),
    ("note", "text", True),
    ("counts", "integer", False),
)
ENVELOPE = (bytes(16), 1, 1, 2, "anna", AT, 0, None, bytes(16))


def wall(hour: int, minute: int) -> datetime:
    """What the clock on the wall shows on that day."""
    return datetime(2026, 3, 14, hour, minute)  # noqa: DTZ001 - walls are naive on purpose


def row(note: str | None = None, *, width: int = 0, at: int = AT, offset: int = 60) -> Any:
    return (*ENVELOPE, at, width, offset, "Europe/Berlin", "nrs", 6, 3, note, 1)


def written(folder: Path, *rows: Any, kind: str = "pain", columns: Any = COLUMNS) -> Any:
    path = folder / "out.xlsx"
    sheet = Sheet(kind, columns, [("Anna", each) for each in rows])
    spreadsheet.write(str(path), str(folder), MAKING, [sheet])
    assert [each.name for each in folder.iterdir()] == ["out.xlsx"]
    return openpyxl.load_workbook(path)


def cells(book: Any, line: int = 2, sheet: str = "pain") -> dict[str, Any]:
    page = book[sheet]
    heads = [cell.value for cell in page[1]]
    return dict(zip(heads, (cell.value for cell in page[line]), strict=True))


def test_a_record_reads_as_people_say_it(tmp_path: Path) -> None:
    assert cells(written(tmp_path, row("after sitting"))) == {
        "patient": "Anna",
        "id": "p1",
        "at": wall(9, 12),
        "offset": "+01:00",
        "zone": "Europe/Berlin",
        "scale": "nrs",
        "value": "6/10",
        "session": "m3",
        "note": "after sitting",
        "counts": "yes",
        "version": 1,
        "change": "u2",
        "author": "anna",
        "recorded_at": wall(9, 12),
        "voided_by": None,
        "void_reason": None,
    }


def test_a_day_is_a_date_and_a_time_before_the_calendar_a_text(tmp_path: Path) -> None:
    page = written(tmp_path, row(width=DAY), row(at=-2_208_988_800_000, offset=-60))["pain"]
    assert (page["C2"].number_format, page["C2"].is_date) == ("yyyy-mm-dd", True)
    assert page["C3"].value == "1899-12-31 23:00:00"


def test_where_a_row_has_no_offset_its_times_are_said_to_be_utc(tmp_path: Path) -> None:
    columns = (("no", "integer", False), ("at", "integer", False), ("author", "text", False))
    book = written(tmp_path, (1, AT + 30 * MINUTE, "anna"), kind="change", columns=columns)
    assert cells(book, sheet="change") == {
        "patient": "Anna",
        "id": "u1",
        "at (UTC)": wall(8, 42),
        "author": "anna",
    }


def test_the_head_stays_and_filters(tmp_path: Path) -> None:
    page = written(tmp_path, row(), row())["pain"]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:P3"
    assert page.column_dimensions["I"].width > page.column_dimensions["A"].width > 13


@pytest.mark.parametrize(
    "note",
    [
        *("=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "-2", "http://example.org", "mailto:a@b"),
        *("internal:Sheet1!A1", "file:///etc/passwd", "0041", "{=1}", "'=1", " leading", "TRUE"),
        *("line\nbreak", "東京 😀", "a\tb", "#N/A"),
    ],
)
def test_a_text_is_a_text(tmp_path: Path, note: str) -> None:
    page = written(tmp_path, row(note))["pain"]
    found = page["I2"]
    assert (found.value, found.data_type, found.hyperlink) == (note, "s", None)


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    rows = [row("x" * 32_767), row("x" * 32_768), row("😀" * 20_000)]
    sheet = Sheet("pain", COLUMNS, [("Anna", each) for each in rows])
    assert spreadsheet.write(str(path), str(tmp_path), MAKING, [sheet]) == 2
    whole, cut, wide = (each.value for each in openpyxl.load_workbook(path)["pain"]["I"][1:])
    assert whole == "x" * 32_767
    assert len(cut) == 32_767
    assert cut.endswith("x [cut: 32,768 characters in all]")
    assert len(wide.encode("utf-16-le")) // 2 <= 32_767
    assert wide.endswith("😀 [cut: 20,000 characters in all]")


def test_more_rows_than_a_sheet_holds_go_on_on_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheet, "ROWS", 4)
    book = written(tmp_path, *(row(str(n)) for n in range(7)))
    assert book.sheetnames == ["pain", "pain (2)", "pain (3)"]
    notes = [[cell.value for cell in page["I"]] for page in book]
    assert notes == [["note", "0", "1", "2"], ["note", "3", "4", "5"], ["note", "6"]]
    assert [page.auto_filter.ref for page in book] == ["A1:P4", "A1:P4", "A1:P2"]


def test_without_its_package_it_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(Refused, match=r"pip install 'rehabtrack\[spreadsheet\]'"):
        written(tmp_path)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_it(tmp_path: Path) -> None:
    written(tmp_path, row("=1+1", at=AT + HOUR))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "csv", "--outdir", tmp_path, "out.xlsx"],
        cwd=tmp_path,
        check=True,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    text = (tmp_path / "out.csv").read_text(encoding="utf-8")
    assert "2026-03-14 10:12" in text
    assert "=1+1" in text


def test_it_tells_when_and_by_whom_it_was_made(tmp_path: Path) -> None:
    told = written(tmp_path, row()).properties
    assert (told.created, told.creator) == (wall(8, 12), "anna")
