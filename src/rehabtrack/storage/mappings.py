"""What a file remembers of the tables that come into it: how to read them, by a name."""

from rehabtrack.domain.words import folded
from rehabtrack.storage.caseload import forget, remember, settings_under
from rehabtrack.storage.database import Database

#: A mapping stands under this and its name.
MAPPING = "mapping:"


def mappings(database: Database) -> dict[str, str]:
    """What each mapping says, by its name, in order of the names."""
    return settings_under(database, MAPPING)


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
