"""What was asked before a massage."""

from rehabtrack.domain.contraindications import EDITION, read_yes
from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record


class Screen(Record):
    """The whole questionnaire before a massage, answered: `yes` to these, no to all others.

    Each is a code of contraindications.QUESTIONS, `CODE=AREA` for one that is local; `edition` is
    that of the questionnaire, `session` the number of the massage it belongs to, once there is one.
    """

    moment: Moment
    session: int | None = None
    edition: int = EDITION
    yes: tuple[str, ...] = ()

    def check(self) -> None:
        """Raises UnknownWord or Refused for what no question answers to, or without its time."""
        if self.moment.width:
            raise Refused(
                "A screen holds for some hours, and of this one only the date is said.",
                "Give the time too: --at 2026-03-14T07:30",
            )
        self.settle(yes=tuple(dict.fromkeys(map(read_yes, self.yes))))
