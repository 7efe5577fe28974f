"""What a page says of its figures: how far they reach, the levels, the measures, the policy."""

from typing import Any

from rehabtrack.domain.high_pain import FRESH_HOURS, RERATE_DAYS
from rehabtrack.domain.policy import Policy
from rehabtrack.domain.scales import RECALL_WORDS, value_words
from rehabtrack.reports.care import InUse
from rehabtrack.reports.coverage import Coverage
from rehabtrack.reports.levels import Level, median_words
from rehabtrack.reports.page.pictures.axis import day_words
from rehabtrack.reports.page.wording import counted, own, per_cent, site_words

#: So many characters of a measure's name and of its dose are shown; ours.
LONGEST_MEASURE, LONGEST_DOSE = 30, 16


def coverage_words(found: Coverage, newest: str | None = None) -> str:
    """On how many days it was rated, and what share was written down later."""
    if not found.ratings:
        known = f"the newest rating is of {newest}" if newest else "no pain was ever rated"
        return f"Not rated on any of {found.days} days; {known}"
    ratings = counted(found.ratings, "rating")
    said = [f"Rated on {found.rated} of {found.days} days, {ratings}"]
    gap = found.longest_gap
    if gap is not None and gap.days > 1:
        said.append(f"longest gap {gap.days} days")
    if found.share_late is not None:
        said.append(f"{per_cent(found.share_late)} recorded on a later day")
    if found.imported:
        said.append(f"{found.imported} imported")
    return "; ".join(said)


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


def measure_words(one: InUse) -> str:
    """A measure with its dose, and how often or how long it was in use."""
    named = own(one.name, LONGEST_MEASURE) + (f" {own(one.dose, LONGEST_DOSE)}" if one.dose else "")
    kind = one.form or one.kind
    said = named if one.name == one.kind else f"{named} ({kind})"
    if one.until is None:
        return f"{said}, going on"
    return said if one.times == 1 else f"{said}, {one.times} times"


def policy_words(policy: Policy) -> str:
    """What counts as high pain, and for how long."""
    advice = f", on the advice of {own(policy.on_advice_of)}" if policy.on_advice_of else ""
    return (
        f"Pain above {policy.limit} of 10 (or {policy.limit * 10} mm, or moderate) is high{advice};"
        f" a high rating covers {policy.hours} h, a weak one shows weak pain for {FRESH_HOURS} h,"
        f" and a site rated high waits up to {RERATE_DAYS} days for a new rating."
    )
