"""Which format a file is in: told by what it holds, by exactly one reader or by none."""

from importlib import import_module
from io import BytesIO

import app_samples
import pytest
from fhir_files import ANN, bundle, pain
from test_apple_health import export, record
from test_secuso import diary

from rehabtrack.domain.errors import ImportRefused
from rehabtrack.interchange import apple_health, formats, secuso
from rehabtrack.interchange.fhir import read as fhir

READERS = [
    import_module(f"rehabtrack.interchange.{name}") for name in formats.TABLES + formats.DOCUMENTS
]
SAMPLES = [
    *((text.encode(), reader) for text, reader in app_samples.SAMPLES),
    (export(record()), apple_health),
    (diary(), secuso),
    (bundle(ANN, pain()), fhir),
    (bundle(pain(), kind="searchset"), fhir),
    (b'{"resourceType":"Observation","status":"final"}\n{"resourceType":"Patient"}\n', fhir),
]
OURS = [
    b"at,site,scale,value,recall,note,patient\n2026-03-01,back,nrs,3,,,\n",
    b"at,minutes,area,technique,by,note\n2026-03-01,30,neck,,,\n",
    b"date,intensity,name\n2026-03-01,3,Back pain\n",
    b"Date;Time;Pain\n2026-03-01;07:30;3\n",
    b"[Date],[Pain]\n2026-03-01,3\n",
    b"<18,at,value\n,2026-03-01,3\n",
    b'"{at}",value\n2026-03-01,3\n',
    b"",
    b"\xff\xfea\0t\0",
]


@pytest.mark.parametrize(("data", "reader"), SAMPLES)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_sample_is_recognised_by_exactly_one_reader(
    data: bytes, reader: object, mark: bytes
) -> None:
    beginning = (mark + data)[: formats.BEGINNING]
    assert [each for each in READERS if each.recognises(beginning)] == [reader]
    stream = BytesIO(mark + data)
    assert formats.reader_of(stream) is reader
    assert stream.tell() == 0


def test_every_reader_has_a_sample() -> None:
    assert {reader.__name__ for _, reader in SAMPLES} == {reader.__name__ for reader in READERS}


def test_no_two_readers_have_one_name_or_one_format() -> None:
    assert len({reader.TITLE for reader in READERS}) == len(READERS)
    assert len({reader.FORMAT for reader in READERS}) == len(READERS)


@pytest.mark.parametrize("data", OURS)
def test_a_plain_table_is_recognised_by_none(data: bytes) -> None:
    assert not [each for each in READERS if each.recognises(data)]
    assert formats.reader_of(BytesIO(data)) is None


@pytest.mark.parametrize(("data", "reader"), SAMPLES)
def test_an_option_of_tables_makes_a_plain_one_of_any_table_and_of_nothing_else(
    data: bytes, reader: object
) -> None:
    table = getattr(reader, "__name__", "").rpartition(".")[2] in formats.TABLES
    assert formats.reader_of(BytesIO(data), as_table=True) is (None if table else reader)


@pytest.mark.parametrize("as_table", [False, True])
@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b'{"rehab":1}', "JSON"),
        (b' [ {"a":1}]', "JSON"),
        (b"[]", "JSON"),
        (b"{}", "JSON"),
        (b'<?xml version="1.0"?><a/>', "XML"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "XML"),
    ],
)
def test_what_is_no_table_and_of_no_format_is_refused(
    data: bytes, what: str, as_table: bool
) -> None:
    with pytest.raises(ImportRefused, match=f"The file is {what} of no format that is known."):
        formats.reader_of(BytesIO(data), as_table=as_table)
