"""What a resource needs to know beside its record: whose it is, what it may refer to, and when."""

from collections.abc import Callable
from typing import Any

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.interchange.fhir.elements import Element, reference, uuid_of


class Made(Named):
    """Who made a change, and when (ms)."""

    author: str
    at: int


class Scope(Named):
    """One patient's export.

    `patient` and `condition` are references, the latter None without a diagnosis; `now` an instant
    (ms). `present(kind, no)` is a record as it stands, None where it does not go out, and
    `made_by(change)` who made that change.
    """

    patient: Element
    condition: Element | None
    now: int
    present: Callable[[str, int], Entry[Any] | None]
    made_by: Callable[[int], Made]

    def refer(self, kind: str, no: int | None, version: int | None = None) -> Element | None:
        """A reference to a record, None where it does not go out, or not in that version."""
        entry = None if no is None else self.present(kind, no)
        if entry is None or version not in (None, entry.version):
            return None
        return reference(uuid_of(entry.uid))

    def over(self, end_at: int | None) -> bool:
        """Whether what ends then (ms, None: open) has ended."""
        return end_at is not None and end_at <= self.now


def status(entry: Entry[object], as_it_stands: str) -> str:
    """The status of a record: as it stands, or what FHIR calls a void one.

    "withdrawn following previous final release": the record and its data are kept, marked.
    """
    return "entered-in-error" if entry.voided_by else as_it_stands
