"""A backup of SecUSo's pain diary: its entries become ratings, contexts and drugs of their days.

The backups are made after the source of the app; none of them is anybody's.
"""

import json
import tracemalloc
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.moment import Moment, zone_named
from rehabtrack.domain.records.context import Context
from rehabtrack.domain.records.measure import Measure
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.domain.sites import read_site, site_counts
from rehabtrack.interchange import secuso
from rehabtrack.interchange.items import Item, Refusal, Row, Skipped
from rehabtrack.interchange.layout import Layout
from rehabtrack.interchange.secuso_backup import LARGEST
from rehabtrack.interchange.secuso_regions import REGIONS

PARIS = zone_named("Europe/Paris")
NOW = int(datetime(2026, 3, 14, 12, tzinfo=UTC).timestamp() * 1000)
DAY = Moment(
    int(datetime(2024, 2, 29, 23, tzinfo=UTC).timestamp()) * 1000, 86_400_000, 60, PARIS.name
)

ENTRY = {"_id": 7, "date": "2024-03-01", "painDescription_id": 3, "condition": None, "notes": None}
PAIN = {
    "_id": 3,
    "painLevel": 6,
    "bodyRegions": "22",
    "painQualities": None,
    "timesOfPain": None,
}
DRUG = {"_id": 1, "name": "Ibuprofen", "dose": "400 mg"}
INTAKE = {
    "_id": 5,
    "morning": 1,
    "noon": 0,
    "evening": 2,
    "night": 0,
    "drug_id": 1,
    "diaryEntry_id": 7,
}


def backup(version: object = 2, **tables: Any) -> bytes:
    """A backup of these tables, written as the app writes it."""
    content = [
        {"tableName": name, "createSql": f"CREATE TABLE `{name}` (..)", "values": rows}
        for name, rows in tables.items()
    ]
    database = {"version": version, "content": content}
    whole = {"database": database, "preferences": {"pref_reminder": True}, "preferences2": {}}
    return json.dumps(whole).encode()


def diary(entry: dict[str, Any] | None = None, pain: dict[str, Any] | None = None) -> bytes:
    """A backup of one entry, with these cells otherwise."""
    return backup(
        paindescriptions=[{**PAIN, **(pain or {})}], diaryentries=[{**ENTRY, **(entry or {})}]
    )


def items(data: bytes, **options: Any) -> list[Item]:
    return list(secuso.items(BytesIO(data), Layout(zone=PARIS, now=NOW, **options), "me"))


def records(data: bytes, **options: Any) -> list[Any]:
    """The records of a backup of which all rows are good."""
    found = items(data, **options)
    assert all(isinstance(item, Row) for item in found), found
    return [item.record for item in found if isinstance(item, Row)]


def refusal(data: bytes, **options: Any) -> Refusal:
    (item,) = items(data, **options)
    assert isinstance(item, Refusal), item
    return item


def refused(data: bytes) -> str:
    with pytest.raises(ImportRefused) as error:
        items(data)
    return error.value.sentence


def rating(site: str = "back", value: int = 6, note: str | None = None) -> PainRating:
    return PainRating(moment=DAY, site=site, scale="nrs", value=value, note=note)


def context(text: str) -> Context:
    return Context(moment=DAY, source="Privacy Friendly Pain Diary", text=text)


# --- entries -------------------------------------------------------------------------------------


def test_an_entry_is_a_rating_of_its_day_and_a_context_in_the_words_of_the_app() -> None:
    first, second = items(
        diary(
            {"condition": 1, "notes": "long drive"},
            {"painQualities": "dull,shooting", "timesOfPain": "morning,at night"},
        )
    )
    assert isinstance(first, Row)
    assert isinstance(second, Row)
    like = rating(note="long drive")
    assert first == Row("diaryentries[0]", "me", DAY, like, first.identity, None, None)
    text = (
        "condition: bad\nwhere: right abdomen (back)\nquality: dull, shooting\n"
        "when: morning, at night"
    )
    assert second == Row("diaryentries[0]", "me", DAY, context(text), second.identity, None, None)


def test_regions_of_one_site_are_one_rating_and_the_note_goes_with_the_first() -> None:
    found = records(diary({"notes": "x"}, {"bodyRegions": "23,22,26,30,14,36"}))
    assert found[:-1] == [rating(note="x"), rating("leg-left"), rating("neck")]


