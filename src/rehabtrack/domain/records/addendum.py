"""What is added to a signed note."""

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record, note_or_none
from rehabtrack.domain.words import clean_line


class Addendum(Record):
    """Added to the signed note with number `amends`, `because` of something; never changed."""

    private = ("because", "text")

    moment: Moment
    amends: int
    because: str
    text: str | None = None

    def check(self) -> None:
        """Raises Refused for what cannot be true."""
        self.settle(because=clean_line(self.because, "reason"), text=note_or_none(self.text))
