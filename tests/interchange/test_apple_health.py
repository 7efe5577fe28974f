"""An Apple Health export: its pains become ratings, the rest is counted, a damaged one is refused.

The files are made up after public exports; none of them is anybody's.
"""

import json
import tracemalloc
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.domain.moment import Moment, zone_named
from rehabtrack.domain.records.context import Context
from rehabtrack.domain.records.pain import PainRating
from rehabtrack.interchange import apple_health
from rehabtrack.interchange.apple_xml import DEEPEST, LONGEST_ELEMENT, MOST_NAMES
from rehabtrack.interchange.items import Item, Refusal, Row, Skipped
from rehabtrack.interchange.layout import Layout

PARIS = zone_named("Europe/Paris")
NOW = int(datetime(2026, 3, 14, 12, tzinfo=UTC).timestamp() * 1000)

# As iOS 16 writes it: the list of VisionPrescription is not closed, RightEye begins inside of it.
MALFORMED_TYPE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE HealthData [
<!-- HealthKit Export Version: 12 -->
<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|VisionPrescription)*)>
<!ATTLIST VisionPrescription
  type CDATA #REQUIRED
  brand CDATA #IMPLIED
<!ELEMENT RightEye EMPTY>
]>
"""
HEART = '<Record type="HKQuantityTypeIdentifierHeartRate" sourceName="Watch" value="72"/>'


def record(
    value: str = "HKCategoryValueSeverityModerate",
    start: str = "2024-10-02 17:07:42 +0300",
    end: str | None = None,
    kind: str = "LowerBackPain",
) -> str:
    """One record of a pain; it ends as it starts unless it is said when."""
    return (
        f'<Record type="HKCategoryTypeIdentifier{kind}" sourceName="Ann’s iPhone" '
        f'sourceVersion="17.0" creationDate="2024-10-02 17:08:01 +0300" startDate="{start}" '
        f'endDate="{end or start}" value="{value}">'
        '<MetadataEntry key="HKWasUserEntered" value="1"/></Record>'
    )


def export(*records: str, before: str = MALFORMED_TYPE) -> bytes:
    """A whole export of these records, each on a line of its own."""
    lines = "\n".join(records)
    return f'{before}<HealthData locale="en_GB">\n{lines}\n</HealthData>\n'.encode()


def items(data: bytes, **options: Any) -> list[Item]:
    return list(apple_health.items(BytesIO(data), Layout(zone=PARIS, now=NOW, **options), "me"))


def rows(*records: str, **options: Any) -> list[Row]:
    """The rows of an export of these records alone, all of which must be good."""
    found = items(export(*records), **options)
    assert all(isinstance(item, Row) for item in found), found
    return found  # type: ignore[return-value]


def refused(data: bytes) -> str:
    with pytest.raises(ImportRefused) as error:
        items(data)
    return error.value.sentence


def at(row: Row) -> str:
    return f"{datetime.fromtimestamp(row.moment.at / 1000, UTC):%Y-%m-%dT%H:%MZ}"


# --- records -------------------------------------------------------------------------------------


def test_a_record_of_lower_back_pain_is_a_rating_of_the_back_in_its_own_word() -> None:
    (row,) = items(export(record()))
    moment = Moment(
        int(datetime(2024, 10, 2, 14, 7, tzinfo=UTC).timestamp()) * 1000, 0, 180, "+03:00"
    )
    like = PainRating(moment=moment, site="back", scale="vrs", value=2)
    assert isinstance(row, Row)
    assert row == Row(11, "me", moment, like, row.identity, None, None)


@pytest.mark.parametrize(
    ("value", "rank"), [("NotPresent", 0), ("Mild", 1), ("Moderate", 2), ("Severe", 3)]
)
def test_a_severity_keeps_its_word(value: str, rank: int) -> None:
    (row,) = rows(record(f"HKCategoryValueSeverity{value}"))
    assert (row.record.scale, row.record.value) == ("vrs", rank)


@pytest.mark.parametrize(("value", "rank"), [("1", 0), ("2", 1), ("3", 2), ("4", 3)])
def test_a_severity_may_stand_as_apples_number_of_which_1_is_not_present(
    value: str, rank: int
) -> None:
    (row,) = rows(record(value))
    assert row.record.value == rank


@pytest.mark.parametrize("value", ["HKCategoryValueSeverityUnspecified", "0"])
def test_pain_of_unknown_strength_is_a_context_and_never_a_zero(value: str) -> None:
    (row,) = rows(record(value))
    text = "lower back pain, severity unspecified"
    assert row.record == Context(moment=row.moment, source="Apple Health", text=text)


@pytest.mark.parametrize("value", ["5", "-1", "2.0", "HKCategoryValueSeverityAwful", ""])
def test_a_severity_that_apple_has_not_is_refused_with_its_line(value: str) -> None:
    (item,) = items(export(record(value)))
    assert isinstance(item, Refusal)
    assert item.line == 11
    assert "severity of Apple Health" in item.sentence
    assert item.cells == {
        "at": "2024-10-02 17:07:42 +0300",
        "site": "back",
        "scale": "vrs",
        "value": value,
    }


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        ("2026-03-14 18:00:00 +0100", "future"),
        ("2024-13-02 17:07:42 +0300", "calendar"),
        ("20241002170742+0300", "does not begin with a date"),
        ("", "There is no time."),
    ],
)
def test_a_time_that_cannot_be_is_refused(start: str, sentence: str) -> None:
    (item,) = items(export(record(start=start)))
    assert isinstance(item, Refusal)
    assert sentence in item.sentence


def test_nothing_of_who_or_what_recorded_it_is_kept() -> None:
    (row, _) = rows(record(end="2024-10-02 19:00:00 +0300"))
    assert "Ann" not in repr(row)
    assert "17.0" not in repr(row)


def test_the_same_pain_exported_again_in_another_zone_is_the_same() -> None:
    (here,) = rows(record(start="2024-10-02 17:07:42 +0300"))
    (there,) = rows(record(start="2024-10-02 10:07:42 -0400"))
    assert here.identity == there.identity
    (number,) = rows(record("3", start="2024-10-02 17:07:42 +0300"))
    assert number.identity == here.identity


@pytest.mark.parametrize(
    "other",
    [
        record("HKCategoryValueSeverityMild"),
        record(start="2024-10-02 17:08:42 +0300"),
        record(end="2024-10-02 17:09:42 +0300"),
    ],
)
def test_another_pain_has_another_identity(other: str) -> None:
    (row, *_), (different, *_) = rows(record()), rows(other)
    assert row.identity != different.identity


# --- records that last ---------------------------------------------------------------------------


def test_a_high_pain_that_lasts_is_rated_at_its_start_and_at_its_end() -> None:
    first, last = rows(record(end="2024-10-02 21:30:00 +0300"))
    assert (at(first), at(last)) == ("2024-10-02T14:07Z", "2024-10-02T18:30Z")
    assert first.record.value == last.record.value == 2
    assert first.identity != last.identity


@pytest.mark.parametrize("value", ["NotPresent", "Mild", "Unspecified"])
def test_a_weak_or_unknown_pain_that_lasts_is_told_at_its_start_alone(value: str) -> None:
    (row,) = rows(record(f"HKCategoryValueSeverity{value}", end="2024-10-02 21:30:00 +0300"))
    assert at(row) == "2024-10-02T14:07Z"


def test_a_span_is_kept_as_it_was_written() -> None:
    for row in rows(record(end="2024-10-02 21:30:00 +0300")):
        assert json.loads(row.original or "") == {
            "type": "HKCategoryTypeIdentifierLowerBackPain",
            "value": "HKCategoryValueSeverityModerate",
            "creationDate": "2024-10-02 17:08:01 +0300",
            "startDate": "2024-10-02 17:07:42 +0300",
            "endDate": "2024-10-02 21:30:00 +0300",
        }


def test_an_end_in_the_same_minute_is_no_span() -> None:
    (row,) = rows(record(end="2024-10-02 17:07:59 +0300"))
    assert row.original is None


def test_an_end_that_lies_ahead_is_not_rated_yet() -> None:
    (row,) = rows(record(start="2026-03-14 08:00:00 +0100", end="2026-03-14 23:59:59 +0100"))
    assert at(row) == "2026-03-14T07:00Z"


def test_a_record_that_ends_before_it_starts_is_refused() -> None:
    (item,) = items(export(record(end="2024-10-02 17:00:00 +0300")))
    assert isinstance(item, Refusal)
    assert item.sentence == "The record ends before it starts."


# --- what is passed over -------------------------------------------------------------------------


def test_other_pains_are_counted_by_their_type_and_all_else_as_no_pain() -> None:
    mild = "HKCategoryValueSeverityMild"
    kinds = ("AbdominalCramps", "BladderIncontinence")
    data = export(record(mild, kind="Headache"), HEART, *(record(mild, kind=k) for k in kinds))
    assert items(data) == [
        Skipped(11, "headache"),
        Skipped(12, "not a pain"),
        Skipped(13, "abdominal cramps"),
        Skipped(14, "bladder incontinence"),
    ]


@pytest.mark.parametrize("name", ["Headache", "headache"])
def test_another_pain_is_taken_where_the_layout_says_what_it_means(name: str) -> None:
    sites = {name.casefold(): "other:head"}
    head, back = rows(record(kind="Headache"), record(), sites=sites)
    assert (head.record.site, back.record.site) == ("other:head", "back")


def test_the_layout_may_say_that_lower_back_pain_is_of_another_site() -> None:
    (row,) = rows(record(), sites={"lower back pain": "buttock-left"})
    assert row.record.site == "buttock-left"


def test_the_site_of_the_options_does_not_move_what_says_where_it_hurts() -> None:
    (row,) = rows(record(), site="neck")
    assert row.record.site == "back"


def test_a_record_inside_of_a_correlation_stands_there_once_more_outside() -> None:
    inside = f'<Correlation type="x">{record()}</Correlation>'
    assert items(export(inside)) == []
    assert len(items(export(inside, record()))) == 1


def test_what_only_looks_like_a_record_is_none() -> None:
    hidden = record().replace("<", "&lt;").replace('"', "&quot;")
    data = export(
        f"<!-- {record()} -->",
        f"<Note><![CDATA[{record()}]]></Note>",
        f'<Note text="{hidden}"/>',
        f"<Note text='{record().replace('<', '&lt;')}'/>",
        f"<?note {record()} ?>",
    )
    assert items(data) == []


def test_no_record_is_lost_where_the_file_is_read_piece_by_piece() -> None:
    every = [record(start=f"2024-10-02 {n // 60:02}:{n % 60:02}:00 +0300") for n in range(300)]
    found = items(export(*(part for each in every for part in ([HEART] * n_of(each) + [each]))))
    assert sum(item == Skipped(item.line, "not a pain") for item in found) == sum(map(n_of, every))
    pains = [item for item in found if isinstance(item, Row)]
    first = datetime(2024, 10, 1, 21, tzinfo=UTC).timestamp() * 1000
    assert [row.moment.at for row in pains] == [first + n * 60_000 for n in range(300)]
    assert [item.line for item in found] == list(range(11, 11 + len(found)))


def n_of(text: str) -> int:
    """How many records of the pulse stand before one of pain: some more, some less."""
    return 100 + sum(text.encode()) % 37


@pytest.mark.parametrize(
    "quantity",
    [
        '<Record type="HKQuantityTypeIdentifierHeartRate" device="&lt;a, b&gt;"></Record>',
        '<Record sourceName="x" type="HKQuantityTypeIdentifierHeartRate"/>',
        '<Record\n type="HKQuantityTypeIdentifierHeartRate"\n\tvalue="1" />',
        "<Record type='HKQuantityTypeIdentifierHeartRate' value='\"'/>",
        '<Record type="HKQuantityTypeIdentifierHeartRate"><MetadataEntry key="k"/></Record>',
        '<Record type="HKDataTypeSleepDurationGoal" value="8"/>',
    ],
)
def test_a_quantity_is_passed_over_however_it_is_written(quantity: str) -> None:
    skipped, row = items(export(quantity, record()))
    assert skipped == Skipped(11, "not a pain")
    assert row.line == 12 + quantity.count("\n")


# --- the file ------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", ["", MALFORMED_TYPE, "\ufeff" + MALFORMED_TYPE])
def test_an_export_is_recognised_and_read_with_any_type_before_it(before: str) -> None:
    data = export(record(), before=before)
    assert apple_health.recognises(data)
    assert len(items(data)) == 1


@pytest.mark.parametrize(
    "beginning",
    [
        b"",
        b"at,value\n2026-03-01,4\n",
        b'{"HealthData": "<HealthData>"}',
        b"at,note\n2026-03-01,<HealthData >\n",
        b'<?xml version="1.0"?>\n<ClinicalDocument xmlns="urn:hl7-org:v3"><HealthData >',
        b"<!DOCTYPE html><HealthData >",
        b"<HealthDataset>",
        b"\xff\xfe<\0H\0",
    ],
)
def test_no_other_file_is_taken_for_an_export(beginning: bytes) -> None:
    assert not apple_health.recognises(beginning)


def test_a_beginning_made_to_be_slow_is_judged_at_once() -> None:
    assert not apple_health.recognises(b" " * 65536)
    assert not apple_health.recognises(b"<?xml ?>" + b" " * 65000)
    assert not apple_health.recognises(b"<!---->" * 9000)


def test_control_characters_that_xml_forbids_are_read_as_spaces() -> None:
    spoilt = record().replace("iPhone", "i\x0bPhone\x01\x1f")
    assert len(rows(spoilt)) == 1


def test_a_file_that_ends_early_is_refused_wherever_it_is_cut() -> None:
    whole = export(record(), HEART, f"<!-- x --><Note><![CDATA[ü]]></Note>{record()}").rstrip()
    begin = whole.index(b"<HealthData") + len('<HealthData locale="en_GB">')
    for length in range(begin, len(whole)):
        assert refused(whole[:length]).startswith("The file is cut off at line"), length


def test_the_line_of_damage_is_named_and_nothing_of_what_stands_there() -> None:
    sentence = refused(export(record(), "<Note secret='1' secret='2'/>"))
    assert sentence == "Line 12 cannot be read: the file is damaged."


def test_a_second_root_and_what_is_not_utf8_are_refused() -> None:
    assert "damaged" in refused(export(record()) + export(record(), before=""))
    assert "damaged" in refused(export(record()).replace("Ann’s".encode(), b"Ann\xe9s"))


def test_an_entity_that_grows_is_refused() -> None:
    entities = "".join(
        f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "lol"}">\n' for n in range(10)
    )
    data = export("<Note>&e9;</Note>", before=f"<!DOCTYPE HealthData [\n{entities}]>\n")
    assert apple_health.recognises(data)
    assert "damaged" in refused(data)


def test_an_entity_that_reads_a_file_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    before = f'<!DOCTYPE HealthData [<!ENTITY x SYSTEM "file://{secret}">]>\n'
    for use in ("<Note>&x;</Note>", '<Note text="&x;"/>'):
        assert "damaged" in refused(export(use, before=before))


def test_elements_without_end_inside_one_another_are_refused() -> None:
    data = b"<HealthData>" + b"<a>" * 200_000
    assert refused(data) == f"Line 1 lies more than {DEEPEST} elements deep."
    deep = "<a>" * (DEEPEST - 1) + "</a>" * (DEEPEST - 1)
    assert len(items(export(deep, record()))) == 1


@pytest.mark.parametrize("open_", [b"<a x='", b"<!-- ", b"<?x "])
def test_an_element_that_does_not_end_is_refused_before_it_fills_the_memory(open_: bytes) -> None:
    long = BytesIO(b"<HealthData>" + open_ + b"y" * (4 * LONGEST_ELEMENT))
    with pytest.raises(ImportRefused, match="too long"):
        list(apple_health.items(long, Layout(zone=PARIS, now=NOW), "me"))
    assert long.tell() < 3 * LONGEST_ELEMENT


@pytest.mark.parametrize("form", ["<r{}/>", "<r a{}='1'/>"])
def test_ever_new_names_are_refused_before_they_fill_the_memory(form: str) -> None:
    assert "names" in refused(export(*(form.format(n) for n in range(MOST_NAMES + 1))))


def test_a_type_without_health_data_below_it_is_refused() -> None:
    data = b"<!DOCTYPE HealthData [\n]>\n<lolz/>"
    assert refused(data) == "The file does not hold the health data that it says."


def peak(megabytes: int) -> int:
    """The most memory (bytes) that reading an export of that size takes, the file itself apart."""
    line = HEART.encode() + b"\n"
    stream = BytesIO(b"<HealthData>\n" + line * (megabytes * 1_000_000 // len(line)))
    tracemalloc.start()
    with pytest.raises(ImportRefused, match="cut off"):
        for _ in apple_health.items(stream, Layout(zone=PARIS, now=NOW), "me"):
            pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


def test_a_larger_export_takes_no_more_memory() -> None:
    small, large = peak(3), peak(12)
    assert large < 1.05 * small
    assert large < 20_000_000


# --- the zip -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["export.xml", "Export.xml", "vienti.xml", "导出.xml"])
def test_the_export_is_found_in_its_zip_in_any_language(name: str) -> None:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("apple_health_export/workout-routes/route.gpx", "<gpx/>")
        archive.writestr("apple_health_export/export_cda.xml", "<ClinicalDocument/>")
        archive.writestr(f"apple_health_export/{name}", export(record(), HEART))
    assert apple_health.recognises(file.getvalue())
    assert items(file.getvalue()) == items(export(record(), HEART))
