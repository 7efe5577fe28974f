"""Giving a login of a clinic its role, and a password where it has none or lost it."""

from rehabtrack.cli.app import App
from rehabtrack.cli.logins import new_password, tell_password
from rehabtrack.cli.output import echo, echo_json
from rehabtrack.domain.errors import NotFound
from rehabtrack.domain.roles import ADMINISTRATOR, ROLES
from rehabtrack.domain.words import one_of
from rehabtrack.storage import clinic, people


def give(app: App, login: str, role: str | None, renewing: bool, as_json: bool) -> None:
    """Make a login, or change the role of one or its password, as an administrator alone may."""
    if role is not None:
        role = one_of(role, (*ROLES, ADMINISTRATOR), "role")
    database = app.file()
    with database.writing():
        before = people.roles(database).get(login)
        password = new_password() if renewing or before is None else None
        if before is not None:
            clinic.change(database, login, role or before, password)
        elif role is not None and password is not None:
            clinic.admit(database, login, role, password)
        else:
            raise NotFound(
                f"There is no login {login} in this clinic.",
                f"Make it: rehabtrack role {login} {ROLES[1]}",
            )
    said = role or before
    if as_json:
        echo_json({"name": login, "role": said, "password": password})
        return
    echo(f"{login} is {'an' if said == ADMINISTRATOR else 'a'} {said} from now on.")
    if password is not None:
        tell_password(app, login, password)
