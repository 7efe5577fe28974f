"""What is due: rating the day after, signing a note, renewing a clearance, answering a warning."""

from typing import Any

import pytest
from diaries import UTC, Diary, day, march, moment

from rehabtrack.domain.companion_rules import EXPIRY_DAYS, Opinion, expiring
from rehabtrack.domain.moment import DAY, MINUTE, Moment, fixed_zone
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.note import SessionNote
from rehabtrack.domain.records.symptom import Symptom
from rehabtrack.services.due import Due, due, warnings_due
from rehabtrack.services.reassessment import reassess
from rehabtrack.storage import readings
from rehabtrack.storage.journal import FIRST

TOKYO, SAMOA = fixed_zone(9 * 60), fixed_zone(-11 * 60)


def due_at(diary: Diary, when: int | Moment) -> Due:
    """What is due of one patient."""
    of = diary.patient_id
    opinions = {of: readings.opinions(diary.journal())}
    then = moment(when)
    asking = warnings_due(diary.database, [of], then.judged_at, then.judged_at + MINUTE)
    return due(diary.database, [of], then, opinions, asking).get(of, Due())


def next_day(diary: Diary, when: int | Moment) -> tuple[int, ...]:
    """The massages of the day before whose rating is due."""
    return due_at(diary, when).next_day


# --- the rating of the day after ------------------------------------------------------------------


def test_a_massage_rated_before_is_due_all_through_the_day_after_and_no_longer(anna: Diary) -> None:
    anna.massage(march(10, 12), before=2)
    assert next_day(anna, march(10, 23, 59)) == ()
    assert next_day(anna, march(11)) == next_day(anna, march(11, 23, 59)) == (1,)
    assert next_day(anna, march(12)) == ()


def test_a_massage_not_rated_before_has_no_response_to_wait_for(anna: Diary) -> None:
    anna.massage(march(10, 12), after=2)
    anna.rate(2, march(10, 11))
    assert next_day(anna, march(11, 9)) == ()


def test_the_rating_before_must_stand(anna: Diary) -> None:
    anna.massage(march(10, 12), before=2)
    anna.void("p1")
    assert next_day(anna, march(11, 9)) == ()


def test_the_rating_of_the_day_after_settles_it_until_it_is_void(anna: Diary) -> None:
    anna.massage(march(10, 12), before=2, after=2)
    anna.rate(1, march(11, 8), session=1, relation="next-day")
    assert next_day(anna, march(11, 9)) == ()
    anna.void("p3")
    assert next_day(anna, march(11, 9)) == (1,)


def test_neither_a_void_massage_nor_one_not_given_is_due(anna: Diary) -> None:
    anna.massage(march(10, 12), before=2)
    anna.skip(march(10, 13))
    anna.rate(2, march(10, 13), session=2, relation="before")
    anna.void("m1")
    assert next_day(anna, march(11, 9)) == ()


def test_a_massage_known_by_its_date_is_due_on_the_next(anna: Diary) -> None:
    anna.massage(day(10), before=2)
    assert next_day(anna, march(11, 9)) == next_day(anna, day(11)) == (1,)
    assert next_day(anna, march(10, 9)) == next_day(anna, march(12)) == ()


def test_yesterday_is_by_the_days_of_the_places_where_each_was_spoken(anna: Diary) -> None:
    anna.massage(TOKYO.moment(march(10, 16)), before=2)  # 01:00 on the 11th there
    assert next_day(anna, march(11, 9)) == ()
    assert next_day(anna, march(12, 9)) == (1,)
    assert next_day(anna, TOKYO.moment(march(11, 16))) == (1,)


def test_a_massage_that_is_still_to_come_is_not_due_wherever_it_is_yesterday(anna: Diary) -> None:
    anna.massage(SAMOA.moment(march(11, 10)), before=2)  # 23:00 on the 10th there
    assert next_day(anna, TOKYO.moment(march(10, 16))) == ()  # the 11th there


def test_several_are_due_in_order_of_time(anna: Diary) -> None:
    anna.massage(march(10, 15), before=2)
    anna.massage(march(10, 12), before=2)
    assert next_day(anna, march(11, 9)) == (2, 1)


# --- notes ----------------------------------------------------------------------------------------


def note(diary: Diary, **fields: Any) -> None:
    """Write a session note on m1."""
    with diary.command() as journal:
        begun = UTC.moment(march(10, 13))
        journal.add(SessionNote(moment=begun, session=1, plan="again", **fields), action="note")


def test_a_note_is_due_until_it_is_signed_or_void(anna: Diary) -> None:
    anna.massage(march(10, 12))
    note(anna)
    note(anna)
    note(anna, signed_at=march(10, 14), signed_by="eva")
    anna.void("n1")
    assert due_at(anna, march(10, 13)) == due_at(anna, march(30)) == Due(notes=(2,))
    assert due_at(anna, march(10, 12, 59)) == Due()