def test_every_region_of_the_app_has_a_site_and_its_side() -> None:
    assert len(REGIONS) == 44
    for name, site in REGIONS:
        assert read_site(site) == site
        sides = {side for side in ("left", "right") if side in name}
        assert {side for side in ("left", "right") if side in site} <= sides
        if site.startswith(("leg-", "arm-", "buttock-")):
            assert site.endswith(tuple(sides))


@pytest.mark.parametrize(
    ("number", "site"),
    [
        (0, "other:abdomen-right"),
        (2, "other:groin-left"),
        (5, "leg-right"),
        (15, "other:head"),
        (16, "arm-left"),
        (21, "arm-right"),
        (22, "back"),
        (23, "back"),
        (24, "buttock-left"),
        (25, "buttock-right"),
        (33, "leg-right"),
        (34, "upper-back"),
        (36, "neck"),
        (37, "other:head"),
        (43, "arm-right"),
    ],
)
def test_a_region_is_of_the_site_that_it_shows(number: int, site: str) -> None:
    found, _ = records(diary(pain={"bodyRegions": str(number)}))
    assert found.site == site
    assert site_counts(site) is not site.startswith("other:")


def test_the_layout_may_say_another_site_of_a_region_by_its_name() -> None:
    sites = {"left knee": "other:knee"}
    found = records(diary(pain={"bodyRegions": "6,8"}), sites=sites)
    assert [each.site for each in found[:-1]] == ["other:knee", "leg-left"]


def test_an_entry_without_regions_takes_the_site_of_the_options_or_is_refused() -> None:
    data = diary(pain={"bodyRegions": None})
    assert records(data, site="neck") == [rating("neck")]
    assert refusal(data) == Refusal(
        "diaryentries[0]",
        "The row does not say where it hurts.",
        "Name the site, or give --site SITE.",
        {},
    )


def test_the_site_of_the_options_does_not_move_a_region() -> None:
    found, _ = records(diary(), site="neck")
    assert found.site == "back"


def test_a_level_of_0_without_any_answer_beside_it_is_a_zero() -> None:
    data = diary({"condition": 4}, {"painLevel": 0, "bodyRegions": None})
    assert records(data, site="back") == [rating(value=0), context("condition: very good")]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({}, "where: right abdomen (back)"),
        ({"bodyRegions": None, "painQualities": "burning"}, "quality: burning"),
        ({"bodyRegions": None, "timesOfPain": "all day"}, "when: all day"),
    ],
)
def test_a_level_that_was_left_at_0_beside_a_pain_is_no_rating(
    answer: dict[str, Any], words: str
) -> None:
    found = records(diary({"notes": "bad"}, {"painLevel": 0, **answer}), site="back")
    assert found == [context(f"{words}\npain: 0, at which the app begins\nnotes: bad")]


@pytest.mark.parametrize("missing", [{"painLevel": None}, {"_id": 4}])
def test_a_level_that_is_missing_is_no_zero(missing: dict[str, Any]) -> None:
    found = items(diary({"notes": "only this"}, {"bodyRegions": None, **missing}), site="back")
    assert [item.record for item in found if isinstance(item, Row)] == [context("notes: only this")]


def test_an_entry_without_any_answer_is_counted() -> None:
    data = diary({"notes": " "}, {"painLevel": None, "bodyRegions": ""})
    assert items(data) == [Skipped("diaryentries[0]", "entry without an answer")]


@pytest.mark.parametrize("level", [11, -1, 3.5, "severe", "", True, 2**64])
def test_a_level_that_the_scale_has_not_is_refused(level: object) -> None:
    found = refusal(diary(pain={"painLevel": level}))
    assert found.line == "diaryentries[0]"
    assert found.remedy == "Use a whole number from 0 to 10."


