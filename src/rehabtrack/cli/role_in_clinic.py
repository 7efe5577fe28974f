"""Giving a login of a clinic its role, and a password where it has none or lost it."""

from rehabtrack.cli.app import App
from rehabtrack.cli.logins import new_password, tell_password
from rehabtrack.cli.output import echo, echo_json
from rehabtrack.domain.roles import ADMINISTRATOR, ROLES
from rehabtrack.domain.words import one_of
from rehabtrack.storage import clinic, people


def give(app: App, login: str, role: str | None, renewing: bool, as_json: bool) -> None:
    """Make a login, or change the role of one or its password, as an administrator alone may."""
    if role is not None:
        role = one_of(role, (*ROLES, ADMINISTRATOR), "role")
    database = app.file()
    with database.writing():
        admitting = role is not None and login not in people.roles(database)
        password = new_password() if renewing or admitting else None
        if role is not None and password is not None and admitting:
            clinic.admit(database, login, role, password)
            said = role
        else:
            said = clinic.change_login(database, login, role, password)
    if as_json:
        echo_json({"name": login, "role": said, "password": password})
        return
    if role is None:
        echo(f"{login} has a new password, and the one before opens nothing.")
    else:
        echo(f"{login} is {'an' if role == ADMINISTRATOR else 'a'} {role} from now on.")
    if password is not None:
        tell_password(app, login, password)
