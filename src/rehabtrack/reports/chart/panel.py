"""One scale of a chart: its values as rows, the sites as marks, the limit as a line between.

Values of two scales never share a panel. A row of the visual scale holds ten millimetres and is
named by the highest, so that a limit always lies between two rows.
"""

from collections.abc import Callable, Collection, Iterable, Iterator

from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import CATEGORIES, MILLIMETRES_PER_POINT, VALUES, highest_weak
from rehabtrack.reports.chart.axis import Axis
from rehabtrack.reports.chart.charted import Worst
from rehabtrack.reports.chart.marks import BLANK, Marks

#: The columns left of the axis: the longest name of a value, `moderate`.
GUTTER = 8


class Canvas(Named):
    """What every panel shares: the axis, the columns of high-pain periods, and how sites look.

    `mark_of` says what the sites at one place are drawn as.
    """

    axis: Axis
    shaded: Collection[int]
    marks: Marks
    mark_of: Callable[[frozenset[str]], str]


class Panel(Named):
    """The drawing of one scale; `highest_weak` is the highest of its values below the line."""

    scale: str
    highest_weak: int
    lines: tuple[str, ...]


def panel(scale: str, days: Iterable[Worst], limit: int, canvas: Canvas) -> Panel:
    """The days on that scale under a policy's limit.

    Where several days share a column, each site has its worst of them.
    """
    weak = max(value for value in VALUES[scale] if value <= highest_weak(scale, limit))
    axis, shaded, marks, mark_of = canvas
    drawn = _drawn((day for day in days if day.scale == scale), axis)
    ground = [marks.shade if column in shaded else BLANK for column in range(axis.width)]
    lines: list[str] = []
    for top in _tops(scale):
        if top == weak:
            lines.append(BLANK * GUTTER + marks.side + marks.limit * axis.width)
        cells = ground.copy()
        for column, sites in drawn.get(top, {}).items():
            cells[column] = mark_of(frozenset(sites))
        lines.append(f"{_named(scale, top):>{GUTTER}}{marks.side}{''.join(cells)}".rstrip())
    return Panel(scale, weak, tuple(lines))


def _drawn(days: Iterable[Worst], axis: Axis) -> dict[int, dict[int, list[str]]]:
    """Row -> column -> the sites there."""
    worst: dict[tuple[int, str], int] = {}
    for day in days:
        place = axis.column(day.day), day.site
        worst[place] = max(worst.get(place, 0), _top(day.scale, day.value))
    drawn: dict[int, dict[int, list[str]]] = {}
    for (column, site), top in worst.items():
        drawn.setdefault(top, {}).setdefault(column, []).append(site)
    return drawn


def _tops(scale: str) -> Iterator[int]:
    """The highest value of each row, from above."""
    return reversed(VALUES[scale][:: MILLIMETRES_PER_POINT if scale == "vas" else 1])


def _top(scale: str, value: int) -> int:
    """The row of a value."""
    if scale != "vas":
        return value
    return -(-value // MILLIMETRES_PER_POINT) * MILLIMETRES_PER_POINT


def _named(scale: str, top: int) -> str:
    return CATEGORIES[top] if scale == "vrs" else str(top)
