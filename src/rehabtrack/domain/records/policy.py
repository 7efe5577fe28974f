"""The change of a patient's policy."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records import Record, line_or_none
from rehabtrack.domain.words import clean_line


class PolicyChange(Record):
    """From `moment` on, `limit` is the highest value that is not high and `hours` what it covers.

    `on_advice_of` names who advised it, and must where the rule asks for advice.
    """

    private = ("because",)

    moment: Moment
    limit: int
    hours: int
    because: str
    on_advice_of: str | None = None

    def check(self) -> None:
        """Raises Refused for what the rule cannot work with."""
        self.settle(
            because=clean_line(self.because, "reason"),
            on_advice_of=line_or_none(self.on_advice_of, "name of who advised it"),
        )
        if self.moment.width:
            raise Refused(
                "A policy changes at an instant, not during a day.", "Give a time of day."
            )
        Policy.checked(*self.policy)

    @property
    def policy(self) -> Policy:
        """The policy as the rule reads it."""
        return Policy(self.moment.at, self.limit, self.hours, self.on_advice_of)
