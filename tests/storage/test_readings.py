"""What the rules read of a journal: only what counts, in order, with nothing needed left out."""

from typing import Any

import engines
import pytest
from journals import NOW, command, march, massage, moment, new_journal, opened, pain

from rehabtrack.domain.companion_rules import Opinion, PhaseSpan
from rehabtrack.domain.high_pain import Reading, Session
from rehabtrack.domain.moment import DAY, MINUTE
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.records.phase import Phase
from rehabtrack.domain.records.policy import PolicyChange
from rehabtrack.storage import integrity, readings
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import FIRST, LAST, Journal


@pytest.fixture
def journal(database: Database) -> Journal:
    """The journal of one patient in a new file."""
    return new_journal(database)


def write(journal: Journal, *records: object) -> None:
    """Store records in one command."""
    with command(journal) as writing:
        for record in records:
            writing.add(record, action="log")


def numbers(found: Any) -> list[int]:
    """The numbers of the sessions found."""
    return [one.no for one in found]


def rated(found: Any) -> list[int]:
    """The numbers of the ratings found."""
    return [Reading(*one).no for one in found]


# --- ratings --------------------------------------------------------------------------------------


def test_a_reading_holds_what_the_rule_needs_of_a_rating(journal: Journal) -> None:
    write(journal, massage(), pain(7, march(20, 8), session=1, relation="after", note="sitting"))
    with command(journal) as writing:
        rating = writing.entry("pain", 1)
        writing.edit(rating, rating.record.replace(value=6, recall="worst-24h"))
    (found,) = readings.readings(opened(journal), FIRST, LAST)
    assert found == Reading(march(20, 8), 0, "back", "nrs", 6, "worst-24h", 1, 2, after=1)


def test_only_a_link_after_a_session_makes_a_rating_its_outcome(journal: Journal) -> None:
    write(journal, massage(), pain(session=1, relation="before"), pain())
    assert [Reading(*found).after for found in readings.readings(journal, FIRST, LAST)] == [0, 0]


def test_only_ratings_that_count_are_read(journal: Journal) -> None:
    write(
        journal,
        pain(),
        pain(site="other:head"),
        pain(recall="average-7d"),
        pain(recall="worst-24h"),
        pain(),
    )
    with command(journal) as writing:
        writing.void(writing.entry("pain", 5), "a slip")
    assert rated(readings.readings(journal, FIRST, LAST)) == [1, 4]


def test_readings_come_in_order_of_time_and_then_of_number(journal: Journal) -> None:
    write(journal, *(pain(at=march(day)) for day in (12, 10, 12, 11)))
    assert rated(readings.readings(journal, FIRST, LAST)) == [2, 4, 1, 3]


def test_readings_lie_after_the_first_bound_and_not_after_the_second(journal: Journal) -> None:
    write(journal, *(pain(at=march(day)) for day in (10, 11, 12, 13)))
    assert rated(readings.readings(journal, march(10), march(12))) == [2, 3]


@pytest.mark.parametrize(
    ("ratings", "newest"),
    [
        ([], []),
        ([pain(at=march(21))], []),
        ([pain(at=march(1)), pain(at=march(3)), pain(at=march(20))], [3]),
        ([pain(at=march(1), width=2 * DAY), pain(at=march(2, 23))], [1, 2]),
        ([pain(at=march(1), width=DAY), pain(at=march(3))], [2]),
        ([pain(at=march(1)), pain(site="other:head", at=march(5))], [1]),
    ],
    ids=[
        "none",
        "only later",
        "the last before",
        "a day that may have been later",
        "a day that was over",
        "not one that counts for nothing",
    ],
)
def test_the_newest_readings_are_all_that_may_be_the_newest_of_all(
    journal: Journal, ratings: list[Any], newest: list[int]
) -> None:
    write(journal, *ratings)
    assert rated(readings.deciding_readings(journal, march(20), march(20))) == newest


def test_outcomes_of_sessions_never_hide_the_newest_rating_before_them(journal: Journal) -> None:
    outcomes = [pain(at=march(day), session=1, relation="after") for day in (10, 15)]
    write(journal, massage(march(9)), pain(at=march(1)), pain(at=march(8)), *outcomes)
    assert rated(readings.deciding_readings(journal, march(20), march(20))) == [2, 3, 4]


def test_outcomes_alone_are_all_read(journal: Journal) -> None:
    outcomes = [pain(at=march(day), session=1, relation="after") for day in (2, 10)]
    write(journal, massage(march(1)), *outcomes)
    assert rated(readings.deciding_readings(journal, march(20), march(20))) == [1, 2]


def test_the_next_reading_is_the_next_that_counts_and_is_no_outcome(journal: Journal) -> None:
    write(
        journal,
        massage(march(9)),
        pain(at=march(10)),
        pain(at=march(11), site="other:head"),
        pain(at=march(12), session=1, relation="after"),
        pain(at=march(13), session=1, relation="before"),
    )
    assert readings.next_reading_at(journal, march(9)) == march(10)
    assert readings.next_reading_at(journal, march(10)) == march(13)
    assert readings.next_reading_at(journal, march(13)) == LAST


