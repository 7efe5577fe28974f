"""A score of how well the back lets one live."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.instruments import INSTRUMENTS, RMDQ, instrument, points
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record
from rehabtrack.domain.rmdq import refuse_item
from rehabtrack.domain.words import one_of


class FunctionScore(Record):
    """The total of a questionnaire, in tenths of a point of its scale.

    `items` are the numbers of the RMDQ's statements that were ticked; none where only the total is
    known, or where none was.
    """

    moment: Moment
    instrument: str
    tenths: int
    items: tuple[int, ...] = ()

    def check(self) -> None:
        """Raises UnknownWord or Refused for what cannot be true."""
        self.settle(
            instrument=one_of(self.instrument, INSTRUMENTS, "questionnaire"),
            items=tuple(sorted({int(item) for item in self.items})),
        )
        scale = instrument(self.instrument)
        if self.items and self.instrument != RMDQ:
            raise Refused(f"Of {scale.name} only the total is kept.", scale.allowed)
        for item in self.items:
            refuse_item(item)
        scale.refuse(self.tenths)
        if self.items and len(self.items) * 10 != self.tenths:
            raise Refused(
                f"{len(self.items)} ticked statements are no total of {points(self.tenths)}.",
                "Give the statements, or the total alone.",
            )
