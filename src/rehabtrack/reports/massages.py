"""What massages were given, what the rules say of them, and what was answered."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rehabtrack.domain.findings import GRAVITY
from rehabtrack.domain.named import Named
from rehabtrack.reports.course import Session, Skipped

#: What the rule says of a massage, the gravest first.
STATUSES = ("high-pain", "unverified", "clear")


class Massages(Named):
    """How many massages were given, each counted once however many people recorded it.

    `by_status` has each of STATUSES, by the gravest that the records of a massage have. Of the
    `warnings` of high pain, refusals and emergencies that stand so many are `answered`, and
    `answers` says how often with each code. `not_given` are the other massages, by reason.
    """

    given: int
    by_status: tuple[tuple[str, int], ...]
    warnings: int
    answered: int
    answers: tuple[tuple[str, int], ...]
    not_given: tuple[tuple[str, int], ...]


def massages(sessions: Iterable[Session], skipped: Iterable[Skipped]) -> Massages:
    """The figures of these records of massages."""
    of_one: dict[int, list[Session]] = {}
    for session in sessions:
        of_one.setdefault(session.no if session.same is None else session.same, []).append(session)
    statuses = Counter(map(_gravest, of_one.values()))
    warnings = [codes for records in of_one.values() for one in records for codes in one.warnings]
    return Massages(
        given=len(of_one),
        by_status=tuple((status, statuses[status]) for status in STATUSES),
        warnings=len(warnings),
        answered=sum(map(bool, warnings)),
        answers=_most_first(code for codes in warnings for code in codes),
        not_given=_most_first(one.because for one in skipped),
    )


def _gravest(records: Sequence[Session]) -> str:
    return max((one.status for one in records), key=GRAVITY.__getitem__)


def _most_first(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(codes).items(), key=lambda counted: (-counted[1], counted[0])))
