"""The course of one patient over a span: what figures, charts and reports are made of."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter

from rehabtrack.domain.high_pain import Judge, Row
from rehabtrack.domain.instruments import Instrument
from rehabtrack.domain.moment import DAY, HOUR, LONGEST_DAY, Moment, Zone
from rehabtrack.domain.periods import Period, high_pain_periods
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.red_flags import EMERGENCY, question
from rehabtrack.reports.course import Ask, Course, Rated, Scored, Session, Skipped
from rehabtrack.services.responses import look_back
from rehabtrack.services.review import review
from rehabtrack.services.scores import over_time
from rehabtrack.storage import caseload, readings, warnings
from rehabtrack.storage.answers import answers
from rehabtrack.storage.journal import FIRST, LAST, Journal
from rehabtrack.storage.sealing import head

#: The kinds whose first record begins a course; where there is none of them, those of the second.
_HAPPENED, _GOING_ON = ("pain", "massage", "score"), ("phase", "measure")
#: How far before a span its high-pain periods are looked for, while none goes further back: beyond
#: REACH, from which on ratings decide its sessions too. Ours.
LOOK_BACK_DAYS = 100


def course(journal: Journal, zone: Zone, now: int, since: int = FIRST, until: int = LAST) -> Course:
    """The patient's journal over [since, until); without an end it goes on until tonight.

    Without a beginning it starts with the first day, or today where there is nothing.
    """
    until = _midnight(zone, now, 1) if until == LAST else until
    if since == FIRST:
        begun = first_day(journal, zone, until)
        since = _midnight(zone, min(now, until - 1)) if begun is None else begun
    policy = journal.policy_at(now)
    known, drawn = _rated(journal, policy, since, until)
    spoken = attrgetter("of")
    rated = sorted(known, key=spoken)
    before, first, end = (
        bisect_left(rated, at, key=spoken) for at in (since - LONGEST_DAY, since, until)
    )
    phases = [span for span in readings.phases(journal) if span.start < until]
    measures = [entry.record for entry in journal.between("measure", FIRST, until)]
    return Course(
        patient=journal.patient.record,
        zone=zone,
        now=now,
        since=since,
        until=until,
        policy=policy,
        ratings=rated[first:end],
        sessions=list(_sessions(journal, known, since, until)),
        skipped=list(_skipped(journal, since, until)),
        phases=[span for span in phases if _goes_on(since, span.start, span.end)],
        periods=drawn,
        measures=[one for one in measures if _goes_on(since, one.moment.at, one.end_at)],
        opinions=readings.opinions(journal),
        treated=look_back(journal, since, until),
        scores=list(_scores(journal, since, until)),
        alarms=list(_alarms(journal)),
        voided=_voided(journal, since, until),
        head=_head(journal),
        earlier=rated[before:first],
    )


def first_day(journal: Journal, zone: Zone, until: int = LAST) -> int | None:
    """The first instant of the day of the first rating, massage or score before `until`.

    What goes on was often begun years before: a phase or a measure begins a course where there is
    nothing else. None where there is neither.
    """
    for kinds in (_HAPPENED, _GOING_ON):
        begun = [
            entry.record.moment.at
            for kind in kinds
            for entry in islice(journal.between(kind, FIRST, until), 1)
        ]
        if begun:
            first = min(begun)
            back = journal.query("RATED", since=first, until=min(first + DAY // 2, until))
            return _midnight(zone, min([first, *(Rated._make(row).of for row in back)]))
    return None


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
    answered = _answered(journal)
    heard = (one.reading for one in known if one.counts)
    for one in review(journal, since, until, heard):
        yield Session(
            one.verdict.session.no,
            one.moment,
            one.verdict.assessment.status,
            tuple(
                answered.get(warning, ())
                for warning, finding in one.standing
                if finding.status != "unverified"
            ),
            one.same,
        )


def _answered(journal: Journal) -> dict[int, tuple[str, ...]]:
    """The codes answered to each warning that has any; one answer holds for a whole thread."""
    said: dict[int, list[str]] = {}
    for answer in answers(journal):
        if not answer.voided_by and answer.code not in said.setdefault(answer.thread, []):
            said[answer.thread].append(answer.code)
    raised = warnings.raised(journal) if said else ()
    return {one.no: tuple(said[one.thread]) for one in raised if said.get(one.thread)}


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


def _voided(journal: Journal, since: int, until: int) -> int:
    """How many records of the span are void, of all kinds that a course is made of."""
    many = ("PAIN_VOID", "MASSAGE_VOID")  # counted where they lie: the others are few
    found: int = sum(journal.single(name, since=since, until=until) for name in many)
    for kind in ("score", *_GOING_ON, "clearance"):
        entries = journal.between(kind, since, until, voided=True)
        found += sum(bool(entry.voided_by) for entry in entries)
    return found


def _head(journal: Journal) -> tuple[int, bytes] | None:
    no, digest = head(journal.database, journal.patient_id)
    return (no, digest) if no else None
