"""Phases, massages and other measures, and what doctors said of massage."""

from collections.abc import Iterator
from typing import Any

from rehabtrack.domain.moment import MINUTE
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.records.phase import Phase
from rehabtrack.domain.records.warning import read_answer
from rehabtrack.interchange.fhir.elements import (
    Element,
    Resource,
    concept,
    date_time,
    extensions,
    given,
    instant,
    lasting,
    named,
    narrative,
    note,
    own_concept,
    period,
    resource,
    text,
    uuid_of,
    words,
)
from rehabtrack.interchange.fhir.scope import Scope, status
from rehabtrack.interchange.fhir.sites import areas


def of_phase(entry: Entry[Phase], scope: Scope) -> Iterator[Resource]:
    """A phase of treatment; that its basic course is done is a second type of it."""
    phase = entry.record
    done = phase.course_done_at
    types = [own_concept("phase", phase.kind, f"{words(phase.kind)} phase")]
    if done is not None:
        said = f"basic course done {instant(done)}"
        types.append(own_concept("course", "done", said))
    yield resource(
        "EpisodeOfCare",
        uuid_of(entry.uid),
        text=narrative(phase.note),
        status=status(entry, "finished" if scope.over(phase.end_at) else "active"),
        type=types,
        diagnosis=[{"condition": scope.condition}] if scope.condition else None,
        patient=scope.patient,
        period=period(phase.moment, phase.end_at),
    )


def of_massage(entry: Entry[MassageSession], scope: Scope) -> Iterator[Resource]:
    """A massage given, or not given and why."""
    massage = entry.record
    timed = massage.minutes is not None and not massage.moment.width
    end_at = massage.moment.at + (massage.minutes or 0) * MINUTE if timed else massage.moment.at
    lost = None if timed else massage.minutes
    yield _procedure(
        entry,
        scope,
        status=status(entry, "completed" if massage.given else "not-done"),
        statusReason=None if massage.because is None else reason(massage.because),
        code=own_concept("massage", "massage", _manner(massage, lost)),
        **lasting("performed", massage.moment, end_at),
        performer=[{"actor": named(massage.therapist)}] if massage.therapist else None,
        bodySite=areas(massage.areas),
        note=note(massage.note),
    )


def of_measure(entry: Entry[Measure], scope: Scope) -> Iterator[Resource]:
    """A drug as what the patient says she takes; any other measure as a procedure."""
    measure = entry.record
    if measure.kind == "drug":
        yield _drug(entry, scope)
        return
    event = measure.end_at == measure.moment.at
    timed = event and measure.minutes is not None and not measure.moment.width
    end_at = measure.moment.at + (measure.minutes or 0) * MINUTE if timed else measure.end_at
    more = {"dose": measure.dose, "minutes": None if timed else _minutes(measure.minutes)}
    yield _procedure(
        entry,
        scope,
        extension=extensions(more),
        status=status(entry, "completed" if scope.over(measure.end_at) else "in-progress"),
        code={
            **_therapy(measure),
            "text": text(", ".join([measure.name, *filter(None, more.values())])),
        },
        **lasting("performed", measure.moment, end_at),
        note=note(measure.note),
    )


def of_clearance(entry: Entry[Clearance], scope: Scope) -> Iterator[Resource]:
    """What a doctor asks for, or with `doNotPerform` asks not to be done."""
    clearance = entry.record
    techniques = [concept("technique", word) for word in clearance.techniques]
    pressure = clearance.pressure
    at_most = [own_concept("pressure", pressure, f"at most {pressure}")] if pressure else []
    yield resource(
        "ServiceRequest",
        uuid_of(entry.uid),
        status=status(entry, "completed" if scope.over(clearance.end_at) else "active"),
        intent="order",
        doNotPerform=True if clearance.refuses else None,
        code=own_concept("massage", "massage", "No massage" if clearance.refuses else "Massage"),
        orderDetail=[*techniques, *at_most],
        subject=scope.patient,
        occurrencePeriod=period(clearance.moment, clearance.end_at),
        authoredOn=date_time(clearance.moment),
        requester=named(f"{clearance.doctor} ({doctor(clearance.specialty)})", "Practitioner"),
        bodySite=areas(clearance.areas),
        note=note(clearance.limits),
    )


def doctor(specialty: str) -> str:
    """What a doctor of a specialty is called."""
    return "other doctor" if specialty == "other" else specialty


def reason(because: str) -> Element:
    """An answer, `CODE` or `CODE:TEXT`, as a concept."""
    code, said = read_answer(because)
    return own_concept("answer", code, said)


def _procedure(entry: Entry[Any], scope: Scope, **elements: Any) -> Resource:
    first = ("extension", "status", "statusReason", "code")
    return resource(
        "Procedure",
        uuid_of(entry.uid),
        **{name: elements.pop(name, None) for name in first},
        subject=scope.patient,
        **elements,
    )


def _drug(entry: Entry[Measure], scope: Scope) -> Resource:
    drug = entry.record
    dosage = {
        "text": text(drug.dose) if drug.dose else None,
        "timing": {"repeat": {"duration": drug.minutes, "durationUnit": "min"}}
        if drug.minutes is not None
        else None,
    }
    return resource(
        "MedicationStatement",
        uuid_of(entry.uid),
        status=status(entry, "completed" if scope.over(drug.end_at) else "active"),
        category=own_concept("measure", drug.kind),
        medicationCodeableConcept={"text": text(drug.name)},
        subject=scope.patient,
        **lasting("effective", drug.moment, drug.end_at),
        dateAsserted=instant(entry.recorded_at),
        note=note(drug.note),
        dosage=[one] if (one := given(dosage)) else None,
    )


def _therapy(measure: Measure) -> Element:
    """The kind of measure. Physiotherapy of a form of its own, such as leeches, is that form."""
    if measure.form is None:
        return concept("measure", measure.kind)
    if measure.form == "other":  # a word of ours alone, beside what public code the kind has
        coding = [
            *concept("measure", measure.kind)["coding"],
            *own_concept("form", "other")["coding"],
        ]
        return {"coding": coding}
    return {"coding": [*own_concept("measure", measure.kind)["coding"], *_form(measure.form)]}


def _form(form: str | None) -> list[Element]:
    coded: list[Element] = concept("form", form)["coding"] if form else []
    return coded


def _manner(massage: MassageSession, minutes: int | None) -> str:
    pressure = f"{massage.pressure} pressure" if massage.pressure else None
    how = [*map(words, massage.techniques), pressure, _minutes(minutes)]
    said = ", ".join(filter(None, how))
    return f"Massage: {said}" if said else "Massage"


def _minutes(minutes: int | None) -> str | None:
    return None if minutes is None else f"{minutes} min"
