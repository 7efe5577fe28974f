"""Rows of another file taken in as they are: held against their digests, then against the chain."""

from collections.abc import Iterable, Iterator, Sequence

from rehabtrack.storage import caseload, tampering
from rehabtrack.storage.caseload import setting_digest
from rehabtrack.storage.database import Database
from rehabtrack.storage.digests import digest_of
from rehabtrack.storage.erasing import ERASED, erased_journal, erasure_digest, erasures
from rehabtrack.storage.integrity import NOBODY
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.sealing import BEGINNING, head, linked
from rehabtrack.storage.tampering import Check, Row, broken, broken_chain


class OutOfPlace(ValueError):
    """A row before which one is missing, or that comes too late."""


class Altered(ValueError):
    """A row that is not as it was stored."""


def checked(
    table: str, columns: Sequence[str], rows: Iterator[Row], uid: bytes | None
) -> Iterator[Row]:
    """The rows of a table, those of the patient with this identity, without her number.

    OutOfPlace or Altered for the first that is not as it was stored. That is all that can be asked
    of a row by itself: whether all are there, and nothing else, the seals of the changes tell.
    """
    as_stored = check_of(table, uid)
    no = columns.index("no") if "no" in columns else None
    earlier = table.endswith("_version")
    before: tuple[int, ...] = (0, 0)
    for row in rows:
        if no is not None:
            key = (row[no], row[no + 1]) if earlier else (row[no],)
            if key <= before if earlier else key[0] != before[0] + 1:
                raise OutOfPlace(table)
            before = key
        if not as_stored(row):
            raise Altered(table)
        yield row


def check_of(table: str, uid: bytes | None) -> Check:
    """What tells of each row of a table, in their order, whether it is as it was stored.

    LookupError for a table of which nobody knows what its rows amount to.
    """
    if table == "change":
        return _Chain(uid or b"").goes_on
    return _BESIDE_THE_JOURNALS.get(table) or tampering.check_of(table)


_BESIDE_THE_JOURNALS: dict[str, Check] = {
    "erasure": lambda row: bool(row[-1] == erasure_digest(*row[:-1])),
    "setting": lambda row: bool(row[-1] == setting_digest(*row[:-1])),
}


class _Chain:
    """The changes of a patient, each held against its seal and linked to the one before it."""

    def __init__(self, uid: bytes) -> None:
        self._uid = uid
        self._before = BEGINNING

    def goes_on(self, row: Row) -> bool:
        """Whether this is the next change, as it was sealed."""
        *said, seal, made, voided, digest = row
        if None in (seal, made, voided, digest):
            return False
        erased = said[4] == ERASED  # who wrote it was erased as well, after it was sealed
        sealed = erased or seal == digest_of(self._uid, *said)
        linked_here = digest == linked(self._before, seal, made, voided)
        self._before = digest
        return bool(sealed and linked_here)


def store(database: Database, table: str, patient_id: int | None, rows: Iterable[Row]) -> None:
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
