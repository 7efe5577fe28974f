"""Storing what files hold: everything that was laid aside, or nothing, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain
from typing import Any

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.ids import entry_id, is_uid
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.words import folded
from rehabtrack.interchange.items import origin_of
from rehabtrack.services.following import follow
from rehabtrack.services.phases import first_overlap
from rehabtrack.services.shifts import Shifts, shifts_of
from rehabtrack.services.staged import Columns, Staged, content_of, link_of
from rehabtrack.storage import caseload
from rehabtrack.storage.adopting import holds
from rehabtrack.storage.arrivals import note_arrivals, note_intake
from rehabtrack.storage.database import Database
from rehabtrack.storage.importing import writing_import
from rehabtrack.storage.journal import ENVELOPE, Journal, Writer
from rehabtrack.storage.rows import COLUMNS, SAYING, record_of

ACTION = "import"
#: The kinds of which a session feels the first and the last.
_FELT = {"pain": "at", "massage": "judged_at"}


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
        known = {folded(each.record.name): each for each in caseload.patients(database)}
        for name, kinds in staged.by_patient():
            incoming = _Incoming(database, writer, name, known.get(folded(name)))
            for kind, rows in kinds:
                incoming.store(kind, rows)
            if incoming.journal is not None:
                incoming.note(origins)
                shares.append(incoming.share())
        if dry_run:
            raise _OnlyTried
    return shares


class _Incoming:
    """What comes into one patient's journal, kind after kind; she is made with her first record."""

    def __init__(self, database: Database, writer: Writer, name: str, patient: Any) -> None:
        self._database, self._writer, self._name = database, writer, name
        self._made = patient is None
        self.journal = Journal(database, patient, writer) if patient else None
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
        new = _New(self.journal, kind, rows)
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


def _there(journal: Journal | None, kind: str) -> dict[bytes, int]:
    """What a journal's records say by their origins, but for those that an undo made void."""
    if journal is None:
        return {}
    found = journal.query(f"{kind.upper()}_ORIGINS")
    return {origin: hash(tuple(said)) for origin, by, *said in found if by != "undo"}


class _New:
    """The columns of a patient's rows that are not there already, in order of time, once.

    Meanwhile it counts them, keeps the first and the last that a session can feel, and what stood
    in the file where a record cannot hold it: (how manieth, text).
    """

    def __init__(self, journal: Journal | None, kind: str, rows: Iterator[Columns]) -> None:
        self.added = 0
        self._journal, self._kind = journal, kind
        self.already_there = 0
        self.otherwise = 0
        self.ends: Sequence[Columns] = ()
        self.originals: list[tuple[int, str]] = []
        self._there = _there(journal, kind)
        self._numbers: dict[bytes, int] | None = None
        self._rows = self._new(rows)
        names = COLUMNS[kind]
        self._saying = [names.index(name) for name in SAYING.get(kind, ())]
        self._counts = names.index("counts") if kind == "pain" else 0
        self._felt_at = names.index(_FELT[kind]) if kind in _FELT else None

    def __iter__(self) -> Iterator[Columns]:
        return self._rows

    def _new(self, rows: Iterator[Columns]) -> Iterator[Columns]:
        now = None
        equals: dict[tuple[int, bytes], int] = {}  # of this instant, by file and identity
        met: set[bytes] = set()
        for _, at, file, identity, content, original, link in rows:
            if at != now:
                now = at
                equals.clear()
                met.clear()
            # Those passed over count: other options may take them.
            nth = equals[file, identity] = equals.get((file, identity), 0) + 1
            if content is None:
                continue
            origin = origin_of(identity, nth)
            if origin in met or origin in self._there or self._is_record(origin):
                self.already_there += 1
                self.otherwise += self._stands_otherwise(origin, at, content)
                continue
            met.add(origin)
            self.added += 1
            if original is not None:
                self.originals.append((self.added, original))
            columns = (at, *content_of(content), origin)
            if link is not None:
                columns = self._linked(columns, *link_of(link))
            self._feel(columns)
            yield columns

    def _linked(self, columns: Columns, massage: bytes, relation: str) -> Columns:
        """The columns of a rating with its massage, where that is here or came before it."""
        no = self._massages().get(massage)
        if no is None:
            return columns
        said = dict(zip(COLUMNS["pain"], columns, strict=True))
        return tuple((said | {"session": no, "relation": relation}).values())

    def _massages(self) -> Mapping[bytes, int]:
        """The numbers of the massages that stand, by their own ids and those they came with."""
        if self._numbers is None:
            entry, origin = len(ENVELOPE), COLUMNS["massage"].index("origin")
            rows = self._journal.query("MASSAGE_ROWS") if self._journal else ()
            stand = [row for row in rows if not row[ENVELOPE.index("voided_by")]]
            self._numbers = {row[entry + origin]: row[2] for row in stand}
            self._numbers |= {row[1]: row[2] for row in stand}
        return self._numbers

    def _stands_otherwise(self, origin: bytes, at: int, content: bytes) -> bool:
        """Whether the record that came from the row says another time or value than the row now."""
        if origin not in self._there:
            return False
        columns = (at, *content_of(content))
        return self._there[origin] != hash((at, *(columns[place] for place in self._saying)))

    def _is_record(self, origin: bytes) -> bool:
        """Whether it is the id of a record that is here: one of ours that comes back."""
        return (
            self._journal is not None
            and is_uid(origin)
            and holds(self._journal, self._kind, origin)
        )

    def _feel(self, columns: Columns) -> None:
        place = self._felt_at
        if place is None or (self._counts and not columns[self._counts]):
            return
        first, last = self.ends or (columns, columns)
        if columns[place] < first[place]:
            first = columns
        if columns[place] >= last[place]:
            last = columns
        self.ends = (first, last)
