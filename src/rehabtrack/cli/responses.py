"""`rehabtrack responses`: what the massages came to."""

from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.by_turns import print_each
from rehabtrack.cli.commands import command
from rehabtrack.cli.options import json_option, span_of, span_options
from rehabtrack.cli.output import echo, json_text, text_of
from rehabtrack.cli.response_words import WITHIN_ERROR
from rehabtrack.cli.view import view_of
from rehabtrack.domain.response_groups import FEWEST, GROUPINGS, Group, Summary, grouped
from rehabtrack.domain.responses import within_error
from rehabtrack.domain.words import one_of
from rehabtrack.services.responses import look_back
from rehabtrack.storage.journal import Journal

_UNITS = {"nrs": "nrs", "vas": "vas, mm", "faces": "faces", "vrs": "verbal, steps"}
_UNSAID = {"phase": "none"}


@command("responses", short_help="How pain changed with the massages.")
@click.option("--by", metavar="WHAT", help=f"Only by {', '.join(GROUPINGS)}.")
@span_options
@json_option
@click.pass_obj
def responses_command(
    app: App, by: str | None, since: str | None, until: str | None, as_json: bool
) -> None:
    """How pain changed with the massages: after them and the next day, less before.

    A massage counts once on each scale, at the site that hurt most before it. That pain changed
    does not show that the massage changed it.
    """
    groupings = GROUPINGS if by is None else (one_of(by, GROUPINGS, "grouping"),)
    journals = app.reading_all()
    span = span_of(app, since, until)

    def tell(journal: Journal) -> str:
        with journal.reading():
            found = look_back(journal, *span)
        groups = {each: grouped(found, each) for each in groupings}
        view = view_of(app, journal)
        if as_json:
            return json_text(_json(one, view) for of in groups.values() for one in of)
        lines = [line for each, of in groups.items() if of for line in _lines(each, of)]
        return text_of(lines, view.lead)

    printed = print_each(app, journals, tell)
    if as_json:
        return
    if printed:
        echo("The change is the pain then less the pain before: below 0 it hurt less.")
    else:
        echo("No massage there was rated both before and afterwards.")


def _lines(by: str, groups: list[Group]) -> list[str]:
    return [f"By {by}", *map(_line, groups)]


def _line(group: Group) -> str:
    word = group.word or _UNSAID.get(group.by, "not said")
    said = [
        f"{when} {_summary(group.scale, found)}"
        for when, found in (("after", group.after), ("next day", group.next_day))
        if found.n
    ]
    return "  ".join([word, _UNITS[group.scale], *said])


def _summary(scale: str, found: Summary) -> str:
    """`n 4: median -2.5, -4 to +1`."""
    if found.median is None or found.lowest is None or found.highest is None:
        return f"n {found.n}: too few, {FEWEST} are needed"
    median, lowest, highest = map(_signed, (found.median, found.lowest, found.highest))
    error = f", {WITHIN_ERROR}" if within_error(scale, found.median) else ""
    return f"n {found.n}: median {median} ({lowest} to {highest}){error}"


def _signed(value: float) -> str:
    return f"{value:+g}" if value else "0"


def _json(group: Group, view: Any) -> dict[str, Any]:
    from rehabtrack.cli.as_json import named

    outcomes = {
        key: found._asdict() | {"within_error": _within(group.scale, found.median)}
        for key, found in (("after", group.after), ("next_day", group.next_day))
    }
    return named(view, {"by": group.by, "group": group.word, "scale": group.scale, **outcomes})


def _within(scale: str, median: float | None) -> bool | None:
    return None if median is None else within_error(scale, median)
