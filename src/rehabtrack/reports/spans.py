"""Spans of time, and what of them is shared."""

from collections.abc import Iterable, Iterator, Sequence

from rehabtrack.domain.named import Named


class Span(Named):
    """The time from `start` until `end`, in ms UTC, half-open."""

    start: int
    end: int


def joined(spans: Iterable[Span]) -> list[Span]:
    """Their union, in order of time: what touches or overlaps is one, what is empty none."""
    union: list[Span] = []
    for start, end in sorted(spans):
        if union and start <= union[-1].end:
            union[-1] = Span(union[-1].start, max(union[-1].end, end))
        elif start < end:
            union.append(Span(start, end))
    return union


def common(some: Sequence[Span], others: Sequence[Span]) -> Iterator[Span]:
    """What two unions share, in order of time."""
    others = list(others)
    begin = 0
    for start, end in some:
        while begin < len(others) and others[begin].end <= start:
            begin += 1
        for other in others[begin:]:
            if other.start >= end:
                break
            yield Span(max(start, other.start), min(end, other.end))


def rest(whole: Span, spans: Iterable[Span]) -> Iterator[Span]:
    """What of the whole lies in none of the spans, in order of time."""
    at = whole.start
    for start, end in joined(spans):
        if at < min(start, whole.end):
            yield Span(at, min(start, whole.end))
        at = max(at, end)
    if at < whole.end:
        yield Span(at, whole.end)


def length(spans: Iterable[Span]) -> int:
    """How long they are together, in ms."""
    return sum(end - start for start, end in spans)
