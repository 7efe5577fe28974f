"""`rehabtrack warnings`: what asks for an answer, answering, and what it came to."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands, completing
from rehabtrack.cli.lines import entry_line
from rehabtrack.cli.options import ANSWERS, json_option, typed_id
from rehabtrack.cli.output import HANGING, echo, echo_all, echo_json, echo_text
from rehabtrack.cli.today import show_unanswered
from rehabtrack.cli.view import view_of
from rehabtrack.cli.warning_lines import warning_line
from rehabtrack.domain.findings import cited
from rehabtrack.domain.records.warning import ANSWER_CODES, answer_words, read_answer
from rehabtrack.services import warnings as desk
from rehabtrack.services.due import unanswered
from rehabtrack.services.outcomes import stats as stats_of
from rehabtrack.storage import warnings
from rehabtrack.storage.answers import answers_of_session

_KINDS = {"p": "pain", "c": "clearance", "r": "redflag"}


every_option = click.option(
    "--all", "every", is_flag=True, help="Every warning, withdrawn ones too."
)


@click.group("warnings", cls=Commands, invoke_without_command=True)
@every_option
@json_option
@click.pass_context
def warnings_command(ctx: click.Context, every: bool, as_json: bool) -> None:
    """Unanswered warnings of the last 14 days; answer them; what they came to."""
    if ctx.invoked_subcommand is None:
        _list(ctx.obj, every, as_json)


@warnings_command.command("list", short_help="The unanswered ones of the last 14 days, or all.")
@every_option
@json_option
@click.pass_obj
def list_(app: App, every: bool, as_json: bool) -> None:
    """Unanswered warnings of the last 14 days, the others counted; with --all every one."""
    _list(app, every, as_json)


def _list(app: App, every: bool, as_json: bool) -> None:
    printed = False
    for journal in app.reading_all():
        view = view_of(app, journal)
        with journal.reading():
            waiting = None if every else unanswered(journal, app.now)
            shown = waiting.due if waiting else list(warnings.raised(journal))
        if as_json:
            from rehabtrack.cli.verdict_json import warning_json

            echo_json(*(warning_json(warning, view) for warning in shown))
        elif waiting:
            show_unanswered(waiting, view)
        else:
            echo_all((warning_line(warning, view) for warning in shown), view.lead)
        printed = printed or bool(shown)
    if as_json:
        return
    if not printed:
        echo("No warning asks for an answer." if not every else "No warning was ever raised.")
    else:
        echo("Answer one: rehabtrack warnings answer ID CODE, CODE being")
        echo_text(", ".join(ANSWER_CODES).replace("other", "other:TEXT"), "  ")


@warnings_command.command("show")
@click.argument("id_", metavar="ID", shell_complete=completing("warnings"))
@json_option
@click.pass_obj
def show(app: App, id_: str, as_json: bool) -> None:
    """One warning with its evidence as it was, and what was answered."""
    name, no = typed_id(id_, "warning")
    with app.reading(name) as journal:
        view = view_of(app, journal)
        warning = warnings.warning_numbered(journal, no)
        evidence = [
            journal.version(_KINDS[letter], number, version)
            for letter, number, version in cited(warning.finding.evidence)
        ]
        answers = answers_of_session(journal, warning.session)
    if as_json:
        from rehabtrack.cli.as_json import entry_json, instant
        from rehabtrack.cli.verdict_json import warning_json

        given = [
            {"code": a.code, "text": a.text, "at": instant(a.at, view), "author": a.author}
            for a in answers
            if not a.voided_by
        ]
        records = [entry_json(entry, view) for entry in evidence]
        echo_json({**warning_json(warning, view), "records": records, "answers": given})
        return
    echo(warning_line(warning, view), view.lead)
    finding = warning.finding
    rule = f"{finding.rule}/{finding.rule_version}"
    policy = f", limit {finding.limit}, {finding.hours} h" if finding.limit else ""
    echo(f"by the rule {rule}{policy}: {finding.reason}", view.lead, HANGING)
    for entry in evidence:
        echo(entry_line(entry, view), view.lead, HANGING)
    for answer in answers:
        void = " (undone)" if answer.voided_by else ""
        said = f"{answer_words(answer.code, answer.text)}{void}"
        echo(f"{view.instant(answer.at)} {answer.author}: {said}", view.lead, HANGING)


@warnings_command.command(
    "answer",
    short_help="Note why; answers are added, never overwritten.",
    help=f"Note why: {ANSWERS}.\n\nAny code may have a text behind a colon. Answers are added, "
    "never overwritten.",
)
@click.argument("id_", metavar="ID", shell_complete=completing("warnings"))
@click.argument("code", metavar="CODE[:TEXT]", shell_complete=completing("codes"))
@json_option
@click.pass_obj
def answer(app: App, id_: str, code: str, as_json: bool) -> None:
    """Note why; answers are added, never overwritten."""
    name, no = typed_id(id_, "warning")
    said = read_answer(code)
    with app.writing(name) as journal:
        warning = desk.answer(journal, no, *said)
        change = journal.begin("answer")
    view = view_of(app, journal)
    if as_json:
        from rehabtrack.cli.verdict_json import warning_json

        echo_json({**warning_json(warning, view), "change": f"u{change.no}"})
        return
    undo = f"rehabtrack undo {view.id(f'u{change.no}')}"
    echo(f"w{no} answered: {answer_words(*said)}", view.lead, command=undo)


@warnings_command.command("stats", short_help="What the warnings came to, in numbers.")
@json_option
@click.pass_obj
def stats(app: App, as_json: bool) -> None:
    """Raised, withdrawn, answered by code, massages skipped, and the pain of the day after."""
    for journal in app.reading_all():
        view = view_of(app, journal)
        with journal.reading():
            counts = stats_of(journal)
        if as_json:
            from rehabtrack.cli.as_json import named

            echo_json(named(view, counts._asdict()))
            continue
        advised_against = f"{counts.heeded} of them in high pain or refused"
        lines = [
            ("raised", _listed(counts.raised)),
            ("withdrawn", str(counts.withdrawn)),
            ("standing", _listed(counts.standing)),
            ("unanswered", str(counts.unanswered)),
            ("answered", _listed(counts.answers)),
            (
                "massages skipped",
                f"{counts.skipped}, {advised_against}",
            ),
            ("the day after a massage in high pain, the pain", _listed(counts.next_day)),
        ]
        echo_all((f"{what}: {words}" for what, words in lines), view.lead)


def _listed(counts: dict[str, int]) -> str:
    words = ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))
    return words or "none"
