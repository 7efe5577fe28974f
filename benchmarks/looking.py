"""LOOKING: ten years of one patient as a page and as a chart, beside what they cannot do without."""

import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.figures import Figure, timed
from benchmarks.scratch import Scratch
from benchmarks.shapes import Shape, WorkingCopy
from benchmarks.start import REFERENCE, reference
from benchmarks.timing import Case, Command, Failed, Runs, always, interleaved

PAGES = '`python -c "import click, sqlite3, jinja2"`'
REPORT, CHART, PDF = "`rehabtrack report`", "`rehabtrack chart`", "`rehabtrack report --pdf`"

#: What is to be reached: ratios to PAGES and to the reference, and kB of the page.
REPORT_TO_REACH, CHART_TO_REACH, PAGE_TO_REACH = 4.0, 2.5, 400.0


def looking(scratch: Scratch, shape: Shape, rounds: int) -> list[Figure]:
    """Time the page, the chart and, where WeasyPrint works, the page as a PDF; weigh the page."""
    copy, page = WorkingCopy(scratch, shape), scratch.work / "report.html"
    bare = Command((scratch.python, "-c", "import click, sqlite3, jinja2"))

    def case(name: str, *words: str | Path) -> Case:
        argv = (*scratch.rehabtrack, *copy.options(writes=False), *words)
        return always(name, Command(argv, allowed=(0, 4, 5)))

    cases = [
        reference(scratch),
        always(PAGES, bare),
        case(REPORT, "report", "--force", "--out", page),
        case(CHART, "chart"),
    ]
    if _sets_pdf(scratch):
        cases.append(case(PDF, "report", "--force", "--pdf", "--out", scratch.work / "report.pdf"))
    runs = interleaved(cases, rounds, scratch.home)
    return [*_times(runs, shape), _weight(page)]


def _times(runs: Mapping[str, Runs], shape: Shape) -> list[Figure]:
    figures = [
        timed(f"A: {REFERENCE}", runs[REFERENCE]),
        timed(f"P: {PAGES}", runs[PAGES]),
        timed(_of(REPORT, shape), runs[REPORT], runs[PAGES], "{} x P", REPORT_TO_REACH),
        timed(_of(CHART, shape), runs[CHART], runs[REFERENCE], limit=CHART_TO_REACH),
    ]
    if PDF in runs:
        figures.append(timed(_of(PDF, shape), runs[PDF], runs[PAGES], "{} x P"))
    return figures


def _weight(page: Path) -> Figure:
    kilobytes = page.stat().st_size / 1000
    return Figure(
        "the page that it writes",
        f"{kilobytes:.0f} kB",
        limit=PAGE_TO_REACH,
        amount=kilobytes,
        unit="kB",
    )


def _of(name: str, shape: Shape) -> str:
    return f"{name}; {shape.words}, {shape.sessions:,} massages"


def _sets_pdf(scratch: Scratch) -> bool:
    try:
        scratch.ask("import weasyprint")
    except Failed:
        print("SKIPPED the PDF: WeasyPrint or its Pango is not here", file=sys.stderr)
        return False
    return True
