"""The report: one self-contained HTML page, made of a course and its figures."""

from collections.abc import Collection, Sequence
from typing import Any

from rehabtrack.domain.high_pain import RULE_ID, RULE_VERSION
from rehabtrack.domain.instruments import CHANGE_SOURCE
from rehabtrack.domain.named import Named
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.records.patient import ME
from rehabtrack.reports.course import Course
from rehabtrack.reports.figures import Figures, figures_in
from rehabtrack.reports.ground import Ground, ground
from rehabtrack.reports.page import for_doctor, for_therapist
from rehabtrack.reports.page.facts import (
    coverage_words,
    foremost,
    level_row,
    measures_words,
    policy_words,
)
from rehabtrack.reports.page.for_patient import for_patient
from rehabtrack.reports.page.phases import phase_rows
from rehabtrack.reports.page.pictures.axis import day_words
from rehabtrack.reports.page.pictures.calendar import calendar
from rehabtrack.reports.page.pictures.responses import response_picture
from rehabtrack.reports.page.pictures.strips import worst_of
from rehabtrack.reports.page.pictures.timeline import timeline
from rehabtrack.reports.page.rendering import rendered
from rehabtrack.reports.page.room import ROOMS, SHEET, Room
from rehabtrack.reports.page.sheet import laid_out
from rehabtrack.reports.page.wording import Line, own, some, visible
from rehabtrack.reports.part import part_of

DOCTOR, THERAPIST, PATIENT = AUDIENCES = ("doctor", "therapist", "patient")
#: So many characters of them are shown; ours.
LONGEST_NAME, LONGEST_DIAGNOSIS, LONGEST_NOTE = 40, 70, 180
#: So many digits of the change chain's head are shown, as `db check` does.
HEAD_DIGITS = 16
TITLES = {DOCTOR: "In brief", THERAPIST: "Massage", PATIENT: "Is it getting better?"}


class Note(Named):
    """A note as it is shown: when and of what it was, and its text."""

    when: str
    text: str


class Request(Named):
    """What a page is to be: for whom, without what, made when and by which version.

    `newest` is the day of the newest rating, in the span or not; `verdict` what the rules say of a
    massage now; `notes` those that were asked for.
    """

    audience: str
    without: Collection[str]
    made: str
    version: str
    newest: str | None
    verdict: str
    clearances: Sequence[Clearance]
    notes: Sequence[Note]


def page(course: Course, request: Request) -> str:
    """The page of a course, redacted as it is to be shown."""
    from rehabtrack.reports.page.pictures import drawing, keys

    of = ground(course)
    whole = part_of(of, [of.whole])
    found, worst = figures_in(whole), worst_of(whole.ratings)
    told = _told(of, found, request)
    for room in ROOMS:
        listed = _listed(course, found, request, room)
        sheet = laid_out({**told, **listed}, course, len(worst), room)
        if sheet.height <= SHEET:
            break
    return rendered(
        "report.html.j2",
        **sheet.shown,
        timeline=timeline(course, worst, room.strips, room.tall),
        calendar=calendar(course, worst, room.years),
        draw=drawing,
        key=keys,
    )


def beginning(made: str, version: str) -> str:
    """The page of an empty file: how to begin."""
    return rendered("beginning.html.j2", made=made, version=version)


def _told(of: Ground, found: Figures, request: Request) -> dict[str, Any]:
    """What the template shows however much room there is, by name."""
    course = of.course
    name, diagnosis = course.patient.name, course.patient.diagnosis
    return {
        "whose": None if name == ME else own(name, LONGEST_NAME),
        "diagnosis": diagnosis and own(diagnosis, LONGEST_DIAGNOSIS),
        "first": day_words(course.first_day),
        "last": day_words(course.last_day),
        "request": request,
        "coverage": coverage_words(found.coverage, request.newest),
        "blocks": _blocks(of, found, request),
        "phases": phase_rows(of),
        "policy": policy_words(course),
        "rule": f"{RULE_ID}/{RULE_VERSION}",
        "change_source": CHANGE_SOURCE,
        "head": _head(course),
        "voided": course.voided,
    }


def _listed(course: Course, found: Figures, request: Request, room: Room) -> dict[str, Any]:
    """What it shows as much of as there is room for, by name."""
    levels = [*found.levels, *found.elsewhere]
    shown = foremost(levels, room.levels)
    return {
        "emergencies": _alarms(course, True, room.emergencies),
        "flags": _alarms(course, False, room.flags),
        "responses": response_picture(found.responses, room.rows),
        "levels": [level_row(level) for level in shown],
        "more_levels": len(levels) - len(shown),
        "measures": measures_words(course, found.measures, room.measures),
        "notes": request.notes[: room.notes],
        "more_notes": max(len(request.notes) - room.notes, 0),
    }


def _alarms(course: Course, emergency: bool, most: int) -> str:
    """The open red flags of that grade; signs that only ask of one are own words in part."""
    words = [visible(ask.words) for ask in course.alarms if ask.emergency is emergency]
    return some(words, most, "; ")


def _blocks(of: Ground, found: Figures, request: Request) -> list[tuple[str, str, Sequence[Line]]]:
    """Each block as (code, title, lines): that of whom the page is for stands first."""
    held = request.clearances
    if request.audience == DOCTOR:
        doctor = for_doctor.for_doctor(of, found, held)
        therapist = for_therapist.beside(held, found, request.verdict)
    else:
        doctor = for_doctor.beside(of, found)
        therapist = for_therapist.for_therapist(of.course, found, held, request.verdict)
    lines = {DOCTOR: doctor, THERAPIST: therapist, PATIENT: for_patient(of)}
    first = request.audience
    order = [first, *(other for other in AUDIENCES if other != first)]
    return [(code, TITLES[code], lines[code]) for code in order]


def _head(course: Course) -> str:
    if course.head is None:
        return "no change yet"
    no, digest = course.head
    return f"u{no} {digest.hex()[:HEAD_DIGITS]}"
