"""Records that come with an identity, an author and a time of their own, from another journal."""

from typing import Any

from rehabtrack.domain.records.entry import Entry
from rehabtrack.storage.digests import digest_of
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.rows import COLUMNS, columns_of


def numbers(journal: Journal, kind: str) -> dict[bytes, int]:
    """The number of each record of a kind by its id (16 bytes)."""
    return dict(journal.query(f"{kind.upper()}_IDS"))


def holds(journal: Journal, kind: str, uid: bytes) -> bool:
    """Whether the journal has a record of that kind and id, void or not."""
    return journal.single(f"{kind.upper()}_NO_OF_ID", id=uid) is not None


def adopt(
    journal: Journal,
    kind: str,
    uid: bytes,
    author: str,
    recorded_at: int,
    record: Any,
    origin: bytes | None,
    void_reason: str | None,
) -> Entry[Any]:
    """Store a record that somebody else made, with the next number of its kind; void with a reason.

    `author` and `recorded_at` (ms) are hers; `origin` the digest of the foreign row, if any.
    """
    change = journal.begun.no
    no = (journal.single(f"{kind.upper()}_LAST_NO") or 0) + 1
    content = columns_of(kind, record, origin)
    digest = digest_of(kind, uid, no, 1, change, author, recorded_at, *content)
    voided_by = 0 if void_reason is None else change
    mine, made = journal.patient_id, (author, recorded_at, voided_by, void_reason)
    journal.insert(f"{kind.upper()}_INSERT", (mine, uid, no, 1, change, *made, digest, *content))
    journal.touched.add(kind)
    return Entry(kind, mine, no, uid, 1, change, *made, record)


def has_origin(kind: str) -> bool:
    """Whether the records of a kind tell of a foreign row they came from."""
    return "origin" in COLUMNS[kind]
