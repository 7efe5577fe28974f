"""What is kept of the many sessions that an import, or taking one back, can change."""

from collections.abc import Iterable

from rehabtrack.domain.named import Named
from rehabtrack.services.reassessment import Reassessed

#: How many sessions of each patient are kept whole, to be told; the command line tells as many.
FIRST = 5


class Shift(Named):
    """A session whose status or category changed: its number and gravest status (None: clear)."""

    session: int
    before: str | None
    now: str | None


class Shifts(Named):
    """The sessions of a patient whose status or category changed, the first of them whole.

    `others` counts those of which the evidence alone changed.
    """

    all: list[Shift]
    first: list[Reassessed]
    others: int


def shifts_of(found: Iterable[Reassessed]) -> Shifts:
    """What is kept of the sessions that were judged anew."""
    shifts: list[Shift] = []
    first: list[Reassessed] = []
    others = 0
    for one in found:
        if not one.gravity_changed:
            others += 1
            continue
        before, now = (grave and grave.status for grave in (one.gravest_before, one.gravest_now))
        shifts.append(Shift(one.session.no, before, now))
        if len(first) < FIRST:
            first.append(one)
    return Shifts(shifts, first, others)
