"""Everything that a file holds, as it lies there: void rows and earlier versions too.

Journals follow one another in the order in which their patients were added, the erased among them,
so that a file which takes them all in comes out alike.
"""

from collections.abc import Iterator
from heapq import merge
from typing import Any

from rehabtrack.domain.named import Named
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Column, Database
from rehabtrack.storage.erasing import erasures
from rehabtrack.storage.journal import KINDS
from rehabtrack.storage.sealing import head

#: Every table that has rows of a patient, each after those that its rows point to.
TABLES = (
    "change",
    *(table for kind in KINDS for table in (kind, f"{kind}_version")),
    *("warning", "answer", "intake", "arrival"),
)
#: What is left of an erased patient.
TABLES_OF_ERASED = ("change", "erasure")
#: What a file remembers beside its patients.
TABLES_OF_FILE = ("setting",)


class Bearer(Named):
    """Whose journal it is, by her number in this file and her own identity, and its newest change.

    `name` is None of one who was erased.
    """

    patient_id: int
    uid: bytes
    name: str | None
    head: tuple[int, bytes]


class Held(Named):
    """What there is in one table, each row without its patient's number; to be read once."""

    table: str
    rows: Iterator[tuple[Any, ...]]


def bearers(database: Database) -> Iterator[Bearer]:
    """Everybody who has a journal in the file, void and erased ones too."""
    everybody = caseload.patients(database, void=True)
    living = ((each.patient_id, each.uid, each.record.name) for each in everybody)
    erased = ((each.patient_id, each.uid, None) for each in erasures(database))
    for patient_id, uid, name in merge(living, erased):
        yield Bearer(patient_id, uid, name, head(database, patient_id))


def bearer(database: Database, patient_id: int) -> Bearer:
    """Whose journal that of this patient is."""
    found = caseload.patient(database, patient_id)
    return Bearer(patient_id, found.uid, found.record.name, head(database, patient_id))


def as_it_is_now(database: Database, whose: Bearer) -> Bearer:
    """The same journal with the change that is its newest by now."""
    return whose._replace(head=head(database, whose.patient_id))


def whole_journal(database: Database, whose: Bearer) -> Iterator[Held]:
    """Everything about one patient, table by table; each is read up before the next is begun."""
    for table in TABLES_OF_ERASED if whose.name is None else TABLES:
        yield Held(table, rows_of(database, table, whose.patient_id))


def rows_of(database: Database, table: str, patient_id: int) -> Iterator[tuple[Any, ...]]:
    """The rows of one patient in one table, without her number."""
    statement = getattr(database.sql, f"{table.upper()}_WHOLE_ROWS")
    return database.stream(statement, {"patient_id": patient_id})


def settings(database: Database) -> Held:
    """What the file remembers beside its patients."""
    (table,) = TABLES_OF_FILE
    return Held(table, iter(database.execute(database.sql.SETTINGS)))


def tables(database: Database) -> dict[str, tuple[Column, ...]]:
    """The columns of every table, but for the number that a patient has in this file only."""
    names = dict.fromkeys((*TABLES_OF_FILE, *TABLES, *TABLES_OF_ERASED))
    return {
        table: tuple(column for column in database.columns(table) if column[0] != "patient_id")
        for table in names
    }
