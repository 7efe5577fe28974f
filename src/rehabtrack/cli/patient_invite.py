"""`rehabtrack patient invite`: a login for a patient, who then writes her journal herself."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command, completing
from rehabtrack.cli.logins import new_password, refuse_file, tell_password
from rehabtrack.cli.output import echo
from rehabtrack.domain.roles import PATIENT


@command("invite", short_help="Make a patient's own login, in a clinic.")
@click.argument("name", shell_complete=completing("patients"))
@click.option("--login", metavar="LOGIN", required=True, help="What she logs in as.")
@click.pass_obj
def invite_command(app: App, name: str, login: str) -> None:
    """Let a patient log in to the clinic and see and write her own journal, nobody else's.

    Her password is made here and shown once. A new one, for who forgot hers, an administrator of
    the clinic makes: rehabtrack role LOGIN --new-password
    """
    refuse_file(app)
    from rehabtrack.storage import clinic

    password = new_password()
    with app.writing(name) as journal:
        clinic.admit(journal.database, login, PATIENT, password)
        clinic.grant(journal, login)
    name = journal.patient.record.name
    echo(f"{login} logs in from now on, and sees and writes the journal of {name}.")
    tell_password(app, login, password)
