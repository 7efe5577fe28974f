"""Session notes and what was added to them, as documents."""

from base64 import b64encode
from collections.abc import Iterator
from typing import Any

from rehabtrack.domain.records.addendum import Addendum
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.note import PARTS, SessionNote
from rehabtrack.interchange.fhir.elements import (
    Resource,
    instant,
    named,
    own_concept,
    resource,
    text,
    uuid_of,
)
from rehabtrack.interchange.fhir.scope import Scope, status


def of_note(entry: Entry[SessionNote], scope: Scope) -> Iterator[Resource]:
    """A session note of a therapist, a draft or signed."""
    note = entry.record
    session = scope.refer("massage", note.session)
    parts = [(part, getattr(note, part)) for part in PARTS]
    signed = f"Signed by {note.signed_by}" + (f" ({note.signed_as})" if note.signed_as else "")
    yield _document(
        entry,
        scope,
        "\n\n".join(f"{part.capitalize()}:\n{said}" for part, said in parts if said),
        type=own_concept("note", "session-note"),
        docStatus="preliminary" if note.signed_at is None else "final",
        description=None if note.signed_by is None else text(signed),
        date=instant(entry.recorded_at if note.signed_at is None else note.signed_at),
        context={"related": [session]} if session else None,
    )


def of_addendum(entry: Entry[Addendum], scope: Scope) -> Iterator[Resource]:
    """What was added to a signed note, and why."""
    addendum = entry.record
    amended = scope.refer("note", addendum.amends)
    yield _document(
        entry,
        scope,
        addendum.text or addendum.because,
        type=own_concept("note", "addendum"),
        docStatus="final",
        description=text(f"Added because: {addendum.because}"),
        date=instant(entry.recorded_at),
        relatesTo=[{"code": "appends", "target": amended}] if amended else None,
    )


def _document(entry: Entry[Any], scope: Scope, said: str, **elements: Any) -> Resource:
    data = b64encode(said.encode("utf-8")).decode("ascii")
    return resource(
        "DocumentReference",
        uuid_of(entry.uid),
        status=status(entry, "current"),
        subject=scope.patient,
        author=[named(entry.author)],
        content=[{"attachment": {"contentType": "text/plain; charset=utf-8", "data": data}}],
        **elements,
    )
