"""The day that a rating is counted on, and the days before and after a surgery."""

from courses import course_of, day_of, march, of_day, phase, rated

from rehabtrack.domain.moment import HOUR, zone_named
from rehabtrack.reports.course import Course
from rehabtrack.reports.ground import ground
from rehabtrack.reports.part import part_of
from rehabtrack.reports.surgery import FEWEST_DAYS, Comparison, comparisons_of

# --- the day of a rating --------------------------------------------------------------------------


def days_of(course: Course) -> list[int]:
    """The day that each rating of a course is counted on."""
    of = ground(course)
    return [day for day, _ in part_of(of, [of.whole]).ratings]


def test_a_rating_known_by_its_date_is_of_that_day_whatever_its_recall() -> None:
    ratings = [of_day(3, 4, recall="worst-24h"), of_day(2, 6)]
    assert days_of(course_of(ratings)) == [day_of(4), day_of(6)]


def test_one_of_the_24_h_before_is_of_the_day_that_holds_most_of_them() -> None:
    ratings = [
        rated(5, march(4, 7), recall="worst-24h"),
        rated(3, march(5, 20), recall="average-24h"),
        rated(2, march(6, 7)),
    ]
    assert days_of(course_of(ratings)) == [day_of(3), day_of(5), day_of(6)]


def test_one_of_the_24_h_before_the_span_is_not_in_it() -> None:
    one = rated(5, march(2, 7), recall="worst-24h")
    assert days_of(course_of([one], since=march(2))) == []
    assert days_of(course_of([one], until=march(2))) == [day_of(1)]
    assert not one.late


# --- before and after a surgery -------------------------------------------------------------------


def around_surgery(course: Course) -> list[Comparison]:
    return comparisons_of(ground(course))


def daily(value: int, first: int, last: int) -> list[object]:
    return [rated(value, march(day, 20)) for day in range(first, last + 1)]


def test_a_surgery_has_as_many_days_before_it_as_after_it_and_its_own_is_of_neither() -> None:
    surgery = phase(1, "surgery", march(10, 9), march(12))
    ratings = [*daily(7, 1, 9), rated(10, march(10, 20)), *daily(2, 11, 31)]
    (found,) = around_surgery(course_of(ratings, phases=[surgery]))
    assert (found.surgery, found.days) == (surgery, 9)
    assert found.before.spans == [(march(1), march(10))]
    assert found.after.spans == [(march(11), march(20))]
    (level,) = found.levels
    assert level.before is not None
    assert level.after is not None
    assert (level.before.n, level.before.median, level.after.n, level.after.median) == (9, 7, 9, 2)
    assert (level.change, found.after.levels[0].worst.value) == (-5, 2)


def test_the_side_after_it_ends_with_the_last_whole_day() -> None:
    surgery = phase(1, "surgery", march(10, 9))
    (found,) = around_surgery(course_of(daily(3, 1, 14), phases=[surgery], now=march(14, 22)))
    assert (found.days, found.after.spans) == (3, [(march(11), march(14))])


def test_of_too_few_rated_days_nothing_is_claimed() -> None:
    surgery = phase(1, "surgery", march(10, 9))
    few = daily(7, 1, FEWEST_DAYS - 1)
    (found,) = around_surgery(course_of([*few, *daily(2, 11, 19)], phases=[surgery]))
    (level,) = found.levels
    assert level.change is None
    assert level.before is not None
    assert level.before.n == FEWEST_DAYS - 1


def test_many_ratings_of_few_days_are_too_few() -> None:
    surgery = phase(1, "surgery", march(10, 9))
    one_day = [rated(7, march(9, hour)) for hour in range(12)]
    (found,) = around_surgery(course_of([*one_day, *daily(2, 11, 19)], phases=[surgery]))
    assert found.levels[0].change is None


def test_a_site_scale_or_recall_of_one_side_alone_is_held_against_nothing() -> None:
    surgery = phase(1, "surgery", march(10, 9))
    asked = [rated(2, march(day, 20), recall="worst-24h") for day in range(11, 20)]
    (found,) = around_surgery(course_of([*daily(7, 1, 9), *asked], phases=[surgery]))
    now, worst = found.levels
    assert (now.recall, now.after, now.change) == ("now", None, None)
    assert (worst.recall, worst.before, worst.change) == ("worst-24h", None, None)


def test_another_surgery_bounds_the_sides() -> None:
    surgeries = [phase(1, "surgery", march(10, 9)), phase(2, "surgery", march(14, 9))]
    one, other = around_surgery(course_of(phases=surgeries))
    assert (one.days, one.after.spans) == (3, [(march(11), march(14))])
    assert (other.days, other.before.spans) == (3, [(march(11), march(14))])


def test_a_surgery_at_the_edge_or_ahead_has_nothing_beside_it() -> None:
    edge, ahead = phase(1, "surgery", march(1, 9)), phase(2, "surgery", march(25, 9))
    assert around_surgery(course_of(daily(3, 1, 20), phases=[edge], now=march(20, 22))) == []
    assert around_surgery(course_of(daily(3, 1, 20), phases=[ahead], now=march(20, 22))) == []
    before = phase(1, "surgery", march(-3))
    assert around_surgery(course_of(daily(3, 1, 20), phases=[before])) == []
    assert around_surgery(course_of(daily(3, 1, 20), phases=[phase(1, "recovery", march(9))])) == []


def test_a_day_that_the_span_begins_within_is_no_whole_one() -> None:
    surgery = phase(1, "surgery", march(10, 9))
    (found,) = around_surgery(course_of(phases=[surgery], since=march(7, 6)))
    assert (found.days, found.before.spans) == (2, [(march(8), march(10))])


def test_the_sides_are_days_of_the_zone_where_the_clocks_change() -> None:
    berlin = zone_named("Europe/Berlin")
    surgery = phase(1, "surgery", march(28, 9))
    since, until = march(27) - HOUR, march(30) - 2 * HOUR
    course = course_of(phases=[surgery], zone=berlin, since=since, until=until, now=until)
    (found,) = around_surgery(course)
    assert found.days == 1
    assert found.before.spans == [(march(27) - HOUR, march(28) - HOUR)]
    assert found.after.spans == [(march(29) - HOUR, march(30) - 2 * HOUR)]  # 23 hours
    assert found.after.coverage.days == 1
