"""What a doctor's clearance is bound to, and which of it a massage would break.

Pure: the areas, techniques and pressures are known words already.
"""

from collections.abc import Iterable, Sequence

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.massage import PRESSURES
from rehabtrack.domain.words import folded


class Manner(Named):
    """Where, how and how hard: of a massage what is said, of a clearance what is allowed.

    Nothing said of a massage is nothing known; nothing said by a doctor binds to nothing.
    """

    areas: tuple[str, ...] = ()
    techniques: tuple[str, ...] = ()
    pressure: str | None = None


class Bounds(Named):
    """A clearance, its number and author, with all that it is bound to; `end` in ms or None."""

    no: int
    by: str
    allowed: Manner
    limits: str | None
    end: int | None


class Breach(Named):
    """The limit of clearance `no` that a massage breaks: `area`, `technique` or `pressure`.

    `words` are the areas or the techniques that are not covered, or the hardest pressure allowed.
    """

    no: int
    limit: str
    words: tuple[str, ...]


def breaches(clearances: Sequence[Bounds], massage: Manner) -> tuple[Breach, ...]:
    """What a massage breaks of the clearances valid then; none where there is no clearance.

    Each area needs one clearance that names it, or names none, and allows the techniques and the
    pressure; where there is none, it is told what breaks the one that fits best. What a doctor said
    of an area last holds for it. `clearances` come in order, the oldest first.
    """
    if not clearances:
        return ()
    found = [
        breach
        for area in massage.areas or (None,)
        for breach in _of_best_fitting(clearances, massage, area)
    ]
    return _together(found)


def _of_best_fitting(
    clearances: Sequence[Bounds], massage: Manner, area: str | None
) -> tuple[Breach, ...]:
    """The breaches of the clearance that covers the area and has fewest, the newest of several."""

    def unfit(broken: tuple[Breach, ...]) -> tuple[bool, int, int]:
        beyond = any(breach.limit == "area" for breach in broken)
        return beyond, len(broken), -max((breach.no for breach in broken), default=0)

    return min((tuple(_broken(each, massage, area)) for each in _last(clearances, area)), key=unfit)


def _last(clearances: Sequence[Bounds], area: str | None) -> Sequence[Bounds]:
    """Of each doctor the last clearance that covers the area, if it is said and any does."""
    covering = [each for each in clearances if area and not _beyond(each, area)]
    return list({folded(each.by): each for each in covering}.values()) or clearances


def _broken(clearance: Bounds, massage: Manner, area: str | None) -> Iterable[Breach]:
    no, allowed = clearance.no, clearance.allowed
    if area and _beyond(clearance, area):
        yield Breach(no, "area", (area,))
    foreign = _foreign(massage.techniques, allowed.techniques)
    if allowed.techniques and foreign:
        yield Breach(no, "technique", foreign)
    if massage.pressure and allowed.pressure and _harder(massage.pressure, allowed.pressure):
        yield Breach(no, "pressure", (allowed.pressure,))


def _beyond(clearance: Bounds, area: str) -> bool:
    areas = clearance.allowed.areas
    return bool(areas and _foreign((area,), areas))


def _foreign(words: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
    """Those that are not allowed, in whatever case they were written."""
    known = {folded(word) for word in allowed}
    return tuple(word for word in words if folded(word) not in known)


def _harder(pressure: str, allowed: str) -> bool:
    return PRESSURES.index(pressure) > PRESSURES.index(allowed)


def _together(found: Iterable[Breach]) -> tuple[Breach, ...]:
    """Each limit of each clearance once, with all that breaks it."""
    words: dict[tuple[int, str], dict[str, None]] = {}
    for no, limit, broken in found:
        words.setdefault((no, limit), {}).update(dict.fromkeys(broken))
    return tuple(Breach(no, limit, tuple(each)) for (no, limit), each in words.items())
