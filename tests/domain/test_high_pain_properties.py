"""The stated properties of the rule, and the rule read literally beside the one that streams.

Times are few and close, so that boundaries meet often: whole hours, give or take a minute.
"""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from rehabtrack.domain.high_pain import (
    FRESH_HOURS,
    REACH,
    RERATE_DAYS,
    Assessment,
    PainState,
    Reading,
    Session,
)
from rehabtrack.domain.moment import DAY, HOUR, LONGEST_DAY, MINUTE
from rehabtrack.domain.periods import high_pain_periods
from rehabtrack.domain.policy import DEFAULT_POLICY, Policy, policy_at
from rehabtrack.domain.scales import SCALES, VALUES, highest_weak

STATUSES = ["clear", "unverified", "high-pain"]  # from the lowest
BEGIN = 20_000 * DAY  # some day of 2024

instants = st.builds(
    lambda day, hour, minute: BEGIN + day * DAY + hour * HOUR + minute * MINUTE,
    st.sampled_from([0, 1, 2, 3, 13, 14, 15, 16, 17, 40]),
    st.sampled_from([0, 8, 12, 23]),
    st.sampled_from([-1, 0, 1]),
)
policies = st.builds(
    Policy,
    st.just(BEGIN - DAY),
    st.integers(1, 4),
    st.sampled_from([1, 2, 24, 36, 72]),
    st.just("Weiss"),
)
widths = st.sampled_from([0, 0, 23 * HOUR, 24 * HOUR, 25 * HOUR, LONGEST_DAY])
sites = st.sampled_from(["back", "leg-left", "neck"])
outcomes = st.sampled_from([0, 0, 0, 1, 2])


@st.composite
def ratings(draw: st.DrawFn, widths: st.SearchStrategy[int]) -> Reading:
    scale = draw(st.sampled_from(SCALES))
    value = draw(st.sampled_from(VALUES[scale]))
    at, width, site, after = draw(instants), draw(widths), draw(sites), draw(outcomes)
    return Reading(at, width, site, scale, value, "now", no=0, version=1, after=after)


exact_ratings = ratings(st.just(0))
diaries = st.lists(exact_ratings, max_size=8)
loose_diaries = st.lists(ratings(widths), max_size=8)
massages = st.builds(Session, st.sampled_from([0, 1, 2]), instants, st.just(0))
loose_massages = st.builds(Session, st.sampled_from([0, 1, 2]), instants, widths)


def numbered(diary: list[Reading]) -> list[Reading]:
    """As stored: numbered in order of insertion, read in order of time."""
    return sorted(r._replace(no=number) for number, r in enumerate(diary, 1))


def in_order(diary: list[Reading]) -> list[Reading]:
    return sorted(diary, key=lambda r: (r.at, r.no))


def assess(diary: list[Reading], massage: Session, *rules: Policy) -> Assessment:
    state = PainState(rules)
    for reading in in_order(diary):
        if reading.at <= massage.judged_at:
            state.observe(reading)
    return state.assess(massage)


def severity(diary: list[Reading], massage: Session, policy: Policy) -> int:
    return STATUSES.index(assess(numbered(diary), massage, policy).status)


def is_high(reading: Reading, policy: Policy) -> bool:
    return reading.value > highest_weak(reading.scale, policy.limit)


def without_numbers(evidence: tuple[Reading, ...]) -> list[Reading]:
    return sorted(reading._replace(no=0) for reading in evidence)


@given(st.data(), diaries, massages, policies)
def test_the_order_of_insertion_never_matters(
    data: st.DataObject, diary: list[Reading], massage: Session, policy: Policy
) -> None:
    shuffled = data.draw(st.permutations(diary))
    one = assess(numbered(diary), massage, policy)
    other = assess(numbered(shuffled), massage, policy)
    assert (one.status, one.reason, one.until) == (other.status, other.reason, other.until)
    assert without_numbers(one.evidence) == without_numbers(other.evidence)
    assert list(high_pain_periods(in_order(numbered(diary)), policy)) == list(
        high_pain_periods(in_order(numbered(shuffled)), policy)
    )


@given(diaries, exact_ratings, massages, policies)
def test_adding_a_high_rating_never_lowers_the_status_and_a_weak_one_never_makes_it_high_pain(
    diary: list[Reading], one_more: Reading, massage: Session, policy: Policy
) -> None:
    before = severity(diary, massage, policy)
    after = severity([*diary, one_more], massage, policy)
    if is_high(one_more, policy):
        assert after >= before
    else:
        assert after <= max(before, STATUSES.index("unverified"))


@given(st.data(), st.lists(exact_ratings, min_size=1, max_size=8), massages, policies)
def test_raising_a_value_never_lowers_the_status(
    data: st.DataObject, diary: list[Reading], massage: Session, policy: Policy
) -> None:
    place = data.draw(st.integers(0, len(diary) - 1))
    old = diary[place]
    higher = data.draw(st.sampled_from([v for v in VALUES[old.scale] if v >= old.value]))
    raised = [*diary[:place], old._replace(value=higher), *diary[place + 1 :]]
    assert severity(raised, massage, policy) >= severity(diary, massage, policy)


