"""What is known of the people who write: their roles, and the templates of their notes.

A file remembers the roles that were declared; a clinic has them with the logins.
"""

from rehabtrack.domain.words import folded
from rehabtrack.storage.caseload import forget, remember, settings_under
from rehabtrack.storage.database import Database
from rehabtrack.storage.journal import Journal

#: A person's role is the setting of this and her name.
ROLE = "role of "
#: A template of somebody's notes stands under this, her name, the separator and its own name.
TEMPLATE, OF_AUTHOR = "template of ", ": "


def roles(database: Database) -> dict[str, str]:
    """The role of each person who has one, by name, in order of the names.

    In a clinic of those whom who logged in may know of.
    """
    if database.login is not None:
        from rehabtrack.storage.clinic import people

        return {person.login: person.role for person in people(database)}
    return settings_under(database, ROLE)


def roles_of_writers(journal: Journal) -> dict[str, str]:
    """The role of each person who has one, by name, of all who may have written in a journal.

    In a clinic of those in whose care the patient is, or was.
    """
    if journal.database.login is not None:
        from rehabtrack.storage.clinic import carers

        return {carer.login: carer.role for carer in carers(journal)}
    return roles(journal.database)


def role_of(database: Database, name: str) -> str | None:
    """The role of a person, or None."""
    known = {folded(person): role for person, role in roles(database).items()}
    return known.get(folded(name))


def declare_role(database: Database, name: str, role: str) -> None:
    """Remember in a file the role of a person, whatever it was before."""
    for person, before in roles(database).items():
        if folded(person) == folded(name):
            forget(database, ROLE + person, before)
    remember(database, ROLE + name, role)


def templates(database: Database) -> dict[tuple[str, str], str]:
    """The text of every template of notes, by (whose, name), in order of both."""
    found = {}
    for name, text in settings_under(database, TEMPLATE).items():
        author, _, template = name.rpartition(OF_AUTHOR)  # which no template's name holds
        found[author, template] = text
    return found


def templates_of(database: Database, author: str) -> dict[str, str]:
    """The text of each template of this author, by its name."""
    return {
        name: text
        for (whose, name), text in templates(database).items()
        if folded(whose) == folded(author)
    }


def keep_template(database: Database, author: str, name: str, text: str) -> None:
    """Remember a template of this author, whatever it held before."""
    forget_templates(database, author, name)
    remember(database, f"{TEMPLATE}{author}{OF_AUTHOR}{name}", text)


def forget_templates(database: Database, author: str, name: str | None = None) -> None:
    """Remember a template of this author no more, or without a name none of hers."""
    for (whose, known), text in templates(database).items():
        if folded(whose) == folded(author) and name in (None, known):
            forget(database, f"{TEMPLATE}{whose}{OF_AUTHOR}{known}", text)
