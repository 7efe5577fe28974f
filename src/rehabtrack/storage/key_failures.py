"""What can go wrong with a database's key, each with one sentence and what to do about it."""

from rehabtrack.domain.errors import StorageError

_RECOVER = "or give the recovery key: rehabtrack db rekey --recovery"


class EncryptionMissing(StorageError):
    """What encrypts is not installed."""


class KeyMissing(StorageError):
    """The key of a database is not where it is kept."""


class KeyNotKept(StorageError):
    """A key could not be put where it is to be kept."""


class KeyNoteUnreadable(StorageError):
    """The note that says where a key is kept does not say it."""


class WrongKey(StorageError):
    """A key does not open its database."""


def extra_missing(module: str) -> StorageError:
    """A package of the extra is not installed."""
    return EncryptionMissing(
        f"An encrypted database needs the Python package {module}, which is not installed.",
        "Install it: pip install 'rehabtrack[encrypted]'",
    )


def database_gone(path: str, note: str) -> StorageError:
    """The database is not there, but the note about its key is."""
    return KeyMissing(
        f"There is no database at {path}, but the note about its key is there: {note}",
        "Put the database back beside it, or move that file away to begin a new one.",
    )


def note_unreadable(note: str) -> StorageError:
    """The note is damaged or of a newer program."""
    return KeyNoteUnreadable(
        f"The file {note} does not say where the key of the database is kept.",
        f"Put back its copy, upgrade rehabtrack, {_RECOVER}",
    )


def no_key_file(place: str) -> StorageError:
    """The key file is gone, cannot be read or holds no key."""
    return KeyMissing(
        f"There is no key to be read in the key file {place}.", f"Put it back, {_RECOVER}"
    )


def open_to_others(place: str) -> StorageError:
    """The key file may be read by others than its owner."""
    return KeyMissing(
        f"The key file {place} may be read by others than you.",
        "Let only its owner read it: chmod 600 FILE",
    )


def no_keyring() -> StorageError:
    """The machine has no keyring, or it is locked."""
    return KeyMissing(
        "The keyring of this machine cannot be used: there is none, or it is locked.",
        "Unlock it, or keep the key elsewhere: --key file, --key passphrase; "
        "where the key is lost: rehabtrack db rekey --recovery",
    )


def not_in_keyring(path: str) -> StorageError:
    """The keyring works, but the key is not in it."""
    return KeyMissing(
        f"The keyring does not hold the key of the database {path}.",
        f"Log in as the one who encrypted it, {_RECOVER}",
    )


def no_terminal() -> StorageError:
    """A secret is to be typed, and there is no terminal."""
    return KeyMissing(
        "The passphrase or the recovery key is typed on a terminal, and there is none here.",
        "Run it on a terminal, or keep the key elsewhere: rehabtrack db rekey --key file",
    )


def wrong_passphrase(path: str) -> StorageError:
    """The passphrase does not unwrap the key."""
    return WrongKey(f"That is not the passphrase of the database {path}.", f"Try again, {_RECOVER}")


def wrong_key(path: str) -> StorageError:
    """No key that is known opens the file; a damaged first page looks the same."""
    return WrongKey(
        f"The key does not open the database {path}, or the beginning of the file is damaged.",
        f"Put back the right key or a sound copy, {_RECOVER}",
    )


def not_copied(path: str) -> StorageError:
    """The copy with the other key does not hold what the database holds."""
    return StorageError(
        f"The copy of the database {path} did not come out the same.",
        "Nothing was changed. Please report this.",
    )
