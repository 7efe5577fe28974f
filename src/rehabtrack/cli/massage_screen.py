"""`rehabtrack massage screen`: what speaks against a massage, asked before it and recorded."""

from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import (
    asks_people,
    at_option,
    json_option,
    listed,
    moment_of,
    typed_id,
)
from rehabtrack.cli.output import echo_block, echo_json, echo_text
from rehabtrack.cli.stored import tell_stored
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.contraindications import ABSOLUTE, CODES, QUESTIONS, answered
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.screen import Screen
from rehabtrack.services import screens
from rehabtrack.services.precautions import Precautions
from rehabtrack.storage.journal import Journal


@command("screen", short_help="Ask what speaks against a massage, and record it.")
@click.argument("id_", metavar="[ID]", required=False, shell_complete=completing("ids"))
@click.option(
    "--yes",
    metavar="CODE,..",
    help=f"What applies: {', '.join(CODES)}; one at an area as skin=neck.",
)
@click.option("--no", metavar="CODE,..|rest", help="What does not; rest: all that is not said.")
@at_option
@json_option
@click.pass_obj
def screen_command(
    app: App, id_: str | None, yes: str | None, no: str | None, at: str | None, as_json: bool
) -> None:
    """What speaks against a massage: altogether, at an area, or until a doctor is asked.

    In a terminal it asks; elsewhere answer with --yes and --no, or read the questions. --json
    without an answer prints them. It belongs to the massage ID, else to the next one logged that
    starts within 12 hours.
    """
    name, session = (None, None) if id_ is None else typed_id(id_, "massage")
    screen = None
    if yes is not None or no is not None:
        said = answered(listed(yes), listed(no))
    elif as_json:
        echo_json(*(asked._asdict() for asked in QUESTIONS))
        return
    else:
        from rehabtrack.cli.screen_questions import ask, show_questions

        if not asks_people():
            show_questions()
            return
        lead, screen = _before_asking(app, name, session, at)
        said = ask(lead)
    with app.writing(name) as journal:
        screen = screen or _screen(app, journal, session, at)
        entry, massage = screens.add(journal, screen.replace(yes=said))
    heed = Precautions(() if massage is None else massage.record.areas, entry)
    view = view_of(app, journal)
    if as_json:
        _print_json(entry, heed, view)
    else:
        tell_stored((entry,), view)
        _show(heed, view)


def _before_asking(
    app: App, name: str | None, session: int | None, at: str | None
) -> tuple[str, Screen]:
    """What begins a line, and the screen without its answers, so that none is given in vain."""
    with app.reading(name) as journal:
        return view_of(app, journal).lead, _screen(app, journal, session, at)


def _screen(app: App, journal: Journal, session: int | None, at: str | None) -> Screen:
    """A screen of that time, else of the massage that it names as it started, else of now."""
    moment = moment_of(app, at)
    if session is not None:
        massage = screens.massage_to_screen(journal, session).record
        if at is None and not massage.moment.width and massage.moment.at < moment.at:
            moment = massage.moment
    return Screen(moment=moment, session=session)


def _show(heed: Precautions, view: View) -> None:
    """What the answers mean for a massage."""
    from rehabtrack.cli.precaution_words import of_the_screen

    for said in of_the_screen(heed, view):
        if said.status == ABSOLUTE:
            echo_block("NOT TODAY", said.message, view.lead)
        else:
            echo_text(f"note: {said.message}", lead=view.lead)


def _print_json(entry: Entry[Screen], heed: Precautions, view: View) -> None:
    from rehabtrack.cli.as_json import entry_json, named
    from rehabtrack.cli.precaution_words import of_the_screen

    told: dict[str, Any] = {
        "stored": [entry_json(entry, view)],
        "changed": [],
        "change": f"u{entry.change}",
        "notices": [said._asdict() for said in of_the_screen(heed, view)],
    }
    echo_json(named(view, told))
