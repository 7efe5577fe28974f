"""Bearable: a pain of a known place is rated by its word; all else is counted, nothing invented."""

import json

import pytest
from app_samples import BEARABLE, BEARABLE_2021, rated, read, refusal, rows, skipped, spoken

from rehabtrack.interchange import bearable
from rehabtrack.interchange.items import Item, identity_of

HEADER = "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"


def symptom(detail: str, part: str = "am", notes: str = "", **options: object) -> list[Item]:
    row = f'30th Nov 2021,2021-11-30,Tuesday,{part},Symptom,1,"{detail}",{notes}\n'
    return read(bearable, HEADER + row, **options)


def test_the_sample_is_one_rating_in_words_of_a_whole_day_and_one_row_passed_over() -> None:
    found, mood = read(bearable, BEARABLE)
    (row,) = rows([found])
    assert (row.line, row.record.site, row.record.scale, row.record.value) == (2, "back", "vrs", 1)
    assert (spoken(row), row.record.recall, row.record.note) == ("2021-11-30", "now", None)
    assert row.identity == identity_of(
        "bearable/1", "2021-11-30", "am", "Back (lower) pain", "Mild", None
    )
    assert json.loads(row.original or "")["time of day"] == "am"
    assert skipped([mood]) == ["Mood"]


def test_a_file_of_2021_tells_the_same_under_the_same_identity() -> None:
    (old,), new = rows(read(bearable, BEARABLE_2021)), read(bearable, BEARABLE)[0]
    assert (old.record, old.identity) == (rows([new])[0].record, rows([new])[0].identity)


@pytest.mark.parametrize(
    ("detail", "site", "value"),
    [
        ("Back (lower) pain (Mild)", "back", 1),
        ("Back (upper) pain (Moderate)", "upper-back", 2),
        ("back pain (Severe)", "back", 3),
        ("Neck pain (severe)", "neck", 3),
        ("Left leg pain (Severe)", "leg-left", 3),
        ("Calf (right) pain (Mild)", "leg-right", 1),
    ],
)
def test_an_unmistakable_pain_is_rated_by_the_word_of_its_severity(
    detail: str, site: str, value: int
) -> None:
    assert rated(symptom(detail)) == [(site, "vrs", value)]


@pytest.mark.parametrize(
    "detail", ["Fatigue (Severe)", "Leg pain (Severe)", "Joint pain (Mild)", "Back (Mild)", "Pain"]
)
def test_any_other_symptom_is_passed_over_and_named_without_its_severity(detail: str) -> None:
    (reason,) = skipped(symptom(detail, notes="secret"))
    assert reason == f"symptom {detail.partition(' (')[0]}"


def test_a_symptom_that_the_person_names_herself_is_a_pain() -> None:
    sites = "Leg pain=leg-left,Back (lower) pain=other:x"
    assert rated(symptom("Leg pain (Severe)", sites=sites)) == [("leg-left", "vrs", 3)]
    assert rated(symptom("Back (lower) pain (Mild)", sites=sites)) == [("other:x", "vrs", 1)]
    assert rated(symptom("Neck pain (Mild)", sites=sites)) == [("neck", "vrs", 1)]


@pytest.mark.parametrize("detail", ["Neck pain (Unbearable)", "Neck pain (3)", "Neck pain"])
def test_a_severity_that_is_no_word_of_ours_is_refused_and_can_be_corrected(detail: str) -> None:
    refused = refusal(symptom(detail, notes="secret"))
    assert refused.line == 2
    assert "verbal scale" in refused.sentence
    assert "none, weak, moderate or severe" in refused.remedy
    assert "secret" not in refused.sentence + refused.remedy
    assert refused.cells["at"] == "2021-11-30"
    assert (refused.cells["site"], refused.cells["note"]) == ("neck", "secret")


def test_a_row_without_a_severity_never_becomes_no_pain() -> None:
    assert "no value" in refusal(symptom("Back pain ()")).sentence
    assert skipped(symptom("")) == ["symptom"]


@pytest.mark.parametrize(
    ("part", "at"),
    [
        ("pre", "2021-11-30"),
        ("mid", "2021-11-30"),
        ("pm", "2021-11-30"),
        ("all day", "2021-11-30"),
        ("", "2021-11-30"),
        ("06:15", "2021-11-30 06:15"),
        ("6:15 pm", "2021-11-30 18:15"),
    ],
)
def test_a_part_of_the_day_is_its_day_and_a_clock_its_minute(part: str, at: str) -> None:
    (row,) = rows(symptom("Back pain (Mild)", part))
    assert spoken(row) == at


def test_the_parts_of_one_day_are_ratings_of_their_own() -> None:
    am, pm = (rows(symptom("Back pain (Mild)", part))[0] for part in ("am", "pm"))
    assert am.identity != pm.identity


def test_a_part_of_the_day_that_nobody_knows_is_refused() -> None:
    assert '"teatime"' in refusal(symptom("Back pain (Mild)", "teatime")).sentence


def test_the_note_goes_with_the_pain() -> None:
    (row,) = rows(symptom("Back pain (Mild)", notes="after a walk"))
    assert row.record.note == "after a walk"


def test_several_symptoms_of_one_row_stand_each_for_itself() -> None:
    pain, other = symptom("Back pain (Mild) | Nausea (Severe)")
    assert rated([pain]) == [("back", "vrs", 1)]
    assert skipped([other]) == ["symptom Nausea"]


@pytest.mark.parametrize(
    ("day", "at"),
    [
        ("1st Mar 2022", "2022-03-01"),
        ("2nd May 2022", "2022-05-02"),
        ("Nov 30, 2021", "2021-11-30"),
    ],
)
def test_a_day_is_read_as_it_is_spoken(day: str, at: str) -> None:
    old = BEARABLE_2021.replace("30th Nov 2021", f'"{day}"')
    assert spoken(rows(read(bearable, old))[0]) == at


@pytest.mark.parametrize("day", ["30th Nov", "30.11.2021", "31st Feb 2021", "30th Xyz 2021", ""])
def test_a_day_that_cannot_be_read_is_refused(day: str) -> None:
    old = BEARABLE_2021.replace("30th Nov 2021", day)
    assert refusal(read(bearable, old)).line == 2


def test_a_pain_that_lies_ahead_is_refused() -> None:
    assert "future" in refusal(read(bearable, BEARABLE_2021.replace("2021", "2027"))).sentence


def test_every_other_category_is_counted_by_its_name() -> None:
    rest = "".join(
        f"1st Mar 2022,2022-03-01,Tuesday,,{category},5,x,secret\n"
        for category in ("Sleep quality", "Meds/Supplements", "Factors", "")
    )
    found = read(bearable, HEADER + rest)
    assert skipped(found) == ["Sleep quality", "Meds/Supplements", "Factors", "no category"]


def test_a_long_row_is_kept_up_to_a_limit() -> None:
    (row,) = rows(symptom("Back pain (Mild)", notes="x" * 9000))
    assert len(row.original or "") == 4000
    assert len(row.record.note) == 9000
