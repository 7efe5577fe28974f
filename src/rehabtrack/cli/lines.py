"""One line for one record, the same wherever it is printed."""

from typing import Any

from rehabtrack.cli.view import View
from rehabtrack.domain.ids import entry_id
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.scales import RECALL_WORDS, value_words


def entry_line(entry: Entry[Any], view: View) -> str:
    """`p41  6/10 back  Sat 14 Mar 07:30 (recorded 09:12)`; a void one says so."""
    when = when_words(entry, view)
    void = f"  VOID: {entry.void_reason}" if entry.voided_by else ""
    return f"{name_of(entry.kind, entry.no)}  {_told(entry.kind, entry.record, view)}{when}{void}"


def record_line(kind: str, record: Any, view: View) -> str:
    """`6/10 back  Sat 14 Mar 07:30`, of a record that has no id yet."""
    return f"{_told(kind, record, view)}{view.when(record.moment)}"


def when_words(entry: Entry[Any], view: View) -> str:
    """When it was, and when it was recorded if that is another time."""
    if entry.kind == "patient":
        return f"(recorded {view.instant(entry.recorded_at)})"
    moment = entry.record.moment
    return view.when(moment) + view.recorded(moment, entry.recorded_at)


def texts_of(entry: Entry[Any]) -> list[tuple[str, str]]:
    """(label, text) below the line of an entry: its note, or the parts of a session note."""
    record = entry.record
    if entry.kind == "note":
        from rehabtrack.domain.records.note import PARTS

        said = ((part[0].upper(), getattr(record, part)) for part in PARTS)
        return [(f"{letter}  ", text) for letter, text in said if text]
    text = record.text if entry.kind == "addendum" else getattr(record, "note", None)
    return [("", text)] if text else []


def _told(kind: str, record: Any, view: View) -> str:
    """What a record tells, as a time may follow it."""
    words: str = _WORDS[kind](record, view)
    return f"{words} " if words.endswith(_LEADING_ON) else f"{words}  "


def name_of(kind: str, no: int) -> str:
    """The id of an entry, or a word for what has none."""
    return _NAMELESS.get(kind) or entry_id(kind, no)


def _pain(rating: Any, _view: View) -> str:
    recall = "" if rating.recall == "now" else f", {RECALL_WORDS[rating.recall]}"
    relation = "the day after" if rating.relation == "next-day" else rating.relation
    linked = f", {relation} m{rating.session}" if rating.session else ""
    return f"{value_words(rating.scale, rating.value)} {rating.site}{recall}{linked}"


def _massage(session: Any, _view: View) -> str:
    if not session.given:
        return f"massage not given: {session.because}"
    words = ["massage", f"{session.minutes} min" if session.minutes else ""]
    words += [", ".join(session.areas), ", ".join(session.techniques)]
    words += [f"{session.pressure} pressure" if session.pressure else ""]
    words += [f"by {session.therapist}" if session.therapist else ""]
    words += [f"(the same as m{session.same})" if session.same else ""]
    return " ".join(filter(None, words))


def _phase(phase: Any, view: View) -> str:
    ended = f", {view.end(phase.end_at)}" if phase.end_at is not None else ""
    done = phase.course_done_at
    course = f", basic course done {view.date(done)}" if done is not None else ""
    return f"{phase.kind} phase{ended}{course}{', from' if ended else ''}"


def _measure(measure: Any, view: View) -> str:
    words = [measure.kind, measure.name]
    words += [f"({measure.form})" if measure.form else "", measure.dose or ""]
    words += [f"{measure.minutes} min" if measure.minutes else ""]
    if measure.end_at is None:
        words.append("going on since")
    elif measure.end_at != measure.moment.at:
        words.append(f"{view.end(measure.end_at)}, from")
    return " ".join(filter(None, words))


def _clearance(clearance: Any, view: View) -> str:
    verdict = "refusal" if clearance.refuses else "clearance"
    areas = f" for {', '.join(clearance.areas)}" if clearance.areas else ""
    words = [f"{verdict} by {clearance.doctor} ({clearance.specialty}){areas}"]
    words += [", ".join(clearance.techniques)]
    words += [f"at most {clearance.pressure} pressure" if clearance.pressure else ""]
    words += [" ".join((clearance.limits or "").split())]
    words += [view.end(clearance.end_at) if clearance.end_at is not None else ""]
    *firsts, last = filter(None, words)
    return "".join(f"{first}, " for first in firsts) + f"{last}{',' if firsts else ''} from"


def _patient(patient: Any, _view: View) -> str:
    return f"{patient.name}, usual site {patient.site}"


def _policy(policy: Any, _view: View) -> str:
    advice = f", on the advice of {policy.on_advice_of}" if policy.on_advice_of else ""
    return f"limit {policy.limit}, {policy.hours} h{advice}: {policy.because}, from"


def _screen(screen: Any, _view: View) -> str:
    massage = f" for m{screen.session}" if screen.session else ""
    return f"screen{massage}: {', '.join(screen.yes) or 'nothing speaks against it'}"


def _note(note: Any, view: View) -> str:
    state = "draft"
    if note.signed_at is not None:
        role = f", {note.signed_as}" if note.signed_as else ""
        state = f"signed {view.instant(note.signed_at)} by {note.signed_by}{role}"
    return f"note on m{note.session}, {state}, of"


def _addendum(addendum: Any, _view: View) -> str:
    return f"addendum to n{addendum.amends}: {addendum.because}"


def _redflag(flag: Any, view: View) -> str:
    from rehabtrack.domain.red_flags import NONE, question

    if flag.code == NONE:
        return "no red flag, all were asked"
    asked = question(flag.code)
    words = f"red flag ({asked.grade}): {asked.words}"
    if flag.assessed_at is None:
        return words
    by = f"{flag.assessed_by} ({flag.specialty})"
    return f"{words}, assessed {view.instant(flag.assessed_at)} by {by}, there from"


def _symptom(symptom: Any, _view: View) -> str:
    return f"{symptom.sign} in {symptom.site}"


def _score(score: Any, _view: View) -> str:
    from rehabtrack.domain.instruments import instrument

    scale = instrument(score.instrument)
    ticked = f" (statements {', '.join(map(str, score.items))})" if score.items else ""
    return f"{scale.name} {scale.total(score.tenths)}{ticked}"


def _context(context: Any, _view: View) -> str:
    first, *more = context.text.splitlines()
    return f"{context.source}: {first}{' ..' if more else ''}"


#: Words after which the time reads on.
_LEADING_ON = (" from", " since", " of")
_NAMELESS = {"patient": "patient", "policy": "rule"}
_WORDS = {
    "pain": _pain,
    "massage": _massage,
    "phase": _phase,
    "measure": _measure,
    "clearance": _clearance,
    "policy": _policy,
    "patient": _patient,
    "screen": _screen,
    "note": _note,
    "addendum": _addendum,
    "redflag": _redflag,
    "symptom": _symptom,
    "score": _score,
    "context": _context,
}
