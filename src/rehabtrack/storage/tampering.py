"""What was altered behind the program's back: records by their digests, changes by their chain."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import Any

from rehabtrack.domain.ids import LETTERS, entry_id
from rehabtrack.storage.digests import digest_of
from rehabtrack.storage.erasing import ERASED
from rehabtrack.storage.journal import KINDS, LAST_CHANGE, Change, Journal
from rehabtrack.storage.sealing import BEGINNING, SEALED, Items, linked, made_by, seal_of, voided_by

#: A row of a table, without its patient's number.
Row = tuple[Any, ...]
Check = Callable[[Row], bool]
_NOTHING: bytes = sha256().digest()[:16]
_the_change = itemgetter(0)


def check_of(table: str) -> Check:
    """What tells of each row of a table whether it is as it was stored.

    LookupError for a table of which nobody knows what its rows amount to.
    """
    kind = table.removesuffix("_version")
    if kind in KINDS:
        return lambda row: bool(row[8] == _digest((kind, *row[:6], *row[9:])))
    return _CHECKS[table]


def _digest(values: Row) -> bytes:
    """What `digest_of` gives, by what is quicker where there are many."""
    return sha256(ascii(values).encode("ascii")).digest()[:16]


_CHECKS: dict[str, Check] = {
    "answer": lambda row: bool(row[10] == digest_of("answer", *row[:9])),
    "warning": lambda row: bool(row[20] == digest_of("warning", *row[:17])),
    "intake": lambda row: bool(row[-1] == digest_of("intake", *row[:-1])),
    "arrival": lambda row: bool(row[-1] == digest_of("arrival", *row[:-1])),
}


def altered(journal: Journal) -> Iterator[str]:
    """One sentence for each row, earlier versions too, that is not as it was stored."""
    for kind in KINDS:
        for row in _altered(journal, kind):
            yield f"{_name(kind, row[1])} is not as it was stored."
        for row in _altered(journal, f"{kind}_version"):
            yield f"Version {row[2]} of {_name(kind, row[1])} is not as it was stored."
    for row in _altered(journal, "answer"):
        yield f"An answer to w{row[3]} is not as it was stored."
    for row in _altered(journal, "intake"):
        yield f"What u{row[1]} took in is not as it was stored."
    for row in _altered(journal, "arrival"):
        yield f"Where {_name(row[2], row[3])} came from is not as it was stored."
    for row in _altered(journal, "warning", _withdrawn_by_nobody):
        yield f"w{row[1]} is not as it was stored."


def _altered(journal: Journal, table: str, is_untrue: Check = lambda _: False) -> Iterator[Row]:
    as_stored = check_of(table)
    for whole in journal.stream(f"{table.upper()}_ROWS"):
        row = whole[1:]
        if is_untrue(row) or not as_stored(row):
            yield row


def _withdrawn_by_nobody(warning: Row) -> bool:
    """Whether something is said of a withdrawal that never was: no change sealed that."""
    *_, withdrawn_by, withdrawn_at, cause, _ = warning
    return withdrawn_by == 0 and (withdrawn_at, cause) != (None, None)


def _name(kind: str, no: int) -> str:
    names = {"patient": "the patient's record", "policy": f"policy {no}"}
    if kind not in LETTERS:
        return names.get(kind) or f"record {no}"  # of no kind that a table lets in
    return entry_id(kind, no)


def broken(journal: Journal) -> Iterator[str]:
    """One sentence for each change that is not as it was sealed, or not linked to the others."""
    made = _Resealed(merge(*made_by(journal, SEALED, 1, LAST_CHANGE), key=_the_change))
    changes = map(Change._make, journal.stream("CHANGES_NEWEST_FIRST"))
    redone = {one.takes_back: one.no for one in changes if one.action == "redo"}
    voided = _voided_anew(journal, redone)
    for change, stored, took, problems in _chain(journal):
        yield from problems
        no, made_now, voided_now = change.no, made.of(change.no), voided.pop(change.no, _NOTHING)
        if None in (stored, took):
            continue
        if stored != made_now:
            yield f"What u{no} stored is not whole, or not as it was."
        if took != voided_now and no not in redone:  # what it voided came back: sealed by the redo
            yield f"What u{no} took back is not whole, or not as it was."
    for no in sorted({*made.strays(), *voided}):
        yield f"There is no change u{no}, though records say that it made or voided them."


def broken_chain(journal: Journal) -> Iterator[str]:
    """What of an erased patient's changes is not as it was sealed, or not linked to the others.

    What they stored is gone. A change of one who was named as she is cannot be held against its
    seal: who wrote it was erased as well.
    """
    for _, _, _, problems in _chain(journal, ERASED):
        yield from problems


def _chain(
    journal: Journal, unnamed: str | None = None
) -> Iterator[tuple[Change, bytes | None, bytes | None, list[str]]]:
    """Each change, its seals of what it stored and took back, and what is wrong with the link."""
    before, last = BEGINNING, 0
    for *said, seal, stored, took, digest in journal.stream("CHANGES_SEALED"):
        change, problems = Change._make(said), []
        if change.no != last + 1:
            problems.append(f"A change before u{change.no} is missing.")
        last = change.no
        if None in (seal, stored, took, digest):
            problems.append(f"u{change.no} was never sealed.")
            yield change, None, None, problems
            continue
        if seal != seal_of(journal.patient.uid, change) and change.author != unnamed:
            problems.append(f"u{change.no} is not as it was written.")
        if digest != linked(before, seal, stored, took):
            problems.append(f"u{change.no} is not linked to the change before it.")
        before = digest
        yield change, stored, took, problems


def _voided_anew(journal: Journal, redone: dict[int, int]) -> dict[int, bytes]:
    """What each change that took something back would seal now as voided."""
    found: dict[int, Any] = {}
    for no, item in merge(*voided_by(journal, 1, LAST_CHANGE), key=_the_change):
        found.setdefault(redone.get(no, no), sha256()).update(item)
    return {no: sealed.digest()[:16] for no, sealed in found.items()}


class _Resealed:
    """What each change would seal now as made, asked for in order of the changes."""

    def __init__(self, items: Items) -> None:
        self._seals = (
            (no, _sealed(item for _, item in rows)) for no, rows in groupby(items, _the_change)
        )
        self._next = next(self._seals, None)
        self._strays: list[int] = []

    def of(self, no: int) -> bytes:
        """The seal of this change; of those passed over there is none."""
        while self._next is not None and self._next[0] <= no:
            found, self._next = self._next, next(self._seals, None)
            if found[0] == no:
                return found[1]
            self._strays.append(found[0])
        return _NOTHING

    def strays(self) -> list[int]:
        """The changes that rows name and that were never asked for."""
        return [*self._strays, *(no for no, _ in filter(None, (self._next, *self._seals)))]


def _sealed(items: Iterator[bytes]) -> bytes:
    made = sha256()
    for item in items:
        made.update(item)
    digest: bytes = made.digest()[:16]
    return digest
