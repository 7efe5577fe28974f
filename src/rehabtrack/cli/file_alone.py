"""What is done to a file alone: on a server it is done there, by whoever runs it."""

import os

from rehabtrack.cli.app import App
from rehabtrack.domain.errors import Refused
from rehabtrack.storage.database import is_address


def path_of_file(app: App, instead: str) -> str:
    """The file's absolute path, links followed; Refused on a server, with what to do instead."""
    if is_address(app.address):
        raise Refused(f"The database {app.path} is on a server, and this is for a file.", instead)
    return os.path.realpath(app.path)
