"""Pain in FHIR R4 becomes a rating on its own scale, is passed over, or refused by its path."""

import json
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from fhir_files import (
    ANN,
    BOB,
    LOINC,
    SNOMED,
    bundle,
    coded,
    items,
    pain,
    refusal,
    row,
    skipped,
    stopped,
)

from rehabtrack.domain.records.pain import PainRating
from rehabtrack.interchange.fhir import read
from rehabtrack.interchange.items import Refusal, Row, Skipped

ISSUED = "2026-03-14T07:31:02Z"


def rating(*resources: Any, **options: Any) -> PainRating:
    record = row(*resources, **options).record
    assert isinstance(record, PainRating)
    return record


def said(*resources: Any, **options: Any) -> tuple[str, int, str]:
    found = rating(*resources, **options)
    return found.scale, found.value, found.recall


def at(**times: Any) -> str:
    ms = rating(pain(**times)).moment.at
    return f"{datetime.fromtimestamp(ms / 1000, UTC):%Y-%m-%dT%H:%MZ}"


# --- a whole row ---------------------------------------------------------------------------------


def test_a_rating_is_read_whole() -> None:
    found = row(ANN, pain(6, subject={"reference": "Patient/ann"}, note=[{"text": "after a walk"}]))
    moment = found.moment
    assert (found.line, found.patient, found.notice) == ("entry[1]", "Ann Example", None)
    assert (moment.offset, moment.zone, moment.precision) == (60, "+01:00", "minute")
    assert found.original is None
    assert found.record == PainRating(
        moment=moment, site="back", scale="nrs", value=6, note="after a walk"
    )


def test_what_the_record_cannot_hold_is_kept_as_it_stood() -> None:
    observed = pain(6, interpretation=[{"text": "Hurts Even More"}], text={"div": "<div/>"})
    original = row(observed).original
    assert original is not None
    assert json.loads(original) == {k: v for k, v in observed.items() if k != "text"}
    assert " " not in original.replace("Hurts Even More", "")


def test_an_original_is_cut_at_4000_characters() -> None:
    assert len(row(pain(6, device={"display": "x" * 9000})).original or "") == 4000


@pytest.mark.parametrize(
    "more",
    [
        {"bodySite": coded("37822005", SNOMED)},
        {"bodySite": coded("77568009", SNOMED, text="in the middle")},
        {"note": [{"text": "bad", "authorString": "Bob"}]},
        {"performer": [{"reference": "Practitioner/1"}]},
        {"partOf": [{"reference": "Procedure/1"}]},
    ],
)
def test_what_says_more_than_the_record_has_its_original(more: Any) -> None:
    assert row(pain(6, **more)).original is not None


# --- values --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("element", "expected"),
    [
        ({"valueQuantity": {"value": 0}}, ("nrs", 0, "now")),
        ({"valueQuantity": {"value": 6.0, "unit": "{score}"}}, ("nrs", 6, "now")),
        ({"valueQuantity": {"value": 6, "unit": "score", "code": "{score}"}}, ("nrs", 6, "now")),
        ({"valueQuantity": {"value": 6, "unit": "Punkte", "code": "1"}}, ("nrs", 6, "now")),
        ({"valueInteger": 10}, ("nrs", 10, "now")),
        ({"valueCodeableConcept": coded("LA6111-4")}, ("nrs", 0, "now")),
        ({"valueCodeableConcept": coded("LA6113-0", text="2 or more")}, ("nrs", 2, "now")),
        ({"valueCodeableConcept": coded("LA13942-0")}, ("nrs", 10, "now")),
    ],
)
def test_a_number_from_0_to_10_is_that_number(element: Any, expected: Any) -> None:
    assert said(pain(None, **element)) == expected


def test_a_number_in_json_is_read_digit_by_digit() -> None:
    data = bundle(pain(6)).replace(b'"value": 6', b'"value": 6.000000000000000000000000001')
    (item,) = items(data)
    assert isinstance(item, Refusal)
    assert "is not a value of the 0-10 scale" in item.sentence