@given(loose_diaries, loose_massages, policies, st.integers(-50 * DAY, 50 * DAY))
def test_moving_everything_by_the_same_time_changes_nothing(
    diary: list[Reading], massage: Session, policy: Policy, by: int
) -> None:
    moved = [reading._replace(at=reading.at + by) for reading in diary]
    here = assess(numbered(diary), massage, policy)
    there = assess(
        numbered(moved), massage._replace(at=massage.at + by), policy._replace(at=policy.at + by)
    )
    assert there == here._replace(
        policy=there.policy,
        evidence=tuple(reading._replace(at=reading.at + by) for reading in here.evidence),
        until=None if here.until is None else here.until + by,
    )


@settings(max_examples=50)
@given(
    st.lists(
        st.builds(
            lambda minute, value: Reading(
                BEGIN + minute * MINUTE, 0, "back", "nrs", value, "now", no=0, version=1, after=0
            ),
            st.integers(0, 600),
            st.integers(0, 10),
        ),
        max_size=8,
    ),
    st.sampled_from([1, 2, 3]),
)
def test_the_periods_equal_minute_by_minute_sampling(diary: list[Reading], hours: int) -> None:
    policy = Policy.checked(BEGIN, 3, hours)
    periods = list(high_pain_periods(in_order(numbered(diary)), policy))
    minutes = range(BEGIN - 2 * MINUTE, BEGIN + 15 * HOUR, MINUTE)
    in_periods = [any(p.start <= minute < p.end for p in periods) for minute in minutes]
    covered = [
        any(is_high(r, policy) and r.at <= minute < r.at + hours * HOUR for r in diary)
        for minute in minutes
    ]
    assert in_periods == covered
    assert all(one.end < other.start for one, other in pairwise(periods))


@given(diaries, massages, policies)
def test_a_session_is_high_pain_exactly_when_it_lies_in_a_period_of_the_ratings_up_to_it(
    diary: list[Reading], massage: Session, policy: Policy
) -> None:
    said = [r for r in numbered(diary) if r.at <= massage.at and r.after != (massage.no or None)]
    periods = high_pain_periods(in_order(said), policy)
    inside = any(period.start <= massage.at < period.end for period in periods)
    assert (assess(numbered(diary), massage, policy).status == "high-pain") == inside


policy_changes = st.lists(policies.flatmap(lambda p: instants.map(lambda at: p._replace(at=at))))


@given(
    loose_diaries,
    st.lists(loose_massages, max_size=6),
    policy_changes.map(lambda changes: sorted(changes, key=lambda policy: policy.at)),
)
def test_streaming_many_sessions_equals_assessing_each_alone_from_the_readings_in_reach(
    diary: list[Reading], sessions: list[Session], rules: list[Policy]
) -> None:
    readings = in_order(numbered(diary))
    state, stream = PainState(rules), iter(readings)
    for massage in sorted(sessions, key=lambda session: session.judged_at):
        state.observe_up_to(massage.judged_at, stream)
        streamed = state.assess(massage)
        assert streamed == assess(in_reach(readings, massage), massage, *rules)
        assert streamed == read_literally(readings, massage, rules)


def in_reach(readings: list[Reading], massage: Session) -> list[Reading]:
    """The readings within REACH, and the newest of all with the longest day before it."""
    said = [r.at for r in readings if r.at <= massage.judged_at and r.after != (massage.no or None)]
    newest = max(said, default=massage.judged_at)
    return [
        r
        for r in readings
        if newest - LONGEST_DAY < r.at <= newest or massage.judged_at - REACH < r.at
    ]


def read_literally(readings: list[Reading], massage: Session, rules: list[Policy]) -> Assessment:
    """The rule's own sentences, without any thought for speed."""
    s = massage.judged_at
    policy = policy_at(rules, massage.at)
    said = [r for r in readings if r.at <= s and (r.after == 0 or r.after != massage.no)]

    def answer(status: str, reason: str | None, deciding: list[Reading]) -> Assessment:
        until = max(map(end, deciding)) if status == "high-pain" else None
        deciding = sorted(deciding, key=lambda r: (r.at, r.site, r.no))
        return Assessment(status, reason, policy, tuple(deciding), until)

    def end(r: Reading) -> int:
        return r.at + r.width + policy.hours * HOUR

    def made(r: Reading) -> int:
        return r.at + r.width - MINUTE if r.width and is_high(r, policy) else r.at

    day = range(massage.at, s + MINUTE, MINUTE)
    in_force = [r for r in said if is_high(r, policy) and r.at <= day[-1] and end(r) > massage.at]
    if in_force:
        return answer("high-pain", "rated-high", in_force)
    newest = [r for r in said if made(r) == max(made(o) for o in said if o.site == r.site)]
    waiting = [r for r in newest if is_high(r, policy) and s - made(r) < RERATE_DAYS * DAY]
    if waiting:
        return answer("unverified", "high-not-rerated", waiting)
    fresh = [
        r
        for r in newest
        if r.at <= s < r.at + FRESH_HOURS * HOUR or (massage.width and r.at >= massage.at)
    ]
    if fresh:
        return answer("clear", None, fresh)
    last = [r for r in said if made(r) == max(map(made, said))]
    return answer("unverified", "no-recent-rating", last)


def test_without_a_policy_change_the_default_one_judges() -> None:
    assert assess([], Session(0, BEGIN, 0)).policy == DEFAULT_POLICY
