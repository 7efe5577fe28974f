"""Every reader knows the files of its app and no other, and none is led astray by a bad one."""

from io import BytesIO
from types import ModuleType

import pytest
from app_samples import (
    BEARABLE_2021,
    BERLIN,
    CRISISCORE_JSON,
    DAYLIO,
    MIGRALOG,
    NOW,
    READERS,
    SAMPLES,
    read,
    rows,
)

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange import app_json, crisiscore, crisiscore_json, daylio, migralog, whole
from rehabtrack.interchange.items import Refusal, Row
from rehabtrack.interchange.layout import Layout

STRANGERS = [
    "at,site,scale,value\n2026-03-01,back,nrs,3\n",
    "at,minutes,area,technique,by,note\n2026-03-01,30,neck,,,\n",
    "Date,Time,Pain Level,Notes\n2024-01-01,08:00,5,\n",
    "Date,Back pain,Tags\n2024-01-01,3,\n",
    '{"rehabtrack":1}\n{"table":"pain"}\n',
    '{"resourceType":"Bundle","type":"collection","entry":[]}',
    '{"database":{"version":2,"content":[]},"preferences":{}}',
    '{"metadata":{"id":"1"},"entries":[]}',
    "[]",
    '{"timestamp":"2024-01-01T08:00:00Z","baselineData":{"pain":3}}',
    '<?xml version="1.0"?><HealthData/>',
    "",
    "\n\n",
    '"never closed\n',
    "Day,Back pain,Tags,Foods\n2024-01-01,3,,\n",
    BEARABLE_2021.replace("notes", "notes,more").replace("(Mild),", "(Mild),,"),
    BEARABLE_2021.replace("notes", "notes,notes").replace("(Mild),", "(Mild),,"),
    DAYLIO.replace("note_title", "pain"),
    "full_date;date;weekday;time;mood;activities;note_title;note\n",
]


@pytest.mark.parametrize(("sample", "reader"), SAMPLES)
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_sample_is_recognised_by_its_reader_and_no_other(
    sample: str, reader: ModuleType, mark: str
) -> None:
    beginning = (mark + sample).encode()[: 64 * 1024]
    assert [each for each in READERS if each.recognises(beginning)] == [reader]


@pytest.mark.parametrize("stranger", STRANGERS)
@pytest.mark.parametrize("reader", READERS)
def test_a_strange_file_is_recognised_by_none_and_refused_whole(
    stranger: str, reader: ModuleType
) -> None:
    assert not reader.recognises(stranger.encode())
    assert not reader.recognises(stranger.encode("utf-16"))
    with pytest.raises(ImportRefused) as refused:
        read(reader, stranger)
    assert refused.value.remedy


@pytest.mark.parametrize(("sample", "reader"), SAMPLES)
def test_a_file_is_read_the_same_with_a_byte_order_mark(sample: str, reader: ModuleType) -> None:
    found = read(reader, sample, site="back")
    assert found
    assert read(reader, "\ufeff" + sample, site="back") == found


@pytest.mark.parametrize(("sample", "reader"), SAMPLES)
def test_a_row_keeps_its_identity_whatever_the_options(sample: str, reader: ModuleType) -> None:
    def identities(**options: object) -> set[bytes]:
        found = read(reader, sample, **options)
        return {item.identity for item in found if isinstance(item, Row)}

    first = identities(site="back")
    assert first
    assert identities(site="neck", zone=BERLIN._replace(name="x"), round_up=True) == first
    assert identities(sites="Neck=other:n,Lower back=neck", site="neck") >= first


@pytest.mark.parametrize(("sample", "reader"), SAMPLES)
def test_every_record_is_of_the_patient_and_says_its_line(sample: str, reader: ModuleType) -> None:
    for item in read(reader, sample, site="back"):
        assert item.line
        assert not isinstance(item, Row) or item.patient == "Anna"


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_says_its_name_and_its_format(reader: ModuleType) -> None:
    assert reader.TITLE
    assert reader.FORMAT.endswith("/1")


TABLES = [(text.replace("\\n", "\n"), reader) for text, reader in SAMPLES if text[0] not in "[{"]


@pytest.mark.parametrize(("sample", "reader"), TABLES)
def test_a_table_without_a_row_is_refused(sample: str, reader: ModuleType) -> None:
    lines = sample.splitlines()
    comments = sum(line.startswith("#") for line in lines)
    header = "\n".join(lines[: comments + 1])
    assert reader.recognises(header.encode())
    with pytest.raises(ImportRefused, match="no rows"):
        read(reader, header)


