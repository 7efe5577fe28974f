"""What the commands that export have in common: whose records, what is said, where they may lie."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rehabtrack import __version__
from rehabtrack.cli.app import App
from rehabtrack.cli.output import counted, echo, echo_whole
from rehabtrack.domain.errors import NotFound, Refused
from rehabtrack.storage import caseload
from rehabtrack.storage.erasing import erasures
from rehabtrack.storage.own_names import refuse_own_name

if TYPE_CHECKING:
    from rehabtrack.interchange.whole_file import Making
    from rehabtrack.storage.database import Database

NOT_ENCRYPTED = "It is not encrypted: who can read it can read all of it."


@contextmanager
def exported(app: App) -> Iterator[tuple["Database", int | None, str]]:
    """The file, the number of the patient who alone is meant, and whose records that makes.

    Everybody's unless --patient names one; void patients too. Refused where there is nobody.
    """
    if app.patient_name is not None:
        with app.reading(void=True) as journal:
            if not journal.patient_id:
                raise nobody()
            yield journal.database, journal.patient_id, journal.patient.record.name
        return
    with app.reading_file() as database:
        patients = caseload.patients(database, void=True)
        if not patients and not any(erasures(database)):
            raise nobody()
        yield database, None, counted(len(patients), "patient")


def nobody() -> NotFound:
    """What is said where there is nothing to write."""
    return NotFound("There is no patient yet.", "The first record makes one.")


def making(app: App) -> "Making":
    """When this is made, by whom and by which program."""
    from rehabtrack.interchange.spelling import instant
    from rehabtrack.interchange.whole_file import Making

    return Making(instant(app.instant), app.author, __version__)


def refuse_database(app: App, target: str) -> None:
    """Refused for the database itself, and for a name that one keeps for itself."""
    refuse_own_name(app.path, target)
    there = os.path.exists(app.path) and os.path.exists(target)
    same = os.path.realpath(app.path) == os.path.realpath(target)
    if same or (there and os.path.samefile(app.path, target)):
        raise Refused(f"The file {target} is the database itself.", "Give another name.")


def tell_exported(whose: str, target: str) -> None:
    """Say what is written, where it lies and who can read it."""
    echo(f"Everything about {whose} is in:")
    echo_whole(target)
    echo(NOT_ENCRYPTED)
