"""CrisisCore: one level rates each place; what its tables got wrong is never taken for a value."""

import json

import pytest
from app_samples import (
    CLINICIAN,
    CRISISCORE_JSON,
    DETAILED,
    FULL,
    MINIMAL,
    WORKSAFEBC,
    WORKSAFEBC_LATER,
    rated,
    read,
    refusal,
    rows,
    skipped,
    spoken,
)

from rehabtrack.domain.records.context import Context
from rehabtrack.interchange import crisiscore, crisiscore_json
from rehabtrack.interchange.items import Item, Refusal, Skipped, identity_of

HEADER = FULL.partition("\\n")[0]


def full(cells: str, **options: object) -> list[Item]:
    """What comes of one row of the full table."""
    return read(crisiscore, f"{HEADER}\n{cells}\n", **options)


def entry(**changes: object) -> dict[str, object]:
    return {**json.loads(CRISISCORE_JSON)[0], **changes}


def from_json(*entries: object, **options: object) -> list[Item]:
    return read(crisiscore_json, json.dumps(entries), **options)


# --- the full table ------------------------------------------------------------------------------


def test_the_table_on_one_line_has_a_line_for_each_row() -> None:
    found = rows(read(crisiscore, FULL))
    assert [row.line for row in found] == [2, 2, 3]
    assert rated(list(found)) == [("back", "nrs", 5), ("neck", "nrs", 5), ("leg-left", "nrs", 0)]


def test_the_same_rows_on_lines_of_their_own_are_the_same_records() -> None:
    assert read(crisiscore, FULL.replace("\\n", "\n")) == read(crisiscore, FULL)
    assert read(crisiscore, FULL.replace("\\n", "\r\n")) == read(crisiscore, FULL)


def test_a_backslash_and_an_n_in_a_note_part_no_rows() -> None:
    noted = r'C:\new ""folder"" \n'
    (row, _, _) = rows(read(crisiscore, FULL.replace("Test note", noted)))
    assert row.record.note == r'C:\new "folder" \n'


def test_a_backslash_and_an_n_in_a_table_of_many_lines_part_no_rows() -> None:
    (row,) = rows(read(crisiscore, WORKSAFEBC.replace("To the leg", r"C:\new")))
    assert row.record.note == r"C:\new"


def test_a_0_of_the_full_table_is_no_pain_even_without_a_place() -> None:
    found = full('2024-07-01,08:00,0,"","","",,,,""', site="back")
    assert rated(found) == [("back", "nrs", 0)]


def test_a_time_of_the_full_table_is_of_utc_and_kept_where_the_person_is() -> None:
    first, _, last = rows(read(crisiscore, FULL))
    assert (spoken(first), first.record.moment.zone) == ("2024-07-01 10:00", "Europe/Berlin")
    assert spoken(last) == "2024-07-03 00:30"


def test_the_note_and_the_row_are_kept_once() -> None:
    first, second, _ = rows(read(crisiscore, FULL))
    assert (first.record.note, second.record.note) == ("Test note", None)
    assert second.original is None
    assert json.loads(first.original or "") == {
        "Date": "2024-07-01",
        "Time": "08:00",
        "Pain Level": "5",
        "Locations": "lower back; neck",
        "Symptoms": "Stiffness",
        "Limited Activities": "Walking",
        "Sleep Quality": "6",
        "Mood Impact": "5",
        "Notes": "Test note",
    }


def test_an_identity_is_of_what_was_read() -> None:
    first, *_ = rows(read(crisiscore, FULL))
    told = ("crisiscore/1", "2024-07-01 08:00Z", "5", "lower back", "Test note")
    assert first.identity == identity_of(*told)


