"""How it hurt after a massage: storing what was rated afterwards, and what it came to."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from rehabtrack.domain.companion_rules import PhaseSpan
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import HOUR, Moment, Zone, spoken_date
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.response_groups import Treated
from rehabtrack.domain.responses import Linked, Response, fits, local_day, responses
from rehabtrack.services.following import follow
from rehabtrack.services.massage import after_moment
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.services.same_massage import same_massages
from rehabtrack.storage import readings
from rehabtrack.storage.journal import FIRST, LAST, Journal
from rehabtrack.storage.responses import treated

#: So long after a massage without minutes a rating is taken to be made as it is typed; ours.
SOON_HOURS = 12
_EPOCH = date(1970, 1, 1)


class Outcome(Named):
    """What was rated after a massage, all the responses to it now, and the sessions changed."""

    entries: tuple[Entry[PainRating], ...]
    responses: list[Response]
    reassessed: list[Reassessed]


def session_given(journal: Journal, no: int) -> Entry[MassageSession]:
    """The massage with that number; raises Refused for one that is void or was not given."""
    entry: Entry[MassageSession] = journal.entry("massage", no)
    if entry.voided_by:
        raise Refused(
            f"{entry.id} is void.",
            f"Bring it back first: rehabtrack unvoid {entry.id} --because TEXT",
        )
    if not entry.record.given:
        raise Refused(
            f"{entry.id} was not given, so nothing came after it.", "Log pain: rehabtrack 0-10"
        )
    return entry


def rated_at(session: Entry[MassageSession], relation: str, zone: Zone, now: int) -> Moment:
    """When a rating of that relation was made, if nothing is said of it; raises Refused."""
    if relation == "next-day":
        return zone.moment(now)
    record = session.record
    known = record.moment.width or record.minutes is not None
    if not known and now > record.moment.at + SOON_HOURS * HOUR:
        raise Refused(
            f"{session.id} has no minutes, and began more than {SOON_HOURS} h ago.",
            "Say when it was rated with --at T, or --next-day.",
        )
    return after_moment(record, zone, now)


def log(
    journal: Journal,
    session: Entry[MassageSession],
    relation: str,
    ratings: Sequence[PainRating],
) -> Outcome:
    """Store ratings linked to a massage as `after` or `next-day`, and let the warnings follow."""
    linked = [rating.replace(session=session.no, relation=relation) for rating in ratings]
    for rating in linked:
        _refuse_misfit(session, rating)
    entries = tuple(journal.add(rating, action="massage after") for rating in linked)
    return Outcome(entries, of_session(journal, session), follow(journal, linked))


def _refuse_misfit(session: Entry[MassageSession], rating: PainRating) -> None:
    if fits(rating.relation or "", rating.moment, session.record.moment):
        return
    expected, rated_on = local_day(session.record.moment) + 1, local_day(rating.moment)
    if rating.relation == "after" or rated_on == expected:
        raise Refused(
            f"A rating after {session.id} cannot lie before it.",
            "Give the time it was rated with --at T.",
        )
    day, rated = _EPOCH + timedelta(expected), _EPOCH + timedelta(rated_on)
    raise Refused(
        f"The day after {session.id} is {spoken_date(day)}, and this rating would be of"
        f" {spoken_date(rated)}.",
        f"Log it on that day, or say when it was then: --at {day}T08:00, or --at {day}.",
    )


def of_session(journal: Journal, session: Entry[MassageSession]) -> list[Response]:
    """The responses to one massage."""
    return responses(session.record.moment, map(_linked, journal.linked_to(session.no)))


def strayed(journal: Journal, session: int) -> list[Entry[PainRating]]:
    """The ratings linked to a massage whose time, or whose own, was moved until no link fits."""
    moment = journal.entry("massage", session).record.moment
    return [
        entry
        for entry in journal.linked_to(session)
        if not fits(entry.record.relation, entry.record.moment, moment)
    ]


def _linked(entry: Entry[PainRating]) -> Linked:
    of = entry.record
    return Linked(entry.no, of.relation or "", of.site, of.scale, of.value, of.recall, of.moment)


def look_back(journal: Journal, since: int = FIRST, until: int = LAST) -> list[Treated]:
    """The massages judged in [since, until) with their phases and responses, in order of time.

    Of two people's records of one massage the second has but the scales that the first lacks.
    """
    phases, same = readings.phases(journal), same_massages(journal)
    counted: dict[int, set[str]] = {}
    found = []
    for one in treated(journal, since, until):
        scales = counted.setdefault(same.get(one.no, one.no), set())
        new = [response for response in one.responses if response.scale not in scales]
        scales.update(response.scale for response in new)
        phase = _phase_at(phases, one.moment.judged_at)
        found.append(one._replace(phase=phase, responses=new))
    return found


def _phase_at(phases: Iterable[PhaseSpan], at: int) -> str | None:
    then = (span for span in phases if span.start <= at and (span.end is None or at < span.end))
    return next((span.kind for span in then), None)
