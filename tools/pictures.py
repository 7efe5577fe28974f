"""Make the pictures of the docs: the report of the demo's journal, as screens and paper show it."""

from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path

from rehabtrack.cli import demo

#: When the story of the demo ends, on the wall of its zone.
DEMO_ENDS = max(step.at for step in demo.STORY)


def demo_journal(path: Path) -> None:
    """Tell the demo's story into a database of its own."""
    for step in sorted([*demo.STORY, *demo._evenings()], key=lambda step: step.at):
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            demo._run(step._replace(told=""), str(path))
