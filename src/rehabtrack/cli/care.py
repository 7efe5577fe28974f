"""`rehabtrack care`: who sees a patient's journal in a clinic, and writes to it."""

from typing import TYPE_CHECKING, Any

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import Commands, completing
from rehabtrack.cli.logins import refuse_file
from rehabtrack.cli.options import json_option
from rehabtrack.cli.output import echo, echo_json
from rehabtrack.cli.view import View, view_of
from rehabtrack.domain.errors import Refused

if TYPE_CHECKING:
    from rehabtrack.storage.clinic import Care

login_argument = click.argument("login", shell_complete=completing("carers"))


@click.group("care", cls=Commands, no_args_is_help=True)
def care_command() -> None:
    """Who sees a patient's journal in a clinic, and writes to it. Nobody else does.

    The patient meant is the one of --patient, or the one in use.
    """


@care_command.command("grant", short_help="Let somebody see the journal and write to it.")
@click.argument("login")
@click.pass_obj
def grant(app: App, login: str) -> None:
    """Let LOGIN see the patient's journal, all of it, and write to it."""
    refuse_file(app)
    from rehabtrack.storage import clinic

    with app.writing() as journal:
        name = journal.patient.record.name
        if not clinic.grant(journal, login):
            raise Refused(f"{login} sees the journal of {name} already.", SEE)
    echo(f"{login} sees and writes the journal of {name} from now on.")


@care_command.command("revoke", short_help="Let somebody see the journal no more.")
@login_argument
@click.pass_obj
def revoke(app: App, login: str) -> None:
    """Let LOGIN see the patient's journal no more. What she wrote there stays."""
    refuse_file(app)
    from rehabtrack.storage import clinic

    with app.writing() as journal:
        name = journal.patient.record.name
        if not clinic.revoke(journal, login):
            raise Refused(f"{login} does not see the journal of {name}.", SEE)
    echo(f"{login} does not see the journal of {name} any more.")


@care_command.command("list", short_help="Who sees the journal, and who did once.")
@json_option
@click.pass_obj
def list_(app: App, as_json: bool) -> None:
    """Who sees the journal, since when and by whose word; and who did once."""
    refuse_file(app)
    from rehabtrack.storage import clinic

    for journal in app.reading_all():
        view = view_of(app, journal)
        with journal.reading():
            carers = clinic.carers(journal)
        if as_json:
            echo_json(*(_json(carer, view) for carer in carers))
        else:
            for carer in carers:
                echo(_line(carer, view), view.lead)


SEE = "See: rehabtrack care list"


def _line(carer: "Care", view: View) -> str:
    since = f"since {view.instant(carer.granted_at)}, by {carer.granted_by}"
    ended = ""
    if carer.revoked_at is not None:
        ended = f"until {view.instant(carer.revoked_at)}, by {carer.revoked_by}"
    return "  ".join(filter(None, (carer.login, carer.role, since, ended)))


def _json(carer: "Care", view: View) -> dict[str, Any]:
    from rehabtrack.cli.as_json import instant, named

    told = {
        **carer._asdict(),
        "granted_at": instant(carer.granted_at, view),
        "revoked_at": instant(carer.revoked_at, view),
    }
    return named(view, told)
