"""Storing what files hold: everything that was laid aside, or nothing, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from rehabtrack.domain.errors import ImportRefused, Refused
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded, shortened
from rehabtrack.services.following import follow
from rehabtrack.services.new_rows import NewRows
from rehabtrack.services.phases import first_overlap
from rehabtrack.services.shifts import Shifts, shifts_of
from rehabtrack.services.staged import Columns, Staged
from rehabtrack.storage import caseload
from rehabtrack.storage.arrivals import note_arrivals, note_intake
from rehabtrack.storage.database import Database
from rehabtrack.storage.importing import writing_import
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.rows import record_of

ACTION = "import"


class Origin(Named):
    """A file that is taken in: its format and its SHA-256 (32 bytes)."""

    format: str
    sha256: bytes


class Share(Named):
    """What an import came to in one patient's journal.

    `kinds` counts the records added by kind, `otherwise` the rows that are there already but whose
    records say another time or value by now; `shifts` are the sessions from before that it changed,
    `graded` the added sessions that are not clear, counted by their gravest status.
    """

    journal: Journal
    made: bool
    kinds: Counter[str]
    already_there: int
    otherwise: int
    shifts: Shifts
    graded: Counter[str]

    @property
    def added(self) -> int:
        """How many records were added."""
        return self.kinds.total()


class _OnlyTried(Exception):
    """Raised to roll back what was not meant to stay."""


def store(
    database: Database,
    writer: Writer,
    staged: Staged,
    origins: Sequence[Origin] = (),
    *,
    dry_run: bool = False,
) -> list[Share]:
    """Store everything that is staged, or nothing; with `dry_run` find out and store nothing.

    A row whose record is there, be it edited or voided by hand, is already there; one whose
    records were all taken back by `undo` is stored again. `origins` are the files it came from.
    """
    shares = []
    with suppress(_OnlyTried), writing_import(database):
        known = caseload.patients_by_name(caseload.patients(database))
        for name, kinds in staged.by_patient():
            incoming = _Incoming(database, writer, name, _meant(name, known.get(folded(name), [])))
            for kind, rows in kinds:
                incoming.store(kind, rows)
            if incoming.journal is not None:
                incoming.note(origins)
                shares.append(incoming.share())
        if dry_run:
            raise _OnlyTried
    return shares


def _meant(name: str, called: Sequence[Entry[Patient]]) -> Entry[Patient] | None:
    """Who of those called so is meant, if any; Refused where it could be several of a clinic."""
    if len(called) > 1:
        raise Refused(
            f'Several patients here are called "{shortened(name)}", and a file says no more.',
            "Call one of them otherwise: rehabtrack --patient UID patient edit --name NAME; her "
            "uid: rehabtrack patient list --json",
        )
    return called[0] if called else None


class _Incoming:
    """What comes into one patient's journal, kind after kind; she is made with her first record."""

    def __init__(self, database: Database, writer: Writer, name: str, patient: Any) -> None:
        self._database, self._writer, self._name = database, writer, name
        self._made = patient is None
        held = patient and caseload.to_write(database, patient)
        self.journal = Journal(database, held, writer) if held else None
        self._last_session = self._last_phase = 0
        if self.journal:
            self._last_phase = max(self.journal.newest_numbers("phase", 1), default=0)
            self._last_session = max(self.journal.newest_numbers("massage", 1), default=0)
        self._added: Counter[str] = Counter()
        self._already_there = 0
        self._otherwise = 0
        self._ends: list[Any] = []
        self._originals: list[tuple[object, ...]] = []

    def store(self, kind: str, rows: Iterator[Columns]) -> None:
        """Store the rows of a kind that are not there already."""
        new = NewRows(self.journal, kind, rows)
        first = next(iter(new), None)
        if first is not None:
            if self.journal is None:
                patient = Patient(name=self._name)
                self.journal = caseload.add_patient(
                    self._database, patient, self._writer, action=ACTION
                )
            last = max(self.journal.newest_numbers(kind, 1), default=0)
            self.journal.add_many(kind, chain([first], new), action=ACTION)
            nothing = (1, *(None,) * 5, 0, 0)
            self._originals += [(kind, last + nth, *nothing, text) for nth, text in new.originals]
            self._added[kind] = new.added
        self._already_there += new.already_there
        self._otherwise += new.otherwise
        self._ends += [record_of(kind, columns) for columns in new.ends]

    def note(self, origins: Iterable[Origin]) -> None:
        """Note where it came from, and what stood there that the records cannot hold."""
        if self.journal is None or not self._added:
            return
        for origin in origins:
            note_intake(self.journal, origin.format, origin.sha256)
        if self._originals:
            note_arrivals(self.journal, self._originals)

    def share(self) -> Share:
        """What it came to, the sessions judged anew."""
        assert self.journal is not None, "nothing came in"  # noqa: S101
        if self._added["phase"]:
            _refuse_overlap(self.journal, self._last_phase)
        found = follow(self.journal, self._ends)
        last = self._last_session
        graded = Counter(
            one.gravest_now.status for one in found if one.gravest_now and one.session.no > last
        )
        before = shifts_of(one for one in found if one.session.no <= last)
        return Share(
            *(self.journal, self._made, self._added, self._already_there, self._otherwise),
            before,
            graded,
        )


def _refuse_overlap(journal: Journal, last: int) -> None:
    """Raises ImportRefused, naming the phase from before; an imported one has no number yet."""
    overlap = first_overlap(journal)
    if overlap is None:
        return
    before = [entry_id("phase", no) for no in overlap if no <= last]
    if not before:
        raise ImportRefused("Two phases of what is imported overlap.", "Correct their times.")
    raise ImportRefused(
        f"A phase of what is imported would overlap {before[0]}.",
        f"Correct that (rehabtrack edit {before[0]} ..) or void it, or import without the other.",
    )
