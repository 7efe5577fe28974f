"""What holds of the figures of every course; times are few and close, so that bounds meet often."""

from itertools import pairwise
from typing import Any

from courses import course_of, march, phase, rated, session
from hypothesis import given
from hypothesis import strategies as st

from rehabtrack.domain.moment import DAY, HOUR, MINUTE
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.scales import RECALLS, SCALES, VALUES
from rehabtrack.reports.course import Course, Rated
from rehabtrack.reports.figures import Figures, by_phase, figures
from rehabtrack.reports.ground import ground
from rehabtrack.reports.part import part_of
from rehabtrack.reports.spans import Span, common, joined, length, rest
from rehabtrack.reports.surgery import comparisons_of

instants = st.builds(
    lambda day, hour, minute: march(day, hour, minute),
    st.integers(-1, 8),
    st.sampled_from([0, 7, 12, 23]),
    st.sampled_from([0, 1, 59]),
)
days = st.builds(march, st.integers(-1, 8))
offsets = st.sampled_from([0, 0, -600, 60, 840])
policies = st.builds(
    Policy, st.just(0), st.integers(1, 4), st.sampled_from([1, 24, 36, 72]), st.just("Dr. Roth")
)


@st.composite
def ratings(draw: st.DrawFn) -> Rated:
    by_date = draw(st.booleans())
    at = draw(days if by_date else instants)
    scale = draw(st.sampled_from(SCALES))
    offset = 0 if by_date else draw(offsets)
    return rated(
        draw(st.sampled_from(list(VALUES[scale]))),
        at,
        scale=scale,
        width=DAY if by_date else 0,
        offset=offset,
        site=draw(st.sampled_from(["back", "leg-left", "other:head"])),
        recall=draw(st.sampled_from(RECALLS)),
        recorded_at=at + draw(st.sampled_from([0, HOUR, 2 * DAY])),
        imported=int(draw(st.booleans())),
    )


diaries = st.lists(ratings(), max_size=10)
sessions = st.lists(
    st.builds(
        lambda at, status: (at, status),
        instants,
        st.sampled_from(["clear", "unverified", "high-pain"]),
    ),
    max_size=5,
)
borders = st.lists(instants, max_size=4, unique=True).map(sorted)


@st.composite
def courses(draw: st.DrawFn, diary: Any = diaries) -> Course:
    """A course of some days whose phases may leave days between them, at some instant of it."""
    kept = draw(diary)
    cuts = draw(borders)
    kinds = ("conservative", "surgery", "recovery")
    spans = [
        phase(no, kinds[no % 3], start, end)
        for no, (start, end) in enumerate(zip(cuts[::2], [*cuts[1::2], None], strict=False), 1)
    ]
    since = draw(days | instants)
    until = since + draw(st.sampled_from([MINUTE, 9 * HOUR, DAY, 3 * DAY, 8 * DAY]))
    return course_of(
        kept,
        since=since,
        until=until,
        now=draw(instants),
        policy=draw(policies),
        phases=[one for one in spans if one.start < until and (one.end or until) > since],
        sessions=[
            session(no, at, status)
            for no, (at, status) in enumerate(sorted(draw(sessions)), 1)
            if since <= at < until
        ],
    )


@given(courses())
def test_rated_days_and_gap_days_are_all_days(course: Course) -> None:
    for found in (figures(course), *(one.figures for one in by_phase(course))):
        covered = found.coverage
        assert covered.rated + sum(gap.days for gap in covered.gaps) == covered.days
        assert found.high.rated_days == covered.rated
        assert found.high.high_days <= covered.rated


@given(courses())
def test_the_time_in_high_pain_is_what_minute_sampling_finds(course: Course) -> None:
    found = figures(course).high
    end = min(course.until, max(course.now, course.since))
    minutes = set(range(course.since, end, MINUTE))
    is_high = course.policy.is_high
    cover = course.policy.hours * HOUR

    def covered(one: Rated) -> range:
        high = is_high(one.scale, one.value)
        length = one.width + cover if high else max(one.width, 24 * HOUR)
        return range(one.at, one.at + length, MINUTE)

    heard = [one for one in (*course.earlier, *course.ratings) if one.counts]
    high = [covered(one) for one in heard if is_high(one.scale, one.value)]
    known = [covered(one) for one in heard]
    assert found.high == MINUTE * len(minutes & set().union(*high))
    assert found.known == MINUTE * len(minutes & set().union(*known))


