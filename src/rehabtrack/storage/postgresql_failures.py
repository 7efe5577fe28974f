"""What can go wrong with a server, each with one sentence and what to do about it.

Built from the SQLSTATE alone: a server's words may hold what nobody is to be shown.
"""

from typing import NoReturn

import psycopg

from rehabtrack.domain.errors import NotKnown, StorageError
from rehabtrack.storage.failures import (
    ConnectionLost,
    Crossed,
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseFull,
    DatabaseReadOnly,
    DatabaseTooNew,
    DatabaseUnreachable,
    NotADatabase,
    UpgradeFailed,
)


class ClinicTooOld(StorageError):
    """An older program made the clinic, and only its owner may carry it forward."""


class NoRights(StorageError):
    """The login may not do what the command needs."""


class ClinicRefused(StorageError):
    """A function of the clinic refused; the words are our own."""


NOTHING = "Nothing was stored"
AS_IT_WAS = "It is as it was, and the program that it was made for goes on with it."
LOST = "The connection to {database} was lost."
READ_ONLY = "The server {database} may only be read: another one leads it, or it was made so."
THE_LEADER = "Give the address of the one that leads, or of all: postgresql://LOGIN@HOST,HOST/NAME"
_BUSY = "Another command holds what this one needs in {database} for too long."
_AGAIN = f"{NOTHING}; try again."
_FULL = "There is no room left on the disk of {database}."
_MAKE_ROOM = f"{NOTHING}; whoever runs the server must make room."
NO_RIGHTS = "The login {login} has no rights in {database}."
ADMITTED = "Ask an administrator of the clinic: rehabtrack role LOGIN .."
_ADMINISTRATOR = "Ask an administrator of the clinic: rehabtrack care grant, or role LOGIN .."
#: By the beginning of a SQLSTATE, as "PostgreSQL Error Codes" in its manual lists them.
_MEANINGS: tuple[tuple[tuple[str, ...], type[StorageError], str, str], ...] = (
    (
        ("40001", "40P01"),
        Crossed,
        "This command and another one held each other up in {database}.",
        _AGAIN,
    ),
    (("55P03",), DatabaseBusy, _BUSY, _AGAIN),
    (
        ("57014",),
        DatabaseBusy,
        "Somebody had the server {database} cancel this command.",
        _AGAIN,
    ),
    (("08", "57P01", "57P02", "57P05", "25P03"), ConnectionLost, LOST, _AGAIN),
    (
        ("57P03",),
        DatabaseUnreachable,
        "The server {database} is starting or stopping.",
        "Try again in a moment.",
    ),
    (
        ("25006",),
        DatabaseReadOnly,
        READ_ONLY,
        f"{NOTHING}. {THE_LEADER}",
    ),
    (("53100",), DatabaseFull, _FULL, _MAKE_ROOM),
    (
        ("53",),
        DatabaseBusy,
        "The server {database} has no room for one more connection, or no memory left.",
        f"{NOTHING}; try again later.",
    ),
    (
        ("42501",),
        NoRights,
        "Your login has no right to that in {database}.",
        f"{NOTHING}. {_ADMINISTRATOR}",
    ),
    (
        ("22012",),  # by which alone the schema is asked for in each transaction
        DatabaseTooNew,
        "The clinic {database} was upgraded meanwhile by a newer rehabtrack.",
        f"{NOTHING}. Upgrade the program: pip install --upgrade rehabtrack",
    ),
    (
        ("22021",),
        StorageError,
        "A text holds a character that the server {database} does not take.",
        f"{NOTHING}; take it out and try again.",
    ),
    (
        ("58", "XX001", "XX002"),
        DatabaseDamaged,
        "The disk of the server {database} could not be read or written, or its data are damaged.",
        f"{NOTHING}; tell whoever runs the server.",
    ),
)


