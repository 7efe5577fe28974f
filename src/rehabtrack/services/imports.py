"""Storing what tables hold: everything that was laid aside, or nothing, in one transaction."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import chain

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded
from rehabtrack.interchange.items import origin_of
from rehabtrack.services.following import follow
from rehabtrack.services.shifts import Shifts, shifts_of
from rehabtrack.services.staged import Columns, Staged, content_of
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database
from rehabtrack.storage.importing import writing_import
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.rows import COLUMNS, record_of

ACTION = "import"


class Share(Named):
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
        one.gravest_now.status for one in found if one.gravest_now and one.session.no > last_session
    )
    before = shifts_of(one for one in found if one.session.no <= last_session)
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
        now = None
        equals: dict[tuple[int, bytes], int] = {}  # of this instant, by table and identity
        met: set[bytes] = set()
        for _, at, table, identity, content in rows:
            if at != now:
                now = at
                equals.clear()
                met.clear()
            # Those passed over count: other options may take them.
            nth = equals[table, identity] = equals.get((table, identity), 0) + 1
            if content is None:
                continue
            origin = origin_of(identity, nth)
            if origin in met or origin in self._there:
                self.already_there += 1
                continue
            met.add(origin)
            self.added += 1
            columns = (at, *content_of(content), origin)
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
