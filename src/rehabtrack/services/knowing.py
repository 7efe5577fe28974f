"""What a journal knows of each record: who changed it how, here and in the files taken in."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rehabtrack.domain.merging import Head, Known
from rehabtrack.storage.arrivals import Arrival, arrivals_of
from rehabtrack.storage.journal import ENVELOPE, Change, Journal
from rehabtrack.storage.rows import COLUMNS

#: What the change is called that takes in what somebody shared.
TAKE = "share take"
#: The change with which a journal came in whole from another file of ours, or came back with what
#: is new of it.
CARRY = "import whole"
#: What a version does not say of which something was kept back, or hangs on what is not here.
MAY_BE_MISSING = ("note", "session", "relation")
_STAMP = 16


class Changes:
    """The changes of a journal, by number, and what was taken back of them."""

    def __init__(self, journal: Journal) -> None:
        self._all: dict[int, Change] = {}
        self._gone: set[int] = set()
        for change in journal.changes():  # the newest first
            self._all[change.no] = change
            if change.takes_back and change.no not in self._gone:
                self._gone.add(change.takes_back)
        self._backs: dict[int, list[bytes]] = {}
        for change in self._all.values():
            if change.takes_back:
                self._backs.setdefault(self.root(change.no), []).append(change.id)

    def __getitem__(self, no: int) -> Change:
        """The change of that number."""
        return self._all[no]

    def root(self, no: int) -> int:
        """The change that an undo, or the redo of one, is about in the end; else itself."""
        while self._all[no].takes_back:
            no = self._all[no].takes_back
        return no

    def is_take(self, no: int) -> bool:
        """Whether it took in what was told elsewhere, or took that back or forth."""
        return self._all[self.root(no)].action in (TAKE, CARRY)

    def stands(self, no: int) -> bool:
        """Whether nothing has taken it back."""
        return no not in self._gone

    def backs(self, no: int) -> Iterable[bytes]:
        """The ids of all undos and redos about it."""
        return self._backs.get(no, ())


def known_of(journal: Journal, changes: Changes, kind: str, no: int) -> Known:
    """What is known of a record of the journal; nothing of one whose file was taken back."""
    versions = [
        *journal.query(f"{kind.upper()}_VERSIONS", no=no),
        *journal.query(f"{kind.upper()}_BY_NO", no=no),
    ]
    return known(kind, versions, arrivals_of(journal, kind, no), changes)


def known(
    kind: str, versions: Iterable[Sequence[Any]], came: Iterable[Arrival], changes: Changes
) -> Known:
    """What the versions of a record, the first one first, and what came with them amount to."""
    telling = _Telling(kind, {one.version: one for one in came if one.stamp}, changes)
    for row in versions:
        telling.take(row)
    return telling.known


class _Telling:
    """What is known of a record as its versions are told one after the other."""

    def __init__(self, kind: str, came: Mapping[int, Arrival], changes: Changes) -> None:
        self._kind, self._came, self._changes = kind, came, changes
        self._heads: dict[bytes, Head] = {}
        self._before: dict[bytes, Head] = {}  # those that what came last took the place of
        self._stamps: set[bytes] = set()
        self._voids: dict[bytes, str] = {}
        self._roots: set[int] = set()
        self._beside = 0  # the change whose versions stand side by side
        self._void: Sequence[Any] | None = None  # what the version before says, if it is void
        self._voids_taken: dict[int, dict[bytes, str]] = {}  # by the change that took them

    @property
    def known(self) -> Known:
        """What is known by now; a redo is known as well as what it brought back."""
        backs = (back for root in self._roots for back in self._changes.backs(root))
        return Known(frozenset(self._stamps.union(backs)), self._heads, self._voids)

    def take(self, row: Sequence[Any]) -> None:
        """Take the next version."""
        version, change = row[3], row[4]
        arrival = self._came.get(version)
        if arrival is None:
            self._made_here(row)
        elif self._changes.stands(change):
            self._arrived(arrival, row)
        self._void = row[len(ENVELOPE) :] if row[7] else None

    def _arrived(self, arrival: Arrival, row: Sequence[Any]) -> None:
        content = tuple(row[len(ENVELOPE) :])
        made = (arrival.stamp or b"", arrival.at or 0, arrival.author or "")
        head = self._head(*made, content, withheld=bool(arrival.withheld))
        if self._beside != arrival.change:
            self._before, self._heads = self._heads, {}
        self._heads[head.stamp] = head._replace(lent=self._lender(head))
        self._beside = arrival.change if arrival.rival else 0
        if arrival.known is not None:
            self._stamps = set(_split(arrival.known))
            self._voids = dict.fromkeys(_split(arrival.voids), row[8] or "")
            self._voids_taken[arrival.change] = self._voids

    def _lender(self, head: Head) -> Head | None:
        """Of the versions whose place it took the one whose note it has, if that is not its own."""
        if not head.withheld or head.note is None:
            return None
        before = self._before.get(head.stamp)  # the same version, of which less was known
        known = [before.lent] if before is not None and before.lent else self._before.values()
        others = (each for each in known if each.stamp != head.stamp)
        return next((each for each in others if each.note == head.note), None)

    def _made_here(self, row: Sequence[Any]) -> None:
        changes, change, voided_by, reason = self._changes, row[4], row[7], row[8]
        if not changes.is_take(change):
            self._beside = 0
            self._stamps.add(changes[change].id)
            self._roots.add(changes.root(change))
            if voided_by != change:
                self._voids = {}
                if self._void != row[len(ENVELOPE) :]:  # to bring it back settles nothing
                    self._heads = self._made(row)
        if voided_by in self._voids_taken:
            self._voids = self._voids_taken[voided_by]
        elif voided_by and not changes.is_take(voided_by):
            self._voids = {**self._voids, changes[voided_by].id: reason}
            self._stamps.add(changes[voided_by].id)

    def _made(self, row: Sequence[Any]) -> dict[bytes, Head]:
        made, before = self._changes[row[4]], self._heads.values()
        if all(head.withheld for head in before):
            withheld = bool(before)
        else:
            withheld = any(head.withheld and head.note is None for head in before)
        content = tuple(row[len(ENVELOPE) :])
        return {made.id: self._head(made.id, made.at, made.author, content, withheld=withheld)}

    def _head(self, stamp: bytes, at: int, author: str, content: Any, *, withheld: bool) -> Head:
        said = dict(zip(COLUMNS[self._kind], content, strict=True))
        return Head(stamp, at, author, content, withheld, told_of(said), said.get("note"))


def told_of(content: Mapping[str, Any]) -> int:
    """How much of what may be missing a version says."""
    return sum(content.get(name) is not None for name in MAY_BE_MISSING)


def joined(stamps: Iterable[bytes]) -> bytes | None:
    """Stamps one after the other, in order; None for none."""
    return b"".join(sorted(stamps)) or None


def _split(stamps: bytes | None) -> Iterable[bytes]:
    return (stamps[at : at + _STAMP] for at in range(0, len(stamps), _STAMP)) if stamps else ()
