"""`rehabtrack pain`: one number is a whole entry."""

from typing import TYPE_CHECKING, Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.options import (
    at_option,
    json_option,
    listed,
    moment_of,
    note_option,
    read_note,
    scale_option,
    site_option,
)
from rehabtrack.cli.output import echo_json
from rehabtrack.cli.stored import tell_changed, tell_stored
from rehabtrack.cli.values import Rated, read_rated
from rehabtrack.cli.view import view_of
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.scales import RECALLS
from rehabtrack.domain.sites import read_site
from rehabtrack.domain.words import one_of
from rehabtrack.services import pain
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.domain.records.symptom import Symptom


@command("pain", context_settings={"ignore_unknown_options": True}, short_help="Log pain.")
@click.argument(
    "values",
    nargs=-1,
    required=True,
    metavar="VALUE | SITE=VALUE ..",
    shell_complete=completing("sites"),
)
@site_option
@scale_option
@click.option(
    "--recall", default="now", metavar="RECALL", help="now, average-24h, worst-24h or average-7d."
)
@click.option(
    "--numbness", metavar="SITE,..", shell_complete=completing("sites"), help="Where it is numb."
)
@click.option(
    "--weakness", metavar="SITE,..", shell_complete=completing("sites"), help="Where it is weak."
)
@click.option("--everywhere", is_flag=True, help="Every site rated in the last 14 days.")
@at_option
@note_option
@json_option
@click.pass_obj
def pain_command(
    app: App,
    values: tuple[str, ...],
    site: str | None,
    scale: str | None,
    recall: str,
    numbness: str | None,
    weakness: str | None,
    everywhere: bool,
    at: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Log pain: `pain 6`, `pain back=3 leg-left=6`, `pain weak`, `pain --scale vas 28`.

    0 is an entry like any other: no pain. Without --site it is the usual one.
    """
    rated = [read_rated(value, scale) for value in values]
    fields: dict[str, Any] = {
        "recall": one_of(recall, RECALLS, "recall"),
        "note": read_note(note),
    }
    _refuse_mixture(rated, site, everywhere)
    named = None if site is None else read_site(site)
    signs = {"numbness": _sites(numbness), "weakness": _sites(weakness)}
    with app.writing() as journal:
        fields["moment"] = moment_of(app, at)
        usual = [named or journal.patient.record.site]
        if everywhere:
            from rehabtrack.services.today import newest_by_site

            usual = [entry.record.site for entry in newest_by_site(journal, app.now)] or usual
        ratings = [
            PainRating(site=each, scale=rated_scale, value=value, **fields)
            for where, rated_scale, value in rated
            for each in ([where] if where else usual)
        ]
        symptoms = _symptoms(signs, fields["moment"])
        logged = pain.log(journal, ratings, symptoms)
        policy = journal.policy_at(app.now)
    _tell(app, journal, logged, policy, as_json)


def _tell(app: App, journal: Journal, logged: pain.Logged, policy: Policy, as_json: bool) -> None:
    view = view_of(app, journal)
    if as_json:
        from rehabtrack.cli.as_json import entry_json, named
        from rehabtrack.cli.verdict_json import changed_json

        echo_json(
            named(
                view,
                {
                    "ratings": [entry_json(entry, view) for entry in logged.entries],
                    "symptoms": [entry_json(entry, view) for entry in logged.symptoms],
                    "changed": changed_json(logged.reassessed),
                    "change": f"u{logged.entries[0].change}",
                },
            )
        )
    else:
        tell_stored((*logged.symptoms, *logged.entries), view, policy)
    if any(entry.record.asks for entry in logged.symptoms):
        from rehabtrack.cli.red_flag_lines import tell_questions

        tell_questions([entry.record for entry in logged.symptoms], view)
    tell_changed(logged.reassessed, view)


def _sites(text: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(read_site(word) for word in listed(text)))


def _symptoms(signs: dict[str, tuple[str, ...]], moment: Moment) -> "list[Symptom]":
    if not any(signs.values()):
        return []
    from rehabtrack.domain.records.symptom import Symptom

    return [
        Symptom(moment=moment, sign=sign, site=site)
        for sign, sites in signs.items()
        for site in sites
    ]


def _refuse_mixture(rated: list[Rated], site: str | None, everywhere: bool) -> None:
    bare = [one for one in rated if one.site is None]
    if len(bare) > 1:
        raise click.UsageError("Two values need two sites: rehabtrack pain back=3 leg-left=6")
    if everywhere and (site is not None or len(rated) > 1 or not bare):
        raise click.UsageError("--everywhere takes one value and no site.")
    if site is not None and not bare:
        raise click.UsageError("Name the site once: with --site, or as SITE=VALUE.")
