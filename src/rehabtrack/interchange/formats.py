"""The formats of other programs: which one a file is in, by what it holds, never by its name."""

from importlib import import_module
from typing import Any, BinaryIO

#: The modules that read a format; each has TITLE, FORMAT, `recognises` and `items`.
READERS: tuple[str, ...] = ()
#: How much of a file tells its format, in bytes; ours.
BEGINNING = 65_536


def reader_of(stream: BinaryIO) -> Any:
    """The module that reads a file, which stands at its beginning again; None for a plain table."""
    beginning = stream.read(BEGINNING)
    stream.seek(0)
    modules = (import_module(f"rehabtrack.interchange.{name}") for name in READERS)
    return next((module for module in modules if module.recognises(beginning)), None)
