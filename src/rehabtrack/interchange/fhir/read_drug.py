"""MedicationStatements of our own export as drugs; every other one is passed over.

What others prescribe or state is a list of drugs of all kinds, most of them not for the back.
"""

from rehabtrack.domain.records.measure import Measure
from rehabtrack.interchange.fhir.read_elements import (
    Object,
    are_bare,
    line,
    names,
    notes,
    number,
    one,
    text,
    word_of,
)
from rehabtrack.interchange.fhir.read_times import Span, moment, span
from rehabtrack.interchange.fhir.read_told import Around, Told

_TAKEN = ("active", "completed")


def drug(resource: Object, around: Around) -> Told | str:
    """The drug that it tells of, or why it is passed over; raises Refused."""
    kind, status = "MedicationStatement", resource.get("status")
    if word_of(resource.get("category"), "measure") != "drug":
        return kind
    name = next(iter(names(resource.get("medicationCodeableConcept"))), None)
    if status not in _TAKEN or name is None:
        said = status if isinstance(status, str) else "without a status"
        return f"{kind} {said if status not in _TAKEN else 'without a name'}"
    when = _taken(resource, around)
    if when is None:
        return f"{kind} without a time"
    dosage = one(resource.get("dosage"))
    like = Measure(
        moment=when.noted[0],
        end_at=when.end_at,
        kind="drug",
        name=line(name),
        dose=line(text(dosage.get("text")) or "") or None,
        minutes=_minutes(dosage),
        note=notes(resource.get("note")),
    )
    read = ("drug", when.start, when.end, name, like.dose, str(like.minutes), like.note)
    return Told(like, when.noted, read, are_bare(resource.get("note")))


def _taken(resource: Object, around: Around) -> Span | None:
    written = text(resource.get("effectiveDateTime"))
    if written is not None:
        noted = moment(written, around.times)
        return Span(written, noted, written, noted[0].at, None)
    period = one(resource.get("effectivePeriod"))
    return span(period, around.times) if period else None


def _minutes(dosage: Object) -> int | None:
    repeat = one(one(dosage.get("timing")).get("repeat"))
    duration = number(repeat.get("duration")) or ""
    known = repeat.get("durationUnit") == "min" and duration.isdigit()
    return int(duration) if known else None
