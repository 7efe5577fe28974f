"""`rehabtrack note sign` and `note amend`: what is signed stays, and is only added to."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import because_option, json_option, read_note, typed_id
from rehabtrack.cli.output import echo
from rehabtrack.cli.stored import echo_entry, tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records.addendum import Addendum
from rehabtrack.services import notes

DECLARED = "The signature is declared in this file, no login and no proof of who signed. "
STAYS = "The note stays as it is now; what is missing is added by:"


@command("sign", short_help="Sign a draft: from then on it stays as it is.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@json_option
@click.pass_obj
def sign_command(app: App, id_: str, as_json: bool) -> None:
    """Sign your draft n5, in the role that you have here, if any.

    Nothing takes that back, undo neither: later there are only addenda. In a file the signature is
    declared, not a login: whoever opens it can say who writes with --as.
    """
    name, no = typed_id(id_, "note")
    with app.writing(name) as journal:
        note = notes.sign(journal, no, app.now)
    view = view_of(app, journal)
    if as_json:
        tell_or_json((note,), view, as_json)
        return
    echo_entry(note, view)
    amend = f"rehabtrack note amend {view.id(note.id)} --because TEXT"
    declared = DECLARED if journal.database.login is None else ""
    echo(declared + STAYS, view.lead, command=amend)


@command("amend", short_help="Add to a signed note, which stays word for word.")
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@because_option
@click.option("--text", metavar="TEXT", help="What is added; - reads it from stdin.")
@json_option
@click.pass_obj
def amend_command(app: App, id_: str, because: str, text: str | None, as_json: bool) -> None:
    """Add to the signed note n5, with the reason. The addendum stays for good too."""
    name, no = typed_id(id_, "note")
    text = read_note(text)
    with app.writing(name) as journal:
        moment = app.zone.moment(app.now)
        added = Addendum(moment=moment, amends=no, because=because, text=text)
        addendum = notes.amend(journal, added)
    view = view_of(app, journal)
    if as_json:
        tell_or_json((addendum,), view, as_json)
    else:
        echo_entry(addendum, view)
