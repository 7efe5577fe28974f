"""Procedures as massages and conservative measures; every other one is passed over.

A discectomy or laminectomy is passed over as well, and named: it says when somebody was operated
on, not when the phase of surgery ended, and phases do not overlap. Whoever was operated on says so
once: `rehabtrack phase start surgery --at D`.
"""

import re

from rehabtrack.domain.moment import DAY
from rehabtrack.domain.records.massage import PRESSURES, TECHNIQUES, MassageSession
from rehabtrack.domain.records.measure import PHYSIOTHERAPY_FORMS, Measure
from rehabtrack.domain.words import OTHER
from rehabtrack.interchange.fhir.read_elements import (
    Object,
    any_of,
    are_bare,
    codings,
    extension_of,
    is_ours,
    label,
    line,
    meanings,
    names,
    notes,
    one,
    several,
    text,
    word_of,
)
from rehabtrack.interchange.fhir.read_sites import areas_of
from rehabtrack.interchange.fhir.read_times import Span, done_at
from rehabtrack.interchange.fhir.read_told import Around, Told

#: What a procedure is called that bears no code of ours; what follows a comma or bracket apart.
_CALLED = {
    "massage": "massage",
    "massage therapy": "massage",
    "therapeutic massage": "massage",
    "back massage": "massage",
    "massage of back": "massage",
    "massage of the back": "massage",
    "acupuncture": "acupuncture",
    "hirudotherapy": "hirudotherapy",
    "leech therapy": "hirudotherapy",
    "reflexotherapy": "reflexotherapy",
    "reflexology": "reflexotherapy",
    "physical therapy": "physiotherapy",
    "physical therapy procedure": "physiotherapy",
    "physiotherapy": "physiotherapy",
    "exercise": "exercise",
    "exercises": "exercise",
    "exercise therapy": "exercise",
    "therapeutic exercise": "exercise",
    "manual therapy": "manual",
}
_SURGERY = ("89355001", "3418002", "387731002")  # as in the table of codes
_DONE = ("completed", "stopped")  # what was stopped was begun
_GOING_ON = "in-progress"
_MINUTES = re.compile("([0-9]{1,4}) min")
_HELD = {
    *("resourceType", "id", "meta", "text", "language", "status", "statusReason", "code"),
    *("subject", "performedDateTime", "performedPeriod", "note"),
}


def procedure(resource: Object, around: Around) -> Told | str:
    """The massage or measure that it makes, or why it is passed over; raises Refused."""
    code, status = resource.get("code"), resource.get("status")
    what, kind = label("Procedure", code), _kind(code)
    if any(found in _SURGERY for _, found in codings(code)):
        return f"{what} (surgery)"
    if kind is None:
        return what
    given = status in _DONE and not _is_not_done(resource)
    if not given and not (_is_not_done(resource) if kind == "massage" else status == _GOING_ON):
        return f"{what} {status}" if isinstance(status, str) else f"{what} without a status"
    when = done_at(resource, around.times)
    if when is None:
        return f"{what} without a time"
    if kind == "massage":
        return _massage(resource, when, around, given=given) or f"{what} of several days"
    return _measure(resource, when, kind)


def _kind(code: object) -> str | None:
    """`massage`, a kind of measure or a form of physiotherapy."""
    words = {found.of: found.word for found in meanings(code) if found.status != "unverified"}
    if "massage" in words:
        return "massage"
    known = words.get("form") or words.get("measure")
    return known if known is not None or is_ours(code) else any_of(names(code), _CALLED)


def _is_not_done(resource: Object) -> bool:
    # notDone: as STU3 said it
    return resource.get("status") == "not-done" or resource.get("notDone") is True


def _massage(resource: Object, when: Span, around: Around, *, given: bool) -> Told | None:
    """None for what went on longer than a day: a course, not one massage."""
    moment = when.noted[0]
    if when.end_at is not None and when.end_at - moment.at > max(moment.width, DAY):
        return None
    manner = _Manner(resource.get("code"))
    therapists = _therapists(resource, around)
    like = MassageSession(
        moment=moment,
        given=given,
        minutes=(when.minutes or manner.minutes) if given else None,
        areas=areas_of(resource.get("bodySite")) if given else (),
        techniques=tuple(manner.techniques) if given else (),
        pressure=manner.pressure if given else None,
        therapist=line(", ".join(therapists)) or None,
        because=None if given else _because(resource.get("statusReason")),
        note=notes(resource.get("note")),
    )
    whole = (
        is_ours(resource.get("code"))  # others say in its name how it was given
        and not resource.keys() - _HELD - {"bodySite", "performer"}
        and are_bare(resource.get("note"))
    )
    how = (like.minutes, like.areas, like.techniques, like.pressure)
    why = (like.given, like.therapist, like.because, like.note)
    return Told(like, when.noted, ("massage", when.start, when.end, *how, *why), whole)


def _therapists(resource: Object, around: Around) -> list[str]:
    actors = (one(each.get("actor")) for each in several(resource.get("performer")))
    found = (around.file.people.practitioner(actor, around.found) for actor in actors)
    return [name for name in found if name]


class _Manner:
    """How a massage of our own export was given, as the text of its code says it."""

    def __init__(self, code: object) -> None:
        said = text(one(code).get("text")) or "" if is_ours(code) else ""
        self.techniques: list[str] = []
        self.pressure: str | None = None
        self.minutes: int | None = None
        for part in filter(None, said.partition(": ")[2].split(", ")):
            timed = _MINUTES.fullmatch(part)
            if timed:
                self.minutes = int(timed[1])
            elif part.removesuffix(" pressure") in PRESSURES and part.endswith(" pressure"):
                self.pressure = part.removesuffix(" pressure")
            else:
                self.techniques.append(part if part in TECHNIQUES else f"{OTHER}{part}")


def _because(reason: object) -> str:
    """Why it was not given: an answer of ours, or the file's words."""
    answer, said = word_of(reason, "answer"), next(iter(names(reason)), None)
    if answer is not None:
        told = said is not None and said != answer.replace("-", " ")
        return f"{answer}:{line(said)}" if told and said else answer
    return f"other:{line(said)}" if said else "other:the file gives no reason"


def _measure(resource: Object, when: Span, kind: str) -> Told:
    """An event, be it of some minutes, or what went on for days."""
    code, moment = resource.get("code"), when.noted[0]
    name, minutes = next(iter(names(code)), kind), when.minutes
    dose, lasted = (extension_of(resource, of) for of in ("dose", "minutes"))
    if is_ours(code):  # what stands behind the name is there for people
        name = name.removesuffix(", ".join(["", *filter(None, (dose, lasted))]))
        timed = _MINUTES.fullmatch(lasted or "")
        minutes = int(timed[1]) if timed else minutes
    going_on = when.end is None and resource.get("status") == _GOING_ON
    once = when.minutes is not None or (when.end_at is None and not going_on)
    like = Measure(
        moment=moment,
        end_at=moment.at if once else when.end_at,
        kind="physiotherapy" if kind in PHYSIOTHERAPY_FORMS else kind,
        name=line(name),
        form=kind if kind in PHYSIOTHERAPY_FORMS else None,
        dose=dose,
        minutes=minutes,
        note=notes(resource.get("note")),
    )
    read = ("measure", when.start, when.end, kind, name, str(minutes), like.note)
    held = _HELD | ({"extension"} if dose or lasted else set())
    whole = not resource.keys() - held and are_bare(resource.get("note"))
    return Told(like, when.noted, read, whole)