@pytest.mark.parametrize(
    ("entry", "pain", "sentence"),
    [
        ({}, {"bodyRegions": "44"}, '"44" is not a body region of the diary.'),
        ({}, {"bodyRegions": "-1"}, '"-1" is not a body region of the diary.'),
        ({}, {"bodyRegions": 22}, "The column bodyRegions holds no text."),
        ({"condition": 5}, {}, "5 is not a condition of the diary."),
        ({"condition": True}, {}, "True is not a condition of the diary."),
        ({"date": None}, {}, "There is no time."),
        ({"date": "01.03.2024"}, {}, '"01.03.2024" does not begin with a date.'),
        ({"date": "2026-03-15"}, {}, "15 Mar 2026 lies in the future."),
        ({"notes": "\ud800"}, {}, "The note holds bytes that are not text."),
    ],
)
def test_what_cannot_be_true_is_refused_where_it_stands(
    entry: dict[str, Any], pain: dict[str, Any], sentence: str
) -> None:
    found = refusal(diary(entry, pain))
    assert (found.line, found.sentence) == ("diaryentries[0]", sentence)


def test_an_entry_read_again_is_the_same_whatever_the_options() -> None:
    data = diary({"notes": "x"}, {"bodyRegions": "6,22,36"})
    rows = [item for item in items(data) if isinstance(item, Row)]
    again = items(data, site="neck", sites={"left knee": "other:knee"})
    assert [row.identity for row in rows] == [row.identity for row in again if isinstance(row, Row)]
    assert len({row.identity for row in rows}) == len(rows) == 4


def test_a_site_of_several_regions_is_known_by_the_first() -> None:
    data = diary(pain={"bodyRegions": "6,8"})
    (whole, _) = items(data)
    (leg, calf, _) = items(data, sites={"left lower leg": "other:calf"})
    assert isinstance(whole, Row)
    assert isinstance(leg, Row)
    assert isinstance(calf, Row)
    assert (leg.record.site, calf.record.site) == ("leg-left", "other:calf")
    assert whole.identity == leg.identity != calf.identity


@pytest.mark.parametrize(
    "other",
    [diary(pain={"painLevel": 5}), diary({"date": "2024-03-02"}), diary({"notes": "x"})],
)
def test_another_entry_has_another_identity(other: bytes) -> None:
    (here, *_), (there, *_) = items(diary()), items(other)
    assert isinstance(here, Row)
    assert isinstance(there, Row)
    assert here.identity != there.identity


# --- drugs ---------------------------------------------------------------------------------------


def intake(cells: dict[str, Any], drug: dict[str, Any] | None = None) -> Item:
    """What one intake comes to."""
    tables = {
        "paindescriptions": [PAIN],
        "drugs": [{**DRUG, **(drug or {})}],
        "drugintakes": [{**INTAKE, **cells}],
        "diaryentries": [ENTRY],
    }
    (*_, item) = items(backup(**tables))
    return item


def test_a_drug_is_a_measure_of_its_day_with_how_many_were_taken_when() -> None:
    item = intake({})
    like = Measure(
        moment=DAY,
        end_at=DAY.at,
        kind="drug",
        name="Ibuprofen",
        dose="400 mg, 1 in the morning, 2 in the evening",
    )
    assert isinstance(item, Row)
    assert item == Row("drugintakes[0]", "me", DAY, like, item.identity, None, None)


def test_a_drug_without_a_dose_has_its_quantities() -> None:
    item = intake({"noon": 1, "morning": None, "evening": 0, "night": 3}, {"dose": None})
    assert isinstance(item, Row)
    assert item.record.dose == "1 at noon, 3 at night"


def test_a_drug_that_was_named_and_not_counted_was_not_taken_for_certain() -> None:
    item = intake({"morning": 0, "evening": 0})
    assert isinstance(item, Row)
    assert item.record == context("drug without a quantity: Ibuprofen, 400 mg")


@pytest.mark.parametrize("lost", [{"drug_id": 2}, {"diaryEntry_id": 8}])
def test_a_drug_of_no_entry_is_counted(lost: dict[str, Any]) -> None:
    assert intake(lost) == Skipped("drugintakes[0]", "drug of no entry")


@pytest.mark.parametrize(
    ("cells", "drug"),
    [({"morning": -1}, {}), ({"night": 0.5}, {}), ({}, {"name": ""}), ({}, {"name": "a\nb"})],
)
def test_a_drug_that_cannot_be_is_refused(cells: dict[str, Any], drug: dict[str, Any]) -> None:
    item = intake(cells, drug)
    assert isinstance(item, Refusal)
    assert item.line == "drugintakes[0]"


