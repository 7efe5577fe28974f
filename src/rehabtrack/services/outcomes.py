"""What the warnings came to: answers, massages not given, the pain of the next day."""

from bisect import bisect_right
from collections import Counter
from operator import itemgetter

from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.high_pain import Reading, Session
from rehabtrack.domain.moment import DAY
from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import category
from rehabtrack.services.assessing import verdicts
from rehabtrack.services.same_massage import same_massages
from rehabtrack.storage import readings, warnings
from rehabtrack.storage.answers import answers
from rehabtrack.storage.journal import FIRST, LAST, Journal


class Stats(Named):
    """What the warnings came to.

    `answers` counts answers by code; `skipped` the massages not given, of which `heeded` would
    have been in high pain or refused; `next_day` how the pain of the day after each massage given
    in high pain compares with the pain before it, by category: rose, same, fell, not-rated.
    """

    raised: dict[str, int]
    withdrawn: int
    standing: dict[str, int]
    answers: dict[str, int]
    unanswered: int
    skipped: int
    heeded: int
    next_day: dict[str, int]


def stats(journal: Journal) -> Stats:
    """Count the warnings of a journal and what followed them."""
    found = list(warnings.raised(journal))
    standing = [warning for warning in found if not warning.withdrawn_by]
    given = [answer for answer in answers(journal) if not answer.voided_by]
    skipped = _skipped(journal)
    advised_against = sum(
        verdict.advice in ("not-advised", "refused") for verdict in verdicts(journal, skipped)
    )
    return Stats(
        dict(Counter(warning.how for warning in found)),
        len(found) - len(standing),
        dict(Counter(warning.finding.status for warning in standing)),
        dict(Counter(answer.code for answer in given)),
        sum(warning.due for warning in standing),
        len(skipped),
        advised_against,
        _next_day(journal, standing),
    )


def _skipped(journal: Journal) -> list[Session]:
    found = [
        Session(entry.no, entry.record.moment.at, entry.record.moment.width)
        for entry in journal.between("massage")
        if not entry.record.given
    ]
    return sorted(found, key=lambda session: (session.judged_at, session.no))


def _next_day(journal: Journal, standing: list[StoredWarning]) -> dict[str, int]:
    before = {w.session: w.finding.category for w in standing if w.finding.status == "high-pain"}
    came: Counter[str] = Counter()
    same = same_massages(journal) if before else {}
    ratings = list(readings.readings(journal, FIRST, LAST)) if before else []
    counted: set[int] = set()
    for session in readings.sessions(journal, FIRST, LAST):
        rank, of = before.get(session.no), same.get(session.no, session.no)
        if rank is None or of in counted or (of in before and of != session.no):
            continue  # another record stands for it
        counted.add(of)
        at = session.judged_at
        first, last = (bisect_right(ratings, end, key=itemgetter(0)) for end in (at, at + DAY))
        after = (Reading(*rating) for rating in ratings[first:last])
        ranks = (category(reading.scale, reading.value) for reading in after)
        came[_compared(max(ranks, default=None), rank)] += 1
    return dict(came)


def _compared(after: int | None, before: int) -> str:
    if after is None:
        return "not-rated"
    return "rose" if after > before else "fell" if after < before else "same"
