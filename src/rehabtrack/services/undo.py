"""Taking back whole changes, and taking that back: by new versions and voids, never by deleting."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.patient import ME
from rehabtrack.services.history import refuse_signed, settle, stays_for_good
from rehabtrack.services.knowing import CARRY, TAKE
from rehabtrack.services.patients import refuse_taken
from rehabtrack.services.phases import refuse_overlap
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.services.shifts import Shifts, shifts_of
from rehabtrack.services.touched import Touched
from rehabtrack.services.undoable import live_after, touching
from rehabtrack.storage import caseload
from rehabtrack.storage.journal import Change, Journal
from rehabtrack.storage.taking_back import (
    made_by,
    outgrown,
    take_back_answers,
    unvoid_voided_by,
    void_made_by,
    voided_by,
)


class TakenBack(Named):
    """What one journal gave back: the change, which records and the sessions that follow.

    `entries` are the first of the records as they were before, `numbers` those of all by kind;
    `stays` are the ids of what somebody else signed, which is not taken back.
    """

    journal: Journal
    change: Change
    entries: list[Entry[Any]]
    numbers: Mapping[str, Sequence[int]]
    shifts: Shifts
    stays: list[str]

    @property
    def reassessed(self) -> list[Reassessed]:
        """The first of the sessions whose status or category changed."""
        return self.shifts.first


def coming_back(journal: Journal, change: Change) -> Iterator[tuple[str, Entry[Any]]]:
    """What taking a change back would do to each entry, and the entry as it would be then.

    What a newer change built on must be given back by that one first; what is signed stays.
    """
    if change.action == CARRY:
        yield "takes out", journal.patient
    later = {one.no for one in live_after(journal, change)}
    grown = (journal.entry(kind, no) for kind, no in outgrown(journal, change.no))
    for entry in chain(made_by(journal, change.no), voided_by(journal, change.no), grown):
        versions = journal.versions(entry)
        place = next((i for i, version in enumerate(versions) if version.change == change.no), 0)
        if entry.kind == "patient" and place == 0 and entry.record.name == ME:
            continue  # who came with a first record stays
        if stays_for_good(entry):
            yield "stays:", entry
        elif later.intersection(version.change for version in versions):
            yield "changed since:", entry
        elif place:
            yield "gives back", versions[place - 1]
        else:
            yield "takes out", entry


def take_back(journal: Journal, change: Change, action: str) -> list[TakenBack]:
    """Take a change back whole, in every journal its command wrote to; `action` undo or redo."""
    database = journal.database
    rows = database.execute(database.sql.CHANGES_OF_COMMAND, {"command": change.command})
    return [
        _take_back(_journal_of(journal, part.patient_id), part, action)
        for part in map(Change._make, list(rows))
    ]


def _journal_of(journal: Journal, patient_id: int) -> Journal:
    if patient_id == journal.patient_id:
        return journal
    patient = caseload.patient(journal.database, patient_id)
    return Journal(journal.database, patient, journal.writer)


def _take_back(journal: Journal, change: Change, action: str) -> TakenBack:
    _refuse_if_built_on(journal, change)
    begun = journal.begin(action, change.no)
    stays: list[str] = []
    touched = Touched(_not_signed(_touched_by(journal, change), change, stays))
    reason = f"{action} of u{change.no}"
    restored = [_restore(journal, entry, change, reason) for entry in touched.altered]
    void_made_by(journal, change.no, reason)
    unvoid_voided_by(journal, change.no)
    take_back_answers(journal, change.no)
    _take_back_patient(journal, change, reason)
    refuse_overlap(journal)
    shifts = shifts_of(settle(journal, [*touched.felt, *filter(None, restored)]))
    return TakenBack(journal, begun, touched.first, touched.numbers, shifts, stays)


def _touched_by(journal: Journal, change: Change) -> Iterator[Entry[Any]]:
    """The entries a change made a version of or voided; a patient it made is dealt with apart."""
    made = _made_the_patient(journal, change)
    grown = set(outgrown(journal, change.no))
    for entry in chain(made_by(journal, change.no), voided_by(journal, change.no)):
        grown.discard((entry.kind, entry.no))
        if not (made and entry.kind == "patient"):
            yield entry
    for kind, no in sorted(grown):
        if not (made and kind == "patient"):
            yield journal.entry(kind, no)


def _not_signed(
    entries: Iterable[Entry[Any]], change: Change, stays: list[str]
) -> Iterator[Entry[Any]]:
    """The entries; raises Refused at one that nothing changes any more.

    What somebody else signed stays, and what came with it goes: it may have been taken for another.
    """
    for entry in entries:
        if change.action == TAKE and stays_for_good(entry):
            stays.append(entry.id)
            continue
        _refuse_signed(entry, change)
        yield entry


def _refuse_signed(entry: Entry[Any], change: Change) -> None:
    no, done = (change.takes_back, "redone") if change.takes_back else (change.no, "undone")
    refuse_signed(
        entry,
        f"u{no} cannot be {done}: ",
        "; to undo an earlier change: rehabtrack undo uN, see rehabtrack undo --list",
    )


def _restore(journal: Journal, entry: Entry[Any], change: Change, reason: str) -> Entry[Any] | None:
    """Give an entry back what it held before the change; None where voids at once do for it."""
    versions = journal.versions(entry) if entry.version > 1 else []
    place = next((i for i, version in enumerate(versions) if version.change == change.no), None)
    if place is None:
        return None
    if place == 0:
        return journal.void(entry, reason)
    before = versions[place - 1]
    if entry.kind == "patient":
        refuse_taken(journal.database, before.record.name, but=journal.patient_id)
    return journal.restore(entry, before, action=reason)


def _made_the_patient(journal: Journal, change: Change) -> bool:
    """Whether she came with the change, be it with all that she had in another file."""
    return change.action == CARRY or journal.versions(journal.patient)[0].change == change.no


def _take_back_patient(journal: Journal, change: Change, reason: str) -> None:
    """Void a patient that was added or imported when nothing else is left of her."""
    if not _made_the_patient(journal, change) or live_after(journal, change):
        return
    if change.action == "patient add" and len(caseload.patients(journal.database)) == 1:
        raise Refused(
            "The only patient stays.",
            "Correct the name: rehabtrack patient edit --name NAME",
        )
    if (
        change.action == CARRY or journal.patient.record.name != ME
    ):  # who came with a first record stays for the next
        journal.void(journal.patient, reason)


def _refuse_if_built_on(journal: Journal, change: Change) -> None:
    later = live_after(journal, change)
    made = _made_the_patient(journal, change)
    for kind, no in outgrown(journal, change.no):
        if kind == "patient" and made:
            continue  # she stays as long as anything does
        entry = journal.entry(kind, no)
        _refuse_signed(entry, change)
        touched_by = touching(journal, entry)
        newest_on_it = next((one for one in later if one.no in touched_by), None)
        if newest_on_it is not None:
            what = "the patient" if kind == "patient" else entry_id(kind, no)
            raise _built_on(newest_on_it, change, what)
    if later and change.action in ("patient add", CARRY):
        raise _built_on(later[0], change, "the journal")


def _built_on(later: Change, change: Change, what: str) -> Refused:
    return Refused(
        f"u{later.no} builds on u{change.no}: both changed {what}.",
        f"Take that back first: rehabtrack undo u{later.no}",
    )
