"""An envelope around a file that only its recipient opens: the format age-encryption.org/v1.

By pyrage, of the extra `share`. What was altered in it does not open; it tells not who made it.
"""

from types import ModuleType

from rehabtrack.domain.errors import Refused

_MARK = b"age-encryption.org/v1"
_SECRET = "AGE-SECRET-KEY-"  # noqa: S105 (what every key begins with)


def is_sealed(beginning: bytes) -> bool:
    """Whether a file begins as an envelope does."""
    return beginning.startswith(_MARK)


def new_key() -> tuple[str, str]:
    """(the secret key, as a key file holds it; the public one, which is given away)."""
    key = _pyrage().x25519.Identity.generate()
    return str(key), str(key.to_public())


def seal_for(data: bytes, recipients: list[str]) -> bytes:
    """The envelope that each of these public keys opens; raises Refused for what is none."""
    age = _pyrage()
    try:
        keys = [age.x25519.Recipient.from_str(each) for each in recipients]
    except age.RecipientError:
        raise Refused(
            "That is no public key of age.", "It begins with age1; hers: rehabtrack share key"
        ) from None
    sealed: bytes = age.encrypt(data, keys)
    return sealed


def seal_with(data: bytes, passphrase: str) -> bytes:
    """The envelope that a passphrase opens."""
    sealed: bytes = _pyrage().passphrase.encrypt(data, passphrase)
    return sealed


def needs_passphrase(beginning: bytes) -> bool:
    """Whether an envelope is opened by a passphrase rather than by a key."""
    return b"\n-> scrypt " in beginning[:200]


def unseal_with(data: bytes, passphrase: str) -> bytes:
    """What is in the envelope; raises Refused for another passphrase, and where it is damaged."""
    age = _pyrage()
    try:
        opened: bytes = age.passphrase.decrypt(data, passphrase)
    except age.DecryptError:
        raise _unopened("the passphrase") from None
    return opened


def unseal_for(data: bytes, key_file: str) -> bytes:
    """What is in the envelope, opened by the keys in the text of a key file; raises Refused."""
    age = _pyrage()
    lines = [line.strip() for line in key_file.splitlines()]
    try:
        keys = [age.x25519.Identity.from_str(line) for line in lines if line.startswith(_SECRET)]
        opened: bytes = age.decrypt(data, keys)
    except (age.IdentityError, age.DecryptError):
        raise _unopened("the key") from None
    return opened


def _unopened(what: str) -> Refused:
    return Refused(
        f"The file does not open: {what} is another one, or the file is damaged.",
        "Give the right one, or ask for the file again.",
    )


def _pyrage() -> ModuleType:
    try:
        import pyrage
    except ImportError:
        raise Refused(
            "Encrypted files need the extra share.", "Install it: pip install 'rehabtrack[share]'"
        ) from None
    found: ModuleType = pyrage
    return found
