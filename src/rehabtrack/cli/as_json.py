"""Records as JSON for other programs: stable keys, instants with the offset they were spoken in.

A file of several patients adds the key `patient` to every object.
"""

from typing import Any

from rehabtrack.cli.view import View, iso
from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.scales import CATEGORIES, category, json_value

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
        "pressure": session.pressure,
        "by": session.therapist,
        "same_as": None if session.same is None else f"m{session.same}",
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
        "technique": list(clearance.techniques),
        "pressure": clearance.pressure,
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


def _screen(screen: Any, _view: View) -> Object:
    return {
        "at": spoken(screen.moment),
        "session": f"m{screen.session}" if screen.session else None,
        "edition": screen.edition,
        "yes": list(screen.yes),
    }


def _note(note: Any, view: View) -> Object:
    return {
        "at": spoken(note.moment),
        "session": f"m{note.session}",
        "subjective": note.subjective,
        "objective": note.objective,
        "assessment": note.assessment,
        "plan": note.plan,
        "signed_at": instant(note.signed_at, view),
        "signed_by": note.signed_by,
        "signed_as": note.signed_as,
    }


def _addendum(addendum: Any, _view: View) -> Object:
    return {
        "at": spoken(addendum.moment),
        "amends": f"n{addendum.amends}",
        "because": addendum.because,
        "text": addendum.text,
    }


def _redflag(flag: Any, view: View) -> Object:
    from rehabtrack.domain.red_flags import NONE, question

    return {
        "at": spoken(flag.moment),
        "code": flag.code,
        "grade": None if flag.code == NONE else question(flag.code).grade,
        "assessed_at": instant(flag.assessed_at, view),
        "assessed_by": flag.assessed_by,
        "specialty": flag.specialty,
        "note": flag.note,
    }


def _symptom(symptom: Any, _view: View) -> Object:
    return {
        "at": spoken(symptom.moment),
        "sign": symptom.sign,
        "site": symptom.site,
        "asks": list(symptom.asks),
    }


def _score(score: Any, _view: View) -> Object:
    return {
        "at": spoken(score.moment),
        "questionnaire": score.instrument,
        "total": score.tenths / 10,
        "items": list(score.items),
    }


def _context(context: Any, _view: View) -> Object:
    return {"at": spoken(context.moment), "source": context.source, "text": context.text}


_OF_KIND = {
    "pain": pain_json,
    "massage": massage_json,
    "phase": _phase,
    "measure": _measure,
    "clearance": _clearance,
    "policy": _policy,
    "screen": _screen,
    "note": _note,
    "addendum": _addendum,
    "redflag": _redflag,
    "symptom": _symptom,
    "score": _score,
    "context": _context,
}
