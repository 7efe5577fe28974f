"""What is measured, as rows of one table, each held against what is to be reached."""

from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.timing import Runs

HEADER = ("what", "median", "ratio", "to reach", "", "of processor time")


class Figure(NamedTuple):
    """One row: what was measured, its median in words, and what it is held against.

    `limit` bounds the `ratio` of times, or where there is an `amount` that, in its `unit`;
    `against` puts the ratio into words. `processor` is the ratio of processor times.
    """

    what: str
    median: str
    ratio: float | None = None
    against: str = "{} x A"
    limit: float | None = None
    amount: float | None = None
    unit: str = "x"
    processor: float | None = None

    @property
    def verdict(self) -> str:
        """`reached`, `NOT REACHED`, or nothing where nothing is to be reached."""
        found = self.ratio if self.amount is None else self.amount
        if self.limit is None or found is None:
            return ""
        return "reached" if found <= self.limit else "NOT REACHED"

    @property
    def cells(self) -> tuple[str, ...]:
        """The row as text."""
        ratio = "" if self.ratio is None else self.against.format(f"{self.ratio:.2f}")
        bound = "" if self.limit is None else f"<= {self.limit:g} {self.unit}"
        processor = "" if self.processor is None else f"{self.processor:.2f} x"
        return (self.what, self.median, ratio, bound, self.verdict, processor)


def timed(
    what: str,
    shown: Runs,
    base: Runs | None = None,
    against: str = "{} x A",
    limit: float | None = None,
    *,
    ours: Runs | None = None,
) -> Figure:
    """A row of time: the median of `shown`, and its ratio (or that of `ours`) to `base`."""
    if base is None:
        return Figure(what, time_words(shown.seconds))
    held = shown if ours is None else ours
    return Figure(
        what,
        time_words(shown.seconds),
        held.seconds / base.seconds,
        against,
        limit,
        processor=held.processor / base.processor,
    )


def memory(what: str, amount: float, limit: float | None = None) -> Figure:
    """A row of peak memory, given in bytes and shown in megabytes."""
    megabytes = amount / 1e6
    return Figure(what, f"{megabytes:.0f} MB", limit=limit, amount=megabytes, unit="MB")


def time_words(seconds: float) -> str:
    """`51.3 ms`, `1.43 s`."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.1f} ms"


def table(parts: Sequence[tuple[str, Sequence[Figure]]]) -> str:
    """All rows as one Markdown table, its columns aligned; the name of a part leads its rows."""
    rows: list[tuple[str, ...]] = [HEADER]
    for name, figures in parts:
        rows.append((f"**{name}**", *[""] * (len(HEADER) - 1)))
        rows += [figure.cells for figure in figures]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        for row in rows
    ]
    lines.insert(1, f"|{'|'.join('-' * (width + 2) for width in widths)}|")
    return "\n".join(lines)
