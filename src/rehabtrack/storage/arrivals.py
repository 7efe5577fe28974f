"""What came from elsewhere: which file a change took in, and what each version brought with it."""

from collections.abc import Iterable, Iterator

from rehabtrack.domain.named import Named
from rehabtrack.storage.database import Database
from rehabtrack.storage.digests import digest_of
from rehabtrack.storage.journal import Journal


class Intake(Named):
    """A file that a change took in: its format, its SHA-256 (32 bytes) and whose it is.

    `person` is the id that the patient has in the file of whoever shared it; None where a file
    knows her by none.
    """

    patient_id: int
    no: int
    change: int
    format: str
    sha256: bytes
    person: bytes | None
    digest: bytes


class Arrival(Named):
    """What a version of a record brought with it.

    `stamp` (16 bytes) is the change that made the version in the journal it came from, `author` and
    `at` (ms) by whom and when. The last version of those that came at once has the stamps of all
    that was known of the record, `known`, and of the voids that stand, `voids`: 16 bytes each, in
    order. `withheld` tells that something of it was kept back; `rival` that several versions
    stand side by side; `original` is what stood in the file, where the record cannot hold it all.
    """

    patient_id: int
    no: int
    change: int
    kind: str
    record: int
    version: int
    stamp: bytes | None
    author: str | None
    at: int | None
    known: bytes | None
    voids: bytes | None
    withheld: int
    rival: int
    original: str | None
    digest: bytes


def note_intake(journal: Journal, format_: str, sha256: bytes, person: bytes | None = None) -> None:
    """Note which file the change takes in."""
    no = (journal.single("INTAKE_LAST_NO") or 0) + 1
    said = (no, journal.begun.no, format_, sha256, person)
    journal.insert("INTAKE_INSERT", (journal.patient_id, *said, digest_of("intake", *said)))
    journal.touched.add("intake")


def note_arrivals(journal: Journal, found: Iterable[tuple[object, ...]]) -> None:
    """Note what versions brought with them: each as an Arrival from `kind` to `original`."""
    first = (journal.single("ARRIVAL_LAST_NO") or 0) + 1
    change = journal.begun.no
    said = ((no, change, *one) for no, one in enumerate(found, first))
    rows = ((journal.patient_id, *one, digest_of("arrival", *one)) for one in said)
    journal.database.executemany(journal.database.sql.ARRIVAL_INSERT, rows)
    journal.touched.add("arrival")


def arrivals_of(journal: Journal, kind: str, no: int) -> list[Arrival]:
    """What the versions of a record brought with them, in order of the versions."""
    rows = journal.query("ARRIVALS_OF_RECORD", kind=kind, record=no)
    return [Arrival._make(row) for row in rows]


def arrivals(journal: Journal) -> Iterator[Arrival]:
    """What all versions brought with them, in order of their numbers."""
    return map(Arrival._make, journal.query("ARRIVAL_ROWS"))


def taken_in_for(database: Database, person: bytes) -> list[tuple[int, int]]:
    """(patient_id, change) of every change that took in a file about this foreign person."""
    return list(database.execute(database.sql.INTAKES_OF_PERSON, {"person": person}))


def intakes(journal: Journal) -> Iterator[Intake]:
    """The files that were taken in, in order."""
    return map(Intake._make, journal.query("INTAKE_ROWS"))
