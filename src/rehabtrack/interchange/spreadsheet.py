"""A spreadsheet for people: a sheet a kind, times on the wall clock, values with their scale.

Times of a row are local, its `offset` says how far from UTC; where it has none they are UTC, and
the head of the column says so. Texts are texts: never formulas, links or numbers.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import LETTERS
from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import CATEGORIES, value_words
from rehabtrack.interchange.spelling import Cells, Column, is_instant
from rehabtrack.interchange.whole_file import Making

#: What a sheet and a cell hold (Microsoft, Excel specifications and limits, 2024).
ROWS, CHARACTERS = 1_048_576, 32_767

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - walls are naive on purpose
_FIRST_YEAR = 1900  # of the calendar of spreadsheets
_DAY, _MINUTE = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
_WIDTHS = {"note": 50, "text": 50, "patient": 20, "diagnosis": 30, "evidence": 30}
_WIDTH = 16
#: Columns that other columns tell better; and all that are bytes.
_LEFT_OUT = ("no", "width", "judged_at")
_IDS = {
    **dict.fromkeys(("change", "voided_by", "withdrawn_by", "takes_back"), "u"),
    **dict.fromkeys(("thread", "warning"), "w"),
    "session": "m",
    "amends": "n",
}
#: What is told of every record comes after what the record tells.
_ENVELOPE = ("version", "change", "author", "recorded_at", "voided_by", "void_reason")
_FLAGS = ("counts", "given", "refuses", "archived")

Row = dict[str, Any]
Way = Callable[[Row], Any]


class Sheet(Named):
    """One kind: the columns of its table, and (whose, row of the table) one after the other."""

    kind: str
    columns: Sequence[Column]
    rows: Iterable[tuple[str, Cells]]


class _Day(Named):
    """A day of which no more is known."""

    wall: datetime


def write(path: str, folder: str, making: Making, sheets: Iterable[Sheet]) -> int:
    """Write a spreadsheet to `path`, laying what waits aside in `folder`; how many cells were cut.

    Raises OSError; Refused where XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        raise Refused(
            "Spreadsheets are written with XlsxWriter, which is not installed.",
            "Install it: pip install 'rehabtrack[spreadsheet]'",
        ) from None
    options = {"constant_memory": True, "tmpdir": folder, "in_memory": False}
    made = datetime.fromisoformat(making.made_at).replace(tzinfo=None)
    with Workbook(path, options) as book:
        book.set_properties({"created": made, "author": making.made_by})
        writer = _Writer(book)
        for sheet in sheets:
            writer.add(sheet)
    return writer.cut


class _Writer:
    """Writes sheets one after the other, and counts the cells that were too long."""

    def __init__(self, book: Any) -> None:
        self.cut = 0
        self._book = book
        self._head = book.add_format({"bold": True})
        self._formats = {each: book.add_format({"num_format": each}) for each in (_DAY, _MINUTE)}

    def add(self, sheet: Sheet) -> None:
        """Write a kind: on another sheet, too, where one is full."""
        ways = dict(_ways(sheet.kind, sheet.columns))
        names = [name for name, *_ in sheet.columns]
        page, at, pages = self._page(sheet.kind, ways), 0, 1
        for whose, cells in sheet.rows:
            if at == ROWS - 1:
                self._finish(page, at, ways)
                pages += 1
                page, at = self._page(f"{sheet.kind} ({pages})", ways), 0
            at += 1
            row = {**dict(zip(names, cells, strict=True)), "patient": whose}
            for place, way in enumerate(ways.values()):
                self._cell(page, at, place, way(row))
        self._finish(page, at, ways)

    def _page(self, name: str, ways: Iterable[str]) -> Any:
        page = self._book.add_worksheet(name)
        page.freeze_panes(1, 0)
        for place, head in enumerate(ways):
            page.set_column(place, place, _WIDTHS.get(head, _WIDTH))
            page.write_string(0, place, head, self._head)
        return page

    def _finish(self, page: Any, last: int, ways: dict[str, Way]) -> None:
        page.autofilter(0, 0, last, len(ways) - 1)

    def _cell(self, page: Any, row: int, column: int, found: Any) -> None:
        if isinstance(found, _Day | datetime):
            wall, words = (found.wall, _DAY) if isinstance(found, _Day) else (found, _MINUTE)
            if wall.year >= _FIRST_YEAR:
                page.write_datetime(row, column, wall, self._formats[words])
                return
            found = wall.isoformat(" ")
        if isinstance(found, str):
            page.write_string(row, column, self._whole(found))
        elif found is not None:
            page.write_number(row, column, found)

    def _whole(self, text: str) -> str:
        """The text, cut where a cell cannot hold it: it counts in units of UTF-16."""
        units = len(text.encode("utf-16-le")) // 2
        if units <= CHARACTERS:
            return text
        self.cut += 1
        end = f" [cut: {len(text):,} characters in all]"
        room = 2 * (CHARACTERS - len(end))
        return text.encode("utf-16-le")[:room].decode("utf-16-le", "ignore") + end


def _ways(kind: str, columns: Sequence[Column]) -> Iterator[tuple[str, Way]]:
    """The head of each column of a sheet, and what a row has there."""
    names = [name for name, *_ in columns]
    if kind != "patient":
        yield "patient", lambda row: row["patient"]
    if kind in LETTERS:
        yield "id", lambda row: f"{LETTERS[kind]}{row['no']}"
    elif kind != "patient" and "no" in names:
        yield "no", lambda row: row["no"]
    for name, of_type, _ in sorted(columns, key=lambda column: column[0] in _ENVELOPE):
        if of_type == "bytes" or name in _LEFT_OUT:
            continue
        head = f"{name} (UTC)" if is_instant(name) and "offset" not in names else name
        yield ("total", _tenths) if name == "tenths" else (head, _way(name))


def _way(name: str) -> Way:
    if is_instant(name):
        return lambda row: _wall(row, name)
    if name == "offset":
        return lambda row: _offset(row["offset"])
    if name == "value":
        return lambda row: value_words(row["scale"], row["value"]) if "scale" in row else row[name]
    if name == "category":
        return lambda row: None if row[name] is None else CATEGORIES[row[name]]
    if name in _IDS:
        return lambda row: f"{_IDS[name]}{row[name]}" if row[name] else None
    if name in _FLAGS:
        return lambda row: "yes" if row[name] else "no"
    return lambda row: row[name]


def _wall(row: Row, name: str) -> datetime | _Day | None:
    if row[name] is None:
        return None
    wall = _EPOCH + timedelta(milliseconds=row[name], minutes=row.get("offset", 0))
    return _Day(wall) if name == "at" and row.get("width") else wall


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}"


def _tenths(row: Row) -> float:
    return float(row["tenths"]) / 10
