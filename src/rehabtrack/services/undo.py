"""Taking back whole changes, and taking that back: by new versions and voids, never by deleting."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.records.entry import Entry
from rehabtrack.services.history import settle
from rehabtrack.services.phases import refuse_overlap
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.storage import caseload
from rehabtrack.storage.journal import Change, Journal

#: The actions that take a change back; `undo` passes over them, and so does what builds on what.
TAKING_BACK = ("undo", "redo")


class TakenBack(NamedTuple):
    """What one journal gave back: the change, the entries as they were before, and what follows."""

    journal: Journal
    change: Change
    entries: list[Entry[Any]]
    reassessed: list[Reassessed]


def live_changes(journal: Journal) -> Iterator[Change]:
    """The changes that nothing has taken back, the newest first."""
    gone: set[int] = set()
    for change in journal.changes():
        if change.no in gone:
            continue
        if change.takes_back:
            gone.add(change.takes_back)
        yield change


def newest(journal: Journal) -> Change:
    """The newest change of this author that can be undone."""
    for change in live_changes(journal):
        if change.author == journal.writer.author and change.action not in TAKING_BACK:
            return change
    raise Refused(
        f"There is nothing to undo by {journal.writer.author}.", "See: rehabtrack undo --list"
    )


def newest_undo(journal: Journal) -> Change:
    """The newest undo of this author that no other write has followed."""
    for change in live_changes(journal):
        if change.author != journal.writer.author:
            continue
        if change.action == "undo":
            return change
        if change.action != "redo":
            break
    raise Refused(
        "There is no undo to take back; any other entry ends that.", "See: rehabtrack undo --list"
    )


def numbered(journal: Journal, no: int) -> Change:
    """The change `uN` that is to be undone."""
    change = journal.change_numbered(no)
    if change.action in TAKING_BACK:
        remedy = "To take back the newest undo: rehabtrack redo"
        raise Refused(f"u{no} is itself an {change.action}.", remedy)
    if all(live.no != no for live in live_changes(journal)):
        raise Refused(f"u{no} is undone already.", "See: rehabtrack undo --list")
    return change


def newest_of(journal: Journal, kind: str, no: int) -> Change:
    """The newest change of one record that nothing has taken back."""
    entry = journal.entry(kind, no)
    touching = _touching(journal, entry)
    for change in live_changes(journal):
        if change.no in touching and change.action not in TAKING_BACK:
            return change
    raise Refused(f"Every change of {entry.id} is undone.", "See: rehabtrack undo --list")


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
    touched = _touched_by(journal, change)
    reason = f"{action} of u{change.no}"
    for entry in touched:
        _restore(journal, entry, change, reason)
    journal.void_made_by(change.no, reason)
    journal.unvoid_voided_by(change.no)
    journal.take_back_answers(change.no)
    _take_back_patient(journal, change)
    refuse_overlap(journal)
    return TakenBack(journal, begun, touched, settle(journal, touched))


def _touched_by(journal: Journal, change: Change) -> list[Entry[Any]]:
    """The entries a change made a version of or voided; a patient it made is dealt with apart."""
    found = [*journal.made_by(change.no), *journal.voided_by(change.no)]
    found += [journal.entry(kind, no) for kind, no in journal.outgrown(change.no)]
    made = journal.patient.version == 1 and journal.patient.change == change.no
    return [entry for entry in found if entry.kind != "patient" or not made]


def _restore(journal: Journal, entry: Entry[Any], change: Change, reason: str) -> None:
    """Give an entry back what it held before the change; what was wholly new follows at once."""
    if entry.voided_by == change.no:
        if change.action == "void":
            before = entry._replace(voided_by=0, void_reason=None)
            journal.restore(entry, before, action=reason)
    elif entry.version > 1:
        versions = journal.versions(entry)
        place = next(i for i, version in enumerate(versions) if version.change == change.no)
        if place:
            journal.restore(entry, versions[place - 1], action=reason)
        else:
            journal.void(entry, reason)


def _take_back_patient(journal: Journal, change: Change) -> None:
    """Void a patient made by a change when nothing else is left; the only one of a file stays."""
    made = journal.patient.version == 1 and journal.patient.change == change.no
    others = [live for live in live_changes(journal) if live.action not in TAKING_BACK]
    if made and not others and len(caseload.patients(journal.database)) > 1:
        journal.void(journal.patient, f"undo of u{change.no}")


def _refuse_if_built_on(journal: Journal, change: Change) -> None:
    live = {one.no for one in live_changes(journal) if one.action not in TAKING_BACK}
    for entry in _once_touched(journal, change.no):
        newer = [no for no in _touching(journal, entry) if no > change.no and no in live]
        if newer:
            raise Refused(
                f"u{max(newer)} builds on u{change.no}: both changed {_name(entry)}.",
                f"Take that back first: rehabtrack undo u{max(newer)}",
            )


def _once_touched(journal: Journal, change: int) -> Iterable[Entry[Any]]:
    for kind, no in journal.outgrown(change):
        yield journal.entry(kind, no)
    for entry in journal.made_by(change):
        if entry.voided_by:
            yield entry


def _touching(journal: Journal, entry: Entry[Any]) -> set[int]:
    versions = journal.versions(entry)
    return {v.change for v in versions} | {v.voided_by for v in versions if v.voided_by}


def _name(entry: Entry[Any]) -> str:
    return "the patient" if entry.kind == "patient" else entry_id(entry.kind, entry.no)
