"""What a resource needs to know beside its record: whose it is, what it may refer to, and when."""

from collections.abc import Callable

from rehabtrack.domain.named import Named
from rehabtrack.domain.records.entry import Entry
from rehabtrack.interchange.fhir.elements import Element, reference


class Made(Named):
    """Who made a change, and when (ms)."""

    author: str
    at: int


class Scope(Named):
    """One patient's export.

    `patient` and `condition` are references, the latter None without a diagnosis; `now` an instant
    (ms). `uuid_at(kind, no)` is the UUID of a record that goes out too, else None, and
    `made_by(change)` who made that change.
    """

    patient: Element
    condition: Element | None
    now: int
    uuid_at: Callable[[str, int], str | None]
    made_by: Callable[[int], Made]

    def refer(self, kind: str, no: int | None) -> Element | None:
        """A reference to a record, None where it does not go out."""
        uuid = None if no is None else self.uuid_at(kind, no)
        return None if uuid is None else reference(uuid)

    def over(self, end_at: int | None) -> bool:
        """Whether what ends then (ms, None: open) has ended."""
        return end_at is not None and end_at <= self.now


def status(entry: Entry[object], as_it_stands: str) -> str:
    """The status of a record: as it stands, or what FHIR calls a void one.

    "withdrawn following previous final release": the record and its data are kept, marked.
    """
    return "entered-in-error" if entry.voided_by else as_it_stands
