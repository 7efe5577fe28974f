"""Looking back: every session with what the rule says of it, and the high-pain periods."""

from collections.abc import Iterator, Sequence

from rehabtrack.domain.findings import Finding
from rehabtrack.domain.high_pain import Row
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.periods import Period, high_pain_periods
from rehabtrack.domain.policy import Policy
from rehabtrack.services.assessing import Verdict, verdicts
from rehabtrack.services.same_massage import same_massages
from rehabtrack.storage import readings, warnings
from rehabtrack.storage.journal import FIRST, LAST, Journal


class Reviewed(Named):
    """A session given, its verdict computed afresh, and the (number, finding) standing for it.

    `same` is the number of the record that it counts as one with, None for most.
    """

    verdict: Verdict
    moment: Moment
    standing: Sequence[tuple[int, Finding]]
    same: int | None


def review(
    journal: Journal,
    since: int = FIRST,
    until: int = LAST,
    ratings: Iterator[Row] | None = None,
) -> Iterator[Reviewed]:
    """Every massage given that is judged in [since, until), in order of time.

    `ratings` are read unless they are given, as `verdicts` takes them.
    """
    given = list(readings.sessions_as_spoken(journal, since, until - 1))
    if not given:
        return
    same = same_massages(journal)
    standing: dict[int, list[tuple[int, Finding]]] = {}
    for of, no, finding in warnings.standing_findings(journal):
        standing.setdefault(of, []).append((no, finding))
    judged = verdicts(journal, [session for session, _ in given], ratings)
    for verdict, (session, moment) in zip(judged, given, strict=True):
        no = session.no
        yield Reviewed._make((verdict, moment, standing.get(no, ()), same.get(no)))


def periods(
    journal: Journal, now: int, since: int = FIRST, until: int = LAST
) -> tuple[Policy, Iterator[Period]]:
    """The policy in force now, and the high-pain periods under it that touch [since, until)."""
    policy = journal.policy_at(now)
    drawn = high_pain_periods(readings.readings(journal, FIRST, LAST), policy)
    return policy, (period for period in drawn if period.end > since and period.start < until)
