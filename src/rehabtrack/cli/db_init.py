"""`rehabtrack db init`: a clinic in the database of a server."""

import click

from rehabtrack.cli.app import App
from rehabtrack.cli.commands import command
from rehabtrack.cli.logins import new_password, tell_way_in
from rehabtrack.cli.output import echo, echo_whole
from rehabtrack.domain.errors import Refused
from rehabtrack.storage.database import is_address


@command("init", short_help="Make a clinic in the database of a server.")
@click.option("--clinic", is_flag=True, help="A clinic: a login a person, who sees what she may.")
@click.option("--login", metavar="LOGIN", help="The administrator's, who admits people.")
@click.pass_obj
def init_command(app: App, clinic: bool, login: str | None) -> None:
    """Make a clinic in an empty database of a PostgreSQL server, named by --db before the command.

    It takes a login that may make roles, and that is nobody in the clinic: the administrator, who
    admits people, is a new LOGIN. A file needs no making: it comes to be with its first record.
    """
    if not is_address(app.address):
        raise Refused(
            "A file needs no making: it comes to be with its first record.",
            "A clinic is made on a server: "
            "rehabtrack --db postgresql://.. db init --clinic --login LOGIN",
        )
    if not clinic:
        raise Refused(
            "On a server there are clinics alone.",
            "Say so: rehabtrack db init --clinic --login LOGIN",
        )
    if login is None:
        raise Refused(
            "Whoever makes a clinic is nobody there: its administrator is another login.",
            "Name it: rehabtrack db init --clinic --login LOGIN",
        )
    from rehabtrack.storage.clinic import make

    password = new_password()
    way_in = make(app.address, login, password)
    echo("Made a clinic, with the roles rehabtrack_owner and rehabtrack_person, in:")
    echo_whole(app.path)
    echo(f"{login} is its administrator, and admits people: rehabtrack role LOGIN ROLE")
    tell_way_in(password, way_in)
