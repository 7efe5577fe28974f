"""One sheet: how much a page shows, so that it is printed on one A4 or Letter page.

An estimate of its height is held against a sheet in one room after the other: first the
letters get smaller, then less of each list is shown and said to be left out, at last texts are cut.
"""

from collections.abc import Iterator

from rehabtrack.domain.named import Named

#: What is printed of a Letter page, which is lower than A4, in mm.
SHEET = 259
#: The sizes in pt of text and of small print, the classes `type-0` and on of the style sheet.
TYPES = ((9.2, 7.4), (8.8, 7.2), (8.4, 7.0), (8.0, 6.8), (7.6, 6.6), (7.1, 6.6), (6.6, 6.6))
_USUAL, _SMALLEST = 4, 6


class Room(Named):
    """Which of TYPES is used, and how many at most are shown of each.

    `tall` is how high all strips are, in units of the picture; `letters` how long a line of a
    block is; `days` 0 where the calendar is left out.
    """

    type: int
    phases: int
    strips: int
    tall: int
    years: int
    rows: int
    levels: int
    measures: int
    notes: int
    flags: int
    emergencies: int
    letters: int
    days: int


_MOST = Room(0, 4, 5, 190, 12, 8, 6, 5, 4, 30, 30, 500, 1)
_LEAST = Room(_USUAL, 0, 1, 50, 2, 2, 2, 1, 0, 30, 30, 500, 1)
_STEPS, _PHASES = 10, 0.5


def _rooms() -> Iterator[Room]:
    """From the roomiest on; what is an emergency is cut last of all."""
    for size in range(_USUAL + 1):
        yield _MOST._replace(type=size)
    for step in range(1, _STEPS + 1):
        yield _between(step / _STEPS)
    tight = _LEAST._replace(type=_SMALLEST)
    for letters in (300, 220, 160):
        yield tight._replace(letters=letters)
    for letters in (160, 110, 80):
        yield tight._replace(letters=letters, days=0)
    tight = tight._replace(letters=80, days=0)
    for flags in (12, 6, 3):
        yield tight._replace(flags=flags)
    for emergencies in (12, 8, 5):
        yield tight._replace(flags=3, emergencies=emergencies)


def _between(share: float) -> Room:
    """A room so far from the roomiest; phases soon go."""
    amounts = (
        round(most + (least - most) * share) for most, least in zip(_MOST, _LEAST, strict=True)
    )
    return Room._make(amounts)._replace(type=_USUAL, phases=_MOST.phases if share <= _PHASES else 0)


#: From the roomiest on.
ROOMS = tuple(_rooms())
