"""One patient's journal: records in, entries out; nothing else turns rows into records."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from typing import TYPE_CHECKING, Any

from rehabtrack.domain.errors import NotFound
from rehabtrack.domain.ids import entry_id, new_uid, new_uids
from rehabtrack.domain.named import Named
from rehabtrack.domain.policy import Policy, policy_at
from rehabtrack.domain.records.entry import Entry
from rehabtrack.storage.database import Database
from rehabtrack.storage.rows import COLUMNS, columns_of, kind_of, record_of

if TYPE_CHECKING:
    from rehabtrack.storage.sealing import Making

ENVELOPE = (
    *("patient_id", "id", "no", "version", "change", "author", "recorded_at"),
    *("voided_by", "void_reason", "digest"),
)
#: The kinds of a patient's records, in the order in which a change of several is told.
KINDS = (
    *("patient", "massage", "pain", "phase", "measure", "clearance", "policy"),
    *("screen", "note", "addendum", "redflag", "symptom", "score", "context"),
)
#: The kinds that lie on the time line, each at an instant.
TIMED_KINDS = (
    *("pain", "massage", "phase", "measure", "clearance", "policy"),
    *("screen", "note", "addendum", "redflag", "symptom", "score", "context"),
)
#: Milliseconds since 1970 before and after every instant a record may have.
FIRST, LAST = -(2**53), 2**53
#: No change has a higher number: PostgreSQL's INTEGER ends here.
LAST_CHANGE = 2**31 - 1


class Writer(Named):
    """Who writes, when (ms), and the command (16 bytes) that all its changes share."""

    author: str
    now: int
    command: bytes


class Change(Named):
    """One writing command's mark in one patient's journal: who did what when; never altered."""

    patient_id: int
    no: int
    id: bytes
    command: bytes
    at: int
    author: str
    action: str
    takes_back: int


class Journal:
    """The records of one patient, and the one change that this command makes to them."""

    def __init__(self, database: Database, patient: Entry[Any], writer: Writer) -> None:
        self.database = database
        self.patient = patient
        self.writer = writer
        self.change: Change | None = None
        #: The digest of the change before that one, which it is linked to.
        self.link: bytes | None = None
        #: The kinds that the change touched, apart from those that are sealed while they are made.
        self.touched: set[str] = set()
        self.making: Making | None = None

    @property
    def patient_id(self) -> int:
        """The patient's number in this file."""
        return self.patient.patient_id

    def reading(self) -> AbstractContextManager[None]:
        """A transaction in which this journal is read as of one moment; nothing prints in it."""
        return self.database.reading()

    def query(self, name: str, /, **parameters: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a named statement about this patient."""
        statement = getattr(self.database.sql, name)
        rows = self.database.execute(statement, {"patient_id": self.patient_id, **parameters})
        return iter(rows)

    def stream(self, name: str, /, **parameters: object) -> Iterator[tuple[Any, ...]]:
        """The same of a statement that may give very many rows; to be read in a transaction."""
        statement = getattr(self.database.sql, name)
        return self.database.stream(statement, {"patient_id": self.patient_id, **parameters})

    def single(self, name: str, /, **parameters: object) -> Any:
        """The one value that a named statement gives, or None."""
        return _value(self.query(name, **parameters))

    def insert(self, name: str, values: tuple[object, ...]) -> None:
        """Store one row by a named INSERT, its values in the order of the table."""
        self.database.execute(getattr(self.database.sql, name), values)

    def update(self, name: str, /, **parameters: object) -> None:
        """Run a named UPDATE; `of_..` parameters say of which row."""
        statement = getattr(self.database.sql, name)
        self.database.execute(statement, {"of_patient": self.patient_id, **parameters})

    # --- the change ------------------------------------------------------------------------------

    def begin(self, action: str, takes_back: int = 0) -> Change:
        """The change that this command makes, recorded with its first record."""
        if self.change is None:
            last, self.link = next(self.query("LAST_CHANGE"), (0, None))
            writer = self.writer
            self.change = Change(
                self.patient_id,
                last + 1,
                new_uid(writer.now),
                writer.command,
                writer.now,
                writer.author,
                action,
                takes_back,
            )
            self.insert("CHANGE_INSERT", (*self.change, *(None,) * 4))
            self.database.changes.append((self.patient_id, self.change.id))
            self.database.before_commit.append(self.seal)
        return self.change

    def seal(self) -> None:
        """Seal the change, as the last thing before it is stored."""
        from rehabtrack.storage.sealing import seal

        seal(self)

    @property
    def begun(self) -> Change:
        """The change that this command has begun."""
        assert self.change is not None, "nothing is written outside a change"  # noqa: S101
        return self.change

    def changes(self) -> Iterator[Change]:
        """Every change of this journal, the newest first."""
        return map(Change._make, self.query("CHANGES_NEWEST_FIRST"))

    def change_numbered(self, no: int) -> Change:
        """The change `uN`; NotFound where there is none."""
        for row in self.query("CHANGE_BY_NO", no=no):
            return Change._make(row)
        raise NotFound(f"There is no change u{no}.", "See: rehabtrack undo --list")

    # --- entries ---------------------------------------------------------------------------------

    def add(self, record: object, *, action: str, origin: bytes | None = None) -> Entry[Any]:
        """Store a new record as an entry with the next number of its kind."""
        from rehabtrack.storage.digests import digest_of
        from rehabtrack.storage.sealing import making

        kind = kind_of(record)
        last = self.query(f"{kind.upper()}_LAST_NO")  # a server answers both at once
        change = self.begin(action)
        no = (_value(last) or 0) + 1
        uid = new_uid(self.writer.now)
        author, now = self.writer.author, self.writer.now
        content = columns_of(kind, record, origin)
        digest = digest_of(kind, uid, no, 1, change.no, author, now, *content)
        envelope = (self.patient_id, uid, no, 1, change.no, author, now, 0, None, digest)
        sealing = making(self, kind)
        if sealing:
            sealing.take(digest)
        self.insert(f"{kind.upper()}_INSERT", (*envelope, *content))
        return Entry(kind, self.patient_id, no, uid, 1, change.no, author, now, 0, None, record)

    def add_many(self, kind: str, rows: Iterable[tuple[object, ...]], *, action: str) -> None:
        """Store new records of one kind, given as `columns_of` lays them, numbered in order."""
        from rehabtrack.storage.digests import Digests
        from rehabtrack.storage.sealing import making

        change, author, now = self.begin(action), self.writer.author, self.writer.now
        last = self.single(f"{kind.upper()}_LAST_NO") or 0
        numbered = zip(rows, new_uids(now), count(last + 1), strict=False)
        first = (1, change.no, author, now)
        digests, sealing = Digests(kind, *first), making(self, kind)

        def entries() -> Iterator[tuple[object, ...]]:
            for row, uid, no in numbered:
                digest = digests.of(uid, no, row)
                if sealing:
                    sealing.take(digest)
                yield (self.patient_id, uid, no, *first, 0, None, digest, *row)

        self.database.executemany(getattr(self.database.sql, f"{kind.upper()}_INSERT"), entries())

    def edit(self, entry: Entry[Any], record: object, *, action: str = "edit") -> Entry[Any]:
        """Store a new version of an entry; the version before it is kept."""
        return self._new_version(entry, record, 0, None, action)

    def restore(self, entry: Entry[Any], before: Entry[Any], *, action: str) -> Entry[Any]:
        """Store a new version with what an earlier one held, void or not as it was."""
        return self._new_version(entry, before.record, before.voided_by, before.void_reason, action)

    def void(self, entry: Entry[Any], reason: str, *, action: str = "void") -> Entry[Any]:
        """Mark an entry as not having been true, with the reason; it stays readable."""
        voided_by = self.begin(action).no
        return self._new_version(entry, entry.record, voided_by, reason, action)

    def unvoid(self, entry: Entry[Any], reason: str) -> Entry[Any]:
        """Bring a void entry back as a new version, with the reason; the void one is kept."""
        return self._new_version(entry, entry.record, 0, reason, "unvoid")

    def _new_version(
        self,
        entry: Entry[Any],
        record: object,
        voided_by: int,
        void_reason: str | None,
        action: str,
    ) -> Entry[Any]:
        from rehabtrack.storage.digests import digest_of

        change, name = self.begin(action), entry.kind.upper()
        origin = self._origin(entry) if "origin" in COLUMNS[entry.kind] else None
        self.update(f"{name}_KEEP_VERSION", of_no=entry.no)
        content, version = columns_of(entry.kind, record, origin), entry.version + 1
        said = (entry.uid, entry.no, version, change.no, entry.author, entry.recorded_at)
        self.update(
            f"{name}_UPDATE",
            of_no=entry.no,
            version=version,
            change=change.no,
            voided_by=voided_by,
            void_reason=void_reason,
            digest=digest_of(entry.kind, *said, *content),
            **dict(zip(COLUMNS[entry.kind], content, strict=True)),
        )
        self.touched.add(entry.kind)
        return entry._replace(
            version=entry.version + 1,
            change=change.no,
            voided_by=voided_by,
            void_reason=void_reason,
            record=record,
        )

    def _origin(self, entry: Entry[Any]) -> bytes | None:
        row = next(self.query(f"{entry.kind.upper()}_BY_NO", no=entry.no))
        found: bytes | None = row[len(ENVELOPE) + COLUMNS[entry.kind].index("origin")]
        return found

    def entry(self, kind: str, no: int) -> Entry[Any]:
        """The entry of that kind and number as it stands; NotFound where there is none."""
        for row in self.query(f"{kind.upper()}_BY_NO", no=no):
            return entry_of(kind, row)
        raise NotFound(f"There is no {entry_id(kind, no)} in this journal.", "See: rehabtrack log")

    def newest_numbers(self, kind: str, count: int) -> list[int]:
        """The `count` highest numbers of a kind, falling; numbers have no gaps."""
        last = self.single(f"{kind.upper()}_LAST_NO") or 0
        return list(range(last, max(0, last - count), -1))

    def versions(self, entry: Entry[Any]) -> list[Entry[Any]]:
        """Every version of an entry, the first one first, the present one last."""
        rows = self.query(f"{entry.kind.upper()}_VERSIONS", no=entry.no)
        return [entry_of(entry.kind, row) for row in rows] + [entry]

    def version(self, kind: str, no: int, version: int) -> Entry[Any]:
        """One version of an entry, as frozen evidence names it."""
        entry = self.entry(kind, no)
        return self.versions(entry)[version - 1]

    def between(
        self, kind: str, since: int = FIRST, until: int = LAST, *, voided: bool = False
    ) -> Iterator[Entry[Any]]:
        """The entries of a kind with since <= at < until, oldest first; void ones if told so."""
        voided_up_to = LAST_CHANGE if voided else 0
        rows = self.query(
            f"{kind.upper()}_BETWEEN", since=since, until=until, voided_up_to=voided_up_to
        )
        return (entry_of(kind, row) for row in rows)

    def newest_at_sites(self, since: int, until: int) -> list[Entry[Any]]:
        """The newest pain rating of each site rated in since <= at < until, void ones apart."""
        site = len(ENVELOPE) + COLUMNS["pain"].index("site")
        rows = self.query("PAIN_BETWEEN", since=since, until=until, voided_up_to=0)
        newest = {row[site]: row for row in rows}
        return [entry_of("pain", row) for row in newest.values()]

    def newest_pain(self) -> Entry[Any] | None:
        """The newest pain rating of all that is not void."""
        return next((entry_of("pain", row) for row in self.query("NEWEST_PAIN")), None)

    def standing(self, kind: str) -> list[Entry[Any]]:
        """Every phase, clearance or policy change that is not void, oldest first."""
        return [entry_of(kind, row) for row in self.query(f"{kind.upper()}_STANDING")]

    def policies(self) -> list[Policy]:
        """The policy changes of this patient, oldest first; none is the default policy."""
        return list(map(Policy._make, self.query("POLICIES")))

    def policy_at(self, at: int) -> Policy:
        """The policy that judges a massage at that instant."""
        return policy_at(self.policies(), at)

    def linked_to(self, session: int) -> list[Entry[Any]]:
        """The pain ratings linked to a massage session that are not void."""
        rows = self.query("PAIN_OF_SESSION", session=session)
        return [entry_of("pain", row) for row in rows]


def _value(rows: Iterator[tuple[Any, ...]]) -> Any:
    """The one value of the one row, or None."""
    row = next(rows, None)
    return row[0] if row else None


def entry_of(kind: str, row: tuple[Any, ...]) -> Entry[Any]:
    """The entry that a row of a kind's table holds: its envelope, then its content."""
    patient_id, uid, no, version, change, author, recorded_at, voided_by, reason, _digest = row[:10]
    record = record_of(kind, row[10:])
    return Entry(
        kind, patient_id, no, uid, version, change, author, recorded_at, voided_by, reason, record
    )
