"""An answer to the red flags' checklist."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record, line_or_none, note_or_none
from rehabtrack.domain.records.clearance import SPECIALTIES
from rehabtrack.domain.red_flags import CODES, NONE
from rehabtrack.domain.words import one_of


class RedFlag(Record):
    """A red flag that was answered with yes, or with the code NONE that none was.

    It stays open until `assessed_at` (ms), when a doctor, `assessed_by` of a `specialty` as in a
    clearance, assessed it.
    """

    private = ("note",)

    moment: Moment
    code: str
    assessed_at: int | None = None
    assessed_by: str | None = None
    specialty: str | None = None
    note: str | None = None

    def check(self) -> None:
        """Raises UnknownWord or Refused for what cannot be true."""
        self.settle(
            code=one_of(self.code, (*CODES, NONE), "red flag"),
            assessed_by=line_or_none(self.assessed_by, "doctor's name"),
            note=note_or_none(self.note),
        )
        given = (self.assessed_at, self.assessed_by, self.specialty)
        if None in given and any(given):
            raise Refused(
                "A red flag is assessed by a doctor of a specialty at a time, or not assessed.",
                "Give all of it, or nothing.",
            )
        if self.specialty is not None:
            self.settle(specialty=one_of(self.specialty, SPECIALTIES, "specialty"))
        if self.assessed_at is not None and self.assessed_at < self.moment.at:
            raise Refused(
                "A red flag cannot be assessed before it was there.", "Give a later time."
            )
