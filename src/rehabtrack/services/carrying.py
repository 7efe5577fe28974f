"""Journals carried in from another file of ours, as they are: all of them, or nothing."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange import csv_reading, jsonl_reading
from rehabtrack.services.incoming import (
    Carried,
    Incoming,
    NameTaken,
    PatientErased,
    PatientThere,
    Source,
)
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.database import Database
from rehabtrack.storage.importing import writing_import

__all__ = [
    "Carried",
    "NameTaken",
    "PatientErased",
    "PatientThere",
    "Source",
    "carried_in",
    "carry_in",
    "opened",
]


def carry_in(database: Database, source: Source) -> Carried:
    """Take in everything that a file holds, in one transaction.

    Every row is as it was there, but for the patient's number, which is the next here. Settings
    are taken where this file has none of that name. Raises PatientThere, PatientErased or
    NameTaken for a patient who cannot come in so, ImportRefused for a file that is not as it was
    written: then nothing is stored.
    """
    with carried_in(database, source) as carried:
        return carried


@contextmanager
def opened(path: str, database: Database) -> Iterator[Source]:
    """What reads the file or the folder of ours at a path; ImportRefused if it cannot be read."""
    columns = whole.tables(database)
    try:
        if os.path.isdir(path):
            yield csv_reading.Reader(path, columns)
        else:
            with open(path, "rb") as file:
                yield jsonl_reading.Reader(file, columns)
    except OSError as error:
        reason = error.strerror or "the system refused it"
        raise ImportRefused(f"{path} cannot be read: {reason}.", "Nothing was stored.") from error


@contextmanager
def carried_in(database: Database, source: Source) -> Iterator[Carried]:
    """What `carry_in` does, with something more to be written in the same transaction."""
    with writing_import(database):
        incoming = Incoming(database, source)
        for part in source.parts():
            incoming.take(part)
        yield incoming.verified()
