"""Every row of a journal in any table as it lies there, void ones and earlier versions too."""

from collections.abc import Iterator
from typing import Any

from rehabtrack.domain.named import Named
from rehabtrack.storage.journal import KINDS, Journal

_STATEMENTS = {
    **{kind: f"{kind.upper()}_ROWS" for kind in KINDS},
    **{f"{kind}_version": f"{kind.upper()}_VERSION_ROWS" for kind in KINDS},
    "warning": "WARNING_ROWS",
    "answer": "ANSWER_ROWS",
    "intake": "INTAKE_ROWS",
    "arrival": "ARRIVAL_ROWS",
    "change": "CHANGES_SEALED",
}


class Held(Named):
    """What a journal has in one table: the names of the columns, and the rows, to be read once."""

    table: str
    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


def whole_journal(journal: Journal) -> Iterator[Held]:
    """Everything about one patient, table by table; each is read up before the next is begun."""
    database, mine = journal.database, {"patient_id": journal.patient_id}
    for table, statement in _STATEMENTS.items():
        cursor = database.execute(getattr(database.sql, statement), mine)
        yield Held(table, tuple(name for name, *_ in cursor.description), cursor)
