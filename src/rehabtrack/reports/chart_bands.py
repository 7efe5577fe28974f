"""What stands below the pain of a chart: a row of the massages, and a band of the phases."""

from collections.abc import Iterable
from itertools import groupby

from rehabtrack.domain.companion_rules import PhaseSpan
from rehabtrack.domain.findings import GRAVITY
from rehabtrack.domain.moment import DAY, MINUTE, Moment
from rehabtrack.domain.named import Named
from rehabtrack.reports.chart_axis import Axis
from rehabtrack.reports.chart_marks import BLANK, Marks
from rehabtrack.reports.course import Course

#: What is said of a massage not given.
NOT_GIVEN = "not given"
#: How grave what is said of a massage is; one given outweighs one that was not.
_GRAVITY = {NOT_GIVEN: -1} | GRAVITY
#: The name of a phase in fewer columns says nothing; ours.
_FEWEST = 4


class Given(Named):
    """What the rules say of a massage, or that it was not given, and the day it is drawn at."""

    no: int | None
    day: int
    status: str


def day_spoken(moment: Moment) -> int:
    """The day of a moment where it was spoken."""
    return (moment.at + moment.offset * MINUTE) // DAY


def massages_of(course: Course) -> list[Given]:
    """Each massage of the course, one for the records that count as one, with its gravest status."""
    found: dict[int, Given] = {}
    for one in course.sessions:
        no = one.no if one.same is None else one.same
        status = one.advice if one.advice in ("refused", "red-flag") else one.status
        known = found.setdefault(no, Given(no, day_spoken(one.moment), status))
        found[no] = known._replace(status=max(known.status, status, key=_GRAVITY.__getitem__))
    skipped = (Given(None, day_spoken(one.moment), NOT_GIVEN) for one in course.skipped)
    return [*found.values(), *skipped]


def massage_row(massages: Iterable[Given], axis: Axis, marks: Marks) -> str:
    """The gravest of each column."""
    gravest: dict[int, str] = {}
    for one in massages:
        column = axis.column(one.day)
        known = gravest.get(column, one.status)
        gravest[column] = max(known, one.status, key=_GRAVITY.__getitem__)
    cells = [BLANK] * axis.width
    for column, status in gravest.items():
        cells[column] = marks.massages[status]
    return "".join(cells).rstrip()


def phase_band(phases: Iterable[PhaseSpan], course: Course, axis: Axis, marks: Marks) -> str:
    """Each phase from its first to its last column with as much of its name as has room.

    Of two that share a column the later is drawn there; one that began earlier has no beginning.
    """
    owner: list[PhaseSpan | None] = [None] * axis.width
    for phase in phases:
        last = axis.last if phase.end is None else course.day_of(phase.end - 1)
        for column in axis.span(course.day_of(phase.start), last):
            owner[column] = phase
    cells = ""
    for here, columns in groupby(owner):
        begins = here is not None and course.day_of(here.start) >= axis.first
        cells += _segment(here, len(list(columns)), marks.begin if begins else "", marks.band)
    return cells.rstrip()


def _segment(phase: PhaseSpan | None, width: int, begin: str, band: str) -> str:
    if phase is None:
        return BLANK * width
    room = width - len(begin)
    name = phase.kind[:room] if room >= _FEWEST else ""
    return f"{begin}{name}".ljust(width, band)
