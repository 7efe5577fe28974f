"""The caseload: everybody at one moment, each judged as she would be alone."""

from typing import Any

import engines
import pytest
from diaries import Diary, day, march, moment, rated
from hypothesis import given
from hypothesis import strategies as st
from stories import Step, Teller, instants, moments, rolled_back, sites, stories

from rehabtrack.domain.moment import DAY, Moment
from rehabtrack.domain.records.redflag import RedFlag
from rehabtrack.services.caseload import Case, cases, ordered
from rehabtrack.storage import caseload
from rehabtrack.storage.database import Database
from rehabtrack.storage.readings_of_all import grounds_of_all
from rehabtrack.storage.rows import columns_of


def by_name(database: Database, when: int | Moment) -> dict[str, Case]:
    """How everybody stands."""
    return {case.patient.record.name: case for case in cases(database, moment(when))}


# --- judged as alone ------------------------------------------------------------------------------

# So many that a high one is often followed by others, elsewhere or later.
diaries = st.lists(st.tuples(instants, sites, st.integers(0, 10)), max_size=8)
flags = st.lists(
    st.tuples(moments, st.sampled_from(["saddle", "fever"]), st.booleans()), max_size=2
)


@given(told=st.lists(st.tuples(stories(8), diaries, flags), min_size=1, max_size=3), when=moments)
def test_everybody_is_judged_as_a_check_of_her_alone_says(
    reused: Database, told: list[tuple[list[Step], list[Any], list[Any]]], when: Moment
) -> None:
    with rolled_back(reused) as first:
        others = [Diary.of_new_patient(reused, name) for name in ("ben", "chris")]
        for diary, (story, ratings, flagged) in zip([first, *others], told, strict=False):
            diary.bring_in(*(rated(value, at, site=site) for at, site, value in ratings))
            for at, code, assessed in flagged:
                by = {"assessed_at": at.at + DAY, "assessed_by": "Dr Roth", "specialty": "surgeon"}
                diary.bring_in(RedFlag(moment=at, code=code, **(by if assessed else {})))
            teller = Teller(diary)
            for step in story:
                teller.tell(step)
        found = {case.patient.patient_id: case.verdict for case in cases(reused, when)}
        standing = {each.patient_id for each in caseload.patients(reused)}
        alone = {
            diary.patient_id: diary.check(when)
            for diary in (first, *others)
            if diary.patient_id in standing
        }
        assert found == alone


def test_a_high_site_not_rated_again_speaks_behind_newer_ratings_of_others(anna: Diary) -> None:
    anna.rate(7, march(2), site="leg-left")
    for number in range(3, 15):
        anna.rate(2, march(number))
    (case,) = cases(anna.database, moment(march(15)))
    assert case.verdict.assessment.reason == "high-not-rerated"
    assert case.verdict == anna.check(march(15))


def test_a_patient_last_rated_long_ago_is_shown_with_that_rating(anna: Diary, ben: Diary) -> None:
    anna.rate(5, march(1), site="neck")
    anna.rate(2, march(2))
    ben.rate(1, march(60, 8))
    found = by_name(anna.database, march(60, 9))
    evidence = found["anna"].verdict.assessment.evidence
    assert found["anna"].verdict.assessment.reason == "no-recent-rating"
    assert [(reading.no, reading.at) for reading in evidence] == [(2, march(2))]
    assert found["ben"].verdict.advice == "none"


def test_one_known_by_its_date_may_be_the_newest_of_the_old_ones(anna: Diary) -> None:
    anna.rate(7, day(2), site="neck")
    anna.rate(2, march(2, 8))
    (case,) = cases(anna.database, moment(march(60)))
    assert [reading.no for reading in case.verdict.assessment.evidence] == [1]
    assert case.verdict == anna.check(march(60))


def test_whoever_is_not_asked_about_takes_nobodys_place(anna: Diary, ben: Diary) -> None:
    third = Diary.of_new_patient(anna.database, "chris")
    for value, diary in enumerate((anna, ben, third), 1):
        diary.rate(value, march(10))
    numbers = [anna.patient_id, third.patient_id]
    found = grounds_of_all(anna.database, numbers, march(1), march(10))
    assert [[row[4] for row in grounds.ratings] for grounds in found] == [[1], [3]]


# --- what is shown --------------------------------------------------------------------------------


def newest(diary: Diary, when: int | Moment) -> int | None:
    """The number of the rating that is shown."""
    (case,) = cases(diary.database, moment(when))
    return case.newest and case.newest.no


def test_the_newest_rating_up_to_the_moment_that_counts_and_stands_is_shown(anna: Diary) -> None:
    for hour, fields in ((8, {}), (9, {}), (10, {"site": "other:head"}), (12, {})):
        anna.rate(2, march(10, hour), **fields)
    anna.rate(2, march(10, 10, 30), recall="average-7d")
    assert newest(anna, march(10, 7, 59)) is None
    assert newest(anna, march(10, 8)) == 1
    assert newest(anna, march(10, 11, 59)) == 2
    assert newest(anna, march(10, 12)) == 4
    anna.void("p4")
    assert newest(anna, march(10, 12)) == 2


def test_of_ratings_made_at_once_the_gravest_is_shown(anna: Diary) -> None:
    on_mm = rated(60, march(10), site="leg-right", scale="vas")
    anna.log(rated(2, march(10)), rated(6, march(10), site="leg-left"), on_mm, rated(1, march(10)))
    assert newest(anna, march(10)) == 3


