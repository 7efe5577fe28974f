"""The figures of a course made by hand: what a doctor would count by hand too."""

import pytest
from courses import (
    UTC,
    course_of,
    day_of,
    march,
    measure,
    of_day,
    phase,
    rated,
    scored,
    session,
    skipped,
    treated,
)

from rehabtrack.domain.moment import DAY, HOUR, zone_named
from rehabtrack.domain.policy import Policy
from rehabtrack.reports.coverage import Gap
from rehabtrack.reports.figures import by_phase, figures
from rehabtrack.reports.levels import median_words

# --- days and ratings -----------------------------------------------------------------------------


def test_days_without_a_rating_are_gaps_and_the_longest_is_told() -> None:
    days = (2, 3, 3, 10, 31)
    found = figures(course_of(rated(0, march(day, 20, no)) for no, day in enumerate(days))).coverage
    assert (found.days, found.rated, found.ratings) == (31, 4, 5)
    assert found.gaps == (
        Gap(day_of(1), day_of(1)),
        Gap(day_of(4), day_of(9)),
        Gap(day_of(11), day_of(30)),
    )
    assert found.longest_gap == Gap(day_of(11), day_of(30))
    assert found.longest_gap.days == 20


def test_of_gaps_of_one_length_the_newest_is_the_longest() -> None:
    found = figures(course_of([rated(2, march(11, 8)), rated(2, march(22, 8))])).coverage
    assert found.longest_gap == Gap(day_of(12), day_of(21))
    assert [gap.days for gap in found.gaps] == [10, 10, 9]


def test_of_no_rating_nothing_is_claimed() -> None:
    found = figures(course_of())
    assert (found.coverage.days, found.coverage.rated) == (31, 0)
    assert found.coverage.gaps == (Gap(day_of(1), day_of(31)),)
    assert found.coverage.share_late is None
    assert found.high.share is None
    assert (found.high.known, found.high.high, found.high.longest) == (0, 0, None)
    assert (found.levels, found.elsewhere, found.responses, found.function) == ([], [], [], [])


def test_the_days_after_today_are_no_gap() -> None:
    found = figures(course_of([rated(2, march(1, 8))], now=march(3, 12))).coverage
    assert (found.days, found.rated) == (3, 1)
    assert found.gaps == (Gap(day_of(2), day_of(3)),)


def test_a_rating_ahead_of_the_clock_is_counted_on_its_own_day() -> None:
    found = figures(course_of([rated(2, march(3, 0, 2))], now=march(2, 23, 58))).coverage
    assert (found.days, found.rated, found.gaps) == (3, 1, (Gap(day_of(1), day_of(2)),))


def test_a_rating_ahead_of_the_clock_that_speaks_of_the_day_before_is_not_lost() -> None:
    ahead = rated(2, march(3), recall="average-24h")
    found = figures(course_of([ahead], since=march(2), now=march(2, 23, 58))).coverage
    assert (found.days, found.rated) == (1, 1)


def test_a_span_that_ends_before_it_begins_has_no_day() -> None:
    course = course_of([rated(8, march(5))], since=march(10), until=march(4), now=march(31))
    found = figures(course)
    assert (found.spans, found.coverage.days, found.high.known) == ([], 0, 0)
    assert by_phase(course) == []


def test_written_down_on_a_later_day_is_late_and_imported_ratings_are_counted_apart() -> None:
    found = figures(
        course_of(
            [
                rated(2, march(1, 20), recorded_at=march(1, 23, 59)),
                rated(2, march(2, 20), recorded_at=march(3)),
                of_day(2, 4),
                of_day(2, 5, recorded_at=march(6, 8)),
                rated(2, march(7, 8), recorded_at=march(30), imported=1),
            ]
        )
    ).coverage
    assert (found.ratings, found.imported, found.late) == (5, 1, 2)
    assert found.share_late == 0.5


def test_late_is_by_the_clock_that_the_rating_was_spoken_in() -> None:
    in_tokyo = rated(2, march(1, 14), offset=540, recorded_at=march(1, 16))
    in_utc = in_tokyo._replace(offset=0)
    assert (in_tokyo.late, in_utc.late) == (True, False)


