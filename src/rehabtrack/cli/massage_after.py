"""`rehabtrack massage after`: how it hurt afterwards, or the next day."""

from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import (
    at_option,
    json_option,
    moment_of,
    scale_option,
    typed_id,
)
from rehabtrack.cli.output import echo_json, tell
from rehabtrack.cli.response_words import echo_responses, response_json
from rehabtrack.cli.stored import tell_changed, tell_stored
from rehabtrack.cli.values import Rated, read_rated
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.services import responses
from rehabtrack.services.responses import Outcome


@command(
    "after",
    context_settings={"ignore_unknown_options": True},
    short_help="How it hurt after a massage, or the next day.",
)
@click.argument("id_", metavar="ID", shell_complete=completing("ids"))
@click.argument(
    "values",
    nargs=-1,
    required=True,
    metavar="VALUE | SITE=VALUE ..",
    shell_complete=completing("sites"),
)
@scale_option
@click.option("--next-day", is_flag=True, help="Rated on the day after the massage.")
@at_option
@json_option
@click.pass_obj
def after_command(
    app: App,
    id_: str,
    values: tuple[str, ...],
    scale: str | None,
    next_day: bool,
    at: str | None,
    as_json: bool,
) -> None:
    """Log how it hurt after a massage: `massage after m7 2`, `massage after m7 2 --next-day`.

    Without --at it was as the massage ended, or is now; with --next-day it is now.
    """
    relation = "next-day" if next_day else "after"
    rated = _read(id_, values, scale)
    name, no = typed_id(id_, "massage")
    with app.writing(name) as journal:
        session = responses.session_given(journal, no)
        if at is None:
            moment = responses.rated_at(session, relation, app.zone, app.now)
        else:
            moment = moment_of(app, at)
        usual = journal.patient.record.site
        ratings = [
            PainRating(moment=moment, site=site or usual, scale=on, value=value)
            for site, on, value in rated
        ]
        outcome = responses.log(journal, session, relation, ratings)
        policy = journal.policy_at(app.now)
    view = view_of(app, journal)
    found = [one for one in outcome.responses if _is_of(one, outcome)]
    if as_json:
        echo_json(_json(outcome, view))
    else:
        tell_stored(outcome.entries, view, policy)
        echo_responses(found, view, (relation,))
    _tell_unanswered(outcome, view)
    tell_changed(outcome.reassessed, view)


def _read(id_: str, values: tuple[str, ...], scale: str | None) -> list[Rated]:
    if id_.startswith("-"):
        raise click.NoSuchOption(id_)
    rated = [read_rated(value, scale) for value in values]
    if sum(one.site is None for one in rated) > 1:
        raise click.UsageError(
            f"Two values need two sites: rehabtrack massage after {id_} back=2 leg-left=1"
        )
    return rated


def _is_of(response: Any, outcome: Outcome) -> bool:
    """Whether this command rated an outcome of the response."""
    places = {(entry.record.site, entry.record.scale) for entry in outcome.entries}
    return (response.site, response.scale) in places


def _tell_unanswered(outcome: Outcome, view: View) -> None:
    """The sites that were not rated before on that scale: nothing to compare them with."""
    known = {(one.site, one.scale) for one in outcome.responses}
    sites = {one.site for one in outcome.responses}
    for entry in outcome.entries:
        rating = entry.record
        if (rating.site, rating.scale) in known:
            continue
        how, why = "", "without that there is no response to show"
        if rating.site in sites:
            how, why = " on that scale", "scales are not compared"
        tell(f"note: {rating.site} was not rated{how} before m{rating.session}; {why}.", view.lead)


def _json(outcome: Outcome, view: View) -> dict[str, Any]:
    from rehabtrack.cli.as_json import entry_json, named
    from rehabtrack.cli.verdict_json import changed_json

    return named(
        view,
        {
            "ratings": [entry_json(entry, view) for entry in outcome.entries],
            "responses": [response_json(one) for one in outcome.responses],
            "changed": changed_json(outcome.reassessed),
            "change": f"u{outcome.entries[0].change}",
        },
    )
