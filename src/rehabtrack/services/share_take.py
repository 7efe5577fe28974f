"""Taking in what somebody shared: each record once, whoever changed it, in whatever order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from rehabtrack.domain.errors import ImportRefused, RehabtrackError
from rehabtrack.domain.merging import NOTHING, Head, Known, merged
from rehabtrack.domain.moment import MINUTE
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.words import clean_line, folded
from rehabtrack.interchange.share_file import FORMAT, REFERENCES, Shared, ShareFile
from rehabtrack.services.history import settle, stays_for_good
from rehabtrack.services.knowing import MAY_BE_MISSING, TAKE, Changes, joined, known_of, told_of
from rehabtrack.services.phases import overlap
from rehabtrack.services.same_massage import same_massages
from rehabtrack.services.share_make import WORKED_OUT, people
from rehabtrack.services.shifts import Shifts, shifts_of
from rehabtrack.services.touched import Touched
from rehabtrack.storage.adopting import adopt, has_origin, numbers
from rehabtrack.storage.arrivals import note_arrivals, note_intake
from rehabtrack.storage.database import database_errors
from rehabtrack.storage.journal import TIMED_KINDS, Journal
from rehabtrack.storage.rows import COLUMNS, columns_of, record_of

#: Two sessions that begin within so many minutes, told by two people, may be one; ours.
ONE_SESSION_MINUTES = 60


class Taken(Named):
    """What taking a file came to.

    `added`, `changed` and `voided` count records by kind, `unheard` those that were void before
    anything was told of them here; `there` those that were known already; `beside` are those of
    which several people's versions stand; `overlapping` the phases that were laid aside as void,
    because they overlap others; `maybe_same` pairs of sessions that may be one.
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
    return take_records(journal, file.records(), FORMAT, file.sha256, ids, maker=maker)


def take_records(
    journal: Journal,
    records: Iterable[Shared],
    format_: str,
    sha256: bytes,
    ids: Iterable[bytes],
    *,
    drafts: bool = False,
    maker: str | None = None,
) -> Taken:
    """The same of records in whatever file they came; `ids` are those it knows the patient by.

    `drafts` of notes are in files of one's own alone; `maker` is who made the file and kept nothing
    back from it.
    """
    taking = _Taking(journal, drafts, maker)
    for one in records:
        taking.take(one)
    if journal.change is not None:
        for each in ids:
            other = each if each != journal.patient.uid else None  # the one she has here too
            note_intake(journal, format_, sha256, other)
    return taking.finish()


def nothing_new(journal: Journal, records: Iterable[Shared]) -> set[bytes]:
    """The ids of the records that a journal knows all of, and of what they hang on."""
    taking = _Taking(journal, drafts=True, maker=None)
    return {one.uid for one in records if taking.knows(one)}