def test_a_miscounted_rating_is_found(journal: Journal) -> None:
    write(journal, pain(), pain(site="other:head"), pain())
    with engines.tool(journal.database.path) as tool:
        tool.execute("UPDATE pain SET counts = 1 - counts WHERE no IN (2, 3)")
    assert list(integrity.miscounted(journal)) == [2, 3]


# --- sessions -------------------------------------------------------------------------------------


def test_sessions_come_in_order_of_the_instant_they_are_judged_at(journal: Journal) -> None:
    write(
        journal,
        massage(march(10), width=DAY),
        massage(march(10, 20)),
        massage(march(10, 23, 59)),
        massage(march(9)),
    )
    assert list(readings.sessions(journal, FIRST)) == [
        Session(4, march(9), 0),
        Session(2, march(10, 20), 0),
        Session(1, march(10), DAY),
        Session(3, march(10, 23, 59), 0),
    ]
    judged = march(10, 23, 59)
    assert numbers(readings.sessions(journal, judged, judged)) == [1, 3]
    assert numbers(readings.sessions(journal, FIRST, judged - MINUTE)) == [4, 2]


def test_a_session_void_or_not_given_is_not_judged(journal: Journal) -> None:
    write(journal, massage(), massage(given=False, because="not-rated"), massage())
    with command(journal) as writing:
        writing.void(writing.entry("massage", 3), "a slip")
    assert numbers(readings.sessions(journal, FIRST)) == [1]


def test_the_moments_of_sessions_are_as_they_were_spoken(journal: Journal) -> None:
    tokyo = moment(march(10))._replace(offset=540, zone="Asia/Tokyo")
    write(journal, massage(march(9)), massage().replace(moment=tokyo))
    session = Session(2, *tokyo[:2])
    assert list(readings.sessions_as_spoken(journal, march(10))) == [(session, tokyo)]


def test_the_session_before_is_the_next_one_back_in_time(journal: Journal) -> None:
    write(journal, *(massage(march(day)) for day in (10, 12, 11, 11)))
    assert readings.session_before(journal, Session(2, march(12), 0)) == Session(4, march(11), 0)
    assert readings.session_before(journal, Session(4, march(11), 0)) == Session(3, march(11), 0)
    assert readings.session_before(journal, Session(1, march(10), 0)) is None
    with command(journal) as writing:
        writing.void(writing.entry("massage", 4), "a slip")
    assert readings.session_before(journal, Session(2, march(12), 0)) == Session(3, march(11), 0)


# --- policies, phases, opinions -------------------------------------------------------------------


def test_policies_phases_and_opinions_are_those_that_are_not_void_oldest_first(
    journal: Journal,
) -> None:
    for day in (12, 10, 11):
        start = moment(march(day))
        write(
            journal,
            PolicyChange(moment=start, limit=4, hours=day, because="x", on_advice_of="Dr. Roth"),
            Phase(moment=start, kind="conservative", course_done_at=start.at, end_at=march(day, 9)),
            Clearance(moment=start, doctor="Dr. Roth", specialty="surgeon", refuses=day > 10),
        )
    with command(journal) as writing:
        for kind in ("policy", "phase", "clearance"):
            writing.void(writing.entry(kind, 3), "a slip")
        opinion = writing.entry("clearance", 1)
        writing.edit(opinion, opinion.record.replace(end_at=march(13)))
    now = opened(journal, now=NOW)
    tenth, twelfth = march(10), march(12)
    assert now.policies() == [
        Policy(tenth, 4, 10, "Dr. Roth"),
        Policy(twelfth, 4, 12, "Dr. Roth"),
    ]
    assert readings.phases(now) == [
        PhaseSpan(2, "conservative", tenth, march(10, 9), tenth),
        PhaseSpan(1, "conservative", twelfth, march(12, 9), twelfth),
    ]
    assert readings.opinions(now) == [
        Opinion(2, 1, "Dr. Roth", False, tenth, None),
        Opinion(1, 2, "Dr. Roth", True, twelfth, march(13)),
    ]


# --- two patients ---------------------------------------------------------------------------------


def test_the_rules_read_nothing_of_another_patient(database: Database) -> None:
    anna, ben = new_journal(database, "anna"), new_journal(database, "ben")
    start = moment(NOW)
    write(
        ben,
        massage(),
        pain(),
        Phase(moment=start, kind="recovery"),
        Clearance(moment=start, doctor="Dr. Roth", specialty="surgeon"),
        PolicyChange(moment=start, limit=1, hours=1, because="x"),
    )
    later = march(40)
    assert list(readings.readings(anna, FIRST, LAST)) == []
    assert list(readings.deciding_readings(anna, later, later)) == []
    assert readings.next_reading_at(anna, FIRST) == LAST
    assert list(readings.sessions(anna, FIRST)) == []
    assert readings.session_before(anna, Session(0, later, 0)) is None
    assert anna.policies() == []
    assert readings.phases(anna) == []
    assert readings.opinions(anna) == []
