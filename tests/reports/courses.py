"""Courses made by hand: of March 2026 in UTC, with the periods that the rule draws."""

from collections.abc import Iterable
from typing import Any

from rehabtrack.domain.companion_rules import PhaseSpan
from rehabtrack.domain.high_pain import Reading
from rehabtrack.domain.instruments import instrument
from rehabtrack.domain.moment import DAY, HOUR, MINUTE, Zone, fixed_zone
from rehabtrack.domain.periods import Period, high_pain_periods
from rehabtrack.domain.policy import DEFAULT_POLICY, Policy
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.response_groups import Treated
from rehabtrack.domain.responses import Response
from rehabtrack.domain.sites import site_counts
from rehabtrack.reports.course import Course, Rated, Scored, Session, Skipped

UTC = fixed_zone(0)
MARCH = 1_772_323_200_000  # 2026-03-01 00:00 UTC
FIRST_DAY = MARCH // DAY


def march(day: int, hour: int = 0, minute: int = 0) -> int:
    """An instant of March 2026 in UTC; day 32 is the first of April."""
    return MARCH + (day - 1) * DAY + hour * HOUR + minute * MINUTE


def day_of(number: int) -> int:
    """A day of March as figures count days."""
    return FIRST_DAY + number - 1


def rated(value: int, at: int, **fields: Any) -> Rated:
    """A rating of the back on the numeric scale, written down at once."""
    site, recall = fields.get("site", "back"), fields.get("recall", "now")
    usual = {"width": 0, "offset": 0, "recorded_at": at, "site": site, "scale": "nrs"}
    usual |= {"no": 1, "version": 1, "after": 0}
    heard = {"recall": recall, "counts": int(site_counts(site) and recall != "average-7d")}
    return Rated(**{"at": at, "value": value, "imported": 0} | usual | heard | fields)


def of_day(value: int, day: int, **fields: Any) -> Rated:
    """A rating of which only the day in March is known, written down that evening."""
    at = march(day)
    return rated(value, at, **{"width": DAY, "recorded_at": at + 20 * HOUR} | fields)


def session(no: int, at: int, status: str = "clear", **fields: Any) -> Session:
    """A massage as its record's number and the rule's word have it."""
    high = status == "high-pain"
    usual = {"warnings": ((),) if high else (), "same": None}
    said = {"no": no, "moment": UTC.moment(at), "status": status}
    return Session(**said | usual | fields)


def skipped(at: int, because: str = "not-rated") -> Skipped:
    """A massage not given."""
    return Skipped(UTC.moment(at), because)


def phase(no: int, kind: str, start: int, end: int | None = None) -> PhaseSpan:
    """A phase of treatment."""
    return PhaseSpan(no, kind, start, end, None)


def measure(name: str, at: int, end_at: int | None = None, **fields: Any) -> Measure:
    """A drug, or another measure."""
    return Measure(moment=UTC.moment(at), end_at=end_at, name=name, **{"kind": "drug"} | fields)


def treated(no: int, at: int, before: int, after: int, *techniques: str) -> Treated:
    """A massage with the pain of the back before and after it."""
    response = Response("back", "nrs", before, after, None)
    return Treated(UTC.moment(at), techniques, (), None, None, [response], no)


def scored(code: str, *totals: tuple[int, int]) -> tuple[Any, list[Scored]]:
    """A questionnaire and its totals, each (instant, points)."""
    scale = instrument(code)
    first = totals[0][1] * 10
    return scale, [
        Scored(UTC.moment(at), points * 10, scale.change(first, points * 10) if no else None)
        for no, (at, points) in enumerate(totals)
    ]


def periods_of(ratings: Iterable[Rated], policy: Policy = DEFAULT_POLICY) -> list[Period]:
    """The high-pain periods of ratings, as the rule draws them."""
    heard = sorted((one for one in ratings if one.counts), key=lambda one: one.at)
    return list(high_pain_periods(map(_reading, heard), policy))


def _reading(one: Rated) -> Reading:
    return Reading(one.at, one.width, one.site, one.scale, one.value, one.recall, 0, 1, 0)


def course_of(
    ratings: Iterable[Rated] = (),
    *,
    since: int = MARCH,
    until: int = MARCH + 31 * DAY,
    now: int | None = None,
    zone: Zone = UTC,
    policy: Policy = DEFAULT_POLICY,
    **parts: Any,
) -> Course:
    """A course of all March, at its end, of these ratings and whatever parts are given."""
    known = sorted(ratings, key=lambda one: one.at)
    rated = sorted(known, key=lambda one: one.of)
    drawn = periods_of(known, policy)
    touching = [period for period in drawn if period.end > since and period.start < until]
    empty: dict[str, Any] = dict.fromkeys(
        ("sessions", "skipped", "phases", "measures", "opinions", "treated", "scores", "alarms"), ()
    )
    said = {"voided": 0, "head": None} | empty | parts
    return Course(
        patient=Patient(name="Anna"),
        zone=zone,
        now=until if now is None else now,
        since=since,
        until=until,
        policy=policy,
        ratings=[one for one in rated if since <= one.of < until],
        periods=touching,
        earlier=[one for one in rated if one.of < since],
        **said,
    )