def test_what_belongs_to_no_entry_is_counted() -> None:
    data = backup(
        paindescriptions=[PAIN, {**PAIN, "_id": 4}],
        diaryentries=[ENTRY],
        users=[{"_id": 1, "firstname": "Ann", "lastname": "B", "gender": 1, "dateOfBirth": None}],
        room_master_table=[{"id": 42, "identity_hash": "x"}],
    )
    assert items(data)[2:] == [
        Skipped("paindescriptions[1]", "pain of no entry"),
        Skipped("users[0]", "details of the user"),
    ]


# --- the file ------------------------------------------------------------------------------------


def test_a_backup_is_recognised_with_or_without_a_mark_before_it() -> None:
    data = diary()
    assert secuso.recognises(data)
    assert secuso.recognises(b"\xef\xbb\xbf \n" + data)
    assert items(b"\xef\xbb\xbf" + data) == items(data)


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"at,value\n2026-03-01,4\n",
        b'{"resourceType": "Bundle", "database": {"tableName": "diaryentries"}}',
        b'[{"database": {"tableName": "diaryentries"}}]',
        b'{"database":{"version":2,"content":[{"tableName":"notes","createSql":"","values":[]}]}}',
        b'{"rehabtrack": 1}',
    ],
)
def test_no_other_file_is_taken_for_a_backup(beginning: bytes) -> None:
    assert not secuso.recognises(beginning)


def test_a_backup_is_refused_wherever_it_is_cut() -> None:
    whole = diary()
    for length in range(len(whole)):
        assert "damaged or not whole" in refused(whole[:length]), length


def spoilt(old: str, new: str) -> bytes:
    """A backup in which this stands in place of that."""
    text = diary().decode()
    assert old in text
    return text.replace(old, new).encode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    "data",
    [
        spoilt('"painLevel": 6', '"painLevel": NaN'),
        spoilt('"painLevel": 6', '"painLevel": -Infinity'),
        spoilt('"painLevel": 6', '"painLevel": 1e999'),
        spoilt('"painLevel": 6', '"painLevel": 6, "painLevel": 0'),
        spoilt('"painLevel": 6', '"painLevel": ' + "6" * 5000),
        spoilt('"painLevel": 6', '"painLevel": ' + "[" * 100_000 + "]" * 100_000),
        spoilt("2024", "2024\udcff"),
        diary() + diary(),
    ],
    ids=["NaN", "infinity", "1e999", "twice", "digits", "nesting", "not UTF-8", "two"],
)
def test_json_that_means_nothing_or_two_things_is_refused(data: bytes) -> None:
    assert "damaged or not whole" in refused(data)


@pytest.mark.parametrize(
    "data",
    [
        b"[]",
        b'{"database": []}',
        backup(diaryentries=[1]),
        backup(diaryentries={}),
        backup(diaryentries=[{**ENTRY, "_id": [1]}]),
        spoilt('"diaryentries"', "null"),
        spoilt('"diaryentries"', '"paindescriptions"'),
    ],
)
def test_another_shape_is_refused(data: bytes) -> None:
    assert "shape" in refused(data)


def test_a_backup_without_a_diary_or_with_two_rows_of_one_number_is_refused() -> None:
    assert refused(backup(drugs=[])) == "The backup holds no diary."
    assert "one number" in refused(backup(diaryentries=[ENTRY, ENTRY]))


@pytest.mark.parametrize("version", [1, 3, True, "2", None])
def test_another_version_of_the_diary_is_refused(version: object) -> None:
    assert "version 2" in refused(backup(version, diaryentries=[ENTRY]))


def test_a_file_too_large_for_a_diary_is_refused_unread() -> None:
    stream = BytesIO(b'{"a": "' + b"x" * (3 * LARGEST))
    with pytest.raises(ImportRefused, match="larger than 4 MB"):
        list(secuso.items(stream, Layout(zone=PARIS, now=NOW), "me"))
    assert stream.tell() == LARGEST + 1


@pytest.mark.parametrize("part", [b"[],", b"{},"])
def test_a_file_made_to_fill_the_memory_is_refused_in_bounds(part: bytes) -> None:
    begin, end = b'{"database": [', b"0]}"
    data = begin + part * ((LARGEST - 20) // len(part)) + end
    tracemalloc.start()
    assert "shape" in refused(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 150_000_000