@pytest.mark.parametrize("value", [11, -1, 6.5, 1e300, 2**64])
def test_what_the_scale_does_not_have_is_refused_by_its_path(value: float) -> None:
    found = refusal(pain(value))
    assert found.line == "entry[0]"
    assert "is not a value of the 0-10 scale (nrs)." in found.sentence
    assert found.remedy.startswith("Use a whole number from 0 to 10")
    assert found.cells["at"] == "2026-03-14T07:30:00+01:00"
    assert (found.cells["scale"], found.cells["recall"]) == ("nrs", "now")


def test_a_decimal_is_rounded_up_where_that_is_asked_for() -> None:
    assert said(pain(6.5), round_up=True) == ("nrs", 7, "now")
    assert "--round up" in refusal(pain(6.5)).remedy


@pytest.mark.parametrize(
    ("element", "why"),
    [
        ({"valueString": "6"}, "not given as a number"),
        ({"valueBoolean": True}, "not given as a number"),
        ({"valueQuantity": {"value": "6"}}, "not given as a number"),
        ({"valueQuantity": {"value": 6, "comparator": ">"}}, "more or less"),
        ({"valueQuantity": {"value": 60, "unit": "mm"}}, 'Its unit is "mm".'),
        ({"valueQuantity": {"value": 6}, "valueInteger": 7}, "two values"),
        ({"valueCodeableConcept": coded("LA6750-9")}, "none of those of its scale"),
        ({"valueCodeableConcept": {"text": "6"}}, "none of those of its scale"),
        (
            {
                "valueCodeableConcept": {
                    "coding": [*coded("LA6111-4")["coding"], *coded("LA6112-2")["coding"]]
                }
            },
            "none of those of its scale",
        ),
    ],
)
def test_what_is_no_number_of_the_scale_is_refused(element: Any, why: str) -> None:
    found = refusal(pain(None, **element))
    assert why in found.sentence
    assert found.remedy


@pytest.mark.parametrize(
    ("quantity", "value"),
    [
        ({"value": 63, "code": "mm"}, 63),
        ({"value": 63.0, "unit": "mm"}, 63),
        ({"value": 6.3, "unit": "cm"}, 63),
        ({"value": 10, "unit": "cm", "code": "cm"}, 100),
    ],
)
def test_a_visual_scale_is_in_millimetres(quantity: Any, value: int) -> None:
    assert said(pain(None, "38214-3", valueQuantity=quantity)) == ("vas", value, "now")


@pytest.mark.parametrize(
    "element",
    [
        {"valueQuantity": {"value": 6}},
        {"valueQuantity": {"value": 6, "unit": "{score}"}},
        {"valueInteger": 6},
        {"valueQuantity": {"value": 10.1, "unit": "cm"}},
        {"valueQuantity": {"value": 6.35, "unit": "cm"}},
    ],
)
def test_a_visual_scale_without_a_length_is_refused(element: Any) -> None:
    found = refusal(pain(None, "38214-3", **element))
    assert "mm" in found.remedy or "millimetres" in found.remedy


@pytest.mark.parametrize(
    ("concept", "value"),
    [
        (coded("LA131-5"), 0),
        (coded("LA6752-5"), 1),
        (coded("LA6751-7"), 2),
        (coded("LA6750-9"), 3),
        (coded("76948002", SNOMED), 3),
        ({"text": "Moderate"}, 2),
        ({"coding": [{"system": LOINC, "code": "LA15111-0", "display": "Mild pain"}]}, 1),
        ({"coding": [{"system": "urn:rehabtrack:vrs", "code": "weak"}], "text": "weak"}, 1),
    ],
)
def test_a_word_of_the_verbal_scale_is_that_word(concept: Any, value: int) -> None:
    assert said(pain(None, "38208-5", valueCodeableConcept=concept)) == ("vrs", value, "now")


