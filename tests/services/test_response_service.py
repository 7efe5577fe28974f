"""What was rated after a massage: how the rule hears it, and what looking back finds."""

import engines
from diaries import Diary, march, moment, rated

from rehabtrack.domain.moment import MINUTE
from rehabtrack.domain.response_groups import GROUPINGS, grouped
from rehabtrack.services import responses
from rehabtrack.services.responses import Outcome
from rehabtrack.storage import readings


def rate_after(diary: Diary, no: int, value: int, when: int, relation: str) -> Outcome:
    """Log how it hurt after a massage."""
    with diary.command() as journal:
        session = responses.session_given(journal, no)
        return responses.log(journal, session, relation, [rated(value, when)])


def test_a_next_day_rating_is_heard_by_the_next_session(anna: Diary) -> None:
    anna.massage(march(10, 10), before=2)
    anna.massage(march(11, 12), before=1)
    outcome = rate_after(anna, 1, 8, march(11, 9), "next-day")
    assert anna.statuses() == {"m2": "high-pain"}
    assert [one.session.no for one in outcome.reassessed] == [2]
    assert anna.standing(2)


def test_a_next_day_rating_is_never_disowned_by_its_session(anna: Diary) -> None:
    """Moved before it by mistake it decides, as any rating; one linked `after` never does."""
    anna.massage(march(10, 10), before=2)
    rate_after(anna, 1, 8, march(11, 9), "next-day")
    anna.edit("p2", at=march(10, 9))
    assert anna.statuses() == {"m1": "high-pain"}
    anna.edit("p2", relation="after")
    assert anna.statuses() == {}


def test_a_change_reaches_no_further_than_the_next_rating_be_it_of_a_next_day(anna: Diary) -> None:
    anna.massage(march(1, 10), before=6, after=3, minutes=30)
    rate_after(anna, 1, 5, march(2, 10), "next-day")
    with anna.command() as journal:
        assert readings.next_reading_at(journal, march(1, 10)) == march(2, 10)


def test_a_next_day_rating_stays_where_it_is_when_its_session_moves(anna: Diary) -> None:
    """Even one made at the very minute in which the massage ended."""
    anna.massage(march(10, 23), minutes=600, before=6, after=3)
    rate_after(anna, 1, 5, march(11, 9), "next-day")
    anna.edit("m1", at=march(10, 22))
    times = {no: anna.entry(f"p{no}").record.moment.at for no in (1, 2, 3)}
    assert times == {1: march(10, 22), 2: march(11, 8), 3: march(11, 9)}


def test_what_no_link_fits_any_more_is_named_and_left_out(anna: Diary) -> None:
    anna.massage(march(10, 10), before=6)
    rate_after(anna, 1, 5, march(11, 9), "next-day")
    with anna.command() as journal:
        assert responses.strayed(journal, 1) == []
    anna.edit("m1", at=march(9, 10))
    with anna.command() as journal:
        assert [entry.no for entry in responses.strayed(journal, 1)] == [2]
        (found,) = responses.of_session(journal, journal.entry("massage", 1))
        assert found.next_day is None
        (one,) = responses.look_back(journal)
        assert one.responses == [found]


def test_looking_back_reads_what_each_massage_says_of_itself(anna: Diary) -> None:
    anna.phase("conservative", march(1))
    anna.phase("recovery", march(10, 10))
    words = {"techniques": ("kneading", "rubbing"), "areas": ("neck",), "therapist": "Eva"}
    anna.massage(march(9, 10), before=6, after=2, minutes=30, **words)
    anna.massage(march(10, 10), before=6, after=5, minutes=30)
    anna.massage(march(10, 11))
    with anna.command() as journal:
        first, second = responses.look_back(journal)
    assert first.moment == moment(march(9, 10))
    assert (first.techniques, first.areas) == (("kneading", "rubbing"), ("neck",))
    assert (first.therapist, first.phase) == ("Eva", "conservative")
    assert [found.change("after") for found in first.responses] == [-4]
    assert (second.techniques, second.therapist, second.phase) == ((), None, "recovery")


def test_looking_back_is_bounded_by_the_massage_not_by_its_rating(anna: Diary) -> None:
    anna.massage(march(9, 10), before=6, after=2, minutes=30)
    anna.massage(march(10, 10), before=6, after=3, minutes=30)
    with anna.command() as journal:
        spans = [(march(9, 10), march(10, 10)), (march(9, 10) + MINUTE, march(10, 10))]
        found = [len(responses.look_back(journal, *span)) for span in spans]
        assert found == [1, 0]


def test_void_massages_void_ratings_and_other_patients_are_left_out(
    anna: Diary, ben: Diary
) -> None:
    for _ in range(2):
        anna.massage(march(9, 10), before=6, after=2, minutes=30)
    ben.massage(march(9, 10), before=1, after=9, minutes=30)
    anna.void("m1")
    anna.void("p4")
    with anna.command() as journal:
        (one,) = responses.look_back(journal)
        assert [found.after for found in one.responses] == [None]
    with ben.command() as journal:
        (one,) = responses.look_back(journal)
        assert [found.after for found in one.responses] == [9]


def test_looking_back_takes_three_statements_however_many_massages(anna: Diary) -> None:
    for number in range(1, 9):
        anna.massage(march(number, 10), before=6, after=2, minutes=30)
    with anna.command() as journal, engines.asked(anna.database) as asked:
        found = responses.look_back(journal)
    assert len(asked) == 3
    assert [grouped(found, by)[0].after.n for by in GROUPINGS] == [8, 8, 8, 8]
