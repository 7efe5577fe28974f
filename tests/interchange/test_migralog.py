"""MigraLog: the head never counts, the neck does; a dose is a drug taken; the rest is context."""

import json
from typing import Any

import pytest
from app_samples import MIGRALOG, rated, read, rows, skipped, spoken

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.records.context import Context
from rehabtrack.domain.records.measure import Measure
from rehabtrack.interchange import migralog
from rehabtrack.interchange.items import Item, Refusal

START = 1719820800000  # 1 July 2024, 10:00 in Berlin
HOUR = 3_600_000


def of(name: str, *entries: dict[str, Any], **lists: Any) -> list[Item]:
    """What comes of these entries of a list, beside an export that holds the sample."""
    export = json.loads(MIGRALOG) | {name: list(entries)} | lists
    export["metadata"]["episodeCount"] = len(export["episodes"])
    export["metadata"]["medicationCount"] = len(export["medications"])
    found = read(migralog, json.dumps(export))
    return [item for item in found if str(item.line).startswith(f"{name}[")]


def sample(name: str, **changes: Any) -> dict[str, Any]:
    return {**json.loads(MIGRALOG)[name][0], **changes}


def reading(timestamp: Any = START + HOUR, **changes: Any) -> dict[str, Any]:
    return sample("intensityReadings", timestamp=timestamp, **changes)


def test_the_sample_gives_every_entry_or_its_count() -> None:
    found = read(migralog, MIGRALOG)
    assert skipped(found) == ["medications"]
    kinds = [type(row.record).__name__ for row in rows([i for i in found if hasattr(i, "like")])]
    assert sorted(kinds) == ["Context", "Context", "Measure", "PainRating", "PainRating"]


# --- pain ----------------------------------------------------------------------------------------


def test_an_intensity_is_rated_at_the_head_and_where_it_hurt_at_the_neck() -> None:
    found = rows(of("intensityReadings", reading()))
    assert rated(list(found)) == [("neck", "nrs", 7), ("other:head", "nrs", 7)]
    assert [row.record.counts for row in found] == [True, False]
    assert {(row.line, spoken(row)) for row in found} == {
        ("intensityReadings[0]", "2024-07-01 11:00")
    }
    assert json.loads(found[0].original or "")["locations"] == ["left_eye", "left_neck"]


def test_an_intensity_follows_the_log_of_places_by_then() -> None:
    log = {"id": "l1", "episodeId": "e1", "timestamp": START + 2 * HOUR, "createdAt": 1}
    logs = {"painLocationLogs": [{**log, "painLocations": ["right_temple"]}]}
    before = of("intensityReadings", reading(START + HOUR), **logs)
    after = of("intensityReadings", reading(START + 2 * HOUR), **logs)
    assert [site for site, _, _ in rated(before)] == ["neck", "other:head"]
    assert [site for site, _, _ in rated(after)] == ["other:head"]
    assert skipped(of("painLocationLogs", *logs["painLocationLogs"])) == ["painLocationLogs"]


def test_an_intensity_of_an_attack_without_places_is_of_the_head() -> None:
    for changes in ({"episodes": []}, {"episodes": [sample("episodes", locations=[])]}):
        (row,) = rows(of("intensityReadings", reading(), **changes))
        assert (row.record.site, row.original) == ("other:head", None)


def test_an_intensity_of_0_is_no_pain_and_11_is_refused() -> None:
    assert rated(of("intensityReadings", reading(intensity=0)))[0][2] == 0
    for level in (11, 5.5):
        assert {type(i) for i in of("intensityReadings", reading(intensity=level))} == {Refusal}


@pytest.mark.parametrize(
    "changes",
    [{"intensity": None}, {"intensity": "7"}, {"timestamp": 9 * 10**15}, {"timestamp": 1.5}],
)
def test_a_reading_that_is_none_is_refused_by_its_path(changes: dict[str, Any]) -> None:
    (refused,) = of("intensityReadings", reading(**changes))
    assert isinstance(refused, Refusal)
    assert refused.line == "intensityReadings[0]"


def test_a_reading_that_lies_ahead_is_refused() -> None:
    (refused,) = of("intensityReadings", reading(START + 3 * 366 * 24 * HOUR))
    assert "future" in getattr(refused, "sentence", "")


# --- drugs ---------------------------------------------------------------------------------------


def dose(**changes: Any) -> list[Item]:
    return of("medicationDoses", sample("medicationDoses", **changes))


