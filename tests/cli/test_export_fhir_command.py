"""`rehabtrack export fhir`: what it writes, what it says, and what it refuses."""

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from command_line import Terminal
from logins import Clinic
from server import Server

from rehabtrack.cli import main
from rehabtrack.cli.commands import LazyGroup


@pytest.fixture(autouse=True)
def group(monkeypatch: pytest.MonkeyPatch) -> None:
    """The group of the exports, where the program has none yet."""
    if "export" not in main.COMMANDS:
        module: Any = ModuleType("rehabtrack.cli.export")
        module.export_command = LazyGroup("export", table={"fhir": ("export_fhir", "FHIR.")})
        monkeypatch.setitem(sys.modules, module.__name__, module)
        monkeypatch.setitem(main.COMMANDS, "export", ("export", "Exports."))


def resources(path: Path) -> list[dict[str, Any]]:
    """The resources in a bundle's file."""
    return [entry["resource"] for entry in json.loads(path.read_bytes())["entry"]]


def test_it_writes_a_bundle_for_its_owner_alone_and_says_what_is_in_it(rt: Terminal) -> None:
    rt("2")
    rt("rule set --limit 2 --because careful")
    file = rt.folder / "out.json"
    done = rt(f"export fhir --to {file}")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "The journal of me is in:",
        str(file),
        "3 resources: 1 Patient, 1 Observation, 1 Provenance.",
        "Left out, having no place in FHIR: changes of the rule 1.",
        "It is not encrypted: who can read it can read all of it.",
    ]
    assert file.stat().st_mode & 0o777 == 0o600
    kinds = [one["resourceType"] for one in resources(file)]
    assert kinds == ["Patient", "Observation", "Provenance"]


def test_it_counts_the_marks_that_two_procedures_are_one_massage(rt: Terminal) -> None:
    rt("massage log --at 08:00")
    rt("massage log --at 08:10 --by Eva")
    rt("massage same m1 m2")
    done = rt(f"export fhir --to {rt.folder / 'out.json'}")
    assert "Left out, having no place in FHIR: marks of two records as one massage 1." in done.out


def test_a_file_that_is_there_stays_unless_it_is_forced(rt: Terminal) -> None:
    rt("2")
    file = rt.folder / "out.json"
    file.write_text("mine")
    assert "is there already" in rt.refuses(f"export fhir --to {file}")
    assert file.read_text() == "mine"
    assert rt(f"export fhir --to {file} --force").code == 0
    assert len(resources(file)) == 3


def test_a_span_bounds_it(rt: Terminal) -> None:
    rt("pain 2 --at 2026-03-01T08:00")
    rt("pain 3 --at 2026-03-10T08:00")
    file = rt.folder / "out.json"
    rt(f"export fhir --to {file} --since 2026-03-05 --until 2026-03-10")
    told = [one for one in resources(file) if one["resourceType"] == "Observation"]
    assert [one["effectiveDateTime"] for one in told] == ["2026-03-10T08:00:00+01:00"]


def test_before_the_first_record_there_is_nothing_to_write(rt: Terminal) -> None:
    file = rt.folder / "out.json"
    assert rt.refuses(f"export fhir --to {file}").startswith("There is no patient yet.")
    assert not file.exists()


@pytest.mark.files
def test_the_database_is_never_overwritten(rt: Terminal) -> None:
    rt("2")
    assert "is the database itself" in rt.refuses(f"export fhir --force --to {rt.db}")
    assert "keeps for itself" in rt.refuses(f"export fhir --force --to {rt.db}-journal")
    assert len(rt.rows()) > 0


def test_a_folder_that_is_not_there_is_refused_in_a_sentence(rt: Terminal) -> None:
    rt("2")
    told = rt.refuses(f"export fhir --to {rt.folder / 'none' / 'out.json'}")
    assert "cannot be written" in told


def test_of_several_patients_one_is_named_and_only_hers_goes_out(rt: Terminal) -> None:
    rt("patient add Anna")
    rt("patient add Ben")
    rt("patient use Anna")
    rt("3")
    rt("patient use Ben")
    rt("7")
    file = rt.folder / "out.json"
    rt(f"export fhir --to {file}")
    values = [one["valueQuantity"]["value"] for one in resources(file) if "valueQuantity" in one]
    assert values == [7]
    assert {"text": "Ben"} in resources(file)[0]["name"]


@pytest.mark.server
def test_in_a_clinic_who_treated_her_is_told_by_the_role_given_there(
    server: Server, tmp_path: Path
) -> None:
    server.new_database("exporting")
    clinic = Clinic(server, tmp_path, "exporting")
    with clinic.left_alone():
        clinic.keep(clinic.desk()("db init --clinic --login vera.a"))
        for person in ("eva.m massage-therapist", "otto.b doctor"):
            clinic.keep(clinic.desk("vera.a")(f"role {person}"))
        eva, otto, anna = map(clinic.desk, ("eva.m", "otto.b", "anna.k"))
        for line in ("patient add Anna", "pain 7 --at 08:00", "massage log --at 08:10"):
            eva(line)
        eva("massage log --at 08:20")
        eva("warnings answer w1 away-from-spine")
        clinic.keep(eva("patient invite Anna --login anna.k"))
        anna("warnings answer w2 decided-with-therapist")
        eva("care grant otto.b")
        otto("care revoke eva.m")  # what she wrote stays
        assert otto(f"export fhir --to {tmp_path / 'out.json'}").code == 0
    authors = {
        said["action"]["coding"][0]["code"]: said.get("author")
        for one in resources(tmp_path / "out.json")
        for said in one.get("mitigation", [])
    }
    assert authors == {
        "away-from-spine": {"type": "Practitioner", "display": "eva.m"},
        "decided-with-therapist": None,
    }
