"""What figures and pictures are made of: one patient's journal over a span, as plain values.

Instants are ms UTC, spans half-open. The day of what is dated is the local day where it was
spoken, counted from 1970-01-01; that of anything else is a day of the course's zone.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from rehabtrack.domain.companion_rules import Opinion, PhaseSpan
from rehabtrack.domain.high_pain import Reading, Row
from rehabtrack.domain.instruments import Change, Instrument
from rehabtrack.domain.moment import DAY, MINUTE, Moment, Zone
from rehabtrack.domain.named import Named
from rehabtrack.domain.periods import Period
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.response_groups import Treated
from rehabtrack.domain.scales import OF_24_H

_READING = len(Reading._fields)
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001  (walls are naive on purpose)


class Rated(Named):
    """A pain rating as it is looked at: first all that the rule's Reading has, and as it has it.

    `counts` is whether the rule hears it, `imported` whether a file brought it. One of the 24 h
    before speaks of the day that holds most of them, so one of the morning of the day before.
    """

    at: int
    width: int
    site: str
    scale: str
    value: int
    recall: str
    no: int
    version: int
    after: int
    offset: int
    recorded_at: int
    counts: int
    imported: int

    @property
    def reading(self) -> Row:
        """It as the rule streams it, which hears it if it `counts`."""
        return self[:_READING]

    @property
    def of(self) -> int:
        """The instant whose day it speaks of: of the 24 h before, their middle."""
        looks_back = not self.width and self.recall in OF_24_H
        return self.at - DAY // 2 if looks_back else self.at

    @property
    def day(self) -> int:
        """The day it speaks of; one of 7 days, the last of them."""
        return (self.of + self.offset * MINUTE) // DAY

    @property
    def late(self) -> bool:
        """Whether it was written down on a later day, by the clock it was spoken in; ours."""
        east = self.offset * MINUTE
        return (self.recorded_at + east) // DAY > (self.at + east) // DAY


class Session(Named):
    """A massage and what the rules say of it: `status` as an Assessment has it.

    `warnings` has the codes that were answered to each warning of high pain, of a refusal or of an
    emergency that stands. `same` is the number of the session that it counts as one with.
    """

    no: int
    moment: Moment
    status: str
    warnings: tuple[tuple[str, ...], ...]
    same: int | None


class Skipped(Named):
    """A massage not given, and the code of why."""

    moment: Moment
    because: str


class Scored(Named):
    """A total of a questionnaire, in tenths, and its change from the first ever; None if first."""

    moment: Moment
    tenths: int
    change: Change | None


class Ask(Named):
    """What an open red flag or an unanswered question says, and whether it is an emergency."""

    emergency: bool
    words: str


class Course(Named):
    """One patient's journal over [since, until), void records left out; each part oldest first.

    The span is bounded by what is recorded where it was asked for without bounds. `ratings` are of
    every site, in the span by the instant that they speak of; `phases`, `periods` and `measures`
    those that touch the span, whole; `periods` are drawn under the `policy` now in force. `voided`
    counts the void records of the span. `head` is the change chain's, (number, digest), None
    without a change.
    `earlier` are the ratings shortly before the span, of which its first hours may be known.
    """

    patient: Patient
    zone: Zone
    now: int
    since: int
    until: int
    policy: Policy
    ratings: Sequence[Rated]
    sessions: Sequence[Session]
    skipped: Sequence[Skipped]
    phases: Sequence[PhaseSpan]
    periods: Sequence[Period]
    measures: Sequence[Measure]
    opinions: Sequence[Opinion]
    treated: Sequence[Treated]
    scores: Sequence[tuple[Instrument, Sequence[Scored]]]
    alarms: Sequence[Ask]
    voided: int
    head: tuple[int, bytes] | None
    earlier: Sequence[Rated] = ()

    def day_of(self, at: int) -> int:
        """The day of an instant on the wall of the course's zone."""
        return (at + self.zone.offset_at(at) * MINUTE) // DAY

    def begins(self, day: int) -> int:
        """The first instant (ms) of a day of the course's zone."""
        return self.zone.first_from(_EPOCH + timedelta(days=day))

    @property
    def first_day(self) -> int:
        """The day the span begins on."""
        return self.day_of(self.since)

    @property
    def last_day(self) -> int:
        """The last day of which the span holds anything."""
        return self.day_of(self.until - 1)