@pytest.mark.parametrize(
    "element",
    [
        {"valueCodeableConcept": {"coding": [{"code": "LA13958-6", "display": "Very severe"}]}},
        {"valueQuantity": {"value": 7}},
        {"valueCodeableConcept": coded("LA99999-9")},
    ],
)
def test_a_fifth_word_or_a_number_is_none_of_the_verbal_scale(element: Any) -> None:
    found = refusal(pain(None, "38208-5", **element))
    assert "LA13958-6" not in found.sentence
    assert found.remedy


@pytest.mark.parametrize("value", [0, 2, 4, 6, 8, 10])
def test_a_face_keeps_its_own_number(value: int) -> None:
    assert said(pain(value, "38221-8")) == ("faces", value, "now")


@pytest.mark.parametrize("value", [1, 5, 12])
def test_a_number_between_two_faces_is_refused(value: int) -> None:
    assert "faces scale" in refusal(pain(value, "38221-8")).sentence


def test_the_average_of_the_past_week_is_a_recall_of_its_own() -> None:
    assert said(pain(4, "75893-8")) == ("nrs", 4, "average-7d")


def test_the_worst_of_seven_days_is_no_recall_of_ours_and_counted() -> None:
    answer = {"valueCodeableConcept": coded("LA6751-7")}
    assert skipped(pain(None, "75262-6", **answer)) == ["Observation 75262-6"]


def test_a_recall_of_our_own_export_comes_back() -> None:
    component = {
        "code": coded("recall", "urn:rehabtrack:component"),
        "valueCodeableConcept": coded("worst-24h", "urn:rehabtrack:recall"),
    }
    own = pain(7, component=[component], code=coded("nrs", "urn:rehabtrack:scale"))
    assert said(own) == ("nrs", 7, "worst-24h")
    assert row(own).original is None


# --- what is passed over -------------------------------------------------------------------------


@pytest.mark.parametrize("status", ["entered-in-error", "cancelled", "registered"])
def test_what_was_taken_back_or_never_said_is_passed_over(status: str) -> None:
    assert skipped(pain(9, status=status)) == [f"Observation 72514-3 {status}"]


@pytest.mark.parametrize("status", ["final", "amended", "corrected", "preliminary"])
def test_what_was_said_counts_whatever_became_of_it_later(status: str) -> None:
    assert said(pain(9, status=status)) == ("nrs", 9, "now")


@pytest.mark.parametrize(
    "element",
    [
        {"dataAbsentReason": {"text": "asleep"}},
        {},
        {"valueQuantity": {"unit": "{score}"}},
        {"hasMember": [{"reference": "Observation/1"}]},
    ],
)
def test_an_absent_value_is_never_zero(element: Any) -> None:
    assert skipped(pain(None, **element)) == ["Observation 72514-3 without a value"]


def test_other_observations_are_counted_by_their_code_and_tell_no_text() -> None:
    mine = {"resourceType": "Observation", "status": "final", "valueString": "a secret"}
    assert skipped(
        pain(5, "44261-6"),
        pain(5, code=coded("PEGASSESSMENT", "http://cds.ahrq.gov/cdsconnect/pms")),
        {**mine, "code": {"text": "Diary"}},
        {**mine, "code": {"text": "Di\x1b[2Jary"}},
        {**mine, "code": coded("a long secret note about somebody that is no code")},
        mine,
    ) == [
        "Observation 44261-6",
        "Observation PEGASSESSMENT",
        'Observation "Diary"',
        "Observation without a code",
        "Observation without a code",
        "Observation without a code",
    ]


def test_all_else_is_counted_by_its_type() -> None:
    broken = {"resourceType": "MedicationRequest", "category": {"coding": []}, "dosage": 7}
    assert skipped(
        {"resourceType": "Condition"},
        broken,  # an object where a list is asked for, as in two of CDS4CPM's
        {"resourceType": "a note"},
        {"response": {"status": "201 Created"}},
    ) == ["Condition", "MedicationRequest", "a resource of no type", "an entry without a resource"]


