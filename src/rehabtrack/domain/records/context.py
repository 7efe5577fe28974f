"""What another app noted of a day that is no record of ours: mood, activities, sleep."""

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record
from rehabtrack.domain.words import clean_line, clean_note


class Context(Record):
    """What was noted beside the pain, in the words of the app `source`; no rule reads it."""

    private = ("text",)

    moment: Moment
    source: str
    text: str

    def check(self) -> None:
        """Raises Refused for what is not text."""
        self.settle(source=clean_line(self.source, "name of the app"), text=clean_note(self.text))
