"""Taking in what somebody shared: each record once, whoever changed it, in whatever order."""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from rehabtrack.domain.merging import NOTHING, Head, Known, merged
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.interchange.share_file import ShareFile, untrue
from rehabtrack.interchange.share_lines import FORMAT, Shared
from rehabtrack.services.history import settle, stays_for_good
from rehabtrack.services.incoming_phases import lay_aside
from rehabtrack.services.knowing import MAY_BE_MISSING, TAKE, Changes, joined, known_of
from rehabtrack.services.same_massage import maybe_same
from rehabtrack.services.share_make import people
from rehabtrack.services.share_reading import Reading, can_be, without_drafts
from rehabtrack.services.shifts import Shifts, shifts_of
from rehabtrack.services.touched import Touched
from rehabtrack.storage.adopting import adopt
from rehabtrack.storage.arrivals import note_arrivals, note_intake
from rehabtrack.storage.database import integrity_errors
from rehabtrack.storage.journal import TIMED_KINDS, Journal
from rehabtrack.storage.rows import columns_of


class Taken(Named):
    """What taking a file came to.

    `added`, `changed` and `voided` count records by kind, `unheard` those that were void before
    anything was told of them here, and what belongs to them; `there` those that were known
    already; `beside` are those of which several people's versions stand; `overlapping` the phases
    that were laid aside as void, because they overlap others; `maybe_same` pairs of sessions that
    may be one.
    """

    journal: Journal
    added: Counter[str]
    changed: Counter[str]
    voided: Counter[str]
    there: int
    unheard: Counter[str]
    beside: list[Entry[Any]]
    overlapping: list[Entry[Any]]
    maybe_same: list[tuple[Entry[Any], Entry[Any]]]
    shifts: Shifts


def take(journal: Journal, file: ShareFile) -> Taken:
    """Store what a file has that the journal does not know; what follows from it is judged anew."""
    person = file.beginning.patient
    ids = [UUID(each).bytes for each in (person.id, *person.also)]
    if not {journal.patient.uid, *people(journal)}.intersection(ids):
        journal.begin(TAKE)  # who she is here is said once, whether or not anything is new
    maker = None if file.beginning.without else file.beginning.made_by
    records = without_drafts(file.records())
    return take_records(journal, records, FORMAT, file.sha256, ids, maker=maker)


def take_records(
    journal: Journal,
    records: Iterable[Shared],
    format_: str,
    sha256: bytes,
    ids: Iterable[bytes],
    *,
    maker: str | None = None,
) -> Taken:
    """The same of records in whatever file they came; `ids` are those it knows the patient by.

    `maker` is who made the file and kept nothing back from it.
    """
    taking = _Taking(journal, maker)
    for one in records:
        taking.take(one)
    if journal.change is not None:
        for each in ids:
            other = each if each != journal.patient.uid else None  # the one she has here too
            note_intake(journal, format_, sha256, other)
    return taking.finish()


def nothing_new(journal: Journal, records: Iterable[Shared]) -> set[bytes]:
    """The ids of the records that a journal knows all of, and of what they hang on."""
    taking = _Taking(journal, maker=None)
    return {one.uid for one in records if taking.knows(one)}


