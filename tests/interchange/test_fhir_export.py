"""What each record becomes in FHIR R4, element by element."""

import json
from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import pytest

from rehabtrack.domain.findings import Finding, StoredWarning
from rehabtrack.domain.moment import DAY, HOUR, Moment, fixed_zone
from rehabtrack.domain.records.clearance import Clearance
from rehabtrack.domain.records.entry import Entry
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.patient import Patient
from rehabtrack.domain.records.phase import Phase
from rehabtrack.domain.records.redflag import RedFlag
from rehabtrack.domain.records.score import FunctionScore
from rehabtrack.domain.records.screen import Screen
from rehabtrack.domain.records.symptom import Symptom
from rehabtrack.interchange.fhir import codes, provenance
from rehabtrack.interchange.fhir.concerns import Answer, Warned
from rehabtrack.interchange.fhir.elements import reference
from rehabtrack.interchange.fhir.export import bundle, resources
from rehabtrack.interchange.fhir.scope import Made, Scope

Resource = dict[str, Any]

MORNING = 1_773_469_800_000  # 2026-03-14 07:30 in Berlin
MOMENT = Moment(MORNING, 0, 60, "Europe/Berlin")
ALL_DAY = Moment(MORNING - 7 * HOUR - HOUR // 2, DAY, 60, "Europe/Berlin")
RECORDED = MORNING + 62_345
PATIENT = "00000000-0000-0000-0000-000000000001"
MASSAGE = "00000000-0000-0000-0000-000000000099"
ME = {"reference": f"urn:uuid:{PATIENT}"}
SURVEY = [
    {
        "coding": [
            {
                "system": "http://terminology.hl7.org/CodeSystem/observation-category",
                "code": "survey",
                "display": "Survey",
            }
        ]
    }
]


def entry(kind: str, record: Any, no: int = 2, **fields: Any) -> Entry[Any]:
    """A record as the journal knows it."""
    uid = no.to_bytes(16, "big")
    known = Entry(kind, 1, no, uid, 1, 1, "anna", RECORDED, 0, None, record)
    return known._replace(**fields)


def present(kind: str, no: int) -> Entry[Any] | None:
    """The massage m1 alone goes out beside what is looked at."""
    given = MassageSession(moment=MOMENT)
    return entry("massage", given, 0x99) if (kind, no) == ("massage", 1) else None


SCOPE = Scope(
    reference(PATIENT), None, MORNING + DAY, present, lambda _: Made("bob", MORNING + DAY)
)
ANNA = entry("patient", Patient(name="Anna"), 1)


def made(*entries: Entry[Any], scope: Scope = SCOPE, warned: Any = ()) -> list[Resource]:
    """What these entries become, the patient and who made what left out."""
    found = resources(ANNA, entries, warned, scope)
    return [one for one in found if one["resourceType"] not in ("Patient", "Provenance")]


def one_of(kind: str, record: Any, **fields: Any) -> Resource:
    """The one resource that a record becomes."""
    (found,) = made(entry(kind, record, **fields))
    return found


def rating(**fields: Any) -> PainRating:
    """A rating of the back on the numeric scale."""
    given = {"moment": MOMENT, "site": "back", "scale": "nrs", "value": 6}
    return PainRating(**given | fields)


def test_a_rating_is_an_observation_of_one_site_with_its_two_times() -> None:
    assert one_of("pain", rating(site="leg-left", note="after sitting")) == {
        "resourceType": "Observation",
        "id": "00000000-0000-0000-0000-000000000002",
        "status": "final",
        "category": SURVEY,
        "code": {
            "coding": [
                {
                    "system": "http://loinc.org",
                    "code": "72514-3",
                    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
                },
                {"system": "urn:rehabtrack:scale", "code": "nrs"},
            ],
            "text": "Pain, 0-10",
        },
        "subject": ME,
        "effectiveDateTime": "2026-03-14T07:30:00+01:00",
        "issued": "2026-03-14T06:31:02.345Z",
        "performer": [ME],
        "valueQuantity": {
            "value": 6,
            "unit": "{score}",
            "system": "http://unitsofmeasure.org",
            "code": "{score}",
        },
        "bodySite": {
            "coding": [
                {
                    "system": "http://snomed.info/sct",
                    "code": "32153003",
                    "display": "Structure of left lower limb",
                },
                {"system": "urn:rehabtrack:site", "code": "leg-left"},
            ],
            "text": "leg left",
        },
        "note": [{"text": "after sitting"}],
    }


def test_zero_pain_is_a_value() -> None:
    assert one_of("pain", rating(value=0))["valueQuantity"]["value"] == 0


def test_a_verbal_rating_is_the_word_of_the_answer_list_and_ours() -> None:
    found = one_of("pain", rating(scale="vrs", value=1))
    assert found["code"]["coding"][0]["code"] == "38208-5"
    assert found["valueCodeableConcept"] == {
        "coding": [
            {"system": "http://loinc.org", "code": "LA6752-5", "display": "Mild"},
            {"system": "urn:rehabtrack:vrs", "code": "weak"},
        ],
        "text": "weak",
    }


def test_a_look_back_never_bears_a_code_of_the_moment() -> None:
    found = one_of("pain", rating(recall="average-7d"))
    assert found["code"] == {
        "coding": [{"system": "urn:rehabtrack:scale", "code": "nrs"}],
        "text": "Pain, 0-10: average of the 7 days before",
    }
    (component,) = found["component"]
    assert component["valueCodeableConcept"]["coding"] == [
        {"system": "urn:rehabtrack:recall", "code": "average-7d"}
    ]


def test_a_rating_known_by_its_date_has_a_bare_date() -> None:
    assert one_of("pain", rating(moment=ALL_DAY))["effectiveDateTime"] == "2026-03-14"


def test_a_site_of_ones_own_words_is_text_alone() -> None:
    assert one_of("pain", rating(site="other:head"))["bodySite"] == {"text": "head"}


def test_a_site_without_a_verified_code_has_ours() -> None:
    assert one_of("pain", rating(site="buttock-left"))["bodySite"] == {
        "coding": [{"system": "urn:rehabtrack:site", "code": "buttock-left"}],
        "text": "buttock left",
    }


@pytest.mark.parametrize("relation", ["before", "after", "next-day"])
def test_a_linked_rating_is_part_of_its_massage(relation: str) -> None:
    found = one_of("pain", rating(session=1, relation=relation))
    assert found["partOf"] == [{"reference": f"urn:uuid:{MASSAGE}"}]
    assert found["component"][0]["valueCodeableConcept"]["coding"][0]["code"] == relation


def test_a_rating_of_a_massage_that_stays_behind_refers_to_nothing() -> None:
    assert "partOf" not in one_of("pain", rating(session=7, relation="before"))


def test_an_offset_that_no_date_time_may_have_becomes_utc() -> None:
    far = fixed_zone(15 * 60).moment(MORNING)
    found = one_of("pain", rating(moment=far))
    assert found["effectiveDateTime"] == "2026-03-14T06:30:00.000Z"


def test_a_control_character_becomes_a_space() -> None:
    assert one_of("pain", rating(note="a\x07b\tc\nd"))["note"] == [{"text": "a b\tc\nd"}]


def test_a_void_record_keeps_its_value_and_is_entered_in_error() -> None:
    found = one_of("pain", rating(), voided_by=3, void_reason="a slip")
    assert (found["status"], found["valueQuantity"]["value"]) == ("entered-in-error", 6)


def test_a_massage_is_a_procedure_with_its_length_and_where_and_how() -> None:
    massage = MassageSession(
        moment=MOMENT,
        minutes=40,
        areas=("lower-back", "leg-left", "other:scalp"),
        techniques=("stroking", "other:cupping"),
        pressure="light",
        therapist="Eva",
    )
    found = one_of("massage", massage)
    assert found["status"] == "completed"
    assert found["code"] == {
        "coding": [{"system": "urn:rehabtrack:massage", "code": "massage"}],
        "text": "Massage: stroking, cupping, light pressure",
    }
    assert found["performedPeriod"] == {
        "start": "2026-03-14T07:30:00+01:00",
        "end": "2026-03-14T08:10:00+01:00",
    }
    assert [site["text"] for site in found["bodySite"]] == ["lower back", "leg left", "scalp"]
    assert [site["coding"][0]["code"] for site in found["bodySite"][:2]] == [
        *("37822005", "32153003")
    ]
    assert found["performer"] == [{"actor": {"display": "Eva"}}]


def test_a_massage_known_by_its_date_keeps_its_length_in_words() -> None:
    found = one_of("massage", MassageSession(moment=ALL_DAY, minutes=40))
    assert found["performedDateTime"] == "2026-03-14"
    assert found["code"]["text"] == "Massage: 40 min"


def test_a_massage_not_given_says_why() -> None:
    found = one_of("massage", MassageSession(moment=MOMENT, given=False, because="other:fever"))
    assert found["status"] == "not-done"
    assert found["statusReason"] == {
        "coding": [{"system": "urn:rehabtrack:answer", "code": "other"}],
        "text": "fever",
    }


def test_a_drug_is_what_the_patient_says_she_takes() -> None:
    drug = Measure(moment=MOMENT, kind="drug", name="Ibuprofen", dose="400 mg")
    found = one_of("measure", drug)
    assert found["resourceType"] == "MedicationStatement"
    assert found["status"] == "active"
    assert found["category"]["coding"] == [{"system": "urn:rehabtrack:measure", "code": "drug"}]
    assert found["medicationCodeableConcept"] == {"text": "Ibuprofen"}
    assert found["effectivePeriod"] == {"start": "2026-03-14T07:30:00+01:00"}
    assert found["dosage"] == [{"text": "400 mg"}]


@pytest.mark.parametrize(
    ("end_at", "status"),
    [(None, "in-progress"), (MORNING + HOUR, "completed"), (MORNING + 2 * DAY, "in-progress")],
)
def test_another_measure_is_a_procedure_as_long_as_it_goes_on(
    end_at: int | None, status: str
) -> None:
    found = one_of("measure", Measure(moment=MOMENT, end_at=end_at, kind="exercise", name="Walks"))
    assert (found["resourceType"], found["status"]) == ("Procedure", status)
    assert found["code"]["text"] == "Walks"


def test_needles_are_no_physical_therapy() -> None:
    needles = Measure(moment=MOMENT, kind="physiotherapy", name="Needles", form="acupuncture")
    coded = one_of("measure", needles)["code"]["coding"]
    assert {coding["system"] for coding in coded} == {
        *("urn:rehabtrack:measure", "urn:rehabtrack:form")
    }
    plain = Measure(moment=MOMENT, kind="physiotherapy", name="Gymnastics")
    assert one_of("measure", plain)["code"]["coding"][0]["code"] == "91251008"


def test_a_phase_is_an_episode_of_the_diagnosis_that_says_if_its_course_is_done() -> None:
    phase = Phase(
        moment=ALL_DAY,
        kind="conservative",
        end_at=MORNING + 20 * HOUR,
        course_done_at=MORNING,
        note="a <b>note</b>",
    )
    (found,) = made(entry("phase", phase), scope=SCOPE._replace(condition=reference(MASSAGE)))
    assert (found["resourceType"], found["status"]) == ("EpisodeOfCare", "finished")
    assert [kind["text"] for kind in found["type"]] == [
        *("conservative phase", "basic course done 2026-03-14T06:30:00.000Z")
    ]
    assert found["diagnosis"] == [{"condition": reference(MASSAGE)}]
    assert found["period"] == {"start": "2026-03-14", "end": "2026-03-15T03:30:00+01:00"}
    assert "a &lt;b&gt;note&lt;/b&gt;" in found["text"]["div"]


def test_a_refusal_asks_not_to_massage_and_a_clearance_says_how() -> None:
    said = {"moment": MOMENT, "doctor": "Dr Roth", "specialty": "neurologist"}
    refusal = one_of("clearance", Clearance(**said, refuses=True, areas=("neck",)))
    assert refusal["doNotPerform"] is True
    assert refusal["requester"] == {"type": "Practitioner", "display": "Dr Roth (neurologist)"}
    assert refusal["bodySite"][0]["coding"][0]["code"] == "45048000"
    bound = Clearance(**said, techniques=("stroking",), pressure="light", end_at=MORNING + HOUR)
    found = one_of("clearance", bound)
    assert "doNotPerform" not in found
    assert (found["intent"], found["status"]) == ("order", "completed")
    assert [detail["text"] for detail in found["orderDetail"]] == ["stroking", "at most light"]


def test_an_open_red_flag_is_active_and_an_assessed_one_is_not() -> None:
    flag = RedFlag(moment=MOMENT, code="saddle")
    assert one_of("redflag", flag)["status"] == "active"
    said = {"assessed_at": MORNING + HOUR, "assessed_by": "Dr Roth", "specialty": "other"}
    found = one_of("redflag", flag.replace(**said))
    assert found["status"] == "inactive"
    assert "Assessed by Dr Roth (other doctor)." in found["text"]["div"]


def test_a_checklist_without_a_red_flag_is_no_flag() -> None:
    found = one_of("redflag", RedFlag(moment=MOMENT, code="none"))
    assert (found["resourceType"], found["valueBoolean"]) == ("Observation", False)


def test_a_sign_of_a_nerve_is_there_at_its_site() -> None:
    found = one_of("symptom", Symptom(moment=MOMENT, sign="numbness", site="leg-right"))
    assert found["code"]["coding"] == [{"system": "urn:rehabtrack:sign", "code": "numbness"}]
    assert found["valueBoolean"] is True
    assert found["bodySite"]["coding"][0]["code"] == "62175007"


def test_a_total_is_a_number_with_its_tenth_and_its_unit() -> None:
    found = one_of("score", FunctionScore(moment=MOMENT, instrument="odi", tenths=425))
    assert found["valueQuantity"] == {
        "value": 42.5,
        "unit": "%",
        "system": codes.UCUM,
        "code": "%",
    }
    whole = one_of("score", FunctionScore(moment=MOMENT, instrument="start-back", tenths=40))
    assert json.dumps(whole["valueQuantity"]["value"]) == "4"
    assert [coding["system"] for coding in whole["code"]["coding"]] == ["urn:rehabtrack:instrument"]


def test_ticked_statements_are_what_a_total_is_derived_from() -> None:
    score = FunctionScore(moment=MOMENT, instrument="rmdq", tenths=20, items=(5, 18))
    total, answers = made(entry("score", score))
    assert total["derivedFrom"] == [{"reference": f"urn:uuid:{answers['id']}"}]
    assert [item["linkId"] for item in answers["item"]] == ["5", "18"]
    assert answers["item"][1]["text"] == "I sleep less well because of my back."


def test_a_screen_answers_every_question_and_says_where() -> None:
    found = one_of("screen", Screen(moment=MOMENT, session=1, yes=("skin=neck", "epilepsy")))
    answers = {item["linkId"]: item["answer"] for item in found["item"]}
    assert answers["skin"] == [{"valueBoolean": True}, {"valueString": "neck"}]
    assert answers["epilepsy"] == [{"valueBoolean": True}]
    assert answers["fever"] == [{"valueBoolean": False}]
    assert found["partOf"] == [reference(MASSAGE)]


def test_of_a_questionnaire_of_another_edition_only_what_was_a_yes_is_told() -> None:
    found = one_of("screen", Screen(moment=MOMENT, edition=2, yes=("epilepsy",)))
    assert [item["linkId"] for item in found["item"]] == ["epilepsy"]


FINDING = Finding("high-pain", 1, "high-pain", "rated-high", 2, 3, 24, None, "p1.1", MORNING + DAY)


def warned(finding: Finding = FINDING, **fields: Any) -> Warned:
    """A warning of the massage m1 that stands."""
    stored = StoredWarning(1, 1, finding, RECORDED, "at-logging", 1, 1, 0, None, None, False, False)
    return Warned((7).to_bytes(16, "big"), stored._replace(**fields), [])


def test_a_warning_is_a_detected_issue_with_what_it_rests_on() -> None:
    rated = entry("pain", rating(), 0x55)
    scope = SCOPE._replace(present=lambda kind, no: rated if kind == "pain" else present(kind, no))
    (found,) = made(scope=scope, warned=[warned()])
    assert (found["status"], found["severity"]) == ("final", "moderate")
    assert [coding["code"] for coding in found["code"]["coding"]] == ["COND", "high-pain"]
    assert found["implicated"] == [reference(MASSAGE)]
    assert found["evidence"] == [{"detail": [reference("00000000-0000-0000-0000-000000000055")]}]
    assert found["author"] == {"type": "Device", "display": "rehabtrack"}
    assert found["detail"] == (
        "rule high-pain/1: high pain; rated high; limit 3, 24 h; until 2026-03-15T06:30:00.000Z; "
        "raised at logging"
    )


def test_a_warning_never_rests_on_a_rating_that_was_changed_since() -> None:
    changed = entry("pain", rating(value=2), version=2)
    scope = SCOPE._replace(present=lambda kind, no: changed if kind == "pain" else None)
    (found,) = made(scope=scope, warned=[warned()])
    assert "evidence" not in found


def test_a_withdrawn_warning_is_marked_as_such() -> None:
    (found,) = made(warned=[warned(withdrawn_by=4, withdrawn_at=MORNING + DAY, cause="later")])
    assert found["status"] == "entered-in-error"


@pytest.mark.parametrize(
    ("status", "category", "severity"),
    [
        *(("high-pain", 3, "high"), ("high-pain", 2, "moderate"), ("unverified", None, "low")),
        *(("refused", None, "high"), ("red-flag", None, "high")),
    ],
)
def test_how_grave_a_warning_is(status: str, category: int | None, severity: str) -> None:
    (found,) = made(warned=[warned(FINDING._replace(status=status, category=category))])
    assert found["severity"] == severity


@pytest.mark.parametrize(
    ("role", "author"),
    [("doctor", "bob"), ("massage-therapist", "bob"), ("patient", None), (None, None)],
)
def test_only_who_is_declared_no_patient_is_the_author_of_an_answer(
    role: str | None, author: str | None
) -> None:
    answer = Answer(b"\1" * 16, 1, "pain-eased", None, RECORDED, "bob", role)
    found = list(resources(ANNA, (), [warned()._replace(answers=[answer])], SCOPE))
    (issue,) = (one for one in found if one["resourceType"] == "DetectedIssue")
    (mitigation,) = issue["mitigation"]
    assert mitigation.get("author", {}).get("display") == author
    (said,) = (one for one in found if one["resourceType"] == "Provenance" and "reason" in one)
    assert said["agent"] == [{"who": {"display": "bob"}}]


def test_an_answer_that_holds_for_a_later_warning_was_given_once() -> None:
    answer = Answer(b"\1" * 16, 1, "pain-eased", None, RECORDED, "bob", None)
    later = warned(no=2)._replace(uid=(8).to_bytes(16, "big"))
    both = [one._replace(answers=[answer]) for one in (warned(), later)]
    found = list(resources(ANNA, (), both, SCOPE))
    assert len([one for one in found if one.get("reason")]) == 1
    assert len([one for one in found if one.get("mitigation")]) == 2


def test_a_patient_who_is_only_me_has_no_name() -> None:
    (me, *_) = resources(entry("patient", Patient(name="me"), 1), (), (), SCOPE)
    assert "name" not in me
    assert me["active"] is True


def test_a_diagnosis_is_her_own_words_and_not_coded() -> None:
    anna = entry("patient", Patient(name="Anna", diagnosis="hernia L5/S1"), 1)
    _, condition, *_ = resources(anna, (), (), SCOPE)
    assert condition["code"] == {"text": "hernia L5/S1"}


def provenances(*entries: Entry[Any]) -> list[Resource]:
    """Who made these entries and changed them, but for the patient."""
    found = [one for one in resources(ANNA, entries, (), SCOPE) if "agent" in one]
    return [one for one in found if one["target"] != [ME]]


def test_who_changed_a_record_last_and_who_made_it_void_is_said() -> None:
    edited = entry("pain", rating(), version=3, change=5)
    (update,) = [one for one in provenances(edited) if one["agent"][0]["who"]["display"] == "bob"]
    assert update["activity"]["coding"][0]["code"] == "UPDATE"
    void = entry("pain", rating(), version=2, change=5, voided_by=5, void_reason="a slip")
    (nullify,) = [one for one in provenances(void) if one["agent"][0]["who"]["display"] == "bob"]
    assert nullify["activity"]["coding"][0]["code"] == "NULLIFY"
    assert nullify["reason"] == [{"text": "a slip"}]


def test_records_made_at_once_are_named_together() -> None:
    (first,) = provenances(*(entry("pain", rating(), no) for no in range(2, 12)))[:1]
    assert len(first["target"]) == 11  # with the patient, made at the same instant


def endless(apart: int) -> Iterator[Entry[Any]]:
    """Ratings without end, each recorded so long (ms) after the one before."""
    for no in count(2):
        yield entry("pain", rating(), no, recorded_at=RECORDED + no * apart)


@pytest.mark.parametrize("apart", [0, 1])
def test_a_journal_without_end_is_written_as_it_is_read(apart: int) -> None:
    read = islice(resources(ANNA, endless(apart), (), SCOPE), 5_000)
    kinds = [one["resourceType"] for one in read]
    assert kinds.count("Observation") > 2_000
    made_at_once = 5_000 // provenance.TARGETS if apart == 0 else 2_500 - provenance.GATHERED
    assert kinds.count("Provenance") >= made_at_once - 2


def test_a_bundle_is_json_with_a_resource_on_each_line() -> None:
    lines = list(bundle(resources(ANNA, [entry("pain", rating())], (), SCOPE), MORNING))
    text = b"".join(lines)
    whole = json.loads(text)
    assert (whole["resourceType"], whole["type"]) == ("Bundle", "collection")
    assert whole["timestamp"] == "2026-03-14T06:30:00.000Z"
    assert [entry["fullUrl"] for entry in whole["entry"][:1]] == [f"urn:uuid:{PATIENT}"]
    assert len(text.splitlines()) == len(whole["entry"]) + 2


def test_every_system_code_is_in_the_table_once() -> None:
    pairs = [(code.system, code.code) for code in codes.TABLE]
    assert len(pairs) == len(set(pairs))
    assert {code.status for code in codes.TABLE} == {
        *(codes.VERIFIED, codes.SECONDARY, codes.UNVERIFIED)
    }
    assert all(code.source and code.display for code in codes.TABLE)


def test_a_code_that_is_not_verified_is_known_and_never_written() -> None:
    massage = codes.known(codes.SNOMED, "387854002")
    assert massage is not None
    assert massage.status == codes.UNVERIFIED
    assert codes.written("massage", "massage") is None
    assert codes.written("instrument", "start-back") is None
