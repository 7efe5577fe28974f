"""What the readers of apps' files share: the rows of their tables, and the items made of them."""

import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TextIO, TypeVar

from rehabtrack.domain.errors import ImportRefused, Refused, RehabtrackError
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.context import Context
from rehabtrack.interchange.cells import Cells, record_of
from rehabtrack.interchange.items import Item, Record, Refusal, Row, identity_of
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.sheet import rows
from rehabtrack.interchange.times import Noted, Times

LONGEST_ORIGINAL = 4000  # characters of an original row that are kept; ours

Line = int | str
T = TypeVar("T")


def header_of(beginning: bytes) -> tuple[str, ...]:
    """The cells of the first row in a file's beginning, or none where it is no table."""
    text = io.StringIO(beginning.decode("utf-8-sig", "surrogateescape"))
    try:
        return tuple(next(rows(text), (0, []))[1])
    except ImportRefused:
        return ()


def rows_of(
    text: TextIO, app: str, known: Callable[[Sequence[str]], bool]
) -> Iterator[tuple[int, list[str], list[str]]]:
    """(line, names of the columns, cells) of each row below a header that is `known`.

    Raises ImportRefused for another header, and where there are no rows at all.
    """
    table = rows(text)
    _, names = next(table, (0, []))
    if not known(names):
        raise ImportRefused(
            f"The file is no export of {app}.", "Import a table of your own with --map."
        )
    line = 0
    for line, row in table:
        yield line, names, row
    if not line:
        raise ImportRefused("The file holds a header and no rows.", "Export it again in the app.")


def named(names: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    """The cells that are not empty, by their columns; raises Refused for a row torn or grown."""
    if len(row) != len(names):
        raise Refused(
            f"The row has {len(row)} cells and the header has {len(names)}.",
            "Put a cell that holds a comma or a quote in quotes.",
        )
    return {name: cell for name, cell in zip(names, row, strict=True) if cell}


def kept(original: Mapping[str, Any]) -> str:
    """The original row as compact JSON, cut where it is longer than LONGEST_ORIGINAL."""
    text = json.dumps(original, ensure_ascii=False, separators=(",", ":"))
    return text if len(text) <= LONGEST_ORIGINAL else f"{text[: LONGEST_ORIGINAL - 1]}…"


class Maker:
    """Makes the items of one file of a format, for one patient.

    What a row tells (`told`) is what its identity stands for.
    """

    def __init__(self, format_: str, app: str, layout: Layout, patient: str) -> None:
        self.format = format_
        self.app = app
        self.layout = layout
        self.patient = patient
        self.zone = layout.zone_of(patient)
        self.times = Times(self.zone, layout.now)
        # its sites were looked up by the app's own names
        self._plain = replace(layout, kind="pain", sites=None, scale="nrs")

    def items(
        self, found: Iterable[tuple[Line, T]], make: Callable[[Line, T], list[Item]]
    ) -> Iterator[Item]:
        """What `make` makes of each; what it refuses is a Refusal of that line."""
        for line, told in found:
            try:
                made = make(line, told)
            except RehabtrackError as error:
                made = [Refusal(line, error.sentence, error.remedy, {})]
            yield from made

    def row(
        self, line: Line, noted: Noted, like: Record, *told: object, original: str | None = None
    ) -> Row:
        """A record of any kind."""
        moment, notice = noted
        identity = identity_of(self.format, *told)
        return Row(line, self.patient, moment, like, identity, notice, original)

    def context(
        self, line: Line, noted: Noted, text: str, *told: object, original: str | None = None
    ) -> Row:
        """What the app noted beside pain, in its words; raises Refused for what is no text."""
        like = Context(moment=noted[0], source=self.app, text=text)
        return self.row(line, noted, like, *told, original=original)

    def rating(
        self, line: Line, noted: Noted, cells: Cells, *told: object, original: str | None = None
    ) -> Row | Refusal:
        """A rating of the cells that a plain table would have, or why they make none."""
        try:
            like = record_of(cells, noted[0], self._plain)
        except RehabtrackError as error:
            said = {"at": _written(noted[0]), **cells}
            return Refusal(line, error.sentence, error.remedy, said)
        return self.row(line, noted, like, *told, original=original)


def _written(moment: Moment) -> str:
    """The moment as a plain table has it."""
    if moment.width:
        return f"{moment.wall:%Y-%m-%d}"
    sign, minutes = "-" if moment.offset < 0 else "+", abs(moment.offset)
    return f"{moment.wall:%Y-%m-%dT%H:%M}{sign}{minutes // 60:02}:{minutes % 60:02}"
