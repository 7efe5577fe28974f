"""The session note of a therapist, in SOAP form."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record, line_or_none, note_or_none
from rehabtrack.domain.roles import ROLES
from rehabtrack.domain.words import one_of

#: Subjective: what the patient says; objective: what is seen and felt; assessment; plan.
PARTS = ("subjective", "objective", "assessment", "plan")


class SessionNote(Record):
    """What was written about the massage session with number `session`; a draft until signed.

    `moment` is when it was begun, `signed_at` (ms) when and `signed_by` by whom it was signed, in
    the role `signed_as` as it was declared then, if any. A signed note is never changed: what is
    missing goes into an addendum.
    """

    private = PARTS

    moment: Moment
    session: int
    subjective: str | None = None
    objective: str | None = None
    assessment: str | None = None
    plan: str | None = None
    signed_at: int | None = None
    signed_by: str | None = None
    signed_as: str | None = None

    def check(self) -> None:
        """Raises Refused for what cannot be true."""
        self.settle(
            **{part: note_or_none(getattr(self, part)) for part in PARTS},
            signed_by=line_or_none(self.signed_by, "signer's name"),
            signed_as=None if self.signed_as is None else one_of(self.signed_as, ROLES, "role"),
        )
        if not any(getattr(self, part) for part in PARTS):
            raise Refused(
                "A note without a word says nothing.",
                "Write at least one part: -s, -o, -a or -p.",
            )
        if (self.signed_at is None) != (self.signed_by is None):
            raise Refused(
                "A note is signed by somebody at a time, or not signed.", "Give both, or neither."
            )
