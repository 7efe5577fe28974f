"""`rehabtrack massage check`: ask before, not after."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.options import json_option, moment_of
from rehabtrack.cli.output import echo, echo_json
from rehabtrack.cli.verdict_words import show_verdict
from rehabtrack.cli.view import view_of
from rehabtrack.services.assessing import check

#: Exit codes by the worst word of all rules; notices never change them.
EXIT = {"red-flag": 5, "refused": 5, "not-advised": 3, "unverified": 4, "none": 0}


@command("check", short_help="Ask before a massage, not after.")
@click.option("--at", metavar="T", help="When the massage would start; any instant.")
@json_option
@click.pass_context
def check_command(ctx: click.Context, at: str | None, as_json: bool) -> None:
    """What the rules say of a massage now, or at another time. Nothing is stored.

    Exit code: 0 clear of high pain, 3 high pain, 4 unverified, 5 refused by a doctor,
    or an emergency red flag.
    """
    app: App = ctx.obj
    with app.reading() as journal:
        moment = moment_of(app, at, future=True)
        verdict = check(journal, moment)
        view = view_of(app, journal)
        if as_json:
            from rehabtrack.cli.verdict_json import assessment_json

            found = assessment_json(verdict, moment, journal, view)
    if as_json:
        echo_json(found)
    else:
        show_verdict(verdict, view)
        if moment.at > app.now:
            echo(f"For {view.when(moment)}, as of now.", view.lead)
    ctx.exit(EXIT[verdict.advice])
