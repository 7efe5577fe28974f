"""What a file remembers of the tables that come into it: how to read them, by a name."""

from rehabtrack.domain.words import folded
from rehabtrack.storage.caseload import forget, remember
from rehabtrack.storage.database import Database

#: A mapping stands under this and its name.
MAPPING = "mapping:"


def mappings(database: Database) -> dict[str, str]:
    """What each mapping says, by its name, in order of the names."""
    settings = ((row[0], row[1]) for row in database.execute(database.sql.SETTINGS))
    return {name.removeprefix(MAPPING): said for name, said in settings if name.startswith(MAPPING)}


def keep_mapping(database: Database, name: str, said: str) -> str | None:
    """Remember a mapping; what stood under its name before, or None."""
    before = forget_mapping(database, name)
    remember(database, MAPPING + name, said)
    return before


def forget_mapping(database: Database, name: str) -> str | None:
    """Remember a mapping no more; what it said, or None where there is none of that name."""
    for known, said in mappings(database).items():
        if folded(known) == folded(name):
            forget(database, MAPPING + known, said)
            return said
    return None
