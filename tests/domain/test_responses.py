"""The arithmetic of responses: after less before, next day less before, each on its own scale."""

from datetime import date, datetime
from fractions import Fraction
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.domain.moment import DAY, HOUR, MINUTE, Moment, Zone, zone_named
from rehabtrack.domain.response_groups import Treated, change_of, grouped, summary
from rehabtrack.domain.responses import Linked, Response, fits, local_day, responses, within_error
from rehabtrack.domain.scales import SCALES, VALUES

BERLIN, TOKYO, NEW_YORK = map(zone_named, ("Europe/Berlin", "Asia/Tokyo", "America/New_York"))
BEGIN = 20_000 * DAY  # some day of 2024
SESSION = Moment(BEGIN + 10 * HOUR, 0, 0, "UTC")
#: A moment that fits each relation to that session.
FITTING = {"before": -HOUR, "after": HOUR, "next-day": DAY}


def rating(relation: str, value: int, no: int = 1, later: int = 0, **fields: object) -> Linked:
    """A rating of the back whose time fits its relation, or lies so much later."""
    at = SESSION.at + FITTING[relation] + later
    known = {"site": "back", "scale": "nrs", "recall": "now"} | fields
    moment = SESSION._replace(at=at)
    return Linked(no=no, relation=relation, value=value, moment=moment, **known)  # type: ignore[arg-type]


def spoken(zone: Zone, *wall: int) -> Moment:
    """The moment when the wall shows this."""
    return zone.moment(zone.instants(datetime(*wall))[0])  # type: ignore[arg-type] # noqa: DTZ001


# --- one response --------------------------------------------------------------------------------


def test_a_response_is_after_less_before_and_next_day_less_before() -> None:
    (found,) = responses(SESSION, [rating("before", 6), rating("after", 2), rating("next-day", 7)])
    assert found == Response("back", "nrs", 6, 2, 7)
    assert (found.change("after"), found.change("next-day")) == (-4, 1)


def test_what_was_not_rated_is_no_change_and_not_zero() -> None:
    (found,) = responses(SESSION, [rating("before", 6)])
    assert (found.change("after"), found.change("next-day")) == (None, None)
    (found,) = responses(SESSION, [rating("before", 6), rating("after", 0)])
    assert found.change("after") == -6


def test_without_a_rating_before_there_is_no_response() -> None:
    assert responses(SESSION, [rating("after", 2), rating("next-day", 3)]) == []


def test_of_several_ratings_of_one_relation_the_newest_counts_and_of_one_minute_the_last() -> None:
    linked = [rating("before", 6, 1), rating("before", 4, 2, later=-MINUTE)]
    linked += [rating("after", 1, 3, later=MINUTE), rating("after", 5, 4)]
    linked += [rating("next-day", 9, 6), rating("next-day", 8, 5)]
    assert responses(SESSION, linked) == [Response("back", "nrs", 6, 1, 9)]


def test_different_scales_and_sites_are_not_compared() -> None:
    linked = [rating("before", 6), rating("after", 2, scale="vrs"), rating("after", 2, site="neck")]
    assert responses(SESSION, linked) == [Response("back", "nrs", 6, None, None)]


def test_a_rating_that_does_not_speak_of_the_moment_is_left_out() -> None:
    linked = [rating("before", 6), rating("after", 9, recall="worst-24h")]
    assert responses(SESSION, linked) == [Response("back", "nrs", 6, None, None)]


def test_a_rating_whose_time_its_link_belies_is_left_out() -> None:
    linked = [rating("before", 6), rating("after", 2, later=-2 * HOUR)]
    linked += [rating("next-day", 3, later=DAY)]
    assert responses(SESSION, linked) == [Response("back", "nrs", 6, None, None)]
    assert responses(SESSION, [rating("before", 6, later=2 * HOUR)]) == []


@given(
    st.permutations(
        [
            rating(r, v, n)
            for n, (r, v) in enumerate(
                [("before", 6), ("before", 3), ("after", 2), ("after", 5), ("next-day", 4)]
            )
        ]
    )
)
def test_the_order_of_the_ratings_never_matters(linked: list[Linked]) -> None:
    assert responses(SESSION, linked) == [Response("back", "nrs", 3, 5, 4)]


