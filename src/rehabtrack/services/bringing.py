"""Files of our own taken in: who is not here yet comes in whole, who is here hears what is new."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, nullcontext, suppress

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.interchange.whole_file import Part
from rehabtrack.services.carrying import carry_in
from rehabtrack.services.exporting import beside_journals, parts
from rehabtrack.services.incoming import Incoming, PatientThere, Source
from rehabtrack.services.knowing import CARRY
from rehabtrack.services.patients import refuse_taken
from rehabtrack.services.share_make import Wanted, shared
from rehabtrack.services.share_people import known_as
from rehabtrack.services.share_take import Taken, take_records
from rehabtrack.services.staying import Staying, staying
from rehabtrack.storage import caseload
from rehabtrack.storage.arrivals import note_intake
from rehabtrack.storage.database import Database
from rehabtrack.storage.importing import writing_import
from rehabtrack.storage.journal import Journal, Writer
from rehabtrack.storage.new_file import in_memory


class Brought(Named):
    """What a file of ours came to: who came in whole, with how many rows, and who was here.

    Of each who was here: what came in, and what stays as it is.
    """

    whole: list[Journal]
    rows: int
    merged: list[tuple[Taken, Staying]]


class _OnlyTried(Exception):
    """Raised to roll back what was not meant to stay."""


def bring_in(
    database: Database,
    writer: Callable[[], Writer],
    opened: Callable[[], AbstractContextManager[Source]],
    sha256: bytes,
    format_: str,
    *,
    dry_run: bool = False,
) -> Brought:
    """Take in a file of ours in one transaction; with `dry_run` find out and store nothing.

    `opened` opens what reads the file. Of somebody who is here already only what is new comes in,
    as if it had been shared. `writer` tells who brings it once the settings are in. Raises
    ImportRefused.
    """
    bringing = _Bringing(database, writer, format_, sha256)
    with closing(in_memory()) as aside:
        try:
            return _told(database, lambda: bringing.whole(opened()), dry_run=dry_run)
        except PatientThere:
            with opened() as source:
                carry_in(aside, source)
        return _told(database, lambda: bringing.merged(aside), dry_run=dry_run)


def _told(database: Database, bring: Callable[[], Brought], *, dry_run: bool) -> Brought:
    """What bringing it in comes to, in one transaction, which a trial does not keep."""
    brought: list[Brought] = []
    with suppress(_OnlyTried), writing_import(database):
        brought.append(bring())
        if dry_run:
            raise _OnlyTried
    return brought[0]


class _Bringing:
    """One file on its way into a database."""

    def __init__(
        self, database: Database, writer: Callable[[], Writer], format_: str, sha256: bytes
    ) -> None:
        self._database, self._told_writer = database, writer
        self._origin = (format_, sha256)

    @property
    def _writer(self) -> Writer:
        return self._told_writer()

    def whole(self, opened: AbstractContextManager[Source]) -> Brought:
        """Everybody of the file as she is there; raises PatientThere where one is here already."""
        with opened as source:
            incoming = Incoming(self._database, source)
            for part in source.parts():
                incoming.take(part)
            carried = incoming.verified()
        patients = [caseload.patient(self._database, number) for number in carried.patients]
        for patient in patients:
            if any(each.uid != patient.uid for each in self._here(patient.uid)):
                raise PatientThere(patient.uid, patient.record.name)
        return Brought([self._noted(each) for each in patients], carried.rows.total(), [])

    def merged(self, aside: Database) -> Brought:
        """What of a file that was carried aside is new here."""
        whole: list[Journal] = []
        merged: list[tuple[Taken, Staying]] = []
        rows = 0
        with aside.reading():
            rows += self.whole(nullcontext(_Aside(beside_journals(aside)))).rows
            for there in caseload.patients(aside, void=True):
                here = self._here(there.uid)
                if not here:
                    one = self.whole(nullcontext(_Aside(parts(aside, there.patient_id))))
                    whole += one.whole
                    rows += one.rows
                elif not (there.voided_by and here[0].voided_by):
                    merged.append(self._merged(Journal(aside, there, self._writer), here[0]))
        return Brought(whole, rows, merged)

    def _merged(self, there: Journal, here: Entry[Patient]) -> tuple[Taken, Staying]:
        """What of a journal is new to the one of somebody who is here; nothing of a void one."""
        journal = self._standing(here)
        records = () if there.patient.voided_by else shared(there, Wanted("doctor", drafts=True))
        ids = [there.patient.uid]
        taken = take_records(journal, records, *self._origin, ids, drafts=True)
        return taken, staying(journal, there, taken.unheard)

    def _here(self, uid: bytes) -> list[Entry[Patient]]:
        """Who she is here: by her own id, void or not, or by a file that was shared."""
        own = caseload.patient_with_id(self._database, uid)
        known = known_as(self._database, {uid}, self._writer)
        return [
            *([own] if own else ()),
            *(each for each in known if own is None or each.uid != uid),
        ]

    def _noted(self, patient: Entry[Patient]) -> Journal:
        """The journal that came in, with the change that says from where."""
        journal = Journal(self._database, patient, self._writer)
        journal.begin(CARRY)
        note_intake(journal, *self._origin)
        return journal

    def _standing(self, patient: Entry[Patient]) -> Journal:
        """The journal of a patient; of one who was taken back by undo, brought back."""
        journal = Journal(self._database, patient, self._writer)
        if patient.voided_by:
            refuse_taken(self._database, patient.record.name)
            journal.begin(CARRY)
            journal.patient = journal.unvoid(patient, "taken in again")
        return journal


class _Aside(Source):
    """Parts of another database, read as those of a file are."""

    def __init__(self, found: Iterator[Part]) -> None:
        self._parts = found

    @property
    def place(self) -> str:
        """Where the reading is: nothing there was not verified already."""
        return "The file"

    def parts(self) -> Iterator[Part]:
        """Once."""
        return self._parts
