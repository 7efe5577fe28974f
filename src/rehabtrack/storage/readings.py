"""What the rules read of a journal: ratings that count, sessions, phases, opinions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rehabtrack.domain.companion_rules import SCREEN_HOURS, Opinion, PhaseSpan
from rehabtrack.domain.high_pain import Row, Session
from rehabtrack.domain.moment import HOUR, LONGEST_DAY, Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.entry import Entry
from rehabtrack.storage.journal import FIRST, LAST, Journal, entry_of

if TYPE_CHECKING:
    from rehabtrack.domain.red_flags import Flag


class Grounds(Named):
    """What the sessions of one patient are judged by; all oldest first, the ratings a stream."""

    policies: Sequence[Policy]
    opinions: Sequence[Opinion]
    phases: Sequence[PhaseSpan]
    flags: "Sequence[Flag]"
    ratings: Iterator[Row]


def grounds(journal: Journal, ratings: Iterator[Row]) -> Grounds:
    """What a journal holds to judge sessions by, with those of its ratings that decide."""
    policies, opinions = journal.query("POLICIES"), journal.query("OPINIONS")
    phases, flags = journal.query("PHASE_SPANS"), journal.query("FLAGS")
    return Grounds(  # read when all is asked for, so that a server is waited for once
        list(map(Policy._make, policies)),
        list(map(opinion_of, opinions)),
        list(map(PhaseSpan._make, phases)),
        flags_of(flags),
        ratings,
    )


def readings(journal: Journal, after: int, until: int) -> Iterator[Row]:
    """The counting ratings with after < at <= until, in order of (at, no)."""
    return journal.stream("READINGS", after=after, until=until)


def deciding_readings(journal: Journal, since: int, until: int) -> Iterator[Row]:
    """The counting ratings with since < at <= until, after those that may be the newest before.

    From the last up to `since` that no session can disown on; one known by its date may have been
    made as late as its day's last minute.
    """
    last: int | None = journal.single("LAST_READING_AT", until=since)
    return readings(journal, FIRST if last is None else last - LONGEST_DAY, until)


def next_reading_at(journal: Journal, after: int) -> int:
    """When the next counting rating lies that no session can disown, or the end of time."""
    at: int | None = journal.single("NEXT_READING_AT", after=after)
    return LAST if at is None else at


def sessions(journal: Journal, since: int, until: int = LAST) -> Iterator[Session]:
    """The massages given whose judged instant lies in [since, until], in order of it."""
    rows = journal.query("SESSIONS", since=since, until=until)
    return (Session(no, at, width) for no, at, width, _offset, _zone in rows)


def sessions_as_spoken(
    journal: Journal, since: int, until: int = LAST
) -> Iterator[tuple[Session, Moment]]:
    """The same sessions, each with when it was as it was spoken."""
    rows = journal.query("SESSIONS", since=since, until=until)
    return ((Session._make(row[:3]), Moment._make(row[1:])) for row in rows)


def session_before(journal: Journal, session: Session) -> Session | None:
    """The massage given that comes next before this one in time."""
    rows = journal.query("SESSION_BEFORE", until=session.judged_at, no=session.no)
    return next(map(Session._make, rows), None)


def phases(journal: Journal) -> list[PhaseSpan]:
    """The treatment phases, oldest first."""
    return list(map(PhaseSpan._make, journal.query("PHASE_SPANS")))


def flags(journal: Journal) -> "list[Flag]":
    """The red flags, open or assessed, oldest first."""
    return flags_of(journal.query("FLAGS"))


def flags_of(rows: Iterable[tuple[Any, ...]]) -> "list[Flag]":
    """The flags that rows of FLAGS hold; most people have none, and then nothing is loaded."""
    found = list(rows)
    if not found:
        return []
    from rehabtrack.domain.red_flags import Flag

    return list(map(Flag._make, found))


def opinions(journal: Journal) -> list[Opinion]:
    """The clearances and refusals by doctors, oldest first."""
    return list(map(opinion_of, journal.query("OPINIONS")))


def opinion_of(row: tuple[Any, ...]) -> Opinion:
    """The opinion that a row of OPINIONS holds."""
    no, version, doctor, refuses, at, end_at, areas = row
    known = tuple(areas.split(",")) if areas else ()
    return Opinion(no, version, doctor, bool(refuses), at, end_at, known)


def to_heed(journal: Journal, session: Session) -> bool:
    """Whether a screen holds for this session, or a clearance that is bound to anything."""
    after, until = _screened_after(session), session.judged_at
    return journal.single("TO_HEED", after=after, until=until) is not None


def newest_screen(journal: Journal, session: Session) -> Entry[Any] | None:
    """The newest screen that holds as this session begins, be it linked or not."""
    after, until = _screened_after(session), session.judged_at
    rows = journal.query("NEWEST_SCREEN", after=after, until=until)
    return next((entry_of("screen", row) for row in rows), None)


def _screened_after(session: Session) -> int:
    return session.at - SCREEN_HOURS * HOUR
