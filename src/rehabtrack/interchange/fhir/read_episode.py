"""EpisodesOfCare as phases of treatment: those of our own types alone.

What care another institution calls an episode says nothing of surgery or recovery.
"""

import re
from html import unescape

from rehabtrack.domain.moment import Moment
from rehabtrack.domain.records.phase import PHASE_KINDS, Phase
from rehabtrack.interchange.fhir.read_elements import (
    Object,
    label,
    names,
    one,
    several,
    text,
    word_of,
)
from rehabtrack.interchange.fhir.read_times import moment, span
from rehabtrack.interchange.fhir.read_told import Around, Told

_BEGUN = ("active", "onhold", "finished")
_DONE = re.compile("basic course done ([0-9].*)")
_HELD = {
    *("resourceType", "id", "meta", "text", "language", "status", "type", "patient", "period"),
    "diagnosis",
}


def episode(resource: Object, around: Around) -> Told | str:
    """The phase that it is, or why it is passed over; raises Refused."""
    types, status = resource.get("type"), resource.get("status")
    kind = word_of(types, "phase")
    if kind not in PHASE_KINDS:
        return label("EpisodeOfCare", types)
    what = f"EpisodeOfCare {kind}"
    if status not in _BEGUN:
        return f"{what} {status}" if isinstance(status, str) else f"{what} without a status"
    when = span(one(resource.get("period")), around.times)
    done = _course_done(types, around)
    note = _note(resource.get("text"))
    like = Phase(
        moment=when.noted[0],
        end_at=when.end_at,
        kind=kind,
        course_done_at=None if done is None else done.at,
        note=note,
    )
    read = ("phase", when.start, when.end, kind, None if done is None else str(done.at), note)
    return Told(like, when.noted, read, not resource.keys() - _HELD)


def _course_done(types: object, around: Around) -> Moment | None:
    """When the basic course of the phase was done, as our own export says it."""
    for concept in several(types):
        said = _DONE.fullmatch(next(iter(names(concept)), ""))
        if said and word_of(concept, "course") is not None:
            return moment(said[1], around.times)[0]
    return None


def _note(narrative: object) -> str | None:
    """What our own export wrote into the text of a phase, which has no element for a note."""
    div = text(one(narrative).get("div"))
    if div is None or one(narrative).get("status") != "additional":
        return None
    lines = re.sub("<br */?>|</p><p>", "\n", div)
    return unescape(re.sub("<[^>]*>", "", lines)) or None