@pytest.mark.parametrize(
    ("place", "site"),
    [
        ("Lower Back", "back"),
        ("upper back", "upper-back"),
        ("Neck", "neck"),
        ("outer left leg", "leg-left"),
        ("inner right leg", "leg-right"),
        ("left foot", "leg-left"),
        ("right toes", "leg-right"),
        ("Left Leg", "leg-left"),
        ("leg-right", "leg-right"),
        ("hips", "other:hips"),
        ("Head", "other:head"),
    ],
)
def test_a_place_of_the_apps_map_is_its_site(place: str, site: str) -> None:
    assert rated(full(f'2024-07-01,08:00,6,"{place}","","",,,,""')) == [(site, "nrs", 6)]


@pytest.mark.parametrize("place", ["legs", "arms", "feet", "Sciatic nerve", "lefd leg"])
def test_a_place_that_says_too_little_is_refused_and_never_one_that_does_not_count(
    place: str,
) -> None:
    refused = refusal(full(f'2024-07-01,08:00,6,"{place}","","",,,,"secret"'))
    assert f'"{place}"' in refused.sentence
    assert "--site-map" in refused.remedy
    assert refused.cells == {
        "at": "2024-07-01T10:00+02:00",
        "site": place,
        "value": "6",
        "note": "secret",
    }


def test_a_place_means_what_the_person_says_and_others_are_then_passed_over() -> None:
    found = full('2024-07-01,08:00,6,"knots; legs; neck","","",,,,"note"', sites="legs=leg-left")
    assert skipped(found) == ["knots"]
    leg, neck = rows(found[1:])
    assert (leg.record.site, leg.record.note, neck.record.site) == ("leg-left", "note", "neck")
    assert leg.original
    assert not neck.original


def test_a_rating_without_a_place_needs_a_site() -> None:
    refused = refusal(read(crisiscore, MINIMAL))
    assert refused.sentence == "The row does not say where it hurts."
    assert "--site SITE" in refused.remedy
    assert rated(read(crisiscore, MINIMAL, site="neck")) == [("neck", "nrs", 5)]


def test_a_place_named_twice_is_rated_once() -> None:
    assert len(full('2024-07-01,08:00,6,"neck; neck","","",,,,""')) == 1


def test_two_places_of_one_site_are_one_rating_and_the_other_is_counted() -> None:
    found = full('2024-07-01,08:00,6,"left foot; neck; left thigh","","",,,,""')
    assert rated(found[:2]) == [("leg-left", "nrs", 6), ("neck", "nrs", 6)]
    assert found[2:] == [Skipped(2, "another place of a site that is rated")]


@pytest.mark.parametrize("level", ["", "11", "-1", "undefined", "5.5"])
def test_a_level_that_is_none_is_refused(level: str) -> None:
    refused = refusal(full(f'2024-07-01,08:00,{level},"neck","","",,,,""'))
    assert "0-10 scale" in refused.sentence


def test_a_level_between_two_may_be_rounded_up() -> None:
    found = full('2024-07-01,08:00,5.5,"neck","","",,,,""', round_up=True)
    assert rated(found) == [("neck", "nrs", 6)]


@pytest.mark.parametrize("at", ["2024-13-01,08:00", "01/07/2024,08:00", "2027-01-01,08:00", ","])
def test_a_time_that_cannot_be_is_refused(at: str) -> None:
    assert refusal(full(f'{at},5,"neck","","",,,,""')).line == 2


def test_a_row_without_a_time_of_day_is_of_its_day() -> None:
    (row,) = rows(full('2024-07-01,,5,"neck","","",,,,""'))
    assert spoken(row) == "2024-07-01"


# --- the clinician's tables ----------------------------------------------------------------------


def test_a_clinicians_table_has_the_time_of_the_persons_clock() -> None:
    first, *_ = read(crisiscore, CLINICIAN)
    assert spoken(rows([first])[0]) == "2024-07-01 10:00"
    assert rows([first])[0].record.note == 'Test "quoted" note'


