"""The kinds of what can go wrong with a database, whichever engine keeps it."""

from rehabtrack.domain.errors import StorageError


class DatabaseBusy(StorageError):
    """Another program holds the database for longer than we wait."""


class DatabaseFull(StorageError):
    """No room is left on the disk."""


class DatabaseMoved(StorageError):
    """Another program put another file in its place while we had it open."""


class DatabaseReadOnly(StorageError):
    """The database may only be read."""


class DatabaseUnreachable(StorageError):
    """The database cannot be opened where it lies."""


class ConnectionLost(DatabaseUnreachable):
    """The server, or the way to it, went away while we spoke with it; nothing was stored."""


class Crossed(DatabaseBusy):
    """Two commands were in each other's way, and the server gave this one up."""


class NotADatabase(StorageError):
    """What is there is no database, or not one of rehabtrack's."""


class DatabaseDamaged(StorageError):
    """The database is cut off or its contents are mangled."""


class DatabaseTooNew(StorageError):
    """A newer program wrote the database."""


class SqliteTooOld(StorageError):
    """Python was built with an SQLite that lacks what the file needs."""


class UpgradeFailed(StorageError):
    """An older database could not be carried forward; it is as it was."""
