"""Records as JSON for other programs: stable keys, instants with the offset they were spoken in.

A file of several patients adds the key `patient` to every object.
"""

from collections.abc import Sequence
from typing import Any

from rehabtrack.cli.verdict_words import assessment_words, notice_words, refusal_words
from rehabtrack.cli.view import View, iso
from rehabtrack.domain.findings import StoredWarning
from rehabtrack.domain.high_pain import RULE_ID, RULE_VERSION, Period
from rehabtrack.domain.moment import MINUTE, Moment
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.scales import CATEGORIES, category, json_value
from rehabtrack.services.assessing import Verdict
from rehabtrack.services.reassessment import Reassessed
from rehabtrack.storage.journal import Journal

Object = dict[str, Any]


def named(view: View, value: Object) -> Object:
    """The object with whose it is, where a file holds several patients."""
    return {"patient": view.name, **value} if view.name else value


def spoken(moment: Moment) -> str:
    """A moment as ISO 8601: a date alone for one known by its date."""
    text = iso(moment.at, moment.offset)
    return text[:10] if moment.width else text


def instant(at: int | None, view: View) -> str | None:
    """An instant in the zone of the view."""
    return None if at is None else iso(at, view.zone.offset_at(at))


def entry_json(entry: Entry[Any], view: View) -> Object:
    """Any entry with the fields of its kind."""
    found = {
        "kind": entry.kind,
        "id": None if entry.kind == "policy" else entry.id,
        **_OF_KIND[entry.kind](entry.record, view),
        "uid": uid_words(entry.uid),
        "recorded_at": instant(entry.recorded_at, view),
        "author": entry.author,
        "version": entry.version,
    }
    if entry.voided_by:
        found |= {"voided_by": f"u{entry.voided_by}", "void_reason": entry.void_reason}
    return named(view, found)


def uid_words(uid: bytes) -> str:
    """A record's own identity, as UUIDs are written."""
    text = uid.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def pain_json(rating: Any, _view: View) -> Object:
    """A pain rating; a verbal value is its word."""
    return {
        "at": spoken(rating.moment),
        "precision": rating.moment.precision,
        "site": rating.site,
        "scale": rating.scale,
        "value": json_value(rating.scale, rating.value),
        "category": CATEGORIES[category(rating.scale, rating.value)],
        "recall": rating.recall,
        "session": f"m{rating.session}" if rating.session else None,
        "relation": rating.relation,
        "note": rating.note,
    }


def massage_json(session: Any, _view: View) -> Object:
    """A massage session, given or not."""
    return {
        "at": spoken(session.moment),
        "precision": session.moment.precision,
        "given": session.given,
        "minutes": session.minutes,
        "area": list(session.areas),
        "technique": list(session.techniques),
        "by": session.therapist,
        "because": session.because,
        "note": session.note,
    }


def _phase(phase: Any, view: View) -> Object:
    return {
        "at": spoken(phase.moment),
        "phase": phase.kind,
        "end": instant(phase.end_at, view),
        "course_done_at": instant(phase.course_done_at, view),
        "note": phase.note,
    }


def _measure(measure: Any, view: View) -> Object:
    return {
        "at": spoken(measure.moment),
        "measure": measure.kind,
        "name": measure.name,
        "form": measure.form,
        "dose": measure.dose,
        "minutes": measure.minutes,
        "end": instant(measure.end_at, view),
        "note": measure.note,
    }


def _clearance(clearance: Any, view: View) -> Object:
    return {
        "at": spoken(clearance.moment),
        "refuses": clearance.refuses,
        "by": clearance.doctor,
        "specialty": clearance.specialty,
        "end": instant(clearance.end_at, view),
        "area": list(clearance.areas),
        "limits": clearance.limits,
    }


def _policy(change: Any, _view: View) -> Object:
    return {
        "at": spoken(change.moment),
        "limit": change.limit,
        "hours": change.hours,
        "because": change.because,
        "on_advice_of": change.on_advice_of,
    }


_OF_KIND = {
    "pain": pain_json,
    "massage": massage_json,
    "phase": _phase,
    "measure": _measure,
    "clearance": _clearance,
    "policy": _policy,
}


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


def assessment_json(verdict: Verdict, moment: Moment, journal: Journal, view: View) -> Object:
    """What all rules say of a massage at that moment; `advice` is the key to read."""
    assessment, session = verdict.assessment, verdict.session
    policy = assessment.policy
    notices = [
        {"rule": notice.rule, "status": notice.status, "message": notice_words(notice)}
        for notice in verdict.notices
    ]
    if verdict.refusals:
        words = refusal_words(verdict.refusals, view)
        notices.insert(0, {"rule": "clearance", "status": "refused", "message": words})
    return named(
        view,
        {
            "status": assessment.status,
            "reason": assessment.reason,
            "at": spoken(moment),
            "advice": verdict.advice,
            "rule": {
                "id": RULE_ID,
                "version": RULE_VERSION,
                "limit": policy.limit,
                "hours": policy.hours,
                "on_advice_of": policy.on_advice_of,
            },
            "evidence": [_evidence(reading, verdict, journal) for reading in assessment.evidence],
            "until": instant(assessment.until, view),
            "notices": notices,
            "message": assessment_words(assessment, session, view),
        },
    )


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
        {
            "session": f"m{one.verdict.session.no}",
            "from": one.gravest_before.status if one.gravest_before else "clear",
            "to": one.gravest_now.status if one.gravest_now else "clear",
        }
        for one in reassessed
        if one.gravity_changed
    ]


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
