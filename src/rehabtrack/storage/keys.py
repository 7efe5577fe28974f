"""The key of an encrypted database: 256 random bits, kept in one of three places.

In the platform's keyring, in a file that only its owner may read, or in the note beside the
database, wrapped by a passphrase. A key is never deleted: a copy made earlier may need it.
"""

import os
import stat
from functools import cache
from types import ModuleType

from rehabtrack.domain.named import Named
from rehabtrack.files import not_written, written_whole
from rehabtrack.storage.database import default_path
from rehabtrack.storage.key_failures import (
    KeyNotKept,
    extra_missing,
    no_key_file,
    no_keyring,
    not_in_keyring,
    open_to_others,
)
from rehabtrack.storage.key_note import NOWHERE, Kept

KEY_BYTES = 32  # AES-256, which SQLCipher encrypts pages with
_SERVICE = "rehabtrack"
_HEAD = "rehabtrack key"


class Key(Named):
    """A key and where it is kept; an empty one is that of a database that is not encrypted."""

    kept: Kept
    secret: bytes

    def __repr__(self) -> str:
        """Never the key: what is shown of it may end up in a log."""
        return f"Key({self.kept.how} {self.kept.id})"


NO_KEY = Key(NOWHERE, b"")


def new_in_keyring() -> Key:
    """A new key, kept in the platform's keyring. Raises StorageError if that cannot be used."""
    key, keyring = _new("keyring"), _keyring()
    try:
        keyring.set_password(_SERVICE, key.kept.id, key.secret.hex())
        found = keyring.get_password(_SERVICE, key.kept.id)
    except Exception:  # noqa: BLE001 - a keyring raises what it likes, and may tell what it was given
        raise no_keyring() from None
    if found != key.secret.hex():
        raise no_keyring()
    return key


def new_in_file(place: str | None) -> Key:
    """A new key in a new file, by default in a folder of its own beside the folder of the data.

    Raises Refused if the file cannot be written or is there already.
    """
    key = _new("file")
    place = os.path.abspath(place) if place else default_file(key.kept.id)
    try:
        os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
        with written_whole(place) as draft, open(draft, "w", encoding="utf-8") as file:
            file.write(f"{_HEAD} {key.kept.id}\n{key.secret.hex()}\n")
    except OSError as error:
        failure = not_written(error, place)
        raise KeyNotKept(failure.sentence, "Give another place with --key-file PATH.") from error
    return key._replace(kept=key.kept._replace(place=place))


def new_under_passphrase(passphrase: str) -> Key:
    """A new key, wrapped by a passphrase; who writes the note keeps it."""
    from rehabtrack.storage.wrapping import wrap

    key = _new("passphrase")
    wrapped = wrap(key.secret, passphrase, key.kept.id)
    return key._replace(kept=key.kept._replace(place=wrapped))


def default_file(key_id: str) -> str:
    """Where a key file lies if nobody says: not in the folder of the data, which may be synced."""
    folder = os.path.dirname(default_path())
    return os.path.join(f"{folder}-keys", f"{key_id}.key")


@cache  # a passphrase is asked for once, a keyring may ask too
def find(kept: Kept, path: str) -> Key:
    """The key that is kept so, of the database at `path`. Raises StorageError if it is not there.

    May ask for a passphrase on the terminal.
    """
    if kept.how == "keyring":
        return Key(kept, _from_keyring(kept, path))
    if kept.how == "file":
        return Key(kept, _from_file(kept))
    if kept.how == "passphrase":
        from rehabtrack.storage.wrapping import ask, unwrap

        return Key(kept, unwrap(kept, ask(f"Passphrase of {path}: "), path))
    return NO_KEY


def _new(how: str) -> Key:
    return Key(Kept(how, os.urandom(8).hex()), os.urandom(KEY_BYTES))


def _from_file(kept: Kept) -> bytes:
    try:
        with open(kept.place, encoding="utf-8") as file:
            if os.name != "nt" and stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise open_to_others(kept.place)
            head, secret = file.read(1000).split("\n")[:2]
        if head == f"{_HEAD} {kept.id}" and len(bytes.fromhex(secret)) == KEY_BYTES:
            return bytes.fromhex(secret)
    except (OSError, ValueError):
        pass  # said below, without what stands in it
    raise no_key_file(kept.place)


def _from_keyring(kept: Kept, path: str) -> bytes:
    keyring = _keyring()
    try:
        found = keyring.get_password(_SERVICE, kept.id)
    except Exception:  # noqa: BLE001 - as above
        raise no_keyring() from None
    try:
        secret = bytes.fromhex(found or "")
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise not_in_keyring(path)
    return secret


def _keyring() -> ModuleType:
    try:
        import keyring
    except ImportError:
        raise extra_missing("keyring") from None
    return keyring
