"""`rehabtrack massage log`: it happened, so it is stored; and it warns."""

from typing import TYPE_CHECKING, Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import (
    ANSWERS,
    at_option,
    json_option,
    listed,
    manner_options,
    minutes_option,
    moment_of,
    note_option,
    read_note,
    scale_option,
)
from rehabtrack.cli.output import echo_json, tell
from rehabtrack.cli.stored import tell_changed, tell_stored
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.services import massage
from rehabtrack.storage import people
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.cli.values import Rated
    from rehabtrack.domain.records.pain import PainRating
    from rehabtrack.domain.responses import Response


@command("log", short_help="Log a massage; it warns, and stores it all the same.")
@at_option
@minutes_option
@manner_options("Where it was massaged", "How", "How hard")
@click.option("--by", metavar="NAME", help="Who gave it; a therapist who writes did.")
@click.option("--before", metavar="V", help="Pain as it started: 6, or SITE=6.")
@click.option("--after", metavar="V", help="Pain as it ended: 2, or SITE=2.")
@scale_option
@note_option
@click.option(
    "--because",
    metavar="CODE[:TEXT]",
    shell_complete=completing("codes"),
    help=f"Why all the same; answers a warning at once: {ANSWERS}.",
)
@json_option
@click.pass_obj
def log_command(
    app: App,
    at: str | None,
    minutes: int | None,
    area: str | None,
    technique: str | None,
    pressure: str | None,
    by: str | None,
    before: str | None,
    after: str | None,
    scale: str | None,
    note: str | None,
    because: str | None,
    as_json: bool,
) -> None:
    """Log a massage that was given. In a high-pain period it warns; it never refuses for that."""
    answer = _answer(because)
    rated_before, rated_after = _read(before, scale), _read(after, scale)
    note = read_note(note)
    with app.writing() as journal:
        session = MassageSession(
            moment=moment_of(app, at),
            minutes=minutes,
            areas=listed(area),
            techniques=listed(technique),
            pressure=pressure,
            therapist=_therapist(journal) if by is None else by,
            note=note,
        )
        ended = massage.after_moment(session, app.zone, app.now)
        ratings = (
            _rating(journal, rated_before, session.moment),
            _rating(journal, rated_after, ended),
        )
        logged = massage.log(journal, session, *ratings, because=answer)
        responses = _responses(journal, logged) if rated_before and rated_after else []
        view = view_of(app, journal)
        found = _json(logged, journal, view) if as_json else None
    if as_json:
        echo_json(found)
    else:
        linked = () if logged.screen is None else (logged.screen,)
        stored = (*logged.ratings, *linked, logged.entry)
        tell_stored(stored, view, logged.verdict.assessment.policy)
        if responses:
            from rehabtrack.cli.response_words import echo_responses

            echo_responses(responses, view)
    if logged.raised or logged.verdict.notices or logged.heed:
        from rehabtrack.cli.warning_words import tell_warnings

        tell_warnings(logged, view, answered=answer is not None)
    if answer and not logged.raised:
        speaks = logged.heed is not None and logged.heed.speaks
        why = "what warns of it is not stored" if speaks else "nothing warns of it"
        tell(f"note: {why}, so there is no warning that --because could answer.")
    tell_changed(logged.reassessed, view)


def _answer(because: str | None) -> tuple[str, str | None] | None:
    if because is None:
        return None
    from rehabtrack.domain.records.warning import read_answer

    return read_answer(because)


def _therapist(journal: Journal) -> str | None:
    """Who writes, if she was declared a massage therapist: then she gave it."""
    author = journal.writer.author
    role = people.role_of(journal.database, author)
    if role is None:
        return None
    from rehabtrack.domain.roles import THERAPIST

    return author if role == THERAPIST else None


def _read(text: str | None, scale: str | None) -> "Rated | None":
    if text is None:
        return None
    from rehabtrack.cli.values import read_rated

    return read_rated(text, scale)


def _rating(journal: Journal, rated: "Rated | None", moment: Moment) -> "PainRating | None":
    if rated is None:
        return None
    from rehabtrack.domain.records.pain import PainRating

    site = rated.site or journal.patient.record.site
    return PainRating(moment=moment, site=site, scale=rated.scale, value=rated.value)


def _responses(journal: Journal, logged: massage.Logged) -> "list[Response]":
    from rehabtrack.services.responses import of_session

    return of_session(journal, logged.entry)


def _json(logged: massage.Logged, journal: Journal, view: View) -> dict[str, Any]:
    from rehabtrack.cli.as_json import entry_json, named
    from rehabtrack.cli.verdict_json import assessment_json, changed_json

    moment = logged.entry.record.moment
    return named(
        view,
        {
            "session": entry_json(logged.entry, view),
            "assessment": assessment_json(logged.verdict, moment, journal, view, logged.heed),
            "ratings": [entry_json(entry, view) for entry in logged.ratings],
            "screen": None if logged.screen is None else logged.screen.id,
            "warnings": [f"w{warning.no}" for warning in logged.raised],
            "changed": changed_json(logged.reassessed),
            "change": f"u{logged.entry.change}",
        },
    )
