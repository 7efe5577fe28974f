"""`rehabtrack massage check`: ask before, not after."""

from typing import TYPE_CHECKING

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.options import json_option, listed, manner_options, moment_of
from rehabtrack.cli.output import echo, echo_json
from rehabtrack.cli.verdict_words import show_verdict
from rehabtrack.cli.view import view_of
from rehabtrack.domain.moment import Moment
from rehabtrack.services.assessing import Verdict, check
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.readings import to_heed

if TYPE_CHECKING:
    from rehabtrack.services.precautions import Precautions

#: Exit codes by the worst word of all rules; notices never change them.
EXIT = {"red-flag": 5, "refused": 5, "not-advised": 3, "unverified": 4, "none": 0}


@command("check", short_help="Ask before a massage, not after.")
@click.option("--at", metavar="T", help="When the massage would start; any instant.")
@manner_options("Where it would be massaged", "How", "How hard")
@json_option
@click.pass_context
def check_command(
    ctx: click.Context,
    at: str | None,
    area: str | None,
    technique: str | None,
    pressure: str | None,
    as_json: bool,
) -> None:
    """What the rules say of a massage now, or at another time. Nothing is stored.

    With its area, technique and pressure: whether a doctor's clearance covers it.

    Exit code: 0 clear of high pain, 3 high pain, 4 unverified, 5 refused by a doctor,
    or an emergency red flag.
    """
    app: App = ctx.obj
    with app.reading() as journal:
        moment = moment_of(app, at, future=True)
        verdict = check(journal, moment)
        heed = _heed(journal, verdict, moment, (area, technique, pressure))
        view = view_of(app, journal)
        if as_json:
            from rehabtrack.cli.verdict_json import assessment_json

            found = assessment_json(verdict, moment, journal, view, heed)
    if as_json:
        echo_json(found)
    else:
        show_verdict(verdict, view, heed)
        if moment.at > app.now:
            echo(f"For {view.when(moment)}, as of now.", view.lead)
    ctx.exit(EXIT[verdict.advice])


def _heed(
    journal: Journal,
    verdict: Verdict,
    moment: Moment,
    asked: tuple[str | None, str | None, str | None],
) -> "Precautions | None":
    """What is to be heeded beside the rules; where there is nothing, nothing more is loaded."""
    if asked == (None, None, None) and not to_heed(journal, verdict.session):
        return None
    from rehabtrack.domain.records.massage import MassageSession
    from rehabtrack.services.precautions import precautions

    area, technique, pressure = asked
    massage = MassageSession(
        moment=moment, areas=listed(area), techniques=listed(technique), pressure=pressure
    )
    return precautions(journal, verdict, massage)