def test_a_rating_spoken_elsewhere_at_the_edge_of_the_span_is_counted_on_its_last_day() -> None:
    found = figures(course_of([rated(2, march(31, 20), offset=540)])).coverage
    assert (found.days, found.rated, found.gaps) == (31, 1, (Gap(day_of(1), day_of(30)),))


def test_days_are_those_of_the_zone_where_the_clocks_change() -> None:
    berlin = zone_named("Europe/Berlin")
    since, until = march(29) - HOUR, march(30) - 2 * HOUR  # 23 hours
    course = course_of([rated(2, march(29, 12))], since=since, until=until, zone=berlin)
    assert figures(course).coverage.days == 1
    assert figures(course).spans == [(since, until)]


def test_what_the_rule_does_not_hear_makes_no_day_rated_and_stands_apart() -> None:
    head = rated(9, march(1, 8), site="other:head")
    week = rated(8, march(2, 8), recall="average-7d")
    found = figures(course_of([head, week, rated(2, march(3, 8))]))
    assert (found.coverage.ratings, found.coverage.rated, found.coverage.unheard) == (1, 1, 2)
    assert [(level.site, level.recall) for level in found.levels] == [
        ("back", "now"),
        ("back", "average-7d"),
    ]
    assert [level.site for level in found.elsewhere] == ["other:head"]
    assert (found.high.high, found.high.high_days, found.high.rated_days) == (0, 0, 1)


# --- levels ---------------------------------------------------------------------------------------


def test_each_site_scale_and_recall_stands_for_itself() -> None:
    found = figures(
        course_of(
            [
                rated(6, march(1, 8), site="leg-left"),
                rated(60, march(1, 8), scale="vas"),
                rated(2, march(1, 8)),
                rated(5, march(1, 20), recall="worst-24h"),
                rated(4, march(2, 8)),
                rated(3, march(2, 9)),
            ]
        )
    )
    assert [level[:3] for level in found.levels] == [
        ("back", "nrs", "now"),
        ("back", "nrs", "worst-24h"),
        ("back", "vas", "now"),
        ("leg-left", "nrs", "now"),
    ]
    assert [(level.n, level.days) for level in found.levels] == [(3, 2), (1, 1), (1, 1), (1, 1)]
    back = found.levels[0]
    assert (back.worst.value, back.median, back.newest.value) == (4, 3, 3)


def test_of_two_ratings_no_median_is_claimed() -> None:
    found = figures(course_of([rated(2, march(1)), rated(4, march(2))]))
    assert (found.levels[0].n, found.levels[0].median) == (2, None)


def test_zero_is_a_value() -> None:
    found = figures(course_of(rated(0, march(day)) for day in (1, 2, 3)))
    level = found.levels[0]
    assert (level.worst.value, level.median, level.newest.value) == (0, 0, 0)


def test_the_worst_is_the_newest_of_the_highest_and_of_one_instant_the_higher_is_newest() -> None:
    values = [(7, march(1)), (7, march(3)), (2, march(4)), (6, march(4))]
    level = figures(course_of(rated(value, at) for value, at in values)).levels[0]
    assert (level.worst.at, level.newest.value) == (march(3), 6)


@pytest.mark.parametrize(
    ("scale", "median", "words"),
    [
        ("nrs", 2.5, "2.5/10"),
        ("nrs", 3, "3/10"),
        ("vas", 30, "30/100 mm"),
        ("faces", 3, "3/10 faces"),
        ("vrs", 1, "weak"),
        ("vrs", 1.5, "weak to moderate"),
    ],
)
def test_a_median_is_said_on_its_scale(scale: str, median: float, words: str) -> None:
    assert median_words(scale, median) == words


# --- time in high pain ----------------------------------------------------------------------------


def test_the_time_in_high_pain_is_that_of_the_periods_in_the_span_until_now() -> None:
    before, open_one = rated(7, march(0, 12)), rated(6, march(9, 20))
    course = course_of([before, rated(5, march(3, 8)), open_one], now=march(10, 8))
    found = figures(course).high
    assert found.high == (12 + 24 + 12) * HOUR
    assert found.periods == 3
    assert found.longest is not None
    assert (found.longest.start, found.longest.end) == (march(3, 8), march(4, 8))


