"""What massages came to, by technique: median and range of the change, each scale by itself.

Of fewer changes than three (FEWEST) nothing is drawn.
"""

from collections.abc import Iterator, Sequence

from rehabtrack.domain.named import Named
from rehabtrack.domain.response_groups import Group, Summary
from rehabtrack.domain.responses import MEASUREMENT_ERROR
from rehabtrack.domain.words import OTHER, shortened
from rehabtrack.reports.page.letters import fitting
from rehabtrack.reports.page.pictures.ink import number
from rehabtrack.reports.page.wording import visible

WIDTH, LEFT, SAID, RIGHT = 360, 168, 92, 12
_ROW, _HEAD, _FOOT, _BETWEEN = 15, 4, 16, 8
_LEAST_REACH = 3  # points to either side of none that are shown at least
_LETTERS = 16  # that a label has room for
_UNITS = {"nrs": "points of 10", "vas": "mm of 100", "faces": "faces, 0-10", "vrs": "steps"}
_WHEN = {"after": "after", "next_day": "next day"}


class Changed(Named):
    """One row: a technique, when it was rated, and where median and range lie."""

    y: float
    label: str
    when: str
    n: int
    low: float
    middle: float
    high: float
    later: bool


class Panel(Named):
    """The rows of one scale; `error` is the width to either side that may be chance, or None."""

    top: float
    bottom: float
    zero: float
    error: float | None
    unit: str
    ticks: Sequence[tuple[float, str]]
    rows: Sequence[Changed]


class Responses(Named):
    """The picture: its size, its panels, what it leaves out, and what it says in words."""

    width: int
    height: float
    left: float
    said: float
    panels: Sequence[Panel]
    too_few: Sequence[tuple[str, int]]
    more: int
    words: str


Drawn = tuple[Group, str, Summary]


def response_picture(groups: Sequence[Group], most: int) -> Responses:
    """The picture of these groups, by technique: of so many rows, those of the most massages."""
    known = [drawn for group in groups for drawn in _drawn(group)]
    often = sorted(known, key=lambda drawn: -drawn[2].n)[:most]
    panels: list[Panel] = []
    top = float(_HEAD)
    for scale in dict.fromkeys(group.scale for group, _, _ in known):
        rows = [drawn for drawn in known if drawn in often and drawn[0].scale == scale]
        if rows:
            panels.append(_panel(scale, rows, top))
            top = panels[-1].bottom + _FOOT + _BETWEEN
    few = {
        label(group): max(group.after.n, group.next_day.n)
        for group in groups
        if group.after.median is None and group.next_day.median is None
    }
    said = [_words(*drawn) for drawn in known]
    return Responses(
        width=WIDTH,
        height=top,
        left=LEFT,
        said=SAID,
        panels=panels,
        too_few=list(few.items()),
        more=len(known) - len(often),
        words=f"{'; '.join(said)}." if said else "",
    )


def label(group: Group) -> str:
    """What a group is called."""
    return (group.word or "not said").removeprefix(OTHER)


def _drawn(group: Group) -> Iterator[Drawn]:
    for when in _WHEN:
        found = getattr(group, when)
        if found.median is not None:
            yield group, when, found


def _panel(scale: str, drawn: Sequence[Drawn], top: float) -> Panel:
    reach = max(
        _LEAST_REACH,
        *(max(abs(found.lowest or 0), abs(found.highest or 0)) for _, _, found in drawn),
    )
    half = (WIDTH - LEFT - RIGHT) / 2
    zero = LEFT + half

    def x(change: float) -> float:
        return round(zero + change * half / reach, 1)

    rows = [
        Changed(
            y=top + _ROW * (n + 0.5),
            label=fitting(visible(label(group)), _LETTERS),
            when=_WHEN[when],
            n=found.n,
            low=x(found.lowest or 0),
            middle=x(found.median or 0),
            high=x(found.highest or 0),
            later=when != "after",
        )
        for n, (group, when, found) in enumerate(drawn)
    ]
    error = MEASUREMENT_ERROR.get(scale)
    return Panel(
        top=top,
        bottom=top + _ROW * len(rows),
        zero=zero,
        error=None if error is None else round(min(error, reach) * half / reach, 1),
        unit=_UNITS[scale],
        ticks=[(x(-reach), f"-{reach}"), (zero, "0"), (x(reach), f"+{reach}")],
        rows=rows,
    )


def _words(group: Group, when: str, found: Summary) -> str:
    return (
        f"{shortened(label(group))}, {_WHEN[when]}, {group.scale}: n {found.n}, median"
        f" {number(found.median or 0)}, from {found.lowest} to {found.highest}"
    )
