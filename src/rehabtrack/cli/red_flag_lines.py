"""Open red flags as they stand first on every view, and what an answer is met with."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.output import block, tell_block
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.red_flags import EMERGENCY, question
from rehabtrack.storage.caseload import Alarms
from rehabtrack.storage.journal import Journal

HELP = "Get medical help now: call the emergency number, or go to an emergency department."
SOON = "See a doctor soon."


def show_first(app: App, alarmed: Iterable[tuple[Journal, Alarms]]) -> None:
    """The alarms of each journal, on stdout, or beside JSON on stderr; once what to do.

    For a view that may be paged they are kept: what a pager covers would not be seen.
    """
    lines = list(_lines(app, alarmed))
    if app.kept_first is not None:
        app.kept_first += lines
        return
    for line in lines:
        click.echo(line, err=_prints_json())


def _lines(app: App, alarmed: Iterable[tuple[Journal, Alarms]]) -> Iterator[str]:
    helped = False
    for journal, (flags, questions) in alarmed:
        view, label = view_of(app, journal), "RED FLAG"
        graves = [flag for flag in flags if question(flag[1]).grade == EMERGENCY]
        if graves and not helped:
            yield from block(label, HELP, view.lead)
            label, helped = " " * len(label), True
        for flag in graves:
            yield from block(label, f"{_words(flag, view)}.", view.lead)
            label = " " * len(label)
        for flag in flags:
            if flag not in graves:
                yield from block("red flag", f"{_words(flag, view)}. {SOON}", view.lead)
        for no, sign, site, *moment in questions:
            asked = f"y{no}, {view.when(Moment(*moment))}: {sign} in {site} is new."
            todo = f"Before any massage: {view.command('redflags')}"
            yield from block("RED FLAG?", f"{asked} {todo}", view.lead)


def tell_questions(symptoms: list[Any], view: View) -> None:
    """What signs just noted make a question of, and how it is answered."""
    noted = ", ".join(f"{one.sign} in {one.site}" for one in symptoms if one.asks)
    asks = dict.fromkeys(code for symptom in symptoms for code in symptom.asks)
    questions = "".join(f" {code}: {question(code).words}?" for code in asks)
    tell_block(
        "RED FLAG?",
        f"New: {noted}. Before any massage, ask:{questions} Answer:",
        (view.command("redflags --yes CODE,.."), view.command("redflags   (asks everything)")),
        view.lead,
    )


def _words(flag: tuple[Any, ...], view: View) -> str:
    no, code, *moment = flag
    return f"r{no}, {view.when(Moment(*moment))}: {question(code).words}"


def _prints_json() -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.params.get("as_json"))
