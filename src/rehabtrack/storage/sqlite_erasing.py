"""Deleting all that tells of a patient from a file, past the triggers that let nothing go."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rehabtrack.storage.erasing import ERASED
from rehabtrack.storage.journal import KINDS
from rehabtrack.storage.sqlite_file import File

#: Whatever tells of a patient, in an order in which nothing points to what is gone.
_TABLES = (
    "answer",
    "intake",
    "arrival",
    "warning",
    *(f"{kind}_version" for kind in KINDS),
    *reversed(KINDS),
)
_GUARDS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"


def erase(file: File, patient_id: int, authors: Iterable[str]) -> None:
    """Delete a patient's rows; her changes stay, and of these authors read "erased"."""
    with _unguarded(file):
        for table in _TABLES:
            statement = getattr(file.sql, f"{table.upper()}_ERASE")
            file.execute(statement, {"patient_id": patient_id})
        for author in authors:
            of = {"of_patient": patient_id, "of_author": author}
            file.execute(file.sql.CHANGE_AUTHOR_ERASE, {**of, "author": ERASED})


@contextmanager
def _unguarded(file: File) -> Iterator[None]:
    """Without the triggers that let nothing be deleted; they are back when the transaction ends."""
    guards = list(file.execute(_GUARDS))
    for name, _ in guards:
        file.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in guards:
        file.execute(sql)