def meaning_of(error: BaseException, database: str) -> StorageError | None:
    """What an error of psycopg says of a database, as it is shown; None if it is a bug."""
    # what follows a failure in a pipeline tells of nothing else
    if not isinstance(error, psycopg.Error) or isinstance(error, psycopg.errors.PipelineAborted):
        return None
    state = error.sqlstate
    if state == psycopg.errors.RaiseException.sqlstate:
        return ClinicRefused(error.diag.message_primary or "", error.diag.message_hint or "")
    for begins, failure, sentence, remedy in _MEANINGS:
        if (state or "").startswith(begins):
            return failure(sentence.format(database=database), remedy)
    if state is None and isinstance(error, psycopg.DataError) and "NUL" in str(error):
        return StorageError(
            "A text holds the character NUL, which no server takes.", "Take it out; try again."
        )
    if state is None and isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return connection_lost(database)
    return None


def refuse(error: psycopg.Error, database: str) -> NoReturn:
    """Raise what an error says of the database; a bug of ours without the words of the server.

    Those may quote a row, and with it the text of a note. It stays of its own class, by which a
    race that made a name or a number come twice is known.
    """
    meaning = meaning_of(error, database)
    if meaning is not None:
        raise meaning from None
    if error.diag.severity is None and error.sqlstate and str(error).startswith(error.sqlstate):
        raise error  # it was told so before, within a transaction that tells it once more
    named = (error.sqlstate, error.diag.table_name, error.diag.constraint_name)
    raise type(error)(" ".join(filter(None, named))) from None


def connection_lost(database: str) -> StorageError:
    """The connection was lost, and nothing was stored."""
    return ConnectionLost(LOST.format(database=database), _AGAIN)


def not_known(database: str) -> NotKnown:
    """The server was asked to store something and never said that it did."""
    return NotKnown(
        f"It is not known whether it was stored: {database} did not answer.",
        "Look first: rehabtrack log. If it is not there, run the command again.",
    )


def not_a_clinic(database: str) -> StorageError:
    """The database is empty or another program's."""
    return NotADatabase(
        f"There is no clinic of rehabtrack in {database}.",
        "Make one with a login that may make roles: rehabtrack db init --clinic --login LOGIN",
    )


def not_guarded(database: str, login: str) -> StorageError:
    """The login is a superuser's, or was made to bypass row security."""
    return NoRights(
        f"Nothing guards what the login {login} sees in {database}: the server hides nothing"
        " from it.",
        "Log in as a person of the clinic, whom an administrator admits: rehabtrack role LOGIN ..",
    )


def clinic_too_new(database: str) -> StorageError:
    """The clinic has a schema that this program does not know."""
    return DatabaseTooNew(
        f"The clinic {database} was made or upgraded by a newer rehabtrack.",
        "It was left as it is. Upgrade the program: pip install --upgrade rehabtrack",
    )


def clinic_too_old(database: str) -> StorageError:
    """The clinic has the schema of an older program."""
    return ClinicTooOld(
        f"The clinic {database} has the schema of an older rehabtrack.",
        "It was left as it is. Let whoever made it upgrade it: rehabtrack db upgrade",
    )


def clinic_not_upgraded(database: str) -> StorageError:
    """A migration did not go through; the transaction of all of them was rolled back."""
    return UpgradeFailed(
        f"The clinic {database} could not be carried forward to this version.",
        f"{AS_IT_WAS} Please report this.",
    )


def clinic_misfit(database: str, misfit: str) -> StorageError:
    """The migrations made something else than this program's schema, and were rolled back."""
    return UpgradeFailed(
        f"The clinic {database} would not have this program's schema then. {misfit}",
        f"{AS_IT_WAS} Undo first what was changed there by hand; else please report this.",
    )


def upgrade_not_known(database: str) -> StorageError:
    """The connection was lost, perhaps only with the answer to COMMIT."""
    return ConnectionLost(
        LOST.format(database=database),
        "The clinic was carried forward whole, or is as it was; run rehabtrack db upgrade again.",
    )


def schema_not_theirs(database: str, login: str) -> StorageError:
    """Only who made a clinic changes its schema."""
    return NoRights(
        f"The login {login} has no right to change the schema of {database}.",
        "It was left as it is. Let whoever made the clinic do it, or a superuser of the server.",
    )


def no_rights(database: str, login: str) -> StorageError:
    """The login is nobody in this clinic."""
    return NoRights(NO_RIGHTS.format(database=database, login=login), ADMITTED)
