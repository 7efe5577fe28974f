"""What of a database is not as it was stored, and the rows no record can be; nothing is repaired.

Of a million rows most say what others said, so each saying is made a record once.
"""

from collections.abc import Iterator
from functools import lru_cache

from rehabtrack.domain.errors import RehabtrackError
from rehabtrack.storage import caseload
from rehabtrack.storage.caseload import setting_digest
from rehabtrack.storage.database import Database
from rehabtrack.storage.erasing import Erasure, erased_journal, erasure_digest, erasures
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.rows import record_of
from rehabtrack.storage.tampering import altered, broken, broken_chain

#: Who only looks.
NOBODY = Writer("", 0, bytes(16))
#: What a patient's record raises that cannot be true.
MANGLED = (RehabtrackError, StopIteration, LookupError, TypeError, ValueError)

_SAYINGS = 10_000  # so many are remembered; ours
_AT_ANY_TIME = (0, 0, 0, "UTC")


def alterations(database: Database) -> Iterator[str]:
    """One sentence for each record, change and setting that is not as it was stored.

    It names them and tells nothing of what they say. Of a file with the schema of this program.
    """
    database.take_any_text()
    yield from lost(database)
    for patient_id, _ in list(caseload.names(database)):
        try:
            journal = Journal(database, caseload.patient(database, patient_id), NOBODY)
        except MANGLED:
            yield f"The record of patient {patient_id} cannot be true."
            continue
        yield from altered(journal)
        yield from broken(journal)
    yield from altered_erasures(database)


def altered_erasures(database: Database) -> Iterator[str]:
    """One sentence for each mark and change of an erased patient that is not as it was stored."""
    for erasure in erasures(database):
        for problem in altered_erasure(database, erasure):
            yield f"erased patient {erasure.patient_id}: {problem}"


def altered_erasure(database: Database, erasure: Erasure) -> Iterator[str]:
    """One sentence for each thing left of an erased patient that is not as it was stored."""
    if erasure.digest != erasure_digest(*erasure[1:-1]):
        yield "The mark that she was erased is altered."
    journal = erased_journal(database, erasure, NOBODY)
    if not list(journal.query("CHANGE_DIGEST", no=erasure.change)):
        yield f"There is no change u{erasure.change}, by which she was erased."
    yield from broken_chain(journal)


def lost(database: Database) -> Iterator[str]:
    """One sentence for each patient who is gone and each setting not as it was stored."""
    for (patient,) in database.execute(database.sql.STRAY_JOURNALS):
        yield f"The record of patient {patient} is missing, though changes of hers are there."
    for name, value, digest in database.execute(database.sql.SETTINGS):
        if setting_digest(name, value) != digest:
            yield f"The setting {name} is not as it was stored."


def refuse_untrue(journal: Journal, kind: str) -> None:
    """Raises what refuses the first record of a kind, void ones too, that could not be true.

    Of pain ratings `miscounted` does.
    """
    if kind == "massage":
        for saying in journal.stream("MASSAGE_SAID"):
            _massage(*saying)
    else:
        for _ in journal.between(kind, voided=True):
            pass


def miscounted(journal: Journal) -> Iterator[int]:
    """The numbers of the ratings stored as counting though they should not, or the reverse.

    Raises what refuses the first that could not be true, void ones too.
    """
    for no, counts, *saying in journal.stream("PAIN_SAID"):
        if counts != _counts(*saying):
            yield no


@lru_cache(_SAYINGS)
def _counts(
    site: str, scale: str, value: int, recall: str, relation: str | None, note: str | None
) -> bool:
    link = (relation and 1, relation)
    saying = (*_AT_ANY_TIME, site, scale, value, recall, *link, note, None, None)
    counts: bool = record_of("pain", saying).counts
    return counts


@lru_cache(_SAYINGS)
def _massage(*saying: object) -> None:
    record_of("massage", (*_AT_ANY_TIME, None, *saying, None))
