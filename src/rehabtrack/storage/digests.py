"""What a row amounts to in 16 bytes, so that a flipped byte is found and the record named.

SHA-256 (FIPS 180-4, 2015) without hashlib, which loads OpenSSL and takes longer than a command;
and loaded with the first digest, for who only reads makes none.
"""

from functools import cache
from typing import Any

__all__ = ["Digests", "digest_of", "sha256"]

_KEPT = 4096  # contents of which the words are remembered; ours
_LONGEST = 400  # characters of such words: notes are longer, and seldom the same; ours


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


class Digests:
    """`digest_of` for many records of one kind, change, author and instant, made at once."""

    def __init__(self, kind: str, *rest: object) -> None:
        """`rest` is what stands between a record's number and its columns."""
        from hashlib import sha256

        self._sha256 = sha256  # where many are made, quicker than what a command begins with
        self._kind, self._rest = ascii(kind), ascii(rest)[1:-1]
        self._words: dict[tuple[object, ...], str] = {}

    def of(self, uid: bytes, no: int, columns: tuple[object, ...]) -> bytes:
        """What `digest_of` gives for the kind, the id, the number, the rest and the columns."""
        first, last = columns[0], columns[-1]
        words = self._told(columns[1:-1])
        told = f"({self._kind}, {uid!a}, {no}, {self._rest}, {first!a}, {words}, {last!a})"
        return self._sha256(told.encode("ascii")).digest()[:16]

    def _told(self, content: tuple[object, ...]) -> str:
        words = self._words.get(content)
        if words is None:
            words = ascii(content)[1:-1]
            if len(self._words) >= _KEPT:
                self._words.clear()
            if len(words) <= _LONGEST:
                self._words[content] = words
        return words
