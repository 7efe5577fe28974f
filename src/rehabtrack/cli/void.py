"""`rehabtrack void` and `unvoid`: a record that was not true, and one that was after all."""

from collections.abc import Callable
from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import because_option, json_option, refuse_fact, typed_id
from rehabtrack.cli.output import tell
from rehabtrack.cli.stored import tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.words import clean_line
from rehabtrack.services import history
from rehabtrack.services.reassessment import Reassessed


@command("void", short_help="Mark a record as not true, with a reason.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@because_option
@json_option
@click.pass_obj
def void_command(app: App, id_: str, because: str, as_json: bool) -> None:
    """Mark a record as not true. It stays readable and counts for nothing."""
    _settle(app, id_, because, as_json, history.void)


@command("unvoid", short_help="Bring a void record back.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@because_option
@json_option
@click.pass_obj
def unvoid_command(app: App, id_: str, because: str, as_json: bool) -> None:
    """Bring a void record back, with the reason."""
    _settle(app, id_, because, as_json, history.unvoid)


def _settle(
    app: App, id_: str, because: str, as_json: bool, settle: Callable[..., list[Reassessed]]
) -> None:
    reason = clean_line(because, "reason")
    name, (kind, no) = typed_id(id_)
    refuse_fact(id_, kind, "void")
    with app.writing(name) as journal:
        reassessed = settle(journal, journal.entry(kind, no), reason)
        entry: Any = journal.entry(kind, no)
    view = view_of(app, journal)
    if kind == "symptom":
        tell(f"note: what else was noted may be new now; ask again: {view.command('redflags')}")
    # a void keeps the version's own change; what takes it back is the change just made
    made = journal.begin("void").no
    tell_or_json(
        (entry._replace(change=made),),
        view,
        as_json,
        reassessed,
        {no} if kind == "massage" else frozenset(),
    )