class _Taking:
    """One file being taken into one journal."""

    def __init__(self, journal: Journal, drafts: bool, maker: str | None) -> None:
        self.journal = journal
        self._drafts, self._maker = drafts, maker
        self._changes = Changes(journal)
        self._numbers: dict[str, dict[bytes, int]] = {}
        self._came: list[tuple[object, ...]] = []
        self._touched: list[Entry[Any]] = []
        self._new: list[Entry[Any]] = []
        self.added, self.changed, self.voided = Counter[str](), Counter[str](), Counter[str]()
        self.there = 0
        self.unheard = Counter[str]()
        self._seen: set[tuple[str, bytes]] = set()
        self.beside: list[Entry[Any]] = []
        self.overlapping: list[Entry[Any]] = []

    def take(self, one: Shared) -> None:
        """Take one record; raises ImportRefused for what cannot be true."""
        if (
            one.kind not in TIMED_KINDS
            or (one.kind, one.uid) in self._seen
            or not _can_be(one, drafts=self._drafts)
        ):
            raise _untrue(one.line)
        self._seen.add((one.kind, one.uid))
        try:
            self._take(self._as_far_as_here(one))
        except database_errors() as error:
            if not getattr(error, "sqlite_errorname", "").startswith("SQLITE_CONSTRAINT"):
                raise
            raise _untrue(one.line) from error

    def knows(self, one: Shared) -> bool:
        """Whether nothing of a record is new, nor can be by what else comes."""
        no = self._numbered(one.kind).get(one.uid)
        if no is None or any(self._misses(head.content or {}) for head in one.known.heads.values()):
            return False
        ours = known_of(self.journal, self._changes, one.kind, no)
        return _same(ours, merged(ours, self._as_far_as_here(one).known))

    def _take(self, one: Shared) -> None:
        no = self._numbered(one.kind).get(one.uid)
        ours = NOTHING if no is None else known_of(self.journal, self._changes, one.kind, no)
        both = merged(ours, one.known)
        if no is None and both.shown.content is None:
            self.unheard[one.kind] += 1
        elif _same(ours, both) or (no is None and not self._can_stand(one, both.shown)):
            self.there += 1
        elif no is None:
            self._add(one, both)
        else:
            self._change(one, self.journal.entry(one.kind, no), ours, both)

    def _as_far_as_here(self, one: Shared) -> Shared:
        """The record, its versions marked that tell of what is not here: it may come later."""
        heads = {}
        for stamp, head in one.known.heads.items():
            content = head.content or {}
            heads[stamp] = head._replace(
                withheld=head.withheld or self._misses(content),
                told=self._told(content),
                note=content.get("note"),
                partial=head.withheld and head.author == self._maker,
            )
        return one._replace(known=one.known._replace(heads=heads))

    def _misses(self, content: Mapping[str, Any]) -> bool:
        return any(
            content.get(name) is not None and not self._is_here(content, name)
            for name in REFERENCES
        )

    def _is_here(self, content: Mapping[str, Any], name: str) -> bool:
        return content[name] in self._numbered(REFERENCES[name])

    def _told(self, content: Mapping[str, Any]) -> int:
        """How much of what may be missing it will say here."""
        if "session" in content and not self._is_here(content, "session"):
            content = {**content, "session": None, "relation": None}
        return told_of(content)

    def finish(self) -> Taken:
        """Note what the versions brought, and judge anew what follows."""
        journal = self.journal
        self._lay_aside()
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

    def _can_stand(self, one: Shared, head: Head) -> bool:
        """Whether what a record hangs on that is told for the first time is here."""
        needed = {"note": "session", "addendum": "amends"}.get(one.kind)
        if needed is None:
            return True
        found: bool = head.content.get(needed) in self._numbered(REFERENCES[needed])
        return found

    def _numbered(self, kind: str) -> dict[bytes, int]:
        if kind not in self._numbers:
            self._numbers[kind] = numbers(self.journal, kind)
        return self._numbers[kind]

    def _add(self, one: Shared, both: Known) -> None:
        first, *others = both.in_order
        record, origin = self._read(one, first)
        self.journal.begin(TAKE)
        made = (one.author, one.recorded_at)
        entry = adopt(self.journal, one.kind, one.uid, *made, record, origin, both.reason)
        self._numbers[one.kind][one.uid] = entry.no
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
        kinds = self.voided if both.voids and not ours.voids else self.changed
        kinds[one.kind] += 1
        self._end(entry, one, both)

    def _version(self, entry: Entry[Any], one: Shared, head: Head, both: Known) -> Entry[Any]:
        record = self._read(one, head)[0] if head.content is not None else entry.record
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
        heads = () if both.voids else both.heads.values()
        if len({columns_of(one.kind, self._read(one, head)[0]) for head in heads}) > 1:
            self.beside.append(entry)

    def _lay_aside(self) -> None:
        """Void the phases that came and overlap others, as all of them stand in the end."""
        came = {entry.no for entry in self._touched if entry.kind == "phase"}
        standing = self.journal.standing("phase") if came else []
        stay = [entry for entry in standing if entry.no not in came]
        for entry in sorted((each for each in standing if each.no in came), key=lambda one: one.no):
            other = next((each for each in stay if overlap(each.record, entry.record)), None)
            if other is None:
                stay.append(entry)
            else:
                void = self.journal.void(entry, f"it would overlap {other.id}", action=TAKE)
                self._touched.append(void)
                self.overlapping.append(void)

    # --- what it says ----------------------------------------------------------------------------

    def _read(self, one: Shared, head: Head) -> tuple[Any, bytes | None]:
        """The record of a version, which checks itself, and its origin."""
        try:
            return self._record(one.kind, head.content)
        except (RehabtrackError, LookupError, TypeError, ValueError) as error:
            raise _untrue(one.line) from error

    def _record(self, kind: str, content: Any) -> tuple[Any, bytes | None]:
        if not isinstance(content, Mapping):  # it lies here already
            origin = content[-1] if has_origin(kind) else None
            return record_of(kind, content), origin
        wanted = [name for name in COLUMNS[kind] if name not in WORKED_OUT]
        if sorted(content) != sorted(wanted):
            raise ValueError("other columns than the kind has")
        said = dict(content)
        for name, of in REFERENCES.items():
            if said.get(name) is not None:
                said[name] = self._numbered(of).get(said[name])
        if kind == "pain" and said["session"] is None:
            said["relation"] = None
        columns = tuple(said.get(name) for name in COLUMNS[kind])
        record, origin = record_of(kind, columns), said.get("origin")
        stored = dict(zip(COLUMNS[kind], columns_of(kind, record, origin), strict=True))
        spoken_in = record.moment.zone
        if any(stored[name] != said[name] for name in wanted) or spoken_in != clean_line(
            spoken_in, "zone"
        ):
            raise ValueError("not as it would be stored")
        return record, origin


