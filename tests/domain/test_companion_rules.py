"""The companion rules: the phase a massage falls in, and what doctors said."""

import pytest

from rehabtrack.domain.companion_rules import (
    Notice,
    Opinion,
    PhaseSpan,
    clearance_notice,
    phase_notice,
    refusals_at,
)
from rehabtrack.domain.moment import DAY, MINUTE


def phase(
    kind: str,
    start: int,
    end: int | None = None,
    *,
    no: int = 1,
    course_done: int | None = None,
) -> PhaseSpan:
    """Days of the story, as a phase keeps them."""
    return PhaseSpan(
        *(no, kind, start * DAY, None if end is None else end * DAY),
        None if course_done is None else course_done * DAY,
    )


def opinion(
    no: int, by: str, start: int, end: int | None = None, *, refuses: bool = False
) -> Opinion:
    return Opinion(no, 1, by, refuses, start * DAY, None if end is None else end * DAY)


def test_in_no_phase_the_notice_is_none() -> None:
    assert phase_notice([], 0) == Notice("phase", "none", ())
    assert phase_notice([phase("recovery", 1, 2)], 1 * DAY - MINUTE) == Notice("phase", "none", ())
    assert phase_notice([phase("recovery", 1, 2)], 2 * DAY) == Notice("phase", "none", ())


def test_in_recovery_there_is_no_notice() -> None:
    assert phase_notice([phase("recovery", 1)], 1 * DAY) is None
    assert phase_notice([phase("recovery", 1, 2)], 2 * DAY - MINUTE) is None


def test_in_a_conservative_phase_the_basic_course_must_be_done() -> None:
    going_on, done = phase("conservative", 0), phase("conservative", 0, course_done=10)
    not_done = Notice("phase", "course-not-done", (1,))
    assert phase_notice([going_on], 5 * DAY) == not_done
    assert phase_notice([done], 10 * DAY - MINUTE) == not_done
    assert phase_notice([done], 10 * DAY) is None


def test_an_ended_conservative_phase_says_nothing_of_a_later_one() -> None:
    phases = [phase("conservative", 0, 5), phase("recovery", 5, no=2)]
    assert phase_notice(phases, 5 * DAY) is None


def test_in_a_surgery_phase_the_notice_is_after_surgery_however_long_it_lasts() -> None:
    notice = Notice("phase", "after-surgery", (1,))
    assert phase_notice([phase("surgery", 0)], 100 * DAY) == notice
    assert phase_notice([phase("surgery", 0, 100)], 100 * DAY) == Notice("phase", "none", ())


def test_within_42_days_of_the_start_of_surgery_the_notice_is_after_surgery() -> None:
    phases = [phase("surgery", 0, 3), phase("recovery", 3, no=2)]
    notice = Notice("phase", "after-surgery", (1,))
    assert phase_notice(phases, 0) == notice
    assert phase_notice(phases, 42 * DAY - MINUTE) == notice
    assert phase_notice(phases, 42 * DAY) is None


def test_a_surgery_to_come_says_nothing() -> None:
    phases = [phase("recovery", 0, 10), phase("surgery", 10, no=2)]
    assert phase_notice(phases, 10 * DAY - MINUTE) is None


def test_surgery_speaks_before_a_course_not_done() -> None:
    phases = [phase("surgery", 0, 3, no=4), phase("conservative", 3, no=5)]
    assert phase_notice(phases, 10 * DAY) == Notice("phase", "after-surgery", (4,))


def test_without_a_clearance_it_is_missing() -> None:
    missing = Notice("clearance", "missing", ())
    assert clearance_notice([], 0) == missing
    assert clearance_notice([opinion(1, "Weiss", 5)], 5 * DAY - MINUTE) == missing
    assert clearance_notice([opinion(1, "Weiss", 0, refuses=True)], 1 * DAY) == missing


def test_a_valid_clearance_has_no_notice() -> None:
    assert clearance_notice([opinion(1, "Weiss", 5)], 5 * DAY) is None
    assert clearance_notice([opinion(1, "Weiss", 5, 9)], 9 * DAY - MINUTE) is None


def test_an_expired_clearance_names_the_last_to_end() -> None:
    opinions = [opinion(1, "Weiss", 0, 9), opinion(2, "Braun", 1, 4), opinion(3, "Weiss", 20)]
    assert clearance_notice(opinions, 9 * DAY) == Notice("clearance", "expired", (1,))
    assert clearance_notice(opinions, 20 * DAY) is None


def test_a_refusal_speaks_from_its_start_until_it_is_ended() -> None:
    refusal = opinion(1, "Weiss", 5, 9, refuses=True)
    assert refusals_at([refusal], 5 * DAY - MINUTE) == ()
    assert refusals_at([refusal], 5 * DAY) == (refusal,)
    assert refusals_at([refusal], 9 * DAY - MINUTE) == (refusal,)
    assert refusals_at([refusal], 9 * DAY) == ()


def test_a_refusal_speaks_until_its_own_author_clears_later() -> None:
    refusal = opinion(1, "Dr. Zo\u00eb Weiss", 5, refuses=True)
    cleared = opinion(2, "dr. zoe\u0308 weiss ", 8, 9)
    assert refusals_at([refusal, cleared], 8 * DAY - MINUTE) == (refusal,)
    assert refusals_at([refusal, cleared], 8 * DAY) == ()
    assert refusals_at([refusal, cleared], 50 * DAY) == ()


def test_a_clearance_by_somebody_else_or_from_before_leaves_the_refusal_standing() -> None:
    refusal = opinion(2, "Weiss", 5, refuses=True)
    others = [opinion(1, "Weiss", 4), opinion(3, "Braun", 8)]
    assert refusals_at([*others, refusal], 10 * DAY) == (refusal,)


@pytest.mark.parametrize(("number", "left"), [(1, 1), (3, 0)])
def test_of_a_refusal_and_a_clearance_from_the_same_instant_the_one_recorded_last_holds(
    number: int, left: int
) -> None:
    opinions = [opinion(2, "Weiss", 5, refuses=True), opinion(number, "Weiss", 5)]
    assert len(refusals_at(opinions, 6 * DAY)) == left


def test_refusals_in_force_stand_in_order_of_their_start() -> None:
    late, early = opinion(1, "Weiss", 5, refuses=True), opinion(2, "Braun", 3, refuses=True)
    assert refusals_at([late, early], 6 * DAY) == (early, late)
