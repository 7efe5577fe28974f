"""What a report is made of: the course of a span, and how things stand at the present."""

from collections.abc import Iterator

from rehabtrack.domain.moment import Moment, Zone
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.reports.course import Course
from rehabtrack.services.assessing import Verdict, check
from rehabtrack.services.course import course
from rehabtrack.storage.journal import FIRST, Journal


class Written(Named):
    """A note of a person's own: when it speaks of, the id of its record, and its text."""

    moment: Moment
    id: str
    text: str


class Gathered(Named):
    """The course, what the rules say of a massage now, and the clearances that hold now.

    `newest` is when the newest rating was made, in the span or not.
    """

    course: Course
    verdict: Verdict
    clearances: list[Clearance]
    newest: Moment | None


def gathered(journal: Journal, zone: Zone, now: int, since: int, until: int) -> Gathered | None:
    """All that a report over [since, until) rests on but the notes; None of an empty journal."""
    if not journal.patient_id:
        return None
    found = course(journal, zone, now, since, until)
    newest = journal.newest_pain()
    recorded = (found.ratings, found.sessions, found.skipped, found.phases, found.measures)
    if newest is None and not any((*recorded, found.scores, found.alarms)):
        return None
    begun = [entry.record for entry in journal.between("clearance", FIRST, now + 1)]
    return Gathered(
        found,
        check(journal, zone.moment(now)),
        [one for one in begun if _open(one.end_at, now)],
        newest and newest.record.moment,
    )


def notes(journal: Journal, since: int, until: int) -> list[Written]:
    """The notes to ratings, massages and phases in [since, until), newest first.

    A therapist's session notes are not among them: they have addenda, and are read whole.
    """
    return sorted(_notes(journal, since, until), key=lambda one: one.moment.at, reverse=True)


def _notes(journal: Journal, since: int, until: int) -> Iterator[Written]:
    for kind in ("pain", "massage", "phase", "measure"):
        for entry in journal.between(kind, since, until):
            if entry.record.note:
                yield Written(entry.record.moment, entry.id, entry.record.note)


def _open(end: int | None, at: int) -> bool:
    return end is None or at < end