def maybe_same(journal: Journal, sessions: list[Entry[Any]]) -> list[tuple[Entry[Any], Entry[Any]]]:
    """Pairs of sessions that two people recorded and that may be one: (the other, the session)."""
    pairs = []
    near, same = ONE_SESSION_MINUTES * MINUTE, same_massages(journal)
    for one in sessions:
        if one.kind != "massage" or one.voided_by or not one.record.given:
            continue
        at = one.record.moment.at
        for other in journal.between("massage", at - near, at + near + 1):
            linked = same.get(one.no, one.no) == same.get(other.no, other.no)
            if not linked and _maybe_same(one, other) and (one, other) not in pairs:
                pairs.append((other, one))
    return pairs


def _maybe_same(one: Entry[Any], other: Entry[Any]) -> bool:
    return other.record.given and folded(one.author) != folded(other.author)


def _can_be(one: Shared, *, drafts: bool) -> bool:
    """Whether it is a record such as ours are, before its columns are looked at.

    A note that is not signed is handed to nobody; it is in files of one's own.
    """
    contents = [head.content for head in one.known.heads.values() if head.content is not None]
    if any(content.get(name) == one.uid for content in contents for name in REFERENCES):
        return False
    if one.kind == "addendum" or any(content.get("signed_at") for content in contents):
        return len(one.known.heads) == 1 and not one.known.voids  # it stays for good
    return (one.kind != "note" or drafts) and _is_written_by_somebody(one)


def _is_written_by_somebody(one: Shared) -> bool:
    """Whether its authors and reasons are such as ours are."""
    authors = (one.author, *(head.author for head in one.known.heads.values()))
    said = (*authors, *one.known.voids.values())
    try:
        return all(clean_line(each, "author") == each for each in said)
    except RehabtrackError:
        return False


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


def _untrue(line: int) -> ImportRefused:
    return ImportRefused(f"Line {line} cannot be true.", "Ask for the file again.")
