"""`rehabtrack share conflicts` and `share settle`: records that two people changed apart."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.lines import entry_line, texts_of
from rehabtrack.cli.options import json_option, refuse_fact, typed_id, whole_number
from rehabtrack.cli.output import HANGING, echo, echo_json, echo_text, echo_whole
from rehabtrack.cli.stored import tell_or_json
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.words import shortened
from rehabtrack.services.share_settle import Conflict, conflict, conflicts, settle


@command("conflicts", short_help="Records that two people changed apart.")
@json_option
@click.pass_obj
def conflicts_command(app: App, as_json: bool) -> None:
    """The records of which two people's versions stand side by side."""
    printed = False
    for journal in app.reading_all():
        view = view_of(app, journal)
        with journal.reading():
            found = conflicts(journal)
        for one in found:
            printed = True
            _show(one, view, as_json)
    if not printed and not as_json:
        echo("Nothing is to be settled.")


@command("settle", short_help="Say which version of such a record holds.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@click.option("--keep", callback=whole_number, metavar="N", help="The number of the version.")
@json_option
@click.pass_obj
def settle_command(app: App, id_: str, keep: int | None, as_json: bool) -> None:
    """Show the versions of a record that two people changed apart, or let one hold with --keep.

    Neither need hold: rehabtrack edit settles it too.
    """
    name, (kind, no) = typed_id(id_)
    refuse_fact(id_, kind, "share settle")
    if keep is None:
        with app.reading(name) as journal:
            found = conflict(journal, kind, no)
        _show(found, view_of(app, journal), as_json)
        return
    with app.writing(name) as journal:
        found = conflict(journal, kind, no)
        if not 1 <= keep <= len(found.heads):
            raise Refused(
                f"There is no version {keep} of {found.entry.id}.",
                f"See: rehabtrack share settle {found.entry.id}",
            )
        entry, reassessed = settle(journal, found, keep - 1)
    tell_or_json((entry,), view_of(app, journal), as_json, reassessed)


def _show(found: Conflict, view: View, as_json: bool) -> None:
    if as_json:
        from rehabtrack.cli.as_json import entry_json, instant

        echo_json(
            {
                **entry_json(found.entry, view),
                "versions": [
                    {
                        **entry_json(found.version(place), view),
                        "by": head.author,
                        "changed_at": instant(head.at, view),
                        "withheld": head.withheld and head.note is None,
                    }
                    for place, head in enumerate(found.heads)
                ],
            }
        )
        return
    echo(entry_line(found.entry, view), view.lead)
    for place, head in enumerate(found.heads):
        line = entry_line(found.version(place), view)
        who = f"by {shortened(head.author)}, {view.instant(head.at)}"
        echo(f"{place + 1}: {line}  {who}", view.lead, HANGING)
        for label, text in texts_of(found.version(place)):
            echo_text(text, HANGING, view.lead, label)
        if head.withheld and head.note is None:
            echo("something of this version is not here, such as its note", view.lead, HANGING)
    echo_whole(f"{HANGING}{view.command(f'share settle {found.entry.id} --keep 1')}", view.lead)
