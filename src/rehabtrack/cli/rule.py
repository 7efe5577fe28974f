"""`rehabtrack rule`: what it says, where its numbers come from, and the policy in force."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands
from rehabtrack.cli.options import json_option, whole_number
from rehabtrack.cli.output import counted, echo, echo_json, echo_text
from rehabtrack.cli.stored import tell_or_json
from rehabtrack.cli.verdict_words import allowed_words
from rehabtrack.cli.view import view_of
from rehabtrack.domain.high_pain import FRESH_HOURS, RERATE_DAYS, RULE_ID, RULE_VERSION
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.policy import PolicyChange
from rehabtrack.domain.scales import SCALES
from rehabtrack.services import policy as policies

SOURCE = (
    'Source: the article "Back massage with a hernia of the spine - indications, techniques, '
    'cautions": massage "may only be assigned in the absence of pain, or weak in its intensity".'
)
LIMITS_OF_THE_RULE = (
    "The cut points come from the literature on pain scales (NRS: Boonstra 2016, Woo 2015; "
    "VAS: Collins 1997, Jensen 2003), those of faces are ours; the 24 hours rest on Suri 2011. "
    "None of these numbers was validated for massage in disc herniation. This is not medical "
    "advice."
)
BEYOND_THE_SOURCE = (
    "Beyond the source, deciding nothing here: weak leg or arm pain counts as weak, yet a "
    "guideline (KNGF 2021) advises against massage with nerve-root pain: ask your doctor."
)
ABOVE_THE_RULE = (
    "Above this rule stand emergency red flags (rehabtrack redflags) and a doctor's refusal: "
    "then no massage, whatever the pain is."
)


@click.group("rule", cls=Commands, no_args_is_help=True)
def rule_command() -> None:
    """The rule: no massage while the pain is high."""


@rule_command.command("show")
@json_option
@click.pass_obj
def show(app: App, as_json: bool) -> None:
    """The rule, its policy for this patient, its source and its limits."""
    with app.reading() as journal:
        policy = journal.policy_at(app.now)
        view = view_of(app, journal)
        history = journal.standing("policy")
    if as_json:
        from rehabtrack.cli.as_json import named

        rule = {"id": RULE_ID, "version": RULE_VERSION, **policy._asdict()}
        rule.pop("at")
        echo_json(named(view, {**rule, "fresh_hours": FRESH_HOURS, "rerate_days": RERATE_DAYS}))
        return
    lead = view.lead
    echo(f"{RULE_ID}/{RULE_VERSION}: no massage while the pain is high.", lead)
    for sentence in _sentences(policy):
        echo(f"- {sentence}", lead)
    for entry in history:
        change = entry.record
        when, by = view.when(change.moment), entry.author
        echo(f"Set {when} by {by}: limit {change.limit}, {change.hours} h; {change.because}", lead)
    for text in (SOURCE, LIMITS_OF_THE_RULE, BEYOND_THE_SOURCE, ABOVE_THE_RULE):
        echo_text(text, lead=lead)


def _sentences(policy: Policy) -> list[str]:
    weak = ", ".join(f"{scale} {allowed_words(scale, policy.limit)}" for scale in SCALES)
    advice = f", on the advice of {policy.on_advice_of}" if policy.on_advice_of else ""
    hours = counted(policy.hours, "hour")
    return [
        f"Weak pain or none: {weak} (limit {policy.limit}{advice}). All above is high.",
        f"A high rating of the spine, a leg or an arm covers {hours} from then on.",
        f"A rating shows weak pain for {FRESH_HOURS} hours; after that it is unverified.",
        f"A site rated high is unverified until rated again, for up to {RERATE_DAYS} days.",
    ]


@rule_command.command("set")
@click.option(
    "--limit", callback=whole_number, metavar="N", help="The highest value that is not high, 1-4."
)
@click.option(
    "--hours", callback=whole_number, metavar="N", help="How long a high rating covers, 1-72."
)
@click.option("--because", metavar="TEXT", required=True, help="The reason.")
@click.option("--on-advice-of", metavar="NAME", help="Who advised it; needed above 3.")
@json_option
@click.pass_obj
def set_(
    app: App,
    limit: int | None,
    hours: int | None,
    because: str,
    on_advice_of: str | None,
    as_json: bool,
) -> None:
    """Judge by another limit or length from now on. No past session changes."""
    if limit is None and hours is None:
        raise click.UsageError("Say what to set: --limit N or --hours N.")
    with app.writing() as journal:
        now = journal.policy_at(app.now)
        if limit is None and on_advice_of is None:
            on_advice_of = now.on_advice_of
        change = PolicyChange(
            moment=policies.first_free_minute(journal, app.zone.moment(app.now)),
            limit=now.limit if limit is None else limit,
            hours=now.hours if hours is None else hours,
            because=because,
            on_advice_of=on_advice_of,
        )
        entry, reassessed = policies.set_policy(journal, change)
    view = view_of(app, journal)
    tell_or_json((entry,), view, as_json, reassessed)
