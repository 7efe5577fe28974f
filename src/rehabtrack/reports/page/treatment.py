"""Where the treatment stands, in words: the phase, the doctors' word, red flags, the massages."""

from collections.abc import Iterator, Sequence

from rehabtrack.domain.companion_rules import Opinion, refusals_at
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.reports.course import Course
from rehabtrack.reports.massages import Massages
from rehabtrack.reports.page.pictures.axis import day_words
from rehabtrack.reports.page.wording import bare, counted, own, sentence, some

#: So many doctors or areas are named; ours.
MOST, MOST_WORDS = 3, 5
LONGEST_LIMITS = 120  # characters of the limits that a doctor wrote
MOST_CODES = 3  # of the answers to warnings
STATUS_WORDS = {"high-pain": "in high pain", "unverified": "unverified", "clear": "no high pain"}


def phase_words(course: Course) -> str:
    """The phase at the end of the span, or now if that is sooner."""
    at = min(course.now, course.until - 1)
    current = [
        one for one in course.phases if one.start <= at and (one.end is None or at < one.end)
    ]
    if current:
        return f"{current[-1].kind} since {day_words(course.day_of(current[-1].start))}"
    ended = [(one.end, one.kind) for one in course.phases if one.end is not None and one.end <= at]
    if not ended:
        return "no treatment phase is recorded"
    end, kind = max(ended)
    return f"no phase is open; {kind} ended {day_words(course.day_of(end - 1))}"


def standing_words(course: Course, clearances: Sequence[Clearance]) -> str:
    """The doctors' word and the red flags, which are of now where the span is past."""
    said = [doctors_words(course, clearances), flag_words(course)]
    if course.until <= course.now:
        return f"Now: {'; '.join(said)}."
    return " ".join(map(sentence, said))


def doctors_words(course: Course, clearances: Sequence[Clearance]) -> str:
    """What doctors say of massage now; `clearances` hold now."""
    refusals = refusals_at(course.opinions, course.now)
    if refusals:
        return f"massage refused by {some((_since(course, one) for one in refusals), MOST)}"
    allowed = [_cleared(course, one) for one in clearances if not one.refuses]
    if allowed:
        return f"massage cleared by {some(allowed, MOST)}"
    return "no doctor's clearance for massage is valid"


def _since(course: Course, opinion: Opinion) -> str:
    return f"{own(opinion.by)} since {day_words(course.day_of(opinion.start))}"


def _cleared(course: Course, one: Clearance) -> str:
    words = f"{own(one.doctor)} ({one.specialty}) since {day_words(course.day_of(one.moment.at))}"
    return (
        words if one.end_at is None else f"{words} until {day_words(course.day_of(one.end_at - 1))}"
    )


def limits(clearances: Sequence[Clearance]) -> Iterator[str]:
    """What each clearance is bound to."""
    for one in [one for one in clearances if not one.refuses][:MOST]:
        said = [f"only {_words(words)}" for words in (one.areas, one.techniques) if words]
        if one.pressure:
            said.append(f"at most {one.pressure} pressure")
        if one.limits:
            said.append(own(one.limits, LONGEST_LIMITS))
        if said:
            yield f"{own(one.doctor)}: {'; '.join(said)}"


def _words(words: Sequence[str]) -> str:
    return some(map(bare, words), MOST_WORDS)


def flag_words(course: Course) -> str:
    """How many red flags are open."""
    count = len(course.alarms)
    return f"{counted(count, 'red flag')} open, see above" if count else "no red flag is open"


def massage_words(found: Massages) -> str:
    """Massages by status, and how many of the warnings that stand were answered, and how."""
    if not found.given and not found.not_given:
        return "None is recorded in this span."
    counts = [f"{count} {STATUS_WORDS[status]}" for status, count in found.by_status if count]
    said = [f"{found.given} given" + (f": {', '.join(counts)}" if counts else "")]
    if found.not_given:
        said.append(f"{sum(count for _, count in found.not_given)} not given")
    if found.warnings:
        codes = some((code for code, _ in found.answers), MOST_CODES)
        how = f" ({codes})" if codes else ""
        said.append(f"{found.answered} of {counted(found.warnings, 'warning')} answered{how}")
    return f"{'; '.join(said)}."
