"""The view of today: where the treatment stands, the pain, and whether a massage is advised."""

from rehabtrack.domain.high_pain import RERATE_DAYS
from rehabtrack.domain.moment import DAY, Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.phase import Phase
from rehabtrack.services.assessing import Verdict, check
from rehabtrack.services.due import NOTHING_DUE, Due, Unanswered, due, unanswered
from rehabtrack.storage.journal import Journal


class Today(Named):
    """Everything the bare command shows of one patient."""

    phase: Entry[Phase] | None
    ratings: list[Entry[PainRating]]
    older: Entry[PainRating] | None
    verdict: Verdict
    due: Due
    unanswered: Unanswered


def today(journal: Journal, now: Moment) -> Today:
    """How things stand at this moment."""
    ratings = newest_by_site(journal, now.at)
    phases = [
        entry
        for entry in journal.standing("phase")
        if entry.record.moment.at <= now.at and not _over(entry.record, now.at)
    ]
    verdict, waiting = check(journal, now), unanswered(journal, now.at)
    mine, asking = journal.patient_id, tuple(warning.no for warning in waiting.due)
    found = due(journal.database, [mine], now, {mine: verdict.opinions}, {mine: asking})
    return Today(
        phases[-1] if phases else None,
        ratings,
        None if ratings else journal.newest_pain(),
        verdict,
        found.get(mine, NOTHING_DUE),
        waiting,
    )


def newest_by_site(journal: Journal, now: int) -> list[Entry[PainRating]]:
    """The newest rating of each site rated in the last RERATE_DAYS, in order of their numbers."""
    newest = journal.newest_at_sites(now - RERATE_DAYS * DAY, now + 1)
    return sorted(newest, key=lambda entry: entry.no)


def _over(phase: Phase, at: int) -> bool:
    return phase.end_at is not None and phase.end_at <= at
