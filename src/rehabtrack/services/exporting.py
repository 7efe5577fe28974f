"""Everything of a file, or of one person, as the files of ours carry it."""

from collections.abc import Iterable, Iterator

from rehabtrack.interchange.spelling import Cells
from rehabtrack.interchange.spreadsheet import Sheet
from rehabtrack.interchange.whole_file import Held, Part, Whose
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import KINDS

#: The columns of every table as files of ours have them, in the order in which they come.
tables = whole.tables


def parts(database: Database, patient_id: int | None = None) -> Iterator[Part]:
    """What a file holds: its settings, then every journal, of void and erased patients too.

    With a number the journal of that patient alone.
    """
    if patient_id is not None:
        yield from _journals(database, [whole.bearer(database, patient_id)])
        return
    yield _settings(database)
    yield from _journals(database, whole.bearers(database))


def beside_journals(database: Database) -> Iterator[Part]:
    """What a file holds beside the journals of patients: its settings, and who was erased."""
    yield _settings(database)
    erased = (each for each in whole.bearers(database) if each.name is None)
    yield from _journals(database, erased)


def _settings(database: Database) -> Held:
    settings = whole.settings(database)
    return Held(settings.table, None, settings.rows)


def _journals(database: Database, bearers: Iterable[whole.Bearer]) -> Iterator[Part]:
    for whose in bearers:
        yield Whose(whose.uid, whose.name is None, whose.head)
        for held in whole.whole_journal(database, whose):
            yield Held(held.table, whose.uid, held.rows)


def sheets(database: Database, patient_id: int | None = None) -> Iterator[Sheet]:
    """Every kind as it stands, void records too and no earlier versions; what else is told of her.

    With a number of that patient alone.
    """
    known = tables(database)
    if patient_id is not None:
        everybody = [whole.bearer(database, patient_id)]
    else:
        everybody = [each for each in whole.bearers(database) if each.name is not None]
    for table in (*KINDS, *(each for each in whole.TABLES if _is_fact(each)), "change"):
        yield Sheet(table, known[table], _told(database, table, everybody))


def _is_fact(table: str) -> bool:
    """Whether a table is neither of a kind nor of its earlier versions, nor the changes."""
    return table.removesuffix("_version") not in (*KINDS, "change")


def _told(
    database: Database, table: str, everybody: Iterable[whole.Bearer]
) -> Iterator[tuple[str, Cells]]:
    for whose in everybody:
        for row in whole.rows_of(database, table, whose.patient_id):
            yield str(whose.name), row
