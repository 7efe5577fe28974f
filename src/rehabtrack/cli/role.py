"""`rehabtrack role`: who is patient, therapist or doctor; in a clinic, who may log in as what."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.logins import refuse_file
from rehabtrack.cli.options import json_option
from rehabtrack.cli.output import echo, echo_json
from rehabtrack.domain.roles import ROLES
from rehabtrack.domain.words import clean_line, one_of
from rehabtrack.storage import people
from rehabtrack.storage.database import is_address

DECLARED = "Roles are declared in this file; they are no login, and anybody can change them."


@command("role", short_help="Who is patient, massage therapist or doctor.")
@click.argument("name", required=False)
@click.argument("role", required=False, metavar=f"[{'|'.join(ROLES)}]")
@click.option("--new-password", is_flag=True, help="Give the login NAME of a clinic a new one.")
@json_option
@click.pass_obj
def role_command(
    app: App, name: str | None, role: str | None, new_password: bool, as_json: bool
) -> None:
    """The role of everybody, or of NAME; with a role, declare it.

    In a file it is declared, not proved: whoever opens it can say who writes with --as. In a clinic
    an administrator gives it to the login NAME, and makes that login where there is none. There
    `administrator` is a role too.
    """
    if new_password:
        refuse_file(app)
        if name is None:
            raise click.UsageError("--new-password needs the login whose it is.")
    if name is None or not (role or new_password):
        _show(app, name, as_json)
    elif is_address(app.address):
        from rehabtrack.cli.role_in_clinic import give

        give(app, clean_line(name, "login"), role, new_password, as_json)
    else:
        _declare(app, clean_line(name, "name"), one_of(role or "", ROLES, "role"), as_json)


def _show(app: App, name: str | None, as_json: bool) -> None:
    database = app.file_or_empty()
    with database.reading():
        known = people.roles(database)
        if name is not None:
            known = {name: found} if (found := people.role_of(database, name)) else {}
    if as_json:
        echo_json(*({"name": person, "role": found} for person, found in known.items()))
        return
    for person, found in known.items():
        echo(f"{person}  {found}")
    if database.login is not None:
        if not known:
            echo("You know of no such login. Its administrators see all of a clinic's.")
    else:
        echo(DECLARED if known else "No role is declared. Declare one: rehabtrack role NAME ROLE")


def _declare(app: App, name: str, role: str, as_json: bool) -> None:
    database = app.file()
    with database.writing():
        people.declare_role(database, name, role)
    if as_json:
        echo_json({"name": name, "role": role})
    else:
        echo(f"{name} is a {role} from now on.")
        echo(DECLARED)