def test_a_component_that_rates_pain_is_a_rating_of_its_own() -> None:
    panel = pain(
        None,
        "38212-7",
        component=[
            {"code": coded("72514-3"), "valueQuantity": {"value": 7}},
            {"code": coded("91145-3"), "valueQuantity": {"value": 3}},
            {"code": coded("75893-8"), "dataAbsentReason": {"text": "not asked"}},
        ],
    )
    first, second = items(bundle(panel))
    assert isinstance(first, Row)
    assert (first.line, first.record.value, first.record.site) == (
        "entry[0].component[0]",
        7,
        "back",
    )
    assert second == Skipped("entry[0].component[2]", "Observation 75893-8 without a value")


@pytest.mark.parametrize("what", ["29857009", "84757009"])  # chest pain, epilepsy
def test_how_bad_something_else_was_is_no_pain_of_the_back(what: str) -> None:
    component = {"code": coded("72514-3"), "valueInteger": 2}
    other = pain(None, code=coded(what, SNOMED), component=[component], bodySite=None)
    assert skipped(other, site="back") == [f"Observation {what}"]
    assert skipped(pain(focus=[{"reference": "RelatedPerson/1"}])) == [
        "Observation 72514-3 of somebody or something else"
    ]


def test_what_an_extension_may_turn_into_its_opposite_is_refused() -> None:
    changed = {"modifierExtension": [{"url": "x"}]}
    assert "changes what it means" in refusal(pain(**changed)).sentence
    assert skipped(pain(5, "44261-6", **changed)) == ["Observation 44261-6"]


# --- when ----------------------------------------------------------------------------------------


def test_a_time_keeps_its_offset_and_is_cut_to_the_minute() -> None:
    assert at(effectiveDateTime="2026-03-14T07:30:59.999-05:00") == "2026-03-14T12:30Z"
    assert at(effectiveInstant="2026-03-14T07:30:00Z") == "2026-03-14T07:30Z"


def test_a_date_alone_is_a_local_day() -> None:
    moment = rating(pain(effectiveDateTime="2026-03-14")).moment
    assert (moment.precision, moment.zone) == ("day", "Europe/Paris")


def test_a_period_begins_when_it_begins_and_says_so() -> None:
    period = {"start": "2026-03-14T07:30:00Z", "end": "2026-03-14T09:00:00Z"}
    assert at(effectivePeriod=period) == "2026-03-14T07:30Z"
    assert row(pain(effectivePeriod=period)).notice == "Rated for a period: its beginning is taken."


def test_what_was_issued_without_a_time_was_then_and_says_so() -> None:
    found = row(pain(issued="2026-03-14T07:31:02.123Z"))
    assert found.moment.precision == "minute"
    assert found.notice == "Without a time of its own: when it was issued is taken."
    both = {"effectiveDateTime": "2026-03-14", "issued": "2026-03-14T07:31:02Z"}
    assert row(pain(**both)).notice is None


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ({"effectiveDateTime": "2026"}, "2026 is not known to the day."),
        ({"effectiveDateTime": "2026-02"}, "2026-02 is not known to the day."),
        ({"effectiveTiming": {"event": ["2026-02-01"]}, "issued": ISSUED}, "does not say when"),
        ({"effectivePeriod": {"end": "2026-02-01"}, "issued": ISSUED}, "does not say when"),
        ({"effectiveDateTime": None}, "does not say when"),
        ({"effectiveDateTime": "2026-02-30"}, "not in the calendar"),
        ({"effectiveDateTime": "2027-02-01"}, "lies in the future"),
        ({"effectiveDateTime": "yesterday"}, "does not begin with a date"),
    ],
)
def test_what_is_not_known_to_the_day_is_refused(times: Any, why: str) -> None:
    found = refusal(pain(**times))
    assert why in found.sentence
    assert found.cells.get("at") == times.get("effectiveDateTime")


