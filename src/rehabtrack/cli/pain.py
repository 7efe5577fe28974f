"""`rehabtrack pain`: one number is a whole entry."""

import re
from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.completing import complete_sites
from rehabtrack.cli.options import at_option, json_option, moment_of, note_option, site_option
from rehabtrack.cli.output import echo_json, read_note
from rehabtrack.cli.stored import tell_changed, tell_stored
from rehabtrack.cli.view import view_of
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.scales import RECALLS, SCALES, read_value
from rehabtrack.domain.sites import read_site
from rehabtrack.domain.words import one_of
from rehabtrack.services import pain
from rehabtrack.services.policy import in_force
from rehabtrack.storage.journal import Journal

_NEGATIVE = re.compile(r"-[0-9.,]+")


@click.command("pain", context_settings={"ignore_unknown_options": True}, short_help="Log pain.")
@click.argument(
    "values",
    nargs=-1,
    required=True,
    metavar="VALUE | SITE=VALUE ..",
    shell_complete=complete_sites,
)
@site_option
@click.option("--scale", metavar="SCALE", help="nrs (0-10), vas (0-100 mm), vrs or faces.")
@click.option(
    "--recall", default="now", metavar="RECALL", help="now, average-24h, worst-24h or average-7d."
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
    everywhere: bool,
    at: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Log pain: `pain 6`, `pain back=3 leg-left=6`, `pain weak`, `pain --scale vas 28`.

    0 is an entry like any other: no pain. Without --site it is the usual one.
    """
    rated = [_read(value, scale) for value in values]
    fields: dict[str, Any] = {
        "recall": one_of(recall, RECALLS, "recall"),
        "note": read_note(note),
    }
    _refuse_mixture(rated, site, everywhere)
    named = read_site(site) if site else None
    with app.writing() as journal:
        fields["moment"] = moment_of(app, at)
        usual = [named or journal.patient.record.site]
        if everywhere:
            usual = pain.sites(pain.newest_by_site(journal, app.now)) or usual
        ratings = [
            PainRating(site=each, scale=rated_scale, value=value, **fields)
            for where, rated_scale, value in rated
            for each in ([where] if where else usual)
        ]
        logged = pain.log(journal, ratings)
        limit = in_force(journal, app.now).limit
    _tell(app, journal, logged, limit, as_json)


def _tell(app: App, journal: Journal, logged: pain.Logged, limit: int, as_json: bool) -> None:
    view = view_of(app, journal)
    if as_json:
        from rehabtrack.cli.as_json import changed_json, entry_json, named

        echo_json(
            named(
                view,
                {
                    "ratings": [entry_json(entry, view) for entry in logged.entries],
                    "changed": changed_json(logged.reassessed),
                    "change": f"u{logged.entries[0].change}",
                },
            )
        )
    else:
        tell_stored(logged.entries, view, limit=limit)
    tell_changed(logged.reassessed, view)


def _read(text: str, scale: str | None) -> tuple[str | None, str, int]:
    """(site or None, scale, value) of `6`, `weak` or `back=3`."""
    if text.startswith("-") and not _NEGATIVE.fullmatch(text):
        raise click.NoSuchOption(text)
    where, equals, value = text.rpartition("=")
    words = scale or ("nrs" if _is_number(value) else "vrs")
    known = one_of(words, SCALES, "scale")
    return read_site(where) if equals else None, known, _read_value(known, value, scale)


def _read_value(known: str, value: str, scale: str | None) -> int:
    if scale is None and known == "vrs" and not _is_word(value):
        raise Refused(
            f'"{value[:40]}" is not a value of pain.',
            "Use a whole number from 0 to 10, or none, weak, moderate or severe.",
        )
    return read_value(known, value)


def _is_number(text: str) -> bool:
    return not text or text[0] in "+-.,0123456789"


def _is_word(text: str) -> bool:
    return text.strip().casefold() in ("none", "weak", "mild", "moderate", "severe")


def _refuse_mixture(
    rated: list[tuple[str | None, str, int]], site: str | None, everywhere: bool
) -> None:
    bare = [where for where, _, _ in rated if where is None]
    if len(bare) > 1:
        raise click.UsageError("Two values need two sites: rehabtrack pain back=3 leg-left=6")
    if everywhere and (site or len(rated) > 1 or not bare):
        raise click.UsageError("--everywhere takes one value and no site.")
    if site and not bare:
        raise click.UsageError("Name the site once: with --site, or as SITE=VALUE.")
