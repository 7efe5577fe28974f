"""LOOKING: ten years of one patient as a page and as a chart, beside the bare imports."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.figures import Figure, timed
from benchmarks.scratch import Scratch
from benchmarks.shapes import Shape, WorkingCopy
from benchmarks.start import REFERENCE, reference
from benchmarks.timing import Case, Command, Failed, Runs, always, interleaved

PAGES = '`python -c "import click, sqlite3, jinja2"`'
REPORT, PDF = "`rehabtrack report` of all of it", "the same with `--pdf`"
CHART, CHART_OF_ALL = "`rehabtrack chart`", "`rehabtrack chart` of all of it"

#: What is to be reached: ratios to PAGES and to the reference, and kB of the page.
REPORT_TO_REACH, CHART_TO_REACH, PAGE_TO_REACH = 4.0, 2.5, 400.0


def looking(scratch: Scratch, shape: Shape, rounds: int) -> list[Figure]:
    """Time the page, the chart and, where WeasyPrint works, the page as a PDF; weigh the page."""
    copy, page = WorkingCopy(scratch, shape), scratch.work / "report.html"
    since = ("--since", f"{datetime.now(UTC).year - shape.years}-01-01")
    bare = Command((scratch.python, "-c", "import click, sqlite3, jinja2"))

    def case(name: str, *words: str | Path) -> Case:
        argv = (*scratch.rehabtrack, *copy.options(writes=False), *words)
        return always(name, Command(argv, allowed=(0, 4, 5)))

    cases = [
        reference(scratch),
        always(PAGES, bare),
        case(REPORT, "report", *since, "--force", "--out", page),
        case(CHART, "chart"),
        case(CHART_OF_ALL, "chart", *since),
    ]
    if _sets_pdf(scratch):
        paper = scratch.work / "report.pdf"
        cases.append(case(PDF, "report", *since, "--force", "--pdf", "--out", paper))
    runs = interleaved(cases, rounds, scratch.home)
    return [*_times(runs, shape), _weight(page)]


def _times(runs: Mapping[str, Runs], shape: Shape) -> list[Figure]:
    base, pages = runs[REFERENCE], runs[PAGES]
    figures = [
        timed(f"A: {REFERENCE}", base),
        timed(f"P: {PAGES}", pages),
        timed(_of(REPORT, shape), runs[REPORT], pages, "{} x P", REPORT_TO_REACH),
        timed(CHART, runs[CHART], base, limit=CHART_TO_REACH),
        timed(CHART_OF_ALL, runs[CHART_OF_ALL], base, limit=CHART_TO_REACH),
    ]
    if PDF in runs:
        figures.append(timed(PDF, runs[PDF], pages, "{} x P"))
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
        print("no PDF is measured: WeasyPrint or its Pango is not here", file=sys.stderr)
        return False
    return True