# --- what is put right in a table ------


@pytest.mark.parametrize(
    "refused",
    [
        pain(None, valueQuantity={"value": 6, "comparator": ">"}),
        pain(None, "38214-3", valueQuantity={"value": 6}),
        pain(None, "38214-3", valueQuantity={"value": 6.35, "unit": "cm"}),
        pain(None, "38214-3", valueInteger=6),
        pain(None, valueString="6"),
    ],
)
def test_a_refused_value_that_would_mean_another_in_a_table_is_not_told_there(refused: Any) -> None:
    assert "value" not in refusal(refused).cells


def test_a_rating_without_a_site_needs_it_alone_in_a_table() -> None:
    assert refusal(pain(6, bodySite=None)).cells == {
        "at": "2026-03-14T07:30:00+01:00",
        "scale": "nrs",
        "value": "6",
        "recall": "now",
    }


@pytest.mark.parametrize(
    ("body_site", "site"),
    [
        ({"text": "Knee"}, "Knee"),
        ({"text": "left leg"}, "leg-left"),
        (coded("37822005", SNOMED), "back"),
        (coded("72696002", SNOMED), "a site without a name"),
    ],
)
def test_a_refused_rating_keeps_its_site_in_a_table(body_site: Any, site: str) -> None:
    assert refusal(pain(11, bodySite=body_site)).cells["site"] == site


def test_what_is_unclear_is_no_row_of_a_table() -> None:
    left, right = coded("32153003", SNOMED), coded("62175007", SNOMED)
    both = {"coding": [*left["coding"], *right["coding"]]}
    for unclear in (
        pain(6, valueInteger=7),
        pain(6, bodySite=both),
        pain(6, modifierExtension=[{"url": "x"}]),
    ):
        assert refusal(unclear).cells == {}
    for unclear_file in (
        bundle(ANN, pain(6, subject={"reference": "Patient/bob"})),
        bundle(pain(4, id="a"), pain(5, id="a")),
    ):
        (*_, last) = items(unclear_file)
        assert isinstance(last, Refusal)
        assert last.cells == {}


# --- where ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body_site", "site"),
    [
        (coded("77568009", SNOMED), "back"),
        (coded("37822005", SNOMED), "back"),
        (coded("32153003", SNOMED), "leg-left"),
        ([coded("45048000", SNOMED)], "neck"),
        ({"text": "Left leg"}, "leg-left"),
        ({"text": "leg-right"}, "leg-right"),
        ({"text": "Lower back (lumbar)"}, "back"),
        ({"coding": [{"system": SNOMED, "code": "364564000"}], "text": "lower back"}, "back"),
        ({"coding": [{"display": "Upper back"}]}, "upper-back"),
        ({"text": "other:head"}, "other:head"),
    ],
)
def test_a_place_of_the_body_is_a_site(body_site: Any, site: str) -> None:
    assert rating(pain(bodySite=body_site)).site == site


def test_pain_without_a_site_needs_one_named_once() -> None:
    found = refusal(pain(bodySite=None))
    assert found.sentence == "The row does not say where it hurts."
    assert "give --site SITE" in found.remedy
    assert rating(pain(bodySite=None), site="neck").site == "neck"
    assert rating(pain(), site="neck").site == "back"


def test_a_site_that_is_not_known_is_refused_unless_it_is_mapped() -> None:
    knee = pain(bodySite={"text": "Knee"})
    assert "--site-map" in refusal(knee, site="back").remedy
    assert rating(knee, sites={"knee": "other:knee"}).site == "other:knee"
    assert skipped(knee, sites={"head": "other:head"}) == ["Knee"]


