"""`rehabtrack log`: the timeline."""

from collections.abc import Iterator
from heapq import merge
from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.options import json_option, listed, span_of, span_options
from rehabtrack.cli.output import echo, echo_json
from rehabtrack.cli.stored import echo_entry
from rehabtrack.cli.view import View, view_of
from rehabtrack.cli.warning_lines import warning_line
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.words import one_of
from rehabtrack.storage import warnings
from rehabtrack.storage.journal import Journal

#: The kinds of the timeline, in the order of things that share an instant.
LOGGED_KINDS = (
    *("phase", "clearance", "measure", "redflag", "symptom", "screen", "pain", "massage"),
    *("score", "context", "note", "addendum", "warning"),
)


@command("log", short_help="The timeline.")
@span_options
@click.option("--kind", metavar="K,..", help=f"Only these: {', '.join(LOGGED_KINDS)}.")
@click.option("--voided", is_flag=True, help="Void records and withdrawn warnings too.")
@json_option
@click.pass_obj
def log_command(
    app: App, since: str | None, until: str | None, kind: str | None, voided: bool, as_json: bool
) -> None:
    """Everything recorded, oldest first."""
    kinds = [one_of(word, LOGGED_KINDS, "kind of record") for word in listed(kind)]
    printed = False
    journals = app.reading_all()
    span = span_of(app, since, until)
    for journal in journals:
        view = view_of(app, journal)
        with journal.reading():
            items = list(timeline(journal, kinds or LOGGED_KINDS, span, voided))
        for item in items:
            printed = True
            _print(item, view, as_json)
    if not printed and not as_json:
        echo("Nothing is recorded there. Log pain: rehabtrack 0-10")


def timeline(journal: Journal, kinds: Any, span: tuple[int, int], voided: bool) -> Iterator[Any]:
    """The entries and warnings of these kinds in a span, in order of time, then of kind."""
    streams = [
        ((_instant(item), place, item.no, item) for item in _of(journal, kind, span, voided))
        for place, kind in enumerate(LOGGED_KINDS)
        if kind in kinds
    ]
    return (item for _, _, _, item in merge(*streams, key=lambda found: found[:3]))


def _of(journal: Journal, kind: str, span: tuple[int, int], voided: bool) -> Iterator[Any]:
    if kind != "warning":
        return iter(list(journal.between(kind, *span, voided=voided)))
    found = warnings.raised(journal, *span)
    return (warning for warning in found if voided or not warning.withdrawn_by)


def _instant(item: Any) -> int:
    at: int = item.raised_at if isinstance(item, StoredWarning) else item.record.moment.at
    return at


def _print(item: Any, view: View, as_json: bool) -> None:
    if as_json:
        from rehabtrack.cli.as_json import entry_json
        from rehabtrack.cli.verdict_json import warning_json

        as_object = warning_json if isinstance(item, StoredWarning) else entry_json
        echo_json(as_object(item, view))
    elif isinstance(item, StoredWarning):
        echo(warning_line(item, view), view.lead)
    else:
        echo_entry(item, view)
