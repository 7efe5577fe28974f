"""Looking at warnings, answering them, and what they came to."""

from bisect import bisect_right
from collections import Counter
from operator import itemgetter

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.findings import StoredWarning, is_due
from rehabtrack.domain.high_pain import Reading, Session
from rehabtrack.domain.moment import DAY
from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import category
from rehabtrack.services.assessing import verdicts
from rehabtrack.storage import readings, warnings
from rehabtrack.storage.journal import FIRST, LAST, Journal

#: How long an unanswered warning is shown in full; older ones are counted. Ours.
SHOWN_DAYS = 14


class Unanswered(Named):
    """The unanswered warnings to show, and how many more there are: older, unverified, imported."""

    due: list[StoredWarning]
    earlier: int
    unverified: int
    imported: int


def unanswered(journal: Journal, now: int) -> Unanswered:
    """The warnings of the last SHOWN_DAYS that ask for an answer; the others counted."""
    since = now - SHOWN_DAYS * DAY
    recent = [warning for warning in warnings.standing(journal, since) if not warning.answered]
    counts = Counter((warning.finding.status, bool(warning.seen)) for warning in recent)
    earlier = 0
    for status, seen, count in warnings.earlier_unanswered(journal, since):
        if is_due(status, seen):
            earlier += count
        else:
            counts[status, seen] += count
    unverified = sum(n for (status, _), n in counts.items() if status == "unverified")
    imported = sum(n for (s, seen), n in counts.items() if seen and s != "unverified")
    return Unanswered([w for w in recent if w.due], earlier, unverified, imported)


def answer(journal: Journal, no: int, code: str, text: str | None) -> StoredWarning:
    """Answer a warning; answers are added, never overwritten. Gives it as it stands answered."""
    warning = warnings.warning_numbered(journal, no)
    if warning.withdrawn_by:
        raise Refused(
            f"w{no} was withdrawn and asks for no answer.", f"See: rehabtrack warnings show w{no}"
        )
    warnings.add_answer(journal, warning, code, text)
    return warning._replace(answered=True)


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
    answers = [answer for answer in warnings.answers(journal) if not answer.voided_by]
    skipped = _skipped(journal)
    advised_against = sum(
        verdict.advice in ("not-advised", "refused") for verdict in verdicts(journal, skipped)
    )
    return Stats(
        dict(Counter(warning.how for warning in found)),
        len(found) - len(standing),
        dict(Counter(warning.finding.status for warning in standing)),
        dict(Counter(answer.code for answer in answers)),
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
    ratings = list(readings.readings(journal, FIRST, LAST)) if before else []
    for session in readings.sessions(journal, FIRST, LAST):
        rank = before.get(session.no)
        if rank is None:
            continue
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
