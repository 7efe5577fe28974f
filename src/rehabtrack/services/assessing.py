"""Judging sessions by the one rule and its companions, from what a journal holds."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from rehabtrack.domain.companion_rules import (
    Notice,
    Opinion,
    PhaseSpan,
    clearance_notice,
    phase_notice,
    refusals_at,
)
from rehabtrack.domain.findings import Finding, findings
from rehabtrack.domain.high_pain import REACH, Assessment, PainState, Session
from rehabtrack.domain.moment import Moment
from rehabtrack.storage import readings
from rehabtrack.storage.journal import Journal


class Verdict(NamedTuple):
    """All that the rules say of one session."""

    session: Session
    assessment: Assessment
    refusals: tuple[Opinion, ...]
    notices: tuple[Notice, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be stored as warnings."""
        return findings(self.assessment, self.refusals)

    @property
    def advice(self) -> str:
        """The worst word of all rules: none, unverified, not-advised or refused."""
        if self.refusals:
            return "refused"
        return {"clear": "none", "unverified": "unverified", "high-pain": "not-advised"}[
            self.assessment.status
        ]


def verdicts(journal: Journal, sessions: Sequence[Session]) -> Iterator[Verdict]:
    """Judge sessions, given in order of their judged instants, in one pass over the ratings."""
    if not sessions:
        return
    since = sessions[0].judged_at - REACH
    pending = chain(
        readings.newest_readings(journal, since),
        readings.readings(journal, since, sessions[-1].judged_at),
    )
    state = PainState(readings.policies(journal))
    opinions, phases = readings.opinions(journal), readings.phases(journal)
    reading = next(pending, None)
    for session in sessions:
        while reading is not None and reading.at <= session.judged_at:
            state.observe(reading)
            reading = next(pending, None)
        yield verdict(session, state.assess(session), opinions, phases)


def verdict(
    session: Session,
    assessment: Assessment,
    opinions: Sequence[Opinion],
    phases: Sequence[PhaseSpan],
) -> Verdict:
    """Put the companion rules beside an assessment."""
    at = session.judged_at
    notices = (phase_notice(phases, at), clearance_notice(opinions, at))
    return Verdict(
        session,
        assessment,
        refusals_at(opinions, at),
        tuple(notice for notice in notices if notice is not None),
    )


def judge(journal: Journal, session: Session) -> Verdict:
    """Judge one session, or with number 0 a massage that is only asked about."""
    return next(verdicts(journal, [session]))


def check(journal: Journal, moment: Moment) -> Verdict:
    """What the rules say of a massage that would start then; nothing is stored."""
    return judge(journal, Session(0, moment.at, moment.width))