def test_a_level_of_0_without_a_place_is_no_rating_there_and_with_one_it_is() -> None:
    _, missing, none = read(crisiscore, CLINICIAN, site="back")
    assert skipped([missing]) == ["level 0 without a place, which may be a missing one"]
    assert rated([none]) == [("neck", "nrs", 0)]


def test_the_detailed_table_is_read_as_well() -> None:
    found = read(crisiscore, DETAILED)
    assert rated(found) == [("back", "nrs", 4), ("leg-left", "nrs", 4)]
    assert rows(found)[0].record.note == "note"


def test_comments_before_the_header_are_counted_as_lines_and_left_out() -> None:
    (row,) = rows(read(crisiscore, WORKSAFEBC))
    assert (row.line, spoken(row)) == (5, "2024-09-01 08:30")
    assert (row.record.site, row.record.value, row.record.note) == ("back", 7, "To the leg")


def test_the_later_sample_has_its_lists_between_bars_and_days_alone() -> None:
    found = rows(read(crisiscore, WORKSAFEBC_LATER))
    assert [(row.record.site, spoken(row)) for row in found] == [
        ("back", "2024-09-01"),
        ("leg-left", "2024-09-01"),
    ]


# --- JSON ----------------------------------------------------------------------------------------


def test_an_entry_is_its_ratings_and_the_context_beside_them() -> None:
    *ratings, beside = rows(read(crisiscore_json, CRISISCORE_JSON))
    assert rated(list(ratings)) == [("back", "nrs", 5), ("neck", "nrs", 5)]
    assert {row.line for row in (*ratings, beside)} == {"entry[0]"}
    assert {spoken(row) for row in (*ratings, beside)} == {"2024-07-01 10:00"}
    assert beside.record == Context(
        moment=beside.moment,
        source="CrisisCore Pain Tracker",
        text="Treatment: massage; Ann; 2024-06-30; better\nDrug: Ibuprofen; 400 mg; good",
    )


def test_the_first_rating_keeps_the_whole_entry_and_the_note() -> None:
    first, second, _ = rows(read(crisiscore_json, CRISISCORE_JSON))
    assert json.loads(first.original or "") == json.loads(CRISISCORE_JSON)[0]
    assert (first.record.note, second.record.note, second.original) == ("Test note", None, None)


def test_an_entry_without_treatments_and_drugs_is_its_ratings_alone() -> None:
    bare = {"timestamp": "2024-07-01T08:00:00Z", "baselineData": {"pain": 0, "locations": ["neck"]}}
    assert rated(from_json(bare)) == [("neck", "nrs", 0)]
    assert rated(from_json({**bare, "treatments": [], "medications": 5})) == [("neck", "nrs", 0)]


@pytest.mark.parametrize(
    "baseline", [{"locations": ["neck"]}, {"pain": None, "locations": ["neck"]}]
)
def test_a_missing_level_never_becomes_no_pain(baseline: object) -> None:
    refused = refusal(from_json({"timestamp": "2024-07-01T08:00:00Z", "baselineData": baseline}))
    assert "There is no value" in refused.sentence


def test_an_entry_without_a_place_needs_a_site() -> None:
    bare = {"timestamp": "2024-07-01T08:00:00Z", "baselineData": {"pain": 3, "locations": []}}
    assert "where it hurts" in refusal(from_json(bare)).sentence
    assert rated(from_json(bare, site="back")) == [("back", "nrs", 3)]


@pytest.mark.parametrize(
    "changes",
    [{"timestamp": 5}, {"timestamp": "yesterday"}, {"baselineData": None}, {"notes": ["secret"]}],
)
def test_an_entry_that_is_none_is_refused_by_its_place_in_the_list(
    changes: dict[str, object],
) -> None:
    good, bad = entry(), entry(**changes)
    *before, refused = from_json(good, bad)
    assert {row.line for row in rows(before)} == {"entry[0]"}
    assert isinstance(refused, Refusal)
    assert refused.line == "entry[1]"
    assert "secret" not in str(refused)
