"""`rehabtrack clearance`: what a doctor said about massage."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands, completing
from rehabtrack.cli.options import (
    at_option,
    json_option,
    listed,
    manner_options,
    moment_of,
    typed_id,
)
from rehabtrack.cli.stored import list_entries, tell_or_json
from rehabtrack.cli.view import view_of
from rehabtrack.domain.records.clearance import SPECIALTIES, Clearance
from rehabtrack.domain.when import until_instant
from rehabtrack.services import clearances


@click.group("clearance", cls=Commands, no_args_is_help=True)
def clearance_command() -> None:
    """What a doctor said about massage: a clearance, or with --refuse a refusal."""


@clearance_command.command("add")
@click.option("--by", metavar="NAME", required=True, help="The doctor's name.")
@click.option(
    "--specialty",
    metavar="SPECIALTY",
    required=True,
    help=f"{', '.join(SPECIALTIES)} (another doctor).",
)
@click.option("--refuse", is_flag=True, help="The doctor advises against massage.")
@click.option("--from", "since", metavar="D", help="From when; now if nothing is said.")
@click.option("--until", metavar="D", help="Until when; a date includes that day.")
@manner_options("Where it is allowed", "How it is allowed", "The hardest that is allowed")
@click.option("--limits", metavar="TEXT", help="What it is bound to, such as: no deep pressure.")
@json_option
@click.pass_obj
def add(
    app: App,
    by: str,
    specialty: str,
    refuse: bool,
    since: str | None,
    until: str | None,
    area: str | None,
    technique: str | None,
    pressure: str | None,
    limits: str | None,
    as_json: bool,
) -> None:
    """Record what a doctor said. Only a doctor can be its author."""
    with app.writing() as journal:
        clearance = Clearance(
            moment=moment_of(app, since, future=True),
            end_at=until_instant(until, app.zone, app.now) if until is not None else None,
            doctor=by,
            specialty=specialty,
            refuses=refuse,
            areas=listed(area),
            techniques=listed(technique),
            pressure=pressure,
            limits=limits,
        )
        entry, reassessed = clearances.add(journal, clearance)
    view = view_of(app, journal)
    tell_or_json((entry,), view, as_json, reassessed)


@clearance_command.command("end")
@click.argument("id_", metavar="ID", shell_complete=completing("clearances"))
@at_option
@json_option
@click.pass_obj
def end(app: App, id_: str, at: str | None, as_json: bool) -> None:
    """End a clearance or a refusal."""
    name, no = typed_id(id_, "clearance")
    with app.writing(name) as journal:
        entry, reassessed = clearances.end(journal, no, moment_of(app, at))
    view = view_of(app, journal)
    tell_or_json((entry,), view, as_json, reassessed)


@clearance_command.command("list")
@json_option
@click.pass_obj
def list_(app: App, as_json: bool) -> None:
    """Every clearance and refusal, oldest first."""
    list_entries(app, "clearance", as_json)
