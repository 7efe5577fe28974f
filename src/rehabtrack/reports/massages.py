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

    `by_status` has each of STATUSES, by the gravest that the records of a massage have. For
    `warned` ones a warning of high pain, a refusal or an emergency stands: `answered` says with
    which codes, `unanswered` how many have no answer. `not_given` are the others, by reason.
    """

    given: int
    by_status: tuple[tuple[str, int], ...]
    warned: int
    answered: tuple[tuple[str, int], ...]
    unanswered: int
    not_given: tuple[tuple[str, int], ...]


def massages(sessions: Iterable[Session], skipped: Iterable[Skipped]) -> Massages:
    """The figures of these records of massages."""
    of_one: dict[int, list[Session]] = {}
    for session in sessions:
        of_one.setdefault(session.no if session.same is None else session.same, []).append(session)
    statuses = Counter(map(_gravest, of_one.values()))
    warned = [records for records in of_one.values() if any(one.warned for one in records)]
    codes = [{code for one in records for code in one.answers} for records in warned]
    return Massages(
        given=len(of_one),
        by_status=tuple((status, statuses[status]) for status in STATUSES),
        warned=len(warned),
        answered=_most_first(code for said in codes for code in said),
        unanswered=sum(not said for said in codes),
        not_given=_most_first(one.because for one in skipped),
    )


def _gravest(records: Sequence[Session]) -> str:
    return max((one.status for one in records), key=GRAVITY.__getitem__)


def _most_first(codes: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(codes).items(), key=lambda counted: (-counted[1], counted[0])))
