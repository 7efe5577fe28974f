"""Storing what tables hold: read and checked whole first, then stored in one short transaction."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from sys import intern
from typing import Any

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded
from rehabtrack.interchange.table import Item, Refusal, Skipped
from rehabtrack.services.following import follow
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.rows import COLUMNS, columns_of, record_of

ACTION = "import"

#: A record as its table holds it, in the order of COLUMNS: a third of the room that it takes.
Columns = tuple[Any, ...]


class Staged:
    """What tables of a kind hold, before anything is stored: the good rows, the others counted."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.read = 0
        self.refused = 0
        self.skipped: Counter[str] = Counter()
        self.settled: Counter[str] = Counter()
        self._rows: dict[str, list[Columns]] = {}  # by the patient's name as written

    def take(self, item: Item) -> None:
        """Add one item of a table."""
        self.read += 1
        if isinstance(item, Skipped):
            self.skipped[item.reason] += 1
        elif isinstance(item, Refusal):
            self.refused += 1
        else:
            columns = columns_of(self.kind, item.record, item.origin)
            shared = (intern(cell) if isinstance(cell, str) else cell for cell in columns)
            self._rows.setdefault(item.patient, []).append(tuple(shared))
            if item.notice:
                self.settled[item.notice] += 1

    def __iter__(self) -> Iterator[tuple[str, list[Columns]]]:
        """(a patient's name as first written, her rows in order of time)."""
        at = COLUMNS[self.kind].index("at")
        spellings: dict[str, list[str]] = {}
        for name in self._rows:
            spellings.setdefault(folded(name), []).append(name)
        for name, *others in spellings.values():
            rows = sum((self._rows[other] for other in others), self._rows[name])
            yield name, sorted(rows, key=lambda columns: columns[at])


class Share(Named):
    """What an import came to in one patient's journal.

    `reassessed` are the sessions from before that it changed, `graded` the added sessions that
    are not clear, counted by their gravest status.
    """

    journal: Journal
    made: bool
    added: int
    already_there: int
    reassessed: list[Reassessed]
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
    with suppress(_OnlyTried), database.writing():
        known = {folded(each.record.name): each for each in caseload.patients(database)}
        for name, rows in staged:
            patient = known.get(folded(name))
            if patient is None:
                made = Patient(name=name)
                journal = caseload.add_patient(database, made, writer, action=ACTION)
            else:
                journal = Journal(database, patient, writer)
            shares.append(_store_rows(journal, staged.kind, rows, made=patient is None))
        if dry_run:
            raise _OnlyTried
    return shares


def _store_rows(journal: Journal, kind: str, rows: list[Columns], *, made: bool) -> Share:
    last_session = max(journal.newest_numbers("massage", 1), default=0)
    new = list(_new(journal, kind, rows))
    if new:
        journal.add_many(kind, new, action=ACTION)
    found = follow(journal, [record_of(kind, columns) for columns in _ends(kind, new)])
    graded = Counter(
        one.gravest_now.status for one in found if one.gravest_now and one.session.no > last_session
    )
    before = [one for one in found if one.session.no <= last_session]
    return Share(journal, made, len(new), len(rows) - len(new), before, graded)


def _new(journal: Journal, kind: str, rows: list[Columns]) -> Iterator[Columns]:
    """The rows that are not there already, neither in the journal nor in another file."""
    place = COLUMNS[kind].index("origin")
    met: set[bytes] = set()
    for row in rows:
        origin = row[place]
        if origin not in met and not _is_there(journal, kind, origin):
            yield row
        met.add(origin)


def _is_there(journal: Journal, kind: str, origin: bytes) -> bool:
    found = journal.query(f"{kind.upper()}_FROM_ORIGIN", origin=origin)
    return any(voided_by != "undo" for _, voided_by in found)


def _ends(kind: str, rows: list[Columns]) -> list[Columns]:
    """The first and the last of the rows that a session can feel, in the order it feels them."""
    names = COLUMNS[kind]
    place = names.index("judged_at" if kind == "massage" else "at")
    felt = rows if kind == "massage" else [row for row in rows if row[names.index("counts")]]
    return [edge(felt, key=lambda row: row[place]) for edge in (min, max) if felt]
