"""A key wrapped by a passphrase, and typing one.

The passphrase becomes a key by scrypt, which costs whoever guesses 128 MiB and a good part of a
second for each guess; that key encrypts the database's by AES-256-GCM, which knows a wrong one.
"""

import os
from typing import TYPE_CHECKING
from unicodedata import normalize

from rehabtrack.storage.database import KEY_NOTE
from rehabtrack.storage.key_failures import (
    extra_missing,
    no_terminal,
    note_unreadable,
    wrong_passphrase,
)
from rehabtrack.storage.key_note import Kept

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

# OWASP Password Storage Cheat Sheet, 2023: scrypt with N = 2^17, r = 8, p = 1.
COST, BLOCK, PARALLEL = 2**17, 8, 1
#: A note asks for no more than this: one from a stranger must not eat the memory (ours).
MOST_COST = 2**20
#: Whether somebody may be asked; not while the shell completes what she types.
asks = True
_SALT_BYTES, _NONCE_BYTES = 16, 12  # RFC 7914 (2016); NIST SP 800-38D (2007)


def wrap(secret: bytes, passphrase: str, key_id: str) -> str:
    """The key as the note keeps it: the parameters of scrypt, salt, nonce and wrapped key."""
    salt, nonce = os.urandom(_SALT_BYTES), os.urandom(_NONCE_BYTES)
    with_it = _cipher(passphrase, salt, COST)
    box = with_it.encrypt(nonce, secret, key_id.encode())
    return f"scrypt-{COST}-{BLOCK}-{PARALLEL}:{salt.hex()}:{nonce.hex()}:{box.hex()}"


def unwrap(kept: Kept, passphrase: str, path: str) -> bytes:
    """The key again. Raises StorageError for a wrong passphrase and for what is no wrapped key."""
    try:
        from cryptography.exceptions import InvalidTag
    except ImportError:
        raise extra_missing("cryptography") from None
    try:
        function, salt, nonce, box = kept.place.split(":")
        name, cost, block, parallel = function.split("-")
        known = (name, int(block), int(parallel)) == ("scrypt", BLOCK, PARALLEL)
        if known and 2 <= int(cost) <= MOST_COST:
            with_it = _cipher(passphrase, bytes.fromhex(salt), int(cost))
            return with_it.decrypt(bytes.fromhex(nonce), bytes.fromhex(box), kept.id.encode())
    except ValueError:
        pass  # said below, without what stands in it
    except InvalidTag:
        raise wrong_passphrase(path) from None
    raise note_unreadable(path + KEY_NOTE)


def ask(prompt: str) -> str:
    """What is typed on the terminal, unseen. Raises StorageError where nobody can be asked."""
    import warnings
    from getpass import GetPassWarning, getpass

    if not asks:
        raise no_terminal()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)  # it could not hide what is typed
            return getpass(prompt)
    except (GetPassWarning, EOFError):
        raise no_terminal() from None


def _cipher(passphrase: str, salt: bytes, cost: int) -> "AESGCM":
    from hashlib import scrypt

    try:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    except ImportError:
        raise extra_missing("cryptography") from None
    # another keyboard may write the same letter with other code points
    word = normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    room = 128 * BLOCK * (cost + PARALLEL + 2)
    return AESGCM(scrypt(word, salt=salt, n=cost, r=BLOCK, p=PARALLEL, maxmem=room, dklen=32))
