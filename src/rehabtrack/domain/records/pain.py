"""The pain rating."""

from rehabtrack.domain.errors import Refused
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records import Record, note_or_none
from rehabtrack.domain.scales import RECALLS, SCALES, VALUES, read_value
from rehabtrack.domain.sites import read_site, site_counts
from rehabtrack.domain.words import one_of

NEVER_COUNTS = "average-7d"
RELATIONS = ("before", "after", "next-day")


class PainRating(Record):
    """One value of pain at one site, on one scale, for the moment it speaks of.

    `value` is a whole number of the scale, the rank of the word on the verbal one; `session` the
    number of the massage it is linked to, `relation` whether it was rated before, after or the
    next day.
    """

    private = ("note",)

    moment: Moment
    site: str
    scale: str
    value: int
    recall: str = "now"
    session: int | None = None
    relation: str | None = None
    note: str | None = None

    def check(self) -> None:
        """Raises UnknownWord, ValueRefused or Refused for what cannot be true."""
        self.settle(
            site=read_site(self.site),
            scale=one_of(self.scale, SCALES, "scale"),
            recall=one_of(self.recall, RECALLS, "recall"),
            note=note_or_none(self.note),
        )
        if self.value not in VALUES[self.scale]:
            read_value(self.scale, str(self.value))  # refuses it in the scale's own words
        if self.relation is not None:
            self.settle(relation=one_of(self.relation, RELATIONS, "relation to a session"))
        if (self.session is None) != (self.relation is None):
            raise Refused(
                "A rating is before a session, after it, of the next day, or not linked at all.",
                "Give both the session and the relation, or neither.",
            )

    @property
    def counts(self) -> bool:
        """Whether the rule hears it, unless void: by its site and its recall."""
        return site_counts(self.site) and self.recall != NEVER_COUNTS
