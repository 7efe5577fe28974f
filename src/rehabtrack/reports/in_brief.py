"""What stands first on a page: for the doctor, the therapist or the patient, each in few lines.

A line is what it is about and what is said of that.
"""

from collections.abc import Iterator, Sequence

from rehabtrack.domain.companion_rules import Opinion, PhaseSpan, refusals_at
from rehabtrack.domain.instruments import Change, points
from rehabtrack.domain.moment import DAY, HOUR
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.responses import MEASUREMENT_ERROR
from rehabtrack.domain.scales import RECALL_WORDS, value_words
from rehabtrack.domain.words import OTHER
from rehabtrack.reports.care import Function
from rehabtrack.reports.course import Course, Rated
from rehabtrack.reports.figures import Figures, figures_of
from rehabtrack.reports.high_time import HighTime
from rehabtrack.reports.levels import Level, median_words
from rehabtrack.reports.massages import Massages
from rehabtrack.reports.pictures.axis import day_words
from rehabtrack.reports.spans import Span
from rehabtrack.reports.surgery import Comparison, around_surgery
from rehabtrack.reports.wording import own, per_cent, some

Line = tuple[str, str]

#: So many sites, questionnaires or doctors are named in a line; ours.
MOST = 3
#: The first and the last days of a span that are held against each other; ours.
COMPARED_DAYS = 14
STATUS_WORDS = {"high-pain": "in high pain", "unverified": "unverified", "clear": "clear"}


def for_doctor(course: Course, found: Figures, clearances: Sequence[Clearance]) -> list[Line]:
    """What a doctor reads in sixty seconds."""
    return [
        ("Pain", _pain(found)),
        ("High pain", high_words(found.high)),
        ("Function", _function(found.function)),
        (
            "Treatment",
            f"{_phase(course)}. {_word_of_doctors(course, clearances)}. {_flags(course)}",
        ),
        *_surgery(course),
        ("Massage", massage_words(found.massages)),
    ]


def for_therapist(
    course: Course, found: Figures, clearances: Sequence[Clearance], verdict: Sequence[str]
) -> list[Line]:
    """Whether a massage may be given now, within which limits, and how the last ones went."""
    lines = [("Now", " ".join(verdict)), ("Doctor", _word_of_doctors(course, clearances))]
    lines += [("Limits", words) for words in _limits(clearances)]
    return [*lines, ("Phase", _phase(course)), ("Massages", massage_words(found.massages))]


