"""The phase of treatment."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record, note_or_none, refuse_end
from rehabtrack.domain.words import one_of

PHASE_KINDS = ("conservative", "surgery", "recovery")


class Phase(Record):
    """A span of treatment from `moment` until `end_at` (ms, exclusive; None while it is open).

    `course_done_at` (ms) is when the basic course of a conservative phase was done.
    """

    private = ("note",)

    moment: Moment
    end_at: int | None = None
    kind: str
    course_done_at: int | None = None
    note: str | None = None

    def check(self) -> None:
        """Raises UnknownWord or Refused for what cannot be true."""
        self.settle(kind=one_of(self.kind, PHASE_KINDS, "phase"), note=note_or_none(self.note))
        refuse_end(self.moment.at, self.end_at, "phase")
        if self.course_done_at is None:
            return
        if self.kind != "conservative":
            raise Refused(
                f"A {self.kind} phase has no basic course.", "Mark it on a conservative phase."
            )
        if self.course_done_at < self.moment.at:
            raise Refused(
                "The basic course would be done before its phase starts.",
                "Give a time after the start of the phase.",
            )
