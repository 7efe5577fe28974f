"""What stands below the pain of a chart: a row of the massages, and a band of the phases."""

from collections.abc import Iterable
from itertools import groupby

from rehabtrack.reports.chart.axis import Axis
from rehabtrack.reports.chart.charted import Given, Stretch, gravest
from rehabtrack.reports.chart.marks import BLANK, Marks

#: The name of a phase in fewer columns says nothing; ours.
_FEWEST = 3


def massage_row(massages: Iterable[Given], axis: Axis, marks: Marks) -> str:
    """The gravest of each column."""
    cells = [BLANK] * axis.width
    said: dict[int, str] = {}
    for one in massages:
        column = axis.column(one.day)
        said[column] = gravest((one.status, said.get(column, one.status)))
    for column, status in said.items():
        cells[column] = marks.massages[status]
    return "".join(cells).rstrip()


def phase_band(phases: Iterable[Stretch], axis: Axis, marks: Marks) -> str:
    """Each phase from its first to its last column with as much of its name as has room.

    Of two that share a column the later is drawn there; one that began earlier has no beginning.
    """
    owner: list[Stretch | None] = [None] * axis.width
    for phase in phases:
        for column in axis.span(phase.first, phase.last):
            owner[column] = phase
    cells = ""
    for here, columns in groupby(owner):
        begins = here is not None and here.first >= axis.first
        cells += _segment(here, len(list(columns)), marks.begin if begins else "", marks.band)
    return cells.rstrip()


def _segment(phase: Stretch | None, width: int, begin: str, band: str) -> str:
    if phase is None:
        return BLANK * width
    room = width - len(begin)
    name = phase.what[:room] if room >= _FEWEST else ""
    return f"{begin}{name}".ljust(width, band)
