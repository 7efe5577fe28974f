"""`rehabtrack review`: every massage with what the rule says of it."""

from collections import Counter

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.by_turns import print_each
from rehabtrack.cli.commands import command
from rehabtrack.cli.options import json_option, span_of, span_options
from rehabtrack.cli.output import counted, echo, json_text, text_of
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.findings import GRAVITY, status_words
from rehabtrack.domain.high_pain import RULE_ID
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.scales import CATEGORIES
from rehabtrack.services.review import Reviewed, review
from rehabtrack.storage.journal import Journal


@command("review", short_help="Every massage with what the rule says of it.")
@span_options
@json_option
@click.pass_obj
def review_command(app: App, since: str | None, until: str | None, as_json: bool) -> None:
    """Every massage given, judged afresh, in order of time; and the counts."""
    journals = app.reading_all()
    span = span_of(app, since, until)

    def tell(journal: Journal) -> str:
        with journal.reading():
            reviewed = list(review(journal, *span))
        view = view_of(app, journal)
        if as_json:
            return json_text(_json(one, view) for one in reviewed)
        lines = [_line(one, view) for one in reviewed]
        return text_of([*lines, _counts(reviewed)], view.lead) if reviewed else ""

    if not print_each(app, journals, tell) and not as_json:
        echo("No massage is recorded there.")


def _counts(reviewed: list[Reviewed]) -> str:
    """One for each massage, by the gravest status that its records have."""
    gravest: dict[int, str] = {}
    for one in reviewed:
        no, status = one.verdict.session.no, one.verdict.assessment.status
        of = no if one.same is None else one.same
        gravest[of] = max(gravest.get(of, status), status, key=GRAVITY.__getitem__)
    counts = Counter(gravest.values())
    words = ", ".join(
        f"{counts[s]} {status_words(s)}" for s in ("high-pain", "unverified", "clear")
    )
    return f"{counted(len(gravest), 'massage')}: {words}"


def _warning(one: Reviewed) -> str | None:
    found = [no for no, finding in one.standing if finding.rule == RULE_ID]
    return entry_id("warning", found[0]) if found else None


def _line(one: Reviewed, view: View) -> str:
    assessment = one.verdict.assessment
    rank = assessment.category
    category = "" if rank is None else f" ({CATEGORIES[rank]})"
    words = [
        entry_id("massage", one.verdict.session.no),
        view.when(one.moment),
        f"{status_words(assessment.status)}{category}",
    ]
    if assessment.evidence:
        words.append(" ".join([f"p{reading.no}" for reading in assessment.evidence]))
    if one.verdict.refusals:
        words.append("refused by a doctor")
    if one.same is not None:
        words.append(f"the same as m{one.same}")
    if one.standing:
        words.append(" ".join([f"[w{no}]" for no, _ in one.standing]))
    return "  ".join(words)


def _json(one: Reviewed, view: View) -> dict[str, object]:
    from rehabtrack.cli.as_json import named, spoken

    assessment = one.verdict.assessment
    return named(
        view,
        {
            "session": entry_id("massage", one.verdict.session.no),
            "at": spoken(one.moment),
            "status": assessment.status,
            "reason": assessment.reason,
            "warning": _warning(one),
            "advice": one.verdict.advice,
            "same_as": None if one.same is None else entry_id("massage", one.same),
        },
    )
