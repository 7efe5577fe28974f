"""THE rule: no massage while the pain is high.

The source article allows massage "only .. in the absence of pain, or weak in its intensity". One
pure function decides, for one session or a million: a PainState observes a patient's counting
ratings in order of time and assesses the sessions between them. Times are ms UTC, whole minutes.
No number here was validated for massage in disc herniation.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from typing import Any

from rehabtrack.domain.moment import DAY, EARLIEST, HOUR, LATEST, LONGEST_DAY, MINUTE
from rehabtrack.domain.named import Named
from rehabtrack.domain.policy import DEFAULT_POLICY, Policy
from rehabtrack.domain.scales import SCALES, category, highest_weak

RULE_ID = "high-pain"
RULE_VERSION = 1

FRESH_HOURS = 24  # ours: how long a rating shows weak pain, whatever `hours` is
RERATE_DAYS = 14  # ours: how long a high site waits for a new rating

# A rating REACH or more before the judged instant matters only as the newest of all, or as one
# less than LONGEST_DAY before that.
REACH = RERATE_DAYS * DAY + 2 * LONGEST_DAY


class Reading(Named):
    """A rating that counts, as the rule streams it.

    `width`: 0, or the length of the local day when only the date is known; `value`: as scales.py
    reads it; `after`: the number of the massage whose outcome it is, 0 if none.
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


#: A Reading, or a plain tuple laid out as one: to name the fields of a million costs more than to
#: judge by them.
Row = tuple[Any, ...]
# Reading._make in half the time; `observe` has unpacked, and so counted, what it is given.
_named = partial(tuple.__new__, Reading)
_in_order = attrgetter("at", "site", "no")


class Session(Named):
    """A massage to judge; `no` is 0 for a mere check, `width` as in Reading."""

    no: int
    at: int
    width: int

    @property
    def judged_at(self) -> int:
        """Its start, or the last minute of its day."""
        return _last_minute(self.at, self.width) if self.width else self.at


class Assessment(Named):
    """The answer with its evidence, in order of (at, site, no).

    `status` is high-pain (`reason` rated-high), unverified (high-not-rerated, no-recent-rating) or
    clear (None); `until` the latest end of the covers that decided a high-pain.
    """

    status: str
    reason: str | None
    policy: Policy
    evidence: tuple[Reading, ...]
    until: int | None

    @property
    def category(self) -> int | None:
        """The highest category of the high ratings that decided; None when none did."""
        if self.reason not in ("rated-high", "high-not-rerated"):
            return None
        return max(category(reading.scale, reading.value) for reading in self.evidence)


