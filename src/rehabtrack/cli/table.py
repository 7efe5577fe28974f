"""Rows in aligned columns, as narrow as they must be for a line to fit."""

from collections.abc import Iterator, Sequence

from rehabtrack.cli.output import WIDTH, columns


def aligned(rows: Sequence[tuple[str, ...]], narrower: Sequence[tuple[int, int]]) -> Iterator[str]:
    """The lines of rows whose cells are safe to print, the columns two spaces apart.

    `narrower` are (column, how narrow): which are made so, in order, until a line fits. The first
    cell is cut, the words of the last go on below each other, and any other that is too wide moves
    the rest of its line on.
    """
    first, *widths, last = _widths(rows, narrower)
    for name, *cells, words in rows:
        padded = [_padded(cell, width) for cell, width in zip(cells, widths, strict=True)]
        start = "  ".join([_padded(_cut(name, first), first), *padded, ""])
        for some in _broken(words, last):
            yield (start + some).rstrip()
            start = " " * columns(start)


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


def _cut(text: str, width: int) -> str:
    if columns(text) <= width:
        return text
    size = next(n for n in range(len(text), 0, -1) if columns(text[:n]) < width)
    return f"{text[:size]}…"


def _broken(words: str, width: int) -> list[str]:
    """Words in lines of so many columns, at least one in each."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and columns(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
