"""How a record lies in its table: its columns in order, and the way there and back."""

from importlib import import_module
from typing import Any

from rehabtrack.domain.moment import Moment

_MOMENT = ("at", "width", "offset", "zone")

#: The content columns of each kind's table, in order; the envelope of an entry stands before them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "patient": ("name", "zone", "site", "diagnosis", "archived"),
    "pain": (
        *_MOMENT,
        *("site", "scale", "value", "recall", "session", "relation", "note", "counts", "origin"),
    ),
    "massage": (
        *_MOMENT,
        *("judged_at", "given", "minutes", "areas", "techniques", "pressure"),
        *("therapist", "because", "note", "same", "origin"),
    ),
    "phase": (*_MOMENT, "end_at", "kind", "course_done_at", "note", "origin"),
    "measure": (
        *_MOMENT,
        *("end_at", "kind", "name", "form", "dose", "minutes", "note", "origin"),
    ),
    "clearance": (
        *_MOMENT,
        *("end_at", "doctor", "specialty", "refuses", "areas", "techniques", "pressure", "limits"),
    ),
    "policy": (*_MOMENT, "limit", "hours", "because", "on_advice_of"),
    "screen": (*_MOMENT, "session", "edition", "yes"),
    "note": (
        *_MOMENT,
        *("session", "subjective", "objective", "assessment", "plan"),
        *("signed_at", "signed_by", "signed_as"),
    ),
    "addendum": (*_MOMENT, "amends", "because", "text"),
    "redflag": (*_MOMENT, "code", "assessed_at", "assessed_by", "specialty", "note"),
    "symptom": (*_MOMENT, "sign", "site", "asks"),
    "score": (*_MOMENT, "instrument", "tenths", "items"),
    "context": (*_MOMENT, "source", "text", "origin"),
}

_CLASSES = {
    "patient": "Patient",
    "pain": "PainRating",
    "massage": "MassageSession",
    "phase": "Phase",
    "measure": "Measure",
    "clearance": "Clearance",
    "policy": "PolicyChange",
    "screen": "Screen",
    "note": "SessionNote",
    "addendum": "Addendum",
    "redflag": "RedFlag",
    "symptom": "Symptom",
    "score": "FunctionScore",
    "context": "Context",
}

#: Columns that are decided from the others at writing, or say where the record came from.
DERIVED = ("counts", "judged_at", "origin")
#: What beside its instant tells whether a row that comes again says the same of a record.
SAYING = {"pain": ("site", "scale", "value")}
_LISTS = ("areas", "techniques", "yes", "items", "asks")
_FLAGS = ("given", "refuses", "archived")


def columns_of(kind: str, record: Any, origin: bytes | None = None) -> tuple[object, ...]:
    """The content columns of a record, in the order of its table."""
    known = dict(vars(record))
    moment = known.pop("moment", None)
    if moment is not None:
        known |= moment._asdict()
    for name in DERIVED:
        known[name] = origin if name == "origin" else getattr(record, name, None)
    for name in _LISTS:
        if name in known:
            known[name] = ",".join(map(str, known[name])) or None
    values = (known[name] for name in COLUMNS[kind])
    return tuple(int(value) if isinstance(value, bool) else value for value in values)


def record_of(kind: str, columns: tuple[Any, ...]) -> Any:
    """The record that these content columns hold; it checks itself anew."""
    known = dict(zip(COLUMNS[kind], columns, strict=True))
    for name in DERIVED:
        known.pop(name, None)
    if "at" in known:
        known["moment"] = Moment(*(known.pop(name) for name in _MOMENT))
    for name in _LISTS:
        if name in known:
            known[name] = tuple(known[name].split(",")) if known[name] else ()
    for name in _FLAGS:
        if name in known:
            known[name] = bool(known[name])
    return record_class(kind)(**known)


def record_class(kind: str) -> Any:
    """The class of a kind's records; its module is imported when first needed."""
    return getattr(import_module(f"rehabtrack.domain.records.{kind}"), _CLASSES[kind])


def kind_of(record: object) -> str:
    """The kind of a record, the name of its module."""
    return type(record).__module__.rpartition(".")[2]
