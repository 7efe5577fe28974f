"""What a chart is drawn from, read from a journal.

The worst of the days that share a column is found where the ratings lie, and what the rules say of
a massage is what its standing warnings say, which follow every change. The course of course.py
holds each rating and judges each massage anew: over 20,000 ratings that took three times as long.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from rehabtrack.domain.high_pain import Judge
from rehabtrack.domain.moment import DAY, LONGEST_DAY, MINUTE, Zone
from rehabtrack.domain.periods import high_runs
from rehabtrack.domain.policy import Policy
from rehabtrack.reports.chart.charted import NOT_GIVEN, Charted, Given, Stretch, Worst, gravest
from rehabtrack.services.same_massage import same_massages
from rehabtrack.storage import readings
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.warnings import standing_findings

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (walls are naive on purpose)
#: What is spoken in another zone may lie so many stretches of days before the span; ours.
_EARLIER = 2


def charted(journal: Journal, zone: Zone, now: int, since: int, until: int, days: int) -> Charted:
    """The journal over [since, until), the worst pain of every so many days."""
    first, last = day_of(zone, since), day_of(zone, until - 1)
    policy = journal.policy_at(now)
    worst, of_a_week = _worst(journal, since, until, first, days)
    day_at = _days(zone, first, last, days)
    return Charted(
        first=first,
        last=last,
        days=days,
        policy=policy,
        worst=worst,
        of_a_week=of_a_week,
        massages=list(_massages(journal, since, until)),
        phases=list(_phases(journal, day_at, since, until)),
        periods=list(_periods(journal, day_at, policy, since, until)),
    )


def day_of(zone: Zone, at: int) -> int:
    """The day, counted from 1970-01-01, that the wall shows at an instant."""
    return (at + zone.offset_at(at) * MINUTE) // DAY


def _days(zone: Zone, first: int, last: int, days: int) -> Callable[[int], int]:
    """What tells the first of the so many days that hold an instant.

    The nights between them are looked up once: thousands of periods are placed among them.
    """
    nights = [zone.first_from(_EPOCH + timedelta(days=day)) for day in range(first, last + 1, days)]
    return lambda at: first + (bisect_right(nights, at) - 1) * days


def _worst(
    journal: Journal, since: int, until: int, first: int, days: int
) -> tuple[list[Worst], list[tuple[str, int]]]:
    worst, of_a_week = [], []
    start = first - _EARLIER * days
    rows = journal.query(
        "WORST_RATED", since=since, until=until, start=start * DAY, length=days * DAY
    )
    for stretch, site, scale, is_of_a_week, value, n in rows:
        if is_of_a_week:
            of_a_week.append((site, n))
        else:
            worst.append(Worst(start + stretch * days, site, scale, value, n))
    return worst, of_a_week


def _massages(journal: Journal, since: int, until: int) -> Iterator[Given]:
    """Each massage, one for the records that count as one, with the gravest word on any of them."""
    same = same_massages(journal)
    said: dict[int, list[str]] = {}
    for no, _warning, finding in standing_findings(journal):
        said.setdefault(same.get(no, no), []).append(finding.status)
    drawn: set[int] = set()
    for no, at, offset, given in journal.query("MASSAGES_SPOKEN", since=since, until=until):
        of = same.get(no, no)
        if of not in drawn:
            status = gravest(["clear", *said.get(of, ())]) if given else NOT_GIVEN
            yield Given((at + offset * MINUTE) // DAY, status)
        drawn.add(of)


def _phases(
    journal: Journal, day_at: Callable[[int], int], since: int, until: int
) -> Iterator[Stretch]:
    for phase in readings.phases(journal):
        end = until if phase.end is None else phase.end
        if phase.start < until and end > since:
            yield Stretch(phase.kind, day_at(phase.start), day_at(end - 1))


def _periods(
    journal: Journal, day_at: Callable[[int], int], policy: Policy, since: int, until: int
) -> Iterator[Stretch]:
    """Of the high ratings whose cover touches the span; earlier ones change no day of it."""
    judge = Judge(policy)
    after = since - judge.cover - LONGEST_DAY
    high = journal.query("READINGS_ABOVE", since=after, until=until, **judge.weak)
    for (first, *_), end in high_runs(high, policy):
        if end > since:
            yield Stretch("high-pain", day_at(first.at), day_at(end - 1))
