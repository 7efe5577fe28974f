"""Files of our own taken in: who is not here yet comes in whole, who is here hears what is new."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, closing, suppress

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import Patient
from rehabtrack.interchange.share_lines import Shared
from rehabtrack.interchange.whole_file import Part
from rehabtrack.services.carrying import carry_in
from rehabtrack.services.exporting import beside_journals, parts
from rehabtrack.services.incoming import Incoming, Source
from rehabtrack.services.knowing import CARRY
from rehabtrack.services.patients import refuse_taken
from rehabtrack.services.share_make import Wanted, shared
from rehabtrack.services.share_people import known_as
from rehabtrack.services.share_take import Taken, nothing_new, take_records
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

    `opened` opens what reads the file: that is carried aside and verified before anything is
    locked, but where nobody is yet, so that nobody waits. Of somebody who is here already only what
    is new comes in, as if it had been shared. `writer` tells who brings it once the settings are
    in. Raises ImportRefused.
    """
    bringing = _Bringing(database, writer, format_, sha256)
    if not caseload.patients(database, void=True):
        with opened() as source:
            return _told(database, lambda: bringing.whole(source), dry_run=dry_run)
    with closing(in_memory()) as aside:
        with opened() as source:
            carry_in(aside, source)
        known = bringing.known(aside)
        return _told(database, lambda: bringing.brought(aside, known), dry_run=dry_run)


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

    def whole(self, source: Source, *, verified: bool = False) -> Brought:
        """Everybody of a file as she is there."""
        incoming = Incoming(self._database, source, verified=verified)
        for part in source.parts():
            incoming.take(part)
        carried = incoming.verified()
        patients = [caseload.patient(self._database, number) for number in carried.patients]
        return Brought([self._noted(each) for each in patients], carried.rows.total(), [])

    def known(self, aside: Database) -> dict[bytes, set[bytes]]:
        """Of which of each patient's records nothing is new, asked before anything is locked.

        It stays so, whatever is written meanwhile: nothing that is known is forgotten.
        """
        return {
            there.uid: nothing_new(self._journal(here), self._shared(aside, there))
            for there in caseload.patients(aside)
            for here in self._here(there.uid)[:1]
        }

    def brought(self, aside: Database, known: Mapping[bytes, set[bytes]]) -> Brought:
        """What of a file that was carried aside is new here."""
        everybody = caseload.patients(aside, void=True)
        here = {each.uid: self._here(each.uid) for each in everybody}
        if not any(here.values()):
            return self.whole(_Aside(parts(aside)), verified=True)
        whole: list[Journal] = []
        merged: list[tuple[Taken, Staying]] = []
        rows = self.whole(_Aside(beside_journals(aside)), verified=True).rows
        for there in everybody:
            if not here[there.uid]:
                one = self.whole(_Aside(parts(aside, there.patient_id)), verified=True)
                whole += one.whole
                rows += one.rows
            elif not (there.voided_by and here[there.uid][0].voided_by):
                merged.append(
                    self._merged(aside, there, here[there.uid][0], known.get(there.uid, set()))
                )
        return Brought(whole, rows, merged)

    def _merged(
        self, aside: Database, there: Entry[Patient], here: Entry[Patient], known: set[bytes]
    ) -> tuple[Taken, Staying]:
        """What of a journal is new to the one of somebody who is here; nothing of a void one."""
        journal = self._standing(here)
        records = () if there.voided_by else self._shared(aside, there, known)
        taken = take_records(journal, records, *self._origin, [there.uid])
        taken = taken._replace(there=taken.there + len(known))
        return taken, staying(journal, Journal(aside, there, self._writer), taken.unheard)

    def _shared(
        self, aside: Database, there: Entry[Patient], but: Collection[bytes] = ()
    ) -> Iterator[Shared]:
        return shared(Journal(aside, there, self._writer), Wanted("doctor", drafts=True), but)

    def _journal(self, patient: Entry[Patient]) -> Journal:
        return Journal(self._database, patient, self._writer)

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
        journal = self._journal(patient)
        journal.begin(CARRY)
        note_intake(journal, *self._origin)
        return journal

    def _standing(self, patient: Entry[Patient]) -> Journal:
        """The journal of a patient; of one who was taken back by undo, brought back."""
        journal = self._journal(patient)
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
