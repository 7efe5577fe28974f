"""The first rows of a file as they will be stored, shown before they are."""

from collections.abc import Iterable, Iterator

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.import_words import reasons_of
from rehabtrack.cli.lines import record_line, texts_of
from rehabtrack.cli.output import HANGING, LONGEST_LEAD, counted, echo, echo_text
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.words import shortened
from rehabtrack.interchange.items import Item, Row
from rehabtrack.services.staged import Staged
from rehabtrack.storage.rows import kind_of

_SHOWN = 5  # rows of a file; ours
_FILES = 5  # files of which they are shown; ours


class Preview:
    """The first good rows of each file, kept as they pass."""

    def __init__(self) -> None:
        self.files: dict[str, list[Row]] = {}

    def noting(self, items: Iterable[Item], name: str) -> Iterator[Item]:
        """The items as they come."""
        first: list[Row] = []
        self.files[name] = first
        rest = iter(items)
        for item in rest:
            if isinstance(item, Row):
                first.append(item)
            yield item
            if len(first) == _SHOWN:
                break
        yield from rest

    def show(self, app: App, staged: Staged) -> None:
        """Print them as the timeline will, each behind its line."""
        named = app.several or len(staged.names) > 1
        for name, first in list(self.files.items())[:_FILES]:
            whose = f" of {name}" if len(self.files) > 1 else ""
            if first:
                echo(f"The first rows{whose} as they are stored:")
            for row in first:
                _show_row(app, row, f"{shortened(row.patient, LONGEST_LEAD)}  " if named else "")


def ask_to_store(staged: Staged) -> None:
    """Ask whether what was shown may be stored; raises Abort if not."""
    good = staged.read - staged.refused - staged.skipped.total()
    skipped = f" Skipped: {reasons_of(staged.skipped)}." if staged.skipped else ""
    refused = f" Refused: {staged.refused}." if staged.refused else ""
    echo_text(f"{good} of {counted(staged.read, 'row')} can be stored.{skipped}{refused}")
    click.confirm("Store them?", abort=True)


def _show_row(app: App, row: Row, lead: str) -> None:
    view, record = view_of(app), row.record
    where = f"line {row.line}" if isinstance(row.line, int) else row.line
    echo(f"{where}  {record_line(kind_of(record), record, view)}", lead, "  ")
    entry = Entry(kind_of(record), 0, 0, b"", 1, 0, "", app.instant, 0, None, record)
    for label, text in texts_of(entry):
        echo_text(text, HANGING, lead, label)
