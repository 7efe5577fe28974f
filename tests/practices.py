"""Clinics, each new, to which two therapists are admitted with passwords of their own."""

from collections.abc import Iterator
from contextlib import closing
from itertools import count

import pytest
from server import Server

MIA, EVA, HEAD = "mia", "eva", "head.of-practice"


class Practices:
    """What makes such clinics on a server."""

    def __init__(self, server: Server) -> None:
        from rehabtrack.storage import clinic
        from rehabtrack.storage.database import open_or_create

        self.server = server
        self._names = (f"practice{number}" for number in count(1))
        server.remember(HEAD, f"password of {HEAD}")
        clinic.make(server.new_database("practice"), HEAD, f"password of {HEAD}")
        with closing(open_or_create(server.address("practice", HEAD))) as head:
            for login in (MIA, EVA):
                clinic.admit(head, login, "massage-therapist", f"password of {login}")
                server.remember(login, f"password of {login}")

    def new(self) -> str:
        """The name of the database of one more."""
        name = next(self._names)
        self.server.new_database(name, like="practice")
        return name


@pytest.fixture(scope="session")
def practices(server: Server) -> Practices:
    """What makes new clinics with two therapists."""
    return Practices(server)


@pytest.fixture
def practice_at(practices: Practices) -> Iterator[dict[str, str]]:
    """The addresses of a new clinic, by who logs in."""
    name = practices.new()
    yield {login: practices.server.address(name, login) for login in (MIA, EVA)}
    practices.server.superuser().execute(f'DROP DATABASE "{name}" WITH (FORCE)')
