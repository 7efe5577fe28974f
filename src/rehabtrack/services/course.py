"""The course of one patient over a span: what figures, charts and reports are made of."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter

from rehabtrack.domain.high_pain import Judge, Row
from rehabtrack.domain.instruments import Instrument
from rehabtrack.domain.moment import DAY, HOUR, LONGEST_DAY, Moment, Zone
from rehabtrack.domain.periods import Period, high_pain_periods
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.red_flags import EMERGENCY, question
from rehabtrack.reports.course import Ask, Course, Rated, Scored, Session, Skipped
from rehabtrack.services.due import warnings_due
from rehabtrack.services.responses import look_back
from rehabtrack.services.review import review
from rehabtrack.services.scores import over_time
from rehabtrack.storage import caseload, readings, warnings
from rehabtrack.storage.answers import answers
from rehabtrack.storage.journal import FIRST, LAST, Journal
from rehabtrack.storage.sealing import head

#: How far before a span its high-pain periods are looked for, while none goes further back: beyond
#: REACH, from which on ratings decide its sessions too. Ours.
LOOK_BACK_DAYS = 100


def course(journal: Journal, zone: Zone, now: int, since: int = FIRST, until: int = LAST) -> Course:
    """The patient's journal over [since, until); without an end it goes on until tonight.

    Without a beginning it starts with the day of the first rating, massage or score: what goes on
    was often begun years before. It starts with that where there is nothing else, or today.
    """
    until = _midnight(zone, now, 1) if until == LAST else until
    policy = journal.policy_at(now)
    known, drawn = _rated(journal, policy, since, until)
    before, first, end = (
        bisect_left(known, at, key=attrgetter("at")) for at in (since - LONGEST_DAY, since, until)
    )
    rated = known[first:end]
    sessions = list(_sessions(journal, known, since, until))
    skipped = list(_skipped(journal, since, until))
    scores = list(_scores(journal, since, until))
    phases = [span for span in readings.phases(journal) if span.start < until]
    measures = [entry.record for entry in journal.between("measure", FIRST, until)]
    if since == FIRST:
        dated: Iterable[Session | Skipped | Scored]
        dated = chain(sessions, skipped, *(series for _, series in scores))
        happened = [*(one.at for one in rated[:1]), *(one.moment.at for one in dated)]
        going_on = [*(span.start for span in phases), *(one.moment.at for one in measures)]
        since = _midnight(zone, min(happened or going_on, default=min(now, until - 1)))
    return Course(
        patient=journal.patient.record,
        zone=zone,
        now=now,
        since=since,
        until=until,
        policy=policy,
        ratings=rated,
        sessions=sessions,
        skipped=skipped,
        phases=[span for span in phases if _goes_on(since, span.start, span.end)],
        periods=drawn,
        measures=[one for one in measures if _goes_on(since, one.moment.at, one.end_at)],
        opinions=readings.opinions(journal),
        treated=look_back(journal, since, until),
        scores=scores,
        alarms=list(_alarms(journal)),
        unanswered=_unanswered(journal, now),
        voided=_voided(journal, since, until),
        head=_head(journal),
        earlier=known[before:first],
    )


def _midnight(zone: Zone, at: int, days: int = 0) -> int:
    """The first instant of the day of `at`, or so many days later."""
    from datetime import timedelta

    day = zone.wall(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return zone.first_from(day + timedelta(days))


def _rated(
    journal: Journal, policy: Policy, since: int, until: int
) -> tuple[list[Rated], list[Period]]:
    """The ratings from well before the span on, and the periods that touch it, whole.

    Every rating is read only for a period of months.
    """
    for begin in (since - LOOK_BACK_DAYS * DAY, FIRST):
        rows = journal.query("RATED", since=begin, until=LAST)
        known = list(map(Rated._make, rows))
        drawn = [
            period
            for period in high_pain_periods(_high(known, policy), policy)
            if period.end > since and period.start < until
        ]
        # what was rated before, its day and its cover over by then, is no part of the first one
        if not drawn or drawn[0].start > begin + LONGEST_DAY + policy.hours * HOUR:
            break
    return known, drawn


def _high(known: Iterable[Rated], policy: Policy) -> Iterator[Row]:
    """The ratings that periods are drawn from."""
    weak = Judge(policy).weak
    return (one.reading for one in known if one.counts and one.value > weak[one.scale])


def _goes_on(since: int, start: int, end: int | None) -> bool:
    """Whether what has begun goes on at `since` or later; an event ends as it starts."""
    return end is None or max(end, start + 1) > since


def _sessions(
    journal: Journal, known: Iterable[Rated], since: int, until: int
) -> Iterator[Session]:
    said: dict[int, list[str]] = {}
    for answer in answers(journal):
        if not answer.voided_by:
            said.setdefault(answer.warning, []).append(answer.code)
    answered: dict[int, list[str]] = {}
    for warning in warnings.raised(journal) if said else ():
        answered.setdefault(warning.session, []).extend(said.get(warning.no, ()))
    heard = (one.reading for one in known if one.counts)
    for one in review(journal, since, until, heard):
        assessment, no = one.verdict.assessment, one.verdict.session.no
        yield Session(
            no,
            one.moment,
            assessment.status,
            assessment.category,
            one.verdict.advice,
            any(finding.status != "unverified" for _, finding in one.standing),
            tuple(dict.fromkeys(answered.get(no, ()))),
            one.same,
        )


def _skipped(journal: Journal, since: int, until: int) -> Iterator[Skipped]:
    for *moment, because in journal.query("SKIPPED", since=since, until=until):
        yield Skipped(Moment._make(moment), because.partition(":")[0])


def _scores(journal: Journal, since: int, until: int) -> Iterable[tuple[Instrument, list[Scored]]]:
    for scale, series in over_time(journal):
        scored = [
            Scored(one.entry.record.moment, one.entry.record.tenths, one.change)
            for one in series
            if since <= one.entry.record.moment.at < until
        ]
        if scored:
            yield scale, scored


def _alarms(journal: Journal) -> Iterator[Ask]:
    mine = journal.patient_id
    found = caseload.alarms(journal.database, mine, mine).get(mine)
    if found is None:
        return
    for _no, code, *_moment in found.flags:
        yield Ask(question(code).grade == EMERGENCY, question(code).words)
    for _no, sign, site, *_moment in found.questions:
        yield Ask(False, f"{sign} in {site} is new, and the red flags were not asked since")


def _unanswered(journal: Journal, now: int) -> int:
    """How many warnings ask for an answer."""
    mine = journal.patient_id
    return len(warnings_due(journal.database, [mine], now).get(mine, ()))


def _voided(journal: Journal, since: int, until: int) -> int:
    """How many ratings and massages of the span are void."""
    names = ("PAIN_VOID", "MASSAGE_VOID")
    return sum(journal.single(name, since=since, until=until) for name in names)


def _head(journal: Journal) -> tuple[int, bytes] | None:
    no, digest = head(journal.database, journal.patient_id)
    return (no, digest) if no else None
