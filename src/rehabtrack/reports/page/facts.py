"""What a page says of its figures: how far they reach, the levels, the measures, the policy."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rehabtrack.domain.high_pain import FRESH_HOURS, RERATE_DAYS
from rehabtrack.domain.policy import DEFAULT_POLICY
from rehabtrack.domain.responses import local_day
from rehabtrack.domain.scales import RECALL_WORDS, value_words
from rehabtrack.domain.sites import site_counts
from rehabtrack.reports.care import InUse
from rehabtrack.reports.course import Course
from rehabtrack.reports.coverage import Coverage
from rehabtrack.reports.levels import Level, median_words
from rehabtrack.reports.page.pictures.axis import day_words
from rehabtrack.reports.page.wording import counted, own, per_cent, site_words, some

#: So many characters of a measure's name and of its dose are shown; ours.
LONGEST_MEASURE, LONGEST_DOSE = 30, 16
#: What the rule hears of, as people say it.
HEARD = "spine, arms and legs"


def coverage_words(found: Coverage, newest: str | None = None) -> str:
    """On how many days it was rated, and what share was written down later."""
    if not found.ratings and not found.unheard:
        known = f"the newest rating is of {newest}" if newest else "no pain was ever rated"
        return f"Not rated on any of {counted(found.days, 'day')}; {known}"
    of = f"{HEARD} rated" if found.unheard else "rated"
    on = f"on {found.rated} of {counted(found.days, 'day')}"
    said = [f"{of.capitalize()} {on}, {counted(found.ratings, 'rating')}"]
    if found.unheard:
        said.append(f"{found.unheard} more of other sites or of 7 days")
    gap = found.longest_gap
    if gap is not None and gap.days > 1:
        said.append(f"longest gap {gap.days} days")
    if found.share_late is not None:
        said.append(f"{per_cent(found.share_late)} recorded on a later day")
    if found.imported:
        said.append(f"{found.imported} imported")
    return "; ".join(said)


def foremost(levels: Sequence[Level], most: int) -> list[Level]:
    """So many levels in their order: of each site the one rated most before a second of any.

    Sites that count for the rule come first, then what was rated most.
    """
    of_site: Counter[str] = Counter()
    places = {}
    for level in sorted(levels, key=lambda level: -level.n):
        places[level.key] = (of_site[level.site], not site_counts(level.site), -level.n)
        of_site[level.site] += 1
    first = set(sorted(places, key=places.__getitem__)[:most])
    return [level for level in levels if level.key in first]


def level_row(level: Level) -> dict[str, Any]:
    """A level as a row of the table shows it, by the names of its columns."""
    return {
        "site": site_words(level.site),
        "recall": "" if level.recall == "now" else RECALL_WORDS[level.recall],
        "n": level.n,
        "days": level.days,
        "worst": value_words(level.scale, level.worst.value),
        "on": day_words(level.worst.day),
        "median": "" if level.median is None else median_words(level.scale, level.median),
        "newest": value_words(level.scale, level.newest.value),
        "newest_on": day_words(level.newest.day),
    }


def measures_words(course: Course, measures: Sequence[InUse], most: int) -> str:
    """So many of the measures: what goes on at the end of the course, then what ended last."""
    end = min(course.now, course.until - 1)

    def ended(one: InUse) -> int:
        return 0 if one.until is None or one.until > end else -one.until

    in_order = sorted(measures, key=lambda one: (ended(one) != 0, ended(one)))
    return some([measure_words(course, one) for one in in_order], most)


def measure_words(course: Course, one: InUse) -> str:
    """A measure with its dose, how often it was recorded, and from when to when it was in use."""
    named = own(one.name, LONGEST_MEASURE) + (f" {own(one.dose, LONGEST_DOSE)}" if one.dose else "")
    kind = one.form or one.kind
    said = named if one.name == one.kind else f"{named} ({kind})"
    if one.times > 1:
        said += f", {one.times} times"
    first = local_day(one.since)
    if one.until is None:
        return f"{said} since {day_words(first)}"
    last = max(course.day_of(one.until - 1), first)
    return f"{said} {'on ' if last == first else f'{day_words(first)} to '}{day_words(last)}"


def policy_words(course: Course) -> str:
    """What counts as high pain now, for how long, and whether that is as usual."""
    policy = course.policy
    advice = f", on the advice of {own(policy.on_advice_of)}" if policy.on_advice_of else ""
    usual, given = DEFAULT_POLICY.limit, DEFAULT_POLICY.hours
    as_usual = (policy.limit, policy.hours) == (usual, given)
    said = (
        f"Now pain of {HEARD} above {policy.limit} of 10 (faces too), {policy.limit * 10} mm or"
        f" “weak” is high{advice}; a high rating covers {policy.hours} h"
        f"{'' if as_usual else f' (usual: limit {usual}, {given} h)'}, a weak one shows weak pain"
        f" for {FRESH_HOURS} h, a site rated high waits up to {RERATE_DAYS} days for a new rating."
    )
    if policy.at > course.since:
        said += " Each massage was judged by the policy of its time."
    return said
