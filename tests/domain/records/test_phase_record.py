"""The phase refuses what cannot be true."""

import pytest

from rehabtrack.domain.errors import Refused, UnknownWord
from rehabtrack.domain.moment import HOUR, Moment
from rehabtrack.domain.records.phase import PHASE_KINDS, Phase

MOMENT = Moment(HOUR, 0, 60, "Europe/Berlin")


@pytest.mark.parametrize("kind", PHASE_KINDS)
def test_a_phase_is_conservative_surgery_or_recovery_and_open_until_it_ends(kind: str) -> None:
    assert Phase(moment=MOMENT, kind=kind.upper()).kind == kind
    assert Phase(moment=MOMENT, kind=kind).end_at is None
    assert Phase(moment=MOMENT, kind=kind, end_at=2 * HOUR).end_at == 2 * HOUR


def test_an_unknown_phase_is_refused() -> None:
    with pytest.raises(UnknownWord) as refused:
        Phase(moment=MOMENT, kind="conservativ")
    assert str(refused.value) == '"conservativ" is not a phase. Did you mean conservative?'


@pytest.mark.parametrize("end_at", [0, HOUR])
def test_a_phase_ends_after_it_starts(end_at: int) -> None:
    with pytest.raises(Refused) as refused:
        Phase(moment=MOMENT, kind="surgery", end_at=end_at)
    assert str(refused.value) == (
        "The phase would end before it starts. Give an end after its start."
    )


@pytest.mark.parametrize("kind", ["surgery", "recovery"])
def test_only_a_conservative_phase_has_a_basic_course(kind: str) -> None:
    with pytest.raises(Refused) as refused:
        Phase(moment=MOMENT, kind=kind, course_done_at=2 * HOUR)
    assert str(refused.value) == (
        f"A {kind} phase has no basic course. Mark it on a conservative phase."
    )


def test_the_basic_course_is_done_after_its_phase_starts() -> None:
    assert Phase(moment=MOMENT, kind="conservative", course_done_at=HOUR).course_done_at == HOUR
    with pytest.raises(Refused) as refused:
        Phase(moment=MOMENT, kind="conservative", course_done_at=0)
    assert str(refused.value) == (
        "The basic course would be done before its phase starts. "
        "Give a time after the start of the phase."
    )


def test_the_basic_course_may_be_marked_after_its_phase_has_ended() -> None:
    phase = Phase(moment=MOMENT, kind="conservative", end_at=2 * HOUR, course_done_at=3 * HOUR)
    assert phase.course_done_at == 3 * HOUR
