"""Everything of a file, or of one person, as the files of ours carry it."""

from collections.abc import Iterable, Iterator

from rehabtrack.interchange.whole_file import Held, Part, Whose
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.database import Database

#: The columns of every table as files of ours have them, in the order in which they come.
tables = whole.tables


def parts(database: Database, patient_id: int | None = None) -> Iterator[Part]:
    """What a file holds: its settings, then every journal, of void and erased patients too.

    With a number the journal of that patient alone.
    """
    if patient_id is not None:
        yield from _journals(database, [whole.bearer(database, patient_id)])
        return
    settings = whole.settings(database)
    yield Held(settings.table, None, settings.rows)
    yield from _journals(database, whole.bearers(database))


def _journals(database: Database, bearers: Iterable[whole.Bearer]) -> Iterator[Part]:
    for whose in bearers:
        yield Whose(whose.uid, whose.name is None, whose.head)
        for held in whole.whole_journal(database, whose):
            yield Held(held.table, whose.uid, held.rows)
