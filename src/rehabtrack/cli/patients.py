"""`rehabtrack patients`: the caseload, a line a patient."""

import os
import sys

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.caseload_lines import NO_HIGH_PAIN, NO_PHASE, case_json, caseload_lines
from rehabtrack.cli.commands import command
from rehabtrack.cli.logins import no_patient
from rehabtrack.cli.options import json_option, listed, moment_of
from rehabtrack.cli.output import echo, echo_json, text_of
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records.phase import PHASE_KINDS
from rehabtrack.domain.words import one_of
from rehabtrack.services.caseload import ADVICE, ORDERS, cases, ordered
from rehabtrack.storage import caseload

VERDICTS = (*ADVICE[:-1], NO_HIGH_PAIN)
PHASES = (*PHASE_KINDS, NO_PHASE)
ALL_ARCHIVED = "Every patient here is archived. See: rehabtrack patient list"


@command("patients", short_help="Every patient at a glance: the verdict, the pain, what is due.")
@click.option("--at", metavar="T", help="When the massages would start; any instant.")
@click.option("--sort", metavar="BY", default="name", help=f"By {', '.join(ORDERS)}.")
@click.option("--verdict", metavar="V,..", help=f"Only {', '.join(VERDICTS)}.")
@click.option("--phase", metavar="P,..", help=f"Only {', '.join(PHASES)}.")
@click.option("--due", is_flag=True, help="Only those of whom something is due.")
@json_option
@click.pass_obj
def patients_command(
    app: App,
    at: str | None,
    sort: str,
    verdict: str | None,
    phase: str | None,
    due: bool,
    as_json: bool,
) -> None:
    """Every patient who is not archived: what the rules say of a massage now, or
    at another time, the newest pain, phase and clearance, and what is due.
    """
    moment, order = moment_of(app, at, future=True), one_of(sort, ORDERS, "order")
    verdicts, phases = _words(verdict, VERDICTS, "verdict"), _words(phase, PHASES, "phase")
    first: list[str] = []
    app.kept_first = None if as_json else first
    with app.reading_file() as database:
        found = cases(database, moment)
        known = caseload.patients(database) if not found else []
    view = view_of(app)
    shown = [
        case
        for case in ordered(found, order)
        if case.verdict.advice.replace("none", NO_HIGH_PAIN) in verdicts
        and (case.phase.kind if case.phase else NO_PHASE) in phases
        and (case.waits or not due)
    ]
    if as_json:
        echo_json(*(case_json(case, moment, view) for case in shown))
    elif not found:
        echo(ALL_ARCHIVED if known else " ".join(no_patient(database)))
    else:
        lines = caseload_lines(shown, len(found), moment, view)
        _show("\n".join([*first, text_of(lines)]))


def _words(text: str | None, known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """The words of a filter; all that are known where nothing is said."""
    if text is None:
        return known
    return tuple(one_of(word, known, what) for word in listed(text) or ("",))


def _show(text: str) -> None:
    """Print a text, on a terminal through the pager where it does not fit the screen."""
    if sys.stdout.isatty() and text.count("\n") + 2 > _screen():
        click.echo_via_pager(text)
    else:
        click.echo(text)


def _screen() -> int:
    """How many lines the terminal has; where it does not say, as many as most."""
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines or 24
    except (OSError, ValueError):
        return 24