def test_its_share_is_of_the_time_of_which_something_is_known() -> None:
    course = course_of([rated(7, march(1, 8)), rated(2, march(3, 8)), rated(1, march(3, 20))])
    found = figures(course).high
    assert (found.high, found.known) == (24 * HOUR, (24 + 36) * HOUR)
    assert found.share == 24 / 60
    assert (found.high_days, found.rated_days) == (1, 2)


def test_a_weak_rating_of_the_day_before_still_speaks_for_the_first_hours() -> None:
    found = figures(course_of([rated(2, march(0, 20))])).high
    assert (found.known, found.high, found.rated_days) == (20 * HOUR, 0, 0)


def test_a_high_rating_speaks_for_no_longer_than_it_covers() -> None:
    course = course_of([rated(5, march(1, 8))], policy=Policy(0, 3, 2, None))
    assert figures(course).high[:2] == (2 * HOUR, 2 * HOUR)
    advised = course_of([rated(4, march(1, 8))], policy=Policy(0, 4, 2, "Dr. Roth"))
    assert figures(advised).high[:2] == (24 * HOUR, 0)


def test_a_day_known_only_by_its_date_is_known_whole() -> None:
    found = figures(course_of([of_day(2, 3), of_day(8, 10)])).high
    assert (found.known, found.high) == (DAY + 2 * DAY, 2 * DAY)
    of_25_hours = of_day(2, 3, width=25 * HOUR)
    assert figures(course_of([of_25_hours])).high.known == 25 * HOUR


# --- massages -------------------------------------------------------------------------------------


def test_massages_are_counted_once_by_the_gravest_that_was_recorded_of_them() -> None:
    found = figures(
        course_of(
            sessions=[
                session(1, march(1, 10)),
                session(2, march(1, 10, 5), "high-pain", same=1, warnings=(("pain-eased",),)),
                session(3, march(2, 10), "unverified"),
                session(4, march(3, 10), "high-pain"),
                session(5, march(4, 10), "clear", warnings=(("doctor-cleared", "pain-eased"), ())),
            ],
            skipped=[skipped(march(5)), skipped(march(6), "other"), skipped(march(7), "other")],
        )
    ).massages
    assert found.given == 4
    assert found.by_status == (("high-pain", 2), ("unverified", 1), ("clear", 1))
    assert (found.warnings, found.answered) == (4, 2)
    assert found.answers == (("pain-eased", 2), ("doctor-cleared", 1))
    assert found.not_given == (("other", 2), ("not-rated", 1))


def test_of_fewer_than_three_responses_nothing_is_claimed() -> None:
    given = [treated(no, march(no), 6, 6 - no, "stroking") for no in (1, 2, 3)]
    (three,) = figures(course_of(treated=given)).responses
    (two,) = figures(course_of(treated=given[:2])).responses
    assert (three.word, three.after.n, three.after.median) == ("stroking", 3, -2)
    assert (two.after.n, two.after.median) == (2, None)


# --- measures and function ------------------------------------------------------------------------


def test_like_measures_are_one_and_another_dose_is_another() -> None:
    found = figures(
        course_of(
            measures=[
                measure("Walking", march(2), march(2), kind="exercise"),
                measure("ibuprofen", march(4), march(6), dose="400 mg"),
                measure("Ibuprofen", march(1), march(2), dose="400 mg"),
                measure("Ibuprofen", march(8), dose="600 mg"),
            ]
        )
    ).measures
    assert [(one.name, one.dose, one.times, one.since.at, one.until) for one in found] == [
        ("Ibuprofen", "400 mg", 2, march(1), march(6)),
        ("Ibuprofen", "600 mg", 1, march(8), None),
        ("Walking", None, 1, march(2), march(2)),
    ]


def test_a_measure_that_goes_on_has_no_end_whatever_ended_before_it() -> None:
    ended, on = measure("Ibuprofen", march(1), march(2)), measure("Ibuprofen", march(5))
    (found,) = figures(course_of(measures=[ended, on])).measures
    assert (found.times, found.until) == (2, None)


