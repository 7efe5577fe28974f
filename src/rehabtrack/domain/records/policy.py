"""The change of a patient's policy."""

from dataclasses import dataclass, field

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.fields import line_or_none, settle
from rehabtrack.domain.words import clean_line


@dataclass(frozen=True, kw_only=True)
class PolicyChange:
    """From `moment` on, `limit` is the highest value that is not high and `hours` what it covers.

    `on_advice_of` names who advised it, and must where the rule asks for advice.
    """

    moment: Moment
    limit: int
    hours: int
    because: str = field(repr=False)
    on_advice_of: str | None = None

    def __post_init__(self) -> None:
        """Raises Refused for what the rule cannot work with."""
        settle(
            self,
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
