"""What is due: what somebody is to do next for a patient, and no rule asks for."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rehabtrack.domain.companion_rules import Opinion, expiring
from rehabtrack.domain.findings import is_due
from rehabtrack.domain.moment import DAY, MINUTE, Moment
from rehabtrack.domain.named import Named
from rehabtrack.services.warnings import SHOWN_DAYS
from rehabtrack.storage.caseload import rows_of_all
from rehabtrack.storage.database import Database


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


def due(
    database: Database,
    patients: Sequence[int],
    now: Moment,
    opinions: Mapping[int, Sequence[Opinion]],
) -> dict[int, Due]:
    """What is due at a moment for those of these patients, numbers rising, who have anything due.

    In a fixed number of statements; `opinions` are the doctors', by patient. "Yesterday" is by the
    local day of `now` and that of each massage where it was spoken.
    """
    at = now.judged_at
    next_day, notes = _next_day(database, patients, now), _notes(database, patients, at)
    warnings = _warnings(database, patients, at)
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


def _warnings(database: Database, patients: Sequence[int], at: int) -> dict[int, tuple[int, ...]]:
    # raised in the minute that `at` begins
    bounds = {"since": at - SHOWN_DAYS * DAY, "until": at + MINUTE}
    rows = rows_of_all(database, "WARNINGS_UNANSWERED", patients, **bounds)
    return _numbers((who, no) for who, no, status, seen in rows if is_due(status, seen))


def _numbers(found: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    groups = groupby(found, lambda pair: pair[0])
    return {who: tuple(no for _, no in pairs) for who, pairs in groups}
