"""A plain table of pain ratings or massages: rows in, records and refusals out.

A row's identity is its patient and the digest of its mapped cells; of several equal rows of a file
the second, third .. have origins of their own. A site that `--site` says is read as if the cell
said it: of a table with a column for each site, or a file for each, none is taken for another's.
Neither the other options (`--scale`, `--round`) nor columns that are not mapped nor cells left
empty take part, so that a table read again in another way is still the same.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any, TextIO

from rehabtrack.domain.errors import ImportRefused, Refused, RehabtrackError
from rehabtrack.domain.moment import Zone
from rehabtrack.domain.records.patient import read_name
from rehabtrack.domain.words import folded, shortened
from rehabtrack.interchange.cells import Cells, record_of
from rehabtrack.interchange.header import Header
from rehabtrack.interchange.items import Item, Place, Record, Refusal, Row, Skipped, digest
from rehabtrack.interchange.layout import DEFAULT_RECALL, DEFAULT_SCALE, Layout
from rehabtrack.interchange.local_times import is_iso, iso_of
from rehabtrack.interchange.sheet import delimiter_of, rows
from rehabtrack.interchange.times import Noted, Times

FORMAT = "table/1"
_KEPT = 4096  # different rows, their times and patients apart, that are remembered; ours
_LONGEST = 200  # characters of such a row: notes are longer, and seldom the same; ours


class Table:
    """One table: its header is read when it is made, its rows as they are asked for, once."""

    def __init__(self, stream: TextIO, layout: Layout) -> None:
        """Read the header of a stream that sheet.py decoded.

        Raises ImportRefused for what is no table or lacks a column.
        """
        self.layout = layout
        delimiter = delimiter_of(stream)
        self._rows = rows(stream, delimiter)
        _, names = next(self._rows, (0, None))
        if names is None:
            raise ImportRefused("The file is empty.", "Give a table with a header and rows.")
        self.header = Header(names, layout, delimiter)
        places = dict(self.header.places)
        self._at, self._patient = places.pop("at"), places.pop("patient", None)
        #: What else is mapped; where nothing is, all rows of its width are alike.
        self._content = itemgetter(*places.values()) if places else len
        self._before = f"{FORMAT}\0{layout.kind}\0at\0"
        self._told: dict[Any, tuple[Record, str]] = {}  # by the content of a row
        self._people: dict[str, tuple[str, Times]] = {}  # by the name as written
        self._times: dict[Zone, Times] = {}

    @property
    def names_patients(self) -> bool:
        """Whether a column says whose each row is."""
        return self._patient is not None

    def items(self, patient: str = "") -> Iterator[Item]:
        """Every row in order; those that do not say whose they are are this patient's.

        Raises ImportRefused where the rest cannot be read, and where there are no rows at all.
        """
        line = 0
        for line, row in self._rows:
            yield self._item(line, row, patient)
        if not line:
            raise ImportRefused("The file holds a header and no rows.", "Add the rows below it.")

    def _item(self, line: int, row: Sequence[str], patient: str) -> Item:
        try:
            self.header.refuse_other_width(row)
        except RehabtrackError as error:
            # a cell torn in two must not come back as a good row
            return Refusal(line, error.sentence, error.remedy, {})
        if self.header.joined:
            row = self.header.whole(row)
        try:
            return self._passed_over(line, row, patient) or self._good(line, row, patient)
        except RehabtrackError as error:
            cells = self._whole(self.header.mapped(row))
            return Refusal(line, error.sentence, error.remedy, cells)

    def _passed_over(self, line: int, row: Sequence[str], patient: str) -> Skipped | None:
        layout = self.layout
        if layout.where and row[self.header.where] != layout.where[1]:
            return Skipped(line, f"another {shortened(layout.where[0])}", self._place(row, patient))
        if layout.sites is not None and "site" in self.header.places:
            site = row[self.header.places["site"]]
            if site and folded(site) not in layout.sites:
                return Skipped(line, shortened(site))  # as are all its equals
        return None

    def _place(self, row: Sequence[str], patient: str) -> Place | None:
        try:
            name, times = self._whose(row, patient)
            moment, _ = self._when(times, row[self._at])
        except RehabtrackError:
            return None  # its equals are refused as well
        identity = self._identity(row[self._at], self._rest(row))
        return Place(name, self.layout.kind, moment.at, identity)

    def _good(self, line: int, row: Sequence[str], patient: str) -> Row:
        """The row as it is stored; what was true of a row is true of all with its content.

        Raises Refused.
        """
        content = self._content(row)
        known = self._told.get(content)
        name, times = self._whose(row, patient)
        at = row[self._at]
        moment, notice = self._when(times, at)
        if known is None:
            record = record_of(self.header.mapped(row), moment, self.layout)
            known = record, self._rest(row)
            if len(known[1]) <= _LONGEST:
                self._remember(content, known)
        like, rest = known
        identity = self._identity(at, rest)
        return Row._make((line, name, moment, like, identity, notice, None, None))

    def _when(self, times: Times, at: str) -> Noted:
        return times.read(at if is_iso(at) else iso_of(at, self.layout.dates))

    def _remember(self, content: Any, known: tuple[Record, str]) -> None:
        if len(self._told) >= _KEPT:
            self._told.clear()
        self._told[content] = known

    def _rest(self, row: Sequence[str]) -> str:
        """What a row tells, apart from whose and when it is: names and cells by turns."""
        cells = self.header.mapped(row)
        if self.layout.recall != DEFAULT_RECALL:  # the worst and the average of a day are two rows
            cells = {"recall": self.layout.recall, **cells}
        if self.layout.site is not None:
            cells = {"site": self.layout.site, **cells}
        return "".join(
            f"\0{name}\0{cell}" for name, cell in cells.items() if name not in ("at", "patient")
        )

    def _identity(self, at: str, rest: str) -> bytes:
        # NUL, which no cell can hold, keeps the texts apart
        return digest(f"{self._before}{at}{rest}".encode())

    def _whose(self, row: Sequence[str], patient: str) -> tuple[str, Times]:
        """The patient's name, and how her times are read; raises Refused."""
        written = patient if self._patient is None else row[self._patient]
        known = self._people.get(written)
        if known is None:
            known = self._people[written] = self._met(written)
        return known

    def _met(self, written: str) -> tuple[str, Times]:
        if self.names_patients:
            if not written:
                raise Refused("The row does not say whose it is.", "Name the patient.")
            written = read_name(written)
        zone = self.layout.zone_of(written)
        times = self._times.setdefault(zone, Times(zone, self.layout.now))
        return written, times

    def _whole(self, cells: Cells) -> Cells:
        """The cells with what the options say: 8 mm must not come back as 8 of 10."""
        if self.layout.kind != "pain":
            return cells
        scale = cells.get("scale") or self.layout.scale
        recall = cells.get("recall") or self.layout.recall
        said = {"scale": (scale, DEFAULT_SCALE), "recall": (recall, DEFAULT_RECALL)}
        return {
            **cells,
            **{name: word for name, (word, default) in said.items() if word != default},
        }
