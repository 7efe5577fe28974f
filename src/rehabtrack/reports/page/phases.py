"""The figures by phase: a row for each phase of treatment, to be held against one another."""

from collections.abc import Sequence
from typing import Any

from rehabtrack.domain.companion_rules import PhaseSpan
from rehabtrack.domain.scales import category
from rehabtrack.reports.figures import Figures, figures_of_phase
from rehabtrack.reports.ground import Ground
from rehabtrack.reports.levels import Level
from rehabtrack.reports.page.facts import level_row
from rehabtrack.reports.page.pictures.axis import day_words
from rehabtrack.reports.page.wording import per_cent

#: So many phases at most have a row, the newest; ours.
MOST = 4


def phase_rows(of: Ground) -> list[dict[str, Any]]:
    """The newest phases that touch the span, oldest first, by the names of their columns.

    Each is cut to the span; its pain is that of the site which was worst off in it.
    """
    return [_row(of, phase) for phase in of.course.phases[-MOST:]]


def _row(of: Ground, phase: PhaseSpan) -> dict[str, Any]:
    found = figures_of_phase(of, phase)
    worst = _worst_off(found.levels)
    return {
        "phase": phase.kind,
        "when": _when(of, phase),
        "days": found.coverage.days,
        "rated": found.coverage.rated,
        "pain": worst and level_row(worst),
        "high": _high(found),
        "given": found.massages.given,
    }


def _when(of: Ground, phase: PhaseSpan) -> str:
    first = day_words(of.course.day_of(phase.start))
    if phase.end is None:
        return f"since {first}"
    return f"{first} to {day_words(of.course.day_of(phase.end - 1))}"


def _high(found: Figures) -> str:
    share = found.high.share
    return "not known" if share is None else per_cent(share)


def _worst_off(levels: Sequence[Level]) -> Level | None:
    """That of the gravest category; of several on the scale that is used most, the highest."""

    def grave(level: Level) -> tuple[int, int, int, int]:
        of_scale = sum(each.n for each in levels if each.scale == level.scale)
        value = level.worst.value
        return category(level.scale, value), of_scale, value, level.n

    return max(levels, key=grave, default=None)
