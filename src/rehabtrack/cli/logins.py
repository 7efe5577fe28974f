"""The logins of a clinic: what has none, what each may, and a new password, shown this once."""

from typing import TYPE_CHECKING, Any

from rehabtrack.cli.app import App
from rehabtrack.cli.output import echo, echo_whole
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.roles import DOCTOR, PATIENT, THERAPIST
from rehabtrack.storage import people
from rehabtrack.storage.database import Database, is_address

if TYPE_CHECKING:
    from rehabtrack.storage.postgresql_way_in import WayIn

#: What nobody takes for another letter or digit.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
#: So many groups of so many signs: 99 bits, which nobody guesses; ours.
_GROUPS, _SIZE = 4, 5
NO_LOGINS = "A file has no logins: whoever opens it sees all of it."
A_CLINIC = "People log in to a clinic, which is on a server: rehabtrack db init --help"
ADD_ONE = "Add one: rehabtrack patient add NAME"


def refuse_file(app: App) -> None:
    """Refuse where nobody logs in."""
    if not is_address(app.address):
        raise Refused(NO_LOGINS, A_CLINIC)


def no_patient(database: Database) -> tuple[str, str]:
    """What is said to who sees no patient, and how the first one comes to be.

    In a clinic there may be many, and be it by an oversight that she sees none of them.
    """
    login = database.login
    if login is None or people.role_of(database, login) == PATIENT:
        return "There is no patient yet.", "The first record makes one: rehabtrack 0-10"
    granting = f"who has one in care lets you see her: rehabtrack care grant {login}"
    return f"There is no patient yet in the care of {login}.", f"{ADD_ONE}; {granting}"


def refuse_who_treats(database: Database) -> None:
    """Refuse to begin a journal that nobody is named for: it would be of her who treats others."""
    role = None if database.login is None else people.role_of(database, database.login)
    if role in (THERAPIST, DOCTOR):
        raise Refused(
            f"{database.login} is a {role} here, and has no patient in care yet.",
            f"{ADD_ONE}; a login of her own: rehabtrack patient invite NAME --login LOGIN",
        )


def new_password() -> str:
    """A password that nobody had before, to be typed by hand: `h7kmp-4txwd-9rfvz-b2nqc`."""
    from secrets import choice

    return "-".join("".join(choice(_SIGNS) for _ in range(_SIZE)) for _ in range(_GROUPS))


def tell_password(app: App, login: str, password: str) -> None:
    """Show the new password of a login of this clinic, and the way in."""
    from rehabtrack.storage.postgresql_way_in import way_in

    clinic: Any = app.file()
    tell_way_in(password, way_in(clinic.address, clinic.connection, login, password))


def tell_way_in(password: str, way: "WayIn") -> None:
    """Show a new password, the line to connect with, and where the password can be kept."""
    echo("The password, which nobody is shown again:")
    echo_whole(password)
    echo("The line to connect with:")
    echo_whole(f"rehabtrack --db {way.address}")
    echo("It asks for the password, unless ~/.pgpass (chmod 600) holds:")
    for line in way.kept:
        echo_whole(line)
