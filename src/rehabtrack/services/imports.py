"""Storing what tables hold: read and checked whole first, then stored in one short transaction."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded
from rehabtrack.interchange.table import Item, Refusal, Row, Skipped
from rehabtrack.services.reassessment import Reassessed, follow
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.rows import kind_of

ACTION = "import"


class Staged:
    """What tables hold, before anything is stored: the good rows by patient, the others counted."""

    def __init__(self) -> None:
        self.read = 0
        self.refused = 0
        self.skipped: Counter[str] = Counter()
        self.settled: Counter[str] = Counter()
        self._rows: dict[str, list[Row]] = {}  # by the name as written

    def take(self, item: Item, patient: str) -> None:
        """Add one item of a table; `patient` is whose it is where the table does not say."""
        self.read += 1
        if isinstance(item, Skipped):
            self.skipped[item.reason] += 1
        elif isinstance(item, Refusal):
            self.refused += 1
        else:
            self._rows.setdefault(item.patient or patient, []).append(item)
            if item.notice:
                self.settled[item.notice] += 1

    def __iter__(self) -> Iterator[tuple[str, list[Row]]]:
        """(a patient's name as first written, her rows in order of time)."""
        spellings: dict[str, list[str]] = {}
        for name in self._rows:
            spellings.setdefault(folded(name), []).append(name)
        for name, *others in spellings.values():
            rows = sum((self._rows[other] for other in others), self._rows[name])
            yield name, sorted(rows, key=lambda row: row.record.moment.at)


class Share(NamedTuple):
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
            shares.append(_store_rows(journal, rows, made=patient is None))
        if dry_run:
            raise _OnlyTried
    return shares


def _store_rows(journal: Journal, rows: list[Row], *, made: bool) -> Share:
    sessions_before = max(journal.newest_numbers("massage", 1), default=0)
    new = list(_new(journal, rows))
    if new:
        kind = kind_of(new[0].record)
        journal.add_many(kind, ((row.record, row.origin) for row in new), action=ACTION)
    found = follow(journal, _ends([row.record for row in new]))
    graded = Counter(
        one.gravest_now.status
        for one in found
        if one.gravest_now and one.verdict.session.no > sessions_before
    )
    before = [one for one in found if one.verdict.session.no <= sessions_before]
    return Share(journal, made, len(new), len(rows) - len(new), before, graded)


def _new(journal: Journal, rows: list[Row]) -> Iterator[Row]:
    """The rows that are not there already, neither in the journal nor in a file before."""
    met: set[bytes] = set()
    for row in rows:
        if row.origin not in met and not _is_there(journal, row):
            yield row
        met.add(row.origin)


def _is_there(journal: Journal, row: Row) -> bool:
    statement = f"{kind_of(row.record).upper()}_FROM_ORIGIN"
    found = journal.query(statement, origin=row.origin)
    return any(voided_by != "undo" for _, voided_by in found)


def _ends(added: list[PainRating | MassageSession]) -> list[PainRating | MassageSession]:
    """The first and the last of the records that a session can feel."""
    felt = [one for one in added if isinstance(one, MassageSession) or one.counts]
    return [edge(felt, key=_felt_from) for edge in (min, max) if felt]


def _felt_from(record: PainRating | MassageSession) -> int:
    return record.judged_at if isinstance(record, MassageSession) else record.moment.at
