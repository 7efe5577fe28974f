"""What a doctor reads in sixty seconds: five lines, each what it is about and what is so."""

from collections.abc import Iterator, Sequence

from rehabtrack.domain.instruments import Change, points
from rehabtrack.domain.moment import DAY, HOUR, MINUTE
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.responses import local_day
from rehabtrack.domain.scales import value_words
from rehabtrack.reports.care import Function
from rehabtrack.reports.course import Course
from rehabtrack.reports.figures import Figures
from rehabtrack.reports.ground import Ground
from rehabtrack.reports.high_time import HighTime
from rehabtrack.reports.levels import Level, median_words
from rehabtrack.reports.page.facts import HEARD, foremost
from rehabtrack.reports.page.pictures.axis import day_words
from rehabtrack.reports.page.treatment import phase_words, standing_words
from rehabtrack.reports.page.wording import (
    Line,
    change_words,
    counted,
    day_count,
    pain_words,
    per_cent,
    sentence,
    some,
)
from rehabtrack.reports.surgery import Compared, Comparison, comparisons_of

#: So many sites or questionnaires are named in a line; ours.
MOST = 3


def for_doctor(of: Ground, found: Figures, clearances: Sequence[Clearance]) -> list[Line]:
    """How bad, how long, how it is borne, what is done, what surgery changed."""
    course = of.course
    treatment = f"{sentence(phase_words(course))} {standing_words(course, clearances)}"
    return [
        ("Pain", _pain([*found.levels, *found.elsewhere])),
        *beside(of, found),
        ("Treatment", treatment),
    ]


def beside(of: Ground, found: Figures) -> list[Line]:
    """Those of the lines that nothing else on a page says."""
    return [
        ("High pain", f"{high_words(found.high)}{_newly(of.course)}"),
        (
            "Function",
            sentence(some(map(function_words, found.function), MOST, "; ") or "not scored"),
        ),
        *_surgery(of),
    ]


def _pain(levels: Sequence[Level]) -> str:
    said = [_level(level) for level in foremost(levels, MOST)]
    if len(levels) > len(said):
        said.append("more below")
    return sentence("; ".join(said) or "not rated in this span")


def _level(level: Level) -> str:
    worst = f"{value_words(level.scale, level.worst.value)} on {day_words(level.worst.day)}"
    middle = "" if level.median is None else f", median {median_words(level.scale, level.median)}"
    return f"{pain_words(level.site, level.recall)} worst {worst}{middle} (n {level.n})"


def high_words(high: HighTime) -> str:
    """Time in high pain, and of what time it is the share."""
    days = f"on {high.high_days} of {counted(high.rated_days, 'rated day')}"
    if high.known < MINUTE:
        return f"{days.capitalize()}." if high.rated_days else f"Not known: {HEARD} not rated."
    if not high.periods:
        return f"None in the {length_words(high.known)} that are known."
    said = [
        f"{per_cent(high.share or 0)} of the {length_words(high.known)} that are known",
        counted(high.periods, "period"),
    ]
    if high.longest is not None and high.periods > 1:
        said[-1] += f", the longest {length_words(high.longest.end - high.longest.start)}"
    return f"{'; '.join(said)}; {days}."


def _newly(course: Course) -> str:
    """By which policy that is, where it was another as the span began."""
    policy = course.policy
    if policy.at <= course.since:
        return ""
    since = day_words(course.day_of(policy.at))
    return f" Judged by limit {policy.limit} and {policy.hours} h, in force since {since}."


def length_words(length: int) -> str:
    """A length in ms: `20 min`, `5 h`, `9.5 days`, `3650 days`."""
    if length < HOUR:
        return f"{length // MINUTE} min"
    if length < 2 * DAY:
        return f"{length // HOUR} h"
    if length >= 100 * DAY:
        return f"{length // DAY} days"
    return f"{length / DAY:.1f}".removesuffix(".0") + " days"


def function_words(found: Function) -> str:
    """How a questionnaire went, with its minimal important change."""
    scale, newest = found.scale, found.scale.total(found.newest.tenths)
    if found.change is None:
        once = f"{scale.name} {newest} on {day_words(local_day(found.newest.moment))}, once"
        change = found.newest.change
        return once if change is None else f"{once}; against the first ever: {_by(change)}"
    first = scale.total(found.first.tenths)
    return f"{scale.name} {first}, then {newest}: {_by(found.change)} (n {found.n})"


def _by(change: Change) -> str:
    if not change.tenths:
        return "no change"
    words = f"{points(abs(change.tenths))} {'lower' if change.tenths < 0 else 'higher'}"
    if change.reaches is None:
        return words
    return f"{words}, {'a' if change.reaches else 'less than a'} minimal important change"


def _surgery(of: Ground) -> Iterator[Line]:
    """The last of the surgeries that can be compared."""
    for one in comparisons_of(of)[-1:]:
        yield "Surgery", _around(of.course, one)


def _around(course: Course, one: Comparison) -> str:
    days = f"{day_count(one.days)} on either side of {day_words(course.day_of(one.surgery.start))}"
    said = [words for level in one.levels if (words := _compared(level))]
    return f"{sentence(some(said, MOST, '; ') or 'too little rated to compare')} {days}."


def _compared(level: Compared) -> str:
    if level.change is None or level.before is None or level.after is None:
        return ""
    before, after = (
        median_words(level.scale, side.median or 0) for side in (level.before, level.after)
    )
    return (
        f"{pain_words(level.site, level.recall)} median {before} before (n {level.before.n}),"
        f" {after} after (n {level.after.n}):"
        f" {change_words(level.scale, level.change)}"
    )
