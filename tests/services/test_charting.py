"""What a chart is drawn from is what the whole course says, gathered another way."""

from collections import Counter

from diaries import UTC, Diary, day, march, moment, rated
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st
from stories import Step, Teller, rolled_back, stories

from rehabtrack.domain.moment import DAY, Zone, fixed_zone
from rehabtrack.reports.chart.charted import Charted
from rehabtrack.reports.course import Course
from rehabtrack.services.assessing import Verdict
from rehabtrack.services.charting import charted
from rehabtrack.services.course import course
from rehabtrack.services.review import review
from rehabtrack.storage.database import Database

FIRST, LAST = march(-3) // DAY, march(80) // DAY


def of(diary: Diary, first: int = FIRST, last: int = LAST, days: int = 1) -> Charted:
    """What a chart of those days is drawn from."""
    return charted(diary.journal(), UTC, diary.now, first * DAY, (last + 1) * DAY, days)


def worst_in(found: Course) -> dict[tuple[int, str, str], list[int]]:
    """By day, site and scale the highest value and how many there are, rating by rating."""
    by_day: dict[tuple[int, str, str], list[int]] = {}
    for one in found.ratings:
        if one.recall != "average-7d":
            highest = by_day.setdefault((one.day, one.site, one.scale), [0, 0])
            highest[:] = max(highest[0], one.value), highest[1] + 1
    return by_day


def status_of(verdict: Verdict) -> str:
    """The gravest word on a massage."""
    graver = verdict.advice in ("refused", "red-flag")
    return verdict.advice if graver else verdict.assessment.status


@at_most(60)
@given(
    story=stories(most=15),
    days=st.sampled_from([1, 1, 2, 5]),
    span=st.tuples(st.integers(FIRST, LAST), st.integers(0, 60)),
)
def test_it_is_what_the_course_says(
    reused: Database, story: list[Step], days: int, span: tuple[int, int]
) -> None:
    first, last = span[0], span[0] + span[1]
    with rolled_back(reused) as diary:
        teller = Teller(diary)
        for step in story:
            teller.tell(step)
        drawn = of(diary, first, last)
        whole = course(diary.journal(), UTC, diary.now, first * DAY, (last + 1) * DAY)
        reviewed = list(review(diary.journal(), first * DAY, (last + 1) * DAY))
        shared = of(diary, first, last, days)
    assert {one[:3]: [*one[3:]] for one in drawn.worst} == worst_in(whole)
    assert Counter(drawn.massages) == Counter(
        [(one.moment.at // DAY, status_of(one.verdict)) for one in reviewed]
        + [(s.moment.at // DAY, "not given") for s in whole.skipped]
    )
    assert [(p.what, max(p.first, first - 1)) for p in drawn.phases] == [
        (p.kind, max(p.start // DAY, first - 1)) for p in whole.phases
    ]
    assert [(max(p.first, first), min(p.last, last)) for p in drawn.periods] == [
        (max(p.start // DAY, first), min((p.end - 1) // DAY, last)) for p in whole.periods
    ]
    assert drawn.policy == whole.policy
    of_a_week = Counter(one.site for one in whole.ratings if one.recall == "average-7d")
    assert sum(n for _, n in drawn.of_a_week) == of_a_week.total()

    gathered: dict[tuple[int, str, str], list[int]] = {}
    for one in drawn.worst:
        key = first + (one.day - first) // days * days, one.site, one.scale
        known = gathered.setdefault(key, [0, 0])
        known[:] = max(known[0], one.value), known[1] + one.n
    assert {one[:3]: [*one[3:]] for one in shared.worst} == gathered


def test_the_day_is_that_of_the_clock_it_was_spoken_by(anna: Diary) -> None:
    tokyo = fixed_zone(540)
    anna.log(rated(5, tokyo.moment(march(10, 16))))  # 01:00 of the 11th there
    anna.log(rated(6, fixed_zone(-600).moment(march(10, 3))))  # 17:00 of the 9th there
    [before, after] = of(anna, march(10) // DAY, march(10) // DAY).worst
    assert (before.day, before.value) == (march(9) // DAY, 6)
    assert (after.day, after.value) == (march(11) // DAY, 5)


def test_what_looks_back_24_hours_is_of_the_span_that_holds_most_of_them(anna: Diary) -> None:
    for recall in ("worst-24h", "average-24h"):
        anna.log(rated(7, moment(march(11, 8)), recall=recall))
    tenth, eleventh = march(10) // DAY, march(11) // DAY
    assert [(one.day, one.n) for one in of(anna, tenth, tenth).worst] == [(tenth, 2)]
    assert of(anna, eleventh, eleventh).worst == []
    anna.log(rated(5, moment(march(11, 12)), recall="worst-24h"))
    assert [one.value for one in of(anna, eleventh, eleventh).worst] == [5]


def test_days_before_1970_are_days_too(anna: Diary) -> None:
    anna.rate(5, moment(-12 * DAY - 1 + 60_000 - 60_000 * 30))
    [one] = of(anna, -20, -5).worst
    assert one.day == -13


def test_what_is_known_by_its_date_is_drawn_at_that_date(anna: Diary) -> None:
    anna.log(rated(7, day(10)))
    anna.massage(day(10))
    found = of(anna)
    assert [one.day for one in found.worst] == [march(10) // DAY]
    assert [one.day for one in found.massages] == [march(10) // DAY]
    assert [one.last for one in found.periods] == [march(11) // DAY]


def test_what_is_void_is_not_drawn(anna: Diary) -> None:
    anna.rate(7, march(10))
    anna.massage(march(10, 12))
    anna.void("p1")
    anna.void("m1")
    found = of(anna)
    assert (found.worst, found.massages, found.periods) == ([], [], [])


def test_a_period_ends_with_the_last_day_it_touches(anna: Diary) -> None:
    zone: Zone = fixed_zone(60)
    anna.rate(7, march(10, 23))  # 00:00 of the 11th there
    found = charted(anna.journal(), zone, anna.now, march(1), march(20), 1)
    eleventh = march(11) // DAY
    assert [(one.first, one.last) for one in found.periods] == [(eleventh, eleventh)]


def test_a_rating_before_the_span_shades_the_days_that_it_covers(anna: Diary) -> None:
    anna.rule(3, hours=72)
    anna.log(rated(7, day(10)))
    found = of(anna, march(13) // DAY, march(20) // DAY)
    assert [one.last for one in found.periods] == [march(13) // DAY]
    assert of(anna, march(14) // DAY, march(20) // DAY).periods == []
    at_noon = charted(anna.journal(), UTC, anna.now, march(13, 12), march(20), 1)
    assert [one.last for one in at_noon.periods] == [march(13) // DAY]
