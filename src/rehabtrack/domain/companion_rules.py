"""The companion rules: is a massage in its phase, and has a doctor allowed or refused it.

Times are ms UTC; spans are half-open, an `end` of None is still open. Every rule is judged at the
instant the session is judged at.
"""

from collections.abc import Iterable

from rehabtrack.domain.moment import DAY
from rehabtrack.domain.named import Named
from rehabtrack.domain.words import folded

RULE_VERSION = 1
# Ours: the six weeks that massage texts leave a surgical scar alone.
AFTER_SURGERY_DAYS = 42
# Ours: how long before a clearance ends that is said, so that there is time to see the doctor.
EXPIRY_DAYS = 14
# Ours: how long what was asked before a massage is taken to hold.
SCREEN_HOURS = 12


class PhaseSpan(Named):
    """A treatment phase; `course_done` is when the basic course of a conservative one was done."""

    no: int
    kind: str
    start: int
    end: int | None
    course_done: int | None


class Opinion(Named):
    """A doctor's clearance, or with `refuses` a refusal, `by` its author, of these `areas`.

    One of some areas speaks against every massage all the same: that is the careful side.
    """

    no: int
    version: int
    by: str
    refuses: bool
    start: int
    end: int | None
    areas: tuple[str, ...] = ()


class Notice(Named):
    """What a companion rule says; `evidence` are the numbers of the phases or the opinions."""

    rule: str
    status: str
    evidence: tuple[int, ...]


def phase_notice(phases: Iterable[PhaseSpan], at: int) -> Notice | None:
    """`after-surgery`, `course-not-done` or `none`; None where massage has its place.

    The source places massage in rehabilitation, "after the basic course of therapy".
    """
    begun = [phase for phase in phases if phase.start <= at]
    current = [phase for phase in begun if _open(phase.end, at)]
    surgery = [
        phase.no
        for phase in begun
        if phase.kind == "surgery"
        and (_open(phase.end, at) or at < phase.start + AFTER_SURGERY_DAYS * DAY)
    ]
    if surgery:
        return Notice("phase", "after-surgery", tuple(surgery))
    not_done = [
        phase.no
        for phase in current
        if phase.kind == "conservative" and _open(phase.course_done, at)
    ]
    if not_done:
        return Notice("phase", "course-not-done", tuple(not_done))
    return None if current else Notice("phase", "none", ())


def clearance_notice(opinions: Iterable[Opinion], at: int) -> Notice | None:
    """`missing`, or `expired` with the last clearance to end; None while one is valid.

    The source: a therapist without medical education "cannot judge the degree of your illness",
    so "consult with your doctor (neurologist or physician)".
    """
    begun = [opinion for opinion in opinions if not opinion.refuses and opinion.start <= at]
    ended = [(opinion.end, opinion.no) for opinion in begun if opinion.end is not None]
    if any(_open(opinion.end, at) for opinion in begun):
        return None
    return Notice("clearance", "expired", (max(ended)[1],)) if ended else _MISSING


def expiry_notice(opinions: Iterable[Opinion], at: int) -> Notice | None:
    """`expires`, with the newest of the clearances that are `expiring`."""
    ending = expiring(opinions, at)
    return Notice("clearance", "expires", (max(said.no for said in ending),)) if ending else None


def expiring(opinions: Iterable[Opinion], at: int) -> tuple[Opinion, ...]:
    """The clearances after which none is valid any more, if that is within EXPIRY_DAYS.

    One that goes on where another ends is the renewal of it.
    """
    clearances = [opinion for opinion in opinions if not opinion.refuses]
    end = at
    last: tuple[Opinion, ...] = ()
    while valid := [c for c in clearances if c.start <= end and _open(c.end, end)]:
        ends = [c.end for c in valid if c.end is not None]
        end = max(ends, default=end)
        if len(ends) < len(valid) or end > at + EXPIRY_DAYS * DAY:
            return ()
        last = tuple(c for c in valid if c.end == end)
    return last


def refusals_at(opinions: Iterable[Opinion], at: int) -> tuple[Opinion, ...]:
    """The refusals in force, in order of (start, no).

    A refusal speaks until it is ended or its own author clears later.
    """
    begun = sorted(
        (opinion for opinion in opinions if opinion.start <= at), key=lambda o: (o.start, o.no)
    )
    speaking: list[Opinion] = []
    for opinion in begun:
        if opinion.refuses:
            speaking.append(opinion)
        else:
            speaking = [other for other in speaking if folded(other.by) != folded(opinion.by)]
    return tuple(opinion for opinion in speaking if _open(opinion.end, at))


_MISSING = Notice("clearance", "missing", ())


def _open(end: int | None, at: int) -> bool:
    return end is None or at < end
