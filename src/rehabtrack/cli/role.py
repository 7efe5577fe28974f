"""`rehabtrack role`: who is patient, therapist or doctor; declared, not a login."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.options import json_option
from rehabtrack.cli.output import echo, echo_json
from rehabtrack.domain.roles import ROLES
from rehabtrack.domain.words import clean_line, one_of
from rehabtrack.storage import people

DECLARED = "Roles are declared in this file; they are no login, and anybody can change them."


@command("role", short_help="Who is patient, massage therapist or doctor.")
@click.argument("name", required=False)
@click.argument("role", required=False, metavar=f"[{'|'.join(ROLES)}]")
@json_option
@click.pass_obj
def role_command(app: App, name: str | None, role: str | None, as_json: bool) -> None:
    """The role of everybody, or of NAME; with a role, declare it.

    It is declared, not proved: whoever opens the file can say who writes with --as.
    """
    if name is not None and role is not None:
        _declare(app, clean_line(name, "name"), one_of(role, ROLES, "role"), as_json)
        return
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
