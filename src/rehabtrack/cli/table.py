"""Rows in aligned columns, as narrow as they must be for a line to fit."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rehabtrack.cli.output import WIDTH, columns


def aligned(rows: Sequence[tuple[str, ...]], narrower: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The lines of rows whose cells are safe to print, the columns two spaces apart.

    `narrower` are (column, how narrow): which are made so, in order, until a line fits. The first
    cell and the words of the last go on below, and any other cell that is too wide moves the rest
    of its line on. Nothing is cut: two names cut short might look alike.
    """
    first, *widths, last = _widths(rows, narrower)
    for name, *cells, words in rows:
        padded = [_padded(cell, width) for cell, width in zip(cells, widths, strict=True)]
        names = _hanging(name, first)
        for name_part, some in zip_longest(names, _broken(words, last), fillvalue=""):
            line = "  ".join([_padded(name_part, first), *padded, some])
            yield line.rstrip()
            padded = [" " * columns(cell) for cell in padded]


def _widths(rows: Sequence[tuple[str, ...]], narrower: Sequence[tuple[int, int]]) -> list[int]:
    """How wide each column is made, in columns of the terminal."""
    widths = [max(map(columns, column)) for column in zip(*rows, strict=True)]
    excess = sum(widths) + 2 * len(widths[1:]) - WIDTH
    for place, least in narrower:
        taken = max(0, min(excess, widths[place] - least))
        widths[place] -= taken
        excess -= taken
    return widths


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - columns(cell))


def _hanging(name: str, width: int) -> list[str]:
    """A name in lines of so many columns, the further ones indented."""
    begins, *rest = _broken(name, width)
    return [begins, *(f"  {part}" for part in _broken(" ".join(rest), width - 2) if part)]


def _broken(words: str, width: int) -> list[str]:
    """Words in lines of so many columns, one that is too long in pieces."""
    lines = [""]
    for word in _pieces(words, width):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and columns(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _pieces(words: str, width: int) -> Iterator[str]:
    for word in words.split():
        rest = word
        while columns(rest) > width:
            size = max(1, next(n for n in range(len(rest), -1, -1) if columns(rest[:n]) <= width))
            yield rest[:size]
            rest = rest[size:]
        yield rest
