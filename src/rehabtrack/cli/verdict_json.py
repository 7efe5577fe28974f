"""What the rules say as JSON for other programs: assessments, warnings, periods, changes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rehabtrack.cli.as_json import Object, instant, named, spoken
from rehabtrack.cli.verdict_words import assessment_words, notice_words, refusal_words
from rehabtrack.cli.view import View
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.high_pain import RULE_ID, RULE_VERSION
from rehabtrack.domain.moment import MINUTE, Moment
from rehabtrack.domain.periods import Period
from rehabtrack.domain.red_flags import question
from rehabtrack.domain.scales import CATEGORIES, category, json_value
from rehabtrack.services.assessing import Verdict
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.storage.journal import Journal

if TYPE_CHECKING:
    from rehabtrack.services.precautions import Precautions


def warning_json(warning: StoredWarning, view: View) -> Object:
    """A warning as it was stored."""
    finding = warning.finding
    return named(
        view,
        {
            "kind": "warning",
            "id": f"w{warning.no}",
            "at": instant(warning.raised_at, view),
            "session": f"m{warning.session}",
            "rule": {
                "id": finding.rule,
                "version": finding.rule_version,
                "limit": finding.limit,
                "hours": finding.hours,
            },
            "status": finding.status,
            "reason": finding.reason,
            "category": None if finding.category is None else CATEGORIES[finding.category],
            "evidence": [cited.split(".")[0] for cited in finding.evidence.split()],
            "until": instant(finding.until, view),
            "how": warning.how,
            "answered": bool(warning.answered),
            "withdrawn": bool(warning.withdrawn_by),
            "cause": warning.cause,
        },
    )


def assessment_json(
    verdict: Verdict,
    moment: Moment,
    journal: Journal,
    view: View,
    heed: "Precautions | None" = None,
) -> Object:
    """What all rules say of a massage at that moment; `advice` is the key to read."""
    assessment, session = verdict.assessment, verdict.session
    policy = assessment.policy
    return named(
        view,
        {
            "status": assessment.status,
            "reason": assessment.reason,
            "at": spoken(moment),
            "advice": _advice(verdict, heed),
            "rule": {
                "id": RULE_ID,
                "version": RULE_VERSION,
                "limit": policy.limit,
                "hours": policy.hours,
                "on_advice_of": policy.on_advice_of,
            },
            "evidence": [_evidence(reading, verdict, journal) for reading in assessment.evidence],
            "until": instant(assessment.until, view),
            "notices": _notices(verdict, view, heed),
            "message": assessment_words(assessment, session, view),
        },
    )


def _advice(verdict: Verdict, heed: "Precautions | None") -> str:
    if heed is not None and heed.absolute and verdict.advice in ("none", "unverified"):
        return "not-advised"
    return verdict.advice


def _notices(verdict: Verdict, view: View, heed: "Precautions | None") -> list[Object]:
    """What is said beside the high-pain rule, the gravest first."""
    notices = [_notice("red-flag", flag.grade, question(flag.code).words) for flag in verdict.flags]
    if verdict.refusals:
        notices.append(_notice("clearance", "refused", refusal_words(verdict.refusals, view)))
    rules = [_notice(one.rule, one.status, notice_words(one)) for one in verdict.notices]
    if heed is None:
        return notices + rules
    from rehabtrack.cli.precaution_words import heeded

    said = list(heeded(heed, verdict, view))
    grave, rest = (
        [_notice(*one) for one in said if one.grave is wanted] for wanted in (True, False)
    )
    return [*notices, *grave, *rules, *rest]


def _notice(rule: str, status: str, message: str) -> Object:
    return {"rule": rule, "status": status, "message": message}


def _evidence(reading: Any, verdict: Verdict, journal: Journal) -> Object:
    moment = journal.entry("pain", reading.no).record.moment
    session = verdict.session
    age = None if session.width else (session.at - reading.at) // MINUTE
    return {
        "id": f"p{reading.no}",
        "site": reading.site,
        "scale": reading.scale,
        "value": json_value(reading.scale, reading.value),
        "category": CATEGORIES[category(reading.scale, reading.value)],
        "recall": reading.recall,
        "at": spoken(moment),
        "age_minutes": age,
    }


def changed_json(reassessed: Sequence[Reassessed]) -> list[Object]:
    """The sessions whose status or category changed, from what to what."""
    return [
        shift_json(
            one.session.no,
            one.gravest_before and one.gravest_before.status,
            one.gravest_now and one.gravest_now.status,
        )
        for one in reassessed
        if one.gravity_changed
    ]


def shift_json(session: int, before: str | None, now: str | None) -> Object:
    """A session whose status or category changed, by its gravest status (None: clear)."""
    return {"session": f"m{session}", "from": before or "clear", "to": now or "clear"}


def period_json(period: Period, view: View) -> Object:
    """A high-pain period with its peak."""
    values = [
        {"scale": scale, "value": json_value(scale, value)} for scale, value in period.peak.values
    ]
    return named(
        view,
        {
            "start": instant(period.start, view),
            "end": instant(period.end, view),
            "peak": {"category": CATEGORIES[period.peak.category], "values": values},
            "sites": list(period.sites),
        },
    )
