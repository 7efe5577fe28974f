"""`rehabtrack periods`: when the pain was high."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.options import json_option, span_of, span_options
from rehabtrack.cli.output import counted, echo_all, echo_json, echo_text
from rehabtrack.cli.verdict_words import policy_words
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.periods import Period
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.scales import CATEGORIES, value_words
from rehabtrack.services.review import periods


@command("periods", short_help="The high-pain periods.")
@span_options
@json_option
@click.pass_obj
def periods_command(app: App, since: str | None, until: str | None, as_json: bool) -> None:
    """The high-pain periods under the policy now in force, oldest first."""
    journals = app.reading_all()
    span = span_of(app, since, until)
    for journal in journals:
        view = view_of(app, journal)
        with journal.reading():
            policy, found = periods(journal, app.now, *span)
            drawn = list(found)
        if as_json:
            from rehabtrack.cli.verdict_json import period_json

            echo_json(*(period_json(period, view) for period in drawn))
        else:
            echo_all((_line(period, view) for period in drawn), view.lead)
            echo_text(_closing(len(drawn), policy), lead=view.lead)


def _closing(count: int, policy: Policy) -> str:
    periods_now = counted(count, "high-pain period") if count else "no high-pain period"
    rule = f"above {policy.limit} on the 0-10 scale, {policy.hours} h each"
    return f"{periods_now} as of now ({rule}).{policy_words(policy)}"


def _line(period: Period, view: View) -> str:
    values = ", ".join(value_words(scale, value) for scale, value in period.peak.values)
    peak = f"{CATEGORIES[period.peak.category]}, {values}"
    span = f"{view.instant(period.start)} to {view.instant(period.end)}"
    return f"{span}  {peak}  {' '.join(period.sites)}"
