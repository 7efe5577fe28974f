"""How far an import is in a file: a bar on stderr, where that is a terminal."""

import os
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import BinaryIO, TypeVar

import click

from rehabtrack.cli.output import safe

_Read = TypeVar("_Read")
_PART = 1 << 20  # bytes read at a time
_STEP = 1000  # rows between two looks at how far it is


def watched(items: Iterable[_Read], file: BinaryIO, name: str) -> Iterator[_Read]:
    """What is read of a file, with a progress bar where stderr is a terminal and the size known."""
    size = _size(file) if sys.stderr.isatty() and file.seekable() else 0
    if not size:
        yield from items
        return
    with click.progressbar(
        length=size, label=f"Reading {safe(name)[-24:]}", file=sys.stderr
    ) as bar:
        for count, item in enumerate(items):
            yield item
            if count % _STEP == 0:
                bar.update(file.tell() - bar.pos)
        bar.update(size - bar.pos)


def _size(file: BinaryIO) -> int:
    at = file.tell()
    size = file.seek(0, os.SEEK_END)
    file.seek(at)
    return size


def digest_watched(path: str) -> bytes:
    """The SHA-256 of a file, read with a progress bar where stderr is a terminal.

    It is read before anything is locked: while something is stored, nothing is printed.
    """
    digest, size = sha256(), os.path.getsize(path)
    with (
        open(path, "rb") as file,
        click.progressbar(
            length=size,
            label=f"Reading {safe(path)[-24:]}",
            file=sys.stderr,
            hidden=not (size and sys.stderr.isatty()),
        ) as bar,
    ):
        while part := file.read(_PART):
            digest.update(part)
            bar.update(len(part))
    return digest.digest()
