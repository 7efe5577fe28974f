"""A journal with every kind of record and every odd case goes out as a valid FHIR R4 Bundle."""

import json
import os
import shutil
import subprocess
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import fhir_story
import pytest
from fhir_checks import emitted, faults, unreviewed, walk

from rehabtrack.cli.export_fhir import LEFT_OUT
from rehabtrack.domain.moment import zone_named
from rehabtrack.domain.when import read_when
from rehabtrack.interchange.fhir import codes
from rehabtrack.interchange.fhir.export import bundle
from rehabtrack.services.fhir_export import fhir_resources
from rehabtrack.storage import caseload
from rehabtrack.storage.database import open_existing
from rehabtrack.storage.journal import FIRST, LAST, TIMED_KINDS, Journal, Writer

BERLIN = zone_named("Europe/Berlin")
NODE = Path(__file__).resolve().parent.parent / "node"
Resources = dict[str, list[dict[str, Any]]]


def at(text: str) -> int:
    """An instant in Berlin."""
    return read_when(text, BERLIN, 0).at


NOW = at("2026-01-12T09:00")


@pytest.fixture(scope="module")
def journals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Journal]]:
    """The journals of the story by the names of the patients."""
    database = open_existing(fhir_story.told(tmp_path_factory.mktemp("fhir")))
    assert database is not None
    writer = Writer("anna", NOW, bytes(16))
    yield {
        each.record.name: Journal(database, each, writer) for each in caseload.patients(database)
    }
    database.close()


def text_of(journal: Journal, since: int = FIRST, until: int = LAST) -> bytes:
    """The bundle of a journal."""
    with journal.reading():
        return b"".join(bundle(fhir_resources(journal, NOW, since, until), NOW))


def by_kind(text: bytes) -> Resources:
    """The resources of a bundle, by what they are."""
    found: Resources = {}
    for entry in json.loads(text)["entry"]:
        found.setdefault(entry["resource"]["resourceType"], []).append(entry["resource"])
    return found


@pytest.fixture(scope="module")
def anna(journals: dict[str, Journal]) -> bytes:
    """The bundle of the journal that has everything."""
    return text_of(journals["Anna"])


def test_the_story_fills_every_kind_and_voids_one_of_each_that_can_be(
    journals: dict[str, Journal],
) -> None:
    voided = set()
    for kind in TIMED_KINDS:
        entries = list(journals["Anna"].between(kind, voided=True))
        assert entries, kind
        voided |= {kind for entry in entries if entry.voided_by}
    assert {"pain", "massage", "measure", "clearance", "redflag", "score", "screen"} <= voided


@pytest.mark.parametrize("name", ["Anna", "Zoë"])
def test_a_whole_journal_is_a_valid_bundle(journals: dict[str, Journal], name: str) -> None:
    assert faults(text_of(journals[name])) == []


def test_every_code_that_goes_out_is_ours_or_verified(anna: bytes) -> None:
    pairs = set(emitted(json.loads(anna)))
    assert unreviewed(pairs) == set()
    assert (codes.LOINC, "72514-3") in {(system, code) for system, code, _ in pairs}


def test_the_four_scales_go_out_natively(anna: bytes) -> None:
    values = {
        one["code"]["coding"][0]["code"]: one.get("valueQuantity", one.get("valueCodeableConcept"))
        for one in by_kind(anna)["Observation"]
        if one["code"]["coding"][0]["system"] == codes.LOINC and len(one["code"]["coding"]) == 2
    }
    assert values["38214-3"]["unit"] == "mm"
    assert values["38221-8"]["value"] in range(0, 11, 2)
    assert {coding["system"] for coding in values["38208-5"]["coding"]} == {
        codes.LOINC,
        "urn:rehabtrack:vrs",
    }


def test_every_record_goes_out_once_and_void_ones_are_marked(
    journals: dict[str, Journal], anna: bytes
) -> None:
    marked = {
        entry["resource"]["id"]: entry["resource"].get("status")
        for entry in json.loads(anna)["entry"]
    }
    for kind in (kind for kind in TIMED_KINDS if kind not in LEFT_OUT):
        for entry in journals["Anna"].between(kind, voided=True):
            status = marked[fhir_id(entry.uid)]
            assert (status == "entered-in-error") == bool(entry.voided_by), (kind, entry)


def fhir_id(uid: bytes) -> str:
    """A record's identity as it goes out."""
    return "-".join(
        (uid[:4].hex(), uid[4:6].hex(), uid[6:8].hex(), uid[8:10].hex(), uid[10:].hex())
    )


def test_the_text_of_a_note_survives(anna: bytes) -> None:
    told = [
        b64decode(one["content"][0]["attachment"]["data"]).decode()
        for one in by_kind(anna)["DocumentReference"]
    ]
    assert "Subjective:\nstiff in the morning\n\nObjective:\ntender left" in told[0]
    assert "tender right" in told


