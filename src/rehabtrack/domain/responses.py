"""How pain changed with a massage: after it, and the next day, less what it was before.

A change is a signed whole number on the scale's own unit: points, millimetres, steps between words;
below zero is less pain. Two scales are never compared, nor two recalls: only what was rated of the
moment. That pain changed does not show that the massage changed it.
"""

from collections.abc import Iterable

from rehabtrack.domain.moment import DAY, MINUTE, Moment
from rehabtrack.domain.named import Named
from rehabtrack.domain.scales import SCALES

#: A smaller change may be nothing but the error of measurement. NRS, points: the minimal detectable
#: change in low back pain, Childs 2005. VAS, mm: the consensus of Ostelo 2008. None is known of the
#: faces and the words.
MEASUREMENT_ERROR = {"nrs": 2, "vas": 15}
OUTCOMES = ("after", "next-day")


class Linked(Named):
    """A pain rating linked to a massage, `relation` as in the rating."""

    no: int
    relation: str
    site: str
    scale: str
    value: int
    recall: str
    moment: Moment


class Response(Named):
    """The pain at one site, on one scale, before a massage, after it and on the next day."""

    site: str
    scale: str
    before: int
    after: int | None
    next_day: int | None

    def outcome(self, relation: str) -> int | None:
        """The value after it or of the next day; None where it was not rated."""
        return self.after if relation == "after" else self.next_day

    def change(self, relation: str) -> int | None:
        """What that is more than before; None where it was not rated."""
        outcome = self.outcome(relation)
        return None if outcome is None else outcome - self.before


def local_day(moment: Moment) -> int:
    """The day of a moment where it was spoken, counted from 1970-01-01."""
    return (moment.at + moment.offset * MINUTE) // DAY


def fits(relation: str, rating: Moment, session: Moment) -> bool:
    """Whether a rating made then can be what its link to the session says.

    The next day by the calendar may, in a zone further east, still lie before the massage.
    """
    if relation == "next-day":
        return rating.at > session.judged_at and local_day(rating) == local_day(session) + 1
    if relation == "after":
        return rating.judged_at >= session.at
    return rating.at <= session.judged_at


def responses(session: Moment, linked: Iterable[Linked]) -> list[Response]:
    """The responses at every site and on every scale that was rated before, by site.

    Of several ratings of one relation the newest counts; one whose time its link belies does not.
    """
    newest: dict[tuple[str, int], dict[str, int]] = {}
    for rating in sorted(linked, key=lambda rating: (rating.moment.at, rating.no)):
        if rating.recall == "now" and fits(rating.relation, rating.moment, session):
            where = (rating.site, SCALES.index(rating.scale))
            newest.setdefault(where, {})[rating.relation] = rating.value
    return [
        Response(site, SCALES[rank], said["before"], *map(said.get, OUTCOMES))
        for (site, rank), said in sorted(newest.items())
        if "before" in said
    ]


def within_error(scale: str, change: float) -> bool:
    """Whether a change is smaller than what the scale can tell from no change, if that is known."""
    return abs(change) < MEASUREMENT_ERROR.get(scale, 0)
