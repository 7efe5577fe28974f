"""Treatment phases: at most one is open, none overlap, and back-dating is as CLI.md says."""

from itertools import pairwise

import pytest
from diaries import Diary, day, march
from hypothesis import given
from hypothesis import strategies as st
from stories import rolled_back

from rehabtrack.domain.errors import Refused
from rehabtrack.storage.database import Database


def spans(diary: Diary) -> list[tuple[str, int, int | None]]:
    """(kind, start, end) of every phase that is not void, oldest first."""
    found = [entry.record for entry in diary.journal().standing("phase")]
    return [(phase.kind, phase.moment.at, phase.end_at) for phase in found]


def test_a_phase_is_open_until_it_is_ended(anna: Diary) -> None:
    anna.phase("conservative", march(1))
    assert spans(anna) == [("conservative", march(1), None)]
    anna.end_phase(march(8))
    assert spans(anna) == [("conservative", march(1), march(8))]


def test_a_phase_that_starts_ends_the_open_one_at_that_instant_and_says_so(anna: Diary) -> None:
    anna.phase("conservative", march(1))
    started, ended = anna.phase("surgery", march(8))
    assert ended is not None
    assert (ended.id, ended.record.end_at) == ("f1", march(8))
    assert started.change == ended.change
    assert spans(anna) == [
        ("conservative", march(1), march(8)),
        ("surgery", march(8), None),
    ]


def test_the_first_phase_and_one_after_a_gap_end_none(anna: Diary) -> None:
    assert anna.phase("conservative", march(1))[1] is None
    anna.end_phase(march(3))
    assert anna.phase("recovery", march(8))[1] is None


@pytest.mark.parametrize("ended", [True, False])
def test_a_phase_back_dated_before_later_ones_ends_where_the_next_begins(
    anna: Diary, ended: bool
) -> None:
    anna.phase("surgery", march(8))
    if ended:
        anna.end_phase(march(9))
    anna.phase("recovery", march(12))
    started, none = anna.phase("conservative", march(1))
    assert none is None
    assert started.record.end_at == march(8)
    assert [start for _, start, _ in spans(anna)] == [march(1), march(8), march(12)]


def test_a_phase_back_dated_into_a_gap_ends_where_the_next_begins(anna: Diary) -> None:
    anna.phase("surgery", march(8))
    anna.end_phase(march(9))
    anna.phase("recovery", march(12))
    started, _ = anna.phase("conservative", march(9))
    assert started.record.end_at == march(12)


@pytest.mark.parametrize("hour", [1, 12, 23])
def test_a_phase_inside_another_is_refused(anna: Diary, hour: int) -> None:
    anna.phase("surgery", march(8))
    anna.end_phase(march(9))
    with pytest.raises(Refused, match="That lies inside the surgery phase f1"):
        anna.phase("recovery", march(8, hour))
    assert len(spans(anna)) == 1


def test_a_phase_at_the_very_start_of_another_is_refused(anna: Diary) -> None:
    anna.phase("surgery", march(8))
    with pytest.raises(Refused, match="f1 starts at that very instant"):
        anna.phase("recovery", march(8))


def test_a_phase_may_start_at_the_end_of_another(anna: Diary) -> None:
    anna.phase("surgery", march(8))
    anna.end_phase(march(9))
    assert anna.phase("recovery", march(9))[1] is None


def test_a_phase_known_by_its_date_starts_with_the_day(anna: Diary) -> None:
    anna.phase("surgery", day(8))
    anna.phase("recovery", day(12))
    assert spans(anna) == [("surgery", march(8), march(12)), ("recovery", march(12), None)]


def test_where_no_phase_is_open_none_is_ended(anna: Diary) -> None:
    with pytest.raises(Refused, match="No phase is open"):
        anna.end_phase(march(8))
    anna.phase("surgery", march(8))
    with pytest.raises(Refused, match="would end before it starts"):
        anna.end_phase(march(8))


def test_the_basic_course_belongs_to_the_newest_conservative_phase(anna: Diary) -> None:
    with pytest.raises(Refused, match="no conservative phase"):
        anna.course_done(march(1))
    anna.phase("conservative", march(1))
    anna.phase("surgery", march(4))
    anna.phase("conservative", march(8))
    anna.phase("recovery", march(12))
    assert anna.course_done(march(13)).id == "f3"
    assert anna.course_done(march(14)).record.course_done_at == march(14)
    assert anna.entry("f1").record.course_done_at is None


def test_an_edit_that_would_let_phases_overlap_is_refused(anna: Diary) -> None:
    anna.phase("conservative", march(1))
    anna.phase("surgery", march(8))
    for fields in ({"end_at": None}, {"end_at": march(9)}):
        with pytest.raises(Refused, match="The phases f1 and f2 would overlap"):
            anna.edit("f1", **fields)
    with pytest.raises(Refused, match="The phases f1 and f2 would overlap"):
        anna.edit("f2", at=march(7))
    anna.edit("f1", end_at=march(7))
    anna.edit("f2", at=march(7))


def test_a_void_phase_stands_in_nobodys_way_until_it_comes_back(anna: Diary) -> None:
    anna.phase("conservative", march(1))
    anna.void("f1")
    anna.phase("surgery", march(2))
    with pytest.raises(Refused, match="The phases f1 and f2 would overlap"):
        anna.unvoid("f1")
    with pytest.raises(Refused, match="The phases f1 and f2 would overlap"):
        anna.undo("u3")
    anna.void("f2")
    anna.undo("u3")
    assert spans(anna) == [("conservative", march(1), None)]


_days = st.integers(1, 12).map(march)
STEPS = st.one_of(
    st.tuples(st.just("phase"), st.sampled_from(["conservative", "surgery"]), _days),
    st.tuples(st.just("end_phase"), _days),
    st.tuples(st.just("course_done"), _days),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
    st.tuples(st.sampled_from(["void", "unvoid"]), st.sampled_from(["f1", "f2", "f3"])),
)


@given(steps=st.lists(STEPS, max_size=15))
def test_whatever_is_done_at_most_one_phase_is_open_and_none_overlap(
    reused: Database, steps: list[tuple[object, ...]]
) -> None:
    with rolled_back(reused) as diary:
        for name, *given_ in steps:
            try:
                getattr(diary, str(name))(*given_)
            except Refused:
                continue
            found = spans(diary)
            for (_, _, end), (_, start, _) in pairwise(found):
                assert end is not None
                assert end <= start