def for_patient(course: Course) -> list[Line]:
    """Whether it is getting better: the first days of the span against the last."""
    days = min(COMPARED_DAYS, (course.last_day - course.first_day + 1) // 2)
    if not days:
        return [("Pain", "One day alone shows no change.")]
    first, last = course.first_day, course.last_day + 1
    sides = [
        figures_of(course, [Span(course.begins(begin), course.begins(begin + days))]).levels
        for begin in (first, last - days)
    ]
    later = {level[:3]: level for level in sides[1]}
    lines = [
        (_site(before.site), _changed(before, later[before[:3]], days))
        for before in sides[0]
        if before[:3] in later
    ]
    if not lines:
        return [("Pain", f"Not rated in both the first and the last {_days(days)}: no telling.")]
    return lines[:MOST]


# --- pain ----------------------------------------------------------------------------------------


def _pain(found: Figures) -> str:
    levels = [*found.levels, *found.elsewhere]
    often = sorted(levels, key=lambda level: -level.n)[:MOST]
    said = [_level(level) for level in levels if level in often]
    rest = len(levels) - len(said)
    more = f"; {rest} more below" if rest else ""
    return "; ".join(said) + more if said else "not rated in this span"


def _level(level: Level) -> str:
    worst = f"{value_words(level.scale, level.worst.value)} on {day_words(level.worst.day)}"
    recall = f" ({RECALL_WORDS[level.recall]})" if level.recall != "now" else ""
    middle = "" if level.median is None else f", median {median_words(level.scale, level.median)}"
    return f"{_site(level.site)} worst {worst}{middle}{recall}, n {level.n}"


def high_words(high: HighTime) -> str:
    """Time in high pain, and of what time it is the share."""
    if high.share is None:
        return "not known: nothing was rated"
    periods = f"{high.periods} period{'' if high.periods == 1 else 's'}"
    if not high.periods:
        return f"none in the {length_words(high.known)} that are known"
    longest = high.longest
    lasting = f", the longest {length_words(longest.end - longest.start)}" if longest else ""
    return (
        f"{per_cent(high.share)} of the {length_words(high.known)} that are known; {periods}"
        f"{lasting}; {high.high_days} of {high.rated_days} rated days"
    )


def length_words(length: int) -> str:
    """A length in ms: `5 h`, `9.5 days`."""
    if length < 2 * DAY:
        return f"{length // HOUR} h"
    return f"{length / DAY:.1f}".removesuffix(".0") + " days"


def _changed(before: Level, after: Level, days: int) -> str:
    if before.median is None or after.median is None:
        return f"rated {before.n} and {after.n} times: too few to compare, 3 each are needed"
    was, now = (median_words(level.scale, level.median or 0) for level in (before, after))
    change = after.median - before.median
    return (
        f"median {was} in the first {_days(days)} (n {before.n}), {now} in the last"
        f" (n {after.n}): {_verdict(before.scale, change)}"
    )


def _verdict(scale: str, change: float) -> str:
    error = MEASUREMENT_ERROR.get(scale)
    if not change:
        return "no change"
    way = "better" if change < 0 else "worse"
    if error is None:
        return f"{way}; what is measurement error on this scale is not known"
    if abs(change) < error:
        return f"within measurement error (below {error})"
    return f"{way} by {abs(change):g}, beyond measurement error ({error})"


# --- treatment -----------------------------------------------------------------------------------


def _phase(course: Course) -> str:
    now = min(course.now, course.until - 1)
    current = [one for one in course.phases if one.start <= now and _open(one.end, now)]
    if not current:
        return "No treatment phase is recorded"
    return f"{current[-1].kind.capitalize()} since {day_words(course.day_of(current[-1].start))}"


def _open(end: int | None, at: int) -> bool:
    return end is None or at < end


def _word_of_doctors(course: Course, clearances: Sequence[Clearance]) -> str:
    refusals = refusals_at(course.opinions, course.now)
    if refusals:
        return f"Massage refused by {some([_since(course, one) for one in refusals], MOST)}"
    allowed = [
        f"{own(one.doctor)} ({one.specialty}) since {day_words(course.day_of(one.moment.at))}"
        + ("" if one.end_at is None else f" until {day_words(course.day_of(one.end_at - 1))}")
        for one in clearances
        if not one.refuses
    ]
    if allowed:
        return f"Massage cleared by {some(allowed, MOST)}"
    return "No doctor's clearance for massage is valid"


def _since(course: Course, opinion: Opinion) -> str:
    return f"{own(opinion.by)} since {day_words(course.day_of(opinion.start))}"


def _limits(clearances: Sequence[Clearance]) -> Iterator[str]:
    for one in clearances[:MOST]:
        said = [
            *(["only " + _words(one.areas)] if one.areas else []),
            *(["only " + _words(one.techniques)] if one.techniques else []),
            *([f"at most {one.pressure} pressure"] if one.pressure else []),
            *([own(one.limits, 100)] if one.limits else []),
        ]
        if said and not one.refuses:
            yield f"{own(one.doctor)}: {'; '.join(said)}"


def _words(words: Sequence[str]) -> str:
    return some([own(word.removeprefix(OTHER)) for word in words], 5)


def _flags(course: Course) -> str:
    count = len(course.alarms)
    return (
        f"{count} red flag{'' if count == 1 else 's'} open: see above."
        if count
        else ("No red flag is open.")
    )


def _function(found: Sequence[Function]) -> str:
    return "; ".join(map(function_words, found[:MOST])) or "no questionnaire in this span"


def function_words(found: Function) -> str:
    """How a questionnaire went, with its minimal important change."""
    scale, change = found.scale, found.change
    newest = f"{scale.name} {scale.total(found.newest.tenths)}"
    if change is None:
        return f"{newest} on {day_words(_day(found.newest))}, once"
    return f"{scale.name} {scale.total(found.first.tenths)}, then {scale.total(found.newest.tenths)}: {_by(change)} (n {found.n})"


def _by(change: Change) -> str:
    if not change.tenths:
        return "no change"
    words = f"{points(abs(change.tenths))} {'lower' if change.tenths < 0 else 'higher'}"
    if change.reaches is None:
        return words
    return f"{words}, {'a' if change.reaches else 'smaller than a'} minimal important change"


def _day(scored: object) -> int:
    moment = scored.moment  # type: ignore[attr-defined]
    return int((moment.at + moment.offset * 60_000) // DAY)


def _surgery(course: Course) -> Iterator[Line]:
    for one in around_surgery(course)[-1:]:
        yield "Surgery", _around(course, one)


def _around(course: Course, one: Comparison) -> str:
    day = day_words(course.day_of(one.surgery.start))
    said = [
        f"{_site(level.site)} median {median_words(level.scale, level.before.median)} before,"
        f" {median_words(level.scale, level.after.median)} after"
        f" ({_verdict(level.scale, level.change)})"
        for level in one.levels
        if level.change is not None
        and level.before is not None
        and level.after is not None
        and level.before.median is not None
        and level.after.median is not None
    ]
    sides = f"{_days(one.days)} before {day} and as many after"
    return f"{sides}: {'; '.join(said[:MOST]) or 'too little rated to compare'}"


def massage_words(found: Massages) -> str:
    """Massages by status, and what was answered."""
    if not found.given and not found.not_given:
        return "none recorded in this span"
    counts = ", ".join(
        f"{count} {STATUS_WORDS[status]}" for status, count in found.by_status if count
    )
    said = [f"{found.given} given" + (f": {counts}" if counts else "")]
    if found.not_given:
        said.append(f"{sum(count for _, count in found.not_given)} not given")
    if found.warned:
        said.append(f"of {found.warned} warned of, {found.unanswered} not answered")
    return "; ".join(said)


def _site(site: str) -> str:
    return own(site.removeprefix(OTHER)) if site.startswith(OTHER) else site


def _days(days: int) -> str:
    return "day" if days == 1 else f"{days} days"
