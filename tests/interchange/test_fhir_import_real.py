"""Real FHIR files, counted by hand: see ../shared/data/README.md."""

import os
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fhir_files import NOW, PARIS, items

from rehabtrack.domain.moment import fixed_zone
from rehabtrack.domain.records.massage import MassageSession
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.records.phase import Phase
from rehabtrack.interchange.fhir import read
from rehabtrack.interchange.items import Item, Refusal, Row, Skipped

DATA = Path(__file__).parents[3] / "shared" / "data"


def content(name: str) -> bytes:
    path = DATA / name
    if not path.exists():
        reason = f"{path} is not there; see its README"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return path.read_bytes()


def counted(found: list[Item]) -> dict[str, int]:
    return Counter(item.reason for item in found if isinstance(item, Skipped))


def test_the_four_faces_of_a_chronic_pain_patient_keep_their_numbers() -> None:
    data = content("cds4cpm_brenda_jackson.json")
    assert read.recognises(data[:65536])
    found = items(data, site="back")
    rows = [item for item in found if isinstance(item, Row)]
    days = [
        (f"{datetime.fromtimestamp(row.moment.at / 1000, UTC):%Y-%m-%dT%H:%MZ}", row.record.value)
        for row in rows
    ]
    assert days == [
        ("2019-06-15T16:00Z", 10),
        ("2018-10-09T16:00Z", 6),
        ("2017-11-15T16:00Z", 6),
        ("2016-12-02T16:00Z", 6),
    ]
    assert [row.line for row in rows] == ["entry[5]", "entry[6]", "entry[7]", "entry[8]"]
    assert {(row.patient, row.record.scale, row.record.site) for row in rows} == {
        ("Brenda Jackson", "faces", "back")
    }
    assert {row.notice for row in rows} == {
        "Without a time of its own: when it was issued is taken."
    }
    assert all("Hurts" in (row.original or "") for row in rows)
    assert len(found) == 62  # 63 with the patient
    assert counted(found) == {
        "MedicationRequest": 32,
        "Condition": 4,
        "Observation MME": 5,
        "Observation PEGASSESSMENT": 3,
        "Observation STARTBACK": 3,
        "Observation 19295-5": 3,
        "Observation 44261-6": 3,
        "Procedure 308449000": 2,
        "Procedure 444831000124102": 2,
        "Procedure 81294000": 1,
    }


def test_without_a_site_the_four_faces_are_refused_and_nothing_else() -> None:
    refused = [
        item
        for item in items(content("cds4cpm_brenda_jackson.json"))
        if not isinstance(item, Skipped)
    ]
    assert [item.line for item in refused] == ["entry[5]", "entry[6]", "entry[7]", "entry[8]"]
    assert all(isinstance(item, Refusal) and "give --site SITE" in item.remedy for item in refused)


def test_our_example_holds_a_phase_two_ratings_and_a_massage() -> None:
    found = items(content("example_bundle_r4.json"), patient="Ann")
    rows = [item for item in found if isinstance(item, Row)]
    morning = fixed_zone(60).moment(
        int(datetime(2026, 3, 14, 6, 30, tzinfo=UTC).timestamp()) * 1000
    )
    evening = morning._replace(at=morning.at + 570 * 60_000)
    assert [row.record for row in rows] == [
        Phase(moment=PARIS.day(datetime(2026, 2, 1, tzinfo=UTC).date()), kind="recovery"),
        PainRating(moment=morning, site="back", scale="nrs", value=2),
        PainRating(moment=morning, site="leg-left", scale="nrs", value=6),
        MassageSession(
            moment=evening,
            minutes=40,
            areas=("lower-back",),
            therapist="Massage therapist",
            note="Light effleurage only",
        ),
    ]
    assert {row.patient for row in rows} == {"Ann"}
    assert counted(found) == {
        "Practitioner": 2,
        "Device": 1,
        "Condition": 1,
        "ServiceRequest": 1,
        "DetectedIssue": 1,
        "Provenance": 1,
        "Flag": 1,
    }
    assert evening.at < NOW
