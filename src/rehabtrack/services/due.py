"""What is due: what somebody is to do next for a patient, and no rule asks for."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rehabtrack.domain.companion_rules import Opinion, expiring
from rehabtrack.domain.moment import DAY, MINUTE, Moment
from rehabtrack.domain.named import Named
from rehabtrack.storage.caseload import rows_of_all
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import LAST, Journal

if TYPE_CHECKING:
    from rehabtrack.domain.findings import StoredWarning

#: How long an unanswered warning asks for an answer; older ones are only counted. Ours.
ASKED_DAYS = 14


class Due(Named):
    """What is due for one patient, each part in order.

    `next_day`: the numbers of the massages of yesterday that were rated before, and whose rating
    of the day after is not there yet; `notes`: of session notes not signed; `clearances` that end
    soon; `warnings`: the numbers of those that ask for an answer; `questions`: of symptoms after
    which the red flags are to be asked.
    """

    next_day: tuple[int, ...] = ()
    notes: tuple[int, ...] = ()
    clearances: tuple[Opinion, ...] = ()
    warnings: tuple[int, ...] = ()
    questions: tuple[int, ...] = ()


NOTHING_DUE = Due()


class Unanswered(Named):
    """The warnings that ask for an answer, and how many others have none.

    Of those some are older, some unverified, and some count as seen since an import raised them.
    """

    due: "list[StoredWarning]"
    earlier: int
    unverified: int
    imported: int


def due(
    database: Database,
    patients: Sequence[int],
    now: Moment,
    opinions: Mapping[int, Sequence[Opinion]],
    warnings: Mapping[int, tuple[int, ...]],
) -> dict[int, Due]:
    """What is due at a moment for those of these patients, numbers rising, who have anything due.

    In a fixed number of statements; by patient, `opinions` are the doctors', and `warnings` those
    that ask for an answer. "Yesterday" is by the local day of `now` and that of each massage where
    it was spoken.
    """
    at = now.judged_at
    next_day, notes = _next_day(database, patients, now), _notes(database, patients, at)
    asked = rows_of_all(database, "OPEN_QUESTIONS", patients)
    questions = _numbers((who, no) for who, no, _, _, noted, *_ in asked if noted <= at)
    found = {
        who: Due(
            next_day.get(who, ()),
            notes.get(who, ()),
            expiring(opinions.get(who, ()), at),
            warnings.get(who, ()),
            questions.get(who, ()),
        )
        for who in patients
    }
    return {who: waiting for who, waiting in found.items() if any(waiting)}


def _next_day(
    database: Database, patients: Sequence[int], now: Moment
) -> dict[int, tuple[int, ...]]:
    today = _local_day(now.at, now.offset)
    # no offset is a day long: yesterday, wherever, began and ended within these
    since, until = (today - 2) * DAY, min(now.judged_at, (today + 1) * DAY)
    rows = rows_of_all(database, "NEXT_DAY_UNRATED", patients, since=since, until=until)
    return _numbers(
        (who, no) for who, no, at, offset in rows if _local_day(at, offset) == today - 1
    )


def _local_day(at: int, offset: int) -> int:
    """Which day since 1970 an instant (ms) lay on, so many minutes east of UTC."""
    return (at + offset * MINUTE) // DAY


def _notes(database: Database, patients: Sequence[int], at: int) -> dict[int, tuple[int, ...]]:
    return _numbers(rows_of_all(database, "NOTES_UNSIGNED", patients, until=at))


def warnings_due(
    database: Database, patients: Sequence[int], at: int, until: int = LAST
) -> dict[int, tuple[int, ...]]:
    """The warnings of the last ASKED_DAYS, raised before `until`, that ask for an answer.

    Those that are unverified or count as seen do not, as `StoredWarning.due` has it.
    """
    bounds = {"since": at - ASKED_DAYS * DAY, "until": until}
    rows = rows_of_all(database, "WARNINGS_DUE", patients, **bounds)
    return _numbers((who, no) for who, no, seen in rows if not seen)


def unanswered(journal: Journal, at: int) -> Unanswered:
    """The warnings that ask for an answer; the others that have none counted."""
    found = warnings_due(journal.database, [journal.patient_id], at)
    shown = [_warning(journal, no) for no in found.get(journal.patient_id, ())]
    count, unverified, imported = next(journal.query("UNANSWERED"))
    return Unanswered(shown, count - unverified - imported - len(shown), unverified, imported)


def _warning(journal: Journal, no: int) -> "StoredWarning":
    from rehabtrack.storage.warnings import warning_numbered

    return warning_numbered(journal, no)


def _numbers(found: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    groups = groupby(found, lambda pair: pair[0])
    return {who: tuple(no for _, no in pairs) for who, pairs in groups}
