"""Records that two people changed apart: which they are, and which version holds."""

from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.merging import Head
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.services.history import settle as follow_up
from rehabtrack.services.knowing import Changes, known_of
from rehabtrack.services.phases import refuse_overlap
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.storage.journal import Journal
from rehabtrack.storage.rows import record_of

ACTION = "share settle"


class Conflict(Named):
    """A record as it is shown, and its versions that stand side by side, that one last."""

    entry: Entry[Any]
    heads: list[Head]

    def version(self, place: int) -> Entry[Any]:
        """The record as its version at a place says it, counted from 0."""
        record = record_of(self.entry.kind, self.heads[place].content)
        return self.entry._replace(record=record)

    @property
    def is_open(self) -> bool:
        """Whether there is something to choose: not where it is void, or said twice alike."""
        return not self.entry.voided_by and len({head.content for head in self.heads}) > 1


def conflicts(journal: Journal) -> list[Conflict]:
    """The records of which several people's versions stand."""
    changes = Changes(journal)
    found = (
        _conflict(journal, changes, kind, no) for kind, no in journal.query("ONCE_IN_CONFLICT")
    )
    return [one for one in found if one.is_open]


def is_in_conflict(journal: Journal, entry: Entry[Any]) -> bool:
    """Whether there is something to choose of a record."""
    return _conflict(journal, Changes(journal), entry.kind, entry.no).is_open


def conflict(journal: Journal, kind: str, no: int) -> Conflict:
    """The versions of one record; raises Refused where there is nothing to choose."""
    found = _conflict(journal, Changes(journal), kind, no)
    if found.entry.voided_by:
        name = found.entry.id
        raise Refused(
            f"{name} is void.", f"Bring it back first: rehabtrack unvoid {name} --because TEXT"
        )
    if not found.is_open:
        raise Refused(f"Of {found.entry.id} one version stands.", "See: rehabtrack share conflicts")
    return found


def settle(journal: Journal, found: Conflict, place: int) -> tuple[Entry[Any], list[Reassessed]]:
    """Let the version at a place hold; the others stay among the earlier ones."""
    before = found.entry
    entry = journal.edit(before, found.version(place).record, action=ACTION)
    refuse_overlap(journal)
    return entry, follow_up(journal, [before, entry])


def _conflict(journal: Journal, changes: Changes, kind: str, no: int) -> Conflict:
    return Conflict(journal.entry(kind, no), known_of(journal, changes, kind, no).in_order)