# --- clearances -----------------------------------------------------------------------------------


def opinion(no: int, start: int, end: int | None, *, refuses: bool = False) -> Opinion:
    """What a doctor said."""
    return Opinion(no, 1, "Dr Roth", refuses, start, end)


ENDING = opinion(1, march(1), march(30))


def test_a_clearance_is_due_as_soon_as_it_ends_within_the_days() -> None:
    assert expiring([ENDING], march(30) - EXPIRY_DAYS * DAY - MINUTE) == ()
    assert expiring([ENDING], march(30) - EXPIRY_DAYS * DAY) == (ENDING,)
    assert expiring([ENDING], march(30) - MINUTE) == (ENDING,)


def test_one_that_is_over_or_has_no_end_or_has_not_begun_is_not_due() -> None:
    assert expiring([ENDING], march(30)) == ()
    assert expiring([opinion(1, march(1), None)], march(20)) == ()
    assert expiring([opinion(1, march(21), march(30))], march(20)) == ()


@pytest.mark.parametrize(
    "other",
    [
        opinion(2, march(1), None),
        opinion(2, march(20), march(31)),
        opinion(2, march(30), march(60)),  # the renewal, from where the first one ends
    ],
)
def test_it_is_not_due_where_another_goes_on(other: Opinion) -> None:
    assert ENDING not in expiring([ENDING, other], march(20))


@pytest.mark.parametrize(
    "other",
    [
        opinion(2, march(1), march(30)),
        opinion(2, march(31), None),  # after a day without any
        opinion(2, march(1), None, refuses=True),
    ],
)
def test_it_is_due_where_none_goes_on(other: Opinion) -> None:
    assert ENDING in expiring([ENDING, other], march(20))


def test_of_a_short_renewal_the_end_is_due_before_it_begins() -> None:
    renewal = opinion(2, march(22), march(30))
    assert expiring([opinion(1, march(1), march(22)), renewal], march(20)) == (renewal,)


def test_a_refusal_that_ends_is_not_due() -> None:
    assert expiring([opinion(1, march(1), march(30), refuses=True)], march(20)) == ()


def test_the_clearances_of_a_journal_are_due(anna: Diary) -> None:
    anna.doctor(since=march(1), until=march(20))
    (ending,) = due_at(anna, march(10)).clearances
    assert (ending.no, ending.by, ending.end) == (1, "Dr. Roth", march(20))


# --- questions -----------------------------------------------------------------------------------


def test_a_sign_asks_from_when_it_was_noted_on(anna: Diary) -> None:
    with anna.command() as journal:
        noted = UTC.moment(march(10, 12))
        asks = ("leg-weakness", "foot-drop")
        sign = Symptom(moment=noted, sign="weakness", site="leg-left", asks=asks)
        journal.add(sign, action="log")
    assert due_at(anna, march(10, 12)) == due_at(anna, march(30)) == Due(questions=(1,))
    assert due_at(anna, march(10, 11, 59)) == Due()


# --- warnings -------------------------------------------------------------------------------------


@pytest.fixture
def warned(anna: Diary) -> Diary:
    """A massage in high pain on 10 March, logged then: w1."""
    anna.now = march(10, 12)
    anna.rate(7, march(10, 11))
    anna.massage(march(10, 12))
    return anna


def test_an_unanswered_warning_is_due_from_its_minute_on_for_fourteen_days(warned: Diary) -> None:
    assert due_at(warned, march(10, 12)) == due_at(warned, march(24, 12)) == Due(warnings=(1,))
    assert due_at(warned, march(10, 11, 59)) == due_at(warned, march(24, 12, 1)) == Due()


def test_an_answered_warning_is_not_due(warned: Diary) -> None:
    warned.answer(1)
    assert due_at(warned, march(11, 12)) == Due()


def test_a_withdrawn_warning_is_not_due(warned: Diary) -> None:
    warned.void("p1")  # w2: unverified, which is only counted
    assert due_at(warned, march(11, 12)) == Due()


def test_what_an_import_raised_counts_as_seen(anna: Diary) -> None:
    anna.rate(7, march(30, 11))
    with anna.command() as journal:
        journal.add(MassageSession(moment=moment(march(30, 12))), action="import")
        reassess(journal, FIRST)
    assert anna.warning(1).how == "import"
    assert due_at(anna, march(31)) == Due()


# --- several --------------------------------------------------------------------------------------


def test_each_patient_has_her_own(anna: Diary, ben: Diary) -> None:
    third = Diary.of_new_patient(anna.database, "chris")
    anna.massage(march(10, 12), before=2)
    third.massage(march(10, 11))
    third.massage(march(10, 12), before=2)
    numbers = [anna.patient_id, ben.patient_id, third.patient_id]
    found = due(anna.database, numbers, moment(march(11, 9)), {}, {})
    assert found == {numbers[0]: Due(next_day=(1,)), numbers[2]: Due(next_day=(2,))}
