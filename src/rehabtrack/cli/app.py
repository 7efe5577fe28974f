"""What the options before the command say: which file, whose journal, who writes, which zone."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from rehabtrack.domain.errors import NotFound, Refused, StorageError
from rehabtrack.domain.ids import new_uid
from rehabtrack.domain.moment import MINUTE, Zone, zone_named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import ME, Patient
from rehabtrack.domain.words import clean_line, folded
from rehabtrack.storage import caseload
from rehabtrack.storage.database import (
    Database,
    default_path,
    is_address,
    open_existing,
    open_or_create,
)
from rehabtrack.storage.journal import Journal, Writer

#: What is said to who would write in another's name.
LOGGED_IN = "On a server whoever logged in writes."

if TYPE_CHECKING:
    from rehabtrack.cli.again import Watched


class App:
    """One run of the program; the only place that knows the clock, the zone and the author.

    `instant` is the present in ms; `now` the same, cut to the minute as everything stored is.
    """

    def __init__(
        self, db: str | None, patient: str | None, author: str | None, tz: str | None, instant: int
    ) -> None:
        #: What opens the database: a file's path, or a server's address with all that it says.
        self.address = typed_address(db)
        if author is not None and is_address(self.address):
            raise Refused(LOGGED_IN, "Leave --as out.")
        self.patient_name = patient
        self.author_name = author
        self.instant = instant
        self.now = instant - instant % MINUTE
        self.command = new_uid(instant)
        self.several = False
        #: Whether what it reads is shown to a person; the shell's completion is not.
        self.shows = True
        #: Of a view that may be paged, what is to stand first on it; else that is printed at once.
        self.kept_first: list[str] | None = None
        self.zone_name = tz
        # refused at once if there is none such: what is stored must not seem refused
        self._zone: Zone | None = None if tz is None else zone_named(tz)
        self._database: Database | None = None
        #: What this run shows, asks and stores, where the database is on a server.
        self.watched: Watched | None = None
        if is_address(self.address):
            from rehabtrack.cli.again import Watched as Watching

            self.watched = Watching()

    # --- opening ---------------------------------------------------------------------------------

    @contextmanager
    def reading(self, name: str | None = None, *, void: bool = False) -> Iterator[Journal]:
        """The journal of the patient meant, to read; an empty one where there is no file yet.

        With `void` a patient who was undone can be named too.
        """
        database = self.file_or_empty()
        with database.reading():
            patient = self._meant(database, name, void=void) or _nobody(self.instant)
            self._see_from(patient)
            journal = Journal(database, patient, self.writer)
            alarmed = self._alarmed(database, [journal])
            yield journal
        self._show_alarms(alarmed)

    def reading_all(self) -> list[Journal]:
        """The journals a listing covers: of the patient meant, or of all where none is.

        Each is then read in a transaction of its own, and printed when that has ended.
        """
        database = self.file_or_empty()
        with database.reading():
            patients, writer = self._covered(database), self.writer
            journals = [Journal(database, patient, writer) for patient in patients]
            alarmed = self._alarmed(database, journals)
        if len(patients) == 1:
            self._see_from(patients[0])
        self._show_alarms(alarmed)
        return journals

    @contextmanager
    def reading_file(self) -> Iterator[Database]:
        """The file as a whole, to read: of everybody who is not archived."""
        database = self.file_or_empty()
        with database.reading():
            everyone = caseload.patients(database)
            active = [each for each in everyone if not each.record.archived]
            self.several = len(everyone) > 1
            alarmed = self._alarmed(
                database, [Journal(database, each, self.writer) for each in active]
            )
            yield database
        self._show_alarms(alarmed)

    def _alarmed(self, database: Database, journals: list[Journal]) -> list[Any]:
        """(journal, its alarms) of those that have any; each is shown once in a run."""
        if not self.shows or not journals:
            return []
        self.shows = False
        found = caseload.alarms(database, journals[0].patient_id, journals[-1].patient_id)
        return [(one, found[one.patient_id]) for one in journals if one.patient_id in found]

    def _show_alarms(self, alarmed: list[Any]) -> None:
        """Before all else: nobody may read on and miss them."""
        if alarmed:
            from rehabtrack.cli.red_flag_lines import show_first

            show_first(self, alarmed)

    @contextmanager
    def writing(self, name: str | None = None) -> Iterator[Journal]:
        """The journal of the patient meant, to write, in one transaction; made where needed."""
        database = self.file()
        with database.writing():
            patient = self._meant(database, name)
            if patient is None:
                yield self._first_journal(database)
            else:
                yield self._to_write(database, patient)

    @contextmanager
    def writing_again(self) -> Iterator[Journal]:
        """The journal last written to, or of the patient named, be she void by then; for redo."""
        database = self.file()
        with database.writing():
            patients = caseload.patients(database, void=True)
            if not patients:
                raise NotFound("Nothing is recorded yet.", "Log pain: rehabtrack 0-10")
            patient = self._named(database, void=True) or max(
                patients, key=lambda each: caseload.last_written(database, each)
            )
            self.several = len(patients) > 1
            yield self._to_write(database, patient)

    def _to_write(self, database: Database, found: Entry[Any]) -> Journal:
        patient = caseload.to_write(database, found)
        self._see_from(patient)
        return Journal(database, patient, self.writer)

    def file(self) -> Database:
        """The database file, made if there is none."""
        if self._database is None:
            self._database = open_or_create(self.address)
            self._heed_waiting()
        return self._database

    def file_or_empty(self) -> Database:
        """The database file, or an empty one in memory if there is none: reading makes nothing."""
        if self._database is None:
            self._database = open_existing(self.address)
            self._heed_waiting()
        return self._database or self._empty

    def _heed_waiting(self) -> None:
        if self.watched and self._database:
            self._database.waiting = self.watched.tell_waiting

    @cached_property
    def path(self) -> str:
        """The database as people are shown it: a file's path, or a server's address in short."""
        if is_address(self.address):
            from rehabtrack.storage.postgresql_address import address_of

            return address_of(self.address).shown
        return self.address

    @cached_property
    def _empty(self) -> Database:
        from rehabtrack.storage.new_file import in_memory

        return in_memory()

    def close(self) -> None:
        """Let go of the file; what reads or writes after this opens it anew."""
        for database in (self._database, vars(self).pop("_empty", None)):
            if database is not None:
                database.close()
        self._database = None

    # --- who and where ---------------------------------------------------------------------------

    @cached_property
    def author(self) -> str:
        """Who writes: on a server who logged in; else --as, the file's `me`, the system's user."""
        if is_address(self.address):
            login = self.file().login
            if login is not None:
                return login
        author = self.author_name
        if author is None and self._database:
            author = caseload.setting(self._database, caseload.AUTHOR)
        if author is None:
            names = (os.environ.get(name) for name in ("LOGNAME", "USER", "LNAME", "USERNAME"))
            author = next(filter(None, names), ME)
        return clean_line(author, "author's name")

    @property
    def writer(self) -> Writer:
        """Who writes, when, and the command that all its changes share."""
        return Writer(self.author, self.instant, self.command)

    @property
    def zone(self) -> Zone:
        """The zone of the view: --tz, else the patient's, else the machine's."""
        if self._zone is None:
            self._zone = machine_zone()
        return self._zone

    def _see_from(self, patient: Entry[Any]) -> None:
        """Show times in this patient's zone, unless another was asked for."""
        if self._zone is None and patient.record.zone:
            self._zone = zone_named(patient.record.zone)

    def _first_journal(self, database: Database) -> Journal:
        if database.login is not None:
            from rehabtrack.cli.logins import refuse_who_treats

            refuse_who_treats(database)
        return caseload.add_patient(database, Patient(name=ME), self.writer, action="log")

    def _covered(self, database: Database) -> list[Entry[Any]]:
        patients = caseload.patients(database)
        active = [patient for patient in patients if not patient.record.archived]
        self.several = len(patients) > 1
        meant = self._named(database)
        if meant is not None:
            return [meant]
        return active or patients[:1] or [_nobody(self.instant)]

    def _meant(
        self, database: Database, name: str | None = None, *, void: bool = False
    ) -> Entry[Any] | None:
        """The patient a command is about; None in an empty file."""
        self.several = caseload.holds_several(database)
        meant = self._named(database, name, void=void)
        if meant is not None:
            return meant
        patients = caseload.patients(database)
        active = [patient for patient in patients if not patient.record.archived]
        if len(active) > 1:
            raise Refused(
                f"There are {len(active)} patients here, and none is in use.",
                "Say whose: rehabtrack --patient NAME .., or rehabtrack patient use NAME",
            )
        return next(iter(active or patients), None)

    def _named(
        self, database: Database, name: str | None = None, *, void: bool = False
    ) -> Entry[Any] | None:
        """The patient named by an id or by --patient, else the one in use; None if neither is."""
        if name is None and self.patient_name is not None:
            if folded(self.patient_name) == ME and not caseload.holds_any(database):
                return None
            name = self.patient_name
        if name is None:
            return caseload.patient_in_use(database, void=void)
        return caseload.patient_named(database, name, void=void)


def typed_address(db: str | None) -> str:
    """The path or the address of a database as it is typed; the default path where none is."""
    if db and not is_address(db) and ("://" in db or db.startswith("file:")):
        raise StorageError(
            "The database is given as a URL that is not PostgreSQL's.",
            "Use --db PATH, or --db postgresql://HOST/NAME",
        )
    if db == "":
        raise StorageError("--db names no file.", "Use --db PATH, or leave it out.")
    return db or default_path()


def machine_zone() -> Zone:
    """The machine's own zone: named by TZ or the link /etc/localtime, else by its offset."""
    name = os.environ.get("TZ", "").lstrip(":")
    if not name and sys.platform != "win32":
        try:
            name = os.readlink("/etc/localtime").rpartition("zoneinfo/")[2]
        except OSError:
            name = ""
    elif name:
        return zone_named(name)
    return Zone(name or "local", None)


def _nobody(instant: int) -> Entry[Any]:
    """The patient of an empty file, who has no records."""
    uid = new_uid(instant)
    return Entry("patient", 0, 1, uid, 1, 0, ME, instant, 0, None, Patient(name=ME))