class _Taking:
    """One file being taken into one journal."""

    def __init__(self, journal: Journal, maker: str | None) -> None:
        self.journal = journal
        self._changes = Changes(journal)
        self._reading = Reading(journal, maker)
        self._came: list[tuple[object, ...]] = []
        self._touched: list[Entry[Any]] = []
        self._new: list[Entry[Any]] = []
        self.added, self.changed, self.voided = Counter[str](), Counter[str](), Counter[str]()
        self.there = 0
        self.unheard = Counter[str]()
        self._seen: set[tuple[str, bytes]] = set()
        self.beside: list[Entry[Any]] = []

    def take(self, one: Shared) -> None:
        """Take one record; raises ImportRefused for what cannot be true."""
        if one.kind not in TIMED_KINDS or (one.kind, one.uid) in self._seen or not can_be(one):
            raise untrue(one.line)
        self._seen.add((one.kind, one.uid))
        try:
            self._take(self._reading.as_far_as_here(one))
        except integrity_errors() as error:
            raise untrue(one.line) from error

    def knows(self, one: Shared) -> bool:
        """Whether nothing of a record is new, nor can be by what else comes."""
        no = self._reading.number(one)
        contents = [head.content or {} for head in one.known.heads.values()]
        if no is None or any(map(self._reading.misses, contents)):
            return False
        ours = known_of(self.journal, self._changes, one.kind, no)
        both = merged(ours, self._reading.as_far_as_here(one).known)
        return _same(ours, both) and both.stamps == ours.stamps

    def _take(self, one: Shared) -> None:
        no = self._reading.number(one)
        ours = NOTHING if no is None else known_of(self.journal, self._changes, one.kind, no)
        both = merged(ours, one.known)
        if no is None and not self._reading.can_stand(one, both.shown):
            self.unheard[one.kind] += 1
        elif _same(ours, both) and both.stamps == ours.stamps:
            self.there += 1
        elif no is None:
            self._add(one, both)
        else:
            self._change(one, self.journal.entry(one.kind, no), ours, both)

    def finish(self) -> Taken:
        """Note what the versions brought, and judge anew what follows."""
        journal = self.journal
        self.overlapping = lay_aside(journal, self._touched)
        self._touched += self.overlapping
        if journal.change is not None:
            note_arrivals(journal, self._came)
        felt = Touched(self._touched).felt
        shifts = shifts_of(settle(journal, felt) if felt else ())
        return Taken(
            journal,
            *(self.added, self.changed, self.voided, self.there, self.unheard),
            self.beside,
            self.overlapping,
            maybe_same(journal, self._new),
            shifts,
        )

    def _add(self, one: Shared, both: Known) -> None:
        first, *others = both.in_order
        record, origin = self._reading.read(one, first)
        self.journal.begin(TAKE)
        made = (one.author, one.recorded_at)
        entry = adopt(self.journal, one.kind, one.uid, *made, record, origin, both.reason)
        self._reading.note(one, entry.no)
        self._note(entry, first, both, last=not others)
        for head in others:
            entry = self._version(entry, one, head, both)
        self.added[one.kind] += 1
        self._new.append(entry)
        self._end(entry, one, both)

    def _change(self, one: Shared, entry: Entry[Any], ours: Known, both: Known) -> None:
        if stays_for_good(entry):
            self.there += 1
            return
        self.journal.begin(TAKE)
        self._touched.append(entry)
        for head in both.in_order:
            entry = self._version(entry, one, head, both)
        self._count_changed(one.kind, ours, both)
        self._end(entry, one, both)

    def _count_changed(self, kind: str, ours: Known, both: Known) -> None:
        """Count it as what a reader sees of it: of what came and went again she sees nothing."""
        if _same(ours, both):
            self.there += 1
        elif both.voids and not ours.voids:
            self.voided[kind] += 1
        else:
            self.changed[kind] += 1

    def _version(self, entry: Entry[Any], one: Shared, head: Head, both: Known) -> Entry[Any]:
        record = self._reading.read(one, head)[0] if head.content is not None else entry.record
        record = record.replace(**_missing(record, head, entry.record))
        voided_by = self.journal.begun.no if both.voids else 0
        before = entry._replace(record=record, voided_by=voided_by, void_reason=both.reason)
        entry = self.journal.restore(entry, before, action=TAKE)
        self._note(entry, head, both, last=head.stamp == both.shown.stamp)
        return entry

    def _note(self, entry: Entry[Any], head: Head, both: Known, *, last: bool) -> None:
        known = joined(both.stamps) if last else None
        voids = joined(both.voids) if last else None
        said = (head.stamp, head.author, head.at, known, voids)
        several = len(both.heads) > 1
        self._came.append(
            (entry.kind, entry.no, entry.version, *said, int(head.withheld), int(several), None)
        )

    def _end(self, entry: Entry[Any], one: Shared, both: Known) -> None:
        self._touched.append(entry)
        self.journal.database.await_answers()  # what is refused is this line
        heads = () if both.voids else both.heads.values()
        if len({columns_of(one.kind, self._reading.read(one, head)[0]) for head in heads}) > 1:
            self.beside.append(entry)


def _missing(record: Any, head: Head, here: Any) -> dict[str, Any]:
    """What a version does not say: its note, and what it hangs on as the one that is here says."""
    told = {"note": head.note}
    if head.withheld or head.partial:
        told |= {name: getattr(here, name, None) for name in MAY_BE_MISSING if name != "note"}
    return {
        name: value
        for name, value in told.items()
        if value is not None and getattr(record, name) is None
    }


def _same(ours: Known, both: Known) -> bool:
    def held(known: Known) -> list[tuple[bytes, bool, int, str | None]]:
        heads = known.in_order
        return [(head.stamp, head.withheld, head.told, head.note) for head in heads]

    return held(ours) == held(both) and ours.voids.keys() == both.voids.keys()