@given(st.data(), st.sampled_from(SCALES))
def test_a_change_leads_from_before_to_after_and_is_a_whole_number(
    data: st.DataObject, scale: str
) -> None:
    before, after = (data.draw(st.sampled_from(VALUES[scale])) for _ in range(2))
    linked = [rating("before", before, scale=scale), rating("after", after, scale=scale)]
    (found,) = responses(SESSION, linked)
    change = found.change("after")
    assert change is not None
    assert before + change == after
    (back,) = responses(
        SESSION, [rating("before", after, scale=scale), rating("after", before, scale=scale)]
    )
    assert back.change("after") == -change


# --- what a scale can tell -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scale", "change", "within"),
    [
        *[("nrs", 0, True), ("nrs", 1, True), ("nrs", -1, True), ("nrs", 2, False)],
        *[("nrs", -2, False), ("nrs", 1.5, True), ("vas", 14, True), ("vas", -14, True)],
        *[("vas", 15, False), ("vas", -15, False), ("faces", 0, False), ("faces", 2, False)],
        *[("vrs", 0, False), ("vrs", 1, False)],
    ],
)
def test_less_than_2_points_or_15_mm_is_within_measurement_error(
    scale: str, change: float, within: bool
) -> None:
    assert within_error(scale, change) is within


# --- whose day -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("session", "rating", "fitting"),
    [
        # over midnight: ten minutes later is the next day, a day and ten minutes is not
        (spoken(BERLIN, 2026, 3, 14, 23, 55), spoken(BERLIN, 2026, 3, 15, 0, 5), True),
        (spoken(BERLIN, 2026, 3, 14, 23, 55), spoken(BERLIN, 2026, 3, 16, 0, 5), False),
        (spoken(BERLIN, 2026, 3, 14, 0, 5), spoken(BERLIN, 2026, 3, 15, 23, 55), True),
        (spoken(BERLIN, 2026, 3, 14, 0, 5), spoken(BERLIN, 2026, 3, 14, 23, 55), False),
        # the day of 23 hours, and the day after it
        (spoken(BERLIN, 2026, 3, 28, 0, 30), spoken(BERLIN, 2026, 3, 29, 23, 59), True),
        (spoken(BERLIN, 2026, 3, 28, 23, 30), spoken(BERLIN, 2026, 3, 30, 0, 0), False),
        (spoken(BERLIN, 2026, 3, 29, 23, 30), spoken(BERLIN, 2026, 3, 30, 0, 0), True),
        # the day of 25 hours: 24 hours after 00:30 it is still that day
        (spoken(BERLIN, 2026, 10, 24, 23, 30), spoken(BERLIN, 2026, 10, 25, 23, 59), True),
        (spoken(BERLIN, 2026, 10, 25, 0, 30), spoken(BERLIN, 2026, 10, 25, 23, 59), False),
        (spoken(BERLIN, 2026, 10, 25, 0, 30), spoken(BERLIN, 2026, 10, 26, 0, 0), True),
        # each day is that of the place where it was spoken
        (spoken(BERLIN, 2026, 3, 14, 22, 0), spoken(TOKYO, 2026, 3, 15, 6, 30), True),
        (spoken(TOKYO, 2026, 3, 15, 6, 30), spoken(NEW_YORK, 2026, 3, 14, 20, 0), False),
        # the next date on the wall, and yet before the massage, or within its day
        (spoken(NEW_YORK, 2026, 3, 14, 20, 0), spoken(TOKYO, 2026, 3, 15, 9, 0), False),
        (spoken(NEW_YORK, 2026, 3, 14, 20, 0), spoken(TOKYO, 2026, 3, 15, 9, 1), True),
        (NEW_YORK.day(date(2026, 3, 14)), spoken(TOKYO, 2026, 3, 15, 12, 59), False),
        (NEW_YORK.day(date(2026, 3, 14)), spoken(TOKYO, 2026, 3, 15, 13, 0), True),
    ],
)
def test_the_next_day_is_the_local_day_after_that_of_the_session(
    session: Moment, rating: Moment, fitting: bool
) -> None:
    assert fits("next-day", rating, session) is fitting


