"""A clinic for the tests of the command line, and its people, each at a terminal of her own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from command_line import Said, Terminal
from server import SUPERUSER, Server

_ALL_ROWS = """
SELECT string_agg(format('SELECT %L || %I::text FROM %I', relname, relname, relname), ' UNION ALL ')
FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace
"""
_PEOPLE = """
SELECT rolname FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member
WHERE roleid = 'rehabtrack_person'::regrole AND rolcanlogin AND NOT rolsuper
"""


class Clinic:
    """A database on the tests' server, and where the passwords of its logins are kept."""

    def __init__(self, server: Server, folder: Path, name: str) -> None:
        self.server, self.folder, self.name = server, folder, name
        #: As ~/.pgpass has them, of all clinics that share a folder.
        self.passwords = folder / "pgpass"
        if not self.passwords.exists():
            self.passwords.touch(0o600)
            self.passwords.write_text(server.passwords.read_text())

    def desk(self, login: str = SUPERUSER) -> "Desk":
        """The terminal of somebody who logs in here."""
        return Desk(self, login)

    def keep(self, told: Said) -> Said:
        """Keep a new password as the program said to, the newest first; what was told."""
        assert told.code == 0, told
        line = told.out.splitlines()[-1].replace(f":{self.name}:", ":*:")
        self.passwords.write_text(f"{line}\n{self.passwords.read_text()}")
        return told

    def people(self) -> set[str]:
        """Every login of any clinic of the server."""
        return {login for (login,) in self.server.superuser().execute(_PEOPLE)}

    def rows(self) -> list[str]:
        """Everything that was ever stored in the clinic, and every login."""
        superuser = self.server.superuser(self.name)
        ((asked,),) = superuser.execute(_ALL_ROWS).fetchall()
        return sorted(row for (row,) in superuser.execute(asked)) + sorted(self.people())

    @contextmanager
    def left_alone(self) -> Iterator[None]:
        """A time after which nobody can log in who could not before."""
        before = self.people() if self.roles_are_there() else set()
        try:
            yield
        finally:
            for login in self.people() - before if self.roles_are_there() else ():
                self.server.superuser().execute(f'DROP ROLE "{login}"')

    def roles_are_there(self) -> bool:
        """Whether a clinic was ever made on the server."""
        asked = "SELECT FROM pg_roles WHERE rolname = 'rehabtrack_person'"
        return self.server.superuser().execute(asked).fetchone() is not None


class Desk(Terminal):
    """A terminal of somebody who logs in to a clinic."""

    def __init__(self, clinic: Clinic, login: str) -> None:
        super().__init__(clinic.folder)
        self.clinic = clinic
        self.db = clinic.server.address(clinic.name, login)
        self.before[1] = self.db
        self.env |= {"LOGNAME": "somebody", "PGPASSFILE": str(clinic.passwords)}

    def rows(self) -> list[str]:
        """Everything that was ever stored in the clinic, and every login."""
        return self.clinic.rows()
