"""Judging sessions by the one rule and its companions, from what a journal holds."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rehabtrack.domain.companion_rules import (
    Notice,
    Opinion,
    PhaseSpan,
    clearance_notice,
    phase_notice,
    refusals_at,
)
from rehabtrack.domain.high_pain import REACH, Assessment, PainState, Row, Session
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.named import Named
from rehabtrack.storage import readings
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.readings import Grounds

if TYPE_CHECKING:
    from rehabtrack.domain.findings import Finding
    from rehabtrack.domain.red_flags import Flag


class Verdict(Named):
    """All that the rules say of one session.

    `flags` are the red flags open then; `opinions` and `phases` are what notices rest on.
    """

    session: Session
    assessment: Assessment
    refusals: tuple[Opinion, ...]
    opinions: Sequence[Opinion]
    phases: Sequence[PhaseSpan]
    flags: "tuple[Flag, ...]"

    @property
    def emergencies(self) -> "tuple[Flag, ...]":
        """The open red flags that need help at once."""
        if not self.flags:
            return ()
        from rehabtrack.domain.red_flags import emergencies

        return emergencies(self.flags)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the companion rules say beside it; never stored."""
        return self.notices_at(self.session.judged_at)

    def notices_at(self, at: int) -> tuple[Notice, ...]:
        """What they say of a massage at another instant of the same journal."""
        said = (phase_notice(self.phases, at), clearance_notice(self.opinions, at))
        return tuple(notice for notice in said if notice is not None)

    @property
    def findings(self) -> "tuple[Finding, ...]":
        """What is to be stored as warnings."""
        from rehabtrack.domain.findings import findings

        return findings(self.assessment, self.refusals, self.emergencies)

    @property
    def advice(self) -> str:
        """The worst word of all rules: none, unverified, not-advised, refused or red-flag."""
        if self.emergencies:
            return "red-flag"
        if self.refusals:
            return "refused"
        return {"clear": "none", "unverified": "unverified", "high-pain": "not-advised"}[
            self.assessment.status
        ]


def verdicts(
    journal: Journal, sessions: Sequence[Session], ratings: Iterator[Row] | None = None
) -> Iterator[Verdict]:
    """Judge sessions, given in order of their judged instants, in one pass over the ratings.

    `ratings`, where they have been read, are those that count, from REACH before the first session
    on; older ones decide nothing, but are evidence where none is recent.
    """
    if not sessions:
        return iter(())
    if ratings is None:
        since, until = sessions[0].judged_at - REACH, sessions[-1].judged_at
        ratings = readings.deciding_readings(journal, since, until)
    return judged(readings.grounds(journal, ratings), sessions)


def judged(grounds: Grounds, sessions: Iterable[Session]) -> Iterator[Verdict]:
    """Judge sessions in that order by what their patient's journal holds, wherever it was read."""
    policies, opinions, phases, flags, ratings = grounds
    state = PainState(policies)
    refused = any(opinion.refuses for opinion in opinions)
    for session in sessions:
        at = session.judged_at
        state.observe_up_to(at, ratings)
        refusals = refusals_at(opinions, at) if refused else ()
        there = _open(flags, at) if flags else ()
        yield Verdict._make((session, state.assess(session), refusals, opinions, phases, there))


def _open(flags: "Sequence[Flag]", at: int) -> "tuple[Flag, ...]":
    from rehabtrack.domain.red_flags import open_at

    return open_at(flags, at)


def judge(journal: Journal, session: Session) -> Verdict:
    """Judge one session, or with number 0 a massage that is only asked about."""
    return next(verdicts(journal, [session]))


def check(journal: Journal, moment: Moment) -> Verdict:
    """What the rules say of a massage that would start then; nothing is stored."""
    return judge(journal, Session(0, moment.at, moment.width))
