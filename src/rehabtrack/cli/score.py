"""`rehabtrack score`: questionnaires of how well the back lets one live."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands, is_number
from rehabtrack.cli.options import asks_people, at_option, json_option, moment_of
from rehabtrack.cli.output import echo, echo_json
from rehabtrack.cli.stored import tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.instruments import INSTRUMENTS, RMDQ, Instrument, instrument
from rehabtrack.domain.records.score import FunctionScore
from rehabtrack.domain.rmdq import CITATION, STATEMENTS, read_ticked, statement
from rehabtrack.domain.words import one_of
from rehabtrack.services import scores


@click.group("score", cls=Commands, no_args_is_help=True)
def score_command() -> None:
    """Questionnaires of how well the back lets one live."""


@score_command.command("add", context_settings={"ignore_unknown_options": True})
@click.argument("questionnaire", metavar="|".join(INSTRUMENTS))
@click.argument("totals", nargs=-1, metavar="[TOTAL]")
@click.option("--ticked", metavar="N,..", help="Of the RMDQ: the statements ticked, or none.")
@at_option
@json_option
@click.pass_obj
def add(
    app: App,
    questionnaire: str,
    totals: tuple[str, ...],
    ticked: str | None,
    at: str | None,
    as_json: bool,
) -> None:
    """Keep a score: `score add odi 42`, `score add rmdq --ticked 1,5,9`.

    On a terminal `score add rmdq` shows its statements and asks, as their authors allow. Of the
    others the total alone is kept: their items belong to their owners and may not be shown here.
    """
    scale = instrument(one_of(questionnaire, INSTRUMENTS, "questionnaire"))
    total = _only(totals, ticked)
    if total is None and ticked is None:
        ticked = _asked(app, scale, at, as_json)
    items = () if ticked is None else read_ticked(ticked)
    tenths = len(items) * 10 if total is None else scale.read(total)
    with app.writing() as journal:
        score = FunctionScore(
            moment=moment_of(app, at), instrument=scale.code, tenths=tenths, items=items
        )
        entry = scores.add(journal, score)
    tell_or_json((entry,), view_of(app, journal), as_json)


@score_command.command("list")
@json_option
@click.pass_obj
def list_(app: App, as_json: bool) -> None:
    """The scores over time, and how far each is from the first."""
    from rehabtrack.cli.score_lines import compared_json, echo_series, echo_sources

    told: list[Instrument] = []
    for journal in app.reading_all():
        view = view_of(app, journal)
        with journal.reading():
            found = scores.over_time(journal)
        for scale, series in found:
            told.append(scale)
            if as_json:
                echo_json(*(compared_json(one, view) for one in series))
            else:
                echo_series(scale, series, view)
    if not as_json and told:
        echo_sources(told)
    elif not as_json:
        echo("No score is recorded. See: rehabtrack score --help")


def _only(totals: tuple[str, ...], ticked: str | None) -> str | None:
    for text in totals:
        if text.startswith("-") and not is_number(text):
            raise click.NoSuchOption(text)
    if len(totals) > 1:
        raise click.UsageError("Give one TOTAL.")
    if totals and ticked is not None:
        raise click.UsageError("Give TOTAL or --ticked, not both: the statements make the total.")
    return totals[0] if totals else None


def _asked(app: App, scale: Instrument, at: str | None, as_json: bool) -> str:
    """The statements that somebody at a terminal ticks; wrong usage where nobody can be asked."""
    if scale.code != RMDQ:
        raise click.UsageError(f"Give the TOTAL of {scale.name}: score add {scale.code} TOTAL")
    if as_json or not asks_people():
        raise click.UsageError("Give TOTAL, or the statements that were ticked: --ticked 1,5,9")
    with app.reading() as journal:
        view = view_of(app, journal)
        moment_of(app, at)  # what is wrong with it is to be said before the questions
    echo("Tick what describes you today; leave out what does not, or what you doubt.", view.lead)
    for no in range(1, len(STATEMENTS) + 1):
        echo(statement(no), view.lead)
    echo(f"RMDQ-24: {CITATION}.", view.lead)
    asked = "Their numbers, such as 1,5,9, or none"
    answer: str = click.prompt(asked, "", show_default=False, value_proc=_readable)
    return answer


def _readable(answer: str) -> str:
    """An answer that can be read; a slip is asked again, an empty one refused."""
    if not answer.strip():
        raise Refused(
            "Nothing was answered, and nothing is stored.", "If none is true, answer none."
        )
    try:
        read_ticked(answer)
    except Refused as error:
        raise click.UsageError(f"{error}") from None
    return answer
