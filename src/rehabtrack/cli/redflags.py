"""`rehabtrack redflags`: signs of an illness that no massage is for."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands, completing
from rehabtrack.cli.options import (
    asks_people,
    at_option,
    json_option,
    listed,
    moment_of,
    note_option,
    read_note,
)
from rehabtrack.cli.output import echo, echo_block, echo_json, echo_text, tell, tell_block
from rehabtrack.cli.red_flag_lines import HELP, SOON
from rehabtrack.cli.stored import list_entries, tell_or_json
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records.clearance import SPECIALTIES
from rehabtrack.domain.red_flags import CODES, EMERGENCY, NONE, QUESTIONS, URGENT, question
from rehabtrack.domain.words import one_of
from rehabtrack.services import red_flags

ASKED = "Which of these are there, new or worse than before?"
SOURCE = (
    "After the IFOMPT framework (Finucane et al. 2020) and guidance on the cauda equina syndrome, "
    "in our words. One sign alone proves little; this is no diagnosis and no medical advice."
)
_HEADINGS = {
    EMERGENCY: "Emergency: get medical help at once",
    URGENT: "Urgent: see a doctor soon",
}


@click.group("redflags", cls=Commands, invoke_without_command=True)
@click.option(
    "--yes",
    metavar="CODE,..",
    shell_complete=completing("red_flags"),
    help=f"What is there: {', '.join(CODES)}.",
)
@click.option("--none", is_flag=True, help="All were asked, and none is there.")
@at_option
@note_option
@json_option
@click.pass_context
def redflags_command(
    ctx: click.Context, yes: str | None, none: bool, at: str | None, note: str | None, as_json: bool
) -> None:
    """The checklist of red flags: an emergency, or a reason to see a doctor soon.

    In a terminal it asks; elsewhere, or to answer at once: --yes saddle,fever or --none. --json
    without an answer prints the questions. A flag stands on every view until `redflags assessed`;
    a wrong answer is voided with a reason.
    """
    if ctx.invoked_subcommand is not None:
        if yes is not None or none:
            raise click.UsageError("--yes and --none stand without a further command.")
        return
    if none and yes is not None:
        raise click.UsageError("Give --yes or --none, not both.")
    if none:
        codes: tuple[str, ...] = ()
    elif yes is not None:
        codes = _codes(yes)
    else:
        if as_json:
            echo_json(*(asked._asdict() for asked in QUESTIONS))
            return
        if not asks_people():
            _show_checklist()
            return
        codes = _asked()
    _answer(ctx.obj, codes, at, read_note(note), as_json)


def _codes(text: str) -> tuple[str, ...]:
    codes = tuple(one_of(word, CODES, "red flag") for word in listed(text))
    if not codes:
        raise Refused("--yes names no red flag.", "See them: rehabtrack redflags; none: --none")
    return codes


def _answer(
    app: App, codes: tuple[str, ...], at: str | None, note: str | None, as_json: bool
) -> None:
    from rehabtrack.cli.as_json import named

    with app.writing() as journal:
        done = red_flags.answer(journal, codes, moment_of(app, at), note)
    view = view_of(app, journal)
    if done.entries:
        tell_or_json(done.entries, view, as_json, done.reassessed)
    elif as_json:
        echo_json(named(view, {"stored": [], "changed": [], "change": None}))
    for flag in done.before:
        till = "is open already, until a doctor has assessed it."
        if flag.assessed is not None:
            till = f"was there then, and a doctor assessed it {view.instant(flag.assessed)}."
        tell(f"r{flag.no} ({flag.code}) {till}", view.lead)
    standing = [flag.code for flag in done.before if flag.assessed is None]
    _tell_what_to_do([entry.record.code for entry in done.entries] + standing, view)


def _tell_what_to_do(codes: list[str], view: View) -> None:
    grades = {question(code).grade for code in codes if code != NONE}
    if not grades:
        return
    label, words = ("RED FLAG", HELP) if EMERGENCY in grades else ("red flag", SOON)
    told = f"{words} It stands on every view until a doctor has assessed it:"
    tell_block(label, told, (view.command("redflags assessed --by NAME .."),), view.lead)


def _show_checklist() -> None:
    _show_questions([asked.code for asked in QUESTIONS])
    echo("Answer: rehabtrack redflags --yes CODE,.. or rehabtrack redflags --none")


def _asked() -> tuple[str, ...]:
    """The codes that were named on the terminal; raises Refused where nothing was answered."""
    _show_questions([str(place) for place in range(1, len(QUESTIONS) + 1)])
    answer = click.prompt("Their numbers, or none", default="", show_default=False)
    return tuple(QUESTIONS[number - 1].code for number in _numbers(answer))


def _show_questions(labels: list[str]) -> None:
    """Every question behind the label that it is answered by."""
    width = max(map(len, labels))
    echo(ASKED)
    for grade, heading in _HEADINGS.items():
        echo()
        echo(heading)
        for label, asked in zip(labels, QUESTIONS, strict=True):
            if asked.grade == grade:
                echo_block(f"  {label:>{width}}", asked.words)
    echo()
    echo_text(SOURCE)


def _numbers(answer: str) -> list[int]:
    words = answer.replace(",", " ").split()
    if words in (["none"], ["0"]):
        return []
    numbers = [int(word) for word in words if word.isascii() and word.isdigit()]
    if not words or len(numbers) < len(words) or not all(1 <= n <= len(QUESTIONS) for n in numbers):
        raise Refused(
            "That is no answer, and nothing is stored.",
            f"Name numbers from 1 to {len(QUESTIONS)}, or write none.",
        )
    return numbers


@redflags_command.command("assessed", short_help="A doctor has assessed every open red flag.")
@click.option("--by", metavar="NAME", required=True, help="The doctor's name.")
@click.option("--specialty", metavar="SPECIALTY", required=True, help=", ".join(SPECIALTIES) + ".")
@at_option
@json_option
@click.pass_obj
def assessed(app: App, by: str, specialty: str, at: str | None, as_json: bool) -> None:
    """A doctor has assessed every open red flag; they stand on the views no longer."""
    with app.writing() as journal:
        moment = moment_of(app, at)
        entries, reassessed = red_flags.assessed(journal, by, specialty, moment)
    tell_or_json(entries, view_of(app, journal), as_json, reassessed)


@redflags_command.command("list")
@json_option
@click.pass_obj
def list_(app: App, as_json: bool) -> None:
    """Every answer, oldest first."""
    none = "No red flag is recorded. See: rehabtrack redflags --help"
    list_entries(app, "redflag", as_json, none)
