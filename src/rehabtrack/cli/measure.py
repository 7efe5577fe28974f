"""`rehabtrack measure`: the conservative measures beside massage."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands, completing
from rehabtrack.cli.options import (
    at_option,
    json_option,
    minutes_option,
    moment_of,
    note_option,
    read_note,
    typed_id,
)
from rehabtrack.cli.stored import list_entries, tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records import refuse_end
from rehabtrack.domain.records.measure import MEASURE_KINDS, PHYSIOTHERAPY_FORMS, Measure
from rehabtrack.domain.when import until_instant
from rehabtrack.services import measures


@click.group("measure", cls=Commands, no_args_is_help=True)
def measure_command() -> None:
    """The conservative measures: drugs, physiotherapy, exercise, manual therapy."""


@measure_command.command("add", short_help="Log a measure, taken once or going on.")
@click.argument("kind", metavar="|".join(MEASURE_KINDS))
@click.argument("name")
@click.option("--form", metavar="FORM", help=f"Of physiotherapy: {', '.join(PHYSIOTHERAPY_FORMS)}.")
@click.option("--dose", metavar="TEXT", help="Such as 400 mg.")
@minutes_option
@at_option
@click.option("--from", "since", metavar="D", help="Since when it goes on.")
@click.option("--until", metavar="D", help="Until when; a date includes that day.")
@note_option
@json_option
@click.pass_obj
def add(
    app: App,
    kind: str,
    name: str,
    form: str | None,
    dose: str | None,
    minutes: int | None,
    at: str | None,
    since: str | None,
    until: str | None,
    note: str | None,
    as_json: bool,
) -> None:
    """Log a measure taken once (--at), or one that goes on (--from, --until)."""
    if at is not None and not (since is None and until is None):
        raise click.UsageError("Give --at for once, or --from and --until for a span, not both.")
    if until is not None and since is None:
        raise click.UsageError("--until goes with --from.")
    note = read_note(note)
    with app.writing() as journal:
        moment = moment_of(app, at if since is None else since)
        over = None if until is None else until_instant(until, app.zone, app.now)
        refuse_end(moment.at, over, "measure")
        measure = Measure(
            moment=moment,
            end_at=moment.at if since is None else over,
            kind=kind,
            name=name,
            form=form,
            dose=dose,
            minutes=minutes,
            note=note,
        )
        entry = measures.add(journal, measure)
    tell_or_json((entry,), view_of(app, journal), as_json)


@measure_command.command("stop")
@click.argument("id_", metavar="ID", shell_complete=completing("measures"))
@at_option
@json_option
@click.pass_obj
def stop(app: App, id_: str, at: str | None, as_json: bool) -> None:
    """End a measure that goes on."""
    name, no = typed_id(id_, "measure")
    with app.writing(name) as journal:
        entry = measures.stop(journal, no, moment_of(app, at))
    tell_or_json((entry,), view_of(app, journal), as_json)


@measure_command.command("list")
@json_option
@click.pass_obj
def list_(app: App, as_json: bool) -> None:
    """Every measure, oldest first."""
    list_entries(app, "measure", as_json)
