"""Which change can be taken back: the newest of an author or of a record, or one by its number."""

from collections.abc import Iterator
from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.records.entry import Entry
from rehabtrack.storage.journal import Change, Journal

#: The actions that take a change back; `undo` passes over them, and so does what builds on what.
TAKING_BACK = ("undo", "redo")


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
    made = touching(journal, entry)
    for change in live_changes(journal):
        if change.no in made and change.action not in TAKING_BACK:
            return change
    raise Refused(f"Every change of {entry.id} is undone.", "See: rehabtrack undo --list")


def live_after(journal: Journal, change: Change) -> list[Change]:
    """The later changes that nothing has taken back, the newest first."""
    return [
        later
        for later in live_changes(journal)
        if later.no > change.no and later.action not in TAKING_BACK
    ]


def touching(journal: Journal, entry: Entry[Any]) -> set[int]:
    """The numbers of the changes that made the versions of an entry."""
    return {version.change for version in journal.versions(entry)}
