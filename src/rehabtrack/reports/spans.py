"""Spans of time, and what of them is shared."""

from collections.abc import Iterable, Iterator, Sequence

from rehabtrack.domain.named import Named


class Span(Named):
    """The time from `start` until `end`, in ms UTC, half-open."""

    start: int
    end: int


def joined(spans: Iterable[tuple[int, int]]) -> list[Span]:
    """Their union, in order of time: what touches or overlaps is one, what is empty none."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if ends and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        elif start < end:
            starts.append(start)
            ends.append(end)
    return list(map(Span, starts, ends))


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