def counts(found: Figures) -> list[int]:
    """What adds up."""
    return [
        found.coverage.ratings,
        found.coverage.imported,
        found.coverage.late,
        found.coverage.unheard,
        found.massages.given,
        found.massages.warnings,
        *(count for _, count in found.massages.by_status),
        found.high.known,
        found.high.high,
        sum(level.n for level in found.levels),
        sum(level.n for level in found.elsewhere),
    ]


@given(courses())
def test_the_figures_of_a_span_are_those_of_its_phases_put_together(course: Course) -> None:
    parts = by_phase(course)
    put = [sum(each) for each in zip(*(counts(one.figures) for one in parts), strict=True)]
    untold = rest(Span(course.since, course.until), [s for one in parts for s in one.figures.spans])
    left = list(untold)
    whole = counts(figures(course))
    if length(left) == 0:
        assert put == whole
    else:  # less than a day in no phase of which nothing was recorded
        assert length(left) < DAY
        assert not [one for one in course.ratings if any(s <= one.at < e for s, e in left)]
        assert not [one for one in course.sessions if any(s <= one.moment.at < e for s, e in left)]


@given(st.data(), courses())
def test_the_order_of_insertion_never_matters(data: st.DataObject, course: Course) -> None:
    shuffled = data.draw(st.permutations(course.ratings))
    other = course._replace(ratings=sorted(shuffled, key=lambda one: one.at))
    assert figures(other) == figures(course)
    assert by_phase(other) == by_phase(course)
    assert comparisons_of(ground(other)) == comparisons_of(ground(course))


@given(diaries, ratings())
def test_adding_a_rating_never_lowers_the_worst_nor_the_time_in_high_pain(
    diary: list[Rated], one_more: Rated
) -> None:
    before, after = figures(course_of(diary)), figures(course_of([*diary, one_more]))
    more = {level[:3]: level for level in (*after.levels, *after.elsewhere)}
    for level in (*before.levels, *before.elsewhere):
        assert more[level[:3]].worst.value >= level.worst.value
        assert more[level[:3]].n >= level.n
    assert after.high.high >= before.high.high
    assert after.high.known >= before.high.known
    assert after.coverage.rated >= before.coverage.rated


@given(courses())
def test_every_rating_of_a_part_is_counted_on_one_of_its_days(course: Course) -> None:
    of = ground(course)
    part = part_of(of, [of.whole])
    assert [one.rating for one in part.ratings] == list(course.ratings)
    assert {one.day for one in part.ratings} <= set(part.days)


@given(courses())
def test_both_sides_of_a_surgery_are_whole_days_of_the_span_that_are_past(course: Course) -> None:
    for found in comparisons_of(ground(course)):
        before, after = found.before, found.after
        assert before.coverage.days == after.coverage.days == found.days
        ((start, end),), ((begin, last),) = before.spans, after.spans
        assert course.since <= start < end <= found.surgery.start < begin < last
        assert last <= min(course.until, course.now)


spans = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=6)


@given(spans, spans)
def test_spans_are_sets_of_instants(some: list[tuple[int, int]], others: list[Any]) -> None:
    def instants_of(found: Any) -> set[int]:
        return {at for start, end in found for at in range(start, end)}

    one, other = joined(some), joined(others)
    assert instants_of(one) == instants_of(some)
    assert all(this.end < that.start for this, that in pairwise(one))
    assert instants_of(common(one, other)) == instants_of(some) & instants_of(others)
    whole = Span(3, 17)
    assert instants_of(rest(whole, some)) == set(range(3, 17)) - instants_of(some)
    assert length(one) == len(instants_of(some))