def test_a_dose_is_a_drug_that_was_taken_then() -> None:
    (row,) = rows(dose(notes="with water", effectivenessRating=8))
    assert row.record == Measure(
        moment=row.moment,
        end_at=row.moment.at,
        kind="drug",
        name="Ibuprofen",
        dose="2 x 400 mg",
        note="with water",
    )
    assert spoken(row) == "2024-07-01 11:00"
    assert json.loads(row.original or "")["effectivenessRating"] == 8


def test_a_dose_of_another_strength_says_its_own() -> None:
    (row,) = rows(dose(quantity=0.5, dosageAmount=1000000, dosageUnit="IU"))
    assert row.record.dose == "0.5 x 1000000 IU"


@pytest.mark.parametrize("changes", [{"status": "skipped"}, {"quantity": 0}])
def test_a_dose_that_was_skipped_was_not_taken(changes: dict[str, Any]) -> None:
    assert skipped(dose(**changes)) == ["dose that was not taken"]


def test_a_dose_of_an_unknown_drug_is_refused() -> None:
    (refused,) = dose(medicationId="m9")
    assert "does not name" in getattr(refused, "sentence", "")


# --- beside them ---------------------------------------------------------------------------------


def test_an_episode_is_context_in_its_own_words() -> None:
    (row,) = rows(of("episodes", sample("episodes")))
    assert spoken(row) == "2024-07-01 10:00"
    assert isinstance(row.record, Context)
    assert sorted(row.record.text.splitlines()) == [
        "endTime: 2024-07-01 15:00",
        "episode",
        "locations: left_eye, left_neck",
        "qualities: throbbing",
        "triggers: stress",
    ]


def test_where_somebody_was_is_kept_with_the_original_alone() -> None:
    place = {"latitude": 52.5, "longitude": 13.4, "timestamp": START}
    (row,) = rows(of("episodes", sample("episodes", location=place)))
    assert "52.5" not in row.record.text
    assert "52.5" in (row.original or "")


def test_a_day_a_note_a_symptom_and_an_overlay_are_context_at_their_time() -> None:
    said = {
        "dailyStatusLogs": sample("dailyStatusLogs"),
        "episodeNotes": {"id": "n", "episodeId": "e1", "timestamp": START, "note": "dark room"},
        "symptomLogs": {"id": "s", "episodeId": "e1", "onsetTime": START, "symptom": "nausea"},
        "calendarOverlays": {"id": "o", "startDate": "2024-07-01", "label": "holiday"},
    }
    found = {name: rows(of(name, entry))[0] for name, entry in said.items()}
    assert {name: (spoken(row), row.record.text) for name, row in found.items()} == {
        "dailyStatusLogs": ("2024-07-01", "day\nstatus: yellow\nstatusType: prodrome"),
        "episodeNotes": ("2024-07-01 10:00", "note\nnote: dark room"),
        "symptomLogs": ("2024-07-01 10:00", "symptom\nsymptom: nausea"),
        "calendarOverlays": ("2024-07-01", "overlay\nlabel: holiday"),
    }


def test_schedules_are_counted() -> None:
    assert skipped(of("medicationSchedules", {"id": "x"})) == ["medicationSchedules"]


def test_an_entry_without_its_time_is_refused() -> None:
    (refused,) = of("episodeNotes", {"id": "n", "note": "secret"})
    assert isinstance(refused, Refusal)
    assert "secret" not in refused.sentence


# --- the whole file ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "about",
    [{"episodeCount": 2}, {"medicationCount": 0}, {"counts": {"intensityReadings": 5}}],
)
def test_a_file_that_holds_fewer_than_it_says_is_refused(about: dict[str, Any]) -> None:
    export = json.loads(MIGRALOG)
    export["metadata"] |= about
    with pytest.raises(ImportRefused, match="The file says that it holds"):
        read(migralog, json.dumps(export))


def test_a_file_without_entries_or_with_an_unreadable_episode_is_refused() -> None:
    export = json.loads(MIGRALOG)
    empty = {name: [] for name in export if name != "metadata"}
    about = {"metadata": {"episodeCount": 0, "medicationCount": 0}}
    with pytest.raises(ImportRefused, match="holds no entry"):
        read(migralog, json.dumps(empty | about))
    export["episodes"] = [{"startTime": 5}]
    with pytest.raises(ImportRefused, match="no export of MigraLog"):
        read(migralog, json.dumps(export))
