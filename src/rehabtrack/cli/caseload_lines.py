"""The caseload as a table of one line a patient, and as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rehabtrack.cli.as_json import instant, pain_json, spoken
from rehabtrack.cli.due_words import due_ids, due_json
from rehabtrack.cli.output import counted, safe
from rehabtrack.cli.table import aligned
from rehabtrack.cli.view import View, ago
from rehabtrack.domain.ids import LETTERS, entry_id
from rehabtrack.domain.moment import MINUTE, Moment
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.scales import value_words
from rehabtrack.services.caseload import ADVICE, Case

#: What `none` of the advice is called among people, and having no phase.
NO_HIGH_PAIN, NO_PHASE = "no-high-pain", "none"

_HEADER = ("PATIENT", "VERDICT", "PAIN", "PHASE", "CLEARANCE", "DUE")
#: (column, how narrow): which are made narrower, in order, until a line fits.
_NARROWER = ((0, 16), (5, 8), (2, 20), (0, 11), (5, 5))
_PHASES = {"conservative": "conserv."}
_RECALLS = {"now": "", "average-24h": " average", "worst-24h": " worst"}
_DUE = {
    "redflag": "red flag not assessed",
    "massage": "rate the day after",
    "note": "not signed",
    "clearance": "ends soon",
    "warning": "not answered",
    "symptom": "ask about red flags",
}


def caseload_lines(cases: Sequence[Case], of: int, moment: Moment, view: View) -> Iterator[str]:
    """The moment, a header, a line for each of these cases `of` so many, the counts, a legend."""
    yield view.when(moment) + (", as of now" if moment.at > view.now else "")
    if cases:
        yield from aligned([_HEADER, *(_cells(case, moment, view) for case in cases)], _NARROWER)
    yield _counts(cases, of)
    letters = {id_[0] for case in cases for id_ in _ids(case)}
    legend = [
        f"{LETTERS[kind]} {words}" for kind, words in _DUE.items() if LETTERS[kind] in letters
    ]
    if legend:
        yield f"due: {', '.join(legend)}"


def case_json(case: Case, moment: Moment, view: View) -> dict[str, Any]:
    """One patient as JSON."""
    verdict, newest, clearance = case.verdict, case.newest, case.clearance
    return {
        "patient": case.patient.record.name,
        "at": spoken(moment),
        "status": verdict.assessment.status,
        "reason": verdict.assessment.reason,
        "advice": verdict.advice,
        "phase": case.phase.kind if case.phase else None,
        "newest": newest
        and {
            "id": newest.id,
            **pain_json(newest.record, view),
            "age_minutes": _age(newest.record, moment),
        },
        "clearance": clearance
        and {
            "id": entry_id("clearance", clearance.no),
            "by": clearance.by,
            "end": instant(clearance.end, view),
            "valid": _valid(clearance.end, moment),
        },
        "flags": [
            {"id": entry_id("redflag", flag.no), "code": flag.code, "grade": flag.grade}
            for flag in verdict.flags
        ],
        "due": due_json(case.due),
    }


def _cells(case: Case, moment: Moment, view: View) -> tuple[str, ...]:
    return (
        safe(case.patient.record.name),
        _verdict_words(case.verdict.advice).upper(),
        _pain(case.newest, moment, view),
        _PHASES.get(case.phase.kind, case.phase.kind) if case.phase else NO_PHASE,
        _clearance(case, moment, view),
        " ".join(_ids(case)),
    )


def _verdict_words(advice: str) -> str:
    return (NO_HIGH_PAIN if advice == "none" else advice).replace("-", " ")


def _pain(newest: Entry[PainRating] | None, moment: Moment, view: View) -> str:
    """`6/10 back 3 h`, a recall but now named; with its date where either is known by its date."""
    if newest is None:
        return "not rated"
    rating = newest.record
    age = _age(rating, moment)
    made = "now" if not age else ago(age * MINUTE)
    if age is None:
        made = _date(rating.moment.at, view, rating.moment.offset)
    value = value_words(rating.scale, rating.value)
    return f"{value}{_RECALLS[rating.recall]} {rating.site} {made}"


def _age(rating: PainRating, moment: Moment) -> int | None:
    """How many minutes before the moment it was made; None where either is known by its date."""
    if rating.moment.width or moment.width:
        return None
    return (moment.at - rating.moment.at) // MINUTE


def _clearance(case: Case, moment: Moment, view: View) -> str:
    if case.clearance is None:
        return "none"
    end = case.clearance.end
    if not _valid(end, moment):
        return "ended"
    if end is None:
        return "no end"
    day, month, *year = _date(end - MINUTE, view).split()
    return f"to {month} {year[0]}" if year else f"to {day} {month}"


def _valid(end: int | None, moment: Moment) -> bool:
    return end is None or moment.judged_at < end


def _date(at: int, view: View, offset: int | None = None) -> str:
    """`3 Apr`, with the year when it is not this one."""
    return view.date(at, offset).partition(" ")[2]


def _ids(case: Case) -> list[str]:
    return [entry_id("redflag", flag.no) for flag in case.verdict.flags] + due_ids(case.due)


def _counts(cases: Sequence[Case], of: int) -> str:
    counts = Counter(case.verdict.advice for case in cases)
    words = [f"{counts[advice]} {_verdict_words(advice)}" for advice in ADVICE if counts[advice]]
    total = counted(of, "patient")
    shown = total if len(cases) == of else f"{len(cases)} of {total}"
    return f"{shown}: {', '.join(words)}" if words else shown
