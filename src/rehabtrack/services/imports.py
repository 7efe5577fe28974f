"""Storing what tables hold: read, checked and laid aside first, then stored in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, NamedTuple

from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded
from rehabtrack.interchange.table import Item, Refusal, Row, Skipped, origin_of
from rehabtrack.services.reassessment import follow
from rehabtrack.services.shifts import Shifts, shifts_of
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database
from rehabtrack.storage.importing import writing_import
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.rows import COLUMNS, columns_of, record_of
from rehabtrack.storage.staging import Staging

ACTION = "import"

#: A record as its table holds it, in the order of COLUMNS.
Columns = tuple[Any, ...]

_AT_ONCE = 1000  # rows laid aside together
_KEPT = 4096  # records of which the columns are remembered; ours
_MOMENT = 4  # the columns of a moment, the first ones of a record


class Staged:
    """What tables of a kind hold, before anything is stored: the good rows, the others counted.

    A row waits as (patient, at, table, identity, its columns without `at` and `origin`), whose
    patient and table are numbers; of a row that is passed over the columns are missing.
    """

    def __init__(self, kind: str, patients: Iterable[str] = ()) -> None:
        """`patients` are those of the file in its order, in which an import stores quickest."""
        self.kind = kind
        self.read = 0
        self.refused = 0
        self.skipped: Counter[str] = Counter()
        self.settled: Counter[str] = Counter()
        self.names: list[str] = []  # by number, as first written
        self._numbers: dict[str, int] = {}  # by the name as written, and folded
        self._tables = 0
        self._contents: dict[int, tuple[object, Columns]] = {}  # by the id of the record
        self._missing = (None,) * (len(COLUMNS[kind]) - 2)
        self._staging = Staging(_MOMENT + len(self._missing))
        for name in patients:
            self._number(name)

    def take(self, items: Iterable[Item]) -> Iterator[Refusal]:
        """Take in one table whole; the rows that are refused come back."""
        self._tables += 1
        batch: list[Columns] = []
        for item in items:
            self.read += 1
            if isinstance(item, Refusal):
                self.refused += 1
                yield item
            elif isinstance(item, Row):
                batch.append(self._laid(item))
            else:
                batch += self._passed_over(item)
            if len(batch) >= _AT_ONCE:
                self._staging.add(batch)
                batch.clear()
        self._staging.add(batch)

    def by_patient(self) -> Iterator[tuple[str, Iterator[Columns]]]:
        """(a patient's name as first written, her rows in order of time)."""
        for number, rows in groupby(self._staging, key=itemgetter(0)):
            yield self.names[number], rows

    def close(self) -> None:
        """Let go of the rows."""
        self._staging.close()

    def _laid(self, row: Row) -> Columns:
        _, name, (at, width, offset, zone), _, identity, notice = row
        if notice:
            self.settled[notice] += 1
        content = self._content(row)
        return (self._number(name), at, self._tables, identity, width, offset, zone, *content)

    def _passed_over(self, row: Skipped) -> list[Columns]:
        self.skipped[row.reason] += 1
        if row.place is None:
            return []
        name, at, identity = row.place
        return [(self._number(name), at, self._tables, identity, *self._missing)]

    def _content(self, row: Row) -> Columns:
        """The columns between a record's moment and its origin.

        Those of a massage depend on its moment; those of a rating are alike for all like it.
        """
        if self.kind != "pain":
            return columns_of(self.kind, row.record)[_MOMENT:-1]
        known = self._contents.get(id(row.like))
        if known is None or known[0] is not row.like:
            known = row.like, columns_of(self.kind, row.like)[_MOMENT:-1]
            if len(self._contents) >= _KEPT:
                self._contents.clear()
            if row.like.note is None:
                self._contents[id(row.like)] = known
        return known[1]

    def _number(self, name: str) -> int:
        number = self._numbers.get(name)
        if number is None:
            number = self._numbers.setdefault(folded(name), len(self.names))
            self._numbers[name] = number
            if number == len(self.names):
                self.names.append(name)
        return number


class Share(NamedTuple):
    """What an import came to in one patient's journal.

    `shifts` are the sessions from before that it changed, `graded` the added sessions that are not
    clear, counted by their gravest status.
    """

    journal: Journal
    made: bool
    added: int
    already_there: int
    shifts: Shifts
    graded: Counter[str]


class _OnlyTried(Exception):
    """Raised to roll back what was not meant to stay."""


def store(
    database: Database, writer: Writer, staged: Staged, *, dry_run: bool = False
) -> list[Share]:
    """Store everything that is staged, or nothing; with `dry_run` find out and store nothing.

    A row whose record is there, be it edited or voided by hand, is already there; one whose
    records were all taken back by `undo` is stored again.
    """
    shares = []
    with suppress(_OnlyTried), writing_import(database):
        known = {folded(each.record.name): each for each in caseload.patients(database)}
        for name, rows in staged.by_patient():
            patient = known.get(folded(name))
            journal = Journal(database, patient, writer) if patient else None
            new = _New(staged.kind, rows, _there(journal, staged.kind))
            first = next(iter(new), None)
            if journal is None and first is not None:
                made = Patient(name=name)
                journal = caseload.add_patient(database, made, writer, action=ACTION)
            if journal is not None and (first or new.already_there):
                shares.append(_store_rows(journal, first, new, made=patient is None))
        if dry_run:
            raise _OnlyTried
    return shares


def _there(journal: Journal | None, kind: str) -> set[bytes]:
    """The origins of a journal's records that stand, or were voided other than by an undo."""
    if journal is None:
        return set()
    found = journal.query(f"{kind.upper()}_ORIGINS")
    return {origin for origin, voided_by in found if voided_by != "undo"}


def _store_rows(journal: Journal, first: Columns | None, new: "_New", *, made: bool) -> Share:
    last_session = max(journal.newest_numbers("massage", 1), default=0)
    if first is not None:
        journal.add_many(new.kind, chain([first], new), action=ACTION)
    found = follow(journal, [record_of(new.kind, columns) for columns in new.ends])
    graded = Counter(
        one.gravest_now.status
        for one in found
        if one.gravest_now and one.verdict.session.no > last_session
    )
    before = shifts_of(one for one in found if one.verdict.session.no <= last_session)
    return Share(journal, made, new.added, new.already_there, before, graded)


class _New:
    """The columns of a patient's rows that are not there already, in order of time, once.

    Meanwhile it counts them, and keeps the first and the last that a session can feel.
    """

    def __init__(self, kind: str, rows: Iterator[Columns], there: set[bytes]) -> None:
        self.kind = kind
        self.added = 0
        self.already_there = 0
        self.ends: Sequence[Columns] = ()
        self._there = there
        self._rows = self._new(rows)
        names = COLUMNS[kind]
        self._counts = names.index("counts") if kind == "pain" else 0
        self._felt_at = names.index("judged_at" if kind == "massage" else "at")

    def __iter__(self) -> Iterator[Columns]:
        return self._rows

    def _new(self, rows: Iterator[Columns]) -> Iterator[Columns]:
        for at, equal_times in groupby(rows, key=itemgetter(1)):
            equals: dict[tuple[int, bytes], int] = {}
            met: set[bytes] = set()
            for _, _, table, identity, *content in equal_times:
                # Those passed over count: other options may take them.
                nth = equals[table, identity] = equals.get((table, identity), 0) + 1
                if content[0] is None:
                    continue
                origin = origin_of(identity, nth)
                if origin in met or origin in self._there:
                    self.already_there += 1
                    continue
                met.add(origin)
                self.added += 1
                columns = (at, *content, origin)
                self._feel(columns)
                yield columns

    def _feel(self, columns: Columns) -> None:
        if self._counts and not columns[self._counts]:
            return
        place = self._felt_at
        first, last = self.ends or (columns, columns)
        if columns[place] < first[place]:
            first = columns
        if columns[place] >= last[place]:
            last = columns
        self.ends = (first, last)
