"""What a row amounts to in 16 bytes, so that a flipped byte is found and the record named.

SHA-256 (FIPS 180-4, 2015) without hashlib, which loads OpenSSL and takes longer than a command;
and loaded with the first digest, for who only reads makes none.
"""

from functools import cache
from typing import Any

__all__ = ["digest_of", "sha256"]


def digest_of(*values: object) -> bytes:
    """16 bytes for these values, whole numbers, texts, bytes and None, in this order.

    A record's random id is among them, so that nothing can be guessed of one that was erased.
    """
    digest: bytes = sha256(ascii(values).encode("ascii")).digest()
    return digest[:16]


def sha256(first: bytes = b"") -> Any:
    """What hashlib's sha256 gives: it takes more by `update`, and tells by `digest`."""
    return _loaded()(first)


@cache
def _loaded() -> Any:
    try:
        from _sha2 import sha256  # type: ignore[import-not-found]  # from Python 3.12 on
    except ImportError:
        try:
            from _sha256 import sha256  # type: ignore[import-not-found]
        except ImportError:
            from hashlib import sha256
    return sha256
