"""Journals copied from one database into another as they are: a patient at a time, verified.

A copy that ended on the way goes on when it is made again: who is there, and the same by the digest
of her newest change, is passed over.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from rehabtrack.domain.errors import Refused, StorageError
from rehabtrack.domain.words import folded
from rehabtrack.services.file_check import problems_of
from rehabtrack.storage import carrying, caseload, integrity
from rehabtrack.storage import whole_journal as whole
from rehabtrack.storage.backup import meaning
from rehabtrack.storage.database import Database, database_errors, integrity_errors, refuse
from rehabtrack.storage.erasing import Erasure, erasures
from rehabtrack.storage.importing import writing_import
from rehabtrack.storage.journal import Change
from rehabtrack.storage.whole_journal import Bearer

#: What keeps a patient and her changes from coming twice, also where who has her is not seen.
_KNOWN = ("uq_patient_id", "uq_change_id")
#: How many rows a table has, and what they amount to.
Amount = tuple[int, bytes]


class NotCopied(Refused):
    """Somebody's journal that cannot come in; nothing of it was stored, and others can be."""


class Copying:
    """A copy from one database into another; its patients come in one by one."""

    def __init__(self, source: Database, target: Database) -> None:
        self._source, self._target = source, target
        with target.reading():
            self._names = {folded(each.record.name) for each in caseload.patients(target)}

    def copy(self, whose: Bearer) -> int:
        """Store a journal under the next number, and read it back; how many rows it has.

        In one transaction; 0 where she is there already, the same. Raises NotCopied for a journal
        that cannot come in, StorageError where nothing can.
        """
        with meaning(self._target.path), self._source.reading(), writing_import(self._target):
            whose = whole.as_it_is_now(self._source, whose)
            if self._is_there(whose):
                return 0
            taken = self._name(whose)
            rows = self._stored(whose)
        self._names |= taken
        return rows

    def _is_there(self, whose: Bearer) -> bool:
        """Whether she is there as she is here, or the mark of one who was erased."""
        target, patient = self._target, caseload.patient_with_id(self._target, whose.uid)
        if target.knows_erased(whose.uid):
            if whose.name is not None:
                raise NotCopied(
                    f"{whose.name} was erased from {target.path}.",
                    "She was not copied: who is erased does not come back.",
                )
            return True
        if patient is None:
            return False
        name = patient.record.name
        if whose.name is None:
            raise NotCopied(
                f"{name} was erased from {self._source.path}, and is in {target.path}.",
                f'She stays there until you erase her there too: rehabtrack patient erase "{name}"',
            )
        if whole.bearer(target, patient.patient_id).head != whose.head:
            raise NotCopied(
                f"{name} is in {target.path} already, and the two differ.",
                "She was not copied; what is new in one comes into the other by: "
                "rehabtrack share make, rehabtrack share take",
            )
        return True

    def _mark(self, uid: bytes) -> Erasure | None:
        return next((each for each in erasures(self._target) if each.uid == uid), None)

    def _name(self, whose: Bearer) -> set[str]:
        """The name that is taken when she is there; none of one who is void, or was erased."""
        if whose.name is None:
            return set()
        patient = caseload.patient(self._source, whose.patient_id)
        name = folded(patient.record.name)
        if patient.voided_by:
            return set()
        if name in self._names:
            raise NotCopied(
                f"{self._target.path} has another patient who is called {whose.name}.",
                "She was not copied; call one of them otherwise: "
                f'rehabtrack patient edit "{whose.name}" --name NEW',
            )
        return {name}

    def _stored(self, whose: Bearer) -> int:
        there = whose._replace(patient_id=self._target.next_patient())
        self._target.hold(there.patient_id)
        amounts = {}
        try:
            for held in whole.whole_journal(self._source, whose):
                rows = _Counted(read(self._source, held.rows))
                carrying.store(self._target, held.table, there.patient_id, rows)
                amounts[held.table] = rows.amount
            self._verify(whose, there, amounts)
            self._name_its_change(there)
        except integrity_errors() as error:  # a server may tell of it only as it is read back
            raise self._unfit(whose, error) from None
        return sum(count for count, _ in amounts.values())

    def _verify(self, whose: Bearer, there: Bearer, amounts: dict[str, Amount]) -> None:
        """Raises NotCopied where what was stored is not sound, StorageError if it is not the same.

        It is read back within the transaction that stores it.
        """
        for held in whole.whole_journal(self._target, there):
            if _amount(held.rows) != amounts[held.table]:
                raise StorageError(
                    f"A table of {_called(whose)}, {held.table}, did not come out the same in "
                    f"{self._target.path}.",
                    "Nothing of her was stored. Please report this.",
                )
        mark = self._mark(whose.uid)
        if mark is None:
            problems = problems_of(self._target, there.patient_id)
        else:
            problems = integrity.altered_erasure(self._target, mark)
        for problem in problems:
            raise self._unsound(whose, problem)

    def _name_its_change(self, there: Bearer) -> None:
        """Say by which change it is known whether the journal is stored, should no answer come."""
        target, of = self._target, {"patient_id": there.patient_id, "no": there.head[0]}
        for row in target.execute(target.sql.CHANGE_BY_NO, of):
            target.changes.append((there.patient_id, Change._make(row).id))

    def _unfit(self, whose: Bearer, error: Exception) -> NotCopied:
        """What is said where the database does not take one of the rows."""
        if not any(name in str(error) for name in _KNOWN):
            return self._unsound(whose, "one of its rows cannot be true.")
        return NotCopied(
            f"The id of {whose.name} is known in {self._target.path}, and not in your care.",
            "She was not copied; who cares for her there may let you: rehabtrack care grant LOGIN",
        )

    def _unsound(self, whose: Bearer, problem: str) -> NotCopied:
        return NotCopied(
            f"{_called(whose)} is not as she was stored in {self._source.path}: {problem}",
            "She was not copied; see there: rehabtrack db check",
        )


class _Counted:
    """Rows that are read once, and what they amount to by then."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        self._rows = rows
        self._count, self._digest = 0, sha256()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        for row in self._rows:
            self._count += 1
            self._digest.update(ascii(row).encode("ascii"))
            yield row

    @property
    def amount(self) -> Amount:
        return self._count, self._digest.digest()


def _amount(rows: Iterable[tuple[Any, ...]]) -> Amount:
    counted = _Counted(rows)
    for _ in counted:
        pass
    return counted.amount


def read(source: Database, rows: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The rows; what fails in reading them is said of the database they come from."""
    try:
        # not `yield from`, which would close the rows even after the connection
        for row in rows:  # noqa: UP028
            yield row
    except database_errors(UnicodeDecodeError) as error:
        refuse(error, source.path)


def _called(whose: Bearer) -> str:
    return whose.name or "A patient who was erased"