def test_two_sites_in_one_rating_are_refused() -> None:
    both = {"coding": [{"system": SNOMED, "code": code} for code in ("32153003", "62175007")]}
    assert "several sites" in refusal(pain(bodySite=both)).sentence
    other = coded("77568009", SNOMED, text="Left leg")
    assert "several sites" in refusal(pain(bodySite=other)).sentence
    assert "several sites" in refusal(pain(bodySite={"text": "Lower back, neck"})).sentence
    assert "not a site" in refusal(pain(bodySite={"text": "left leg, behind"})).sentence


def test_a_site_of_its_own_in_our_own_export_comes_back() -> None:
    own = pain(code=coded("nrs", "urn:rehabtrack:scale"), bodySite={"text": "head"})
    assert rating(own).site == "other:head"


# --- twice, and again ----------------------------------------------------------------------------


def test_a_file_read_again_tells_the_same_whatever_the_options() -> None:
    bare = pain(4, bodySite=None)
    first, again = row(bare, site="back"), row(bare, site="neck")
    assert first.identity == again.identity
    assert row(pain(5, bodySite=None), site="back").identity != first.identity
    assert row(pain(4, "75893-8", bodySite=None), site="back").identity != first.identity


def test_what_a_name_of_a_site_is_mapped_to_takes_no_part() -> None:
    knee = pain(4, bodySite={"text": "Knee"})
    first, again = (row(knee, sites={"knee": f"other:{word}"}) for word in ("knee", "joint"))
    assert first.identity == again.identity
    assert row(pain(4, bodySite={"text": "back"})).identity != first.identity


def test_a_server_that_names_its_resources_anew_tells_the_same() -> None:
    assert row(pain(id="a", meta={"versionId": "1"})).identity == row(pain(id="b")).identity


def test_a_resource_that_stands_twice_is_read_once() -> None:
    first, again = items(bundle(pain(4, id="a"), pain(4, id="a")))
    assert isinstance(first, Row)
    assert again == Skipped("entry[1]", "the same resource again")


def test_two_equal_ratings_with_identities_of_their_own_are_two() -> None:
    found = items(bundle(pain(4, id="a"), pain(4, id="b"), pain(4), pain(4)))
    assert [isinstance(item, Row) for item in found] == [True] * 4


def test_a_resource_that_stands_twice_and_differently_is_refused() -> None:
    _, again = items(bundle(pain(4, id="a"), pain(5, id="a")))
    assert isinstance(again, Refusal)
    assert "stands twice" in again.sentence


def test_of_a_history_the_newest_version_counts_alone() -> None:
    deleted = {"request": {"method": "DELETE", "url": "Observation/b"}}
    newest, gone, older, before = items(
        bundle(pain(2, id="a"), deleted, pain(9, id="a"), pain(9, id="b"), kind="history")
    )
    assert isinstance(newest, Row)
    assert newest.record.value == 2
    assert gone == Skipped("entry[1]", "an entry without a resource")
    assert [older, before] == [
        Skipped(f"entry[{number}]", "an older version of a resource") for number in (2, 3)
    ]


def test_resources_of_a_history_without_an_id_are_no_versions_of_each_other() -> None:
    found = items(bundle(pain(2), pain(9), kind="history"))
    assert [isinstance(item, Row) for item in found] == [True, True]


def test_a_history_that_begins_with_the_oldest_is_refused() -> None:
    old, new = (pain(2, id="a", meta={"lastUpdated": f"2026-03-0{day}"}) for day in (1, 2))
    assert "not in order at entry[1]" in stopped(bundle(old, new, kind="history"))
    assert len(items(bundle(new, old, kind="history"))) == 2


# --- whose ---------------------------------------------------------------------------------------


def of(reference: str, **more: Any) -> dict[str, Any]:
    return pain(subject={"reference": reference, **more})


