"""Looking back: every session with what the rule says of it, and the high-pain periods."""

from collections.abc import Iterator
from typing import NamedTuple

from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.high_pain import Period, high_pain_periods
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.policy import Policy
from rehabtrack.services.assessing import Verdict, verdicts
from rehabtrack.services.policy import in_force
from rehabtrack.storage import readings, warnings
from rehabtrack.storage.journal import FIRST, LAST, Journal


class Reviewed(NamedTuple):
    """A session given, its verdict computed afresh, and the warnings that stand for it."""

    verdict: Verdict
    moment: Moment
    standing: tuple[StoredWarning, ...]


def review(journal: Journal, since: int = FIRST, until: int = LAST) -> Iterator[Reviewed]:
    """Every massage given that is judged in [since, until), in order of time."""
    sessions = list(readings.sessions(journal, since, until - 1))
    if not sessions:
        return
    moments = readings.session_moments(journal, since, until - 1)
    standing: dict[int, list[StoredWarning]] = {}
    for warning in warnings.standing_of_sessions(journal, since, until):
        standing.setdefault(warning.session, []).append(warning)
    for verdict in verdicts(journal, sessions):
        no = verdict.session.no
        yield Reviewed(verdict, moments[no], tuple(standing.get(no, ())))


def periods(
    journal: Journal, now: int, since: int = FIRST, until: int = LAST
) -> tuple[Policy, Iterator[Period]]:
    """The policy in force now, and the high-pain periods under it that touch [since, until)."""
    policy = in_force(journal, now)
    drawn = high_pain_periods(readings.readings(journal, FIRST, LAST), policy)
    return policy, (period for period in drawn if period.end > since and period.start < until)
