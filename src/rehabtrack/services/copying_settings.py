"""What a database remembers beside its patients, copied into another one where it is true too."""

from rehabtrack.domain.words import folded
from rehabtrack.services.copying import NotCopied, read
from rehabtrack.storage import caseload
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.database import Database
from rehabtrack.storage.people import OF_AUTHOR, ROLE, TEMPLATE


def copy_settings(source: Database, target: Database) -> list[str]:
    """Store the roles and templates of a database where the other has none of that name.

    A clinic has roles of its own, and of templates it holds those of who logged in. To be called
    where nobody was refused: the name of one who was erased there must not come back. The names of
    the settings that stay behind, apart from those that are the same there. Raises NotCopied for
    one that is not as it was stored.
    """
    with source.reading():
        remembered = list(read(source, whole.settings(source).rows))
    behind = []
    with target.writing():
        for name, value, digest in remembered:
            if digest != caseload.setting_digest(name, value):
                raise NotCopied(
                    f"The setting {name} is not as it was stored in {source.path}.",
                    "No setting was copied; see there: rehabtrack db check",
                )
            there = caseload.setting(target, name)
            if there is None and _is_true(name, target):
                caseload.remember(target, name, value)
            elif there != value:
                behind.append(name)
    return behind


def _is_true(name: str, target: Database) -> bool:
    """Whether a setting holds in the other database as well; who writes and is in use does not."""
    if target.login is None:
        return name.startswith((ROLE, TEMPLATE))
    return folded(name).startswith(folded(f"{TEMPLATE}{target.login}{OF_AUTHOR}"))