class PainState:
    """What the rule remembers of one patient: the recent high ratings and each site's newest."""

    __slots__ = (
        "_ahead",
        "_cover",
        "_judges",
        "_newest",
        "_observed",
        "_open",
        "_recent",
        "_starts",
        "_weak",
    )

    def __init__(self, policies: Sequence[Policy] = ()) -> None:
        """Begin before the first rating; `policies` in order of `at`, after the default one."""
        self._judges = [Judge(policy) for policy in (DEFAULT_POLICY, *policies)]
        self._starts = [policy.at for policy in policies]
        self._weak = min(self._judges, key=lambda judge: judge.policy.limit).weak
        self._cover = max(judge.cover for judge in self._judges)
        self._recent: deque[Reading] = deque()
        # site -> its newest reading; where who asks decides which that is, those it may be
        self._newest: dict[str, Row] = {}
        self._open: dict[str, list[Reading]] = {}
        self._observed = (EARLIEST, 0)
        self._ahead: Row | None = None

    def observe(self, *readings: Row) -> None:
        """Take in the next counting ratings in order of (at, no)."""
        self.observe_up_to(LATEST, iter(readings))

    def observe_up_to(self, until: int, readings: Iterator[Row]) -> None:
        """Take in the next of a stream of counting ratings, in order of (at, no), up to `until`.

        The first one after that is out of the stream by then, and waits here for the next call.
        """
        if self._ahead is not None:
            if self._ahead[0] > until:
                return
            readings = chain((self._ahead,), readings)
            self._ahead = None
        last, last_no = self._observed
        newest, still_open, weak = self._newest, self._open, self._weak
        remember = self._recent.append
        for reading in readings:
            at, width, site, scale, value, _recall, no, _version, after = reading
            if at > until:
                self._ahead = reading
                break
            if at > last and not (width or after or site in still_open):
                newest[site] = reading  # it is newer than all before, whoever asks
            elif (at, no) <= (last, last_no):
                raise ValueError("ratings are observed in order of (at, no)")
            else:
                self._weigh(_named(reading))
            if value > weak[scale]:
                remember(_named(reading))
            last, last_no = at, no
        self._observed = (last, last_no)
        self._forget(last)

    def _weigh(self, new: Reading) -> None:
        """Keep at its site whatever may be the newest beside a reading not plainly the newest.

        An older one is out, whatever the policy and the session, once one was made after its last
        minute; but a session leaves out its own outcome, which must not have hidden the others.
        """
        known = [_named(self._newest.pop(new.site))] if new.site in self._newest else []
        kept = [*self._open.pop(new.site, known), new]

        def replaced(old: Reading) -> bool:
            last = _last_minute(old.at, old.width)
            if new.at <= last or new.after in (0, old.after):
                return new.at > last
            return len({reading.after for reading in kept if reading.at > last}) > 1

        kept = [reading for reading in kept if not replaced(reading)]
        if len(kept) > 1 or new.width or new.after:
            self._open[new.site] = kept
        else:
            self._newest[new.site] = new

    def _forget(self, at: int) -> None:
        """Let go of the high ratings that cover no session to come.

        One known by its date begins up to a day before the instant it is judged at.
        """
        recent = self._recent
        while recent and recent[0].at + recent[0].width + self._cover <= at - LONGEST_DAY:
            recent.popleft()

    def assess(self, session: Session) -> Assessment:
        """Judge a session by the ratings up to the instant it is judged at, all observed before.

        The policy is that in force as it starts, or as its day does: none set later alters it.
        """
        at, own = session.judged_at, session.no or None  # a mere check has no outcome
        if at < self._observed[0]:
            raise ValueError("a session is assessed before any later rating is observed")
        judge = self._judges[sum(start <= session.at for start in self._starts)]
        covering = [
            reading
            for reading in self._recent
            if judge.is_high(reading)
            and session.at < judge.cover_end(reading)
            and reading.after != own
        ]
        if covering:
            return judge.answer("high-pain", "rated-high", covering)

        newest = [_named(reading) for reading in self._newest.values()]
        for readings in self._open.values():
            newest += judge.newest(readings, own)
        since, weak = at - RERATE_DAYS * DAY, judge.weak
        waiting = [r for r in newest if r.value > weak[r.scale] and judge.made_at(r) > since]
        if waiting:
            return judge.answer("unverified", "high-not-rerated", waiting)

        # a rating of the day of a session known by its date counts wherever in the day it lies
        since = min(session.at, at - FRESH_HOURS * HOUR + MINUTE)
        fresh = [r for r in newest if r.at >= since]
        if fresh:
            return judge.answer("clear", None, fresh)
        return judge.answer("unverified", "no-recent-rating", judge.newest(newest))


class Judge:
    """A policy with its limits worked out."""

    __slots__ = ("cover", "policy", "weak")

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self.cover = policy.hours * HOUR
        self.weak = {scale: highest_weak(scale, policy.limit) for scale in SCALES}

    def is_high(self, reading: Reading) -> bool:
        """Whether it is high pain under the policy."""
        return reading.value > self.weak[reading.scale]

    def cover_end(self, reading: Reading) -> int:
        """The instant (ms) at which a high rating covers no more."""
        return reading.at + reading.width + self.cover

    def made_at(self, reading: Reading) -> int:
        """When a rating counts as made: known by its date, a weak one at the day's first instant.

        A high one, to be careful, at the day's last minute.
        """
        if not reading.width or not self.is_high(reading):
            return reading.at
        return _last_minute(reading.at, reading.width)

    def newest(self, readings: Sequence[Reading], own: int | None = None) -> list[Reading]:
        """Those made last, leaving out the outcome of the session `own`; several may tie."""
        others = [reading for reading in readings if reading.after != own]
        last = max(map(self.made_at, others), default=None)
        return [reading for reading in others if self.made_at(reading) == last]

    def answer(self, status: str, reason: str | None, evidence: list[Reading]) -> Assessment:
        """The assessment that rests on this evidence."""
        until = max(map(self.cover_end, evidence)) if status == "high-pain" else None
        evidence.sort(key=_in_order)
        return Assessment._make((status, reason, self.policy, tuple(evidence), until))


def _last_minute(at: int, width: int) -> int:
    return at + width - MINUTE if width else at
