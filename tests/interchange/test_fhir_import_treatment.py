"""Procedures and episodes of FHIR R4 become massages, measures and phases; ours come back equal."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from fhir_files import (
    LOINC,
    NOW,
    PARIS,
    SNOMED,
    bundle,
    coded,
    items,
    procedure,
    refusal,
    row,
    skipped,
)

from rehabtrack.domain.moment import HOUR, fixed_zone
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.phase import Phase
from rehabtrack.interchange.fhir import observations, treatment
from rehabtrack.interchange.fhir.scope import Made, Scope
from rehabtrack.interchange.items import Row

BEA = {"resourceType": "Practitioner", "id": "7", "name": [{"text": "Bea Kneader"}]}
FIVE = int(datetime(2026, 3, 14, 16, tzinfo=UTC).timestamp()) * 1000
AT_FIVE = fixed_zone(60).moment(FIVE)
THE_DAY = PARIS.day(date(2026, 3, 12))


def lasting(start: str, end: str | None = None) -> dict[str, Any]:
    period = {"start": start} | ({"end": end} if end else {})
    return {"performedPeriod": period}


def rows(*resources: Any) -> list[Row]:
    return [item for item in items(bundle(*resources)) if isinstance(item, Row)]


# --- massages ------------------------------------------------------------------------------------


def test_a_massage_is_read_whole() -> None:
    (found,) = rows(
        procedure(
            "Massage, back (classical)",
            **lasting("2026-03-14T17:00:00+01:00", "2026-03-14T17:40:00+01:00"),
            performer=[{"actor": {"reference": "Practitioner/7"}}],
            bodySite=[coded("37822005", SNOMED), {"text": "Neck"}, {"text": "jaw, left"}],
            note=[{"text": "calm"}, {"text": "warm"}],
        ),
        BEA,
    )
    assert (found.line, found.moment) == ("entry[0]", AT_FIVE)
    assert '"text":"Massage, back (classical)"' in (found.original or "")
    assert found.record == MassageSession(
        moment=AT_FIVE,
        minutes=40,
        areas=("lower-back", "neck", "other:jaw left"),
        therapist="Bea Kneader",
        note="calm\nwarm",
    )


@pytest.mark.parametrize(
    "code",
    [
        {"text": "massage"},
        {"text": "Massage therapy"},
        coded("387854002", SNOMED, text="Therapeutic massage"),
        coded("massage", "urn:rehabtrack:massage"),
        {
            "coding": [
                {"system": "http://example.org", "code": "M1", "display": "Massage (procedure)"}
            ]
        },
    ],
)
def test_a_massage_is_known_by_its_name_or_our_code(code: Any) -> None:
    assert row(procedure(code=code)).record == MassageSession(moment=AT_FIVE)


@pytest.mark.parametrize(
    "text", ["Cardiac massage", "Massage of heart", "Carotid sinus massage", "Referral for massage"]
)
def test_a_massage_of_the_heart_or_a_referral_is_none(text: str) -> None:
    assert skipped(procedure(text)) == [f'Procedure "{text}"']


def test_a_code_that_nobody_could_verify_says_nothing_alone() -> None:
    assert skipped(procedure(code=coded("387854002", SNOMED))) == ["Procedure 387854002"]


@pytest.mark.parametrize(
    ("reason", "because"),
    [
        ({"text": "too much pain"}, "other:too much pain"),
        ({"text": "much\n pain" + "!" * 300}, f"other:much pain{'!' * 190}…"),
        (None, "other:the file gives no reason"),
        (coded("pain-eased", "urn:rehabtrack:answer", text="pain eased"), "pain-eased"),
        (coded("other", "urn:rehabtrack:answer", text="we agreed"), "other:we agreed"),
    ],
)
def test_a_massage_that_was_not_done_was_not_given_and_why(reason: Any, because: str) -> None:
    found = row(procedure(status="not-done", statusReason=reason)).record
    assert (found.given, found.because, found.minutes) == (False, because, None)


def test_what_was_not_done_is_never_given_however_it_is_said() -> None:
    assert row(procedure(notDone=True)).record.given is False  # as STU3 said it


@pytest.mark.parametrize("status", ["preparation", "in-progress", "on-hold", "entered-in-error"])
def test_a_massage_that_is_not_over_is_passed_over(status: str) -> None:
    assert skipped(procedure(status=status)) == [f'Procedure "Massage" {status}']


def test_a_massage_that_was_stopped_was_given() -> None:
    assert row(procedure(status="stopped")).record.given


def test_a_massage_without_a_time_or_of_days_is_passed_over() -> None:
    assert skipped(
        procedure(performedString="last week"),
        procedure(**lasting("2026-01-01", "2026-02-01")),
        procedure(status="not-done", performedAge={"value": 50}),
    ) == [
        'Procedure "Massage" without a time',
        'Procedure "Massage" of several days',
        'Procedure "Massage" without a time',
    ]


def test_a_massage_known_by_its_day_has_no_minutes() -> None:
    found = row(procedure(**lasting("2026-03-12", "2026-03-12"))).record
    assert found == MassageSession(moment=THE_DAY)


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ({"performedDateTime": "2026-03"}, "not known to the day"),
        ({"performedDateTime": "2026-04-01"}, "in the future"),
        (lasting("2026-03-12T10:00:00Z", "2026-03-12T09:00:00Z"), "end before it starts"),
        (lasting("2026-03-12T10:00:00Z", "today"), "not known to the day"),
        ({"performedPeriod": {"end": "2026-03-12"}}, "does not say when it began"),
    ],
)
def test_a_massage_at_no_time_that_can_be_is_refused(times: Any, why: str) -> None:
    found = refusal(procedure(**times))
    assert why in found.sentence
    assert found.line == "entry[0]"
    assert found.remedy


# --- measures ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "kind", "form"),
    [
        (coded("91251008", SNOMED, text="Physio"), "physiotherapy", None),
        (coded("229065009", SNOMED, text="Exercises"), "exercise", None),
        (coded("44868003", SNOMED, text="Needles"), "physiotherapy", "acupuncture"),
        ({"text": "Acupuncture"}, "physiotherapy", "acupuncture"),
        ({"text": "Manual therapy (procedure)"}, "manual", None),
        ({"text": "Physical therapy"}, "physiotherapy", None),
    ],
)
def test_a_conservative_measure_is_one_of_ours(code: Any, kind: str, form: str | None) -> None:
    assert row(procedure(code=code)).record == Measure(
        moment=AT_FIVE, end_at=FIVE, kind=kind, form=form, name=code["text"]
    )


def test_a_measure_of_minutes_is_an_event_and_one_of_days_a_span() -> None:
    half_an_hour = lasting("2026-03-14T17:00:00+01:00", "2026-03-14T17:30:00+01:00")
    event = row(procedure("Exercise", **half_an_hour)).record
    assert (event.minutes, event.end_at) == (30, FIVE)
    course = row(procedure("Exercise", **lasting("2026-03-12", "2026-03-13"))).record
    assert (course.minutes, course.moment) == (None, THE_DAY)
    assert course.end_at == THE_DAY.at + 48 * HOUR


def test_a_measure_that_goes_on_has_no_end() -> None:
    going_on = procedure("Exercise", status="in-progress", **lasting("2026-03-12"))
    assert row(going_on).record.end_at is None
    over = procedure("Exercise", **lasting("2026-03-12"))
    assert row(over).record.end_at == THE_DAY.at


def test_a_measure_that_was_not_done_is_none() -> None:
    assert skipped(procedure("Exercise", status="not-done")) == ['Procedure "Exercise" not-done']


def test_other_procedures_are_counted_and_surgery_is_named() -> None:
    assert skipped(
        procedure(code=coded("308449000", SNOMED, text="Referral to chiropractor")),
        procedure(code=coded("89355001", SNOMED)),
        procedure(code=coded("387731002", SNOMED), performedDateTime="2015"),
        procedure(code=None),
    ) == [
        "Procedure 308449000",
        "Procedure 89355001 (surgery)",
        "Procedure 387731002 (surgery)",
        "Procedure without a code",
    ]


# --- phases --------------------------------------------------------------------------------------


def episode(kind: str = "recovery", **elements: Any) -> dict[str, Any]:
    return {
        "resourceType": "EpisodeOfCare",
        "status": "active",
        "type": [coded(kind, "urn:rehabtrack:phase")],
        "patient": {"reference": "Patient/1"},
        "period": {"start": "2026-03-12"},
        **elements,
    }


def test_an_episode_of_our_type_is_a_phase() -> None:
    assert row(episode()).record == Phase(moment=THE_DAY, kind="recovery")
    ended = {"start": "2026-03-12", "end": "2026-03-12"}
    found = row(episode("surgery", status="finished", period=ended)).record
    assert found == Phase(moment=THE_DAY, kind="surgery", end_at=THE_DAY.at + THE_DAY.width)


def test_the_text_that_a_server_made_of_a_phase_is_no_note() -> None:
    made = {"status": "generated", "div": "<div>Recovery since 12 March</div>"}
    assert row(episode(text=made)).record.note is None


def test_other_episodes_and_those_that_never_were_are_passed_over() -> None:
    hacc = "http://terminology.hl7.org/CodeSystem/episodeofcare-type"
    assert skipped(
        episode(type=[coded("hacc", hacc)]),
        episode(status="planned"),
        episode(status="entered-in-error"),
        episode("holiday"),
        episode(type=None),
    ) == [
        "EpisodeOfCare hacc",
        "EpisodeOfCare recovery planned",
        "EpisodeOfCare recovery entered-in-error",
        "EpisodeOfCare holiday",
        "EpisodeOfCare without a code",
    ]


# --- our own export ------------------------------------------------------------------------------

SCOPE = Scope({"reference": "urn:uuid:1"}, None, NOW, lambda *_: None, lambda _: Made("Ann", NOW))
WRITERS: dict[str, Any] = {
    "pain": observations.of_rating,
    "massage": treatment.of_massage,
    "measure": treatment.of_measure,
    "phase": treatment.of_phase,
}


def back(kind: str, record: Any, **changes: Any) -> Row:
    """A record as it comes back from our own export."""
    entry = Entry(kind, 1, 1, bytes(16), 1, 1, "Ann", NOW, 0, None, record)._replace(**changes)
    return row(*WRITERS[kind](entry, SCOPE))


RATED = {"moment": AT_FIVE, "site": "back", "scale": "nrs", "value": 4}
NOTE = "first line\nsecond <line> & more"


@pytest.mark.parametrize(
    ("kind", "record"),
    [
        ("pain", PainRating(**RATED)),
        ("pain", PainRating(**RATED | {"moment": THE_DAY, "site": "leg-left", "note": NOTE})),
        ("pain", PainRating(**RATED | {"site": "buttock-right", "recall": "average-24h"})),
        ("pain", PainRating(**RATED | {"site": "other:left knee", "recall": "worst-24h"})),
        ("pain", PainRating(**RATED | {"scale": "vas", "value": 63, "recall": "average-7d"})),
        ("pain", PainRating(**RATED | {"scale": "faces", "value": 10})),
        *(
            ("pain", PainRating(**RATED | {"scale": "vrs", "value": value, "recall": recall}))
            for value in range(4)
            for recall in ("now", "worst-24h")
        ),
        ("massage", MassageSession(moment=AT_FIVE)),
        ("massage", MassageSession(moment=THE_DAY, minutes=45, pressure="deep")),
        (
            "massage",
            MassageSession(
                moment=AT_FIVE,
                minutes=40,
                areas=("lower-back", "leg-left", "other:jaw"),
                techniques=("pressing", "kneading", "other:hot stones"),
                pressure="light",
                therapist="Bea Kneader",
                note=NOTE,
            ),
        ),
        ("massage", MassageSession(moment=AT_FIVE, given=False, because="pain-eased")),
        ("massage", MassageSession(moment=AT_FIVE, given=False, because="other:we agreed")),
        ("measure", Measure(moment=AT_FIVE, end_at=FIVE, kind="exercise", name="Swim, far")),
        ("measure", Measure(moment=AT_FIVE, kind="manual", name="Bending", note=NOTE)),
        (
            "measure",
            Measure(moment=THE_DAY, end_at=FIVE, kind="physiotherapy", name="Leeches").replace(
                form="hirudotherapy"
            ),
        ),
        (
            "measure",
            Measure(moment=AT_FIVE, end_at=FIVE, kind="exercise", name="Walk", minutes=30),
        ),
        (
            "measure",
            Measure(moment=THE_DAY, end_at=THE_DAY.at, kind="exercise", name="Gym", minutes=30),
        ),
        *(
            ("measure", Measure(moment=AT_FIVE, end_at=end_at, kind=kind, name="A, 10 min", **more))
            for kind in ("drug", "manual")
            for end_at in (FIVE, None)
            for more in (
                {"dose": "400 mg"},
                {"dose": "400 mg", "note": NOTE},
                {"dose": "30 min"},
                *({"dose": dose, "minutes": 30} for dose in (None, "30 min", "A")),
            )
        ),
        ("measure", Measure(moment=THE_DAY, kind="drug", name="Ibuprofen")),
        ("measure", Measure(moment=AT_FIVE, end_at=FIVE + HOUR, kind="drug", name="Drip")),
        ("measure", Measure(moment=AT_FIVE, kind="physiotherapy", name="Tape", form="other")),
        ("phase", Phase(moment=THE_DAY, kind="recovery")),
        ("phase", Phase(moment=AT_FIVE, end_at=FIVE + HOUR, kind="surgery", note=NOTE)),
        ("phase", Phase(moment=THE_DAY, kind="conservative", course_done_at=FIVE)),
    ],
)
def test_what_we_write_comes_back_equal(kind: str, record: Any) -> None:
    found = back(kind, record)
    assert found.record == record
    assert found.original is None


def test_what_others_say_of_drugs_is_passed_over() -> None:
    drug = {"resourceType": "MedicationStatement", "status": "active"}
    taken = {"medicationCodeableConcept": {"text": "Ibuprofen"}, "effectiveDateTime": "2026-03-14"}
    ours = {"category": {"coding": [{"system": "urn:rehabtrack:measure", "code": "drug"}]}}
    assert skipped({**drug, **taken}) == ["MedicationStatement"]
    assert skipped({**drug, **taken, **ours, "status": "entered-in-error"}) == [
        "MedicationStatement entered-in-error"
    ]
    assert skipped({**drug, **ours}) == ["MedicationStatement without a name"]
    hostile = {"dosage": [{"timing": {"repeat": {"duration": "many", "durationUnit": "min"}}}]}
    assert row({**drug, **taken, **ours, **hostile}).record.minutes is None


def test_what_we_write_of_a_void_record_is_passed_over() -> None:
    entry = Entry("pain", 1, 1, bytes(16), 1, 1, "Ann", NOW, 2, "typo", PainRating(**RATED))
    assert skipped(*observations.of_rating(entry, SCOPE)) == [
        "Observation 72514-3 entered-in-error"
    ]
    assert LOINC in str(list(observations.of_rating(entry, SCOPE)))
