"""What comes in from another file of ours, part by part: stored as it is, verified in the end."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.named import Named
from rehabtrack.domain.words import folded
from rehabtrack.interchange.spelling import Cells
from rehabtrack.interchange.whole_file import Part, Whose, damaged
from rehabtrack.services.file_check import unreadable
from rehabtrack.storage import carrying, caseload
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.database import Database, integrity_errors
from rehabtrack.storage.integrity import MANGLED, NOBODY
from rehabtrack.storage.journal import Journal


class PatientThere(ImportRefused):
    """The journal of somebody whom this file has already; `uid` is her identity."""

    def __init__(self, uid: bytes, name: str) -> None:
        super().__init__(f"{name} is here already.", "Nothing was stored.")
        self.uid = uid


class PatientErased(ImportRefused):
    """The journal of somebody who was erased here, or the mark of one who was erased there."""

    def __init__(self, uid: bytes, sentence: str) -> None:
        super().__init__(sentence, "Nothing was stored: who is erased does not come back.")
        self.uid = uid


class NameTaken(ImportRefused):
    """The journal of somebody whose name another patient of this file has."""

    def __init__(self, uid: bytes, name: str) -> None:
        super().__init__(
            f"Another patient here is called {name}.",
            "Nothing was stored; call one of them otherwise: "
            f'rehabtrack patient edit "{name}" --name NEW',
        )
        self.uid, self.name = uid, name


class Source(Protocol):
    """What reads a file: its parts in order, and in words where the reading is."""

    @property
    def place(self) -> str:
        """`Line 12`."""

    def parts(self) -> Iterator[Part]:
        """Whose journals, and what each table has of them."""


class Carried(Named):
    """What came in: the numbers that the patients have here, and the rows of each table.

    `erased` are the numbers of those of whom only the mark came; `left` counts the settings and
    marks that this file has of its own.
    """

    patients: list[int]
    erased: list[int]
    rows: Counter[str]
    left: int


class _Bearer:
    """Whose journal comes in, under which number here, and how far it has come."""

    def __init__(self, whose: Whose, patient_id: int, place: str) -> None:
        self.whose = whose
        self.patient_id = patient_id
        self.place = place
        self.tables = iter(whole.TABLES_OF_ERASED if whose.erased else whole.TABLES)
        self.told = False  # whether her own record has come, or the mark that she was erased


class Incoming:
    """Takes parts one by one, and verifies in the end what is stored by then.

    Of parts that this process has `verified` before it asks no more than who is here already.
    """

    def __init__(self, database: Database, source: Source, *, verified: bool = False) -> None:
        self._database = database
        self._source = source
        self._verified = verified
        everybody = caseload.patients(database, void=True)
        standing = (each for each in everybody if not each.voided_by)
        self._here = {each.uid: each.record.name for each in everybody}
        self._names = {folded(each.record.name) for each in standing}
        self._erased: set[bytes] = set()
        self._settings = {name for name, *_ in database.execute(database.sql.SETTINGS)}
        self._columns = {
            table: [name for name, *_ in columns]
            for table, columns in whole.tables(database).items()
        }
        self._bearers: dict[bytes, _Bearer] = {}
        self._file = iter(whole.TABLES_OF_FILE)
        self._rows = Counter[str]()
        self._left = 0

    def take(self, part: Part) -> None:
        """Store a part, which is read up by then."""
        if isinstance(part, Whose):
            self._begin(part)
            return
        bearer = None if part.uid is None else self._bearers.get(part.uid)
        expected = self._file if bearer is None else bearer.tables
        if part.table not in expected or (bearer is None and part.uid is not None):
            raise damaged(f"{self._source.place} is not where it must be.")
        with self._naming_the_place():
            rows = part.rows
            if not self._verified:
                rows = carrying.checked(part.table, self._columns[part.table], rows, part.uid)
            if bearer is None:
                carrying.store(self._database, part.table, None, self._new_settings(rows))
            elif bearer.whose.uid in self._erased:
                self._left += sum(part.table == "erasure" for _ in rows)
            else:
                rows = self._hers(bearer, part.table, rows)
                carrying.store(self._database, part.table, bearer.patient_id, rows)
            self._database.await_answers()

    def verified(self) -> Carried:
        """What came in, once every journal is what its changes were sealed with."""
        new = [each for each in self._bearers.values() if each.whose.uid not in self._erased]
        for bearer in new if not self._verified else ():
            self._refuse_what_is_not_whole(bearer)
        return Carried(
            [each.patient_id for each in new if not each.whose.erased],
            [each.patient_id for each in new if each.whose.erased],
            self._rows,
            self._left,
        )

    def _begin(self, whose: Whose) -> None:
        name = self._here.get(whose.uid)
        if whose.uid in self._bearers:
            raise damaged(f"{self._source.place} begins a journal that came before.")
        if name is not None and whose.erased:
            raise PatientErased(whose.uid, f"{name} was erased from the file that this one is of.")
        if name is not None:
            raise PatientThere(whose.uid, name)
        known = self._database.knows_erased(whose.uid)
        if known:
            self._erased.add(whose.uid)
        if known and not whose.erased:
            sentence = "The file holds a patient who was erased here."
            raise PatientErased(whose.uid, sentence)
        number = 0 if known else self._database.next_patient()
        self._bearers[whose.uid] = _Bearer(whose, number, self._source.place)

    def _new_settings(self, rows: Iterator[Cells]) -> Iterator[Cells]:
        for row in rows:
            if row[0] in self._settings:
                self._left += 1
            else:
                self._rows["setting"] += 1
                yield row

    def _hers(self, bearer: _Bearer, table: str, rows: Iterator[Cells]) -> Iterator[Cells]:
        """Her rows, counted; her own record is held against what is known of her."""
        count = 0
        names = self._columns[table]
        if table in ("patient", "patient_version", "erasure"):
            rows = self._of_herself(bearer, rows, dict(zip(names, range(len(names)), strict=True)))
        for count, row in enumerate(rows, 1):  # noqa: B007 - counted to the end
            yield row
        self._rows[table] += count

    def _of_herself(
        self, bearer: _Bearer, rows: Iterator[Cells], place: dict[str, int]
    ) -> Iterator[Cells]:
        for row in rows:
            if row[place["id"]] != bearer.whose.uid:
                raise damaged(f"{self._source.place} is another patient's.")
            if not bearer.told and "name" in place:
                self._refuse_taken(bearer, row[place["name"]], void=bool(row[place["voided_by"]]))
            bearer.told = True
            yield row

    def _refuse_taken(self, bearer: _Bearer, name: str, *, void: bool) -> None:
        if void:
            return
        if folded(name) in self._names:
            raise NameTaken(bearer.whose.uid, name)
        self._names.add(folded(name))

    def _refuse_what_is_not_whole(self, bearer: _Bearer) -> None:
        if not bearer.told:
            raise damaged(f"{bearer.place} begins a journal without its patient.")
        for problem in self._problems(bearer):
            raise damaged(f"{bearer.place} begins a journal that is not as it was kept: {problem}")

    def _problems(self, bearer: _Bearer) -> Iterator[str]:
        database, whose = self._database, bearer.whose
        try:
            yield from carrying.problems(
                database, bearer.patient_id, whose.head, erased=whose.erased
            )
            if not whose.erased:
                patient = caseload.patient(database, bearer.patient_id)
                yield from unreadable(Journal(database, patient, NOBODY))
        except MANGLED:
            yield "the patient's record cannot be true."

    @contextmanager
    def _naming_the_place(self) -> Iterator[None]:
        try:
            yield
        except carrying.OutOfPlace:
            raise damaged(
                f"{self._source.place} is not where it must be: one before it is missing."
            ) from None
        except carrying.Altered:
            raise damaged(f"{self._source.place} is not as it was stored.") from None
        except integrity_errors():
            # a server takes many rows at a time, and does not say which of them it was
            raise damaged(f"{self._source.place}, or one before it, cannot be true.") from None
