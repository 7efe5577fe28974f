"""Flaredown: a scale that is not ours stays what it is, and a day's words become context."""

import pytest
from app_samples import FLAREDOWN, FLAREDOWN_LONG, read, refusal, rows, skipped, spoken

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.records.context import Context
from rehabtrack.interchange import flaredown


def test_a_day_is_context_with_all_that_it_says() -> None:
    day, other, empty = read(flaredown, FLAREDOWN)
    (row,) = rows([day])
    assert (row.line, spoken(row), row.original) == (2, "2019-05-01", None)
    assert isinstance(row.record, Context)
    assert row.record.source == "Flaredown"
    assert row.record.text.splitlines() == [
        "Back pain: 3",
        "Crohn's disease: 2",
        "Foods: rice",
        "Ibuprofen: 200 mg",
        "Tags: tired; stressed",
        "Weather humidity: 80",
        "Weather max temperature: 10",
        "Weather min temperature: 4",
        "Weather precipitation intensity: 0.1",
        "Weather pressure: 1012",
        "Weather summary: rain",
    ]
    assert rows([other])[0].record.text == "Back pain: 0\nIbuprofen: Not Taken"
    assert skipped([empty]) == ["day with nothing noted"]


def test_a_day_stays_itself_when_a_later_export_has_more_columns() -> None:
    before = "Date,Back pain,Tags,Foods\n2019-05-01,3,tired,\n"
    after = "Date,Asthma,Back pain,Tags,Foods\n2019-05-01,,3,tired,\n"
    (one,), (two,) = rows(read(flaredown, before)), rows(read(flaredown, after))
    assert (one.identity, one.record) == (two.identity, two.record)


def test_a_symptom_and_a_treatment_of_one_name_are_both_kept() -> None:
    found = rows(read(flaredown, "Date,Heat,Heat,Tags,Foods\n2019-05-01,3,Taken,,\n"))
    assert found[0].record.text == "Heat: 3\nHeat: Taken"


def test_the_public_extract_is_a_row_for_each_thing() -> None:
    first, second = rows(read(flaredown, FLAREDOWN_LONG))
    assert (first.record.text, second.record.text) == ("Condition Back pain: 3", "Tag tired")
    assert (spoken(first), second.line) == ("2019-05-01", 3)


def test_the_rows_of_a_second_person_stop_the_import() -> None:
    second = FLAREDOWN_LONG + "Zz==,40,male,DE,2019-05-01,1,Condition,Back pain,4\n"
    with pytest.raises(ImportRefused, match="Line 4 is of another person"):
        read(flaredown, second)


@pytest.mark.parametrize("day", ["", "1 May 2019", "2019-02-30", "2027-01-01"])
def test_a_day_that_cannot_be_is_refused(day: str) -> None:
    found = read(flaredown, f"Date,Back pain,Tags,Foods\n{day},3,tired,\n")
    assert refusal(found).line == 2


def test_a_row_of_another_width_is_refused() -> None:
    assert "cells" in refusal(read(flaredown, "Date,Pain,Tags,Foods\n2019-05-01,3\n")).sentence