def whose(*resources: Any) -> list[str]:
    found = items(bundle(*resources))
    return [item.patient if isinstance(item, Row) else item.sentence for item in found]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("url", "reference"),
    [
        (None, "Patient/ann"),
        (None, "https://clinic.example/fhir/Patient/ann"),
        ("urn:uuid:1", "urn:uuid:1"),
        ("https://clinic.example/fhir/Patient/ann", "Patient/ann"),
        ("https://clinic.example/fhir/Patient/ann", "https://clinic.example/fhir/Patient/ann"),
        (None, "Patient/ann/_history/3"),
    ],
)
def test_a_patient_may_come_after_what_refers_to_her(url: str | None, reference: str) -> None:
    entry = {"fullUrl": url, "resource": ANN} if url else {"resource": ANN}
    assert whose(of(reference, display="Somebody"), BOB, entry) == ["Ann Example"]


def test_the_same_id_on_two_servers_is_two_patients() -> None:
    entries = [
        {
            "fullUrl": f"https://{server}.example/{each['resourceType']}/x",
            "resource": each | {"id": "x"},
        }
        for server, name in (("one", ANN), ("two", BOB))
        for each in (name, of("Patient/x"))
    ]
    assert whose(*entries) == ["Ann Example", "Bob Example"]


def test_a_patient_of_another_server_is_somebody_else() -> None:
    ann = {"fullUrl": "https://one.example/Patient/ann", "resource": ANN}
    bob = {"fullUrl": "https://two.example/Patient/ann", "resource": BOB | {"id": "ann"}}
    another = "It is of a patient whom the file does not name."
    assert whose(ann, of("https://two.example/Patient/ann")) == [another]
    assert whose(ann, of("Patient/ann")) == ["Ann Example"]
    assert whose(ann, bob, of("Patient/ann")) == [another]


def test_a_patient_in_the_resource_itself_is_found() -> None:
    assert whose(of("#p") | {"contained": [ANN | {"id": "p"}]}) == ["Ann Example"]


def test_what_names_nobody_is_the_one_patients_of_the_file() -> None:
    assert whose(ANN, pain()) == ["Ann Example"]
    assert whose(pain(), {"resourceType": "Patient", "name": ANN["name"]}) == ["Ann Example"]


def test_a_patient_without_a_name_is_the_one_given() -> None:
    nameless = {"resourceType": "Patient", "id": "ann"}
    assert whose(nameless, of("Patient/ann"), of("Patient/ann")) == ["me", "me"]
    assert whose(of("Patient/ann"), of("Patient/ann")) == ["me", "me"]


@pytest.mark.parametrize(
    "resources",
    [
        (of("Patient/ann"), of("Patient/bob")),
        (ANN, of("Patient/bob")),
        (ANN, BOB, pain()),
        (
            {"resourceType": "Patient", "id": "ann"},
            {"resourceType": "Patient", "id": "bob"},
            of("Patient/ann"),
            of("Patient/bob"),
        ),
        (ANN, ANN | {"id": "another"}, of("Patient/another")),
    ],
)
def test_two_people_are_never_taken_for_one(resources: Any) -> None:
    *_, last = items(bundle(*resources))
    assert isinstance(last, Refusal)
    assert last.remedy == "Import the resources of each patient from a file of their own."


def test_people_are_named_by_their_official_name_in_order() -> None:
    names = [
        {"use": "old", "text": "Ann Before"},
        {"use": "nickname", "text": "Annie"},
        {"given": ["A."], "family": "Usual", "use": "usual"},
        {"given": ["Ann", "Maria"], "family": "Example", "use": "official"},
    ]
    eve = {"resourceType": "Patient", "name": [names[1], {"text": "Eve  Example "}]}
    ann = {"resourceType": "Patient", "name": names}
    data = bundle(BOB, ann, BOB | {"id": "again"}, eve)
    assert read.people(BytesIO(data)) == ["Bob Example", "Ann Maria Example", "Eve Example"]


def test_a_name_that_no_patient_may_have_is_none() -> None:
    assert read.people(BytesIO(bundle(ANN | {"name": [{"text": "p41"}]}))) == []