def test_no_answer_of_a_patient_names_her_as_the_author_of_a_mitigation(anna: bytes) -> None:
    mitigations = [
        mitigation
        for one in by_kind(anna)["DetectedIssue"]
        for mitigation in one.get("mitigation", [])
    ]
    authors = {
        mitigation["action"]["text"]: mitigation.get("author", {}).get("display")
        for mitigation in mitigations
    }
    assert authors["doctor cleared"] == "Dr Roth"
    assert authors["my own wish"] is None
    assert "her own wish" not in authors  # taken back
    given = [one for one in by_kind(anna)["Provenance"] if "activity" not in one]
    assert {"anna", "Dr Roth"} <= {one["agent"][0]["who"]["display"] for one in given}


def test_who_made_each_record_is_said_once(anna: bytes) -> None:
    made: Counter[str] = Counter()
    for one in by_kind(anna)["Provenance"]:
        activity = one.get("activity", {"coding": [{"code": None}]})["coding"][0]["code"]
        if activity == "CREATE":
            made.update(target["reference"] for target in one["target"])
    assert set(made.values()) == {1}
    derived = {"Provenance", "Condition", "DetectedIssue"}
    owed = {
        entry["fullUrl"]
        for entry in json.loads(anna)["entry"]
        if entry["resource"]["resourceType"] not in derived
    }
    answers = {
        f"urn:uuid:{one['id']}"
        for one in by_kind(anna)["QuestionnaireResponse"]
        if one["questionnaire"].endswith("rmdq")
    }
    assert set(made) == owed - answers


def test_why_a_record_is_void_is_said(anna: bytes) -> None:
    reasons = {
        one["reason"][0]["text"]
        for one in by_kind(anna)["Provenance"]
        if one.get("activity", {}).get("coding")
        == [
            {
                "system": "http://terminology.hl7.org/CodeSystem/v3-DataOperation",
                "code": "NULLIFY",
                "display": "nullify",
            }
        ]
    }
    assert {"the other leg", "no fever", "another day", "misheard"} <= reasons


def test_a_span_takes_what_lasts_into_it_and_refers_to_nothing_outside(
    journals: dict[str, Journal],
) -> None:
    text = text_of(journals["Anna"], at("2026-01-07T10:30"), at("2026-01-10T08:30"))
    assert faults(text) == []
    found = by_kind(text)
    assert len(found["EpisodeOfCare"]) == 1  # the surgery, begun before it
    assert {one["effectiveDateTime"][:10] for one in found["Observation"]} <= {
        *("2026-01-07", "2026-01-08", "2026-01-09", "2026-01-10")
    }
    assert any("-01-07T10:45" not in one["effectiveDateTime"] for one in found["Observation"])


def test_nothing_but_the_patient_is_in_a_span_without_records(journals: dict[str, Journal]) -> None:
    found = by_kind(text_of(journals["Zoë"], at("2020-01-01"), at("2020-01-02")))
    assert {kind: len(each) for kind, each in found.items()} == {"Patient": 1, "Provenance": 1}


def test_the_same_journal_makes_the_same_bundle(journals: dict[str, Journal], anna: bytes) -> None:
    assert text_of(journals["Anna"]) == anna


def test_two_other_validators_find_no_fault(anna: bytes, tmp_path: Path) -> None:
    modules = Path(os.environ.get("REHABTRACK_NODE_MODULES", NODE / "node_modules"))
    node = shutil.which("node")
    if node is None or not (modules / "@medplum" / "core").is_dir():
        pytest.skip("node, or what `npm ci` in tests/node installs, is not there")
    file = tmp_path / "bundle.json"
    file.write_bytes(anna)
    script = str(NODE / "validate_bundle.cjs")

    def validated(path: Path) -> subprocess.CompletedProcess[str]:
        said = [node, script, str(modules), str(path)]
        return subprocess.run(said, capture_output=True, text=True, check=False, timeout=120)

    found = validated(file)
    assert found.returncode == 0, found.stdout + found.stderr
    broken = tmp_path / "broken.json"
    broken.write_bytes(anna.replace(b'"status":"completed"', b'"status":"done"', 1))
    assert validated(broken).returncode == 1


def test_a_code_that_is_not_verified_would_be_seen() -> None:
    massage = next(code for code in codes.TABLE if code.code == "387854002")
    concept = {"system": massage.system, "code": massage.code, "display": massage.display}
    assert unreviewed(emitted({"code": {"coding": [concept]}}))
    assert [path for path, _ in walk({"a": [{"b": 1}]})] == ["", "a", "a", "a.b"]
