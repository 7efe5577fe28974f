"""Everything of a file, or of one person, as the files of ours carry it."""

from collections.abc import Iterable, Iterator

from rehabtrack.interchange.spelling import Held, Part, Whose
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.database import Database

#: The columns of every table as files of ours have them, in the order in which they come.
tables = whole.tables


def whole_file(database: Database) -> Iterator[Part]:
    """What the file remembers, then every journal, void and erased patients too."""
    yield Held(whole.settings(database).table, None, whole.settings(database).rows)
    yield from _journals(database, whole.bearers(database))


def one_journal(database: Database, patient_id: int) -> Iterator[Part]:
    """The journal of one patient alone."""
    return _journals(database, [whole.bearer(database, patient_id)])


def _journals(database: Database, bearers: Iterable[whole.Bearer]) -> Iterator[Part]:
    for whose in bearers:
        yield Whose(whose.uid, whose.name is None, whose.head)
        for held in whole.whole_journal(database, whose):
            yield Held(held.table, whose.uid, held.rows)
