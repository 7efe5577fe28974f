"""Rows of another file taken in as they are: held against their digests, then against the chain."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rehabtrack.storage import caseload
from rehabtrack.storage.caseload import setting_digest
from rehabtrack.storage.database import Database
from rehabtrack.storage.digests import digest_of
from rehabtrack.storage.erasing import erased_journal, erasure_digest, erasures
from rehabtrack.storage.integrity import NOBODY
from rehabtrack.storage.journal import KINDS, Journal
from rehabtrack.storage.sealing import head
from rehabtrack.storage.tampering import broken, broken_chain

Row = tuple[Any, ...]


class OutOfPlace(ValueError):
    """A row before which one is missing, or that comes too late."""


class Altered(ValueError):
    """A row that is not as it was stored."""


def stored_digest(table: str) -> Callable[[Row], tuple[bytes, bytes]] | None:
    """What gives the digest that a row of a table bears, and the one that it amounts to.

    A row comes without its patient's number. None for the changes, which are sealed in a chain.
    """
    if table in OF_TABLE:
        return OF_TABLE[table]
    kind = table.removesuffix("_version")
    if kind not in KINDS:
        raise LookupError(f"nobody knows what a row of {table} amounts to")
    return _of_record(kind)


def _of_record(kind: str) -> Callable[[Row], tuple[bytes, bytes]]:
    def digests(row: Row) -> tuple[bytes, bytes]:
        return row[8], digest_of(kind, *row[:6], *row[9:])

    return digests


#: Where what a row amounts to is not told as that of a record is.
OF_TABLE: dict[str, Callable[[Row], tuple[bytes, bytes]] | None] = {
    "change": None,
    "answer": lambda row: (row[10], digest_of("answer", *row[:9])),
    "warning": lambda row: (row[20], digest_of("warning", *row[:17])),
    "erasure": lambda row: (row[-1], erasure_digest(*row[:-1])),
    "setting": lambda row: (row[-1], setting_digest(*row[:-1])),
}


def checked(table: str, columns: Sequence[str], rows: Iterator[Row]) -> Iterator[Row]:
    """The rows of a table; OutOfPlace or Altered for the first that is not as it was stored.

    All that is asked of a row by itself: whether it is one of those that were written, the chain
    of the changes tells.
    """
    digests = stored_digest(table)
    no = columns.index("no") if "no" in columns else None
    earlier = table.endswith("_version")
    before: tuple[int, ...] = (0, 0)
    for row in rows:
        if no is not None:
            key = (row[no], row[no + 1]) if earlier else (row[no],)
            if key <= before if earlier else key[0] != before[0] + 1:
                raise OutOfPlace(table)
            before = key
        if digests is not None:
            borne, amounts_to = digests(row)
            if borne != amounts_to:
                raise Altered(table)
        yield row


def store(database: Database, table: str, patient_id: int | None, rows: Iterator[Row]) -> None:
    """Store rows of one patient, or of the file, as they are."""
    statement = getattr(database.sql, f"{table.upper()}_INSERT")
    if patient_id is not None:
        rows = ((patient_id, *row) for row in rows)
    database.executemany(statement, rows)


def problems(
    database: Database, patient_id: int, newest: tuple[int, bytes], *, erased: bool
) -> Iterator[str]:
    """One sentence for each thing in a journal, stored as it is, that cannot have been so.

    `newest` are the number and the digest of the change that it is to end with.
    """
    if head(database, patient_id) != newest:
        yield "Its newest change is not the one that was written."
    if erased:
        (mark,) = (each for each in erasures(database) if each.patient_id == patient_id)
        yield from broken_chain(erased_journal(database, mark, NOBODY))
    else:
        yield from broken(Journal(database, caseload.patient(database, patient_id), NOBODY))
