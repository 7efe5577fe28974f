"""GROWTH: what a rating and a question cost, and how large the file is, as the records grow."""

from collections.abc import Sequence

from benchmarks.figures import Figure, timed
from benchmarks.scratch import Scratch
from benchmarks.shapes import Shape, WorkingCopy
from benchmarks.start import ORDINARY, everyday, reference
from benchmarks.timing import interleaved

MEASURED = (ORDINARY, "`rehabtrack massage check`")


def growth(scratch: Scratch, shapes: Sequence[Shape], rounds: int) -> list[Figure]:
    """Time a rating and a check in databases of growing size, and weigh the files."""
    copies = [WorkingCopy(scratch, shape) for shape in shapes]
    sizes = [copy.path.stat().st_size for copy in copies]
    cases = {(copy, name): everyday(scratch, copy, name) for copy in copies for name in MEASURED}
    start = reference(scratch)
    runs = interleaved([start, *cases.values()], rounds, scratch.home)
    base = runs[start.name]
    figures = [timed(f"B: {start.name}, run between these", base)]
    for name in MEASURED:
        for copy in copies:
            case = cases[copy, name].name
            figures.append(timed(case, runs[case], base, "{} x B"))
    for copy, size in zip(copies, sizes, strict=True):
        what = f"file with sessions and warnings; {copy.shape.words}"
        figures.append(Figure(what, f"{size / copy.shape.total:.0f} B a rating"))
    return figures
