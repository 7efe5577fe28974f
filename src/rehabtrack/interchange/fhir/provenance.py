"""Who made the records, who changed them last, and who marked them void and why."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from rehabtrack.domain.records.entry import Entry
from rehabtrack.interchange.fhir import codes
from rehabtrack.interchange.fhir.elements import (
    Resource,
    coded,
    derived,
    instant,
    named,
    reference,
    resource,
    text,
    uuid_of,
)
from rehabtrack.interchange.fhir.scope import Made, Scope

#: How many records one Provenance names at most, and of how many makings the records are gathered
#: at a time; ours, for a journal of any length in little memory.
TARGETS, GATHERED = 500, 50


class Makings:
    """Gathers records made by one person at one instant, as an import makes many."""

    def __init__(self) -> None:
        self._open: dict[Made, list[str]] = {}

    def take(self, entry: Entry[Any]) -> Iterator[Resource]:
        """Note who made a record; gives what has become full by it."""
        made = Made(entry.author, entry.recorded_at)
        targets = self._open.setdefault(made, [])
        targets.append(uuid_of(entry.uid))
        if len(targets) == TARGETS:
            yield _making(made, self._open.pop(made))
        elif len(self._open) > GATHERED:
            oldest = next(iter(self._open))
            yield _making(oldest, self._open.pop(oldest))

    def rest(self) -> Iterator[Resource]:
        """What is still gathered."""
        for made, targets in self._open.items():
            yield _making(made, targets)
        self._open.clear()


def of_changes(entry: Entry[Any], scope: Scope) -> Iterator[Resource]:
    """Who made the present version of a record that was changed, and who marked a void one."""
    uuid = uuid_of(entry.uid)
    if entry.version > 1 and entry.change != entry.voided_by:
        by, why = scope.made_by(entry.change), None if entry.voided_by else entry.void_reason
        yield _said(derived(entry.uid, f"version {entry.version}"), by, [uuid], codes.UPDATE, why)
    if entry.voided_by:
        by, why = scope.made_by(entry.voided_by), entry.void_reason
        yield _said(derived(entry.uid, "void"), by, [uuid], codes.NULLIFY, why)


def _making(made: Made, targets: list[str]) -> Resource:
    return _said(derived(UUID(targets[0]).bytes, "made"), made, targets, codes.CREATE)


def _said(
    uuid: str, made: Made, targets: list[str], activity: codes.Code, why: str | None = None
) -> Resource:
    return resource(
        "Provenance",
        uuid,
        target=[reference(target) for target in targets],
        recorded=instant(made.at),
        reason=[{"text": text(why)}] if why else None,
        activity=coded(activity),
        agent=[{"who": named(made.author)}],
    )
