"""Massage: asking before, logging after, and leaving a trace of one not given."""

from typing import TYPE_CHECKING

from rehabtrack.domain.companion_rules import Notice
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.high_pain import Session
from rehabtrack.domain.moment import MINUTE, Moment, Zone
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.services.assessing import Verdict
from rehabtrack.services.following import follow
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.storage import readings, warnings
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.domain.records.pain import PainRating
    from rehabtrack.domain.records.screen import Screen
    from rehabtrack.services.precautions import Precautions


class Logged(Named):
    """A session stored, what the rules say of it, and the warnings of the session before it.

    That one is None, and has none, where nothing is said that may have been said of it already.
    `screen` is the one that was linked to it just now; `heed` what is to be heeded beside the
    rules, None where there is nothing.
    """

    entry: Entry[MassageSession]
    ratings: "tuple[Entry[PainRating], ...]"
    verdict: Verdict
    raised: tuple[StoredWarning, ...]
    session_before: Session | None
    warnings_before: tuple[StoredWarning, ...]
    reassessed: list[Reassessed]
    screen: "Entry[Screen] | None"
    heed: "Precautions | None"

    @property
    def notices_before(self) -> tuple[Notice, ...]:
        """What the companion rules say of the session before."""
        before = self.session_before
        return () if before is None else self.verdict.notices_at(before.judged_at)

    def repeats(self, warning: StoredWarning) -> StoredWarning | None:
        """The standing warning of the session before that rests on the very same evidence."""
        return next((w for w in self.warnings_before if w.finding == warning.finding), None)


def log(
    journal: Journal,
    session: MassageSession,
    before: "PainRating | None" = None,
    after: "PainRating | None" = None,
    because: tuple[str, str | None] | None = None,
) -> Logged:
    """Store a massage given, with the ratings linked to it; warn, and answer if told why."""
    entry = journal.add(session, action="log")
    linked = [
        rating.replace(session=entry.no, relation=relation)
        for rating, relation in ((before, "before"), (after, "after"))
        if rating is not None
    ]
    ratings = tuple(journal.add(rating, action="log") for rating in linked)
    heard: list[Verdict] = []
    reassessed = follow(journal, [session, *linked], heard.append)
    mine = [one for one in reassessed if one.session.no == entry.no]
    raised = tuple(warnings.warning_numbered(journal, no) for one in mine for no in one.raised)
    if because:
        from rehabtrack.storage.answers import add_answer

        for warning in raised:
            add_answer(journal, warning, *because)
    verdict = next(one for one in heard if one.session.no == entry.no)
    # looked for where something is said that may have been said of it already
    speaks = bool(raised or verdict.notices)
    previous = readings.session_before(journal, verdict.session) if speaks else None
    screen, heed = _heeded(journal, verdict, session)
    return Logged(
        entry,
        ratings,
        verdict,
        raised,
        previous,
        _standing(journal, previous) if raised and previous else (),
        [one for one in reassessed if one not in mine],
        screen,
        heed,
    )


def skip(journal: Journal, session: MassageSession) -> Entry[MassageSession]:
    """Store a massage that was not given, so that a heeded warning leaves a trace."""
    return journal.add(session, action="log")


def after_moment(session: MassageSession, zone: Zone, now: int) -> Moment:
    """When a rating linked `after` was made: as the session ends, else as it is logged (ms)."""
    if session.moment.width:
        return session.moment
    if session.minutes is None:
        return zone.moment(now)
    return zone.moment(session.moment.at + session.minutes * MINUTE)


def _heeded(
    journal: Journal, verdict: Verdict, session: MassageSession
) -> "tuple[Entry[Screen] | None, Precautions | None]":
    if not readings.to_heed(journal, verdict.session):
        return None, None
    from rehabtrack.services.precautions import precautions
    from rehabtrack.services.screens import link

    return link(journal, verdict.session), precautions(journal, verdict, session)


def _standing(journal: Journal, session: Session) -> tuple[StoredWarning, ...]:
    found = warnings.of_session(journal, session.no)
    return tuple(warning for warning in found if not warning.withdrawn_by)
