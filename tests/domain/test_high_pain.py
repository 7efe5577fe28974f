"""The cases of the rule that must hold, in its own words, and the edges of its answers."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.high_pain import REACH, Assessment, PainState, Reading, Session
from rehabtrack.domain.moment import DAY, HOUR, MINUTE
from rehabtrack.domain.periods import Peak, Period, high_pain_periods
from rehabtrack.domain.policy import DEFAULT_POLICY, Policy, policy_at
from rehabtrack.domain.scales import CATEGORIES, read_value
from rehabtrack.domain.sites import read_site, site_counts

DAY_ZERO = 1_773_446_400_000  # 2026-03-14T00:00Z


def at(clock: str, day: int = 0) -> int:
    """The instant of a wall clock in UTC, `day` days after the day of the story."""
    hours, minutes = clock.split(":")
    return DAY_ZERO + day * DAY + int(hours) * HOUR + int(minutes) * MINUTE


def rated(
    clock: str,
    value: object,
    site: str = "back",
    *,
    day: int = 0,
    scale: str = "nrs",
    recall: str = "now",
    after: int = 0,
    version: int = 1,
    no: int = 0,
) -> Reading:
    rank = read_value(scale, str(value))
    return Reading(at(clock, day), 0, site, scale, rank, recall, no, version, after)


def rated_on(day: int, value: int, site: str = "back", *, hours: int = 24) -> Reading:
    """A rating known only by its date, of a local day that is `hours` long."""
    return Reading(at("00:00", day), hours * HOUR, site, "nrs", value, "now", 0, 1, 0)


def session(clock: str, day: int = 0, no: int = 1) -> Session:
    return Session(no, at(clock, day), 0)


def session_on(day: int, *, hours: int = 24) -> Session:
    return Session(1, at("00:00", day), hours * HOUR)


def numbered(ratings: list[Reading]) -> list[Reading]:
    """As stored: numbered in the order given, unless they are, and read in order of time."""
    return sorted(
        (r if r.no else r._replace(no=number) for number, r in enumerate(ratings, 1)),
        key=lambda r: (r.at, r.no),
    )


def assess(ratings: list[Reading], massage: Session, *policies: Policy) -> Assessment:
    state = PainState(policies)
    for reading in numbered(ratings):
        if reading.at <= massage.judged_at:
            state.observe(reading)
    return state.assess(massage)


def says(ratings: list[Reading], massage: Session, *policies: Policy) -> str:
    """The answer in a line: its reason (or clear) and the ratings that decided."""
    found = assess(ratings, massage, *policies)
    decided = ", ".join(f"{reading.site} {reading.value}" for reading in found.evidence)
    return f"{found.reason or found.status}: {decided}"


def limit(number: int, hours: int = 24, since: int = DEFAULT_POLICY.at) -> Policy:
    return Policy.checked(since, number, hours, "Dr. Weiss")


# -- the numbered cases ------------------------------------------------------------------------


def test_case_1_without_ratings_it_is_unverified_for_no_recent_rating() -> None:
    found = assess([], session("12:00"))
    assert found == Assessment("unverified", "no-recent-rating", DEFAULT_POLICY, (), None)


def test_case_2_a_high_rating_exactly_hours_old_no_longer_covers() -> None:
    eight = [rated("12:00", 8)]
    assert says(eight, session("11:59", day=1)) == "rated-high: back 8"
    assert says(eight, session("12:00", day=1)) == "high-not-rerated: back 8"
    assert says(eight, session("12:00"), limit(3, hours=1)) == "rated-high: back 8"
    assert says(eight, session("13:00"), limit(3, hours=1)) == "high-not-rerated: back 8"
    assert says(eight, session("11:59", day=3), limit(3, hours=72)) == "rated-high: back 8"
    assert says(eight, session("12:00", day=3), limit(3, hours=72)) == "high-not-rerated: back 8"


def test_case_2_a_weak_rating_exactly_24_h_old_is_no_recent_rating() -> None:
    two = [rated("12:00", 2)]
    for policy in (limit(3), limit(3, hours=1), limit(3, hours=72)):
        assert says(two, session("11:59", day=1), policy) == "clear: back 2"
        assert says(two, session("12:00", day=1), policy) == "no-recent-rating: back 2"


def test_case_3_a_rating_at_exactly_the_start_counts() -> None:
    assert says([rated("10:00", 6)], session("10:00")) == "rated-high: back 6"
    assert says([rated("10:00", 2)], session("10:00")) == "clear: back 2"


def test_case_3_rated_half_a_minute_after_the_session_s_minute_began_counts() -> None:
    spoken = at("10:00") + 30_000
    cut = rated("10:00", 6)._replace(at=spoken - spoken % MINUTE)
    assert says([cut], session("10:00")) == "rated-high: back 6"


def test_case_4_one_high_site_is_enough() -> None:
    ratings = [rated("08:00", 2), rated("08:05", 6, "leg-left")]
    assert says(ratings, session("10:00")) == "rated-high: leg-left 6"


@pytest.mark.parametrize("values", [(2, 6), (6, 2)])
def test_case_5_of_two_ratings_at_one_instant_both_are_kept_and_the_high_one_decides(
    values: tuple[int, int],
) -> None:
    both = [rated("08:00", value) for value in values]
    assert says(both, session("09:00")) == "rated-high: back 6"
    assert says(both, session("09:00", day=3)) == "high-not-rerated: back 6"
    assert says(both, session("09:00", day=20)) == (
        f"no-recent-rating: back {values[0]}, back {values[1]}"
    )


@pytest.mark.parametrize(
    ("scale", "value"), [("nrs", 3), ("vas", 30), ("faces", 2), ("vrs", "weak")]
)
def test_case_6_weak_pain_on_each_scale_is_clear(scale: str, value: object) -> None:
    assert assess([rated("08:00", value, scale=scale)], session("09:00")).status == "clear"


@pytest.mark.parametrize(
    ("scale", "value"), [("nrs", 4), ("vas", 31), ("faces", 4), ("vrs", "moderate")]
)
def test_case_6_the_next_value_on_each_scale_is_high_pain(scale: str, value: object) -> None:
    assert assess([rated("08:00", value, scale=scale)], session("09:00")).status == "high-pain"


def test_case_7_an_8_then_a_2_is_high_pain_until_24_h_after_the_8() -> None:
    ratings = [rated("08:00", 8), rated("09:00", 2)]
    found = assess(ratings, session("10:00"))
    assert (found.status, found.until) == ("high-pain", at("08:00", day=1))
    assert assess(ratings, session("07:59", day=1)).status == "high-pain"
    assert says(ratings, session("08:00", day=1)) == "clear: back 2"


def test_case_8_a_leg_rated_high_three_days_ago_and_never_again_is_not_shown_to_be_weak() -> None:
    ratings = [rated("09:00", 7, "leg-left", day=-3), rated("09:00", 2)]
    assert says(ratings, session("10:00")) == "high-not-rerated: leg-left 7"


def test_case_9_the_leg_then_rated_weak_is_clear() -> None:
    ratings = [rated("09:00", 7, "leg-left", day=-3), rated("09:00", 2)]
    ratings.append(rated("09:30", 1, "leg-left"))
    assert says(ratings, session("10:00")) == "clear: back 2, leg-left 1"


def test_case_9_after_14_days_without_a_word_the_leg_is_clear() -> None:
    ratings = [rated("10:00", 7, "leg-left", day=-14), rated("09:00", 2)]
    assert says(ratings, session("09:59")) == "high-not-rerated: leg-left 7"
    assert says(ratings, session("10:00")) == "clear: back 2"


def test_case_10_an_8_five_minutes_after_the_session_leaves_it_unchanged() -> None:
    for linked in (0, 1):
        ratings = [rated("09:00", 2), rated("10:05", 8, after=linked)]
        assert says(ratings, session("10:00")) == "clear: back 2"
        assert says(ratings, session("10:10", no=2)) == "rated-high: back 8"


def test_case_11_a_back_dated_8_makes_a_recorded_session_high_pain() -> None:
    recorded = [rated("09:00", 2)]
    assert says(recorded, session("10:00")) == "clear: back 2"
    assert says([*recorded, rated("08:00", 8)], session("10:00")) == "rated-high: back 8"


def test_case_12_without_the_voided_rating_the_session_is_assessed_as_before() -> None:
    recorded, late = [rated("08:00", 6, no=1)], rated("09:00", 8, no=2)
    assert says([*recorded, late], session("10:00")) == "rated-high: back 6, back 8"
    assert says(recorded, session("10:00")) == "rated-high: back 6"


def test_case_13_a_6_edited_to_2_changes_the_assessment_which_names_the_version() -> None:
    first, second = rated("08:00", 6), rated("08:00", 2, version=2)
    assert says([first], session("10:00")) == "rated-high: back 6"
    found = assess([second], session("10:00"))
    assert (found.status, [r.version for r in found.evidence]) == ("clear", [2])


def test_case_14_a_check_of_the_future_is_answered_as_of_now() -> None:
    assert says([rated("08:00", 8)], session("07:00", day=1, no=0)) == "rated-high: back 8"
    assert says([rated("08:00", 8)], session("09:00", day=1, no=0)) == "high-not-rerated: back 8"


def test_case_15_over_the_spring_change_a_rating_covers_24_elapsed_hours() -> None:
    berlin = ZoneInfo("Europe/Berlin")

    def instant(day: int, hour: int, minute: int) -> int:
        return int(datetime(2026, 3, day, hour, minute, tzinfo=berlin).timestamp()) * 1000

    eight = [rated("00:00", 8)._replace(at=instant(28, 12, 0))]
    at_half_past_twelve = Session(1, instant(29, 12, 30), 0)
    assert at_half_past_twelve.at - eight[0].at == 23 * HOUR + 30 * MINUTE
    assert says(eight, at_half_past_twelve) == "rated-high: back 8"
    assert says(eight, Session(1, instant(29, 13, 0), 0)) == "high-not-rerated: back 8"


def test_case_18_a_rating_in_tokyo_and_a_session_in_berlin_are_compared_as_instants() -> None:
    def instant(hour: int, zone: str) -> int:
        return int(datetime(2026, 3, 14, hour, tzinfo=ZoneInfo(zone)).timestamp()) * 1000

    eight = [rated("00:00", 8)._replace(at=instant(16, "Asia/Tokyo"))]  # 08:00 in Berlin
    assert assess(eight, Session(1, instant(7, "Europe/Berlin"), 0)).evidence == ()
    assert assess(eight, Session(1, instant(8, "Europe/Berlin"), 0)).status == "high-pain"


def test_case_19_two_patients_never_mix() -> None:
    one, other = PainState(), PainState()
    one.observe(rated("08:00", 8, no=1))
    other.observe(rated("08:00", 2, no=1))
    assert one.assess(session("09:00")).status == "high-pain"
    assert other.assess(session("09:00")).status == "clear"


def test_case_20_a_rating_of_another_site_never_counts_and_a_misspelt_site_is_refused() -> None:
    assert not site_counts(read_site("other:head"))
    with pytest.raises(UnknownWord, match="leg-left"):
        read_site("leg-lfet")


def test_case_21_the_worst_of_the_24_h_before_leaves_the_afternoon_unchanged() -> None:
    ratings = [rated("09:00", 2), rated("20:00", 7, recall="worst-24h")]
    assert says(ratings, session("15:00")) == "clear: back 2"
    evening = assess(ratings, session("21:00"))
    assert (evening.status, evening.until) == ("high-pain", at("20:00", day=1))
    assert [reading.recall for reading in evening.evidence] == ["worst-24h"]


@pytest.mark.parametrize(("scale", "value"), [("nrs", 4), ("vas", 40), ("faces", 4)])
def test_case_22_under_limit_4_a_4_is_not_high_and_still_called_moderate(
    scale: str, value: int
) -> None:
    ratings = [rated("08:00", value, scale=scale)]
    assert assess(ratings, session("09:00")).status == "high-pain"
    assert assess(ratings, session("09:00"), limit(4)).status == "clear"
    called = next(high_pain_periods(numbered(ratings), DEFAULT_POLICY)).peak.category
    assert CATEGORIES[called] == "moderate"


def test_case_22_under_limit_4_the_word_moderate_is_high() -> None:
    found = assess([rated("08:00", "moderate", scale="vrs")], session("09:00"), limit(4))
    assert found.status == "high-pain"


def test_case_23_an_overnight_session_is_judged_at_its_start() -> None:
    ratings = [rated("08:00", 2), rated("23:30", 8)]
    assert says(ratings, session("23:00")) == "clear: back 2"


def test_case_24_a_policy_change_today_leaves_last_week_s_sessions_as_they_were() -> None:
    ratings = [rated("08:00", 4, day=-7), rated("08:00", 4)]
    today = limit(4, since=at("07:00"))
    last_week = session("09:00", day=-7)
    assert assess(ratings, last_week, today) == assess(ratings, last_week)
    assert assess(ratings, last_week, today).status == "high-pain"
    assert says(ratings, session("09:00"), today) == "clear: back 4"
    assert assess(ratings, session("09:00"), today).policy == today


def test_case_25_an_8_known_only_as_yesterday_s_still_covers_this_morning() -> None:
    ratings = [rated_on(-1, 8), rated("07:30", 2)]
    assert says(ratings, session("09:00")) == "rated-high: back 8"


def test_case_26_a_session_known_by_date_is_high_pain_after_an_8_the_evening_before() -> None:
    assert says([rated("20:00", 8, day=-1)], session_on(0)) == "rated-high: back 8"
    assert says([rated("23:59", 8)], session_on(0)) == "rated-high: back 8"


def test_case_26_a_session_known_by_date_is_clear_after_a_2_the_same_morning() -> None:
    assert says([rated("08:00", 2)], session_on(0)) == "clear: back 2"


def test_case_26_a_cover_that_ends_at_the_day_s_first_instant_does_not_touch_it() -> None:
    ratings = [rated("00:00", 8, day=-1), rated("08:00", 2)]
    assert says(ratings, session_on(0)) == "clear: back 2"
    ratings = [rated("00:01", 8, day=-1), rated("08:00", 2)]
    assert says(ratings, session_on(0)) == "rated-high: back 8"


def test_case_26_an_8_known_only_as_the_12th_s_covers_the_12th_and_13th_but_not_the_14th() -> None:
    ratings = [rated_on(12, 8), rated("08:00", 2, day=14)]
    assert says(ratings, session("00:00", day=12)) == "rated-high: back 8"
    assert says(ratings, session("23:59", day=13)) == "rated-high: back 8"
    assert says(ratings, session_on(13)) == "rated-high: back 8"
    assert says(ratings, session("00:00", day=14)) == "high-not-rerated: back 8"
    assert says(ratings, session_on(14)) == "clear: back 2"


def test_case_27_the_rating_before_decides_and_the_rating_after_counts_for_the_next() -> None:
    ratings = [rated("10:00", 6), rated("10:00", 2, after=1)]
    assert says(ratings, session("10:00")) == "rated-high: back 6"
    assert says(ratings, session("12:00", day=1, no=2)) == "high-not-rerated: back 6"
    ratings = [rated("10:00", 6), rated("10:30", 2, after=1)]
    assert says(ratings, session("10:00", day=1, no=2)) == "clear: back 2"


# -- the edges around them ---------------------------------------------------------------------


def test_high_pain_lasts_until_the_latest_end_of_the_covers_in_force() -> None:
    ratings = [rated("08:00", 8), rated("11:00", 5, "leg-left"), rated("14:00", 9)]
    found = assess(ratings[:2], session("12:00"))
    assert [reading.value for reading in found.evidence] == [8, 5]
    assert found.until == at("11:00", day=1)


def test_an_assessment_that_is_not_high_pain_has_no_until() -> None:
    assert assess([rated("08:00", 2)], session("09:00")).until is None
    assert assess([rated("08:00", 8, day=-3)], session("09:00")).until is None


def test_the_category_of_an_assessment_is_the_peak_of_the_high_ratings_that_decided() -> None:
    ratings = [rated("08:00", 4), rated("08:30", 55, scale="vas")]
    for when in (session("09:00"), session("09:00", day=3)):
        found = assess([ratings[0], ratings[1]._replace(site="neck")], when)
        assert found.category is not None
        assert CATEGORIES[found.category] == "severe"
    assert assess([rated("08:00", 3)], session("09:00")).category is None
    assert assess([rated("08:00", 9, day=-20)], session("09:00")).category is None


def test_evidence_stands_in_order_of_time_site_and_number() -> None:
    ratings = [
        rated("08:00", 6, "neck", no=1),
        rated("08:00", 5, "back", no=3),
        rated("08:00", 4, "back", no=2),
        rated("07:00", 7, "neck", no=4),
    ]
    found = assess(ratings, session("09:00"))
    assert [reading.no for reading in found.evidence] == [4, 2, 3, 1]


def test_clear_shows_the_newest_rating_of_each_site_within_24_h_only() -> None:
    ratings = [
        rated("09:00", 1, "neck", day=-2),
        rated("08:00", 3, "leg-left"),
        rated("09:00", 2, "leg-left"),
        rated("09:00", 1),
    ]
    assert says(ratings, session("10:00")) == "clear: back 1, leg-left 2"


def test_no_recent_rating_shows_the_newest_of_all_and_all_of_that_instant() -> None:
    ratings = [rated("09:00", 1, "neck", day=-3), rated("09:00", 2, day=-2)]
    assert says(ratings, session("10:00")) == "no-recent-rating: back 2"
    ratings.append(rated("09:00", 3, "leg-left", day=-2))
    assert says(ratings, session("10:00")) == "no-recent-rating: back 2, leg-left 3"


def test_a_recent_weak_rating_of_one_site_leaves_another_s_old_weak_one_unasked() -> None:
    ratings = [rated("09:00", 3, "leg-left", day=-2), rated("09:00", 2)]
    assert says(ratings, session("10:00")) == "clear: back 2"


def test_the_outcome_of_a_session_does_not_hide_what_was_newest_before_it() -> None:
    ratings = [rated("09:00", 7, day=-3), rated("10:00", 1, after=1)]
    assert says(ratings, session("10:00")) == "high-not-rerated: back 7"
    assert says(ratings, session("10:00", no=2)) == "clear: back 1"
    assert says(ratings, session("10:00", no=0)) == "clear: back 1"


def test_a_session_whose_only_ratings_are_its_outcome_has_no_recent_rating() -> None:
    assert says([rated("10:00", 8, after=1)], session("10:00")) == "no-recent-rating: "


def test_outcomes_of_many_sessions_hide_only_their_own() -> None:
    ratings = [
        rated("07:00", 7, day=-3),
        rated("08:00", 1, after=1, day=-2),
        rated("09:00", 2, after=2, day=-1),
        rated("10:00", 3, after=3),
    ]
    assert says(ratings, session("10:00", no=3)) == "no-recent-rating: back 2"
    assert says(ratings, session("10:00", no=2)) == "clear: back 3"
    assert says([*ratings, rated("10:00", 0)], session("10:00", no=3)) == "clear: back 0"


def test_two_outcomes_of_one_session_do_not_hide_what_was_newest_before_them() -> None:
    ratings = [
        rated("09:00", 7, day=-3),
        rated("10:00", 2, after=1, day=-1),
        rated("10:30", 1, after=1, day=-1),
    ]
    assert says(ratings, session("10:30", day=-1)) == "high-not-rerated: back 7"
    assert says(ratings, session("10:00", no=2)) == "clear: back 1"


def test_a_weak_rating_known_by_its_date_counts_as_made_at_the_day_s_first_instant() -> None:
    assert says([rated_on(0, 2)], session("23:59")) == "clear: back 2"
    assert says([rated_on(0, 2)], session("00:00", day=1)) == "no-recent-rating: back 2"
    ratings = [rated("08:00", 7, day=-2), rated_on(-2, 2), rated("08:00", 2, "neck")]
    assert says(ratings, session("09:00")) == "high-not-rerated: back 7"


def test_a_high_rating_known_by_its_date_may_be_the_last_of_its_day() -> None:
    ratings = [rated_on(-3, 8), rated("20:00", 2, day=-3), rated("08:00", 2, "neck")]
    assert says(ratings, session("09:00")) == "high-not-rerated: back 8"
    ratings.append(rated("08:00", 1, day=-2))
    assert says(ratings, session("09:00")) == "clear: neck 2"


def test_a_high_rating_known_by_its_date_waits_14_days_from_its_last_minute() -> None:
    ratings = [rated_on(-15, 8), rated("08:00", 2, "neck", day=-1)]
    assert says(ratings, session("23:58", day=-1)) == "high-not-rerated: back 8"
    assert says(ratings, session("23:59", day=-1)) == "clear: neck 2"
    assert at("23:58", day=-1) - REACH < ratings[0].at < at("23:58", day=-1) - 14 * DAY


def test_a_rating_known_by_its_date_is_weak_or_high_by_the_policy_of_the_session() -> None:
    ratings = [rated_on(-3, 4), rated("20:00", 2, day=-3), rated("08:00", 2, "neck")]
    assert says(ratings, session("09:00")) == "high-not-rerated: back 4"
    assert says(ratings, session("09:00"), limit(4)) == "clear: neck 2"


def test_a_session_known_by_date_counts_ratings_wherever_in_its_long_day_they_lie() -> None:
    autumn = session_on(0, hours=25)
    assert says([rated("00:10", 2)], autumn) == "clear: back 2"
    assert says([rated_on(0, 2, hours=25)], autumn) == "clear: back 2"
    assert says([rated("23:59", 2, day=-1)], autumn) == "no-recent-rating: back 2"


def test_a_session_known_by_date_is_high_pain_by_every_cover_that_touched_its_day() -> None:
    ratings = [rated("08:00", 8, day=-1), rated("20:00", 9)]
    assert says(ratings, session_on(0)) == "rated-high: back 8, back 9"


def test_a_session_known_by_date_waits_for_a_new_rating_until_its_last_minute() -> None:
    ratings = [rated("12:00", 8, "leg-left", day=-14), rated("08:00", 2)]
    assert says(ratings, session("11:59")) == "high-not-rerated: leg-left 8"
    assert says(ratings, session_on(0)) == "clear: back 2"


def test_a_session_known_by_date_leaves_out_its_own_outcome() -> None:
    ratings = [rated("09:00", 2), rated("18:00", 8, after=1)]
    assert says(ratings, session_on(0)) == "clear: back 2"


def test_a_session_known_by_date_is_judged_by_the_policy_its_day_begins_under() -> None:
    ratings = [rated("08:00", 4)]
    assert assess(ratings, session_on(0), limit(4, since=at("00:00"))).status == "clear"
    assert assess(ratings, session_on(0), limit(4, since=at("00:01"))).status == "high-pain"


def test_with_hours_1_an_old_high_value_asks_for_a_new_rating_and_is_never_straight_clear() -> None:
    an_hour = limit(3, hours=1)
    ratings = [rated("08:00", 8)]
    assert says(ratings, session("09:30"), an_hour) == "high-not-rerated: back 8"
    ratings.append(rated("09:30", 2))
    assert says(ratings, session("09:30"), an_hour) == "clear: back 2"


def test_the_policy_in_force_is_the_newest_that_has_begun_else_the_default() -> None:
    policies = [limit(2, since=at("08:00")), limit(1, since=at("09:00"))]
    assert policy_at(policies, at("07:59")) == DEFAULT_POLICY
    assert policy_at(policies, at("08:00")) == policies[0]
    assert policy_at(policies, at("09:00", day=1)) == policies[1]
    for clock in ("07:59", "08:00", "08:59", "09:00"):
        assert assess([], session(clock), *policies).policy == policy_at(policies, at(clock))


def test_a_policy_with_a_long_cover_is_heard_after_one_with_a_short_cover() -> None:
    short, long = limit(3, hours=1), limit(1, hours=72, since=at("00:00"))
    ratings = [rated("10:00", 2, day=-3), rated("08:30", 9)]
    assert says(ratings, session("09:00"), short, long) == "rated-high: back 2, back 9"


@pytest.mark.parametrize(
    ("number", "hours", "name", "sentence"),
    [
        (0, 24, "Dr. W", "0 is not a limit of the rule. Use a whole number from 1 to 4."),
        (5, 24, "Dr. W", "5 is not a limit of the rule. Use a whole number from 1 to 4."),
        (3, 0, None, "A high rating cannot cover 0 hours. Use a whole number from 1 to 72."),
        (3, 73, None, "A high rating cannot cover 73 hours. Use a whole number from 1 to 72."),
        (
            4,
            24,
            None,
            "A limit above 3 needs somebody's advice. Name who gave it: --on-advice-of NAME.",
        ),
    ],
)
def test_a_policy_that_may_not_be_is_refused_with_what_may(
    number: int, hours: int, name: str | None, sentence: str
) -> None:
    with pytest.raises(Refused) as refused:
        Policy.checked(0, number, hours, name)
    assert str(refused.value) == sentence


def test_the_limits_and_hours_that_may_be_set_are_kept_with_who_advised() -> None:
    assert Policy.checked(7, 1, 72) == (7, 1, 72, None)
    assert Policy.checked(7, 4, 1, "Dr. Weiss") == (7, 4, 1, "Dr. Weiss")


def test_ratings_are_observed_in_order_of_time_and_number() -> None:
    for first, second in [
        (rated("09:00", 2, no=1), rated("08:59", 2, no=2)),
        (rated("09:00", 2, no=2), rated("09:00", 2, no=1)),
        (rated("09:00", 2, no=1), rated("09:00", 2, no=1)),
    ]:
        state = PainState()
        state.observe(first)
        with pytest.raises(ValueError, match="order"):
            state.observe(second)
        with pytest.raises(ValueError, match="order"):
            PainState().observe(first, second)


def test_a_session_is_not_assessed_after_a_later_rating_was_observed() -> None:
    state = PainState()
    state.observe(rated("09:00", 2, no=1))
    with pytest.raises(ValueError, match="before any later rating"):
        state.assess(session("08:59"))


def test_a_plain_row_is_observed_as_a_reading() -> None:
    state = PainState()
    state.observe(tuple(rated("09:00", 2, no=1)))
    assert state.assess(session("10:00")).evidence[0].site == "back"


def test_the_state_stays_small_however_much_it_has_observed() -> None:
    state, no = PainState(), 0
    for number in range(1, 2000):
        for site, after in (("back", number % 7), ("neck", 1)):
            no += 1
            state.observe(Reading(number * HOUR, 0, site, "nrs", 8, "now", no, 1, after))
    assert len(state._recent) <= 2 * (24 + 48 + 1)
    assert len(state._open["back"]) <= 2
    assert len(state._open["neck"]) == 1


# -- high-pain periods -------------------------------------------------------------------------


def periods(*ratings: Reading, policy: Policy = DEFAULT_POLICY) -> list[Period]:
    return list(high_pain_periods(numbered(list(ratings)), policy))


def test_without_a_high_rating_there_is_no_period() -> None:
    assert periods() == periods(rated("08:00", 3)) == []


def test_a_period_lasts_hours_from_its_high_rating() -> None:
    assert periods(rated("08:00", 7), policy=limit(3, hours=6)) == [
        Period(at("08:00"), at("14:00"), ("back",), Peak(3, (("nrs", 7),)))
    ]


def test_covers_that_touch_or_overlap_are_one_period_and_a_minute_between_parts_them() -> None:
    touching = periods(rated("08:00", 7), rated("08:00", 5, day=1))
    assert [(p.start, p.end) for p in touching] == [(at("08:00"), at("08:00", 2))]
    parted = periods(rated("08:00", 7), rated("08:01", 5, day=1))
    assert [(p.start, p.end) for p in parted] == [
        (at("08:00"), at("08:00", 1)),
        (at("08:01", 1), at("08:01", 2)),
    ]


def test_a_rating_known_by_its_date_covers_until_hours_after_its_day() -> None:
    found = periods(rated_on(0, 8, hours=23), rated("01:00", 5))
    assert [(p.start, p.end) for p in found] == [(at("00:00"), at("23:00", 1))]


def test_a_period_names_its_sites_from_the_back_outwards() -> None:
    (found,) = periods(rated("08:00", 7, "leg-left"), rated("09:00", 4, "neck"), rated("09:00", 4))
    assert found.sites == ("back", "neck", "leg-left")


def test_the_peak_is_the_highest_category_and_in_it_the_highest_value_of_each_scale() -> None:
    (found,) = periods(
        rated("08:00", "severe", scale="vrs"),
        rated("08:30", 60, scale="vas"),
        rated("09:00", 90, scale="vas"),
        rated("09:30", 70, scale="vas"),
        rated("10:00", 6),
    )
    assert found.peak == Peak(3, (("vas", 90), ("vrs", 3)))


def test_weak_ratings_do_not_end_a_period_and_are_no_site_of_it() -> None:
    (found,) = periods(rated("08:00", 8), rated("09:00", 0, "neck"))
    assert (found.end, found.sites) == (at("08:00", 1), ("back",))


def test_periods_are_drawn_from_ratings_in_order_of_time() -> None:
    with pytest.raises(ValueError, match="order of time"):
        list(high_pain_periods([rated("09:00", 8), rated("08:00", 8)], DEFAULT_POLICY))


@pytest.mark.parametrize(
    ("scale", "weak", "high"), [("nrs", 3, 4), ("vas", 30, 31), ("faces", 2, 4), ("vrs", 1, 2)]
)
def test_a_policy_says_of_a_value_whether_it_is_high(scale: str, weak: int, high: int) -> None:
    assert (DEFAULT_POLICY.is_high(scale, weak), DEFAULT_POLICY.is_high(scale, high)) == (
        False,
        True,
    )