def test_the_phase_is_that_of_the_moment(anna: Diary) -> None:
    anna.phase("conservative", march(1))
    anna.phase("recovery", march(10))
    anna.end_phase(march(20))

    def phase(when: int) -> str | None:
        found = by_name(anna.database, when)["anna"].phase
        return found and found.kind

    assert [phase(march(n)) for n in (0, 1, 9, 10, 19, 20)] == [
        None,
        "conservative",
        "conservative",
        "recovery",
        "recovery",
        None,
    ]


def test_the_clearance_is_the_valid_one_that_ends_last_else_the_last_that_ended(
    anna: Diary,
) -> None:
    anna.doctor(since=march(1), until=march(10))
    anna.doctor(since=march(2), until=march(5))
    anna.doctor(since=march(8), until=march(9), refuses=True)
    anna.doctor(since=march(20))

    def clearance(when: int) -> int | None:
        found = by_name(anna.database, when)["anna"].clearance
        return found and found.no

    assert [clearance(march(n)) for n in (0, 3, 9, 15, 20)] == [None, 1, 1, 1, 4]


def test_a_moment_known_by_its_date_is_the_days_last_minute(anna: Diary) -> None:
    anna.rate(7, march(10, 23))
    (case,) = cases(anna.database, day(10))
    assert case.verdict == anna.check(day(10))
    assert (case.verdict.advice, case.newest and case.newest.no) == ("not-advised", 1)


def test_void_and_archived_patients_are_left_out(anna: Diary, ben: Diary) -> None:
    for diary in (anna, ben):
        diary.rate(7, march(10))
    third = Diary.of_new_patient(anna.database, "chris")
    third.rate(2, march(10))
    ben.edit_patient(archived=True)
    assert [*by_name(anna.database, march(10))] == ["anna", "chris"]
    assert by_name(anna.database, march(10))["chris"].verdict.advice == "none"
    with anna.command() as journal:
        journal.void(journal.patient, "a slip")
    assert [*by_name(anna.database, march(10))] == ["chris"]
    third.edit_patient(archived=True)
    assert by_name(anna.database, march(10)) == {}


def test_a_file_without_patients_has_no_cases(database: Database) -> None:
    assert cases(database, moment(march(1))) == []


def test_what_is_due_goes_with_the_patient(anna: Diary, ben: Diary) -> None:
    ben.massage(march(10, 12), before=2)
    found = by_name(anna.database, march(11, 9))
    assert (found["anna"].due.next_day, found["ben"].due.next_day) == ((), (1,))
    assert (found["anna"].waits, found["ben"].waits) == (False, True)


def test_somebody_with_an_open_red_flag_waits(anna: Diary) -> None:
    anna.bring_in(RedFlag(moment=moment(march(1)), code="fever"))
    assert by_name(anna.database, march(2))["anna"].waits


# --- in order -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("name", "Ann ben CARL dora"),
        ("verdict", "dora ben Ann CARL"),  # refused, high pain, unverified, clear
        ("pain", "ben Ann CARL dora"),  # severe, weak 3, weak 2, not rated
        ("age", "dora Ann ben CARL"),  # not rated, the oldest first
    ],
)
def test_the_cases_can_be_sorted(database: Database, by: str, expected: str) -> None:
    dora, carl, ben, ann = (
        Diary.of_new_patient(database, name) for name in ("dora", "CARL", "ben", "Ann")
    )
    ann.rate(3, march(8))
    ben.rate(7, march(10, 1))
    carl.rate(2, march(10, 2))
    dora.doctor(since=march(1), refuses=True)
    found = ordered(cases(database, moment(march(10, 9))), by)
    assert " ".join(case.patient.record.name for case in found) == expected


def test_pains_of_one_category_are_compared_on_their_own_scales(database: Database) -> None:
    ratings = {"a": ("vas", 31), "b": ("nrs", 4), "c": ("vas", 54), "d": ("nrs", 6)}
    for name, (scale, value) in ratings.items():
        Diary.of_new_patient(database, name).rate(value, march(10), scale=scale)
    found = ordered(cases(database, moment(march(10))), "pain")
    assert "".join(case.patient.record.name for case in found) == "dbca"


# --- its cost -------------------------------------------------------------------------------------


def statements(database: Database, when: int) -> list[str]:
    """What is run to see the caseload."""
    with engines.asked(database) as run:
        cases(database, moment(when))
    return run


def test_three_patients_and_three_hundred_take_the_same_statements(database: Database) -> None:
    def add(numbers: range) -> None:
        for number in numbers:
            diary = Diary.of_new_patient(database, f"patient {number}")
            with diary.command() as journal:
                rows = [columns_of("pain", rated(number % 9, march(n))) for n in (1, 9, 10)]
                journal.add_many("pain", rows, action="import")

    add(range(3))
    few = statements(database, march(10))
    add(range(3, 300))
    many = statements(database, march(10))
    assert len(cases(database, moment(march(10)))) == 300
    assert len(many) == len(few)
    assert len(few) == 11 or database.login  # a server is asked for the rows of a stream apart


@pytest.mark.files  # a server's plans are looked at in test_row_security.py
def test_only_what_may_decide_is_read(database: Database) -> None:
    """Of a thousand ratings of each the last weeks', by seeking, never by reading them all."""
    for name in ("anna", "ben"):
        diary = Diary.of_new_patient(database, name)
        with diary.command() as journal:
            rows = [columns_of("pain", rated(2, march(-n))) for n in range(1000)]
            journal.add_many("pain", rows, action="import")
    steps = []
    for text in statements(database, march(1)):
        steps += [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {text}")]
    of_pain = [step for step in steps if "pain" in step]
    assert len(of_pain) > 4
    assert not [step for step in of_pain if step.startswith("SCAN") or "(patient_id=?)" in step]
