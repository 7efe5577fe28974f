"""Phases that come in and overlap others, one by one: refused of a file, kept as void if shared."""

from collections.abc import Iterable, Iterator
from typing import Any

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.ids import is_uid
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.phase import Phase
from rehabtrack.domain.words import folded
from rehabtrack.interchange.items import Item, Refusal, Row
from rehabtrack.services.knowing import TAKE
from rehabtrack.services.phases import overlap
from rehabtrack.storage import caseload
from rehabtrack.storage.adopting import holds
from rehabtrack.storage.database import Database
from rehabtrack.storage.integrity import NOBODY
from rehabtrack.storage.journal import Journal


def phases_apart(items: Iterable[Item], database: Database) -> Iterator[Item]:
    """The items, but a phase that overlaps one that is here, or came before it, is refused."""
    hers: dict[str, _Phases] = {}
    for item in items:
        if not isinstance(item, Row) or not isinstance(item.like, Phase):
            yield item
            continue
        name = folded(item.patient)
        if name not in hers:
            hers[name] = _Phases(database, name)
        try:
            hers[name].add(item)
            yield item
        except Refused as refused:
            yield Refusal(item.line, refused.sentence, refused.remedy, {})


def lay_aside(journal: Journal, touched: Iterable[Entry[Any]]) -> list[Entry[Any]]:
    """Void the phases that were taken and overlap others, as all of them stand in the end."""
    came = {entry.no for entry in touched if entry.kind == "phase"}
    standing = journal.standing("phase") if came else []
    stay = [entry for entry in standing if entry.no not in came]
    aside = []
    for entry in sorted((each for each in standing if each.no in came), key=lambda one: one.no):
        other = next((each for each in stay if overlap(each.record, entry.record)), None)
        if other is None:
            stay.append(entry)
        else:
            aside.append(journal.void(entry, f"it would overlap {other.id}", action=TAKE))
    return aside


class _Phases:
    """One patient's phases: those that stand, and those that came."""

    def __init__(self, database: Database, name: str) -> None:
        known = {folded(each.record.name): each for each in caseload.patients(database)}
        self._journal = Journal(database, known[name], NOBODY) if name in known else None
        self._standing: list[Entry[Phase]] = []
        self._there: set[bytes] = set()
        self._came: list[Phase] = []
        if self._journal is not None:
            self._standing = self._journal.standing("phase")
            origins = self._journal.query("PHASE_ORIGINS")
            self._there = {origin for origin, by, *_ in origins if by != "undo"}

    def add(self, row: Row) -> None:
        """Take one more; raises Refused where it overlaps another, and is not there already."""
        if self._is_there(row.identity):
            return
        phase = row.record
        for entry in self._standing:
            if overlap(entry.record, phase):
                raise Refused(
                    f"A phase of what is imported would overlap {entry.id}.",
                    f"Correct that (rehabtrack edit {entry.id} ..) or void it.",
                )
        if any(overlap(other, phase) for other in self._came):
            raise Refused("It overlaps a phase before it in the file.", "Correct their times.")
        self._came.append(phase)

    def _is_there(self, identity: bytes) -> bool:
        is_ours = self._journal is not None and is_uid(identity)
        return identity in self._there or (
            is_ours and holds(self._journal, "phase", identity)  # type: ignore[arg-type]
        )
