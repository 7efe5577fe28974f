"""A plain table of pain ratings or massages: rows in, records and refusals out.

A row's identity is its patient, the digest of its mapped cells, and which of several equal rows
of its file it is. Neither the options (`--site`, `--scale`, `--round`) nor columns that are not
mapped nor cells left empty take part, so that a table read again in another way is still the same.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import TextIO

from rehabtrack.domain.errors import ImportRefused, Refused, RehabtrackError
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.patient import read_name
from rehabtrack.domain.words import folded, shortened
from rehabtrack.interchange.cells import Cells, moment_of, record_of
from rehabtrack.interchange.header import Header
from rehabtrack.interchange.layout import DEFAULT_SCALE, Layout
from rehabtrack.interchange.sheet import rows

FORMAT = "table/1"


class Row(Named):
    """A row that can be stored: for whom, and what.

    `origin` is its identity for this patient (16 bytes); `notice` says how a time was settled.
    """

    line: int
    patient: str
    record: PainRating | MassageSession
    origin: bytes
    notice: str | None


class Skipped(Named):
    """A row that is not wanted, and why: its site, or the column that `where` looks at."""

    line: int
    reason: str


class Refusal(Named):
    """A row that cannot be true, what to do, and its mapped cells by canonical name."""

    line: int
    sentence: str
    remedy: str
    cells: Cells


Item = Row | Skipped | Refusal


class Table:
    """One table: its header is read when it is made, its rows as they are asked for, once."""

    def __init__(self, stream: TextIO, layout: Layout) -> None:
        """Read the header of a stream that sheet.py decoded.

        Raises ImportRefused for what is no table or lacks a column.
        """
        self.layout = layout
        self._rows = rows(stream)
        _, names = next(self._rows, (0, None))
        if names is None:
            raise ImportRefused("The file is empty.", "Give a table with a header and rows.")
        self.header = Header(names, layout)

    @property
    def names_patients(self) -> bool:
        """Whether a column says whose each row is."""
        return "patient" in self.header.places

    def items(self, patient: str = "") -> Iterator[Item]:
        """Every row in order; those that do not say whose they are are this patient's.

        Raises ImportRefused where the rest cannot be read, and where there are no rows at all.
        """
        met: Counter[bytes] = Counter()
        line = 0
        for line, row in self._rows:
            cells = self.header.mapped(row)
            told = self._told(cells)
            identity = _digest(folded(cells.get("patient", "")), *told)
            met[identity] += 1  # rows that are passed over count: other options may take them
            origin = _digest(*told, str(met[identity]))
            yield self._item(line, row, cells, patient, origin)
        if not line:
            raise ImportRefused("The file holds a header and no rows.", "Add the rows below it.")

    def _told(self, cells: Cells) -> list[str]:
        """What a row tells, apart from whose it is: names and cells by turns."""
        told = [FORMAT, self.layout.kind]
        for name, cell in cells.items():
            if name != "patient":
                told += (name, cell)
        return told

    def _item(
        self, line: int, row: Sequence[str], cells: Cells, patient: str, origin: bytes
    ) -> Item:
        try:
            self.header.refuse_other_width(row)
        except RehabtrackError as error:
            # a cell torn in two must not come back as a good row
            return Refusal(line, error.sentence, error.remedy, {})
        try:
            reason = self._reason_to_skip(row, cells)
            if reason is not None:
                return Skipped(line, reason)
            if self.names_patients:
                patient = _named(cells)
            moment, notice = moment_of(cells, self.layout, patient)
            return Row(line, patient, record_of(cells, moment, self.layout), origin, notice)
        except RehabtrackError as error:
            return Refusal(line, error.sentence, error.remedy, self._whole(cells))

    def _whole(self, cells: Cells) -> Cells:
        """The cells with the scale of the options: 8 mm must not come back as 8 of 10."""
        scale = cells.get("scale") or self.layout.scale
        return cells if scale == DEFAULT_SCALE else {**cells, "scale": scale}

    def _reason_to_skip(self, row: Sequence[str], cells: Cells) -> str | None:
        layout = self.layout
        if layout.where and row[self.header.where] != layout.where[1]:
            return f"another {shortened(layout.where[0])}"
        site = cells.get("site")
        if layout.sites is not None and site and folded(site) not in layout.sites:
            return shortened(site)
        return None


def _named(cells: Cells) -> str:
    if "patient" not in cells:
        raise Refused("The row does not say whose it is.", "Name the patient.")
    return read_name(cells["patient"])


def _digest(*texts: str) -> bytes:
    """16 bytes of these texts; NUL, which no cell can hold, keeps them apart."""
    return blake2b("\0".join(texts).encode(), digest_size=16).digest()