def test_a_record_known_by_its_date_is_of_that_day() -> None:
    session, after = BERLIN.day(date(2026, 3, 28)), BERLIN.day(date(2026, 3, 29))
    assert fits("next-day", after, session)
    assert not fits("next-day", session, session)
    assert fits("after", session, session) and fits("before", session, session)  # noqa: PT018
    at_ten = spoken(BERLIN, 2026, 3, 28, 10, 0)
    assert fits("after", session, at_ten) and fits("before", session, at_ten)  # noqa: PT018
    assert not fits("after", BERLIN.day(date(2026, 3, 27)), at_ten)


@given(st.integers(-15 * 60, 15 * 60), st.integers(0, 24 * 60 - 1))
def test_a_day_is_the_date_on_the_wall(offset: int, minute: int) -> None:
    moment = Moment(BEGIN + minute * MINUTE, 0, offset, "x")
    assert local_day(moment) == (moment.wall - spoken(zone_named("UTC"), 1970, 1, 1).wall).days


# --- what many came to ---------------------------------------------------------------------------


@given(st.lists(st.integers(-100, 100), min_size=3))
def test_the_median_and_the_range_are_those_of_the_changes(changes: list[int]) -> None:
    found = summary(changes)
    assert found == (len(changes), median(map(Fraction, changes)), min(changes), max(changes))
    assert f"{found.median:g}".removesuffix(".5").lstrip("-").isdigit()


@given(st.lists(st.integers(-100, 100), max_size=2))
def test_of_fewer_than_three_nothing_is_claimed(changes: list[int]) -> None:
    assert summary(changes) == (len(changes), None, None, None)


def test_the_site_that_hurt_most_before_stands_for_a_massage() -> None:
    found = [Response("back", "nrs", 4, 0, None), Response("neck", "nrs", 6, 5, None)]
    assert change_of(found, "nrs", "after") == -1


def test_of_sites_that_hurt_alike_the_one_where_it_came_out_worse_stands_for_it() -> None:
    found = [Response("back", "nrs", 6, 2, 3), Response("neck", "nrs", 6, 5, 1)]
    assert change_of(found, "nrs", "after") == -1
    assert change_of(found, "nrs", "next-day") == -3


def test_a_site_that_was_not_rated_then_cannot_stand_for_it() -> None:
    found = [Response("back", "nrs", 8, None, 3), Response("neck", "nrs", 6, 5, None)]
    assert change_of(found, "nrs", "after") == -1
    assert change_of(found, "nrs", "next-day") == -5
    assert change_of(found, "vas", "after") is None


def treated(*found: Response, **fields: object) -> Treated:
    """A massage of kneading, of which nothing more is said."""
    known = {"techniques": ("kneading",), "areas": (), "therapist": None, "phase": None}
    return Treated(moment=SESSION, responses=found, **(known | fields))  # type: ignore[arg-type]


def test_a_massage_of_several_techniques_counts_with_each() -> None:
    one = treated(Response("back", "nrs", 6, 2, None), techniques=("rubbing", "kneading"))
    found = grouped([one, one, one], "technique")
    assert [(group.word, group.after.n, group.after.median) for group in found] == [
        ("kneading", 3, -4),
        ("rubbing", 3, -4),
    ]


def test_scales_are_never_mixed() -> None:
    one = treated(Response("back", "nrs", 6, 2, None), Response("back", "vas", 60, 20, None))
    found = grouped([one, one, one], "technique")
    assert [(group.scale, group.after.median) for group in found] == [("nrs", -4), ("vas", -40)]


def test_a_name_is_the_same_in_whatever_case_and_the_unsaid_come_last() -> None:
    response = Response("back", "nrs", 6, 2, None)
    names = ["Zoe", None, "eva", "Eva"]
    found = grouped([treated(response, therapist=name) for name in names], "therapist")
    assert [(group.word, group.after.n) for group in found] == [("eva", 2), ("Zoe", 1), (None, 1)]


def test_a_massage_counts_once_with_a_word_written_in_two_ways() -> None:
    one = treated(Response("back", "nrs", 6, 2, None), areas=("other:Jaw", "other:jaw", "neck"))
    found = [(group.word, group.after.n) for group in grouped([one], "area")]
    assert [n for _, n in found] == [1, 1]


def test_a_massage_that_was_not_rated_afterwards_makes_no_group() -> None:
    assert grouped([treated(Response("back", "nrs", 6, None, None)), treated()], "phase") == []