def test_what_was_done_as_a_span_begins_is_of_it_and_what_ended_then_is_not() -> None:
    done = measure("Walking", march(5), march(5))
    ended = measure("Ibuprofen", march(1), march(5))
    found = by_phase(course_of(phases=[phase(1, "recovery", march(5))], measures=[done, ended]))
    assert [[one.name for one in each.figures.measures] for each in found] == [
        ["Walking"],
        ["Ibuprofen"],
    ]


def test_a_score_is_held_against_the_first_of_the_span_and_says_whether_that_matters() -> None:
    rmdq, peg = scored("rmdq", (march(1), 15), (march(20), 9)), scored("peg", (march(2), 5))
    first, only = figures(course_of(scores=[rmdq, peg])).function
    assert first.change is not None
    assert (first.n, first.change.tenths, first.change.per_cent) == (2, -60, -40)
    assert first.change.reaches == ("points", "per-cent")
    assert (only.n, only.change) == (1, None)
    late = figures(course_of(scores=[rmdq], since=march(10))).function[0]
    assert (late.n, late.change) == (1, None)
    assert late.newest.change == first.change


def test_a_rise_is_no_important_change_and_one_without_a_source_says_nothing() -> None:
    worse = scored("rmdq", (march(1), 5), (march(20), 15))
    better = scored("peg", (march(1), 9), (march(20), 1))
    found = figures(course_of(scores=[worse, better])).function
    assert [one.change and one.change.reaches for one in found] == [None, None]
    small = scored("rmdq", (march(1), 20), (march(20), 18))
    (only,) = figures(course_of(scores=[small])).function
    assert only.change is not None
    assert only.change.reaches == ()


# --- phases ---------------------------------------------------------------------------------------


def test_each_phase_is_cut_to_the_span_and_the_time_in_none_comes_last() -> None:
    early = phase(1, "conservative", march(-20), march(5))
    late = phase(2, "recovery", march(10), march(50))
    course = course_of(
        [rated(7, march(2, 8)), rated(2, march(7, 8)), rated(1, march(12, 8))],
        phases=[early, late],
        sessions=[session(1, march(12, 10))],
        measures=[measure("Ibuprofen", march(-10), march(3))],
    )
    one, other, none = by_phase(course)
    assert [each.phase for each in (one, other, none)] == [early, late, None]
    assert [each.figures.spans for each in (one, other, none)] == [
        [(march(1), march(5))],
        [(march(10), march(32))],
        [(march(5), march(10))],
    ]
    assert [each.figures.coverage.days for each in (one, other, none)] == [4, 22, 5]
    assert [each.figures.levels[0].newest.value for each in (one, other, none)] == [7, 1, 2]
    assert [each.figures.massages.given for each in (one, other, none)] == [0, 1, 0]
    assert [len(each.figures.measures) for each in (one, other, none)] == [1, 0, 0]


def test_the_hours_before_the_first_phase_are_told_only_where_something_was_recorded() -> None:
    recovery = phase(1, "recovery", march(1, 9))
    assert len(by_phase(course_of([rated(2, march(1, 10))], phases=[recovery]))) == 1
    assert len(by_phase(course_of([rated(2, march(1, 8))], phases=[recovery]))) == 2


def test_a_phase_that_begins_after_now_has_no_day() -> None:
    planned = phase(1, "surgery", march(20))
    course = course_of([rated(2, march(1, 8))], phases=[planned], now=march(10))
    ahead, none = by_phase(course)
    assert (ahead.figures.coverage.days, ahead.figures.high.known) == (0, 0)
    assert none.figures.coverage.days == 10


def test_a_massage_known_by_its_date_lies_where_it_is_judged() -> None:
    changed = phase(1, "recovery", march(5, 12))
    by_date = session(1, march(5))._replace(moment=UTC.moment(march(5))._replace(width=DAY))
    found = by_phase(course_of(phases=[changed], sessions=[by_date]))
    assert [each.figures.massages.given for each in found] == [1, 0]
