"""Takes a file of JSON Lines into a database, as an import does.

carried_in.py DATABASE FILE
"""

import sys

from rehabtrack.services.carrying import carry_in, opened
from rehabtrack.storage.database import open_or_create


def main(path: str, source: str) -> None:
    """Take everything in, verified."""
    database = open_or_create(path)
    with opened(source, database) as lines:
        carry_in(database, lines)
    database.close()


main(*sys.argv[1:])