def test_a_row_torn_in_two_is_refused_and_the_others_are_read() -> None:
    torn, good = read(daylio, DAYLIO.replace("\n2021", "\n2021-09-27,27 September,Mon\n2021"))
    assert isinstance(torn, Refusal)
    assert (torn.line, torn.sentence) == (2, "The row has 3 cells and the header has 8.")
    assert isinstance(good, Row)


# --- JSON ----------------------------------------------------------------------------------------

HAZARDS = {
    "NaN": CRISISCORE_JSON.replace('"pain": 5', '"pain": NaN'),
    "NaN in what is not read": CRISISCORE_JSON.replace('"id": 1', '"id": NaN'),
    "a key twice": CRISISCORE_JSON.replace('"pain": 5', '"pain": 5, "pain": 9'),
    "a list twice": MIGRALOG.replace('"medicationSchedules": []', '"intensityReadings": []'),
    "deep": CRISISCORE_JSON.replace('"id": 1', '"id": ' + "[" * 100_000 + "]" * 100_000),
    "a key twice in another spelling": CRISISCORE_JSON.replace('"id": 1', r'"id":1,"\u0069d":2'),
    "a key twice in what is not read": MIGRALOG.replace('"type"', '"x": {"y": 1, "y": 1}, "type"'),
    "half a pair for a key": CRISISCORE_JSON.replace('"id": 1', r'"\udc00": 1'),
    "not closed": CRISISCORE_JSON[:-4],
    "more behind it": CRISISCORE_JSON + "[]",
    "not UTF-8": CRISISCORE_JSON.encode().replace(b"Test note", b"Test \xff note"),
    "half a pair": CRISISCORE_JSON.replace("Test note", r"Test \ud800 note"),
}


@pytest.mark.parametrize("hazard", HAZARDS)
def test_hazardous_json_is_refused_whole_in_one_sentence(hazard: str) -> None:
    text = HAZARDS[hazard]
    reader = migralog if "metadata" in str(text) else crisiscore_json
    with pytest.raises(ImportRefused) as refused:
        read(reader, text)
    assert "Test" not in str(refused.value)
    assert refused.value.remedy


@pytest.mark.parametrize(
    ("what", "hazard"),
    [
        ('"sleepQuality": 0', '"sleepQuality": 1e999'),
        ('"id": 1', f'"id": "{"x" * app_json.LONGEST_ENTRY}"'),
        ('"pain": 5', '"pain": 18446744073709551616'),
        ('"pain": 5', f'"pain": {"9" * 5000}'),
        ('"pain": 5', '"pain": 5e0000000000000000000009'),
        ("Test note", r"Test \u0000 note"),
    ],
)
def test_a_hazard_in_an_entry_is_refused_without_its_text(what: str, hazard: str) -> None:
    found = read(crisiscore_json, CRISISCORE_JSON.replace(what, hazard))
    refused = [item for item in found if isinstance(item, Refusal)]
    assert refused
    assert "Test" not in "".join(item.sentence + item.remedy for item in refused)
    assert not any(isinstance(item, Row) and item.record.site == "back" for item in found[:1])


def test_a_text_that_looks_like_a_key_twice_is_a_text() -> None:
    noted = r"{\"pain\": 5, \"pain\": 9} \\"
    found = read(crisiscore_json, CRISISCORE_JSON.replace("Test note", noted))
    assert rows(found)[0].record.note == noted.replace("\\\\", "\\").replace('\\"', '"')


def test_a_file_of_many_bytes_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole, "LARGEST", 100)
    for reader, sample in ((crisiscore_json, CRISISCORE_JSON), (migralog, MIGRALOG)):
        with pytest.raises(ImportRefused, match="larger"):
            read(reader, sample)
    stream = BytesIO(b"x" * 1000)
    with pytest.raises(ImportRefused, match="larger"):
        list(crisiscore.items(stream, Layout(zone=BERLIN, now=NOW), "Anna"))
    assert stream.tell() == 101


def test_an_entry_of_another_shape_is_refused_by_its_path_and_the_next_is_read() -> None:
    two = CRISISCORE_JSON.strip()[1:-1]
    bad = two.replace('"pain": 5', '"pain": true')
    refused, *good = read(crisiscore_json, f"[{bad},{two}]")
    assert getattr(refused, "line", None) == "entry[0]"
    assert "baselineData.pain" in getattr(refused, "sentence", "")
    assert {row.line for row in rows(good)} == {"entry[1]"}


def test_json_that_is_well_formed_gives_its_shape() -> None:
    found = app_json.shaped(BytesIO(b'\xef\xbb\xbf[{"a":1.5e3}]'), list[dict[str, float]], "App")
    assert found == [{"a": 1500.0}]
