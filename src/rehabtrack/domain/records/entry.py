"""A record with what the journal knows of it."""

from typing import Generic, TypeVar

from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.named import Named

R_co = TypeVar("R_co", covariant=True)


class Entry(Named, Generic[R_co]):
    """One version of one record.

    `no` is its number among its kind, `uid` its UUIDv7 (16 bytes), `change` the number of the
    change that made this version; `recorded_at` (ms) and `author` are the first version's and never
    change; `voided_by` that of the change that
    voided it, 0 while it stands.
    """

    kind: str
    patient_id: int
    no: int
    uid: bytes
    version: int
    change: int
    author: str
    recorded_at: int
    voided_by: int
    void_reason: str | None
    record: R_co

    @property
    def id(self) -> str:
        """The id people type, such as p41; a patient has none."""
        return entry_id(self.kind, self.no)
