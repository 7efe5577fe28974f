"""What was altered behind the program's back: records by their digests, changes by their chain."""

from collections.abc import Callable, Iterator
from typing import Any

from rehabtrack.domain.ids import entry_id
from rehabtrack.storage.digests import digest_of, sha256
from rehabtrack.storage.journal import KINDS, LAST, Change, Journal
from rehabtrack.storage.sealing import (
    BEGINNING,
    SEALED,
    linked,
    made_items,
    seal_of,
    voided_items,
)

Items = Callable[[Journal, str, int, int], Iterator[tuple[int, bytes]]]
_NOTHING = sha256().digest()[:16]


def altered(journal: Journal) -> Iterator[str]:
    """One sentence for each row, earlier versions too, that is not as it was stored."""
    for kind in KINDS:
        for row in journal.query(f"{kind.upper()}_ROWS"):
            if _digest(kind, row) != row[9]:
                yield f"{_name(kind, row[2])} is not as it was stored."
        for row in journal.query(f"{kind.upper()}_VERSION_ROWS"):
            if _digest(kind, row) != row[9]:
                yield f"Version {row[3]} of {_name(kind, row[2])} is not as it was stored."
    for row in journal.query("ANSWER_ROWS"):
        if digest_of("answer", *row[1:10]) != row[11]:
            yield f"An answer to w{row[4]} is not as it was stored."
    for row in journal.query("WARNING_ROWS"):
        if digest_of("warning", *row[1:18]) != row[21]:
            yield f"w{row[2]} is not as it was stored."


def _digest(kind: str, row: tuple[Any, ...]) -> bytes:
    _patient, uid, no, version, change, author, recorded_at, _voided_by, _reason, _, *said = row
    return digest_of(kind, uid, no, version, change, author, recorded_at, *said)


def _name(kind: str, no: int) -> str:
    return {"patient": "The patient", "policy": f"The rule's change {no}"}.get(kind) or entry_id(
        kind, no
    )


def broken(journal: Journal) -> Iterator[str]:
    """One sentence for each change that is not as it was sealed, or not linked to the others."""
    made, voided = _sealed_anew(journal, made_items), _sealed_anew(journal, voided_items)
    changes = list(journal.query("CHANGES_SEALED"))
    taken_back = {Change._make(row[:8]).takes_back for row in changes}
    before = BEGINNING
    for expected, (*said, seal, stored, took, digest) in enumerate(changes, 1):
        change = Change._make(said)
        no = change.no
        if digest is None:
            yield f"u{no} was never sealed."
            continue
        if no != expected:
            yield f"A change before u{no} is missing."
        if seal != seal_of(journal.patient.uid, change):
            yield f"u{no} is not as it was written."
        if stored != made.pop(no, _NOTHING):
            yield f"What u{no} stored is not whole, or not as it was."
        # what it voided at once came back where it was taken back itself
        if took != voided.pop(no, _NOTHING) and no not in taken_back:
            yield f"What u{no} took back is not whole, or not as it was."
        if digest != linked(before, seal, stored, took):
            yield f"u{no} is not linked to the change before it."
        before = digest
    for no in made:
        yield f"There is no change u{no}, though records say it made them."


def _sealed_anew(journal: Journal, items: Items) -> dict[int, bytes]:
    """The seal that each change would have now."""
    found: dict[int, Any] = {}
    for kind in SEALED:
        for change, item in items(journal, kind, 1, LAST):
            found.setdefault(change, sha256()).update(item)
    return {change: sealed.digest()[:16] for change, sealed in found.items()}
